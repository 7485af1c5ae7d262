"""Panes come and go by key and by width; what one reads stays where it is."""

import pytest

from tests.app.stage import Reader, Stage


def shown(reader: Reader) -> str:
    workspace = reader.screen.workspace
    panes = (workspace.blogs_pane, workspace.posts_pane, workspace.article_pane)
    return "".join(name for name, pane in zip("bpa", panes, strict=True) if pane.display)


@pytest.mark.parametrize(
    ("columns", "before", "after", "focus"),
    [
        (120, "bpa", "pa", "posts"),
        (100, "pa", "bpa", "blogs"),
        (60, "p", "b", "blogs"),
    ],
)
async def test_the_sidebar_comes_and_goes(
    blogs: Stage, columns: int, before: str, after: str, focus: str
) -> None:
    async with blogs.open(size=(columns, 30)) as reader:
        assert shown(reader) == before
        await reader.press("e")
        assert shown(reader) == after
        assert reader.focused == focus
        await reader.press("e")
        assert shown(reader) == before


@pytest.mark.parametrize(("columns", "all_panes"), [(120, "bpa"), (100, "pa"), (60, "a")])
async def test_zoom_gives_one_pane_the_screen_and_takes_it_back(
    blogs: Stage, columns: int, all_panes: str
) -> None:
    async with blogs.open(size=(columns, 30)) as reader:
        await reader.press("enter", "z")
        assert shown(reader) == "a"
        await reader.press("z")
        assert shown(reader) == all_panes
        await reader.press("z", "escape")
        assert shown(reader) == all_panes


async def test_in_zoom_the_keys_reach_the_next_post(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter", "z", "n")
        assert shown(reader) == "a"
        assert reader.open_title == "Talks break off"


async def test_on_a_narrow_screen_one_goes_in_and_out(blogs: Stage) -> None:
    async with blogs.open(size=(60, 24)) as reader:
        seen = []
        for key in ("enter", "escape", "escape", "enter", "enter", "h"):
            await reader.press(key)
            seen.append(shown(reader))
        assert seen == ["a", "p", "b", "p", "a", "p"]


async def test_space_on_a_narrow_screen_opens_the_post(blogs: Stage) -> None:
    async with blogs.open(size=(60, 24)) as reader:
        await reader.press("space")
        assert shown(reader) == "a"
        assert reader.open_title == "A pact is signed"


@pytest.mark.parametrize("size", [(1, 1), (3, 3), (10, 2), (200, 60)])
async def test_the_reader_opens_at_any_size(blogs: Stage, size: tuple[int, int]) -> None:
    async with blogs.open(size=size) as reader:
        await reader.press("enter", "n", "e", "z", "escape", "question_mark", "escape")
        assert reader.app.is_running


async def drag(reader: Reader, column: int, to: int) -> None:
    await reader.pilot.mouse_down(offset=(column, 5))
    await reader.pilot.hover(offset=(to, 10))
    await reader.pilot.mouse_up(offset=(to, 10))
    await reader.settle()


@pytest.mark.parametrize("columns", [120, 160, 90])
async def test_an_edge_is_dragged_and_kept(blogs: Stage, columns: int) -> None:
    async with blogs.open(size=(columns, 30)) as reader:
        edge = reader.screen.workspace.article_pane.region.x
        await drag(reader, edge, edge + 6)
        assert abs(reader.screen.workspace.article_pane.region.x - (edge + 6)) <= 1
    async with blogs.open(size=(columns, 30)) as reader:
        assert abs(reader.screen.workspace.article_pane.region.x - (edge + 6)) <= 1


async def test_the_edge_of_the_sidebar_is_dragged(blogs: Stage) -> None:
    async with blogs.open() as reader:
        edge = reader.screen.workspace.posts_pane.region.x
        await drag(reader, edge, edge - 5)
        assert reader.screen.workspace.posts_pane.region.x == edge - 5
        await drag(reader, edge - 5, 119)
        assert reader.screen.workspace.posts_pane.region.x <= 40
        assert shown(reader) == "bpa"


async def test_a_hidden_sidebar_stays_hidden_at_the_next_start(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("e")
    async with blogs.open() as reader:
        assert shown(reader) == "pa"


async def test_any_size_is_survived_and_the_place_kept(blogs: Stage) -> None:
    async with blogs.open(size=(120, 20)) as reader:
        await reader.press("j", "j", "j", "j", "enter", "space")
        title, line = reader.open_title, reader.screen.article.scroll_target_y
        words = reader.lines[6][70:118].strip()
        for size in ((40, 10), (1, 1), (2, 3), (80, 24), (16, 4), (200, 50), (0, 0), (120, 20)):
            await reader.resize(*size)
            assert reader.open_title == title
            assert reader.focused == "article"
        assert abs(reader.screen.article.scroll_target_y - line) <= 1
        assert words in reader.text
        assert reader.cursor_row.title == title


async def test_the_cursor_stays_in_sight_whatever_the_size(blogs: Stage) -> None:
    async with blogs.open(size=(120, 36)) as reader:
        await reader.press("j", "j", "j", "j", "j", "j", "j", "j", "j")
        for size in ((40, 10), (80, 5), (120, 36), (60, 12)):
            await reader.resize(*size)
            assert reader.cursor_row.title in reader.text
