"""``tui-reader config``: choices made in the reader, mistakes in order, a file to begin with."""

import asyncio
from pathlib import Path

from tests.cli.conftest import Program
from tui_reader.config import CHOICES, load
from tui_reader.library.library import Library
from tui_reader.store.database import Database


def test_config_shows_what_was_chosen_in_the_reader(program: Program, home: Path) -> None:
    config = load(home, {})
    library = Library(Database.open(config.paths.store_file), config)
    asyncio.run(library.save_state(CHOICES, {"mark_read": "end", "article_width": 60}))
    library.close_now()
    (home / "config.toml").write_text("article_width = 72\n", encoding="utf-8")
    rows = {row["name"]: row for row in program("config", "--json").json}
    assert (rows["mark_read"]["value"], rows["mark_read"]["default"]) == ("end", "opened")
    assert rows["mark_read"]["source"] == "chosen in the reader"
    assert rows["article_width"]["value"] == 72, "the file wins"
    config.paths.store_file.write_bytes(b"no store at all, and longer than a header" * 9)
    shown = program("config")
    assert shown.status == 0
    assert "What was chosen in the reader is not shown." in shown.err


def test_config_names_all_that_is_wrong_in_the_order_of_lines(program: Program, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text(
        'theme = "reader-drak"\nthme = 1\njustify = 1\n[keys]\nstar = "q"\nhelp = "g esc"\n',
        encoding="utf-8",
    )
    shown = program("config")
    assert shown.status == 3
    said = [line.partition(" line ")[2] for line in shown.err.splitlines()]
    assert said[0] == "1: there is no theme 'reader-drak'; did you mean 'reader-dark'?"
    assert [line[0] for line in said] == ["1", "2", "3", "5", "6"]


def test_config_init_writes_a_file_where_none_is(program: Program, home: Path) -> None:
    wrote = program("config", "--init")
    assert (wrote.status, wrote.err) == (0, "")
    assert wrote.out.endswith(f"none is changed: {home / 'config.toml'}\n")
    before = (home / "config.toml").read_bytes()
    again = program("config", "--init")
    assert (again.status, again.out) == (2, "")
    assert again.err.startswith("usage: there is a file already, which stays as it is: ")
    assert (home / "config.toml").read_bytes() == before
    assert program("config").err == ""
