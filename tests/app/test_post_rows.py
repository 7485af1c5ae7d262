"""A row of the list fits its pane at every width, and is cut with a sign."""

import pytest
from rich.cells import cell_len

from tests.app.test_article_frame import ROW
from tui_reader.app.widgets.post_rows import PostRows, RowLook

FULL = ROW._replace(
    title="日本語の長い題名 and a good deal more of it",
    labels=("Asia", "Trade and money", "日本"),
    comments=1204,
    comments_new=12,
    is_starred=True,
    is_changed=True,
    tags=("to read again", "日本"),
    has_note=True,
)
ROWS = (ROW, FULL, ROW._replace(comments=6, comments_new=3), FULL._replace(words=0, labels=()))


@pytest.mark.parametrize("one_line", [False, True])
@pytest.mark.parametrize(("with_blog", "day"), [(False, None), (True, None), (True, 739_000)])
def test_a_row_fits_its_pane_at_every_width(
    one_line: bool, with_blog: bool, day: int | None
) -> None:
    words = PostRows(one_line=one_line, ascii_signs=False)
    for row in ROWS:
        for width in range(16, 131):
            for part in range(words.height):
                pieces = words.line(row, part, width, RowLook(with_blog, day=day))
                assert sum(cell_len(text) for text, _ in pieces) <= width, (width, pieces)


def test_the_star_stands_at_the_same_cell_whatever_the_title() -> None:
    words = PostRows(one_line=False, ascii_signs=False)
    for width in range(20, 120):
        cells = set()
        for title in ("a", FULL.title, "👩‍👩‍👧 family", "e\u0301" * 50):
            pieces = words.line(FULL._replace(title=title), 0, width, RowLook(True, True))
            line = "".join(text for text, _ in pieces)
            cells.add(cell_len(line[: line.index("★")]))
        assert len(cells) == 1


@pytest.mark.parametrize("day", [None, 739_000])
def test_signs_days_and_counts_of_one_line_rows_stand_in_columns(day: int | None) -> None:
    words = PostRows(one_line=True, ascii_signs=False)
    kept = ((3, True, False), (12, False, True), (1204, True, True), (None, True, False))
    for width in range(34, 131):
        cells: dict[str, set[int]] = {"✎": set(), "★": set(), "2024": set(), "end": set()}
        for comments, is_starred, has_note in kept:
            row = FULL._replace(comments=comments, is_starred=is_starred, has_note=has_note)
            pieces = words.line(row, 0, width, RowLook(True, day=day))
            line = "".join(text for text, _ in pieces)
            for sign in cells.keys() & set("✎★") | ({"2024"} if day and width >= 50 else set()):
                if sign in line:
                    cells[sign].add(cell_len(line[: line.index(sign)]))
            cells["end"].add(cell_len(line))
            assert line.endswith(f" {comments:,} " if comments else "  ")
        assert all(len(places) <= 1 for places in cells.values()), (width, cells)


def test_a_number_is_left_out_rather_than_cut() -> None:
    words = PostRows(one_line=False, ascii_signs=False)
    for width in range(16, 40):
        line = "".join(text for text, _ in words.line(FULL, 1, width, RowLook(True, day=739_000)))
        assert not any(short in line for short in ("1…", "1,…", "1,2…", "1,20…")), line
