"""Where a WordPress blog's REST interface is, and the addresses in it."""

import re
from collections.abc import AsyncGenerator
from typing import Final
from urllib.parse import parse_qsl, urlencode

from tui_reader.feeds.archive.base import Asks
from tui_reader.feeds.archive.replies import page_if_there
from tui_reader.feeds.links import scan
from tui_reader.feeds.urls import WEB_SCHEMES, host_of, join, path_of, scheme_of
from tui_reader.models import ArchiveSource, Page

_RELATION: Final = "https://api.w.org/"
_GUESSES: Final = ("wp-json/", "?rest_route=/")
_FEED_PATH: Final = re.compile(r"/feed(?:/(?:rss|rss2|atom|rdf))?/?\Z")
_COMMENTS: Final = re.compile(r"/comments\Z")
_CHOOSING: Final = frozenset(
    {"author", "author_name", "cat", "category_name", "m", "monthnum", "p", "s", "tag", "year"}
)
"""Parameters by which a feed has some of a blog's posts only."""


def address(root: str, kind: str, **parameters: str | int) -> str:
    """Give the address of a list, such as ``posts``, ``pages`` or ``categories``."""
    given = urlencode(parameters, safe=",")
    return f"{root}wp/v2/{kind}{'&' if '?' in root else '?'}{given}"


async def api_roots(source: ArchiveSource, asks: Asks) -> AsyncGenerator[str, None]:
    """Give the places where the interface may be, the likeliest first.

    Raises:
        FetchError: The home page cannot be asked for now.
    """
    home = home_of(source)
    page = await page_if_there(asks, home)
    named = _named_root(page) if page is not None else ""
    guesses = (join(home, guess) for guess in _GUESSES)
    for root in dict.fromkeys((named, *guesses)):
        if scheme_of(root) in WEB_SCHEMES:
            yield root


def home_of(source: ArchiveSource) -> str:
    """Give the address of a blog's front page, ending in a slash."""
    if source.url.startswith(("http://", "https://")):
        return source.url.partition("?")[0].partition("#")[0].rstrip("/") + "/"
    feed = source.feed_url.partition("?")[0]
    return _COMMENTS.sub("", _FEED_PATH.sub("", feed)).rstrip("/") + "/"


def is_of_a_part(source: ArchiveSource) -> bool:
    """Whether a feed is of one category, label or author, where the interface gives all posts."""
    path, _, query = path_of(source.feed_url).partition("?")
    if not _CHOOSING.isdisjoint(dict(parse_qsl(query))):
        return True
    home, front = home_of(source), _FEED_PATH.sub("/", path)
    hosts = {host_of(url).removeprefix("www.") for url in (home, source.feed_url)}
    return len(hosts) == 1 and front not in (path, path_of(home))


def _named_root(page: Page) -> str:
    """Find what the Link header or the page's head says."""
    links = [(relation, url) for relation, _, url in page.links]
    links += [(link.rel, link.href) for link in scan(page.body).links]
    found = next((url for relation, url in links if relation == _RELATION), "")
    root = join(page.final_url, found) if found else ""
    return root if not root or root.endswith("/") or "?" in root else f"{root}/"
