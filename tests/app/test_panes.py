"""How the panes share the screen: never less than nothing, never more than there is."""

from itertools import product

import pytest

from tui_reader.app.panes import LEAST, MEDIUM, WIDE, PaneName, Sizes, arrange

SIZES = [Sizes(), Sizes(1, 1), Sizes(26, 999), Sizes(999, 42), Sizes(999, 999)]
CHOICES = [*product(PaneName, SIZES, (False, True), (False, True))]


@pytest.mark.parametrize(("pane", "sizes", "is_zoomed", "shows_blogs"), CHOICES)
def test_the_panes_fill_the_screen(
    pane: PaneName, sizes: Sizes, is_zoomed: bool, shows_blogs: bool
) -> None:
    for width in range(201):
        got = arrange(width, pane, sizes, is_zoomed=is_zoomed, shows_blogs=shows_blogs)
        cells = {
            PaneName.BLOGS: got.blogs,
            PaneName.POSTS: got.posts,
            PaneName.ARTICLE: got.article,
        }
        assert min(cells.values()) >= 0, width
        beside = [n for p, n in cells.items() if n and not (got.is_overlay and p is PaneName.BLOGS)]
        assert sum(beside) == width
        assert width == 0 or cells[pane] > 0 or (pane is PaneName.BLOGS and not shows_blogs), width
        if is_zoomed or width < MEDIUM:
            assert cells[pane] == width, "one pane has the whole screen"
        else:
            assert got.posts >= LEAST, width
            assert got.article >= LEAST, "the article is never squeezed away"


@pytest.mark.parametrize(
    ("width", "pane", "shows_blogs", "shown", "is_overlay"),
    [
        (WIDE, PaneName.POSTS, True, "bpa", False),
        (WIDE, PaneName.POSTS, False, "pa", False),
        (WIDE - 1, PaneName.POSTS, True, "pa", False),
        (WIDE - 1, PaneName.BLOGS, False, "bpa", True),
        (MEDIUM, PaneName.ARTICLE, True, "pa", False),
        (MEDIUM - 1, PaneName.POSTS, True, "p", False),
        (MEDIUM - 1, PaneName.ARTICLE, True, "a", False),
        (40, PaneName.BLOGS, False, "b", False),
        (0, PaneName.POSTS, True, "", False),
    ],
)
def test_each_width_shows_its_panes(
    width: int, pane: PaneName, shows_blogs: bool, shown: str, is_overlay: bool
) -> None:
    got = arrange(width, pane, Sizes(), is_zoomed=False, shows_blogs=shows_blogs)
    names = zip("bpa", (got.blogs, got.posts, got.article), strict=True)
    assert "".join(name for name, cells in names if cells) == shown
    assert got.is_overlay == is_overlay


def test_the_persons_widths_are_taken_where_there_is_room() -> None:
    got = arrange(160, PaneName.POSTS, Sizes(20, 50), is_zoomed=False, shows_blogs=True)
    assert (got.blogs, got.posts, got.article) == (20, 50, 90)
