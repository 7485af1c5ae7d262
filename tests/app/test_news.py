"""What came since the last time: the first thing seen after the fetch at the start."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from tests.app.stage import Reader, Stage
from tests.fakeblog import FakePost

ALL = "2 new posts since last time · esc lists all"
ONLY_SAID = "2 new posts since last time: New in the sidebar, e"


@asynccontextmanager
async def after_a_while(blogs: Stage, *before: str) -> AsyncIterator[Reader]:
    """Read once, with keys pressed; hours later two posts have come, and no answer has yet."""
    async with blogs.open() as reader:
        await reader.press(*before, "q")
    blogs.clock.forward(hours=3)
    for number, title in ((7, "News"), (8, "More news")):
        when = blogs.clock() - timedelta(minutes=9 - number)
        blogs.news.posts.insert(0, FakePost(number, title, "<p>New.</p>", when))
    blogs.settings["fetch_on_start"] = True
    async with blogs.open() as reader:
        yield reader


async def test_new_posts_are_the_first_view(blogs: Stage) -> None:
    async with after_a_while(blogs, "j", "j", "enter", "escape") as reader:
        assert reader.message == ALL
        assert reader.titles() == ["More news", "News"]
        assert reader.cursor_row.title == "More news"
        assert "New since the last time" in reader.lines[0]
        assert re.search(r"✦ New +2 ", reader.text)
        title = reader.open_title
        assert title
        await reader.press("escape")
        assert (len(reader.titles()), reader.cursor_row.title) == (20, title)
        await reader.press("h", "g", "enter", "j", "escape")
        assert reader.cursor_row.title == "News", "the cursor stays where one asked for the list"


async def test_from_one_blog_the_way_back_leads_there(blogs: Stage) -> None:
    async with after_a_while(blogs, "h", "G", "enter") as reader:
        assert reader.message == f"{ALL.removesuffix('lists all')}leads back to What Now?"
        assert reader.titles() == ["More news", "News"]
        await reader.press("escape")
        assert "What Now?" in reader.lines[0]
        assert len(reader.titles()) == 8


@pytest.mark.parametrize("before", [("v",), ("enter",), ("l",)])
async def test_nothing_moves_under_the_eyes_of_somebody_who_reads(
    blogs: Stage, before: tuple[str, ...]
) -> None:
    async with after_a_while(blogs, *before) as reader:
        assert "New since" not in reader.lines[0]
        assert reader.message == ONLY_SAID


async def test_a_key_pressed_meanwhile_keeps_the_list(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("q")
    blogs.clock.forward(hours=3)
    blogs.news.posts.insert(0, FakePost(7, "News", "<p>New.</p>", blogs.clock()))
    blogs.settings["fetch_on_start"] = True
    async with blogs.open(waits=False) as reader:
        await reader.press("j")
        assert "News" in reader.titles()
        assert reader.message == "1 new post since last time: New in the sidebar, e"


async def test_without_anything_new_nothing_is_said(blogs: Stage) -> None:
    blogs.settings["fetch_on_start"] = True
    async with blogs.open() as reader:
        assert "since" not in reader.text
