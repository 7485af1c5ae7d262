"""Writes the posts of one answer, new ones and ones that came back; static pages likewise.

Marks, number and first-seen date of a post that is known stay as they are.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from tui_reader.clean import clean_address, clean_line, count_words, with_single_blanks
from tui_reader.limits import AUTHOR_LETTERS
from tui_reader.models import Change, ParsedPost
from tui_reader.store.post_labels import LabelWriter, tidy_labels
from tui_reader.store.values import (
    first_words,
    from_json_list,
    iso,
    json_list,
    own_day,
    storable,
)

_TITLE_LETTERS: Final = 80
SNIPPET_LETTERS: Final = 160

_INSERT_STATUS: Final = """
    INSERT INTO statuses (blog_id, identity, first_seen, is_read, sort_at, own_day)
    VALUES (?, ?, ?, ?, ?, ?)
"""
_INSERT_POST: Final = """
    INSERT INTO posts (
        guid, url, canonical_url, author, published, updated, labels, comments, comments_url,
        comments_feed, enclosures, author_key,
        title, first_words, snippet, words, is_summary, content_hash, id, blog_id, kind
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
# An address or a date that an answer leaves out is no news: the known one stays.
_UPDATE_FACTS: Final = """
    UPDATE posts SET
        guid = coalesce(nullif(?, ''), guid),
        url = coalesce(nullif(?, ''), url),
        canonical_url = coalesce(nullif(?, ''), canonical_url),
        author = ?,
        published = ifnull(?, published),
        updated = ifnull(?, updated),
        labels = ?, comments = ?, comments_url = ?, comments_feed = ?, enclosures = ?,
        author_key = coalesce(nullif(?, ''), author_key)
    WHERE id = ?
"""
_UPDATE_GIVEN_FACTS: Final = """
    UPDATE posts SET
        guid = coalesce(nullif(?, ''), guid),
        url = coalesce(nullif(?, ''), url),
        canonical_url = coalesce(nullif(?, ''), canonical_url),
        author = coalesce(nullif(?, ''), author),
        published = ifnull(?, published),
        updated = ifnull(?, updated),
        labels = ?,
        comments = ifnull(?, comments),
        comments_url = coalesce(nullif(?, ''), comments_url),
        comments_feed = coalesce(nullif(?, ''), comments_feed),
        enclosures = coalesce(nullif(?, '[]'), enclosures),
        author_key = coalesce(nullif(?, ''), author_key)
    WHERE id = ?
"""
_UPDATE_CONTENT: Final = """
    UPDATE posts SET
        title = ?, first_words = ?, snippet = ?, words = ?, is_summary = ?, content_hash = ?
    WHERE id = ?
"""
_UPDATE_WITHOUT_BODY: Final = """
    UPDATE posts SET title = coalesce(nullif(?, ''), title), content_hash = ? WHERE id = ?
"""
_FORMER: Final = """
    SELECT posts.comments, posts.labels, content_hash, sort_at, own_day
    FROM posts JOIN statuses ON statuses.id = posts.id
    WHERE posts.id = ?
"""


class Written(Enum):
    """What writing a change came to."""

    NEW = auto()
    EDITED = auto()
    COUNTED = auto()
    BACK = auto()
    SAME = auto()


@dataclass(frozen=True, slots=True)
class PostWriter:
    """Writes the posts of one answer within its transaction."""

    connection: sqlite3.Connection
    blog_id: int
    now: int
    """Milliseconds since 1970 UTC."""
    text_of: Callable[[ParsedPost], str]
    read_until: int | None = None
    """New posts that stand no later in lists than this are old news: they arrive read."""
    is_partial: bool = False
    """Whether the document may say less of a post than the blog's feed does (a list of titles has
    neither labels nor counts): then what it leaves out of a known post stays as it was."""
    is_page: bool = False
    """Whether these are static pages: without labels, and with no place in any list."""
    labels: LabelWriter = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "labels", LabelWriter(self.connection, self.blog_id))

    def write(self, change: Change) -> Written:
        """Write one post."""
        post_id = change.post_id or self._find_status(change.identity)
        if post_id is None:
            self._insert_post(self._insert_status(change), change)
            return Written.NEW
        former = self.connection.execute(_FORMER, (post_id,)).fetchone()
        if former is None:
            self._bring_back(post_id, change)
            return Written.BACK
        return self._update(post_id, change, _Former(*former))

    def _find_status(self, identity: str) -> int | None:
        row = self.connection.execute(
            "SELECT id FROM statuses WHERE blog_id = ? AND identity = ?",
            (self.blog_id, storable(identity)),
        ).fetchone()
        return None if row is None else int(row[0])

    def _insert_status(self, change: Change) -> int:
        cursor = self.connection.execute(
            _INSERT_STATUS,
            (
                self.blog_id,
                storable(change.identity),
                self.now,
                self._arrives_read(change),
                *self._place_of(change),
            ),
        )
        assert cursor.lastrowid is not None  # an INSERT has one
        return cursor.lastrowid

    def _bring_back(self, post_id: int, change: Change) -> None:
        """Keep again a post that went with its blog: it has its number and marks still."""
        self._place(post_id, change)
        self._insert_post(post_id, change)

    def _insert_post(self, post_id: int, change: Change) -> None:
        post = change.post
        text = storable(self.text_of(post))
        labels = self._labels_of(post)
        kind = "page" if self.is_page else "post"
        self.connection.execute(
            _INSERT_POST,
            (*_facts(change, labels), *_content(change, text), post_id, self.blog_id, kind),
        )
        self.connection.execute(
            "INSERT INTO bodies (post_id, html, base, text) VALUES (?, ?, ?, ?)",
            (post_id, storable(post.html), clean_address(post.base), text),
        )
        self.labels.add(post_id, labels, change.sort_at, own_day(change.sort_at, post.published))

    def _update(self, post_id: int, change: Change, former: "_Former") -> Written:
        post = change.post
        labels = self._labels_of(post)
        if self.is_partial:
            labels = labels or from_json_list(former.labels)
        statement = _UPDATE_GIVEN_FACTS if self.is_partial else _UPDATE_FACTS
        self.connection.execute(statement, (*_facts(change, labels), post_id))
        is_moved = self._place_of(change) != (former.sort_at, former.own_day)
        if is_moved:
            self._place(post_id, change)
        if is_moved or json_list(labels) != former.labels:
            day = own_day(change.sort_at, post.published)
            self.labels.replace(post_id, labels, change.sort_at, day)
        if change.content_hash != former.content_hash or change.is_edited:
            self._write_content(post_id, change)
        if change.is_edited:
            self._tell_reader(post_id)
            return Written.EDITED
        is_said = post.comments is not None or not self.is_partial
        return Written.COUNTED if is_said and post.comments != former.comments else Written.SAME

    def _place(self, post_id: int, change: Change) -> None:
        self.connection.execute(
            "UPDATE statuses SET sort_at = ?, own_day = ? WHERE id = ?",
            (*self._place_of(change), post_id),
        )

    def _place_of(self, change: Change) -> tuple[int | None, int | None]:
        if self.is_page:
            return None, None
        return change.sort_at, own_day(change.sort_at, change.post.published)

    def _labels_of(self, post: ParsedPost) -> tuple[str, ...]:
        return () if self.is_page else tidy_labels(post.labels)

    def _arrives_read(self, change: Change) -> bool:
        return self.is_page or (self.read_until is not None and change.sort_at <= self.read_until)

    def _write_content(self, post_id: int, change: Change) -> None:
        if change.keeps_body:
            values = (clean_line(change.post.title), change.content_hash, post_id)
            self.connection.execute(_UPDATE_WITHOUT_BODY, values)
        else:
            self._replace_content(post_id, change)

    def _replace_content(self, post_id: int, change: Change) -> None:
        post = change.post
        text = storable(self.text_of(post))
        self.connection.execute(_UPDATE_CONTENT, (*_content(change, text), post_id))
        self.connection.execute(
            "UPDATE bodies SET html = ?, base = ?, text = ? WHERE post_id = ?",
            (storable(post.html), clean_address(post.base), text, post_id),
        )

    def _tell_reader(self, post_id: int) -> None:
        """Say that the words were edited, to a person who had read the former ones."""
        self.connection.execute(
            "UPDATE statuses SET is_changed = 1 WHERE id = ? AND is_read = 1", (post_id,)
        )


@dataclass(frozen=True, slots=True)
class _Former:
    """What was kept of a post that came back."""

    comments: int | None
    labels: str
    content_hash: bytes
    sort_at: int | None
    own_day: int | None


def _facts(change: Change, labels: tuple[str, ...]) -> tuple[object, ...]:
    """Give the columns that every answer may change, in the order of the statements above."""
    post = change.post
    return (
        storable(post.guid),
        clean_address(post.url),
        clean_address(change.canonical_url),
        clean_line(post.author, AUTHOR_LETTERS),
        iso(post.published),
        iso(post.updated),
        json_list(labels),
        post.comments,
        clean_address(post.comments_url),
        clean_address(post.comments_feed),
        json_list([address for address in map(clean_address, post.enclosures) if address]),
        clean_address(post.author_key),
    )


def _content(change: Change, text: str) -> tuple[object, ...]:
    """Give the columns that an edit changes, in the order of the statements above."""
    title = clean_line(change.post.title)
    line = with_single_blanks(text.replace("\n", " "))
    words = line.split(" ", max(_TITLE_LETTERS, SNIPPET_LETTERS))  # no more are looked at
    return (
        title,
        "" if title else first_words(words, _TITLE_LETTERS),
        first_words(words, SNIPPET_LETTERS),
        count_words(line),
        change.post.is_summary,
        change.content_hash,
    )
