"""New posts come while one reads: nothing moves, everything is said, all of it can be stopped."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.app.stage import Reader, Stage
from tests.fakeblog import FakeBlog, FakePost, Fault, refused, timed_out
from tests.gallery import Gallery, png
from tui_reader.config import load
from tui_reader.library.library import Library
from tui_reader.models import Flag
from tui_reader.store.database import Database


def write(stage: Stage, *titles: str) -> None:
    """The blog has new posts."""
    for number, title in enumerate(titles, 100):
        when = datetime(2026, 1, 5, 11, number - 100, tzinfo=UTC)
        stage.news.posts.insert(0, FakePost(number, title, "<p>New.</p>", when))


def screen_line(reader: Reader, title: str) -> int:
    return next(number for number, line in enumerate(reader.lines) if title in line)


async def test_this_blog_is_asked_and_what_came_is_said(blogs: Stage) -> None:
    write(blogs, "Brand new")
    async with blogs.open() as reader:
        await reader.press("h", "G", "enter", "r")
        assert reader.message == "Asked 1 blog: 1 new post."
        assert reader.titles()[0] == "Brand new"
        assert reader.number("What Now?") == 5


async def test_all_blogs_are_asked(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("R")
        assert reader.message.startswith("Asked 2 blogs: ")


async def test_a_second_look_too_soon_says_when_it_will_be_asked_again(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("h", "G", "enter", "r")
        asked = blogs.net.asked(blogs.news)
        await reader.press("r")
        assert blogs.net.asked(blogs.news) == asked
        assert "was not asked" in reader.message


async def test_new_posts_do_not_move_what_one_reads(blogs: Stage) -> None:
    async with blogs.open(size=(120, 24)) as reader:
        await reader.press("j", "j", "j", "j", "j", "j", "j", "enter", "escape")
        title = reader.cursor_row.title
        line = screen_line(reader, title)
        write(blogs, *(f"New {number}" for number in range(30)))
        await reader.press("R")
        assert len(reader.titles()) == 48
        assert reader.cursor_row.title == title
        assert screen_line(reader, title) == line
        assert reader.open_title == title


async def test_at_the_very_top_new_posts_are_seen(blogs: Stage) -> None:
    write(blogs, "Brand new")
    async with blogs.open() as reader:
        before = reader.cursor_row.title
        await reader.press("R")
        assert "Brand new" in reader.lines[3]
        assert reader.cursor_row.title == before, "nobody marks another post than the one meant"


async def test_long_work_shows_a_bar_and_can_be_stopped(blogs: Stage) -> None:
    write(blogs, "Brand new")
    gate = asyncio.Event()
    blogs.net.blogs["diary.test"].gate = gate
    async with blogs.open() as reader:
        await reader.pilot.press("R")
        await reader.until(lambda: "1/2" in reader.lines[0])
        assert "fetching ▓▓▓▓▓▓░░░░░░ 1/2 · ctrl+x stops" in reader.lines[0]
        await reader.pilot.press("j", "s")
        assert reader.cursor_row.is_starred, "the reader goes on working"
        await reader.pilot.press("R")
        await reader.pilot.pause()
        assert reader.message == "Fetching already; ctrl+x stops it."
        await reader.press("ctrl+x")
        assert reader.message == "Stopped. Asked 1 blog: 1 new post."
        assert "fetching" not in reader.lines[0]
        assert "Brand new" in reader.titles(), "what has arrived stays"
        gate.set()


async def test_with_nothing_to_stop_the_key_does_nothing(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("ctrl+x")
        assert reader.message == ""


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault(500), "http-status: What Now?: "),
        (Fault(429, (("Retry-After", "7200"),)), "rate-limited: What Now?: "),
        (Fault(410), "gone: What Now?: "),
        (Fault(error=timed_out), "timeout: What Now?: "),
        (Fault(200, (("Content-Type", "text/html"),), b"<html>log in</html>"), "not-a-feed: "),
        (Fault(200, (("Content-Type", "application/xml"),), b""), ": What Now?: "),
    ],
)
async def test_a_failure_is_said_with_its_class_and_its_blog(
    blogs: Stage, fault: Fault, error: str
) -> None:
    blogs.news.fault = fault
    async with blogs.open() as reader:
        await reader.press("h", "G", "enter", "r")
        assert reader.is_error
        assert error in reader.message
        assert len(reader.titles()) == 6, "what was kept before is untouched"
        assert "! What Now?" in reader.text
        assert error.split(":")[0] in reader.lines[0]


async def test_offline_is_said_when_nothing_answers_and_ends_when_something_does(
    blogs: Stage,
) -> None:
    async with blogs.open() as reader:
        blogs.net.is_up = False
        blogs.has_route = False
        await reader.press("R")
        assert "offline" in reader.lines[0]
        assert "last fetch 14:00" in reader.lines[0]
        await reader.press("enter")
        assert reader.open_title == "A pact is signed", "all that is kept can be read"
        blogs.net.is_up = blogs.has_route = True
        blogs.clock.forward(hours=2)
        await reader.press("R")
        assert "offline" not in reader.lines[0]


async def test_silent_blogs_are_offline_even_with_a_route(blogs: Stage) -> None:
    for blog in blogs.net.blogs.values():
        blog.fault = Fault(error=refused)
    async with blogs.open() as reader:
        await reader.press("R")
        assert "offline" in reader.lines[0]


async def test_offline_as_asked_asks_nobody(blogs: Stage) -> None:
    blogs.settings["fetch_on_start"] = True
    async with blogs.open(is_offline=True) as reader:
        assert "offline as asked" in reader.lines[0]
        await reader.press("R", "r", "enter")
        assert blogs.net.requests == []
        assert reader.open_title == "A pact is signed"


async def test_at_the_start_blogs_that_are_due_are_asked(blogs: Stage) -> None:
    write(blogs, "Brand new")
    blogs.clock.forward(days=2)
    blogs.settings["fetch_on_start"] = True
    async with blogs.open() as reader:
        assert reader.titles()[0] == "Brand new"
        assert "1 new post" in reader.message


async def test_nobody_is_asked_where_the_person_does_not_want_it(blogs: Stage) -> None:
    blogs.clock.forward(days=2)
    async with blogs.open():
        assert blogs.net.requests == []


async def in_another_program(stage: Stage, work: Callable[[Library], Awaitable[None]]) -> None:
    config = load(stage.home, {})
    library = Library(
        Database.open(config.paths.store_file),
        config,
        transport=stage.net,
        now=stage.clock,
        host_gap=0.0,
        look=lambda: True,
    )
    try:
        await work(library)
    finally:
        await library.close()


async def test_what_another_program_fetches_is_seen_without_a_key(blogs: Stage) -> None:
    write(blogs, "Brand new")

    async def fetch(library: Library) -> None:
        assert [event async for event in library.refresh(force=True)]

    async with blogs.open() as reader:
        await in_another_program(blogs, fetch)
        await reader.until(lambda: "Brand new" in reader.text)


async def test_what_another_program_marks_is_seen_without_a_key(blogs: Stage) -> None:
    async with blogs.open() as reader:
        post_id = reader.cursor_row.id

        async def star(library: Library) -> None:
            await library.mark([post_id], Flag.STARRED, True)

        await in_another_program(blogs, star)
        await reader.until(lambda: reader.cursor_row.is_starred)
        await reader.until(lambda: reader.number("Starred") == 2)


async def test_what_another_program_fetches_is_seen_though_a_mark_is_made(blogs: Stage) -> None:
    write(blogs, "Brand new")

    async def fetch(library: Library) -> None:
        assert [event async for event in library.refresh(force=True)]

    async with blogs.open() as reader:
        await in_another_program(blogs, fetch)
        await reader.pilot.press("s")
        await reader.until(lambda: "Brand new" in reader.text)


async def test_offline_as_asked_is_the_reason_that_is_given(blogs: Stage) -> None:
    async with blogs.open(is_offline=True) as reader:
        await reader.press("R")
        assert reader.message == "None of 2 blogs was asked: offline, as asked for."


async def test_two_quick_keys_ask_once_and_say_nothing_false(blogs: Stage) -> None:
    async with blogs.open() as reader:
        async with reader.waiting():
            await reader.pilot.press("R", "R")
            assert reader.message == "Fetching already; ctrl+x stops it."
        assert reader.message.startswith("Asked 2 blogs: ")
        assert blogs.net.asked(blogs.news) == 1


async def test_a_blog_without_a_server_is_not_asked_and_that_is_said(
    blogs: Stage, tmp_path: Path
) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(FakeBlog("file.test", "Kept in a file").atom())
    async with blogs.open(str(file)) as reader:
        await reader.press("r")
        assert reader.message == "“Kept in a file” came from a file: there is no server to ask."
        await reader.screen.desk.visiting.open_guide()
        await reader.press("r")
        assert reader.message == "The guide is built in: there is no server to ask."
        assert blogs.net.requests == []


async def test_new_posts_are_shown_while_their_pictures_still_come(blogs: Stage) -> None:
    blogs.settings["pictures"] = "fetched"
    gallery = Gallery("cdn.test", pictures={f"/{n}.png": png(20 + n) for n in range(4)})
    gallery.gate = asyncio.Event()
    blogs.net.add(gallery)
    write(blogs, "Brand new")
    images = "".join(f'<img src="https://cdn.test/{n}.png">' for n in range(4))
    blogs.news.edit(100, html=f'<p>New.</p><img src="data:image/png,x">{images}')
    async with blogs.open() as reader:
        await reader.pilot.press("R")
        await reader.until(lambda: "pictures" in reader.lines[0])
        assert "Brand new" in reader.titles()
        assert "1/5 · 1 failed" in reader.lines[0]
        gallery.gate.set()
        await reader.settle()
        assert reader.message == "Asked 2 blogs: 1 new post."
        assert "pictures" not in reader.lines[0]
        kept = await reader.library.pictures.kept([f"https://cdn.test/{n}.png" for n in range(4)])
        assert len(kept) == 4


async def test_pictures_that_come_can_be_stopped(blogs: Stage) -> None:
    blogs.settings["pictures"] = "fetched"
    gallery = Gallery("cdn.test", pictures={"/1.png": png()})
    gallery.gate = asyncio.Event()
    blogs.net.add(gallery)
    write(blogs, "Brand new")
    blogs.news.edit(100, html='<img src="data:image/png,x"><img src="https://cdn.test/1.png">')
    async with blogs.open() as reader:
        await reader.pilot.press("R")
        await reader.until(lambda: "pictures" in reader.lines[0])
        await reader.press("ctrl+x")
        assert reader.message == "Stopped. Asked 2 blogs: 1 new post."
        assert "Brand new" in reader.titles()
