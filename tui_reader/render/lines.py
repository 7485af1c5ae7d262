"""The drawn line, its pieces, and how a text with spans is cut into them.

No blocks, no wrapping.
"""

from bisect import bisect_right
from itertools import accumulate
from typing import Final, NamedTuple

from rich.cells import cell_len

from tui_reader.render.blocks import Spans, text_of
from tui_reader.render.pixels import PixelRow

FILL: Final = "fill"
"""The style of what is drawn between the letters of the document and is none of them: blanks that
make a line longer, the hyphen behind a word that goes on in the next line."""


class Piece(NamedTuple):
    """A run of letters that look alike."""

    text: str
    styles: tuple[str, ...] = ()
    """Style names; later ones are laid over earlier ones."""
    link: int | None = None
    """Position in ``Document.links``."""


class Line(NamedTuple):
    """One line, as it is to be painted."""

    pieces: tuple[Piece, ...] = ()
    width: int = 0
    """Its cells. Code and tables may be wider than was asked for."""
    offset: int = 0
    """Letters of the document before it: the reading position."""
    margin: int = 0
    """Cells by which it is to be moved to the right to stand in the middle of the pane."""
    pixels: PixelRow | None = None
    """A line of a picture: to be painted where its piece in the style ``pixels`` is blank."""

    @property
    def text(self) -> str:
        """Its letters, without the margin."""
        return "".join([piece.text for piece in self.pieces])


class Ribbon:
    """The spans of a block as one text, to be cut into pieces at any place."""

    def __init__(self, spans: Spans, styles: tuple[str, ...] = ()) -> None:
        self.text = text_of(spans)
        self._styles = [_drawn(styles + span.styles, span.link) for span in spans]
        self._links = [span.link for span in spans]
        self._starts = [0, *accumulate(len(span.text) for span in spans)]

    def cut(self, start: int, end: int) -> tuple[Piece, ...]:
        """The pieces of the letters from ``start`` to ``end``."""
        if start >= end:
            return ()
        index = bisect_right(self._starts, start) - 1
        if end <= self._starts[index + 1]:
            return (Piece(self.text[start:end], self._styles[index], self._links[index]),)
        return self._cut_many(index, start, end)

    def _cut_many(self, index: int, start: int, end: int) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        while start < end:
            stop = min(end, self._starts[index + 1])
            if stop > start:
                pieces.append(Piece(self.text[start:stop], self._styles[index], self._links[index]))
            start = stop
            index += 1
        return tuple(pieces)


def _drawn(styles: tuple[str, ...], link: int | None) -> tuple[str, ...]:
    return styles if link is None else (*styles, "link")


def own_letters(line: Line) -> list[tuple[int, str]]:
    """The document's own letters in a line: where each run of them begins in its text, and it."""
    runs: list[tuple[int, str]] = []
    at = 0
    for piece in line.pieces:
        if FILL not in piece.styles:
            runs.append((at, piece.text))
        at += len(piece.text)
    return runs


def width_of(pieces: tuple[Piece, ...]) -> int:
    """The cells of pieces side by side."""
    return sum([cell_len(piece.text) for piece in pieces])
