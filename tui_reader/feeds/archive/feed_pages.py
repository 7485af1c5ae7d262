"""A feed whose older posts are on pages of their own, chosen by a parameter: ``?paged=2``."""

from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tui_reader.errors import FeedError
from tui_reader.feeds.archive.base import Asks
from tui_reader.feeds.archive.intervals import Interval
from tui_reader.feeds.archive.numbered import NOTHING, Numbered
from tui_reader.feeds.urls import host_of, path_of
from tui_reader.models import Page, ParsedFeed

_USUAL: Final = 10
"""Posts on a page, before the first is seen."""


def page_url(feed_url: str, parameter: str, number: int) -> str:
    """Give the address of a page of a feed; the first is the feed itself."""
    parts = urlsplit(feed_url)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != parameter]
    if number > 1:
        kept.append((parameter, str(number)))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), ""))


def feed_pages(asks: Asks, parameter: str) -> Numbered:
    """Describe such a feed; it does not say how many posts there are."""

    def url(base: str, places: Interval, count: int) -> str:
        return page_url(base, parameter, (places.first - 1) // count + 1)

    async def read(page: Page) -> ParsedFeed:
        try:
            return await asks.parse(page)
        except FeedError:
            if _is_sent_away(page, parameter):
                return NOTHING
            raise

    return Numbered(
        url=url,
        read=read,
        most=_USUAL,
        is_paged=True,
        past_end=frozenset({400, 404, 410}),
    )


def _is_sent_away(page: Page, parameter: str) -> bool:
    """Whether a blog leads to some web page of its own in place of a page that it has not."""
    is_number = parameter in dict(parse_qsl(urlsplit(page.url).query))
    is_elsewhere = path_of(page.final_url) != path_of(page.url)
    return is_number and is_elsewhere and host_of(page.final_url) == host_of(page.url)
