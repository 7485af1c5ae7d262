"""Posts are selected one by one, as a range, or all; keys then act on them together."""

import sys

from tests.app.stage import Reader, Stage
from tui_reader.models import PostRow


def selected(reader: Reader) -> list[str]:
    """The titles of the selected posts."""
    posts = reader.screen.posts
    return [row.title for each in posts.selected_ids() if (row := posts.row(posts.find(each)))]


async def rows(reader: Reader) -> list[PostRow]:
    return await reader.library.rows(reader.screen.posts.selected_ids())


async def test_posts_are_selected_one_by_one_and_let_go_of(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("x", "j", "x")
        assert selected(reader) == ["A pact is signed", "What the bank said"]
        assert "✓" in reader.text
        assert "2 selected" in reader.text
        assert reader.lines[-1].startswith(" esc Select none  X Up to here  s Star ")
        await reader.press("k", "x")
        assert selected(reader) == ["A pact is signed"]
        await reader.press("escape")
        assert selected(reader) == []
        assert "✓" not in reader.text
        assert reader.lines[-1].startswith(" ? Help")


async def test_a_range_goes_from_the_post_selected_last_to_the_cursor(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("j", "x", "j", "X")
        assert len(selected(reader)) == 3
        await reader.press("g", "X")
        assert len(selected(reader)) == 4, "the range goes on from its end, upwards as well"
        await reader.press("asterisk")
        assert len(selected(reader)) == 18
        await reader.press("asterisk")
        assert selected(reader) == []


async def test_one_press_gives_all_that_are_selected_the_same_mark(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("s", "x", "x", "x", "s")
        assert [row.is_starred for row in await rows(reader)] == [True] * 3
        assert reader.message == "Starred 2 posts."
        await reader.press("s")
        assert [row.is_starred for row in await rows(reader)] == [False] * 3
        await reader.press("ctrl+z", "ctrl+z")
        assert [row.is_starred for row in await rows(reader)] == [True, False, False]
        await reader.hurry("u", "u")
        assert [row.is_read for row in await rows(reader)] == [False] * 3


async def test_what_is_marked_all_read_is_the_selection(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("x", "x", "m")
        assert reader.number("All posts") == 14
        assert len(selected(reader)) == 2


async def test_the_selection_follows_its_posts_and_ends_with_its_list(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("x")

        await reader.screen.listing.reload()
        assert selected(reader) == ["A pact is signed"]
        await reader.press("v")
        assert selected(reader) == []


async def test_in_the_article_keys_mean_its_post_alone(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("x", "x", "enter", "s")
        assert reader.number("Starred") == 2
        await reader.press("escape")
        assert len(selected(reader)) == 2, "esc went back to the list, no further"


async def test_links_are_copied_together(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("x", "x", "y")
        assert reader.message == "Copied 2 links."
        copied = reader.app.clipboard.splitlines()
        assert copied[0] == "https://news.test/2026/01/post-6.html"
        assert len(copied) == 2


async def test_many_pages_are_opened_only_after_a_question(blogs: Stage) -> None:
    blogs.settings["browser"] = (sys.executable, "-c", "pass")
    async with blogs.open() as reader:
        await reader.press("x", "x", "o")
        assert reader.message == "Opened 2 pages."
        await reader.press("asterisk", "o")
        assert "Open 18 pages in the browser?" in reader.text
        await reader.press("escape")
        assert reader.message == "Opened 2 pages."


async def test_a_click_with_ctrl_selects(blogs: Stage) -> None:
    async with blogs.open() as reader:
        column, line = reader.find("What the bank said")
        await reader.pilot.click(offset=(column, line), control=True)
        await reader.settle()
        assert selected(reader) == ["What the bank said"]
        assert reader.open_title == ""
