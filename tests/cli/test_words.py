"""What is printed: tables, times, keys, settings, versions, the bar."""

import io
import json
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.app.test_article_frame import ARTICLE
from tests.cli.conftest import Program
from tui_reader.app.commands import COMMANDS
from tui_reader.cli.bar import Bar
from tui_reader.cli.output import cells, cut, json_text, pad
from tui_reader.cli.times import end_instant, first_instant
from tui_reader.config import SETTINGS
from tui_reader.errors import UsageError
from tui_reader.export import forms
from tui_reader.plain import wording

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("日本", 4), ("é", 1), ("e\u0301", 1), ("", 0), ("한", 2)]
)
def test_columns_are_aligned_by_cells(text: str, width: int) -> None:
    assert cells(text) == width
    assert cells(pad(text, 8)) == cells(pad(text, 8, is_right=True)) == 8


def test_json_says_what_it_says_and_holds_nothing_that_a_terminal_obeys() -> None:
    value = {"title": "\x1b[31m \x9b31m \x7f \u202e \u2066 日本 👩‍👩‍👧 é"}
    assert json.loads(json_text(value)) == value
    assert json_text("\x1b\x9b\x7f\u202e日本👩‍👩‍👧") == r'"\u001b\u009b\u007f\u202e日本👩‍👩‍👧"'


def test_a_line_is_cut_at_a_cell() -> None:
    assert cut("日本語の題", 5) == "日本…"
    assert cut("日本語の題", 10) == "日本語の題"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024", (2024, 1, 1), (2025, 1, 1)),
        ("2024-03", (2024, 3, 1), (2024, 4, 1)),
        ("2024-12", (2024, 12, 1), (2025, 1, 1)),
        ("2024-02-29", (2024, 2, 29), (2024, 3, 1)),
    ],
)
def test_a_calendar_time_is_a_whole_period(
    text: str, start: tuple[int, int, int], end: tuple[int, int, int]
) -> None:
    assert first_instant(text, NOW) == datetime(*start).astimezone()
    assert end_instant(text, NOW) == datetime(*end).astimezone()


def test_a_span_counts_back_from_now_and_a_moment_is_taken_as_it_is() -> None:
    assert first_instant("7d", NOW) == NOW - timedelta(days=7)
    assert first_instant("2w", NOW) == NOW - timedelta(days=14)
    assert first_instant("2024-03-01T10:00:00+02:00", NOW).astimezone(UTC).hour == 8


@pytest.mark.parametrize("text", ["soon", "", "2024-13", "2023-02-29", "7y", "999999w", "0000"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        first_instant(text, NOW)


def test_keys_show_every_command_in_three_forms(program: Program, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text(
        '[keys]\nquit = "ctrl+q"\nstar = "f8 s,f7"\n', encoding="utf-8"
    )
    rows = program("keys", "--json").json
    assert [row["command"] for row in rows] == [command.id for command in COMMANDS]
    assert all(row["keys"] and row["what"] for row in rows)
    assert next(row["keys"] for row in rows if row["command"] == "quit") == ["ctrl+q"]
    assert next(row["keys"] for row in rows if row["command"] == "star") == ["f8 s", "f7"]
    plain, markdown = program("keys").out, program("keys", "--markdown").out
    assert len(plain.splitlines()) == len(COMMANDS)
    assert len(markdown.splitlines()) == len(COMMANDS) + 2
    assert markdown.startswith("| where | keys | what |\n| --- | --- | --- |\n| ")


def test_config_shows_values_and_where_they_come_from(program: Program, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text(
        'ascii_signs = true\nbrowser = "w3m %u"\n[keys]\nquit = "x"\n', encoding="utf-8"
    )
    rows = {row["name"]: row for row in program("config", "--json").json}
    assert set(rows) > {setting.name for setting in SETTINGS}
    assert rows["ascii_signs"]["value"] is True
    assert rows["ascii_signs"]["source"] == f"{home / 'config.toml'} line 1"
    assert rows["theme"]["source"] == "default"
    assert rows["keys.quit"]["value"] == "x"
    assert rows["log_file"]["value"] == str(home / "tui-reader.log")
    assert "w3m %u" in program("config").out


def test_the_versions_name_what_the_reader_stands_on(program: Program) -> None:
    words = program("--version").out.split()
    assert {"tui-reader", "Python", "SQLite", "expat", "Textual"} < set(words)


@pytest.mark.parametrize(
    "command", ["add", "remove", "fetch", "blogs", "posts", "show", "mark", "keys", "config"]
)
def test_every_command_has_help_and_json(program: Program, command: str) -> None:
    ran = program(command, "--help")
    assert ran.status == 0
    assert "--json" in ran.out


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stream", [Terminal(), io.StringIO()])
def test_a_terminal_gets_a_bar_and_a_pipe_gets_none(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    with Bar() as bar:
        bar.total = 2
        bar.show("one\x1b[31m")
        bar.advance("two")
    drawn = stream.getvalue()
    assert ("1/2" in drawn) is stream.isatty()
    assert "\x1b[31m" not in drawn
    assert not drawn or drawn.endswith("\r\x1b[K")


def test_lists_are_empty_arrays_before_anything_is_followed(program: Program) -> None:
    for command in ("blogs", "posts"):
        ran = program(command, "--json")
        assert (ran.status, json.loads(ran.out)) == (0, [])


@pytest.mark.parametrize(
    ("author", "line"),
    [
        ("A. Writer", "2020-01-30 00:00 · A. Writer · What Now?"),
        ("What Now?", "2020-01-30 00:00 · What Now?"),
        ("", "2020-01-30 00:00 · What Now?"),
    ],
)
def test_a_blog_is_named_once_where_its_author_has_its_name(author: str, line: str) -> None:
    article = replace(ARTICLE, author=author)
    assert forms.dateline(article) == line
    said = wording.dateline(article.row, author, with_blog=True)
    assert said.count("What Now?") == 1
