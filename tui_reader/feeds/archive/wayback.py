"""The Internet Archive's old copies of the feed: a last resort, only when a person asks for it.

It is a third party, and slow: one copy at a time, each only once.
"""

from collections.abc import AsyncGenerator
from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from tui_reader.errors import FeedError
from tui_reader.feeds.archive.base import Asks, read_cursor, written
from tui_reader.feeds.archive.replies import page_if_there
from tui_reader.feeds.dates import read_date
from tui_reader.feeds.tree import list_at, text_at
from tui_reader.feeds.urls import host_of, is_local_name, split_credentials
from tui_reader.models import ArchiveFound, ArchivePage, ArchiveSource, ParsedFeed

_INDEX: Final = "https://web.archive.org/cdx/search/cdx"
_COPY: Final = "https://web.archive.org/web/{stamp}id_/{url}"
_MOST_LISTED: Final = 20_000
_MOST_COPIES: Final = 1_000
"""Copies looked into; where there are more, evenly spread ones."""


class Wayback:
    """See the module."""

    name = "wayback"
    mark = "stamps"

    async def probe(self, source: ArchiveSource, asks: Asks) -> ArchiveFound | None:
        """See which copies of the feed there are; see ``base.Strategy``."""
        if _is_private(source.feed_url):
            return None
        parameters = {
            "url": source.feed_url,
            "output": "json",
            "fl": "timestamp,original",
            "filter": "statuscode:200",
            "collapse": "digest",
            "limit": str(_MOST_LISTED),
        }
        page = await page_if_there(asks, f"{_INDEX}?{urlencode(parameters)}")
        try:
            copies = await asks.read("wayback-copies", page) if page is not None else ()
        except FeedError:
            return None
        if not copies:
            return None
        chosen = copies[:: -(-len(copies) // _MOST_COPIES)]
        first = read_date(copies[-1][0][:8])
        oldest = f", the oldest of {first:%B %Y}" if first else ""
        return ArchiveFound(
            strategy=self.name,
            cursor=_cursor([stamp for stamp, _ in chosen], chosen[0][1]),
            note=(
                f"the Internet Archive has {len(copies):,} copies of the feed{oldest}: what they "
                "hold is brought, which may not be all"
            ),
        )

    async def walk(
        self, source: ArchiveSource, asks: Asks, cursor: str
    ) -> AsyncGenerator[ArchivePage, None]:
        """Bring what the copies hold; see ``base.Strategy``."""
        state = read_cursor(cursor)
        url = text_at(state, "url") or source.feed_url
        stamps = [stamp for stamp in list_at(state, "stamps") if isinstance(stamp, str)]
        while stamps:
            feed = await _copy(asks, _COPY.format(stamp=stamps.pop(0), url=url), url)
            yield ArchivePage(feed, _cursor(stamps, url), is_last=not stamps)
            if not stamps:
                return
        yield ArchivePage(_nothing(), _cursor([], url), is_last=True)


def _is_private(feed_url: str) -> bool:
    """Whether an address is a closed blog's, or on the local network: nobody else hears of it."""
    address, user, password = split_credentials(feed_url)
    return bool(user or password) or is_local_name(host_of(address))


async def _copy(asks: Asks, address: str, url: str) -> ParsedFeed:
    """Read one copy, as if the blog itself had answered; nothing where it is no feed."""
    page = await page_if_there(asks, address)
    if page is None:
        return _nothing()
    try:
        return await asks.parse(replace(page, final_url=url))
    except FeedError:
        return _nothing()


def _nothing() -> ParsedFeed:
    return ParsedFeed(kind="none", title="", posts=())


def _cursor(stamps: list[str], url: str) -> str:
    return written({"stamps": stamps, "url": url})
