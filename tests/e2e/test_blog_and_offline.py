"""A real blog, mirrored on loopback: followed by any of its pages, then read without its server."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.servers import Mirror, Portal, Server
from tests.e2e.terminal import Terminal, run
from tests.shared import CORPUS, needs_corpus

pytestmark = needs_corpus

FOLDER = CORPUS / "blogger-mirror" / "lafuiteautourdumonde.com"
FEED = FOLDER / "feeds" / "posts" / "default"
TITLE = "La fuite (autour du monde)"
NEWEST = "Le premier chapitre est achevé!"
A_POST = "2011/11/cocooning-in-istanbul.html"
OFFLINE = re.compile(r"offline since (\w+ \d+ )?\d\d:\d\d")


@pytest.fixture
def blog() -> Iterator[Server]:
    with Server(Mirror(FOLDER)) as server:
        yield server


@pytest.fixture
def followed(blog: Server, tmp_path: Path) -> Path:
    """A home in which the blog is followed."""
    added = run("--home", str(tmp_path), "add", blog.url)
    assert (added.returncode, added.stderr) == (0, "")
    return tmp_path


def totals_of_feed() -> dict[str, int]:
    """Comments by post, as the feed's own text says; read without any parser of feeds."""
    entries = FEED.read_text("utf-8").split("<entry>")[1:]
    found = {}
    for entry in entries:
        guid, total = (
            re.search(pattern, entry) for pattern in ("<id>(.*?)</id>", "<thr:total>(.*?)<")
        )
        assert guid
        assert total
        found[guid[1]] = int(total[1])
    return found


@pytest.mark.parametrize("page", ["", A_POST, "feeds/posts/default"])
def test_any_page_of_a_blog_leads_to_its_posts_and_to_every_comment_count(
    page: str, blog: Server, tmp_path: Path
) -> None:
    added = run("--home", str(tmp_path), "add", f"{blog.url}/{page}", "--json")
    assert (added.returncode, added.stderr) == (0, "")
    kept = json.loads(added.stdout)[0]
    assert kept["title"] == TITLE
    assert kept["feed_url"] == f"{blog.url}/feeds/posts/default"
    assert (kept["posts"], kept["posts_total"]) == (25, 51)
    posts = json.loads(run("--home", str(tmp_path), "posts", "--json").stdout)
    assert {post["guid"]: post["comments"] for post in posts} == totals_of_feed()
    assert sum(post["comments"] for post in posts) > 50


def test_the_same_blog_by_another_page_is_not_a_second_blog(blog: Server, followed: Path) -> None:
    assert run("--home", str(followed), "add", f"{blog.url}/{A_POST}").returncode == 0
    assert len(json.loads(run("--home", str(followed), "blogs", "--json").stdout)) == 1


def test_a_second_fetch_costs_the_server_one_question_and_no_text(
    blog: Server, followed: Path
) -> None:
    blog.requests.clear()
    told = run("--home", str(followed), "fetch", "--force", "--json")
    assert json.loads(told.stdout)["event"] == "unchanged"
    assert blog.requests == [("/feeds/posts/default", 304)]


def test_with_the_server_gone_everything_kept_opens_and_the_header_says_since_when(
    blog: Server, followed: Path
) -> None:
    blog.stop()
    with Terminal("--home", str(followed)) as terminal:
        terminal.wait_for(NEWEST)
        terminal.wait(lambda: OFFLINE.search(terminal.lines[0]), "offline since", seconds=3)
        terminal.press("\r")
        terminal.wait_for("Labels: André, Annonces, Bangkok, Thailande")
        for number in range(2, 26):
            terminal.press("n")
            terminal.wait_for(f"{number} of 25")
        terminal.press("G")
        terminal.wait_for(" 1 comment:")
        terminal.press("q")
        assert terminal.end() == 0


def test_keys_that_come_faster_than_posts_open_are_all_counted(followed: Path) -> None:
    with Terminal("--home", str(followed)) as terminal:
        terminal.wait_for(NEWEST)
        terminal.press("\r")
        terminal.wait_for("Labels: André, Annonces, Bangkok, Thailande")
        terminal.press("n" * 24)
        terminal.wait_for("25 of 25")
        terminal.wait_for("C'est la faute de Hampi!", line=2)


def test_when_the_server_is_back_a_fetch_takes_the_word_away(blog: Server, followed: Path) -> None:
    blog.stop()
    with Terminal("--home", str(followed)) as terminal:
        terminal.wait(lambda: OFFLINE.search(terminal.lines[0]), "offline since")
        blog.start()
        terminal.press("R")
        terminal.wait(lambda: "offline" not in terminal.lines[0], "a header without offline")


def test_a_server_that_goes_while_one_reads_is_told_at_the_next_fetch(
    blog: Server, followed: Path
) -> None:
    with Terminal("--home", str(followed)) as terminal:
        terminal.wait_for(NEWEST)
        assert "offline" not in terminal.lines[0]
        blog.stop()
        terminal.press("r")
        terminal.wait(lambda: OFFLINE.search(terminal.lines[0]), "offline since", seconds=3)
        assert NEWEST in terminal.text


def test_offline_links_and_the_browser_key_open_the_browser_and_ask_nobody(
    blog: Server, followed: Path
) -> None:
    opened = followed / "opened"
    browser = followed / "browser.sh"
    browser.write_text(f'#!/bin/sh\necho "$1" >> "{opened}"\n', encoding="utf-8")
    browser.chmod(0o755)
    (followed / "config.toml").write_text(f'browser = "{browser} %u"\n', encoding="utf-8")
    blog.stop()
    with Terminal("--home", str(followed)) as terminal:
        terminal.wait_for(NEWEST)
        terminal.press("\r")
        terminal.wait_for("Labels: André")
        terminal.press("o")
        terminal.wait(opened.exists, "the browser")
        terminal.press("\t", "\r", "f", "\x1b", "y")
        terminal.press("q")
        assert terminal.end() == 0
    assert opened.read_text("utf-8").startswith("http://www.lafuiteautourdumonde.com/2013/")


def test_the_command_line_reads_on_offline_and_says_that_it_is(
    blog: Server, followed: Path
) -> None:
    blog.stop()
    newest = json.loads(run("--home", str(followed), "posts", "--json", "--limit", "1").stdout)[0]
    shown = run("--home", str(followed), "show", str(newest["id"]))
    assert (shown.returncode, shown.stderr) == (0, "")
    assert NEWEST in shown.stdout
    asked = run("--home", str(followed), "fetch", "--force")
    assert asked.returncode == 1
    assert asked.stderr.startswith("network: ")
    assert "Offline since" in asked.stderr
    assert "25 posts kept from before" in asked.stderr


CAPTIVE = (
    b"<!DOCTYPE html><html><head><title>Hotel</title></head><body>Log in to go on</body></html>"
)


def test_a_login_page_in_place_of_the_feed_changes_nothing(blog: Server, followed: Path) -> None:
    before = run("--home", str(followed), "posts", "--json").stdout
    blog.site = Portal(CAPTIVE)
    told = run("--home", str(followed), "fetch", "--force", "--json")
    event = json.loads(told.stdout)
    assert (event["event"], event["class"]) == ("failed", "not-a-feed")
    assert told.returncode == 1
    after = json.loads(run("--home", str(followed), "blogs", "--json").stdout)[0]
    assert (after["title"], after["feed_url"]) == (TITLE, f"{blog.url}/feeds/posts/default")
    assert after["error"]["class"] == "not-a-feed"
    assert run("--home", str(followed), "posts", "--json").stdout == before
    blog.site = Mirror(FOLDER)
    blog.requests.clear()
    healed = run("--home", str(followed), "fetch", "--force", "--json")
    assert json.loads(healed.stdout)["event"] == "unchanged"
    assert blog.requests == [("/feeds/posts/default", 304)]
