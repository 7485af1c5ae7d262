"""Links lead to posts and labels in here, else to the browser, if they may."""

import re
import stat
from pathlib import Path

import pytest

from tests.app.stage import Reader, Stage
from tests.fakeblog import FakePost


async def test_a_label_lists_its_posts_and_esc_leaves_it(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter", "tab", "enter")
        assert reader.focused == "posts"
        assert reader.titles() == ["A pact is signed", "Talks break off"]
        assert "Posts · Asia" in reader.text
        await reader.press("escape")
        assert len(reader.titles()) == 18


async def test_a_link_to_a_kept_post_opens_here_and_back_leads_back(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter", "tab", "tab", "enter")
        assert reader.open_title == "What the bank said"
        assert reader.cursor_row.title == "What the bank said"
        assert reader.focused == "article"
        await reader.press("backspace")
        assert reader.open_title == "A pact is signed"
        assert reader.cursor_row.title == "A pact is signed"


async def test_older_and_newer_in_the_article_are_links(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("j", "enter", "tab", "shift+tab", "enter")
        assert reader.open_title == "What the bank said"
        await reader.press("tab", "shift+tab", "shift+tab", "enter")
        assert reader.open_title == "Talks break off"


async def test_enter_without_a_link_reads_on_by_a_line(blogs: Stage) -> None:
    async with blogs.open(size=(120, 20)) as reader:
        await reader.press("j", "j", "j", "j", "enter", "enter")
        assert reader.screen.article.scroll_target_y == 1


async def test_letters_lead_to_the_links_in_view(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter", "f")
        for words in ("Labels: asia", "see she bank", "dlsewhere", "f2 comments", "galks"):
            assert words in reader.text
        await reader.press("s")
        assert reader.open_title == "What the bank said"
        assert "Labels: Money" in reader.text, "the letters are gone"


@pytest.mark.parametrize("key", ["m", "escape", "0"])
async def test_a_letter_that_no_link_has_ends_the_hints(blogs: Stage, key: str) -> None:
    async with blogs.open() as reader:
        await reader.press("enter")
        before = reader.text
        await reader.press("f", key)
        assert reader.text == before
        assert reader.focused == "article"
        assert reader.message == ""


async def test_an_address_is_copied(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("j", "y")
        assert reader.app.clipboard == "https://news.test/2026/01/post-5.html"
        assert reader.message == "Copied https://news.test/2026/01/post-5.html"
        await reader.press("enter", "y")
        assert reader.app.clipboard == "https://news.test/2026/01/post-5.html"


async def test_without_a_desktop_the_address_is_copied_and_that_is_said(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("o")
        assert reader.app.clipboard == "https://news.test/2026/01/post-6.html"
        assert reader.message.startswith("No browser can be opened from here; the address is")


@pytest.mark.parametrize("link", ["file:///etc/passwd", "mailto:a@b.test", "ftp://a.test/"])
async def test_what_is_no_web_page_is_refused_and_said(blogs: Stage, link: str) -> None:
    blogs.settings["browser"] = ("/nowhere/browser",)
    blogs.news.posts = [FakePost(9, "Bad", f'<a href="{link}">x</a>', comments=None)]
    async with blogs.open() as reader:
        await reader.press("R")
        assert reader.titles()[0] == "Bad"
        await reader.press("g", "enter", "tab", "enter")
        assert reader.is_error
        assert reader.message.startswith("blocked-scheme: ")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
async def test_what_runs_is_no_link_at_all(blogs: Stage, link: str) -> None:
    blogs.news.posts = [FakePost(9, "Bad", f'<a href="{link}">words</a>', comments=None)]
    async with blogs.open() as reader:
        await reader.press("R", "g", "enter")
        assert reader.open_title == "Bad"
        assert "words" in reader.text
        document = reader.screen.article.document
        assert document
        assert not [link for link in document.links if not link.url.startswith("reader:")]


async def test_a_browser_that_cannot_be_started_is_said(blogs: Stage) -> None:
    blogs.settings["browser"] = ("/nowhere/browser",)
    async with blogs.open() as reader:
        await reader.press("o")
        assert reader.is_error
        assert reader.message.startswith("config: /nowhere/browser cannot be started: ")


async def test_a_guide_post_has_no_page_to_open(guide: Stage) -> None:
    async with guide.open() as reader:
        await reader.press("enter", "o")
        assert reader.message == "The guide is built in: it has no page on the web."


@pytest.fixture
def browser(tmp_path: Path) -> Path:
    """A browser that writes what it was called with into ``FILE.log``, a line an argument."""
    script = tmp_path / "browser"
    script.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$0.new"; mv "$0.new" "$0.log"\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return script


async def called(browser: Path, reader: Reader) -> list[str]:
    """What the browser was called with, once it has run."""
    log = browser.with_name("browser.log")
    await reader.until(log.exists)
    return log.read_text().splitlines()


async def test_the_persons_browser_gets_one_argument(blogs: Stage, browser: Path) -> None:
    blogs.settings["browser"] = (str(browser), "--new", "%u")
    async with blogs.open() as reader:
        await reader.press("o")
        assert await called(browser, reader) == ["--new", "https://news.test/2026/01/post-6.html"]
        assert reader.message == "Opened https://news.test/2026/01/post-6.html"


async def test_no_shell_reads_what_a_link_says(blogs: Stage, browser: Path) -> None:
    blogs.settings["browser"] = (str(browser),)
    link = "https://x.test/?a=$(touch owned);`touch owned`&b='|touch owned"
    blogs.news.edit(6, html=f'<a href="{link}">x</a>', labels=())
    async with blogs.open() as reader:
        await reader.press("R", "enter", "tab", "enter")
        arguments = await called(browser, reader)
        assert len(arguments) == 1
        assert arguments[0].startswith("https://x.test/?a=")


async def test_a_link_that_names_a_person_asks_first(blogs: Stage, browser: Path) -> None:
    blogs.settings["browser"] = (str(browser),)
    link = "https://apple.com@evil.test/"
    blogs.news.edit(6, html=f'<a href="{link}">apple</a>', labels=())
    async with blogs.open() as reader:
        await reader.press("R", "enter", "tab", "enter")
        assert "This link leads to evil.test" in reader.text
        await reader.press("n")
        assert not browser.with_name("browser.log").exists()
        await reader.press("enter", "y")
        assert await called(browser, reader) == [link]


async def test_a_cloud_of_links_has_letters_as_far_as_they_go(blogs: Stage) -> None:
    cloud = " ".join(f'<a href="https://x.test/{n}">{n % 10}</a>' for n in range(3000))
    blogs.news.edit(6, html=f"<p>{cloud}</p>", labels=())
    async with blogs.open(size=(200, 60)) as reader:
        await reader.press("R", "enter", "f")
        assert reader.app.is_running
        await reader.press("escape", "escape")
        assert reader.focused == "posts"


@pytest.mark.parametrize("wide", ["<pre>{}</pre>", "<table><tr><td>{}</td></tr></table>"])
async def test_what_is_moved_sideways_is_clicked_where_it_is_seen(blogs: Stage, wide: str) -> None:
    cells = "</td><td>" if "<td>" in wide else " "
    links = [f'<a href="https://x.test/{n}">link{n:02}</a>{"x" * 14}' for n in range(20)]
    blogs.news.edit(6, html=wide.format(cells.join(links)), labels=())
    async with blogs.open(size=(100, 30)) as reader:
        await reader.press("R", "enter", "z", "l", "l", "l", "l")
        assert "link00" not in reader.text
        found = re.search(r"link\d\d", reader.text)
        assert found
        column, line = reader.find(found[0])
        await reader.click(column + 1, line)
        assert reader.app.clipboard == f"https://x.test/{int(found[0][4:])}"


async def test_letters_of_links_go_when_the_width_changes(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter", "f")
        assert "see she bank" in reader.text
        await reader.resize(90, 36)
        assert "see the bank" in reader.text
        await reader.press("s")
        assert reader.cursor_row.is_starred, "a letter is a command again"


async def test_a_long_address_is_copied_whole(blogs: Stage) -> None:
    url = "https://x.test/" + "a/" * 800
    blogs.news.edit(6, html=f'<a href="{url}">x</a>', labels=())
    async with blogs.open() as reader:
        await reader.press("R", "enter", "tab", "enter")
        assert reader.app.clipboard == url
