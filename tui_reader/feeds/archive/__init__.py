"""The ways to bring a blog's old posts: an ordered tuple of strategies, each on its own.

``find`` tries them in order; the first that finds its way is the blog's.
"""

from typing import Final

from tui_reader.errors import UsageError
from tui_reader.feeds.archive.base import Asks, Strategy, read_cursor
from tui_reader.feeds.archive.blogger import Blogger
from tui_reader.feeds.archive.jsonfeed import JsonFeed
from tui_reader.feeds.archive.paged import Paged
from tui_reader.feeds.archive.rfc5005 import Rfc5005
from tui_reader.feeds.archive.sitemap import Sitemap
from tui_reader.feeds.archive.substack import Substack
from tui_reader.feeds.archive.wayback import Wayback
from tui_reader.feeds.archive.wordpress import WordPress
from tui_reader.models import ArchiveFound, ArchiveSource

STRATEGIES: Final[tuple[Strategy, ...]] = (
    Blogger(),
    WordPress(),
    Rfc5005(),
    JsonFeed(),
    Substack(),
    Paged(),
    Sitemap(),
    Wayback(),
)
"""Those that bring whole posts first, the exact ones before those that try their luck."""
NAMES: Final = tuple(strategy.name for strategy in STRATEGIES)
LAST_RESORT: Final = "wayback"
"""Asks a third party about the blog: only when a person names it."""


async def find(
    source: ArchiveSource, asks: Asks, *, only: str = "", wayback: bool = False
) -> tuple[Strategy, ArchiveFound] | None:
    """Find the way to a blog's old posts; None if there is none.

    Args:
        source: The blog.
        asks: What asks it.
        only: The name of the one strategy to try; empty: each that may be.
        wayback: Whether the Internet Archive may be asked, when nothing else helps.

    Raises:
        FetchError: The blog cannot be asked now.
        UsageError: No strategy is called ``only``.
    """
    tried = (by_name(only),) if only else STRATEGIES
    for strategy in tried:
        if strategy.name == LAST_RESORT and not (wayback or only):
            continue
        found = await strategy.probe(source, asks)
        if found is not None:
            return strategy, found
    return None


def goes_on(name: str, cursor: str) -> bool:
    """Whether a walk can go on from a cursor: not where another version of the program left it."""
    return any(each.name == name and each.mark in read_cursor(cursor) for each in STRATEGIES)


def by_name(name: str) -> Strategy:
    """Give the strategy of this name.

    Raises:
        UsageError: There is none.
    """
    for strategy in STRATEGIES:
        if strategy.name == name:
            return strategy
    raise UsageError(f"there is no strategy “{name}”: it is one of {', '.join(NAMES)}")
