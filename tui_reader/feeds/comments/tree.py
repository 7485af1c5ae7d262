"""A feed document as a small tree of its entries. Feedparser would lose what comments need.

It keeps every element as it stands, where feedparser keeps the last of a name. Runs in the parse
worker. No network, no files: external entities are not followed, and expat bounds the others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Final
from xml.parsers import expat

from tui_reader.errors import FeedError
from tui_reader.feeds.comments.letters import decode, mended
from tui_reader.limits import CONTENT_BYTES, FEED_ITEMS
from tui_reader.models import Page

_ATOM: Final = "atom:"
_SPACES: Final = {
    "": "",
    "http://www.w3.org/2005/atom": _ATOM,
    "http://purl.org/atom/ns#": _ATOM,
    "http://purl.org/rss/1.0/": "",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://purl.org/syndication/thread/1.0": "thr:",
    "http://schemas.google.com/g/2005": "gd:",
    "http://a9.com/-/spec/opensearchrss/1.0/": "opensearch:",
    "http://a9.com/-/spec/opensearch/1.1/": "opensearch:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
}
"""What elements are called here, whatever prefix a document gives their namespace."""
_USUAL: Final = {"atom", "thr", "gd", "opensearch", "dc", "content", "rdf"}
"""Prefixes that are understood where a document forgets to declare them."""
_ENTRIES: Final = frozenset({"atom:entry", "item"})
_ROOTS: Final = frozenset({"atom:feed", "atom:entry", "rss", "rdf:RDF"})
_MARKUP: Final = frozenset({"atom:content", "atom:summary"})
_WEB_PAGE: Final = re.compile(r"<(?:html|head|body|!doctype html)\b", re.IGNORECASE)
_HEAD: Final = 1_000
_CHILDREN: Final = 500
"""More elements than this in one entry are passed over."""
_DEPTH: Final = 64

_NO_FEED: Final = "the answer is not a feed of comments: look at the post in the browser"
_BROKEN: Final = "the feed of comments is broken and cannot be read: try again later"
_UNSAFE: Final = "this Python's XML parser is too old to be safe: update it"
_OLDEST_EXPAT: Final = (2, 4, 1)
"""Older ones expand entities without bound (CVE-2013-0340)."""


@dataclass(slots=True)
class Element:
    """One element with what is in it."""

    name: str
    attributes: dict[str, str]
    base: str = ""
    """``xml:base`` of it, or of what it stands in, as written."""
    parts: list[str] = field(default_factory=list)
    children: "list[Element]" = field(default_factory=list)
    letters: int = 0

    @property
    def text(self) -> str:
        """Its letters, without blanks at their ends."""
        return "".join(self.parts).strip()

    def all(self, *names: str) -> "Iterator[Element]":
        """Give its children of these names, in document order."""
        return (child for child in self.children if child.name in names)

    def first(self, *names: str) -> "Element | None":
        """Give the first child of these names, in the order of the names; None if it has none."""
        found = (child for name in names for child in self.all(name))
        return next(found, None)

    def text_of(self, *names: str) -> str:
        """Give the text of the first child of these names that has any."""
        return next((t for name in names for child in self.all(name) if (t := child.text)), "")


@dataclass(frozen=True, slots=True)
class Tree:
    """A feed document."""

    is_atom: bool
    head: Element
    """What is said of the feed itself."""
    entries: tuple[Element, ...]
    """In document order; at most ``FEED_ITEMS``."""


def read_tree(page: Page) -> Tree:
    """Read a document as a tree.

    Raises:
        FeedError: not-a-feed or malformed.
    """
    if expat.version_info < _OLDEST_EXPAT:
        raise FeedError("malformed", _UNSAFE)
    text = decode(page.body, page.content_type)
    if not text.startswith("<"):
        raise FeedError("not-a-feed", _NO_FEED)
    try:
        return _parsed(text)
    except expat.ExpatError:
        pass
    try:
        return _parsed(mended(text))
    except expat.ExpatError as error:
        if _WEB_PAGE.search(text[:_HEAD]):
            raise FeedError("not-a-feed", _NO_FEED) from error
        raise FeedError("malformed", _BROKEN) from error


def _parsed(text: str) -> Tree:
    builder = _Builder()
    parser = expat.ParserCreate("utf-8")  # whatever its declaration says: it is text already
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.letters
    parser.Parse(text.encode(), True)
    return builder.tree()


class _Builder:
    """Takes what expat meets, in its order."""

    def __init__(self) -> None:
        self._root = ""
        self._head = Element("", {})
        self._entries: list[Element] = []
        self._open: list[Element | None] = []
        """What is open; None stands for what is passed over."""
        self._spaces: list[dict[str, str]] = [{}]
        self._markup: Element | None = None
        """An element whose insides are kept as they are written (``type=xhtml``)."""
        self._depth_of_markup = 0

    def tree(self) -> Tree:
        return Tree(self._root.startswith(_ATOM), self._head, tuple(self._entries))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._declare(attributes)
        name = self._name(tag)
        if not self._open:
            self._begin(name)
        if self._markup is not None:
            self._keep(_start_tag(tag, attributes))
            self._open.append(None)
            return
        element = self._place(name, attributes)
        self._open.append(element)
        if element is not None and name in _MARKUP and attributes.get("type") == "xhtml":
            self._markup, self._depth_of_markup = element, len(self._open)

    def end(self, tag: str) -> None:
        if self._markup is not None and len(self._open) > self._depth_of_markup:
            self._keep(f"</{tag.rpartition(':')[2]}>")
        else:
            self._markup = None
        self._open.pop()
        self._spaces.pop()

    def letters(self, text: str) -> None:
        if self._markup is not None:
            self._keep(escape(text, quote=False))
        elif self._open and (element := self._open[-1]) is not None:
            _add(element, text)

    def _begin(self, name: str) -> None:
        self._root = f"{_ATOM}{name}" if name in ("feed", "entry") else name
        if self._root not in _ROOTS:
            raise FeedError("not-a-feed", _NO_FEED)
        if self._root != name:  # Atom that forgot to say so
            self._spaces[-1][""] = _ATOM

    def _place(self, name: str, attributes: dict[str, str]) -> Element | None:
        """Put an element where it belongs; None where nobody needs it."""
        name = self._root if not self._open else name
        parent = self._open[-1] if self._open else None
        base = attributes.get("xml:base") or (parent.base if parent else "")
        element = Element(name, attributes, base)
        if name in _ENTRIES:
            if len(self._entries) >= FEED_ITEMS:
                return None
            self._entries.append(element)
        elif name in _ROOTS or name == "channel":
            self._head.base = base
            return Element(name, attributes, base, children=self._head.children)
        elif parent is None or len(parent.children) >= _CHILDREN or len(self._open) > _DEPTH:
            return None
        else:
            parent.children.append(element)
        return element

    def _declare(self, attributes: dict[str, str]) -> None:
        scope = self._spaces[-1]
        for name, value in attributes.items():
            if name == "xmlns" or name.startswith("xmlns:"):
                space = value.strip().lower().replace("https://", "http://", 1)
                scope = {**scope, name[6:]: _SPACES.get(space, "other:")}
        self._spaces.append(scope)

    def _name(self, tag: str) -> str:
        prefix, _, local = tag.rpartition(":")
        unsaid = f"{prefix.lower()}:" if prefix.lower() in _USUAL else "other:"
        space = self._spaces[-1].get(prefix, unsaid if prefix else "")
        return space + local

    def _keep(self, markup: str) -> None:
        if self._markup is not None:
            _add(self._markup, markup)


def _add(element: Element, text: str) -> None:
    """Take letters in, up to one more than will be kept of them."""
    if element.letters <= CONTENT_BYTES:
        element.parts.append(text)
        element.letters += len(text)


def _start_tag(tag: str, attributes: dict[str, str]) -> str:
    own = "".join(
        f' {name}="{escape(value)}"'
        for name, value in attributes.items()
        if not name.startswith("xmlns")
    )
    return f"<{tag.rpartition(':')[2]}{own}>"
