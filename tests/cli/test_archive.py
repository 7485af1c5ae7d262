"""``archive``: every old post of a blog that a real server on this machine serves."""

import json
import signal
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.fakeblog import START, FakeBlog, Fault, numbered
from tui_reader.cli.archive import Teller
from tui_reader.cli.bar import ERASE, WIDTH, Bar
from tui_reader.models import ArchiveEvent, Found, PageKept, ThreadsKept, Waiting

pytestmark = pytest.mark.sockets

POSTS = 60


@pytest.fixture
def old(served: FakeBlog) -> FakeBlog:
    """A blog whose feed gives the newest few of its posts."""
    served.posts = numbered(POSTS)
    served.newest, served.cap = 10, 25
    return served


def test_an_archive_is_brought_and_told_in_words(program: Program, old: FakeBlog) -> None:
    program("add", old.home)
    ran = program("archive")
    assert (ran.status, ran.err) == (0, "")
    found, done = ran.out.splitlines()
    assert found.startswith(f"What Now?: {POSTS} posts since January 2026, 10 of them kept")
    assert done == f"What Now?: {POSTS} of {POSTS} posts kept"
    assert len(program("posts", "--json").json) == POSTS
    assert len(program("posts", "--unread", "--json").json) == 10


def test_events_are_json_one_a_line(program: Program, old: FakeBlog) -> None:
    program("add", old.home)
    ran = program("archive", "what now", "--json")
    assert (ran.status, ran.err) == (0, "")
    found, *pages, done = ran.lines
    assert list(found) == ["event", "blog_id", "strategy", "total", "since", "kept", "note"]
    assert (found["event"], found["strategy"], found["total"]) == ("found", "blogger", POSTS)
    assert found["since"].startswith("2026-01-0")
    assert {page["event"] for page in pages} == {"page"}
    assert list(pages[0]) == ["event", "blog_id", "new", "kept", "total"]
    assert sum(page["new"] for page in pages) == POSTS - 10
    assert done == {"event": "done", "blog_id": 1, "note": "", "kept": POSTS, "total": POSTS}


def test_a_blog_is_followed_with_its_whole_archive(program: Program, old: FakeBlog) -> None:
    ran = program("add", old.home, "--archive")
    assert ran.status == 0
    assert ran.out.splitlines()[0] == "1 What Now?: 10 posts kept"
    assert ran.out.splitlines()[-1] == f"What Now?: {POSTS} of {POSTS} posts kept"


def test_followed_with_its_archive_in_json_the_blog_is_the_first_event(
    program: Program, old: FakeBlog
) -> None:
    lines = program("add", old.home, "--archive", "--json").lines
    assert (lines[0]["event"], lines[0]["title"], lines[0]["posts"]) == ("added", "What Now?", 10)
    assert [line["event"] for line in (lines[1], lines[-1])] == ["found", "done"]


def test_a_server_that_waits_is_told_and_waited_for(program: Program, old: FakeBlog) -> None:
    program("add", old.home)
    old.faults = [None, Fault(429, (("Retry-After", "1"),))]
    ran = program("archive")
    assert ran.status == 0
    assert "What Now?: its server asks for fewer requests; goes on at " in ran.err
    assert len(program("posts", "--json").json) == POSTS


def test_what_fails_is_named_with_what_is_kept(program: Program, old: FakeBlog) -> None:
    program("add", old.home)
    old.faults = [None, None, Fault(503, (("Retry-After", "7200"),))]
    ran = program("archive")
    assert ran.status == 1
    assert ran.err.startswith("http-status: What Now?: ")
    assert "it is not asked before" in ran.err
    assert f"of {POSTS} posts are kept, and the same command goes on from there." in ran.err
    again = program("archive", "--json")
    assert again.status == 0
    [skipped] = again.lines
    assert (skipped["event"], skipped["reason"]) == ("skipped", "its server asked to be left alone")
    assert skipped["until"]


def test_offline_nobody_is_asked(program: Program, old: FakeBlog) -> None:
    program("add", old.home)
    ran = program("--offline", "archive")
    assert (ran.status, ran.out) == (0, "What Now?: skipped, offline, as asked for\n")


def test_wrong_words_are_wrong_usage(program: Program, old: FakeBlog) -> None:
    program("add", old.home)
    assert program("archive", "nobody").status == 2
    ran = program("archive", "--strategy", "telepathy")
    assert ran.status == 2
    assert "telepathy" in ran.err
    assert "blogger" in ran.err, "those that there are"


def test_old_posts_arrive_unread_by_a_setting(program: Program, old: FakeBlog, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text("archive_unread = true\n")
    program("add", old.home, "--archive")
    assert len(program("posts", "--unread", "--json").json) == POSTS


def test_interrupted_it_keeps_what_was_done_and_says_so(
    program: Program, old: FakeBlog, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("add", old.home)
    main = threading.main_thread().ident
    assert main
    old.meanwhile = _interrupt_at(4, main)
    ran = program("archive")
    assert ran.status == 130
    said, ended = ran.err.splitlines()
    assert said.startswith("What Now?: ")
    assert said.endswith(f" of {POSTS} posts kept; the same command goes on from there.")
    assert ended == "interrupted: stopped; what was done is kept"
    old.meanwhile = None
    assert program("archive").status == 0
    assert len(program("posts", "--json").json) == POSTS


def test_interrupted_before_its_server_may_be_asked_it_does_not_go_on_by_itself(
    program: Program, old: FakeBlog, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program("add", old.home)
    old.faults = [None, Fault(429, (("Retry-After", "60"),))]
    _interrupt_as_it_waits(monkeypatch)
    assert "fewer requests" in program("archive").err
    with closing(sqlite3.connect(home / "data" / "reader.db")) as store, store:
        store.execute("UPDATE archives SET is_wanted = 1")  # as where it was killed
    assert program("archive").status == 130
    with closing(sqlite3.connect(home / "data" / "reader.db")) as store:
        assert store.execute("SELECT is_done, is_wanted FROM archives").fetchall() == [(0, 0)]


def _interrupt_as_it_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    tell = Teller.tell

    def tell_and_interrupt(teller: Teller, event: ArchiveEvent) -> None:
        tell(teller, event)
        if isinstance(event, Waiting):
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(Teller, "tell", tell_and_interrupt)


def _interrupt_at(number: int, thread: int) -> Callable[[object], None]:
    asked: list[object] = []

    def interrupt(request: object) -> None:
        asked.append(request)
        if len(asked) == number:
            signal.pthread_kill(thread, signal.SIGINT)

    return interrupt


def test_a_terminal_gets_a_bar_with_posts_rate_and_time_left(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "120")
    clock = iter(range(100))
    monkeypatch.setattr("time.monotonic", lambda: float(next(clock)))
    with Bar() as bar:
        teller = Teller(bar, as_json=True)
        teller.tell(Found(1, "What Now?", "blogger", 1_000, None, 100))
        for kept in (250, 400):
            teller.tell(PageKept(1, "What Now?", 150, kept, 1_000))
        teller.tell(Found(2, "Another", "paged", None, None, 10))
        shown = capsys.readouterr().err.split(ERASE)
    assert f"[{'#' * 9:<{WIDTH}}] 400/1,000 posts · 150/s · 0:04 left · What Now?" in shown
    assert shown[-1] == "410 posts · 103/s · Another", "nobody knows how many there are in all"


def test_the_bar_counts_comments_where_no_posts_come_any_more(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "120")
    clock = iter(range(100))
    monkeypatch.setattr("time.monotonic", lambda: float(next(clock)))
    with Bar() as bar:
        teller = Teller(bar, as_json=True)
        teller.tell(PageKept(1, "What Now?", 150, 1_000, 1_000))
        for kept in (100, 300):
            teller.tell(ThreadsKept(1, "What Now?", kept, 1_100))
        shown = capsys.readouterr().err.split(ERASE)
        teller.stop()
    assert shown[-1].endswith("] 300/1,100 comments · 200/s · 0:04 left · What Now?")
    stopped = "What Now?: 300 of 1,100 comments kept; the same command goes on from there.\n"
    assert stopped in capsys.readouterr().err


def test_a_wait_and_comments_are_told_as_they_come(capsys: pytest.CaptureFixture[str]) -> None:
    teller = Teller(Bar(), as_json=True)
    teller.tell(Waiting(1, "What Now?", "offline", START))
    teller.tell(ThreadsKept(1, "What Now?", 20, None))
    waiting, comments = map(json.loads, capsys.readouterr().out.splitlines())
    assert waiting == {
        "event": "waiting",
        "blog_id": 1,
        "reason": "offline",
        "until": "2026-01-05T12:00:00+00:00",
    }
    assert comments == {"event": "comments", "blog_id": 1, "kept": 20, "total": None}
