"""With ``ascii_signs`` plain letters draw all that stands around what one reads."""

import os

import pytest

from tests.app.stage import Reader, Stage
from tui_reader.app.widgets.plain_signs import plain_pieces


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 10)])
@pytest.mark.parametrize("keys", ["enter j", "enter space tab", "j enter G", "L", "C"])
async def test_neither_signs_nor_scrollbars_are_more_than_ascii(
    guide: Stage, size: tuple[int, int], keys: str
) -> None:
    guide.settings["ascii_signs"] = True
    async with guide.open(size=size) as reader:
        await reader.press(*keys.split())
        assert signs(reader) == set()


SCREENS = ("comma", "U", "number_sign", "ctrl+e", "exclamation_mark", "question_mark", "S", "slash")
ALL_SCREENS = (
    *("S h down", "comma G", "E", "B", "B enter", "ctrl+o", "colon", "T", "a", "a x enter"),
    *("H", "L", "slash colon", "e", "h e j", "x x", "m", "f3", "i", *SCREENS),
)
ALL = bool(os.environ.get("TUI_READER_TEST_ALL"))


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 10)] if ALL else [(80, 24)])
async def test_no_screen_has_more_than_ascii_around_the_words(
    guide: Stage, size: tuple[int, int]
) -> None:
    guide.settings["ascii_signs"] = True
    async with guide.open(size=size) as reader:
        for keys in ALL_SCREENS if ALL else SCREENS:
            await reader.press(*keys.split())
            assert (keys, signs(reader)) == (keys, set()), reader.text
            while len(reader.app.screen_stack) > 1:
                await reader.press("escape")
            await reader.press(*["escape"] * 2 * ALL)


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        (["│ Looking …      │"], ["| Looking ...    |"]),
        ([" ↑ ", "Before      "], [" up ", "Before     "]),
        (["↑ ↓ go · “all” ends"], ['^ v go - "all" ends']),
        (["é…", "   "], ["é~", "   "]),
        (["é …    "], ["é ...  "]),
    ],
)
def test_what_is_longer_in_plain_letters_takes_blanks_and_never_moves_the_end(
    line: list[str], drawn: list[str]
) -> None:
    assert plain_pieces(line) == drawn


def signs(reader: Reader) -> set[str]:
    """What stands on the screen that is neither ASCII nor a letter."""
    return {
        sign for sign in reader.text if not (sign.isascii() or sign.isalpha() or sign.isspace())
    }


async def test_a_reader_with_all_signs_has_scrollbars_of_eighths_again(guide: Stage) -> None:
    guide.settings["ascii_signs"] = True
    async with guide.open():
        pass
    guide.settings["ascii_signs"] = False
    async with guide.open(size=(40, 10)) as reader:
        await reader.press("enter", "j")
        assert set(reader.text) & set("▁▂▃▄▅▆▇")
