"""Where posts and day headers stand: three views of one table, which must agree."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.app.widgets.geometry import ListGeometry

DAYS = st.lists(st.integers(0, 5), max_size=60)


def drawn(days: list[int], height: int) -> list[tuple[int, int]]:
    """The list, line by line, made the plain way: (post, its line; -1 the header)."""
    lines: list[tuple[int, int]] = []
    for index, day in enumerate(days):
        if index == 0 or day != days[index - 1]:
            lines.append((index, -1))
        lines.extend((index, part) for part in range(height))
    return lines


@settings(derandomize=True, deadline=None)
@given(DAYS, st.integers(1, 3))
def test_lines_tops_and_headers_agree(days: list[int], height: int) -> None:
    geometry = ListGeometry(days, height)
    lines = drawn(days, height)
    assert [geometry.at(line) for line in range(geometry.height)] == lines
    assert len(geometry) == len(days)
    for index, day in enumerate(days):
        assert geometry.at(geometry.top(index)) == (index, 0)
        assert geometry.has_header(index) == ((index, -1) in lines)
        assert geometry.first_line(index) == lines.index(
            (index, -1) if geometry.has_header(index) else (index, 0)
        )
        assert geometry.day(index) == day


@pytest.mark.parametrize("line", [-1, 5, 1_000])
def test_no_line_outside_of_the_list(line: int) -> None:
    with pytest.raises(IndexError):
        ListGeometry([1, 1], 2).at(line)


def test_an_empty_list_has_no_lines() -> None:
    assert ListGeometry().height == 0
    with pytest.raises(IndexError):
        ListGeometry().at(0)
