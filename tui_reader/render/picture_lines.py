"""A picture in the text: its lines where it is drawn, else its label with what is said of it.

No colours: the pixels come when the lines are painted.
"""

from collections.abc import Iterator
from dataclasses import replace

from tui_reader.render.blocks import Span
from tui_reader.render.lines import Line, Piece, Ribbon
from tui_reader.render.pixels import PixelRow
from tui_reader.render.wrapping import rows

PIXELS = "pixels"
"""The style of the blank piece in whose place a picture is painted."""


def pixel_lines(label: Span, cells: tuple[int, int], offset: int, margin: int) -> Iterator[Line]:
    """The lines of a picture that is drawn.

    Args:
        label: What it is called; its letters count for the reading position.
        cells: Its columns and lines.
        offset: Letters of the document before it.
        margin: Cells left of it.
    """
    columns, lines = cells
    pieces = (Piece(" " * columns, (PIXELS,), label.link),)
    letters = len(label.text)
    for row in range(lines):
        # The first line has an offset of its own: a picture is gone back to at its beginning.
        passed = max(1, row * letters // lines) if row else 0
        pixels = PixelRow(label.picture, columns, lines, row)
        yield Line(pieces, columns, offset + passed, margin, pixels)


def label_lines(label: Span, words: str, offset: int, width: int, margin: int) -> Iterator[Line]:
    """The lines of a picture's label, and of what is said besides: ``not fetched: timeout``."""
    letters = len(label.text)
    if words:
        label = replace(label, text=f"{label.text.removesuffix(']')}, {words}]")
    ribbon = Ribbon((label,))
    for start, end, cells, _ in rows(ribbon.text, width):
        yield Line(ribbon.cut(start, end), cells, offset + min(start, letters), margin)
