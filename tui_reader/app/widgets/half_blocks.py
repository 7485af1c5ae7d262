"""Pictures as segments: two pixels in each cell, one above the other. Decodes nothing."""

from collections import OrderedDict
from itertools import groupby
from typing import TYPE_CHECKING, Final

from rich.color import Color
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style

if TYPE_CHECKING:
    from tui_reader.render.pixels import PixelRow, Raster

UPPER_HALF: Final = "▀"
KEPT_ROWS: Final = 600
"""Lines of pictures that are kept as they were painted: a dozen screens."""
COLOURFUL: Final = frozenset({"256", "truecolor", "windows"})
"""The colour systems in which one can tell what a picture shows."""

_COLOUR_BYTES: Final = 3


def row_segments(raster: "Raster", row: int) -> list[Segment]:
    """One line of a picture; cells that are alike are one segment."""
    start, end = row * raster.columns * 6, (row + 1) * raster.columns * 6
    cells = raster.pixels[start:end]
    pairs = (cells[at : at + 6] for at in range(0, len(cells), 6))
    return [_segment(pair, len(list(alike))) for pair, alike in groupby(pairs)]


def _segment(pair: bytes, count: int) -> Segment:
    upper, lower = pair[:_COLOUR_BYTES], pair[_COLOUR_BYTES:]
    if upper == lower:
        return Segment(" " * count, Style.from_color(None, _colour(lower)))
    return Segment(UPPER_HALF * count, Style.from_color(_colour(upper), _colour(lower)))


def _colour(pixel: bytes) -> Color:
    return Color.from_triplet(ColorTriplet(*pixel))


class RowMemory:
    """Lines of pictures, painted once: scrolling by a line paints a whole pane again."""

    def __init__(self) -> None:
        self._rows: OrderedDict[PixelRow, list[Segment]] = OrderedDict()

    def segments(self, pixels: "PixelRow", raster: "Raster") -> list[Segment]:
        """The segments of one line of a picture."""
        found = self._rows.get(pixels)
        if found is None:
            found = self._rows[pixels] = row_segments(raster, pixels.row)
            if len(self._rows) > KEPT_ROWS:
                self._rows.popitem(last=False)
        else:
            self._rows.move_to_end(pixels)
        return found

    def find(self, pixels: "PixelRow") -> list[Segment] | None:
        """The segments, where the line was painted a little ago."""
        return self._rows.get(pixels)
