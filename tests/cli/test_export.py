"""``export`` as scripts see it: what is printed, what is written, what is refused."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.conftest import Program
from tests.feeds.backups.files import comment, export, post


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: Program) -> Path:
    """A folder of one's own, and a store with two posts."""
    backup = tmp_path / "blog.xml"
    backup.write_text(export(post(1), post(2), comment(11, 1)), "utf-8")
    assert program("import", backup).status == 0
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_each_form_lands_under_the_name_of_what_was_chosen(program: Program, here: Path) -> None:
    for form in ("--epub", "--html", "--markdown"):
        ran = program("export", form, "--blog", "what now", "--comments")
        assert (ran.status, ran.err) == (0, "")
        assert ran.out.endswith(": 2 posts, 1 comment\n")
    assert names(here) == ["What-Now", "What-Now.epub", "What-Now.html"]
    with ZipFile(here / "What-Now.epub") as book:
        assert book.namelist()[0] == "mimetype"


def test_what_is_there_is_written_over_only_by_force(program: Program, here: Path) -> None:
    (here / "a.epub").write_text("mine", "utf-8")
    ran = program("export", "--epub", "-o", "a.epub")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("usage: a.epub is there already")
    assert (here / "a.epub").read_text("utf-8") == "mine"
    assert program("export", "--epub", "-o", "a.epub", "--force").status == 0
    assert (here / "a.epub").read_bytes()[:2] == b"PK"
    assert names(here) == ["a.epub"]


def test_lines_and_lists_are_printed(program: Program, here: Path) -> None:
    lines = program("export", "--json", "--comments").lines
    assert [len(line["thread"]) for line in lines] == [0, 1]
    assert set(lines[0]) >= {"id", "html", "text", "thread", "note", "tags", "labels"}
    assert "<opml" in program("export", "--opml").out
    assert program("export", "--urls").status == 0
    assert program("export", "--opml", "-o", str(here)).status == 0
    assert names(here) == ["blogs.opml"]
    assert program("export", "-o", "mine.opml").status == 0
    assert Path("mine.opml").read_bytes() == (here / "blogs.opml").read_bytes()


def test_words_and_options_choose(program: Program) -> None:
    [first, second] = program("export", "--json").lines
    program("mark", first["id"], "--star")
    assert [line["id"] for line in program("export", "--json", "--starred").lines] == [first["id"]]
    chosen = program("export", "--json", "-is:starred").lines
    assert [line["id"] for line in chosen] == [second["id"]]
    assert json.dumps(chosen[0])


REFUSED = (
    ((), "usage: say what to write: --markdown"),
    (("-o", "diary.pdf"), "usage: say what to write: --markdown"),
    (("--epub", "--year", "1999"), "usage: no post is chosen"),
    (("--epub", "is:"), "usage: is:"),
    (("--markdown", "-o", "-"), "usage: a folder cannot be printed"),
    (("--epub", "-o", "no/where.epub"), "usage: there is no folder"),
    (("--opml", "heron"), "usage: words choose posts"),
    (("--opml", "--starred"), "usage: --starred is for posts"),
    (("--epub", "--passwords"), "usage: --passwords is for"),
    (("--epub", "--no-pictures", "--fetch-pictures"), "usage: choose"),
    (("--epub", "--blog", "nobody"), "usage: no blog is called"),
)


def test_what_cannot_be_written_is_one_sentence(program: Program, here: Path) -> None:
    for words, sentence in REFUSED:
        ran = program("export", *words)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith(sentence), ran.err
        assert ran.err.count("\n") == 1
    assert names(here) == []
