"""Tells an answer that says "no" from trouble. For probes, which ask for what may not be there."""

from typing import Final

from tui_reader.errors import FeedError, FetchError
from tui_reader.feeds.archive.base import Asks
from tui_reader.models import Page, ParsedFeed

_TROUBLE: Final = frozenset({"timeout", "network", "rate-limited", "tls"})
_LATER: Final = frozenset({408, 425, 429, 502, 503, 504, *range(520, 531)})
"""Statuses of a server in trouble, or of one before it that cannot reach it."""


def is_no(error: FetchError) -> bool:
    """Whether it says that there is no such page, rather than that it cannot be had now."""
    if not error.reached or error.status in _LATER:
        return False
    return error.error_class not in _TROUBLE


async def page_if_there(asks: Asks, url: str) -> Page | None:
    """Ask for a page that may not exist.

    Raises:
        FetchError: It cannot be asked for now.
    """
    try:
        return await asks.get(url)
    except FetchError as error:
        if is_no(error):
            return None
        raise


async def feed_if_there(asks: Asks, url: str) -> ParsedFeed | None:
    """Ask for a feed that may not exist; what came may be something else.

    Raises:
        FetchError: It cannot be asked for now.
    """
    page = await page_if_there(asks, url)
    if page is None:
        return None
    try:
        return await asks.parse(page)
    except FeedError:
        return None
