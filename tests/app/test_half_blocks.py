"""Pictures as cells: the right colours, few segments, and nothing painted twice."""

import pytest
from rich.color import ColorSystem
from rich.segment import Segment

from tui_reader.app.widgets.half_blocks import KEPT_ROWS, RowMemory, row_segments
from tui_reader.render.pixels import PixelRow, Raster

RED, BLUE, NEARLY_RED = bytes([220, 30, 40]), bytes([30, 60, 200]), bytes([221, 31, 41])


def colours(segment: Segment) -> tuple[bytes, bytes]:
    """Of the upper and the lower pixel."""
    style = segment.style
    assert style
    assert style.color
    assert style.color.triplet
    assert style.bgcolor
    assert style.bgcolor.triplet
    return bytes(style.color.triplet), bytes(style.bgcolor.triplet)


def test_the_upper_pixel_is_the_letter_and_the_lower_one_the_ground() -> None:
    [segment] = row_segments(Raster(3, 1, (RED + BLUE) * 3), 0, "truecolor")
    assert segment.text == "▀▀▀"
    assert colours(segment) == (RED, BLUE)


def test_cells_that_are_alike_are_one_segment_and_one_colour_needs_no_letter() -> None:
    pixels = (RED + RED) * 4 + (RED + BLUE) * 2 + (BLUE + BLUE)
    segments = row_segments(Raster(7, 1, pixels), 0, "truecolor")
    assert [segment.text for segment in segments] == ["    ", "▀▀", " "]


def test_each_line_has_its_own_pixels() -> None:
    raster = Raster(1, 2, RED + RED + BLUE + BLUE)
    assert [colours(row_segments(raster, row, "truecolor")[0])[1] for row in (0, 1)] == [RED, BLUE]


def test_with_256_colours_each_is_one_of_these_and_shades_that_look_alike_are_one() -> None:
    [segment] = row_segments(Raster(2, 1, RED + BLUE + NEARLY_RED + BLUE), 0, "256")
    assert segment.style
    for colour in (segment.style.color, segment.style.bgcolor):
        assert colour
        assert colour.triplet == colour.downgrade(ColorSystem.EIGHT_BIT).get_truecolor()


@pytest.mark.parametrize("many", [KEPT_ROWS, KEPT_ROWS + 50])
def test_lines_are_kept_as_they_were_painted_but_not_for_ever(many: int) -> None:
    memory, raster = RowMemory(), Raster(1, many, RED * 2 * many)
    rows = [PixelRow("a", 1, many, row) for row in range(many)]
    painted = [memory.paint(row, raster, "truecolor") for row in rows]
    assert memory.find(rows[-1]) is painted[-1]
    assert sum(memory.find(row) is not None for row in rows) == KEPT_ROWS
