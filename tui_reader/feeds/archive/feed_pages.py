"""A feed whose older posts are on pages of their own, chosen by a parameter: ``?paged=2``."""

from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tui_reader.feeds.archive.base import Asks
from tui_reader.feeds.archive.intervals import Interval
from tui_reader.feeds.archive.numbered import Numbered

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

    return Numbered(
        url=url,
        read=asks.parse,
        most=_USUAL,
        is_paged=True,
        past_end=frozenset({400, 404, 410}),
    )
