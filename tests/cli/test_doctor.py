"""``doctor``: what is told of a blog that answers, fails or was never asked, and of the machine."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.fakeblog import FakeBlog, Fault, numbered

pytestmark = pytest.mark.sockets


def told(out: str) -> dict[str, list[str]]:
    """The sentences, by topic."""
    found: dict[str, list[str]] = {}
    for line in out.splitlines():
        topic, _, words = line[2:].partition(" ")
        found.setdefault(topic, []).append(words.strip())
    return found


@pytest.fixture
def old(served: FakeBlog) -> FakeBlog:
    served.posts = numbered(60)
    served.newest, served.cap = 10, 25
    return served


@pytest.fixture
def asked(old: FakeBlog) -> list[str]:
    """The paths that its server was asked for."""
    paths: list[str] = []
    old.meanwhile = lambda request: paths.append(request.url.path)
    return paths


def test_a_blog_that_answers_is_told_with_what_can_be_had_of_it(
    program: Program, old: FakeBlog, asked: list[str]
) -> None:
    old.posts[-1] = replace(old.posts[-1], is_cut=True)
    program("add", old.home)
    asked.clear()
    ran = program("doctor", "what now")
    assert (ran.status, ran.err) == (0, "")
    found = told(ran.out)
    assert found["kept"] == ["10 posts kept, of 60 that it says it has; 10 unread."]
    answered, conditional, read = found["feed"]
    assert ": 200, application/atom+xml" in answered
    assert conditional.startswith("It gives ETag")
    assert read.startswith("Atom: 10 posts of 60")
    assert found["archive"][0].startswith("All of 60 posts can be had, by blogger")
    assert found["next"][0].endswith("it is asked once an hour, or as seldom as its server wants.")
    assert 1 <= len(asked) <= 4
    assert len(program("posts", "--json").json) == 10, "nothing of it is kept"


def test_offline_nobody_is_asked(program: Program, old: FakeBlog, asked: list[str]) -> None:
    program("add", old.home)
    asked.clear()
    ran = program("--offline", "doctor", "what now", "--json")
    assert ran.status == 0
    assert [each["topic"] for each in ran.json] == ["kept", "feed", "archive", "comments", "next"]
    assert "was not asked" in ran.json[1]["words"]
    assert asked == []


def test_a_server_that_wants_to_be_left_alone_is_not_asked_for_an_examination_either(
    program: Program, old: FakeBlog, asked: list[str]
) -> None:
    program("add", old.home)
    old.fault = Fault(429, headers=(("Retry-After", "7200"),))
    program("fetch", "--force")
    asked.clear()
    found = told(program("doctor", "what now").out)
    assert asked == []
    assert found["feed"][0].startswith("Its server asked to be left alone: http")
    assert "looked for" in found["archive"][0]
    assert found["next"][0].startswith("Not before ")


def test_what_is_wrong_with_a_blog_ends_with_status_1(program: Program, old: FakeBlog) -> None:
    program("add", old.home)
    old.fault = Fault(500)
    program("fetch", "--force")
    ran = program("doctor", "what now")
    assert ran.status == 1
    wrong = [line for line in ran.out.splitlines() if line.startswith("!")]
    assert any("http-status: " in line for line in wrong)
    assert any("1 failure in a row" in line for line in wrong)
    old.fault = Fault(410)
    assert told(program("doctor", "what now").out)["archive"] == [
        "Nothing leads to older posts while the feed cannot be read."
    ]


def test_the_machine_is_told(program: Program, home: Path) -> None:
    program("posts")
    ran = program("doctor")
    assert (ran.status, ran.err) == (0, "")
    found = told(ran.out)
    assert set(found) >= {"program", "terminal", "pictures", "browser", "settings", "store"}
    assert "SQLite finds nothing wrong with it." in found["store"]


def test_a_wrong_line_of_the_settings_and_a_broken_store_are_told(
    program: Program, home: Path
) -> None:
    program("posts")
    store = next(home.rglob("*.db"))
    (home / "config.toml").write_text("them = 'dark'\n")
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(store.read_bytes())
    data[4096 * 3 : 4096 * 6] = b"\xff" * 4096 * 3
    store.write_bytes(data)
    ran = program("doctor")
    wrong = [line for line in ran.out.splitlines() if line.startswith("!")]
    assert ran.status == 1
    assert any("unknown setting 'them'" in line for line in wrong), ran
    assert any("storage-corrupt: " in line for line in wrong), ran
