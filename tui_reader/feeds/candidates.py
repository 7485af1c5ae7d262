"""Which addresses may be a blog's posts feed, judged by a page that came and by custom.

Pure: asks for nothing. A comments feed is never among them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from tui_reader.feeds import urls
from tui_reader.feeds.links import Link, PageLinks, scan
from tui_reader.models import Page

FEED_KINDS: Final = frozenset(
    {"application/atom+xml", "application/rss+xml", "application/rdf+xml", "application/feed+json"}
)
_LOOSE_KINDS: Final = frozenset({"application/xml", "text/xml", "application/json"})
"""Used for feeds, and for other things: believed only where the address speaks of a feed."""
_BLOGGER_FEED: Final = "feeds/posts/default"
_WELL_KNOWN_FILES: Final = ("rss.xml", "atom.xml", "feed.xml", "index.xml", "feed.json")
"""Beside a page only files: a WordPress post has its comments in the folder ``feed/``."""
_WELL_KNOWN: Final = (
    _BLOGGER_FEED,
    "feed/",
    "rss.xml",
    "atom.xml",
    "feed.xml",
    "index.xml",
    "rss",
    "feed.json",
    "?feed=rss2",
)
_MOST_LINKED: Final = 8
"""Feeds named by one page that are tried."""

_COMMENTS_PATH = re.compile(
    r"/feeds/(?:\d+/)+comments?/|/feeds/comments/|/comments/(?:default|feed|atom|rss|rdf)\b"
    r"|[?&]feed=comments-|/comments\.(?:xml|rss|atom)",
    re.IGNORECASE,
)
_COMMENTS_TITLE = re.compile(
    r"comment|coment[aá]rio|commenti\b|kommentar|reacties|komentarz|коммент|"
    r"yorum|評論|评论|コメント|댓글|تعليق",
    re.IGNORECASE,
)
_FEED_PATH = re.compile(
    r"/feeds?(?:/|$)|/(?:rss|atom)(?:/|$)|\.(?:rss|atom|rdf)$"
    r"|/(?:feed|rss|atom|index)[\w-]*\.(?:xml|json|rdf)$|[?&](?:feed|alt)=(?:rss|atom)",
    re.IGNORECASE,
)
_LABEL_PATH = re.compile(r"/feeds/posts/[a-z]+/-/|/(?:category|tag|author)/", re.IGNORECASE)
_BLOGGER_SERVICE = re.compile(r"blogger\.com/feeds/\d+/posts/", re.IGNORECASE)
_YEAR = re.compile(r"/\d{4}/")


def find_feeds(page: Page) -> tuple[str, ...]:
    """The feeds a page names, absolute, best first: the blog's posts feed; comments feeds never."""
    scanned = scan(page.body)
    base = urls.join(page.final_url, scanned.base) or page.final_url
    named = [Link(rel, kind, href) for rel, kind, href in page.links] + scanned.links
    feeds = [link for link in named if _is_feed_link(link)]
    feeds = feeds or [link for link in scanned.anchors if _FEED_PATH.search(link.href)]
    addresses = [
        _secure(urls.join(base, link.href), page.final_url) for link in _without_comments(feeds)
    ]
    addresses.sort(key=lambda address: _is_part_of_blog(address, page.final_url))
    if _is_blogger(page, scanned):
        addresses = _blogger_first(addresses, scanned, page.final_url)
    kept = (address for address in addresses if _is_posts_address(address))
    return tuple(dict.fromkeys(kept))[:_MOST_LINKED]


def well_known(url: str) -> tuple[str, ...]:
    """Where blogs keep their feeds by custom: as a file beside the page, then at the root."""
    beside = () if _is_inside_blog(url) else _WELL_KNOWN_FILES
    places = [urls.join(url, name) for name in beside]
    places += [urls.join(urls.join(url, "/"), name) for name in _WELL_KNOWN]
    return tuple(dict.fromkeys(places))


def candidates(page: Page, linked: Sequence[str], typed: str) -> Iterable[str]:
    """All addresses worth trying for a page, each once, best first."""
    named = [place for address in linked for place in _with_copies(address, page.final_url)]
    customary = well_known(page.final_url)
    if urls.host_of(typed) != urls.host_of(page.final_url):
        customary += well_known(typed)
    return dict.fromkeys([*named, *customary])


def _with_copies(address: str, page_url: str) -> Iterator[str]:
    """An address a page names, after the places where a copy of the blog keeps what is there.

    The pages of a copy on this machine or network still name the real host; whoever opens a copy
    means the copy.
    """
    host = urls.host_of(page_url)
    if urls.is_local_name(host) and urls.host_of(address) != host:
        path = urls.path_of(address)
        yield urls.join(page_url, path)
        yield urls.join(page_url, f".{path}")
    yield address


def _is_feed_link(link: Link) -> bool:
    words = link.rel.split()
    if not link.href or not ({"alternate", "feed"} & set(words)):
        return False
    if link.kind in _LOOSE_KINDS:
        return _FEED_PATH.search(link.href) is not None
    return link.kind in FEED_KINDS or (not link.kind and "feed" in words)


def _without_comments(links: list[Link]) -> list[Link]:
    """Drops links that call themselves comments, unless all do: then it is the blog's name."""
    others = [link for link in links if not _COMMENTS_TITLE.search(link.title)]
    return others or links


def _is_posts_address(address: str) -> bool:
    return urls.scheme_of(address) in urls.WEB_SCHEMES and not _COMMENTS_PATH.search(address)


def _secure(address: str, page_url: str) -> str:
    """Keeps to https where the page came by it, though the page names its own feed by http."""
    is_same_host = urls.host_of(address) == urls.host_of(page_url)
    if is_same_host and page_url.startswith("https:"):
        return re.sub("^http:", "https:", address)
    return address


def _is_blogger(page: Page, scanned: PageLinks) -> bool:
    return (
        "blogger" in scanned.generator
        or urls.canonical(page.final_url).partition("/")[0].endswith(".blogspot.com")
        or any(_BLOGGER_SERVICE.search(link.href) for link in scanned.links)
    )


def _blogger_first(addresses: list[str], scanned: PageLinks, page_url: str) -> list[str]:
    """Puts Blogger's whole Atom feed first, named by the template or not; its service last.

    An owner can redirect the feed to another service, which may be gone: ``redirect=false`` asks
    for Blogger's own.
    """
    named = [address for address in addresses if address.endswith("/" + _BLOGGER_FEED)]
    whole = named[0] if named else urls.join(page_url, "/" + _BLOGGER_FEED)
    service = [link.href for link in scanned.links if _BLOGGER_SERVICE.search(link.href)]
    return [whole, f"{whole}?redirect=false", *addresses, *service]


def _is_part_of_blog(address: str, page_url: str) -> bool:
    """Whether a feed is that of a label, or of the one post (WordPress: its comments) shown."""
    page_path = urls.path_of(page_url).partition("?")[0]
    is_of_page = page_path != "/" and urls.path_of(address).startswith(page_path)
    return is_of_page or _LABEL_PATH.search(address) is not None


def _is_inside_blog(url: str) -> bool:
    """Whether a page is a post or archive rather than a blog's front page: /2012/07/, /a/b/c."""
    path = urls.path_of(url).partition("?")[0]
    return path.count("/") > 2 or _YEAR.search(path) is not None
