"""Running text as lines: parted words, lines made equally long, text set from the right.

No blocks, no signs.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from tui_reader.render.lines import FILL, Line, Piece, Ribbon
from tui_reader.render.wrapping import Hyphens, rows

WIDEST_GAP: Final = 3
"""A line whose words would be further apart on average is left as it is."""


class Manner(NamedTuple):
    """How running text is set."""

    is_justified: bool = False
    """Whether lines are made equally long by wider blanks."""
    hyphens: Hyphens | None = None
    """Where words may be parted; None: nowhere."""


PLAIN: Final = Manner()


def text_lines(ribbon: Ribbon, width: int, manner: Manner = PLAIN) -> Iterator[Line]:
    """The lines of a text at a width; their offsets are letters of this text."""
    text = ribbon.text
    for number, row in enumerate(rows(text, width, manner.hyphens)):
        pieces, cells = ribbon.cut(row.start, row.end), row.cells
        if row.is_parted:
            pieces = (*pieces, pieces[-1]._replace(text="-", styles=(*pieces[-1].styles, FILL)))
        lacks = width - cells
        if manner.is_justified and lacks > 0 and (row.is_parted or not _ends_line(text, row.end)):
            spread = _spread(pieces, lacks, is_odd=number % 2 == 1)
            pieces, cells = (spread, width) if spread else (pieces, cells)
        yield Line(pieces, cells, row.start)


def lines_from_right(ribbon: Ribbon, width: int) -> Iterator[Line]:
    """The lines of a text that runs from right to left: in the order of its letters, at the right.

    Terminals turn the letters round, or do not; where lines begin is the same for both.
    """
    for row in rows(ribbon.text, width):
        blanks = Piece(" " * max(0, width - row.cells), (FILL,))
        yield Line((blanks, *ribbon.cut(row.start, row.end)), max(width, row.cells), row.start)


def _ends_line(text: str, end: int) -> bool:
    while text[end : end + 1] == " ":
        end += 1
    return text[end : end + 1] in ("", "\n")


def _spread(pieces: tuple[Piece, ...], lacks: int, *, is_odd: bool) -> tuple[Piece, ...]:
    """The pieces with wider blanks between their words; none if they would be far apart.

    What does not go evenly widens the first blanks of one line and the last ones of the next, so
    that no river of blanks runs down the page.
    """
    gaps = sum(piece.text.count(" ") for piece in pieces)
    if lacks > gaps * (WIDEST_GAP - 1):
        return ()
    each, more = divmod(lacks, gaps)
    wide = range(more) if is_odd else range(gaps - more, gaps)
    spread: list[Piece] = []
    gap = 0
    for piece in pieces:
        words = piece.text.split(" ")
        begun = words[0]
        for word in words[1:]:
            begun += " "
            if cells := each + (gap in wide):
                filling = piece._replace(text=" " * cells, styles=(*piece.styles, FILL))
                spread += [piece._replace(text=begun), filling]
                begun = ""
            begun += word
            gap += 1
        if begun:
            spread.append(piece._replace(text=begun))
    return tuple(spread)
