"""Signs before lines: bullets, numbers, bars of quotes; behind them where text runs from the right.

No blocks, no wrapping.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from rich.cells import cell_len

from tui_reader.render.lines import FILL, Line, Piece

LEAST_CELLS: Final = 8
"""Signs before text are left out where they would leave it less room than this."""


@dataclass(frozen=True, slots=True)
class Room:
    """How wide things may be."""

    text: int
    """Cells for text."""
    pane: int
    """Cells for tables and code before they must be scrolled sideways."""
    margin: int = 0
    """Cells left of text that stands in the middle of the pane."""
    is_inside: bool = False
    """Whether signs stand before each line."""

    def inside(self, cells: int) -> "Room":
        """The room beside a sign."""
        return replace(self, text=self.text - cells, pane=self.pane - cells, is_inside=True)

    def margin_for(self, cells: int) -> int:
        """Where something begins: where text does, or as far left of it as it needs the room."""
        if self.is_inside:
            return self.margin
        return max(0, min(self.margin, self.pane - cells))


def led(
    lines_in: Callable[[Room], Iterator[Line]],
    first: Piece,
    rest: Piece,
    room: Room,
    *,
    is_rtl: bool = False,
) -> Iterator[Line]:
    """Lines with a sign before them, or without it where it would leave too little room.

    Args:
        lines_in: Draws the lines in the room that is left.
        first: The sign of the first line.
        rest: That of the others.
        room: For sign and line.
        is_rtl: Whether the sign stands at the right end.
    """
    cells = cell_len(first.text)
    if room.text - cells < LEAST_CELLS:
        yield from lines_in(room)
        return
    inner = room.inside(cells)
    lead = first
    for line in lines_in(inner):
        if line.pieces or not lead.text.isspace():
            line = _led_right(line, lead, inner.text) if is_rtl else _led_left(line, lead)
        yield line
        lead = rest


def _led_left(line: Line, lead: Piece) -> Line:
    return line._replace(pieces=(lead, *line.pieces), width=cell_len(lead.text) + line.width)


def _led_right(line: Line, lead: Piece, cells: int) -> Line:
    lacks = max(0, cells - line.width)
    between = (Piece(" " * lacks, (FILL,)),) if lacks else ()
    width = line.width + lacks + cell_len(lead.text)
    return line._replace(pieces=(*line.pieces, *between, _mirrored(lead)), width=width)


def _mirrored(lead: Piece) -> Piece:
    """A sign with the blanks of its two sides changed over."""
    text = lead.text
    before, after = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
    return lead if text.isspace() else lead._replace(text=" " * after + text.strip() + " " * before)


def quoted(line: Line) -> Line:
    """A line in the look of a quote."""
    pieces = tuple(
        piece if piece.styles[:1] == ("quote",) else piece._replace(styles=("quote", *piece.styles))
        for piece in line.pieces
    )
    return line._replace(pieces=pieces)
