"""The screen is open while the command line adds, fetches and marks: both go on, both agree."""

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.e2e.homes import ask, follow_all
from tests.e2e.many_blogs import ManyBlogs, serving
from tests.e2e.terminal import SECONDS, Terminal, run

SEEN_WITHIN = 2.0 if "TUI_READER_TEST_ALL" in os.environ else SECONDS
"""What is promised, looked at on a machine that does nothing else."""
POSTS = 50


@pytest.fixture
def servers() -> Iterator[ManyBlogs]:
    with serving(8, posts=POSTS, latency=0.001) as many:
        yield many


def do(home: Path, *words: str) -> str:
    """Run a command that must end well and say nothing of trouble."""
    ended = run("--home", str(home), *words)
    assert (ended.returncode, ended.stderr) == (0, ""), words
    return ended.stdout


def test_what_the_command_line_does_is_soon_on_the_open_screen(
    servers: ManyBlogs, tmp_path: Path
) -> None:
    do(tmp_path, "add", servers.good_urls[0])
    with Terminal("--home", str(tmp_path)) as terminal:
        terminal.wait_for("1 of 50")
        do(tmp_path, "add", servers.good_urls[1])
        terminal.wait_for("of 100", SEEN_WITHIN)
        assert "Blog 001" in terminal.text
        newest = json.loads(do(tmp_path, "posts", "--limit", "1", "--json"))[0]
        do(tmp_path, "mark", str(newest["id"]), "--star", "--read")
        starred = "★ Starred" + " " * 14 + "1"
        terminal.wait(
            lambda: any(line.startswith(f" {starred}") for line in terminal.lines),
            "one starred post",
            SEEN_WITHIN,
        )
        terminal.wait_for("99", SEEN_WITHIN)
        do(tmp_path, "mark", str(newest["id"]), "--tag", "heron")
        terminal.wait_for("heron", SEEN_WITHIN)
        do(tmp_path, "undo")
        terminal.wait(lambda: "heron" not in terminal.text, "no tag", SEEN_WITHIN)
        do(tmp_path, "fetch", "--force")
        terminal.wait_for("of 200", SEEN_WITHIN)
        do(tmp_path, "remove", "Blog 001", "--yes")
        terminal.wait_for("of 100", SEEN_WITHIN)
        do(tmp_path, "undo")
        terminal.wait_for("of 200", SEEN_WITHIN)
        terminal.press("q")
        assert terminal.end() == 0


def test_a_note_and_a_tag_made_elsewhere_soon_stand_on_the_open_article(
    servers: ManyBlogs, tmp_path: Path
) -> None:
    do(tmp_path, "add", servers.good_urls[0])
    (newest,) = json.loads(do(tmp_path, "posts", "--limit", "1", "--json"))
    with Terminal("--home", str(tmp_path)) as terminal:
        terminal.wait_for("1 of 50")
        terminal.press("\r")
        terminal.wait_for("some words of a post")
        for words in ("From elsewhere", "Once more"):
            do(tmp_path, "note", str(newest["id"]), words)
            terminal.wait_for(words, SEEN_WITHIN)
        do(tmp_path, "mark", str(newest["id"]), "--tag", "heron")
        terminal.wait(
            lambda: any("heron" in line[70:] for line in terminal.lines),
            "the tag in the article",
            SEEN_WITHIN,
        )
        terminal.press("q")
        assert terminal.end() == 0


def test_screen_and_command_lines_fetch_and_mark_at_once_and_nobody_is_locked_out(
    servers: ManyBlogs, tmp_path: Path
) -> None:
    do(tmp_path, "add", *servers.good_urls)
    posts = json.loads(do(tmp_path, "posts", "--json"))
    parts = [[str(post["id"]) for post in posts[number::4]] for number in range(4)]
    with Terminal("--home", str(tmp_path)) as terminal, ThreadPoolExecutor(6) as others:
        terminal.wait_for("1 of 400")
        fetch = ("--home", str(tmp_path), "fetch", "--force")
        fetches = [others.submit(run, *fetch) for _ in range(2)]
        marks = [
            others.submit(run, "--home", str(tmp_path), "mark", *part, "--read") for part in parts
        ]
        terminal.press("R")
        while not all(each.done() for each in (*fetches, *marks)):
            terminal.press("j", "s")  # moves on and stars
            terminal.read(0.05)
            assert "locked" not in terminal.text
            assert "storage-" not in terminal.text
        for ended in (each.result() for each in (*fetches, *marks)):
            assert (ended.returncode, ended.stderr) == (0, "")
        terminal.press("q")
        assert terminal.end() == 0
    after = {post["id"]: post for post in json.loads(do(tmp_path, "posts", "--json"))}
    assert all(after[post["id"]]["read"] for post in posts)
    assert any(post["starred"] for post in after.values())


def test_a_window_closed_in_the_middle_of_a_fetch_loses_no_mark_and_harms_no_store(
    tmp_path: Path,
) -> None:
    with serving(16, posts=POSTS, latency=0.3) as many:
        follow_all(tmp_path, many.good_urls)
        with Terminal("--home", str(tmp_path)) as terminal:
            terminal.wait_for("Post 50 of blog")
            terminal.press("s")
            starred = "SELECT count(*) FROM statuses WHERE is_starred"
            terminal.wait(lambda: ask(tmp_path, starred) == [(1,)], "the star in the store")
            assert "fetching" in terminal.lines[0]
            terminal.hang_up()
        assert ask(tmp_path, "PRAGMA quick_check") == [("ok",)]
        assert len(json.loads(do(tmp_path, "posts", "--starred", "--json"))) == 1
        assert len(do(tmp_path, "fetch", "--json").splitlines()) == 16


def test_a_window_that_is_gone_ends_the_program_and_loses_nothing(tmp_path: Path) -> None:
    with serving(1, posts=POSTS, latency=0.0) as many:
        follow_all(tmp_path, many.good_urls)
        terminal = Terminal("--home", str(tmp_path))
        with terminal:
            terminal.wait_for("Post 50 of blog")
            terminal.press("s")
            starred = "SELECT count(*) FROM statuses WHERE is_starred"
            terminal.wait(lambda: ask(tmp_path, starred) == [(1,)], "the star in the store")
            assert terminal.lose_window() in (-1, 130)
    assert ask(tmp_path, "PRAGMA quick_check") == [("ok",)]
