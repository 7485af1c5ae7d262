"""Reads sitemaps, lists of sitemaps, and the lines of ``robots.txt`` that name them.

A task of the worker. Addresses that look like a blog's posts become posts known by title and day
only. Linear, and never more than ``BODY_BYTES`` out of a packed file.
"""

import re
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from typing import Final, NamedTuple
from urllib.parse import unquote

from tui_reader.clean import clean_line
from tui_reader.errors import FeedError
from tui_reader.feeds.dates import read_date
from tui_reader.feeds.posts import Body, post_of
from tui_reader.feeds.tree import absolute
from tui_reader.feeds.urls import WEB_SCHEMES, host_of, path_of, scheme_of
from tui_reader.limits import BODY_BYTES
from tui_reader.models import Page, ParsedPost

_GZIP: Final = b"\x1f\x8b"
_MOST: Final = 50_000
"""Addresses of one sitemap, by its protocol."""
_ELEMENT: Final = re.compile(
    r"<(?:([\w.-]{1,40}):)?(url|sitemap|loc|lastmod|title|sitemapindex|urlset)\b[^<>]*>"
    r"\s*(?:<!\[CDATA\[([^\]<]*)\]\]>|([^<]*))"
)
_ROBOTS_LINE: Final = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)
_DATED: Final = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?/")
_DATE_INDEX: Final = re.compile(r"/(?:19|20)\d\d(?:/\d\d?)?(?:/\d\d?)?/?(?:index\.html?)?$")
_NO_POST: Final = re.compile(
    r"/(?:tags?|categor(?:y|ies)|topics?|labels?|authors?|users?|pages?|search|feeds?|rss|"
    r"wp-content|wp-json|cdn-cgi|assets|static)(?:/|$)"
    r"|/(?:about|contact|privacy[\w-]*|imprint|impressum|archives?)(?:\.html?|/)?$"
    r"|/p/[^/]+\.html$"
    r"|\.(?:jpe?g|png|gif|webp|svg|pdf|xml|json|css|js|mp3|mp4|zip|gz)$"
    r"|\?(?!p=\d+$)",
    re.IGNORECASE,
)
_FILE_END: Final = re.compile(r"\.(?:html?|php|aspx?)$", re.IGNORECASE)
_NO_POST_MAP: Final = re.compile(
    r"(?:pages?|categor|tags?|taxonom|authors?|users?|image|video|product|post_tag|format)",
    re.IGNORECASE,
)
_POST_MAP: Final = re.compile(
    r"posts-post-|(?:^|[-_])posts?[-_]?sitemap|sitemap[-_]posts?(?:[-_]?\d+)?\.|^posts?\.xml",
    re.IGNORECASE,
)


class Sitemap(NamedTuple):
    """One file, read."""

    posts: tuple[ParsedPost, ...] = ()
    """Newest first."""
    sitemaps: tuple[str, ...] = ()
    """More files to read, those of posts only."""
    is_sitemap: bool = False


class _Place(NamedTuple):
    url: str
    changed: datetime | None
    title: str


def read(page: Page) -> Sitemap:
    """Read one file; one that is none of these has nothing in it.

    Raises:
        FeedError: too-large or encoding, for a packed file.
    """
    text = _unpacked(page.body).decode("utf-8", "replace")
    if "<" not in text[:1000]:
        return _index(_ROBOTS_LINE.findall(text), page.final_url)
    kind, places = _places(text, page.final_url)
    if kind == "sitemap":
        places.sort(key=lambda place: _moment(place.changed), reverse=True)
        return _index([place.url for place in places], page.final_url)
    posts = [_post(place) for place in _chosen(places, host_of(page.final_url))]
    posts.sort(key=lambda post: _moment(post.published), reverse=True)
    return Sitemap(tuple(posts), is_sitemap=kind == "url")


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(_GZIP):
        return body
    inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        data = inflater.decompress(body, BODY_BYTES)
    except zlib.error as error:
        raise FeedError("encoding", "the sitemap is packed in a way that cannot be read") from error
    if inflater.unconsumed_tail:
        raise FeedError("too-large", "the sitemap is larger than it may be")
    return data


def _index(urls: list[str], base: str) -> Sitemap:
    found = (absolute(base, unescape(url)) for url in urls[:_MOST])
    named = [url for url in dict.fromkeys(found) if scheme_of(url) in WEB_SCHEMES]
    posts = [url for url in named if _POST_MAP.search(_name(url))]
    others = [url for url in named if not _NO_POST_MAP.search(_name(url))]
    return Sitemap(sitemaps=tuple(posts or others), is_sitemap=bool(named))


def _name(url: str) -> str:
    return path_of(url).partition("?")[0].rpartition("/")[2]


def _places(text: str, base: str) -> tuple[str, list[_Place]]:
    """Read the entries; also whether they are addresses (``url``) or more files (``sitemap``)."""
    kind, own_prefix = "", ""
    places: list[_Place] = []
    for element in _ELEMENT.finditer(text):
        prefix, name, marked, plain = element.groups("")
        value = unescape((marked or plain).strip())
        if name in ("urlset", "sitemapindex"):
            kind, own_prefix = "url" if name == "urlset" else "sitemap", prefix
        elif prefix == own_prefix and name in ("url", "sitemap"):
            if len(places) >= _MOST:
                break
            places.append(_Place("", None, ""))
        elif places and (prefix == own_prefix or (prefix, name) == ("news", "title")):
            places[-1] = _with(places[-1], name, value, base)
    return kind, [place for place in places if place.url]


def _with(place: _Place, name: str, value: str, base: str) -> _Place:
    """Give an entry one more of its elements."""
    if name == "loc":
        return place._replace(url=absolute(base, value))
    if name == "lastmod":
        return place._replace(changed=read_date(value))
    return place._replace(title=clean_line(value))


def _chosen(places: list[_Place], host: str) -> list[_Place]:
    """Keep what looks like a post: where most have a day in their address, only those."""
    kept = [place for place in places if _is_post(place.url, host)]
    dated = [place for place in kept if _DATED.search(path_of(place.url))]
    return dated if len(dated) * 2 > len(kept) else kept


def _is_post(url: str, host: str) -> bool:
    path = path_of(url)
    if "#" in url or host_of(url).removeprefix("www.") != host.removeprefix("www."):
        return False
    if path.strip("/") == "" or _DATE_INDEX.search(path):
        return False
    return _NO_POST.search(path) is None


def _post(place: _Place) -> ParsedPost:
    post = post_of(
        guid="",
        url=place.url,
        title=place.title or _title(place.url),
        body=Body("", place.url),
        author="",
        published=_published(place),
        updated=place.changed,
        labels=(),
        enclosures=(),
    )
    return replace(post, is_summary=True)


def _title(url: str) -> str:
    """Make a title out of the last word of an address: ``/2014/03/a-walk.html`` is "A walk"."""
    name = _FILE_END.sub("", path_of(url).rstrip("/").rpartition("/")[2])
    words = clean_line(re.sub(r"[-_+]+", " ", unquote(name)))
    return words[:1].upper() + words[1:]


def _published(place: _Place) -> datetime | None:
    """Tell the day by the address; where it has only the month, by the last change within it."""
    found = _DATED.search(path_of(place.url))
    if found is None:
        return place.changed
    year, month, day = int(found[1]), int(found[2]), int(found[3] or 0)
    changed = place.changed
    if not day and changed and (changed.year, changed.month) == (year, month):
        return changed
    return read_date(f"{year}-{month:02}-{day or 1:02}")


def _moment(when: datetime | None) -> datetime:
    return when or datetime.min.replace(tzinfo=UTC)
