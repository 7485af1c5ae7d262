"""Reads what a feed says of its own history (RFC 5005), in Atom and in RSS.

A task of the worker. Only what stands outside of the entries counts. Linear.
"""

import re
from html import unescape
from typing import Final

from tui_reader.feeds.archive.history import History
from tui_reader.feeds.parse import parse
from tui_reader.feeds.tree import absolute
from tui_reader.limits import KIB
from tui_reader.models import Page

_NAMESPACE: Final = b"http://purl.org/syndication/history/1.0"
_EDGE_BYTES: Final = 256 * KIB
_ENTRY: Final = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:entry|item)\b")
_ENTRY_END: Final = re.compile(rb"</(?:[\w.-]{1,40}:)?(?:entry|item)\s*>")
_LINK: Final = re.compile(
    r"""<(?:[\w.-]{1,40}:)?link\b((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>""", re.IGNORECASE
)
_ATTRIBUTE: Final = re.compile(r"""(?<![\w:-])(rel|href)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_FLAG: Final = re.compile(r"<(?:[\w.-]{1,40}:)?(archive|complete)(?:\s[^<>]*)?/?>")


def read(page: Page) -> History:
    """Read a feed with its history.

    Raises:
        FeedError: What ``parse`` raises.
    """
    feed = parse(page)
    edges = _edges(page.body)
    links = {relation: url for relation, url in reversed(_links(edges))}
    flags = set(_FLAG.findall(edges)) if _NAMESPACE in page.body[:_EDGE_BYTES] else set()
    return History(
        feed=feed,
        previous=absolute(page.final_url, links.get("prev-archive", "")),
        next=absolute(page.final_url, links.get("next", "")),
        is_archive="archive" in flags,
        is_complete="complete" in flags,
    )


def _edges(body: bytes) -> str:
    """Give what stands before the first entry and after the last."""
    first = _ENTRY.search(body)
    if first is None:
        return body[:_EDGE_BYTES].decode("utf-8", "replace")
    tail = body[-_EDGE_BYTES:]
    ends = [end.end() for end in _ENTRY_END.finditer(tail)]
    head = body[: min(first.start(), _EDGE_BYTES)]
    return (head + (tail[ends[-1] :] if ends else b"")).decode("utf-8", "replace")


def _links(text: str) -> list[tuple[str, str]]:
    found = []
    for link in _LINK.finditer(text):
        given = {
            name: unescape(double or single) for name, double, single in _ATTRIBUTE.findall(link[1])
        }
        found += [(word.lower(), given.get("href", "")) for word in given.get("rel", "").split()]
    return found
