"""Posts are written while one reads: what is chosen, where to, what is there already."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from textual.widgets import Input

from tests.app.stage import Stage
from tui_reader.app.screens.export import ExportScreen
from tui_reader.app.widgets.option_line import OptionLine


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of one's own, where exports go."""
    folder = tmp_path / "me"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


async def test_a_list_becomes_a_book(blogs: Stage, home: Path) -> None:
    async with blogs.open() as reader:
        await reader.press("ctrl+e")
        assert isinstance(reader.pilot.app.screen, ExportScreen)
        place = reader.pilot.app.screen.query_one(Input).value
        assert place == "~/All-posts.epub"
        await reader.press("enter")
        await reader.until(lambda: reader.message.startswith("Wrote ~/All-posts.epub: "))
        with ZipFile(home / "All-posts.epub") as book:
            assert any(name.endswith("2026-01.xhtml") for name in book.namelist())
        assert reader.screen.title_bar.export is None


async def test_what_is_selected_is_written_and_nothing_is_written_over_at_once(
    blogs: Stage, home: Path
) -> None:
    (home / "Selection.jsonl").write_text("mine", "utf-8")
    async with blogs.open() as reader:
        await reader.press("x", "j", "x", "ctrl+e", "right", "right", "right", "enter")
        screen = reader.pilot.app.screen
        assert isinstance(screen, ExportScreen)  # it asks once more
        assert (home / "Selection.jsonl").read_text("utf-8") == "mine"
        await reader.press("enter")
        await reader.until(lambda: reader.message.startswith("Wrote ~/Selection.jsonl"))
        lines = (home / "Selection.jsonl").read_text("utf-8").splitlines()
        titles = {json.loads(line)["title"] for line in lines}
        assert len(titles) == 2
        assert "A pact is signed" in titles
        assert names(home) == ["Selection.jsonl"]


async def test_the_place_follows_the_form_until_a_person_names_one(
    blogs: Stage, home: Path
) -> None:
    async with blogs.open() as reader:
        await reader.press("ctrl+e", "right", "right")
        screen = reader.pilot.app.screen
        assert isinstance(screen, ExportScreen)
        assert screen.query_one(Input).value == "~/All-posts.html"
        await reader.press("left", "left", "left")  # the list of blogs
        assert screen.query_one("#comments", OptionLine).is_idle
        assert screen.query_one(Input).value == "~/blogs.opml"
        screen.query_one(Input).value = "~/no/where.opml"
        await reader.press("enter")
        assert isinstance(reader.pilot.app.screen, ExportScreen)
        screen.query_one(Input).value = "~/" + "long" * 100
        await reader.press("enter")
        assert "File name too long" in reader.text
        screen.query_one(Input).value = "~/no/where.opml"
        await reader.press("right")
        assert screen.query_one(Input).value == "~/no/where.opml"
        screen.query_one(Input).value = "~/mine.opml"
        await reader.press("left", "enter")
        await reader.until(lambda: (home / "mine.opml").exists())
        assert names(home) == ["mine.opml"]
