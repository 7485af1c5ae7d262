"""Finds the links of an HTML page that may lead to its blog's feed.

Pure, and linear in the first 512 KiB: html.parser is not (CVE-2025-6069), and nothing past the
head is needed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from tui_reader.clean import clean_address, clean_line
from tui_reader.limits import KIB

SCANNED_BYTES: Final = 512 * KIB
_SNIFFED_BYTES: Final = 2 * KIB
_MOST_LINKS: Final = 2_000

_TAG = re.compile(
    # Comments and scripts are stepped over whole; one that never ends hides the rest.
    r"<!--.*?(?:-->|\Z)|<(?:script|style)\b.*?(?:</(?:script|style)|\Z)"
    # Possessive: no position is tried twice. The lone quote is for attributes like: alt=5" x 7".
    r"""|<(?P<tag>link|base|meta|a)\b(?P<given>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+'|["'])*+)>""",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    # The look back: a long word is tried once, not once for each of its letters.
    r"""(?<![\w:-])([A-Za-z][\w:-]*+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""",
)
_HTML = re.compile(rb"<!doctype\s+html|<html\b", re.IGNORECASE)
_FEED_ROOT = re.compile(rb"<(?:rss|feed|rdf:rdf|channel)\b", re.IGNORECASE)
_FRAMED_FEED = re.compile(
    # Some programs put a feed into the frame of their web pages. Possessive: tried once.
    rb"(?:\xef\xbb\xbf)?(?:\s++|<\?[^>]*+>|(?><!--.*?-->)|<(?:!doctype|html|body)\b[^>]*+>)*+"
    rb"<(?:rss|feed|rdf:rdf|channel)[\s>]",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a page, or of its Link headers."""

    rel: str
    """Lower case, as given: may be several words."""
    kind: str
    """The media type without parameters, lower case; empty if not given."""
    href: str
    """As given, relative or not."""
    title: str = ""


@dataclass(slots=True)
class PageLinks:
    """What a page says about where its feed is."""

    base: str = ""
    """``<base href>`` as given."""
    generator: str = ""
    """Lower case."""
    links: list[Link] = field(default_factory=list)
    """``<link>`` elements in document order."""
    anchors: list[Link] = field(default_factory=list)
    """``<a href>`` elements in document order."""


def is_html(body: bytes) -> bool:
    """Whether a body is a web page and no feed, whatever its content type says."""
    start = body[:_SNIFFED_BYTES]
    page = _HTML.search(start)
    if page is None or _FRAMED_FEED.match(start):
        return False
    feed = _FEED_ROOT.search(start)
    return feed is None or page.start() < feed.start()


def scan(body: bytes) -> PageLinks:
    """Reads the links of an HTML page."""
    page = PageLinks()
    for match in _TAG.finditer(_text(body)):
        tag = match["tag"]
        if tag:
            _take(page, tag.lower(), _attributes(match["given"]))
    return page


def _take(page: PageLinks, tag: str, given: dict[str, str]) -> None:
    match tag:
        case "base":
            page.base = page.base or clean_address(given.get("href", ""))
        case "meta" if given.get("name", "").lower() == "generator":
            page.generator = page.generator or given.get("content", "").lower()
        case "link" if len(page.links) < _MOST_LINKS and "href" in given:
            page.links.append(_link(given))
        case "a" if len(page.anchors) < _MOST_LINKS and "href" in given:
            page.anchors.append(_link(given))


def _link(given: dict[str, str]) -> Link:
    return Link(
        rel=given.get("rel", "").lower(),
        kind=given.get("type", "").partition(";")[0].strip().lower(),
        href=clean_address(given["href"]),
        title=clean_line(given.get("title", "")),
    )


def _attributes(text: str) -> dict[str, str]:
    """The attributes of one tag, names in lower case; of two with one name the first counts."""
    given: dict[str, str] = {}
    for name, value in _pairs(text):
        given.setdefault(name, value)
    return given


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        yield name.lower(), unescape(double or single or bare)


def _text(body: bytes) -> str:
    """The page's text as far as links go: their letters are ASCII in every common encoding."""
    start = body[:SCANNED_BYTES]
    encoding = "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    return start.decode(encoding, "replace")
