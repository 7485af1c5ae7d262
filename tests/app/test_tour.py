"""The tour of the first start: four steps, over the real reader, left at any moment."""

import pytest

from tests.app.stage import Reader, Stage
from tui_reader.app.commands import COMMANDS
from tui_reader.app.desk.touring import STOPS

STEPS = ("1 of 4", "2 of 4", "3 of 4", "4 of 4", "Done")


def step(reader: Reader) -> str:
    """Which step stands on the screen; empty for none."""
    text = reader.text.replace("/4  ", " of 4  ")
    return next((each for each in STEPS if f" {each} " in text), "")


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 10)])
async def test_each_step_waits_for_its_real_key_and_blocks_no_other(
    empty: Stage, size: tuple[int, int]
) -> None:
    empty.settings["ascii_signs"] = True
    async with empty.open(size=size) as reader:
        assert step(reader) == "1 of 4"
        await reader.press("s", "slash", "escape")
        assert reader.cursor_row.is_starred
        assert step(reader) == "1 of 4"
        await reader.press("j")
        assert step(reader) == "2 of 4"
        await reader.press("space")
        assert reader.open_title
        assert "Find: / here, S anywhere." in reader.text
        await reader.press("slash")
        assert ("esc closes the line" in reader.text) is (size[1] > 10)
        await reader.press("escape")
        assert "Add a blog: press a." in reader.text
        assert "esc ends" in reader.text
        await reader.press("a", "escape")
        assert step(reader) == "Done"
        await reader.press("j")
        assert step(reader) == ""


async def test_esc_leaves_it_for_good_and_its_key_shows_it_again(empty: Stage) -> None:
    async with empty.open() as reader:
        await reader.press("j", "escape")
        assert step(reader) == ""
    async with empty.open() as reader:
        assert step(reader) == ""
        await reader.press("f3", "down", "f3")
        assert step(reader) == "1 of 4"


async def test_it_is_offered_once(empty: Stage) -> None:
    async with empty.open() as reader:
        assert step(reader) == "1 of 4"
    async with empty.open() as reader:
        assert step(reader) == ""


async def test_it_is_not_offered_to_those_who_have_blogs(blogs: Stage) -> None:
    async with blogs.open() as reader:
        assert step(reader) == ""


async def test_it_names_the_keys_of_the_person_and_gives_way_on_a_tiny_screen(empty: Stage) -> None:
    empty.settings["keys"] = {"add_blog": "ctrl+n", "posts_down": "ctrl+t"}
    async with empty.open(size=(60, 24)) as reader:
        assert "Move: ctrl+t, k or the arrows." in reader.text
        await reader.resize(40, 3)
        assert step(reader) == ""
        assert "Help" in reader.lines[-1]


def test_every_command_that_ends_a_step_is_one() -> None:
    assert frozenset[str]().union(*(stop.commands for stop in STOPS)) <= {
        command.id for command in COMMANDS
    }
