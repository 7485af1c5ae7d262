"""The room of pictures."""

import pytest

from tui_reader.render.pixels import picture_cells

SIZES = [
    pytest.param((1600, 900), (88, 30), (88, 25), id="wide: as wide as the text"),
    pytest.param((900, 1600), (88, 30), (34, 30), id="upright: as high as the room"),
    pytest.param((160, 160), (88, 30), (20, 10), id="small: never made larger"),
    pytest.param((12, 12), (88, 30), (2, 1), id="tiny"),
    pytest.param((4000, 40), (88, 30), (88, 1), id="a strip has a line at least"),
    pytest.param((40, 4000), (88, 30), (1, 30), id="a tower has a column at least"),
    pytest.param((640, 480), (36, 6), (16, 6), id="little room"),
    pytest.param((1, 1), (88, 30), (0, 0), id="a counter of readers"),
    pytest.param((640, 0), (88, 30), (0, 0), id="no height"),
    pytest.param((640, 480), (0, 30), (0, 0), id="no room"),
    pytest.param((640, 480), (-3, 0), (0, 0), id="less than no room"),
]


@pytest.mark.parametrize(("pixels", "room", "cells"), SIZES)
def test_a_picture_fits_its_room_and_keeps_its_proportion(
    pixels: tuple[int, int], room: tuple[int, int], cells: tuple[int, int]
) -> None:
    assert picture_cells(*pixels, room) == cells
