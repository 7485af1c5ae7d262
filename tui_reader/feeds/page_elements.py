"""Walks through the elements of a web page, each with where it stands and how much text it has.

Linear: each tag is met once, and nothing is built. For a page's post and what is not of it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Final

TOKEN: Final = re.compile(
    # Comments and scripts are stepped over whole; one that never ends hides the rest.
    r"<!--.*?(?:-->|\Z)|<(?:script|style|template|noscript)\b.*?(?:</(?:script|style|template|"
    r"noscript)\s*>|\Z)"
    r"""|<(?P<end>/?)(?P<tag>[a-z][a-z0-9-]{0,30})"""
    r"""(?P<given>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+'|["'])*+)>|(?P<text>[^<]++)""",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(
    r"""(?<![\w:-])([A-Za-z][\w:-]*+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))"""
)
_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"}
    | {"track", "wbr"}
)
_DEEPEST: Final = 200
"""Elements that lie deeper are not told of; their text counts for those around them."""


@dataclass(slots=True)
class Element:
    """One element of a page."""

    tag: str
    given: str
    """Its attributes as they are written."""
    outer_start: int
    start: int
    """Where its content begins."""
    parent: "Element | None"
    end: int = 0
    """Where its content ends; known once it is closed, like ``letters`` and ``outer_end``."""
    outer_end: int = 0
    letters: int = 0
    """Letters of the text in it, blanks around each piece left out."""
    in_paragraphs: int = 0
    """Letters in paragraphs that are directly within it."""


@dataclass(slots=True)
class Elements:
    """A walk through a text of html.

    Attributes:
        letters: Letters of text so far; all of it at the end.
    """

    html: str
    letters: int = 0
    _open: list[Element] = field(default_factory=list)
    _open_tags: Counter[str] = field(default_factory=Counter)
    """How many of ``_open`` have each name."""
    _deeper: Counter[str] = field(default_factory=Counter)
    """The same of those that lie too deep, all in the last of ``_open``: each has its own end."""

    def closed(self) -> Iterator[Element]:
        """Give each element when it is closed, the inner before the outer; void ones at once.

        What is never closed is closed at the end.
        """
        for token in TOKEN.finditer(self.html):
            if token["text"]:
                self.letters += len(token["text"].strip())
            elif token["tag"]:
                tag = token["tag"].lower()
                if token["end"]:
                    yield from self._close(tag, token.start(), token.end())
                else:
                    yield from self._begin(tag, token)
        while self._open:
            yield self._pop(len(self.html), len(self.html))

    def _begin(self, tag: str, token: "re.Match[str]") -> Iterator[Element]:
        if tag == "p" and self._open and self._open[-1].tag == "p":
            yield from self._close("p", token.start(), token.start())
        parent = self._open[-1] if self._open else None
        element = Element(tag, token["given"], token.start(), token.end(), parent)
        if tag in _VOID or element.given.endswith("/"):
            element.end = element.outer_end = token.end()
            yield element
        elif len(self._open) < _DEEPEST:
            element.letters = self.letters
            self._open.append(element)
            self._open_tags[tag] += 1
        else:
            self._deeper[tag] += 1

    def _close(self, tag: str, end: int, outer_end: int) -> Iterator[Element]:
        """Close the innermost open element of this name, and what was left open in it."""
        if self._deeper[tag]:
            self._deeper[tag] -= 1
            return
        if not self._open_tags[tag]:
            return
        while self._open[-1].tag != tag:
            yield self._pop(end, end)
        yield self._pop(end, outer_end)

    def _pop(self, end: int, outer_end: int) -> Element:
        element = self._open.pop()
        self._deeper.clear()
        self._open_tags[element.tag] -= 1
        element.end, element.outer_end = end, outer_end
        element.letters = self.letters - element.letters
        if element.tag == "p" and element.parent:
            element.parent.in_paragraphs += element.letters
        return element


def attributes(given: str) -> Iterator[tuple[str, str]]:
    """Give the attributes of a tag, names in small letters, values read."""
    for name, double, single, bare in _ATTRIBUTE.findall(given):
        yield name.lower(), unescape(double or single or bare)


def names(given: str) -> frozenset[str]:
    """Give the names by which a tag is known: its classes, its id, its itemprop."""
    found: set[str] = set()
    for name, value in attributes(given):
        if name in ("class", "id", "itemprop"):
            found |= set(value.lower().split())
    return frozenset(found)
