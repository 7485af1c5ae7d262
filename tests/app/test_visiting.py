"""Blogs come and go: followed by any address, visited, let go."""

import asyncio
from pathlib import Path

import pytest

from tests.app.stage import Stage
from tests.fakeblog import Fault
from tests.feeds.backups.files import comment, export, post


async def test_a_blog_is_followed_by_its_home_page(empty: Stage) -> None:
    async with empty.open() as reader:
        await reader.press("a")
        assert "Follow a blog" in reader.text
        await reader.type("news.test")
        await reader.press("enter")
        assert "Follow a blog" not in reader.text
        assert reader.message == "You follow “What Now?” now: 6 posts kept."
        assert reader.titles()[0] == "A pact is signed"
        assert reader.focused == "posts"
        assert reader.number("What Now?") == 6


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("nowhere.test", "network: "),
        ("ftp://news.test/", "blocked-scheme: "),
        ("https://page.test/", "not-a-feed: "),
    ],
)
async def test_what_goes_wrong_is_said_in_the_dialog_which_stays(
    empty: Stage, address: str, error: str
) -> None:
    page = empty.net.add(type(empty.news)("page.test"))
    page.fault = Fault(200, (("Content-Type", "text/html"),), b"<html><body>no feed</body></html>")
    async with empty.open() as reader:
        await reader.press("a")
        await reader.type(address)
        await reader.press("enter")
        assert "Follow a blog" in reader.text
        assert error in reader.text
        assert not [blog for blog in await reader.library.blogs() if not blog.is_guide]
        await reader.press("escape")
        assert "Follow a blog" not in reader.text
        assert reader.focused == "posts"


async def test_no_address_is_no_error(empty: Stage) -> None:
    async with empty.open(size=(40, 10)) as reader:
        await reader.press("a", "enter")
        assert "Follow a blog" in reader.text
        assert "A home page, any post of it, or a" in reader.text
        assert reader.lines[-1].split() == ["esc", "Close"], "the whole dialog stands above it"


async def test_esc_gives_up_a_blog_that_does_not_answer(empty: Stage) -> None:
    empty.news.gate = asyncio.Event()
    async with empty.open() as reader:
        await reader.press("a")
        await reader.type("news.test")
        await reader.pilot.press("enter")
        await reader.pilot.pause()
        assert "Looking for the feed of news.test" in reader.text
        await reader.press("escape")
        assert "Follow a blog" not in reader.text
        empty.news.gate.set()
        await reader.settle()
        assert [blog.is_guide for blog in await reader.library.blogs()] == [True]


async def test_a_blog_is_let_go_only_after_a_question(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("h", "G", "enter", "D")
        assert "Stop following “What Now?”" in reader.text
        assert "For 7 days" in reader.text
        await reader.press("enter")
        assert "▸ What Now?" in reader.text, "Enter is harmless"
        await reader.press("D", "y")
        assert reader.message == "You no longer follow “What Now?”. ctrl+z brings it back."
        assert "▸ What Now?" not in reader.text
        assert "A pact is signed" not in reader.titles()
        starred = await reader.library.rows([*reader.screen.posts.index.ids])
        assert starred


async def test_a_starred_post_stays_when_its_blog_goes(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("h", "G", "D", "y")
        await reader.press("h", "g", "j", "enter")
        assert reader.titles() == ["Hello"]


async def test_without_a_blog_chosen_nothing_is_let_go(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("D")
        assert reader.message == "Choose a blog first: e shows them."
        assert len(reader.app.screen_stack) == 1


async def test_an_address_at_the_start_is_visited_and_can_be_followed(empty: Stage) -> None:
    async with empty.open("https://news.test/") as reader:
        assert "What Now?  news.test · visiting: + follows it" in reader.lines[0]
        assert len(reader.titles()) == 6
        await reader.press("plus")
        assert reader.message == "You follow “What Now?” now."
        assert "visiting" not in reader.lines[0]


@pytest.mark.parametrize(("answer", "stays"), [("y", True), ("n", False)])
async def test_leaving_asks_about_a_blog_that_was_visited(
    empty: Stage, answer: str, stays: bool
) -> None:
    async with empty.open("https://news.test/") as reader:
        await reader.pilot.press("q")
        await reader.pilot.pause()
        assert "You visited “What Now?”. Follow it, so that it stays?" in reader.text
        await reader.press(answer)
        assert not reader.app.is_running
    async with empty.open() as reader:
        titles = [blog.title for blog in await reader.library.blogs() if blog.is_followed]
        assert ("What Now?" in titles) == stays


async def test_a_file_is_opened_as_a_blog(empty: Stage, tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(empty.news.atom())
    async with empty.open(str(file)) as reader:
        assert reader.titles()[0] == "A pact is signed"


async def test_an_address_that_does_not_answer_is_said_at_the_start(empty: Stage) -> None:
    async with empty.open("https://nowhere.test/") as reader:
        assert reader.is_error
        assert reader.message.startswith("network: ")


@pytest.mark.parametrize("key", ["escape", "q", "enter"])
async def test_who_thinks_better_of_leaving_loses_nothing(empty: Stage, key: str) -> None:
    async with empty.open("https://news.test/") as reader:
        await reader.pilot.press("q")
        await reader.pilot.pause()
        await reader.press(key)
        assert reader.app.is_running
        assert len(reader.titles()) == 6


async def test_with_a_blog_its_post_leaves_the_article_and_its_links_with_it(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("h", "G", "enter", "enter", "tab", "D", "y")
        assert reader.open_title == ""
        assert reader.focused == "posts"
        assert "A pact is signed" not in reader.text
        await reader.press("l", "enter", "f", "s")
        assert reader.app.is_running


async def test_an_address_longer_than_any_name_of_a_file_is_no_file(empty: Stage) -> None:
    async with empty.open("news.test?" + "a" * 300) as reader:
        assert reader.titles()[0] == "A pact is signed"


async def test_a_backup_is_followed_from_the_dialog_and_told(empty: Stage, tmp_path: Path) -> None:
    file = tmp_path / "blog.xml"
    file.write_text(export(post(1), post(2), comment(11, 1))[:-60], "utf-8")
    async with empty.open() as reader:
        await reader.press("a")
        await reader.type(str(file))
        await reader.press("enter")
        assert "Follow a blog" not in reader.text
        assert reader.message.startswith("You follow “What Now?” now: 2 posts kept. The file ends")
        assert sorted(reader.titles()) == ["Post 1", "Post 2"]
        assert not empty.net.requests


async def test_a_backup_that_is_opened_is_visited(empty: Stage, tmp_path: Path) -> None:
    file = tmp_path / "blog.xml"
    file.write_text(export(post(1), comment(11, 1)), "utf-8")
    async with empty.open(str(file)) as reader:
        assert reader.titles() == ["Post 1"]
        assert reader.message == "“What Now?”: 1 post, 1 comment."
        assert [blog.is_followed for blog in await reader.library.blogs()] == [False]


async def test_a_list_is_followed_from_the_dialog_and_told(empty: Stage, tmp_path: Path) -> None:
    file = tmp_path / "urls"
    file.write_text("https://news.test/feed ~Daily\nhttps://b.test/feed\nexec:x\n", "utf-8")
    async with empty.open() as reader:
        await reader.press("a")
        await reader.type(str(file))
        await reader.press("enter")
        assert "Follow a blog" not in reader.text
        assert reader.message.startswith("urls: 2 blogs. 1 line left out: blocked-scheme: “exec:x”")
        assert {"Daily", "b.test"} <= {blog.title for blog in await reader.library.blogs()}
        assert not empty.net.requests


@pytest.mark.parametrize(("key", "followed"), [("y", 1), ("escape", 0)])
async def test_a_list_that_is_opened_asks_first(
    empty: Stage, tmp_path: Path, key: str, followed: int
) -> None:
    file = tmp_path / "my.opml"
    file.write_text("<opml><outline text='A' xmlUrl='https://a.test/feed'/></opml>", "utf-8")
    async with empty.open(str(file)) as reader:
        assert "“my.opml” is a list of 1 blog: follow it?" in " ".join(reader.text.split())
        await reader.press(key)
        blogs = [blog for blog in await reader.library.blogs() if not blog.is_guide]
        assert len(blogs) == followed
        assert reader.titles() == [] if followed else reader.titles()


async def test_how_to_follow_gives_way_before_it_is_cut(empty: Stage) -> None:
    async with empty.open("https://news.test/", size=(80, 24)) as reader:
        assert reader.lines[0].rstrip() == " What Now?  news.test · visiting: + follows it"
        await reader.resize(40, 10)
        assert reader.lines[0].rstrip() == " What Now?  news.test"
        await reader.resize(14, 10)
        assert reader.lines[0].rstrip() == " What Now?"
