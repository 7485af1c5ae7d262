"""Whole texts of cut posts by the command line: with each fetch, and what ``show`` prints."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.fakeblog import FakeBlog, numbered
from tui_reader.config import load
from tui_reader.store import page_texts
from tui_reader.store.database import Database

pytestmark = pytest.mark.sockets

BEGINNING = "<p>It was a long way to the harbour, and the rain had not stopped since</p>"
WHOLE = "<p>It was a long way to the harbour, and the rain had not stopped since dawn.</p>" + (
    "<p>Nobody spoke, and the <b>lamps</b> were lit one after the other.</p>" * 9
)


@pytest.fixture
def cut(served: FakeBlog, program: Program) -> FakeBlog:
    """A blog that cuts its posts, followed."""
    served.is_blogger = False
    served.posts = [replace(post, html=BEGINNING, page=WHOLE, is_cut=True) for post in numbered(2)]
    assert program("add", served.home).status == 0
    return served


def want(home: Path) -> None:
    """What ctrl+f does."""

    async def work() -> None:
        database = Database.open(load(home, {}).paths.store_file)
        await database.write(page_texts.want, 1, True)
        await database.close()

    asyncio.run(work())


def test_fetch_brings_them_where_that_was_asked_for(
    cut: FakeBlog, program: Program, home: Path
) -> None:
    assert "lamps" not in program("show", 1).out
    assert program("blogs", "--json").json[0]["page_texts"] is False
    want(home)
    cut.edit(1, page=BEGINNING)
    ran = program("fetch", "--force")
    assert ran.status == 0, "pages that do not come are no failure of the blog"
    assert "2 page texts, 1 of them did not come" in ran.out
    assert program("blogs", "--json").json[0]["page_texts"] is True
    for form in ("text", "markdown", "html"):
        assert "lamps" in program("show", 1, "--format", form).out
    posts = program("posts", "--json").json
    assert [(post["cut"], post["from_page"]) for post in posts] == [(True, True), (True, False)]
    whole = program("show", 1, "--json").json
    assert "lamps" in whole["text"]
    assert "<b>lamps</b>" in whole["html"]


def test_as_json_one_line_says_how_many_came(cut: FakeBlog, program: Program, home: Path) -> None:
    want(home)
    told = program("fetch", "--force", "--json").lines
    assert [each["event"] for each in told] == ["unchanged", "page-texts"]
    assert told[1] == {"event": "page-texts", "blog_id": 1, "total": 2, "failed": 0}
    assert [each["event"] for each in program("fetch", "--force", "--json").lines] == ["unchanged"]


def test_offline_they_are_there(cut: FakeBlog, program: Program, home: Path) -> None:
    want(home)
    program("fetch", "--force")
    assert "lamps" in program("--offline", "show", 1).out
