"""Pictures as segments: two pixels in each cell, one above the other. Decodes nothing."""

from collections import OrderedDict
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style

from tui_reader.render.pixels import CELL_BYTES

if TYPE_CHECKING:
    from tui_reader.render.pixels import PixelRow, Raster

UPPER_HALF: Final = "▀"
KEPT_ROWS: Final = 600
"""Lines of pictures that are kept as they were painted: a dozen screens."""
FEW: Final = "256"
COLOURFUL: Final = frozenset({FEW, "truecolor", "windows"})
"""The colour systems in which one can tell what a picture shows."""

_COARSE: Final = bytes(value & 0xF8 for value in range(256))
"""Of each colour the upper five bits: with 256 colours, the others make no difference."""


def row_segments(raster: "Raster", row: int, system: str | None) -> list[Segment]:
    """One line of a picture; cells that are alike are one segment.

    Args:
        raster: The picture.
        row: Which line, from 0.
        system: The terminal's colour system.
    """
    size = raster.columns * CELL_BYTES
    cells = raster.pixels[row * size : (row + 1) * size]
    style = _style
    if system == FEW:
        cells, style = cells.translate(_COARSE), _style_of_few
    pairs = (cells[at : at + CELL_BYTES] for at in range(0, len(cells), CELL_BYTES))
    return [
        Segment((" " if pair[:3] == pair[3:] else UPPER_HALF) * len(list(alike)), style(pair))
        for pair, alike in groupby(pairs)
    ]


def _style(pair: bytes) -> Style:
    """The look of a cell: the upper pixel in the letter's colour, the lower one behind it."""
    return Style.from_color(_colour(pair[:3]), _colour(pair[3:]))


def _colour(pixel: bytes) -> Color:
    return Color.from_triplet(ColorTriplet(*pixel))


@lru_cache(maxsize=16_384)
def _style_of_few(pair: bytes) -> Style:
    return Style.from_color(_one_of_few(pair[:3]), _one_of_few(pair[3:]))


@lru_cache(maxsize=16_384)
def _one_of_few(pixel: bytes) -> Color:
    """The nearest of 256 colours, by its own red, green and blue.

    Not by its number: Textual 8.2 would look each one up again at every painting.
    """
    return Color.from_triplet(_colour(pixel).downgrade(ColorSystem.EIGHT_BIT).get_truecolor())


class RowMemory:
    """Lines of pictures, painted once: scrolling by a line paints a whole pane again."""

    def __init__(self) -> None:
        self._rows: OrderedDict[PixelRow, list[Segment]] = OrderedDict()

    def paint(self, pixels: "PixelRow", raster: "Raster", system: str | None) -> list[Segment]:
        """Paint one line of a picture, and keep it."""
        segments = self._rows[pixels] = row_segments(raster, pixels.row, system)
        if len(self._rows) > KEPT_ROWS:
            self._rows.popitem(last=False)
        return segments

    def find(self, pixels: "PixelRow") -> list[Segment] | None:
        """The segments, where the line was painted a little ago."""
        found = self._rows.get(pixels)
        if found is not None:
            self._rows.move_to_end(pixels)
        return found
