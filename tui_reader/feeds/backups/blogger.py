"""Reads a backup of a Blogger blog, in the old form or in that of Takeout.

The file is read twice, for what is said last in it (comments, at times even the blog's title)
belongs to what is said first; a third time only where comments stand before their posts.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from tui_reader.feeds.backups import blogger_entries as entries
from tui_reader.feeds.backups.blogger_survey import Survey, survey
from tui_reader.feeds.backups.document import Document
from tui_reader.feeds.backups.reading import Parts
from tui_reader.feeds.comments.tree import Element
from tui_reader.models import BackupHead, BackupPart


def read(path: Path, kind: str, now: datetime) -> Iterator[BackupHead | BackupPart]:
    """Give what a backup holds; parts before the head only say how far the reading is.

    Args:
        path: The file.
        kind: Its form, of ``signs``.
        now: What is published later is scheduled, so it is left out.

    Raises:
        FeedError: It cannot be read at all.
    """
    document, parts = Document(path), Parts()
    known = Survey()
    for share in survey(document, known, now):
        yield BackupPart(share=share / known.readings)
    head = known.head(kind)
    yield head
    readings = [_Posts(known, parts, head.feed.url, now).take]
    if known.has_early_comments:
        readings.append(_EarlyComments(known, parts, now).take)
    for number, take in enumerate(readings, 1):
        yield from _reading(document, parts, take, number, known.readings)
    yield parts.rest(1.0, parts.summary(document))


def _reading(
    document: Document, parts: Parts, take: Callable[[Element], None], number: int, readings: int
) -> Iterator[BackupPart]:
    for element in document.elements():
        if element is not None and element.name == "atom:entry":
            take(element)
        yield from parts.full((number + document.share) / readings)


class _Posts:
    """Takes posts and pages, and the comments whose posts it has seen."""

    def __init__(self, known: Survey, parts: Parts, home: str, now: datetime) -> None:
        self._known = known
        self._parts = parts
        self._home = home
        self._now = now
        self._seen: set[str] = set()

    def take(self, entry: Element) -> None:
        """Take one entry, or count it as left out."""
        kind = entries.kind_of(entry)
        if kind == "comment":
            self._take_comment(entry)
        elif kind in ("post", "page"):
            self._take_post(entry, kind)

    def _take_post(self, entry: Element, kind: str) -> None:
        if hidden := entries.hidden_as(entry, self._now):
            self._parts.leave_out(hidden)
            return
        guid = entries.id_of(entry)
        if guid in self._seen:
            return
        self._seen.add(guid)
        post = entries.read_post(entry, self._home, self._known.count(guid, entry))
        if kind == "page":
            self._parts.add_page(post)
        else:
            self._parts.add_post(post)

    def _take_comment(self, entry: Element) -> None:
        post = entries.post_id_of(entry)
        if hidden := self._known.why_left_out(entry, post, self._now):
            self._parts.leave_out(hidden)
        elif post in self._seen or post not in self._known.live:
            self._parts.add_comment(entries.read_comment(entry))


class _EarlyComments:
    """Takes the comments that stand before their posts."""

    def __init__(self, known: Survey, parts: Parts, now: datetime) -> None:
        self._known = known
        self._parts = parts
        self._now = now
        self._seen: set[str] = set()

    def take(self, entry: Element) -> None:
        """Take one entry if it is one of those."""
        if entries.kind_of(entry) != "comment":
            self._seen.add(entries.id_of(entry))
            return
        post = entries.post_id_of(entry)
        is_early = post in self._known.live and post not in self._seen
        if is_early and not self._known.why_left_out(entry, post, self._now):
            self._parts.add_comment(entries.read_comment(entry))
