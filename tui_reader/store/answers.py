"""Writes what a server answered: posts, validators and schedule in one transaction.

It decides nothing about posts (the plan does), and deletes nothing, whatever a feed leaves out.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from tui_reader.clean import clean_address, clean_line
from tui_reader.models import Change, KnownPost, ParsedFeed, ParsedPost, Validators
from tui_reader.store import blogs
from tui_reader.store.durability import replaceable
from tui_reader.store.post_writer import PostWriter, Written
from tui_reader.store.schedule import (
    Schedule,
    is_scheduled,
    note_new_post,
    save_schedule,
    save_validators,
    save_wishes,
)
from tui_reader.store.values import from_iso, json_list, milliseconds, storable

Plan = Callable[[tuple[KnownPost, ...]], tuple[Change, ...]]
TextOf = Callable[[ParsedPost], str]

_KNOWN: Final = """
    SELECT posts.id, identity, guid, canonical_url, title, published, content_hash, comments,
           sort_at, is_summary, words, snippet, updated
    FROM posts JOIN statuses ON statuses.id = posts.id
    WHERE kind = 'post' AND posts.id IN (
        SELECT id FROM posts INDEXED BY posts_by_guid
        WHERE blog_id = :blog_id AND guid <> ''
            AND guid IN (SELECT value FROM json_each(:guids))
        UNION
        SELECT id FROM posts INDEXED BY posts_by_url
        WHERE blog_id = :blog_id AND canonical_url <> ''
            AND canonical_url IN (SELECT value FROM json_each(:urls))
        UNION
        SELECT id FROM statuses
        WHERE blog_id = :blog_id AND identity IN (SELECT value FROM json_each(:identities))
    )
    ORDER BY posts.id
"""
# The plan leaves out a post of which nothing changed, but who wrote it may be known only now.
_NAME_AUTHOR: Final = """
    UPDATE posts INDEXED BY posts_by_guid SET author_key = ?
    WHERE blog_id = ? AND guid <> '' AND guid = ? AND author_key = ''
"""
_SAVE_FEED: Final = """
    UPDATE blogs SET
        kind = ?, title = ?, feed_id = ?, url = coalesce(nullif(?, ''), url),
        subtitle = ?, author = ?, language = ?, generator = ?, posts_total = ifnull(?, posts_total),
        note = ?
    WHERE id = ?
"""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A blog that is added, or brought back."""

    feed_url: str
    canonical_feed_url: str
    is_followed: bool
    typed_host: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """What one answer brought."""

    new: int = 0
    """Posts that were never here before."""
    changed: int = 0
    """Posts whose title or body was edited."""
    counted: int = 0
    """Posts of which only the comment count moved."""
    back: int = 0
    """Posts that had gone with their blog and are here again, as read as they were."""
    note: str = ""
    """What a person should know about the answer and was not told yet."""
    is_moved: bool = False
    """Whether the blog is asked at another address from now on."""


def known_posts(
    connection: sqlite3.Connection,
    blog_id: int,
    posts: Iterable[ParsedPost],
    canonical_urls: Iterable[str],
    identities: Iterable[str],
) -> tuple[KnownPost, ...]:
    """Give the kept posts that an answer may speak of: by guid, by address or by identity."""
    rows = connection.execute(
        _KNOWN,
        {
            "blog_id": blog_id,
            "guids": _unique(storable(post.guid) for post in posts),
            "urls": _unique(map(clean_address, canonical_urls)),
            "identities": _unique(map(storable, identities)),
        },
    )
    return tuple(map(_known, rows))


@replaceable
def save_answer(
    connection: sqlite3.Connection,
    blog_id: int,
    parsed: ParsedFeed,
    validators: Validators,
    schedule: Schedule,
    plan: Plan,
    now: datetime,
    *,
    text_of: TextOf,
    canonical_urls: Sequence[str] = (),
    identities: Sequence[str] = (),
) -> Saved:
    """Write all that a good answer says; nothing where its blog was removed meanwhile.

    ``plan`` says, from the posts known at that moment, what to write. It and ``text_of`` (the plain
    text of a new or edited post) run within the transaction: have the texts ready.
    ``canonical_urls`` and ``identities`` are those of the posts in the answer.
    """
    if not is_scheduled(connection, blog_id):
        return Saved()
    saved = write_posts(
        connection,
        blog_id,
        parsed.posts,
        plan,
        now,
        text_of=text_of,
        canonical_urls=canonical_urls,
        identities=identities,
    )
    note = _save_feed(connection, blog_id, parsed)
    if saved.new:
        note_new_post(connection, blog_id, now)
    save_validators(connection, blog_id, validators)
    is_moved = save_schedule(connection, blog_id, schedule)
    return replace(saved, note=note, is_moved=is_moved)


def write_posts(
    connection: sqlite3.Connection,
    blog_id: int,
    posts: Sequence[ParsedPost],
    plan: Plan,
    now: datetime,
    *,
    text_of: TextOf,
    canonical_urls: Sequence[str],
    identities: Sequence[str],
    read_until: int | None = None,
) -> Saved:
    """Write the posts of a document and nothing else of it, within its transaction.

    New posts that stand no later in lists than ``read_until`` (milliseconds) arrive read.
    """
    known = known_posts(connection, blog_id, posts, canonical_urls, identities)
    writer = PostWriter(connection, blog_id, milliseconds(now), text_of, read_until)
    saved = _counted([writer.write(change) for change in plan(known)])
    connection.executemany(
        _NAME_AUTHOR,
        [
            (clean_address(post.author_key), blog_id, storable(post.guid))
            for post in posts
            if post.author_key and post.guid
        ],
    )
    return saved


def save_first(
    connection: sqlite3.Connection,
    newcomer: Newcomer,
    parsed: ParsedFeed,
    validators: Validators,
    schedule: Schedule,
    plan: Plan,
    now: datetime,
    *,
    text_of: TextOf,
    canonical_urls: Sequence[str],
    identities: Sequence[str],
) -> tuple[int, Saved]:
    """Add a blog and write its first answer, so that no blog is ever there without its posts.

    Returns:
        The blog's number, and what the answer brought.
    """
    blog_id = blogs.add(
        connection,
        feed_url=newcomer.feed_url,
        canonical_feed_url=newcomer.canonical_feed_url,
        feed=parsed,
        followed=newcomer.is_followed,
        now=now,
        typed_host=newcomer.typed_host,
        origin=newcomer.origin,
    )
    saved = save_answer(
        connection,
        blog_id,
        parsed,
        validators,
        schedule,
        plan,
        now,
        text_of=text_of,
        canonical_urls=canonical_urls,
        identities=identities,
    )
    return blog_id, saved


@replaceable
def save_unchanged(
    connection: sqlite3.Connection, blog_id: int, validators: Validators, schedule: Schedule
) -> bool:
    """Write that a server had nothing new (304): its validators may be new all the same.

    Returns:
        Whether the blog is asked at another address from now on.
    """
    save_validators(connection, blog_id, validators)
    return save_schedule(connection, blog_id, schedule)


def _counted(written: Sequence[Written]) -> Saved:
    return Saved(
        new=written.count(Written.NEW),
        changed=written.count(Written.EDITED),
        counted=written.count(Written.COUNTED),
        back=written.count(Written.BACK),
    )


def _unique(texts: Iterable[str]) -> str:
    return json_list([text for text in dict.fromkeys(texts) if text])


def _known(row: tuple[Any, ...]) -> KnownPost:
    (post_id, identity, guid, canonical_url, title, published, content_hash, comments, sort_at,
     is_summary, words, snippet, updated) = row  # fmt: skip
    return KnownPost(
        post_id=post_id,
        identity=identity,
        guid=guid,
        canonical_url=canonical_url,
        title=title,
        published=from_iso(published),
        content_hash=content_hash,
        comments=comments,
        sort_at=sort_at,
        is_summary=bool(is_summary),
        words=words,
        snippet=snippet,
        updated=from_iso(updated),
    )


def _save_feed(connection: sqlite3.Connection, blog_id: int, parsed: ParsedFeed) -> str:
    """Write what the feed says of its blog; give what is new in the note for the person.

    A new title is taken over, but never silently: it may be another blog.
    """
    (former_title, former_note) = connection.execute(
        "SELECT title, note FROM blogs WHERE id = ?", (blog_id,)
    ).fetchone()
    title = clean_line(parsed.title) or former_title
    notes = list(parsed.notes)
    if former_title and title != former_title:
        notes.insert(0, f"This blog was called “{former_title}”.")
    note = clean_line(" ".join(notes))
    connection.execute(
        _SAVE_FEED,
        (
            clean_line(parsed.kind),
            title,
            storable(parsed.feed_id),
            clean_address(parsed.url),
            clean_line(parsed.subtitle),
            clean_line(parsed.author),
            clean_line(parsed.language),
            clean_line(parsed.generator),
            parsed.posts_total,
            note,
            blog_id,
        ),
    )
    save_wishes(connection, blog_id, parsed)
    return "" if note == former_note else note
