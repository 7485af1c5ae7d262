"""The screen with every setting: what holds, why; what is changed there, and what of it stays."""

import re
from pathlib import Path

import pytest

from tests.app.stage import Reader, Stage
from tui_reader.app.screens.settings import SettingsScreen
from tui_reader.app.setting_rows import Group, SettingRow, from_typed, setting_rows, stepped
from tui_reader.config import SETTINGS, load
from tui_reader.config.settings import SETTING


def rows(home: Path, text: str = "", **chosen: object) -> dict[str, SettingRow]:
    (home / "config.toml").write_text(text, "utf-8")
    config = load(home, {})
    tmp = Path("elsewhere")
    for name, value in chosen.items():
        config.choose(name, value)
    found = setting_rows(config, config.problems, "reader-dark", "reader-dark", tmp)
    return {row.name: row for row in found}


def test_every_setting_has_a_row_with_its_value_and_where_it_comes_from(tmp_path: Path) -> None:
    found = rows(tmp_path, 'justify = true\ncontact = "a"\n', contact="b", mark_read="end")
    assert {each.name for each in SETTINGS} <= found.keys()
    assert [(row.value, row.source, row.is_changed) for row in map(found.get, SHOWN) if row] == [
        ("88", "default", False),
        ("true", "line 1", True),
        ('"b"', "chosen here", True),
        ('"end"', "chosen here", True),
        ('"reader-dark"', "default", False),
    ]
    assert "line 2 of the file holds again at the next start." in found["contact"].notes[1]
    assert (
        found["mark_read"].notes[1]
        == "Chosen here, and kept. A line in the file would win over it."
    )
    assert found["mark_read"].line == 'mark_read = "end"'
    assert found["ascii_signs"].notes[-1] == "A change is seen at the next start."


SHOWN = ("article_width", "justify", "contact", "mark_read", "theme")


def test_keys_programs_paths_and_mistakes_have_rows_too(tmp_path: Path) -> None:
    text = (
        '[keys]\nstar = "g s,?"\nfly = "x"\n[pipe]\n"my way" = {run = "a %t", as = "html"}\n[x]\n'
    )
    found = rows(tmp_path, text)
    assert found["star"].line == 'star = "g s, ?"'
    assert found["star"].notes == ('Default: "s".',)
    assert "fly" not in found, "no command: the keymap names it"
    assert found['"my way"'].line == '"my way" = { run = "a %t", as = "html" }'
    assert found["settings"].value == str(tmp_path / "config.toml")
    assert (found["line 6"].group, found["line 6"].line) == (Group.PROBLEMS, "")
    assert found["line 6"].value.startswith("unknown setting 'x'")


@pytest.mark.parametrize(
    ("name", "value", "by", "then"),
    [
        ("justify", False, 1, True),
        ("justify", False, -1, True),
        ("mark_read", "never", 1, "opened"),
        ("mark_read", "opened", -1, "never"),
        ("article_width", 72, 1, 76),
        ("article_width", 71, 1, 72),
        ("article_width", 71, -1, 68),
        ("article_width", 72, -1, 68),
        ("article_width", 88, 1, 88),
        ("article_width", 21, -1, 20),
        ("refresh_minutes", 0, -1, 0),
        ("browser", ("w3m",), 1, None),
    ],
)
def test_the_value_after_and_before(name: str, value: object, by: int, then: object) -> None:
    row = SettingRow(Group.SETTINGS, name, "", setting=SETTING[name])
    assert stepped(row, value, by) == then


def test_what_is_typed_is_a_number_only_where_one_is_wanted() -> None:
    width, contact = (
        SettingRow(Group.SETTINGS, name, "", setting=SETTING[name])
        for name in ("article_width", "contact")
    )
    assert (from_typed(width, " 60 "), from_typed(width, "6x")) == (60, "6x")
    assert from_typed(contact, "60") == "60"


async def go_to(reader: Reader, name: str) -> None:
    """Go to a row by keys."""
    screen = reader.app.screen
    assert isinstance(screen, SettingsScreen)
    names = [row.name for row in screen.list._rows]
    steps = names.index(name) - screen.list.cursor
    await reader.hurry(*(["j"] * steps or ["k"] * -steps))
    assert screen.list.cursor == names.index(name)


async def test_a_choice_holds_at_once_is_kept_and_can_be_taken_back(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("G", "enter")
        assert reader.screen.article.justifies is False
        await reader.press("comma")
        await go_to(reader, "justify")
        await reader.press("enter", "right", "right", "j", "j", "right")
        assert reader.screen.article.justifies is True
        assert reader.text.count("chosen here") == 2
        await reader.press("escape")
        assert reader.screen.is_current
        await reader.library.save_state("settings", {"hyphenate": True, "justify": True})
        await reader.press("comma", "g")
        await go_to(reader, "mark_read")
        await reader.press("right", "left")
    async with blogs.open() as reader:
        assert reader.screen.article.justifies is True
        assert reader.screen.article.parts_words is True, "another program chose it"
        assert reader.app._config.mark_read == "end"
        await reader.press("comma")
        await go_to(reader, "justify")
        await reader.press("backspace")
        assert reader.screen.article.justifies is False
        assert reader.text.count("chosen here") == 2
        assert reader.library.load_state_now()["settings"] == {
            "mark_read": "end",
            "hyphenate": True,
        }


async def test_the_file_wins_at_the_next_start_and_is_never_written(blogs: Stage) -> None:
    file = blogs.config.paths.config_file
    file.write_text("justify = true\n", "utf-8")
    async with blogs.open() as reader:
        await reader.press("comma")
        await go_to(reader, "justify")
        assert "From line 1 of the file." in reader.text
        await reader.press("space")
        assert "line 1 of the file holds again at the next start." in reader.text
        assert "As it was" in reader.lines[-1]
        assert "Write file" not in reader.lines[-1], "there is one"
        await reader.press("w", "j")
        assert "As it was" not in reader.lines[-1], "nothing was chosen"
    async with blogs.open() as reader:
        assert reader.screen.article.justifies is True
    assert file.read_text("utf-8") == "justify = true\n"


async def test_a_value_is_written_in_a_line_and_a_wrong_one_is_said(blogs: Stage) -> None:
    async with blogs.open(size=(80, 24)) as reader:
        await reader.press("comma")
        await go_to(reader, "article_width")
        await reader.press("enter", "backspace", "backspace")
        await reader.type("5q")
        await reader.press("enter")
        assert "article_width must be a whole number." in reader.text
        await reader.press("backspace")
        assert "must be a whole number" not in reader.text
        await reader.press("enter")
        assert "article_width must be between 20 and 88." in reader.text
        await reader.type("2")
        await reader.press("enter")
        assert reader.screen.article._text_width == 52
        assert reader.focused == "settings"
        await go_to(reader, "browser")
        await reader.press("enter")
        await reader.type("sh -c x")
        await reader.press("enter")
        assert "must name the program itself, not a shell" in reader.text
        await reader.press("escape", "y")
        assert reader.app.clipboard == 'browser = ""'


async def test_colours_are_chosen_from_the_list_of_themes(blogs: Stage) -> None:
    async with blogs.open(size=(80, 24)) as reader:
        await reader.press("comma")
        await go_to(reader, "theme")
        await reader.press("enter")
        await reader.until(lambda: "Colours" in reader.text)
        await reader.press("escape")
        reader.app.theme = "reader-light"
        await reader.settle()
        assert re.search('theme +"reader-light" +chosen here', reader.text)
        await reader.press("backspace")
        assert reader.app.theme == "reader-dark"


async def test_mistakes_stand_on_top_and_a_whole_file_is_written_where_none_is(
    blogs: Stage,
) -> None:
    file = blogs.config.paths.config_file
    async with blogs.open(size=(100, 24)) as reader:
        await reader.press("comma", "w")
        assert "Every setting is written there, none is changed: " in reader.text
        file.write_text("justify = true", "utf-8")
        await reader.press("w")
    assert file.read_text("utf-8") == "justify = true"
    file.write_text('thme = "x"\n[keys]\nstar = "q"\n', "utf-8")
    async with blogs.open(size=(100, 24)) as reader:
        assert "config: 2 mistakes (key , shows all): config.toml line 1: unknown s" in reader.text
        await reader.press("comma", "g")
        assert "unknown setting 'thme'; did you mean 'theme'?" in reader.text
        assert "'q' is the key of quit; star keeps its own." in reader.text
        await reader.press("enter", "right", "backspace")
        assert reader.lines[-1].split()[:4] == ["?", "Help", "esc", "Done"]


async def test_rows_of_one_line_are_seen_at_once_and_the_cursor_stays_on_its_post(
    blogs: Stage,
) -> None:
    async with blogs.open(size=(80, 24)) as reader:
        await reader.press("G")
        post, lines = reader.cursor_row.id, reader.screen.posts.content_height()
        settings = reader.app._adjusting
        for one_line in (True, False):
            settings.choose("one_line_rows", one_line, reader.screen)
            await reader.settle()
            assert reader.cursor_row.id == post
            assert (reader.screen.posts.content_height() < lines) is one_line
            assert reader.cursor_row.title[:20] in reader.text
