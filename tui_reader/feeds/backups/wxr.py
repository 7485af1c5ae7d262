"""Reads a backup of a WordPress blog (WXR), or of another program that writes that form."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from tui_reader.clean import clean_line
from tui_reader.feeds.backups import wxr_items as items
from tui_reader.feeds.backups.document import Document
from tui_reader.feeds.backups.reading import Parts, feed_address, told, web_address
from tui_reader.feeds.comments.tree import Element
from tui_reader.feeds.markup import line_of_loose_text
from tui_reader.limits import AUTHOR_LETTERS, LABEL_LETTERS
from tui_reader.models import BackupHead, BackupPart, ParsedComment, ParsedFeed, ParsedPost

_COMMENT: Final = "wp:comment"
_HEAD: Final = frozenset(
    {"title", "link", "description", "language", "generator", "wp:base_blog_url"}
)


def read(path: Path, kind: str, now: datetime) -> Iterator[BackupHead | BackupPart]:
    """Give what a backup holds: its head, then its posts, each with its comments behind it.

    Args:
        path: The file.
        kind: Its form, of ``signs``.
        now: What is published later is scheduled, so it is left out.

    Raises:
        FeedError: It cannot be read at all.
    """
    document, parts, reader = Document(path), Parts(), _Reader(now)
    for element in document.elements(apart=(_COMMENT,)):
        reader.notice(document.breaks)
        if element is None:
            yield from parts.full(document.share) if reader.is_headed else ()
        elif element.name == "item":
            yield from reader.heads(kind)
            for _ in reader.take_item(element, parts):
                yield from parts.full(document.share)
        else:
            reader.take(element)
    yield from reader.heads(kind)
    parts.notes += reader.notes()
    yield parts.rest(1.0, parts.summary(document))


class _Reader:
    """What is known so far."""

    def __init__(self, now: datetime) -> None:
        self.is_headed = False
        self._now = now
        self._breaks = 0
        self._home = ""
        self._texts: dict[str, str] = {}
        self._people: dict[str, items.Person] = {}
        self._guids: set[str] = set()
        self._comments: list[tuple[str, ParsedComment]] = []
        """Kind and words of those in the item that is being read; its post is not known yet."""
        self._hidden: Counter[str] = Counter()
        self._pings: Counter[str] = Counter()

    def take(self, element: Element) -> None:
        """Take in what is said of the blog, or a comment before its post ends."""
        if element.name == _COMMENT:
            self._take_comment(element)
        elif element.name == "wp:author":
            login, person = items.read_person(element)
            self._people[login] = person
        elif element.name in _HEAD and element.text:
            self._texts.setdefault(element.name, element.text)

    def notice(self, breaks: int) -> None:
        """Let go of comments whose post never comes, where the file is broken in it."""
        if breaks != self._breaks:
            self._breaks = breaks
            self._forget_comments()

    def heads(self, kind: str) -> Iterator[BackupHead]:
        """Say which blog it is, the first time this is called."""
        if not self.is_headed:
            self.is_headed = True
            yield self._head(kind)

    def _head(self, kind: str) -> BackupHead:
        home = web_address(self._texts.get("link", self._texts.get("wp:base_blog_url", "")))
        generator = clean_line(self._texts.get("generator", ""), AUTHOR_LETTERS)
        is_wordpress = "wordpress" in generator.lower() or not generator
        feed = ParsedFeed(
            kind="rss20",
            title=line_of_loose_text(self._texts.get("title", "")),
            posts=(),
            subtitle=line_of_loose_text(self._texts.get("description", "")),
            url=home,
            language=clean_line(self._texts.get("language", ""), LABEL_LETTERS),
            generator=generator or "WordPress",
        )
        self._home = home
        place = f"{home.rstrip('/')}/feed/"
        return BackupHead(kind, feed, feed_address(home, place, is_wordpress))

    def take_item(self, item: Element, parts: Parts) -> Iterator[None]:
        """Give a post and its comments to the parts, a breath after each."""
        comments, hidden_comments = self._comments, self._hidden
        self._forget_comments()
        if hidden := items.hidden_as(item, self._now):
            parts.leave_out(hidden)
            return
        parts.left_out.update(hidden_comments)
        post = self._post(item, len(comments))
        if items.is_page(item):
            parts.add_page(post)
        else:
            parts.add_post(post)
        yield
        for kind, comment in comments:
            self._pings[kind] += 1
            parts.add_comment(items.of_post(comment, post))
            yield

    def _post(self, item: Element, comments: int) -> ParsedPost:
        count = comments if comments or items.is_open(item) else None
        post = items.read_item(item, self._home, self._people, count)
        if post.guid in self._guids:  # two posts have it; the file's own number tells them apart
            number = clean_line(item.text_of("wp:post_id"))
            post = replace(post, guid=f"{post.guid}#{number or len(self._guids)}")
        self._guids.add(post.guid)
        return post

    def _take_comment(self, comment: Element) -> None:
        if hidden := items.comment_hidden_as(comment):
            self._hidden[hidden] += 1
        else:
            kind = comment.text_of("wp:comment_type").lower()
            self._comments.append((kind, items.read_comment(comment)))

    def _forget_comments(self) -> None:
        self._comments, self._hidden = [], Counter()

    def notes(self) -> list[str]:
        """Say what else a person should know."""
        kinds = (told(self._pings[kind], kind) for kind in sorted(items.PINGS) if self._pings[kind])
        pings = " and ".join(kinds)
        return [f"{pings} kept as comments, as WordPress shows them."] if pings else []
