"""Walks documents each of which names the next older one. No strategy here.

A chain may lead in a circle, or give the same posts under ever new addresses: both end it.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import replace
from typing import Final, NamedTuple

from tui_reader.feeds.archive.base import Asks, read_cursor, written
from tui_reader.feeds.archive.numbered import NOTHING
from tui_reader.feeds.tree import number_at, text_at
from tui_reader.feeds.urls import without_fragment
from tui_reader.limits import ARCHIVE_POSTS
from tui_reader.models import ArchivePage, Page, ParsedFeed

_MOST_BARREN: Final = 3
"""Documents without a new post, one after the other; more are a circle by other names."""
_MOST_EMPTY: Final = 30
"""Documents without any post, one after the other: months in which nothing was written."""
_CIRCLE: Final = "its documents lead in a circle: older posts cannot be had"
_CUT: Final = "a document broke off before its end: its last post is missing"


class Link(NamedTuple):
    """One document, read."""

    feed: ParsedFeed
    older: str
    """Where the next older posts are; empty at the end."""
    is_lasting: bool = False
    """Whether this document will never change."""


Reads = Callable[[Page], Awaitable[Link]]


def first_cursor(url: str) -> str:
    """Begin at an address."""
    return written({"next": url})


async def walk(
    reads: Reads, asks: Asks, cursor: str, kept: frozenset[str] = frozenset()
) -> AsyncGenerator[ArchivePage, None]:
    """Bring what is left of a chain; see ``base.Strategy.walk``.

    Args:
        reads: Reads one document.
        asks: Asks for it.
        cursor: Where to begin.
        kept: Documents that are kept and never change: what is older than one of them is kept too.
    """
    state = read_cursor(cursor)
    url, had = text_at(state, "next"), number_at(state, "had") or 0
    visited: set[str] = set()
    seen: set[int] = set()
    barren = empty = 0
    while url and url not in kept:
        visited.add(url)
        link = await _link_at(url, reads, asks)
        before = len(seen)
        seen.update(hash(post.guid or post.url or post.title) for post in link.feed.posts)
        fresh = len(seen) - before
        had += fresh
        empty = 0 if link.feed.posts else empty + 1
        barren = 0 if fresh else barren + min(1, len(link.feed.posts))
        older = without_fragment(link.older)
        note = _why_over(older in visited or barren >= _MOST_BARREN or empty >= _MOST_EMPTY, had)
        document = url if link.is_lasting else ""
        url = "" if note else older
        yield ArchivePage(
            link.feed,
            written({"next": url, "had": had}),
            is_last=not url,
            document=document,
            note=note or (_CUT if link.feed.is_cut else ""),
        )
        if not url:
            return
    yield ArchivePage(NOTHING, written({"next": "", "had": had}), is_last=True)


async def _link_at(url: str, reads: Reads, asks: Asks) -> Link:
    """Read a document; one that breaks off does so perhaps only on its way, and is asked again."""
    link = await reads(await asks.get(url))
    if link.feed.is_cut:
        link = await reads(await asks.get(url))
    if not link.feed.is_cut:
        return link
    return Link(replace(link.feed, posts=link.feed.posts[:-1]), link.older)


def _why_over(is_circle: bool, had: int) -> str:
    if is_circle:
        return _CIRCLE
    return f"only the newest {ARCHIVE_POSTS:,} posts were taken" if had >= ARCHIVE_POSTS else ""
