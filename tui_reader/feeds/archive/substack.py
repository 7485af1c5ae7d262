"""Substack: its list of old posts gives titles, dates and counts; bodies are fetched one by one.

The list is not documented: pages by ``offset``, an empty one at the end.
"""

from collections.abc import AsyncGenerator
from typing import Final

from tui_reader.errors import FeedError
from tui_reader.feeds.archive.base import Asks
from tui_reader.feeds.archive.intervals import Interval
from tui_reader.feeds.archive.numbered import Numbered
from tui_reader.feeds.archive.numbered import walk as walk_numbered
from tui_reader.feeds.archive.progress import Progress
from tui_reader.feeds.archive.replies import page_if_there
from tui_reader.feeds.urls import host_of, join
from tui_reader.models import ArchiveFound, ArchivePage, ArchiveSource, Page, ParsedFeed

_MOST: Final = 50
_LIST: Final = "/api/v1/archive"
_NOTE: Final = (
    "the list of old posts has titles and dates only: a post is fetched when it is opened"
)


class Substack:
    """See the module."""

    name = "substack"
    mark = "base"

    async def probe(self, source: ArchiveSource, asks: Asks) -> ArchiveFound | None:
        """See whether the list is there; see ``base.Strategy``."""
        hosts = (host_of(source.feed_url), host_of(source.url))
        is_named = "substack" in source.generator.lower()
        if not is_named and not any(host.endswith(".substack.com") for host in hosts):
            return None
        base = join(source.url or source.feed_url, _LIST)
        page = await page_if_there(asks, _url(base, Interval(1, 1), 1))
        if page is None:
            return None
        try:
            feed: ParsedFeed = await asks.read("substack-posts", page)
        except FeedError:
            return None
        return ArchiveFound(self.name, Progress(base).cursor(), note=_NOTE) if feed.posts else None

    def walk(
        self, source: ArchiveSource, asks: Asks, cursor: str
    ) -> AsyncGenerator[ArchivePage, None]:
        """Bring the posts; see ``base.Strategy``."""

        async def read(page: Page) -> ParsedFeed:
            feed: ParsedFeed = await asks.read("substack-posts", page)
            return feed

        return walk_numbered(Numbered(url=_url, read=read, most=_MOST), asks, cursor)


def _url(base: str, places: Interval, count: int) -> str:
    return f"{base}?sort=new&search=&offset={places.first - 1}&limit={count}"
