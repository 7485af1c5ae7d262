"""What a person keeps, from the command line: tags, notes, and taking things back."""

import io
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.fakeblog import FakeBlog
from tests.store.making import NOW
from tui_reader.config import load
from tui_reader.library.step_words import of_hidden
from tui_reader.store import hiding
from tui_reader.store.database import Database

pytestmark = pytest.mark.sockets


@pytest.fixture
def kept(program: Program, served: FakeBlog) -> Program:
    assert program("add", served.home).status == 0
    return program


def words_of(program: Program) -> list[str]:
    return [step["words"] for step in program("history", "--json").json]


def test_what_one_run_did_another_takes_back(kept: Program) -> None:
    kept("mark", 1, 2, "--star", "--tag", "#Heron")
    assert kept("tags").out == "2  2  Heron\n"
    assert kept("history", "--limit", 2).out.splitlines()[0].endswith("Tagged 2 posts “Heron”.")
    assert words_of(kept) == [
        "Tagged 2 posts “Heron”.",
        "Starred 2 posts.",
        "Followed “What Now?”.",
    ]
    undone = kept("undo")
    assert (undone.status, undone.out) == (0, "Taken back: Tagged 2 posts “Heron”.\n")
    assert kept("tags").out == ""
    assert kept("undo", "--json").json["undone"]
    assert kept("posts", "--starred").out == ""
    assert kept("redo").out == "Done again: Starred 2 posts.\n"
    assert len(kept("posts", "--starred").out.splitlines()) == 2
    third = kept("history", "--json").json[0]["id"]
    assert kept("redo", third).out == "Done again: Tagged 2 posts “Heron”.\n"
    assert kept("mark", "--where", "tag:heron", "--untag", "heron").out == (
        "Took the tag “Heron” from 2 posts.\n"
    )


def test_a_removed_blog_comes_back_with_all_its_posts(kept: Program) -> None:
    before = kept("posts").out
    kept("remove", 1, "--yes")
    assert kept("blogs").out == ""
    assert kept("undo").out == "Taken back: Removed “What Now?”.\n"
    assert kept("posts").out == before


def test_a_fetch_finishes_a_rule_that_was_killed_while_it_was_made(
    kept: Program, home: Path
) -> None:
    database = Database.open(load(home, {}).paths.store_file)
    database.write_now(hiding.begin_rule, "label:even", NOW, of_hidden)
    database.close_now()
    before = len(kept("posts").out.splitlines())
    kept("fetch")
    assert len(kept("posts").out.splitlines()) == before - 1
    assert words_of(kept)[0] == "Hid 1 post by a rule: label:even"


def test_tags_and_note_are_in_every_post_object(kept: Program) -> None:
    kept("mark", 1, "--tag", "Heron")
    kept("note", 1, "Mine")
    objects = [
        kept("show", 1, "--json").json,
        *kept("search", "tag:heron", "--json").json,
        *kept("posts", "tag:heron", "--json").json,
    ]
    assert [(each["id"], each["tags"], each["note"]) for each in objects] == [
        (1, ["Heron"], "Mine")
    ] * 3
    [other] = kept("posts", "-tag:heron", "--limit", 1, "--json").json
    assert (other["tags"], other["note"]) == ([], None)


def test_a_note_is_written_read_and_taken_away(
    kept: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kept("note", 1).out == ""
    assert kept("note", 1, "Mine: *good*\x1b[2J").status == 0
    assert kept("note", 1).out == "Mine: *good*[2J\n"
    monkeypatch.setattr("sys.stdin", io.StringIO("two\nlines\n"))
    assert kept("note", 1, "-", "--json").json["text"] == "two\nlines"
    assert kept("note", 1, "--remove").status == 0
    assert kept("note", 1, "--json").json is None
    kept("undo")
    assert kept("note", 1).out == "two\nlines\n"


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (("redo",), "usage: there is nothing to do again"),
        (("undo", 99), "usage: there is nothing to take back"),
        (("mark", 1, "--tag", " # "), "usage: a tag needs a name"),
        (("note", 1, "x", "--remove"), "usage: say TEXT or --remove"),
        (("note", 77), "usage: no post is '77'"),
        (("mark", 1), "usage: say --read, --unread, --star, --unstar, --tag or --untag"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    kept: Program, command: tuple[str | int, ...], error: str
) -> None:
    ran = kept(*command)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(error)
