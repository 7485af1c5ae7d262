"""Any feed that gives older posts for ``?paged=2`` or ``?page=2``: tried, believed when seen."""

from collections.abc import AsyncGenerator
from typing import Final

from tui_reader.feeds.archive.base import Asks
from tui_reader.feeds.archive.feed_pages import feed_pages, page_url
from tui_reader.feeds.archive.numbered import walk as walk_numbered
from tui_reader.feeds.archive.progress import Progress, read_progress
from tui_reader.feeds.archive.replies import feed_if_there
from tui_reader.models import ArchiveFound, ArchivePage, ArchiveSource, ParsedFeed

_PARAMETERS: Final = ("paged", "page")


class Paged:
    """See the module."""

    name = "paged"
    mark = "base"

    async def probe(self, source: ArchiveSource, asks: Asks) -> ArchiveFound | None:
        """See whether the second page has other posts than the first; see ``base.Strategy``."""
        first = await feed_if_there(asks, source.feed_url)
        if first is None or not first.posts:
            return None
        for parameter in _PARAMETERS:
            second = await feed_if_there(asks, page_url(source.feed_url, parameter, 2))
            if second is not None and _names(second) - _names(first):
                progress = Progress(source.feed_url, extra={"parameter": parameter})
                return ArchiveFound(self.name, progress.cursor())
        return None

    def walk(
        self, source: ArchiveSource, asks: Asks, cursor: str
    ) -> AsyncGenerator[ArchivePage, None]:
        """Bring the posts; see ``base.Strategy``."""
        parameter = read_progress(cursor).extra.get("parameter")
        return walk_numbered(feed_pages(asks, str(parameter or _PARAMETERS[0])), asks, cursor)


def _names(feed: ParsedFeed) -> set[str]:
    return {post.guid or post.url or post.title for post in feed.posts}
