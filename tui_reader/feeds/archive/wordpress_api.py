"""Where a WordPress blog's REST interface is, and the addresses in it."""

from collections.abc import AsyncGenerator
from typing import Final
from urllib.parse import urlencode, urlsplit

from tui_reader.feeds.archive.base import Asks
from tui_reader.feeds.archive.replies import page_if_there
from tui_reader.feeds.links import scan
from tui_reader.feeds.urls import WEB_SCHEMES, join, scheme_of
from tui_reader.models import ArchiveSource, Page

_RELATION: Final = "https://api.w.org/"
_GUESSES: Final = ("wp-json/", "?rest_route=/")


def address(root: str, kind: str, **parameters: str | int) -> str:
    """Give the address of a list, such as ``posts``, ``pages`` or ``categories``."""
    given = urlencode(parameters, safe=",")
    return f"{root}wp/v2/{kind}{'&' if '?' in root else '?'}{given}"


async def api_roots(source: ArchiveSource, asks: Asks) -> AsyncGenerator[str, None]:
    """Give the places where the interface may be, the likeliest first.

    Raises:
        FetchError: The home page cannot be asked for now.
    """
    home = _home(source)
    page = await page_if_there(asks, home)
    named = _named_root(page) if page is not None else ""
    guesses = (join(home, guess) for guess in _GUESSES)
    for root in dict.fromkeys((named, *guesses)):
        if scheme_of(root) in WEB_SCHEMES:
            yield root


def _home(source: ArchiveSource) -> str:
    if source.url:
        return source.url if urlsplit(source.url).path.endswith("/") else f"{source.url}/"
    return join(source.feed_url, "/")


def _named_root(page: Page) -> str:
    """Find what the Link header or the page's head says."""
    links = [(relation, url) for relation, _, url in page.links]
    links += [(link.rel, link.href) for link in scan(page.body).links]
    found = next((url for relation, url in links if relation == _RELATION), "")
    root = join(page.final_url, found) if found else ""
    return root if not root or root.endswith("/") or "?" in root else f"{root}/"
