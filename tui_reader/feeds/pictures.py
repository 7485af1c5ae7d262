"""Addresses of pictures: which size to ask for, which only count readers, which hold the picture.

Pure. What is in a picture's bytes is ``drawing``'s business, in the worker.
"""

import re
from base64 import b64decode
from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qsl, unquote_to_bytes, urlencode, urlsplit, urlunsplit

from tui_reader.errors import FeedError
from tui_reader.feeds.urls import host_of

SMALL: Final = 160
"""A picture of so few pixels is meant to be small: it is asked for as the post has it."""

_GOOGLE: Final = re.compile(
    r"(?:blogger|lh\d)\.googleusercontent\.com|\d\.bp\.blogspot\.com|bp\d\.blogger\.com"
    r"|lh\d\.(?:ggpht|google)\.com"
)
_WORDPRESS: Final = re.compile(r"[\w-]+\.files\.wordpress\.com|i[0-3]\.wp\.com")
_TOKEN: Final = re.compile(r"[swh]\d{1,5}(?:-[a-z]{1,2}\d{0,5})*")
"""Google's wish for a size: ``s320``, ``w640-h480``, ``s72-c``, ``w640-h400-p-k-no-nu``."""
_BARE: Final = re.compile(r"/img/a/[\w-]+")
"""Blogger gives 512 pixels where such an address names no size."""
_PROXY: Final = "/proxy/"
"""Google's copies of others' pictures: their addresses are signed."""
_WP_SIZES: Final = frozenset({"w", "h", "crop", "fit", "resize", "zoom"})

_COUNTERS: Final = re.compile(
    r"(?:^|\.)(?:doubleclick\.net|ads\.pheedo\.com|feedsportal\.com|google-analytics\.com"
    r"|scorecardresearch\.com|quantserve\.com|statcounter\.com|sitemeter\.com"
    r"|pixel\.wp\.com|stats\.wordpress\.com|amazon-adsystem\.com)$"
)
_FEED_COUNTER: Final = re.compile(r"^/(?:~r|~ff?|~4)/")


def picture_address(url: str, pixels: int) -> str:
    """The address of a picture no more than so many pixels wide or high, where its host has one.

    Blogger's and Google's sizes stand in the path (``/s320/``, ``/w640-h480/``, ``=s0``) or in the
    query (``imgmax``), WordPress's in the query (``w``). Other addresses are given as they are.
    """
    host = host_of(url)
    if _GOOGLE.fullmatch(host):
        return _of_google(url, pixels)
    if _WORDPRESS.fullmatch(host):
        return _of_wordpress(url, pixels)
    return url


def counts_readers(url: str) -> bool:
    """Whether an address is known to count readers, and to show nothing."""
    host = host_of(url)
    if host == "feeds.feedburner.com":
        return bool(_FEED_COUNTER.match(urlsplit(url).path))
    return bool(_COUNTERS.search(host))


def is_data(url: str) -> bool:
    """Whether an address holds the picture itself."""
    return url[:5].lower() == "data:"


def data_of(url: str, most_bytes: int) -> bytes:
    """The picture that a ``data:`` address holds.

    Raises:
        FeedError: ``too-large``, or ``malformed``: it holds none.
    """
    kind, _, written = url[5:].partition(",")
    if len(written) > 2 * most_bytes:
        raise FeedError("too-large", "the picture in the post is too large")
    data = unquote_to_bytes(written)
    if kind.rstrip().lower().endswith("base64"):
        try:
            data = b64decode(data + b"==")
        except ValueError:
            raise FeedError("malformed", "the picture in the post is broken") from None
    if len(data) > most_bytes:
        raise FeedError("too-large", "the picture in the post is too large")
    return data


def _of_google(url: str, pixels: int) -> str:
    parts = urlsplit(url)
    if parts.path.startswith(_PROXY):
        return url
    path, query = _with_token(parts.path, pixels), parts.query
    if "imgmax=" in query:
        query = re.sub(r"\bimgmax=\d+", f"imgmax={pixels}", query)
    return urlunsplit(parts._replace(path=path, query=query))


def _with_token(path: str, pixels: int) -> str:
    """The path with another size in it, if it names one."""
    folder, _, name = path.rpartition("/")
    before, _, token = folder.rpartition("/")
    if _may_grow(token):
        return f"{before}/s{pixels}/{name}"
    if _BARE.fullmatch(path):
        return f"{path}=s{pixels}"
    start, sign, token = path.rpartition("=")
    return f"{start}=s{pixels}" if sign and _may_grow(token) else path


def _may_grow(token: str) -> bool:
    """Whether a token names a size, and one of which more can be seen."""
    if not _TOKEN.fullmatch(token):
        return False
    parts = token.split("-")
    sizes = [int(part[1:]) for part in parts if part[0] in "swh" and part[1:].isdigit()]
    return not 0 < max(sizes) <= SMALL


def _of_wordpress(url: str, pixels: int) -> str:
    parts = urlsplit(url)
    given = parse_qsl(parts.query, keep_blank_values=True)
    if max(_sides(dict(given)), default=pixels) <= SMALL:
        return url
    rest = [(name, value) for name, value in given if name not in _WP_SIZES]
    return urlunsplit(parts._replace(query=urlencode([*rest, ("w", str(pixels))])))


def _sides(given: dict[str, str]) -> Iterator[int]:
    """The width and height that an address of WordPress names."""
    for name in ("w", "h", "fit", "resize"):
        for side in given.get(name, "").split(","):
            if side.isascii() and side.isdigit() and len(side) < 6:
                yield int(side)
