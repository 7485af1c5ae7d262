"""F brings the whole of a post that its feed cuts, and toggles; ctrl+f does so with each fetch."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.app.stage import Reader, Stage
from tests.fakeblog import START, FakeBlog, FakeClock, FakeNet, FakePost, Fault

BEGINNING = "<p>It was a long way to the harbour, and the rain had not stopped since</p>"
WHOLE = "<p>It was a long way to the harbour, and the rain had not stopped since dawn.</p>" + (
    "<p>Nobody spoke, and the lamps were lit one after the other.</p>" * 60
)


def cut(number: int, **facts: object) -> FakePost:
    post = FakePost(number, f"Day {number}", BEGINNING, page=WHOLE, is_cut=True, comments=None)
    return replace(post, published=START - timedelta(days=100 - number), **facts)


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    blog = FakeBlog(posts=[cut(3), cut(2), cut(1)], is_blogger=False)
    return Stage(tmp_path, FakeNet(blog), FakeClock())


def blog_of(stage: Stage) -> FakeBlog:
    return stage.net.blogs["blog.test"]


async def at_first(reader: Reader) -> None:
    await reader.press("enter")
    assert "This is only the beginning: F brings the whole post here" in folded(reader)


def folded(reader: Reader) -> str:
    """What stands in the article pane, without its line ends."""
    lines = (line.rpartition("▏")[2].rstrip("▁▂▃▄▅▆▇█ ") for line in reader.lines)
    return " ".join(" ".join(lines).split())


async def test_f_brings_the_whole_post_and_shows_either_text_from_then_on(stage: Stage) -> None:
    async with stage.open("https://blog.test/") as reader:
        await at_first(reader)
        before = reader.cursor_row.words
        await reader.press("F")
        assert "lamps were lit" in reader.text
        assert "only the beginning" not in folded(reader)
        assert reader.message.startswith("The whole post, ")
        assert reader.cursor_row.words > 500 > before
        asked = len(stage.net.requests)
        await reader.press("F")
        assert "lamps were lit" not in reader.text
        assert "This is only the beginning: F shows the whole post here" in folded(reader)
        assert reader.message.startswith("What the feed has of it")
        await reader.press("F")
        assert "lamps were lit" in reader.text
        assert len(stage.net.requests) == asked


async def test_what_is_kept_is_there_offline_and_what_is_not_says_so(stage: Stage) -> None:
    async with stage.open("https://blog.test/") as reader:
        await at_first(reader)
        await reader.press("F")
    async with stage.open(is_offline=True) as reader:
        await reader.press("F")
        assert "lamps were lit" not in reader.text
        await reader.press("F")
        assert "lamps were lit" in reader.text
        await reader.press("n", "F")
        assert reader.message == "offline: the whole text of this post is not kept yet."


async def test_a_page_that_does_not_come_leaves_the_beginning_and_says_why(stage: Stage) -> None:
    async with stage.open("https://blog.test/") as reader:
        await at_first(reader)
        blog_of(stage).fault = Fault(404)
        await reader.press("F")
        assert reader.is_error
        assert reader.message == "http-status: blog.test has nothing at this address (404)"
        assert "It was a long way" in folded(reader)
        blog_of(stage).fault = None
        blog_of(stage).edit(3, page=BEGINNING)
        await reader.press("F")
        assert reader.message == "not-a-feed: the page has no more of this post than its feed"
        assert "only the beginning" in folded(reader)


async def test_the_place_in_the_text_stays_where_it_is(stage: Stage) -> None:
    blog_of(stage).edit(3, html=BEGINNING + "<p>Nobody spoke at all.</p>" * 60)
    async with stage.open("https://blog.test/") as reader:
        await reader.press("enter", "space")
        view = reader.screen.article
        before = view.position * reader.screen.desk.reading._document.letters
        assert before > 200
        await reader.press("F")
        after = view.position * reader.screen.desk.reading._document.letters
        assert abs(after - before) < 90, "a line or so"


async def test_back_in_the_whole_post_one_is_where_one_left_it(stage: Stage) -> None:
    async with stage.open("https://blog.test/") as reader:
        await reader.press("enter", "F", "space", "space")
        view = reader.screen.article
        left = view.position
        assert 0.2 < left < 0.9
        await reader.press("F")
        assert view.position < 0.1
        await reader.press("F")
        assert abs(view.position - left) < 0.02


async def test_while_the_page_comes_words_say_so_and_it_is_asked_for_once(stage: Stage) -> None:
    async with stage.open("https://blog.test/") as reader:
        await at_first(reader)
        asked = len(stage.net.requests)
        gate = blog_of(stage).gate = asyncio.Event()
        reader.screen.action_whole_text()
        await reader.until(lambda: reader.message == "Fetching the whole post …")
        reader.screen.action_whole_text()
        gate.set()
        await reader.settle()
        assert reader.message.startswith("The whole post, ")
        assert len(stage.net.requests) == asked + 1


async def test_the_words_below_the_text_are_links_that_do_the_same(stage: Stage) -> None:
    async with stage.open("https://blog.test/") as reader:
        await reader.press("enter", "enter", "tab")
        assert "the post's other text" in reader.text
        await reader.press("enter")
        assert "lamps were lit" in reader.text


async def test_the_key_that_is_named_is_the_persons_own(stage: Stage) -> None:
    stage.home.joinpath("config.toml").write_text('[keys]\nwhole_text = "W"\n')
    async with stage.open("https://blog.test/") as reader:
        await reader.press("enter")
        assert "W brings the whole post here" in folded(reader)
        await reader.press("W")
        assert reader.message.endswith("W shows what the feed has of it.")


async def test_ctrl_f_brings_the_unread_ones_now_and_new_ones_with_each_fetch(
    stage: Stage,
) -> None:
    async with stage.open("https://blog.test/") as reader:
        await reader.press("ctrl+f")
        assert reader.message == "“What Now?”: 3 whole posts."
        assert reader.cursor_row.words > 500
        await reader.press("enter")
        assert "Taken from the post's own page. F shows what its feed has." not in reader.text
        await reader.press("G")
        blog_of(stage).posts.insert(0, cut(4))
        stage.clock.forward(hours=2)
        await reader.press("r")
        new = await reader.library.rows(reader.screen.posts.index.ids[:1])
        assert (new[0].title, new[0].words > 500) == ("Day 4", True)
        await reader.press("ctrl+f")
        assert reader.message == "Fetches of “What Now?” bring what its feed has, no more."


async def test_once_the_feed_has_changed_f_fetches_the_page_anew(stage: Stage) -> None:
    async with stage.open("https://blog.test/") as reader:
        await reader.press("enter", "F")
        mended = BEGINNING.replace("a long way", "a very long way")
        blog_of(stage).edit(3, html=mended, page=mended + "<p>All of it is another text.</p>" * 99)
        stage.clock.forward(hours=2)
        await reader.press("r", "n", "p")
        assert "lamps were lit" in reader.text
        await reader.press("F")
        assert "F brings the whole post here" in folded(reader)
        stage.net.is_up = False
        await reader.press("F")
        assert reader.is_error
        assert "lamps were lit" in folded(reader), "an older whole post is better than none"
        stage.net.is_up = True
        await reader.press("F")
        assert "a very long way" in folded(reader)
        await reader.press("F")
        assert "All of it is another text." in folded(reader)


async def test_the_header_says_that_a_blog_brings_whole_posts(stage: Stage) -> None:
    async with stage.open("https://blog.test/") as reader:
        await reader.press("plus", "ctrl+f")
        assert "blog.test · whole posts" in reader.lines[0]
        await reader.press("ctrl+f")
        assert "whole posts" not in reader.lines[0]


async def test_where_several_blogs_are_listed_one_is_to_be_chosen(stage: Stage) -> None:
    async with stage.open("https://blog.test/") as reader:
        await reader.press("plus")
        await reader.press("h", "g", "enter", "ctrl+f")
        assert reader.message == "Choose a blog first: e shows them."


async def test_where_nothing_can_be_kept_nobody_is_asked(stage: Stage) -> None:
    async with stage.open("https://blog.test/"):
        asked = len(stage.net.requests)
    stage.is_read_only = True
    async with stage.open() as reader:
        for key in ("F", "ctrl+f"):
            await reader.press(key)
            assert reader.message.startswith("storage-readonly: ")
    assert len(stage.net.requests) == asked


async def test_stopped_it_says_how_many_came_and_the_others_come_another_time(
    stage: Stage,
) -> None:
    async with stage.open("https://blog.test/") as reader:
        gate = blog_of(stage).gate = asyncio.Event()
        reader.screen.action_whole_texts()
        await reader.until(lambda: "page texts" in reader.lines[0])
        assert "0/3 · ctrl+x stops" in reader.lines[0]
        reader.screen.action_stop()
        gate.set()
        await reader.settle()
        assert reader.message == "Stopped. “What Now?”: 0 whole posts."
        blog_of(stage).gate = None
        await reader.press("ctrl+f", "ctrl+f")
        assert reader.message == "“What Now?”: 3 whole posts."


async def test_the_end_of_a_page_text_says_where_it_is_from(stage: Stage) -> None:
    async with stage.open("https://blog.test/") as reader:
        await reader.press("enter", "F", "enter", "G")
        assert "Taken from the post's own page. F shows what its feed has." in folded(reader)


async def test_a_blog_without_a_server_has_no_pages_to_bring(stage: Stage) -> None:
    async with stage.open() as reader:
        await reader.press("f2", "ctrl+f")
        assert reader.message == "The guide is built in: there is no server to ask."
        await reader.press("F")
        assert "has no server" in reader.message
