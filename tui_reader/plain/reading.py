"""A text that is read part by part: what comes next, where words stand, how far one is.

Says nothing itself: it gives lines.
"""

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from tui_reader.plain.linear import HEADING, HeadingFound, Linear
from tui_reader.render.blocks import Document, Link, leaves, spans_of, text_of
from tui_reader.render.finding import Searched
from tui_reader.render.layout import Layout

CHUNK_LINES: Final = 200
AROUND: Final = 40
"""Letters of the text on both sides of a place that was found."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where words were found."""

    offset: int
    """Letters of the text before them."""
    words: str
    """They, with what stands around them."""


class Reading:
    """One text, and how far it was read.

    Args:
        document: What is read.
        width: Columns of a line.
        ascii_signs: Plain letters for bullets.
    """

    def __init__(self, document: Document, width: int, *, ascii_signs: bool = False) -> None:
        self._letters = document.letters
        self._linear = Linear(document.links)
        self._document = self._linear.document(document)
        self._layout = Layout(self._document, width, text_width=width, ascii=ascii_signs)
        self._next = 0

    # ------------------------------------------------------------------------------ reading on

    def part(self, height: int) -> Iterator[str]:
        """The next lines: about ``height``, ended between two paragraphs; at 0, all there are."""
        if height:
            yield from self._cut(self._texts(self._next, height + 1), height)
        while not height and (texts := self._texts(self._next, CHUNK_LINES)):
            self._next += len(texts)
            yield from texts

    def _cut(self, texts: Sequence[str], height: int) -> Sequence[str]:
        if len(texts) > height:
            gaps = (at for at in range(height, height // 2, -1) if _may_end(texts, at))
            texts = texts[: next(gaps, height)]
        self._next += len(texts)
        while self._texts(self._next, 1) == [""]:
            self._next += 1
        return texts

    def _texts(self, first: int, count: int) -> list[str]:
        return [line.text.rstrip() for line in self._layout.lines(first, count)]

    @property
    def is_begun(self) -> bool:
        """Whether a part of it was read."""
        return self._next > 0

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to read."""
        return not self._layout.lines(self._next, 1)

    @property
    def share(self) -> float:
        """How much of it was read, 0.0 to 1.0."""
        if self.is_over or not self._letters:
            return 1.0
        return self._linear.read(self._layout.offset_of_line(self._next)) / self._letters

    # ------------------------------------------------------------------------------ places

    def go_to(self, offset: int) -> None:
        """Read on from the line that holds a letter."""
        self._next = self._layout.line_of_offset(offset)

    def go_to_share(self, share: float) -> None:
        """Read on from where so much of it has been read."""
        if share > 0:
            self.go_to(self._linear.made(int(share * self._letters)))

    @property
    def anchors(self) -> Container[str]:
        """The names of the places in it."""
        return self._document.anchors

    def anchor(self, name: str) -> int | None:
        """How many letters stand before a place that has a name; None: none has this one."""
        return self._document.anchors.get(name)

    @property
    def headings(self) -> list[HeadingFound]:
        """Its headlines, in order."""
        return self._linear.headings

    def percent(self, offset: int) -> int:
        """How far down a place is."""
        return min(100, 100 * offset // max(self._document.letters, 1))

    def find(self, words: str) -> list[Place]:
        """Where words stand; case and accents make no difference."""
        texts = [text_of(spans_of(leaf)) for leaf in leaves(self._document.blocks)]
        begins = list(accumulate(map(len, texts), initial=0))
        found: list[Place] = []
        starts, ends = Searched(self._document).places(words)
        for start, end in zip(starts, ends, strict=True):
            leaf = bisect_right(begins, start) - 1
            at = start - begins[leaf]
            found.append(Place(start, _around(texts[leaf], at, end - start)))
        return found

    def remark_offset(self, key: int) -> int:
        """How many letters stand before a comment; 0 if there is none of this key."""
        while not self._layout.is_whole and key not in dict(self._layout.remarks):
            self._layout.lay_more()
        return dict(self._layout.remarks).get(key, 0)

    # ------------------------------------------------------------------------------ links

    def link(self, number: int) -> Link | None:
        """The link with this number in the text read so far; None: there is none."""
        return self._linear.link(number)

    @property
    def links(self) -> list[tuple[int, Link]]:
        """Number and link of each that was met so far, in order."""
        return self._linear.all_links()

    def all_links(self) -> list[tuple[int, Link]]:
        """The same of the whole text, also where comments are read only as they are drawn."""
        while self._layout.lay_more():
            pass
        return self.links


def _may_end(texts: Sequence[str], at: int) -> bool:
    """Whether a part may end before a line: between two paragraphs, but not below a headline."""
    return not texts[at] and not texts[at - 1].startswith(HEADING)


def _around(text: str, at: int, length: int) -> str:
    first, last = max(0, at - AROUND), min(len(text), at + length + AROUND)
    before, after = ("… " if first else ""), (" …" if last < len(text) else "")
    return f"{before}{text[first:last]}{after}"
