"""JSON Feed: ``next_url`` leads to older posts. A feed without it says nothing about them."""

from collections.abc import AsyncGenerator

from tui_reader.feeds.archive import chain
from tui_reader.feeds.archive.base import Asks
from tui_reader.feeds.archive.chain import Link
from tui_reader.feeds.archive.replies import feed_if_there
from tui_reader.models import ArchiveFound, ArchivePage, ArchiveSource, Page


class JsonFeed:
    """See the module."""

    name = "jsonfeed"
    mark = "next"

    async def probe(self, source: ArchiveSource, asks: Asks) -> ArchiveFound | None:
        """See whether the feed leads on; see ``base.Strategy``."""
        if not source.kind.startswith("json"):
            return None
        feed = await feed_if_there(asks, source.feed_url)
        if feed is None or not feed.next_url:
            return None
        return ArchiveFound(self.name, chain.first_cursor(source.feed_url))

    def walk(
        self, source: ArchiveSource, asks: Asks, cursor: str
    ) -> AsyncGenerator[ArchivePage, None]:
        """Bring the posts; see ``base.Strategy``."""

        async def reads(page: Page) -> Link:
            feed = await asks.parse(page)
            return Link(feed, feed.next_url)

        return chain.walk(reads, asks, cursor)
