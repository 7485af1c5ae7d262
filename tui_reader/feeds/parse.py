"""Reads a feed document: ``parse(page) -> ParsedFeed``.

Runs in the parse worker, never in the reader's own process: feedparser can be made to hang, and
it raises on bad input. No network, no files: external entities are off.
"""

import re
from typing import Final
from xml.parsers import expat

from tui_reader.clean import clean_line
from tui_reader.errors import FeedError
from tui_reader.feeds import blogger_atom, jsonfeed, polling
from tui_reader.feeds.entries import (
    FeedContext,
    labels_at,
    line_at,
    page_at,
    people_at,
    published_at,
    read_entry,
)
from tui_reader.feeds.posts import newest, told
from tui_reader.feeds.tree import (
    Record,
    absolute,
    extension_names,
    number_at,
    record_at,
    records_at,
    text_at,
)
from tui_reader.limits import AUTHOR_LETTERS, LABEL_LETTERS, MIB
from tui_reader.models import Page, ParsedFeed

_OLDEST_EXPAT: Final = (2, 4, 1)
"""Older ones expand entities without bound (CVE-2013-0340)."""
_SNIFF_BYTES: Final = 8_192
_PROLOGUE: Final = re.compile(rb"\s+|<\?[^>]*>|<!--(?:[^-]|-(?!->))*-->|<!doctype[^>\[]*", re.I)
_DOCTYPE_REST: Final = re.compile(rb"(?:\[[^\]]*\])?\s*>")
_ROOT: Final = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)")
_FEED_ROOTS: Final = {
    b"rss": "rss",
    b"rdf": "rss10",
    b"feed": "atom",
    b"entry": "atom",
    b"channel": "cdf",
}
_WEB_ROOTS: Final = (b"html", b"head", b"body")
_FEED_INSIDE: Final = re.compile(rb"<(?:rss|feed|rdf:RDF)\s[^<>]*>")
_FEED_LABELS: Final = 1_000
_OPENSEARCH: Final = (
    "http://a9.com/-/spec/opensearchrss/1.0/",
    "http://a9.com/-/spec/opensearch/1.1/",
)

_EMPTY: Final = "the answer is empty: try again later"
_WEB_PAGE: Final = (
    "the answer is a web page, not a feed: log in to this network if it asks for that, "
    "or add the blog again by its home page"
)
_OTHER: Final = "the answer is not a feed: add the blog by its home page and its feed is looked for"
_OPML: Final = "the answer is a list of feeds, not a feed: import it"
_BROKEN: Final = "the feed is broken and cannot be read: try again later, or tell its owner"
_LETTERS: Final = "the feed's letters are in an encoding that cannot be read: tell its owner"
_MEMORY: Final = "the feed takes more memory to read than it may have: tell its owner"


def parser_is_safe() -> bool:
    """Whether the XML parser beneath bounds the growth of entities by itself."""
    return expat.version_info >= _OLDEST_EXPAT


def parse(page: Page) -> ParsedFeed:
    """Read one answer as a feed of any kind: Atom, RSS, RDF, CDF or JSON Feed.

    Raises:
        FeedError: not-a-feed, malformed, encoding or too-large; nothing else.
    """
    try:
        return _parse(page)
    except FeedError:
        raise
    except Exception as error:  # feedparser raises whatever its input makes it stumble over (R11)
        raise FeedError(*_failure(error)) from error


def _failure(error: Exception) -> tuple[str, str]:
    """Say in which class a fault belongs, and what to do about it."""
    if isinstance(error, MemoryError):
        return "too-large", _MEMORY
    is_codec = type(error) is LookupError  # "unknown encoding"; a KeyError is one as well
    if is_codec or (isinstance(error, UnicodeError) and not isinstance(error, UnicodeEncodeError)):
        return "encoding", _LETTERS
    return "malformed", _BROKEN


def _parse(page: Page) -> ParsedFeed:
    if not page.body.strip(b"\x00 \t\r\n\xef\xbb\xbf\xfe\xff"):
        raise FeedError("not-a-feed", _EMPTY)
    if jsonfeed.is_json(page.body):
        return jsonfeed.read(page)
    root = _root(page.body)
    _refuse(root, page.body)
    result = _read_xml(page)
    kind = text_at(result, "version") or _FEED_ROOTS.get(root, "")
    if not kind:
        raise FeedError("not-a-feed", _WEB_PAGE if root in _WEB_ROOTS else _OTHER)
    return _feed(result, kind, page)


def _root(body: bytes) -> bytes:
    """Give the name of the first element, lower case, without its prefix; empty if none is seen."""
    head = body[:_SNIFF_BYTES].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xfe\xff")
    place = 0
    while found := _PROLOGUE.match(head, place) or (place and _DOCTYPE_REST.match(head, place)):
        place = found.end()
    root = _ROOT.match(head, place)
    return root[1].lower() if root else b""


def _refuse(root: bytes, body: bytes) -> None:
    """Refuse what is plainly no feed; a page with a whole feed in its body has been seen."""
    if root in _WEB_ROOTS and not _FEED_INSIDE.search(body):
        raise FeedError("not-a-feed", _WEB_PAGE)
    if root == b"opml":
        raise FeedError("not-a-feed", _OPML)


def _read_xml(page: Page) -> Record:
    if not parser_is_safe():
        raise FeedError(
            "malformed",
            f"this Python's XML parser ({expat.EXPAT_VERSION}) is too old to be safe: update it",
        )
    record = blogger_atom.read(page)
    if record is not None:
        return record
    from tui_reader.feeds import dialects  # 30 ms, and a blog of Blogger's need not wait for them

    return dialects.read(page)


def _feed(result: Record, kind: str, page: Page) -> ParsedFeed:
    feed = record_at(result, "feed")
    is_atom = kind.startswith("atom")
    author = people_at(feed)
    context = FeedContext(
        address=page.final_url,
        is_atom=is_atom,
        author=author if is_atom else "",
        namespaces=_namespaces(result),
    )
    entries, notes = newest(records_at(result, "entries"), published_at)
    head = page.body[:MIB]
    return ParsedFeed(
        kind=kind,
        title=line_at(feed, "title", is_atom=is_atom),
        posts=told(read_entry(entry, context) for entry in entries),
        feed_id=clean_line(text_at(feed, "id")),
        subtitle=line_at(feed, "subtitle", is_atom=is_atom),
        url=page_at(feed, page.final_url),
        language=clean_line(text_at(feed, "language"), LABEL_LETTERS),
        generator=clean_line(text_at(feed, "generator"), AUTHOR_LETTERS),
        author=author,
        posts_total=_opensearch(feed, context, "totalresults"),
        first_place=_opensearch(feed, context, "startindex"),
        labels=labels_at(feed, is_atom=is_atom, most=_FEED_LABELS),
        next_url=_next(feed, page.final_url),
        wait_seconds=polling.wait_seconds(feed),
        skip_hours=polling.skip_hours(head),
        skip_days=polling.skip_days(head),
        is_cut=_is_cut(page.body, _root(page.body)),
        notes=notes,
    )


def _namespaces(result: Record) -> dict[str, str]:
    names = record_at(result, "namespaces")
    return {prefix: uri for prefix, uri in names.items() if isinstance(uri, str)}


def _opensearch(feed: Record, context: FeedContext, name: str) -> int | None:
    names = extension_names(context.namespaces, _OPENSEARCH, "opensearch", name)
    return next((number for name in names if (number := number_at(feed, name)) is not None), None)


def _is_cut(body: bytes, root: bytes) -> bool:
    """Whether the end of the first element is missing; of a feed framed by a page, unknown."""
    tail = body[-_SNIFF_BYTES:].replace(b"\x00", b"").lower()
    return root in _FEED_ROOTS and not re.search(rb"</(?:[\w.-]+:)?%s\s*>" % root, tail)


def _next(feed: Record, base: str) -> str:
    links = (link for link in records_at(feed, "links") if text_at(link, "rel") == "next")
    return next(
        (address for link in links if (address := absolute(base, text_at(link, "href")))), ""
    )
