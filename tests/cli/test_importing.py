"""``import FILE`` and a file in place of a command, as scripts see them."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.fakeblog import FakeBlog
from tests.feeds.backups.files import comment, export, post, taken, takeout
from tui_reader.cli.importing import sentence_of
from tui_reader.models import ImportDone


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    path = tmp_path / "blog.xml"
    path.write_text(export(post(1), post(2), post(3, what="page"), comment(11, 1)), "utf-8")
    return path


def test_a_backup_is_imported_and_said_in_one_line(program: Program, backup: Path) -> None:
    first = program("import", backup)
    assert (first.status, first.err) == (0, "")
    assert first.out == "1 What Now?: 2 posts, 1 page, 1 comment.\n"
    again = program("import", backup)
    assert "nothing new, all was kept before" in again.out
    [blog] = program("blogs", "--json").json
    assert (blog["posts"], blog["unread"], blog["followed"]) == (2, 0, True)


def test_its_events_are_lines_of_json(program: Program, backup: Path) -> None:
    *steps, done = program("import", "--json", backup).lines
    assert {step["event"] for step in steps} == {"imported"}
    assert set(steps[0]) == {"event", "blog_id", "posts", "comments", "share"}
    assert (steps[0]["blog_id"], steps[-1]["share"]) == (None, 1.0)
    assert done == {
        "event": "done",
        "blog_id": 1,
        "title": "What Now?",
        "posts": 2,
        "pages": 1,
        "comments": 1,
        "new": 4,
        "left_out": 0,
        "note": "",
    }


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("<opml version='2.0'></opml>", 1, "malformed: no feeds found in that list"),
        ("exec:x\n", 1, "malformed: no feeds found in that list: “exec:x” would run a program"),
        ("PK\x03\x04", 1, "not-a-feed: file is a zip file"),
        (takeout(taken(1))[:400], 1, "malformed: file holds nothing that can be shown."),
        (None, 2, "usage: "),
    ],
)
def test_what_cannot_be_imported_is_said_with_its_class(
    program: Program, tmp_path: Path, text: str | None, status: int, words: str
) -> None:
    path = tmp_path / "file"
    if text is not None:
        path.write_text(text, "utf-8")
    ran = program("import", path)
    assert (ran.status, ran.out) == (status, "")
    assert ran.err.startswith(words)
    assert program("blogs", "--json").json == []


def test_what_is_no_file_is_said_and_not_waited_for(program: Program, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    ran = program("import", pipe)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"usage: {pipe} is a pipe: save what comes out of it")
    assert program("import", tmp_path).err == f"usage: {tmp_path} cannot be read: Is a directory\n"


def test_a_backup_in_place_of_a_command_is_shown_and_only_visited(
    program: Program, backup: Path
) -> None:
    ran = program(backup)
    assert (ran.status, len(ran.out.splitlines())) == (0, 2)
    [blog] = program("blogs", "--json").json
    assert not blog["followed"]


def test_what_is_new_is_told_from_what_was_kept() -> None:
    done = ImportDone(3, "A", 10, 2, 5, left_out=1, new=4, note="Left out: 1 draft.")
    assert (
        sentence_of(done) == "3 A: 10 posts, 2 pages, 5 comments; 4 of them new. Left out: 1 draft."
    )


def test_a_list_is_followed_and_told(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "my.opml"
    path.write_text(
        "<opml><body><outline text='Daily'><outline text='Anna' xmlUrl='https://a.test/feed'/>"
        "</outline><outline text='b' xmlUrl='|touch owned'/></body></opml>",
        "utf-8",
    )
    ran = program("import", path)
    assert (ran.status, ran.out) == (0, "my.opml: 1 blog.\n")
    refused, hint = ran.err.splitlines()
    assert refused == "blocked-scheme: “b” (|touch owned) would run a program, which no list may"
    assert hint.startswith("The blogs are asked with the next")
    [again] = program("import", "--json", path).lines
    assert again == {
        "event": "listed",
        "kind": "opml",
        "blogs": 1,
        "added": [],
        "paused": [],
        "left_out": [refused],
        "posts": 0,
        "new": 0,
        "starred": 0,
        "searches": 0,
    }


@pytest.mark.sockets
def test_a_blog_on_the_local_network_is_asked_when_it_is_named(
    program: Program, tmp_path: Path, served: FakeBlog
) -> None:
    path = tmp_path / "urls"
    path.write_text(f"{served.feed_url}\n", "utf-8")
    ran = program("import", path)
    assert "is on the local network: it is asked only when you name it" in ran.err
    assert "with the next" not in ran.err
    program("import", "--fetch", path)
    assert program("blogs", "--json").json[0]["posts"] == 0
    program("remove", 1, "--yes")
    assert program("add", served.feed_url).out.endswith("it is paused: asked only when named\n")
    assert program("fetch", 1).status == 0
    assert program("blogs", "--json").json[0]["posts"] == len(served.posts)


def test_the_blogs_of_a_list_are_asked_at_once_on_request(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "urls"
    path.write_text("https://a.test/feed ~Anna\nhttp://10.0.0.1/feed\n", "utf-8")
    ran = program("--offline", "import", "--fetch", path)
    assert ran.out == "urls: 2 blogs.\n0 new posts, 1 skipped (offline, as asked for)\n"
    assert "with the next" not in ran.err
