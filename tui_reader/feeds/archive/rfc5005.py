"""RFC 5005: feeds that say themselves where their older posts are.

``prev-archive`` leads through documents that never change, each asked for once and never again;
``next`` through a list that may move; ``fh:complete`` says that there is nothing older.
"""

from collections.abc import AsyncGenerator

from tui_reader.errors import FeedError
from tui_reader.feeds.archive import chain
from tui_reader.feeds.archive.base import Asks
from tui_reader.feeds.archive.chain import Link
from tui_reader.feeds.archive.history import History
from tui_reader.feeds.archive.replies import page_if_there
from tui_reader.models import ArchiveFound, ArchivePage, ArchiveSource, Page

_COMPLETE = "the feed holds the whole blog: there is nothing older to bring"


class Rfc5005:
    """See the module."""

    name = "rfc5005"
    mark = "next"

    async def probe(self, source: ArchiveSource, asks: Asks) -> ArchiveFound | None:
        """See whether the feed names older documents, or is the whole; see ``base.Strategy``."""
        if source.kind.startswith("json"):
            return None
        page = await page_if_there(asks, source.feed_url)
        if page is None:
            return None
        try:
            history: History = await asks.read("history", page)
        except FeedError:
            return None
        cursor = chain.first_cursor(source.feed_url)
        if history.is_complete:
            dates = [post.published for post in history.feed.posts if post.published]
            count, since = len(history.feed.posts), min(dates, default=None)
            return ArchiveFound(self.name, cursor, count, since, note=_COMPLETE)
        if history.previous or history.next:
            return ArchiveFound(self.name, cursor, history.feed.posts_total)
        return None

    def walk(
        self, source: ArchiveSource, asks: Asks, cursor: str
    ) -> AsyncGenerator[ArchivePage, None]:
        """Bring the posts; see ``base.Strategy``."""

        async def reads(page: Page) -> Link:
            history: History = await asks.read("history", page)
            older = "" if history.is_complete else history.previous or history.next
            return Link(history.feed, older, history.is_archive)

        return chain.walk(reads, asks, cursor, source.documents)
