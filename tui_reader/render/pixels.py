"""Pictures as half-blocks: how many cells one fills, and the colours of those cells.

No decoding, no files, no terminal: two pixels of a picture lie one above the other in each cell.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

PICTURE_LINES: Final = 30
"""A picture fills so many lines at most, so that one sees it whole."""
PIXELS_OF_CELL: Final = 8
"""A picture is not made larger than it is: a cell is taken to be so many pixels wide."""
LEAST_PIXELS: Final = 2
"""A picture fewer pixels high or wide than this shows nothing."""
CELL_BYTES: Final = 6
"""Red, green and blue of the upper half of a cell, then of the lower."""


class Raster(NamedTuple):
    """The pixels of a picture, as large as its room in the text: two above each other a cell."""

    columns: int
    lines: int
    pixels: bytes
    """``CELL_BYTES`` a cell, line by line: ``6 * columns * lines`` in all."""


class PicturePlan(NamedTuple):
    """Which pictures of a document are drawn in its text, and what is said of the others."""

    sizes: Mapping[str, tuple[int, int]] = {}
    """Source -> its pixels. Lines are kept for these from the beginning: nothing moves later."""
    words: Mapping[str, str] = {}
    """Source -> what its label says besides: ``not fetched: timeout``."""
    lines: int = PICTURE_LINES
    """The most that one may fill."""

    def cells(self, source: str, columns: int) -> tuple[int, int]:
        """The columns and lines of a picture; (0, 0) where its label is shown."""
        size = self.sizes.get(source)
        return picture_cells(*size, (columns, self.lines)) if size else (0, 0)


NO_PICTURES: Final = PicturePlan()


class PixelRow(NamedTuple):
    """Which line of which picture a line of the text is."""

    source: str
    columns: int
    lines: int
    """Columns and lines of the whole picture."""
    row: int


def picture_cells(width_px: int, height_px: int, room: tuple[int, int]) -> tuple[int, int]:
    """The columns and lines that a picture fills; (0, 0) where nothing could be seen of it.

    The whole picture is seen, its sides keep their proportion (a cell is twice as high as it is
    wide), and it is never made larger than it is. Two lines of ``Raster`` pixels are one line.

    Args:
        width_px: Pixels of the picture, upright.
        height_px: As above.
        room: Columns and lines there are at most.
    """
    most_columns, most_lines = room
    if min(width_px, height_px) < LEAST_PIXELS or min(most_columns, most_lines) < 1:
        return 0, 0
    columns = min(most_columns, -(-width_px // PIXELS_OF_CELL))
    halves = columns * height_px / width_px
    if halves > 2 * most_lines:
        halves = 2 * most_lines
        columns = max(1, min(columns, round(halves * width_px / height_px)))
    return columns, max(1, min(most_lines, round(halves / 2)))
