"""Blogger: its feed gives any stretch of posts by ``start-index``, and says how many there are.

The blog's own host is asked; the ``next`` links lead to another, which is used only where the own
one cannot page. ``redirect=false`` keeps the owner's redirect of the feed out of it.
"""

import re
from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tui_reader.errors import FeedError
from tui_reader.feeds.archive.base import Asks
from tui_reader.feeds.archive.intervals import Interval
from tui_reader.feeds.archive.numbered import Numbered
from tui_reader.feeds.archive.numbered import walk as walk_numbered
from tui_reader.feeds.archive.progress import Progress
from tui_reader.feeds.archive.replies import feed_if_there, page_if_there
from tui_reader.feeds.urls import host_of, join
from tui_reader.models import (
    ArchiveFound,
    ArchivePage,
    ArchiveSource,
    MonthTotal,
    ParsedFeed,
)

MOST: Final = 150
"""What Blogger gives at once (since 2015; fewer at times)."""
_FEED_PATH: Final = re.compile(r"/feeds/(?:\d+/)?posts/(?:default|full|summary)\b")
_ID: Final = re.compile(r"tag:blogger\.com,1999:(?:user-\d+\.)?blog-\d+")
_WHOLE: Final = "/feeds/posts/default"
_OLD_NAMES: Final = frozenset({"/atom.xml", "/rss.xml"})
_LABEL: Final = "/-/"
_CHOOSING: Final = frozenset({"category", "published-max", "published-min", "q"})
"""Parameters by which a feed has some of the blog's posts only."""
_TWO_MONTHS: Final = timedelta(days=62)


class Blogger:
    """See the module."""

    name = "blogger"
    mark = "base"

    async def probe(self, source: ArchiveSource, asks: Asks) -> ArchiveFound | None:
        """See whether the blog's feed counts its posts; see ``base.Strategy``."""
        base = feed_base(source)
        oldest = await _oldest(base, source.posts_total, asks) if base else None
        if oldest is None or oldest.posts_total is None:
            return None
        place = source.posts_total or oldest.posts_total
        months = await _months(source, base, oldest.posts_total, asks)
        return ArchiveFound(
            strategy=self.name,
            cursor=Progress(base, total=oldest.posts_total).cursor(),
            posts_total=oldest.posts_total,
            since=_since(oldest, place, months),
            months=months,
        )

    def walk(
        self, source: ArchiveSource, asks: Asks, cursor: str
    ) -> AsyncGenerator[ArchivePage, None]:
        """Bring the posts; see ``base.Strategy``."""
        numbered = Numbered(
            url=_url, read=asks.parse, most=MOST, closing_url=_changed_last, spare=_spare
        )
        return walk_numbered(numbered, asks, cursor)


def feed_base(source: ArchiveSource) -> str:
    """Find the address of the blog's whole feed; empty where the blog is not Blogger's."""
    if _FEED_PATH.search(urlsplit(source.feed_url).path):
        return _list_address(source.feed_url).replace("/posts/summary", "/posts/default")
    if "blogger" not in source.generator.lower() and not _ID.match(source.feed_id):
        return ""
    # Its old names (/atom.xml, /rss.xml) and services between: the feed itself is at its place.
    is_own = urlsplit(source.feed_url).path in _OLD_NAMES
    return join(source.feed_url if is_own else source.url or source.feed_url, _WHOLE)


async def _oldest(base: str, posts_total: int | None, asks: Asks) -> ParsedFeed | None:
    """Ask for the last post of the list alone; None where there is no such feed."""
    if not posts_total:
        newest = await feed_if_there(asks, _url(base, Interval(1, 1), 1))
        posts_total = newest.posts_total if newest else None
        if not posts_total:
            return newest
    return await feed_if_there(asks, _url(base, Interval(posts_total, posts_total), 1))


async def _months(
    source: ArchiveSource, base: str, total: int, asks: Asks
) -> tuple[MonthTotal, ...]:
    """Read the archive gadget of the home page; nothing where its counts do not add up."""
    if _LABEL in base or "?" in base or not total:
        return ()
    page = await page_if_there(asks, source.url or join(base, "/"))
    if page is None:
        return ()
    try:
        months: tuple[MonthTotal, ...] = await asks.read("blogger-months", page)
    except FeedError:
        return ()
    return months if sum(month.posts for month in months) == total else ()


def _since(
    oldest: ParsedFeed, place: int | None, months: tuple[MonthTotal, ...]
) -> datetime | None:
    """Tell when the oldest post was published; by the gadget to the month.

    A server that does not go by numbers answers with another post than was asked for.
    """
    is_it = len(oldest.posts) == 1 and oldest.first_place in (None, place)
    published = oldest.posts[0].published if is_it else None
    if not months:
        return published
    month = datetime(months[-1].year, months[-1].month, 1, tzinfo=UTC)
    is_near = published is not None and abs(published - month) < _TWO_MONTHS
    return published if is_near else month


def _url(base: str, places: Interval, count: int) -> str:
    mark = "&" if "?" in base else "?"
    return f"{base}{mark}redirect=false&start-index={places.first}&max-results={count}"


def _changed_last(base: str, places: Interval, count: int) -> str:
    return f"{_url(base, places, count)}&orderby=updated"


def _spare(base: str, feed: ParsedFeed) -> str:
    """Find the same list on another host, in the link to the next posts."""
    is_elsewhere = host_of(feed.next_url) not in ("", host_of(base))
    return _list_address(feed.next_url) if is_elsewhere else ""


def _list_address(url: str) -> str:
    """Leave out of an address how its list is given, but not which posts are in it."""
    parts = urlsplit(url)
    chosen = [pair for pair in parse_qsl(parts.query) if pair[0] in _CHOOSING]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(chosen), ""))
