"""WordPress: its REST interface gives a hundred posts at once; else its feed has pages.

The interface counts the posts. Where a blog has shut it, ``?paged=2`` on the feed goes on until
the server says 404.
"""

import re
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any, Final

from tui_reader.errors import FeedError
from tui_reader.feeds.archive.base import Asks
from tui_reader.feeds.archive.feed_pages import feed_pages
from tui_reader.feeds.archive.intervals import Interval
from tui_reader.feeds.archive.numbered import Numbered
from tui_reader.feeds.archive.numbered import walk as walk_numbered
from tui_reader.feeds.archive.progress import Progress, read_progress
from tui_reader.feeds.archive.replies import page_if_there
from tui_reader.feeds.archive.wordpress_api import address, api_roots, is_of_a_part
from tui_reader.feeds.archive.wordpress_json import named
from tui_reader.models import ArchiveFound, ArchivePage, ArchiveSource, Page, ParsedFeed

MOST: Final = 100
"""The most that the interface gives at once."""
_FEED_PATH: Final = re.compile(r"/feed(?:/(?:rss2|atom|rdf)?)?/?(?:\?|$)|[?&]feed=")
_FIELDS: Final = (
    "id,date,date_gmt,modified,modified_gmt,guid,link,title,content,author,comment_status,"
    "categories,tags,_links,_embedded"
)
_TERM_PAGES: Final = 10
"""Pages of a hundred labels of one kind that are asked for."""
_PART_NOTE: Final = "the feed has a part of the blog's posts: it is walked page by page"
_FEED_NOTE: Final = "the blog's own interface is shut: its feed is walked page by page"


class WordPress:
    """See the module."""

    name = "wordpress"
    mark = "base"

    async def probe(self, source: ArchiveSource, asks: Asks) -> ArchiveFound | None:
        """See whether the interface answers, or the feed has pages; see ``base.Strategy``."""
        is_known = "wordpress" in source.generator.lower()
        if not is_known and (source.generator or not _FEED_PATH.search(source.feed_url)):
            return None
        is_part = is_of_a_part(source)
        if not is_part:
            async for root in api_roots(source, asks):
                found = await self._by_interface(root, asks)
                if found is not None:
                    return found
        if not is_known:
            return None
        progress = Progress(source.feed_url, extra={"way": "feed"})
        note = _PART_NOTE if is_part else _FEED_NOTE
        return ArchiveFound(self.name, progress.cursor(), note=note)

    async def walk(
        self, source: ArchiveSource, asks: Asks, cursor: str
    ) -> AsyncGenerator[ArchivePage, None]:
        """Bring the posts; see ``base.Strategy``."""
        progress = read_progress(cursor)
        if progress.extra.get("way") == "feed":
            numbered = feed_pages(asks, "paged")
        else:
            if "names" not in progress.extra and progress.base:
                progress.extra = {"names": await _names(progress.base, asks)}
            numbered = _posts(asks, progress.extra.get("names"))
        async with aclosing(walk_numbered(numbered, asks, progress.cursor())) as pages:
            async for page in pages:
                yield page

    async def _by_interface(self, root: str, asks: Asks) -> ArchiveFound | None:
        page = await page_if_there(asks, address(root, "posts", per_page=1, order="asc"))
        if page is None or page.total is None:
            return None
        try:
            oldest: ParsedFeed = await asks.read("wordpress-posts", page)
        except FeedError:
            return None
        return ArchiveFound(
            strategy=self.name,
            cursor=Progress(root, total=page.total).cursor(),
            posts_total=page.total,
            since=oldest.posts[0].published if oldest.posts else None,
        )


def _posts(asks: Asks, names: Any) -> Numbered:
    """Describe the list of posts; their labels get these names."""
    known: dict[str, str] = names if isinstance(names, dict) else {}

    def url(root: str, places: Interval, count: int) -> str:
        number = (places.first - 1) // count + 1
        return address(root, "posts", per_page=count, page=number, _embed="author", _fields=_FIELDS)

    def changed_last(root: str, places: Interval, count: int) -> str:
        return f"{url(root, places, count)}&orderby=modified"

    async def read(page: Page) -> ParsedFeed:
        return named(await asks.read("wordpress-posts", page), known)

    return Numbered(
        url=url,
        read=read,
        most=MOST,
        is_paged=True,
        past_end=frozenset({400}),
        closing_url=changed_last,
    )


async def _names(root: str, asks: Asks) -> dict[str, str]:
    """Ask what the blog's labels are called, a hundred at a time."""
    names: dict[str, str] = {}
    for kind in ("categories", "tags"):
        for number in range(1, _TERM_PAGES + 1):
            page = await page_if_there(
                asks, address(root, kind, per_page=MOST, page=number, _fields="id,name")
            )
            if page is None:
                break
            try:
                names |= await asks.read("wordpress-terms", page)
            except FeedError:
                break
            if number >= (page.total_pages or 1):
                break
    return names
