"""A row of the list fits its pane at every width, and is cut with a sign."""

from dataclasses import replace

import pytest
from rich.cells import cell_len

from tests.app.test_article_frame import ROW
from tui_reader.app.widgets.post_rows import PostRows, RowLook

FULL = replace(
    ROW,
    title="日本語の長い題名 and a good deal more of it",
    labels=("Asia", "Trade and money", "日本"),
    comments=1204,
    comments_new=12,
    is_starred=True,
    is_changed=True,
    tags=("to read again", "日本"),
    has_note=True,
)
ROWS = (ROW, FULL, replace(ROW, comments=6, comments_new=3), replace(FULL, words=0, labels=()))


@pytest.mark.parametrize("one_line", [False, True])
@pytest.mark.parametrize(("with_blog", "day"), [(False, None), (True, None), (True, 739_000)])
def test_a_row_fits_its_pane_at_every_width(
    one_line: bool, with_blog: bool, day: int | None
) -> None:
    words = PostRows(one_line=one_line, ascii_signs=False)
    for row in ROWS:
        for width in range(16, 120):
            for part in range(words.height):
                pieces = words.line(row, part, width, RowLook(with_blog, day=day))
                assert sum(cell_len(text) for text, _ in pieces) <= width, (width, pieces)


def test_the_star_stands_at_the_same_cell_whatever_the_title() -> None:
    words = PostRows(one_line=False, ascii_signs=False)
    for width in range(20, 120):
        cells = set()
        for title in ("a", FULL.title, "👩‍👩‍👧 family", "e\u0301" * 50):
            pieces = words.line(replace(FULL, title=title), 0, width, RowLook(True, True))
            line = "".join(text for text, _ in pieces)
            cells.add(cell_len(line[: line.index("★")]))
        assert len(cells) == 1
