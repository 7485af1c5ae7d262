"""Bringing a blog's old posts: by one key all of them, by reading on the next ones."""

import asyncio
import re
from pathlib import Path

import pytest

from tests.app.lives import kept, life
from tests.app.stage import Reader, Stage
from tests.fakeblog import FakeBlog, Fault, refused

ALL = 43


@pytest.fixture
async def beginning(tmp_path: Path) -> Stage:
    """A reader with the newest ten of a blog's 43 posts; its server gives twelve at once."""
    return await kept(tmp_path, life(newest=10))


def blog_of(stage: Stage) -> FakeBlog:
    return stage.net.blogs["life.test"]


async def test_one_key_brings_all_posts_and_says_what_there_is(beginning: Stage) -> None:
    said: list[str] = []
    async with beginning.open() as reader:
        reader.app.screen.watch(
            reader.screen.key_bar, "message", lambda message: said.append(message[0])
        )
        await reader.press("A")
        assert "“A life” has 43 posts since January 2019." in said
        assert reader.message == "“A life”: 43 posts are kept: that is all of it."
        assert len(reader.titles()) == ALL
        assert reader.number("A life") == 10, "old posts arrive read"


async def test_the_tree_and_the_list_grow_and_nothing_moves(beginning: Stage) -> None:
    async with beginning.open() as reader:
        await reader.press("h", "space", "tab", "j", "j")
        title = reader.cursor_row.title
        assert "2021" not in reader.text
        await reader.press("A")
        assert re.search("▸ 2019 +6 ", reader.text)
        assert reader.cursor_row.title == title
        assert reader.focused == "posts"


async def test_a_folded_tree_is_counted_anew_when_it_is_unfolded(beginning: Stage) -> None:
    async with beginning.open() as reader:
        await reader.press("h", "space", "space", "A", "space")
        assert re.search("▸ 2019 +6 ", reader.text)


async def test_what_is_kept_of_a_month_is_told_before_all_is_here(beginning: Stage) -> None:
    blog = blog_of(beginning)
    blog.faults = [None, None, Fault(404)]
    async with beginning.open() as reader:
        await reader.press("A")
        assert reader.is_error
        assert "A life" in reader.message
        assert 10 < len(reader.titles()) < ALL
        await reader.press("A")
        assert len(reader.titles()) == ALL


async def held(reader: Reader, blog: FakeBlog) -> asyncio.Event:
    """Bring the archive, and keep the server silent until the event is set."""
    blog.gate = asyncio.Event()
    await reader.pilot.press("A")
    await reader.pilot.pause()
    return blog.gate


async def test_other_work_goes_on_meanwhile_and_a_key_stops_it(beginning: Stage) -> None:
    blog = blog_of(beginning)
    async with beginning.open() as reader:
        gate = await held(reader, blog)
        await reader.pilot.press("j", "enter")
        await reader.until(lambda: reader.open_title == "Written 2025-07-20")
        assert reader.screen.check_action("stop", ()) is True
        await reader.pilot.press("ctrl+x")
        await reader.settle()
        assert reader.message.startswith("Stopped")
        gate.set()
        await reader.settle()
        assert len(reader.titles()) == 10
        assert reader.screen.check_action("stop", ()) is False


async def test_what_was_stopped_waits_and_what_was_left_goes_on_by_itself(
    beginning: Stage,
) -> None:
    blog = blog_of(beginning)
    calls = 0

    def silence(_request: object) -> None:
        nonlocal calls
        calls += 1
        if calls == 4:
            blog.gate = asyncio.Event()

    blog.meanwhile = silence
    async with beginning.open() as reader:
        await reader.pilot.press("A")
        await reader.until(lambda: blog.gate is not None)
    blog.gate = blog.meanwhile = None
    async with beginning.open() as reader:
        await reader.until(lambda: len(reader.titles()) == ALL)
    async with beginning.open() as reader:
        assert len(reader.titles()) == ALL
        assert reader.message == "", "what is whole is not asked for again"


async def test_offline_nothing_goes_on_by_itself(beginning: Stage) -> None:
    async with beginning.open(is_offline=True) as reader:
        await reader.press("A")
        assert "offline" in reader.message
        assert len(reader.titles()) == 10


@pytest.mark.parametrize(("keys", "words"), [("h g A", "Choose a blog first")])
async def test_it_takes_one_blog(blogs: Stage, keys: str, words: str) -> None:
    async with blogs.open() as reader:
        await reader.press(*keys.split())
        assert reader.message.startswith(words)


async def test_the_guide_is_whole(guide: Stage) -> None:
    async with guide.open() as reader:
        await reader.press("A")
        assert reader.message == "The guide is built in: all of it is here."


async def test_several_archives_share_one_bar(tmp_path: Path) -> None:
    stage = await kept(tmp_path, life(newest=10))
    other = life(newest=10)
    other.host, other.title = "other.test", "Another life"
    stage.net.blogs["other.test"] = other
    async with stage.open("https://other.test/") as reader:
        gate = other.gate = asyncio.Event()
        blog_of(stage).gate = gate
        await reader.pilot.press("A")
        await reader.pilot.pause()
        await reader.pilot.press("h", "g", "j", "j", "A")
        await reader.pilot.pause()
        gate.set()
        await reader.settle()
        await reader.press("h", "G", "enter")
        assert len(reader.titles()) == ALL
        await reader.press("h", "k", "enter")
        assert len(reader.titles()) == ALL


# ------------------------------------------------------------------------------- reading on


async def test_older_than_the_oldest_is_fetched_and_read_on(beginning: Stage) -> None:
    async with beginning.open() as reader:
        await reader.press("G")
        assert reader.cursor_row.title == "Written 2024-03-20"
        await reader.press("n")
        assert reader.open_title == "Written 2024-03-05"
        assert reader.cursor_row.title == "Written 2024-03-05"
        assert 10 < len(reader.titles()) < ALL
        assert reader.message == ""


async def test_one_reads_on_to_the_first_post_of_the_blog(beginning: Stage) -> None:
    async with beginning.open() as reader:
        await reader.press("enter")
        for _ in range(ALL - 1):
            await reader.press("n")
        assert reader.open_title == "Written 2019-01-05"
        await reader.press("n")
        assert reader.message == "This is the oldest post of the blog."
        assert reader.open_title == "Written 2019-01-05"


async def test_from_the_oldest_month_one_reads_on_in_an_older_one(beginning: Stage) -> None:
    async with beginning.open() as reader:
        await reader.press("h")
        await reader.type("2024-03")
        await reader.press("enter", "n")
        assert reader.open_title == "Written 2024-03-05", "the rest of the month came first"
        await reader.press("n")
        assert reader.open_title == "Written 2024-01-20"
        assert "2024 › January" in reader.text


async def test_keys_work_while_older_posts_are_fetched(beginning: Stage) -> None:
    blog = blog_of(beginning)
    async with beginning.open() as reader:
        blog.gate = asyncio.Event()
        await reader.pilot.press("G", "n")
        await reader.until(lambda: reader.message == "Fetching older posts …")
        await reader.pilot.press("g", "enter")
        await reader.until(lambda: reader.open_title == "Written 2026-01-02")
        blog.gate.set()
        await reader.settle()
        assert reader.open_title == "Written 2026-01-02", "who went elsewhere is not fetched back"
        assert len(reader.titles()) > 10


async def test_without_network_it_is_said(beginning: Stage) -> None:
    blog_of(beginning).fault = Fault(error=refused)
    async with beginning.open() as reader:
        await reader.press("G", "n")
        assert reader.is_error
        assert reader.open_title == ""


async def test_a_key_held_down_at_the_end_asks_once(beginning: Stage) -> None:
    blog = blog_of(beginning)
    async with beginning.open() as reader:
        await reader.press("G")
        blog.gate = asyncio.Event()
        before = len(beginning.net.requests)
        for _ in range(5):
            await reader.pilot.press("n")
        await reader.until(lambda: len(beginning.net.requests) > before)
        asked = len(beginning.net.requests)
        await reader.pilot.press("n", "n")
        assert len(beginning.net.requests) == asked
        blog.gate.set()
        await reader.settle()
        assert reader.open_title == "Written 2024-03-05"


async def test_a_server_that_wants_a_rest_gets_it_and_it_is_said(beginning: Stage) -> None:
    blog_of(beginning).faults = [None, None, Fault(429, (("Retry-After", "300"),))]
    async with beginning.open() as reader:
        await reader.pilot.press("A")
        await reader.until(lambda: "waits until" in reader.lines[0])
        assert "waits until 12:05: its server asks for fewer requests" in reader.lines[0]
        await reader.pilot.press("j", "enter")
        await reader.until(lambda: reader.open_title == "Written 2025-07-20")
        await reader.press("ctrl+x")
        assert "waits" not in reader.lines[0]
        assert reader.message.startswith("Stopped with ")


async def test_the_sidebar_stays_where_it_was_scrolled_to_while_it_grows(
    beginning: Stage,
) -> None:
    async with beginning.open(size=(120, 10)) as reader:
        await reader.press("A", "h", "space", "g")
        blogs = reader.screen.blog_list
        blogs.scroll_to(y=4, animate=False, immediate=True)
        await reader.settle()
        await reader.screen.listing.reload()
        await reader.settle()
        assert blogs.scroll_y == 4
        await reader.press("j")
        assert blogs.scroll_y <= 1, "the cursor is in sight again"


async def test_what_waits_and_what_is_said_of_the_network_stand_apart(beginning: Stage) -> None:
    blog = blog_of(beginning)
    async with beginning.open() as reader:
        blog.gate = asyncio.Event()
        await reader.pilot.press("A")
        await reader.until(lambda: "archive" in reader.lines[0])
        reader.screen.title_bar.network = "offline since 12:00"
        await reader.pilot.pause()
        assert "ctrl+x stops · offline since 12:00" in reader.lines[0]
        blog.gate.set()
