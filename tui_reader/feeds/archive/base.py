"""What an archive strategy is, and what it may do. No strategy here, and no network.

A strategy asks, reads and says where it is. It never waits out a server and never tries again:
what fails is raised, and whoever walks goes on later from the last cursor that was stored.
"""

import json
from collections.abc import AsyncGenerator
from typing import Any, Final, Protocol

from tui_reader.feeds.tree import Record
from tui_reader.models import ArchiveFound, ArchivePage, ArchiveSource, Page, ParsedFeed

LANES: Final = 2
"""Requests of one walk in flight at once."""


class Asks(Protocol):
    """What a strategy may do; ``feeds.asking.Asking`` does it for the reader."""

    lanes: int
    """How many requests it may have in flight at once; 1: none ahead of what is wanted."""

    async def get(self, url: str) -> Page:
        """Ask for a page.

        Raises:
            FetchError: Nothing came that can be used.
        """

    async def parse(self, page: Page) -> ParsedFeed:
        """Read a page as a feed, in the worker's process.

        Raises:
            FeedError: It is none, or takes too long.
        """

    async def read(self, task: str, page: Page) -> Any:
        """Do another task of ``feeds.worker_tasks`` with a page, in the worker's process.

        Raises:
            FeedError: As for ``parse``.
        """


class Strategy(Protocol):
    """One way to bring a blog's old posts."""

    @property
    def name(self) -> str:
        """One word, as the command line has it."""

    @property
    def mark(self) -> str:
        """What stands in every cursor of it: one without is of another version of the program."""

    async def probe(self, source: ArchiveSource, asks: Asks) -> ArchiveFound | None:
        """Say what there is and where the walk begins; None where this is not the way.

        Raises:
            FetchError: The blog cannot be asked now: that says nothing about the way.
        """

    def walk(
        self, source: ArchiveSource, asks: Asks, cursor: str
    ) -> AsyncGenerator[ArchivePage, None]:
        """Bring the posts from a cursor on, newest to oldest as nearly as two lanes allow.

        Each page's cursor covers all pages up to and including that page. The last page has
        ``is_last``; a walk that ends otherwise has raised.

        Raises:
            FetchError: An answer did not come; the cursor of the last page is good.
            FeedError: One came that cannot be read.
        """


def written(state: Record) -> str:
    """Write a cursor."""
    return json.dumps(state, separators=(",", ":"), sort_keys=True)


def read_cursor(cursor: str) -> Record:
    """Read a cursor that ``written`` made; one that says nothing where it cannot be read."""
    try:
        state = json.loads(cursor)
    except (ValueError, RecursionError):
        return {}
    return state if isinstance(state, dict) else {}
