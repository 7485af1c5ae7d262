"""The mouse does what it points at."""

import pytest
from textual.events import MouseScrollDown

from tests.app.stage import Stage


async def test_a_click_shows_a_post_and_a_double_click_goes_into_it(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.click(*reader.find("What the bank said"))
        assert reader.open_title == "What the bank said"
        assert reader.focused == "posts"
        await reader.click(*reader.find("Talks break off"), times=2)
        assert reader.open_title == "Talks break off"
        assert reader.focused == "article"


async def test_a_click_on_a_day_or_below_the_list_does_nothing(blogs: Stage) -> None:
    async with blogs.open(size=(120, 60)) as reader:
        await reader.click(*reader.find("Sunday, January 4"))
        await reader.click(40, 57)
        assert reader.open_title == ""
        assert reader.screen.posts.cursor == 0


async def test_a_click_on_a_blog_lists_it(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.click(*reader.find("A diary"))
        assert len(reader.titles()) == 12
        assert reader.focused == "posts"


async def test_a_click_on_a_link_follows_it(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter")
        await reader.click(*reader.find("the bank and"))
        assert reader.open_title == "What the bank said"


async def test_a_click_beside_a_link_only_takes_the_keys(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("space")
        column, line = reader.find("Text of post 6:")
        await reader.click(column, line)
        assert reader.open_title == "A pact is signed"
        assert reader.focused == "article"


@pytest.mark.parametrize(("label", "shown"), [("Help", "Every key"), ("Add blog", "Follow a blog")])
async def test_a_click_on_a_key_of_the_bar_runs_its_command(
    blogs: Stage, label: str, shown: str
) -> None:
    async with blogs.open() as reader:
        column = reader.lines[-1].index(label)
        await reader.click(column, 35)
        assert shown in reader.text


async def test_a_click_on_a_sentence_in_the_bar_runs_nothing(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("p")
        assert reader.message
        await reader.click(2, 35)
        assert len(reader.app.screen_stack) == 1


async def test_the_wheel_scrolls_what_is_under_it(blogs: Stage) -> None:
    async with blogs.open(size=(120, 20)) as reader:
        await reader.press("j", "j", "j", "j", "space")
        article, posts = reader.screen.article, reader.screen.posts
        list_line = posts.scroll_target_y
        await reader.pilot._post_mouse_events([MouseScrollDown], offset=(100, 10))
        await reader.settle()
        assert article.scroll_target_y > 0
        assert posts.scroll_target_y == list_line
