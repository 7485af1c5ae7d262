"""With ``ascii_signs`` plain letters draw all that stands around what one reads."""

import pytest

from tests.app.stage import Stage


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 10)])
@pytest.mark.parametrize("keys", ["enter j", "enter space tab", "j enter G", "L", "C"])
async def test_neither_signs_nor_scrollbars_are_more_than_ascii(
    guide: Stage, size: tuple[int, int], keys: str
) -> None:
    guide.settings["ascii_signs"] = True
    async with guide.open(size=size) as reader:
        await reader.press(*keys.split())
        drawn = {
            sign for sign in reader.text if not (sign.isascii() or sign.isalpha() or sign.isspace())
        }
        assert drawn == set()


async def test_a_reader_with_all_signs_has_scrollbars_of_eighths_again(guide: Stage) -> None:
    guide.settings["ascii_signs"] = True
    async with guide.open():
        pass
    guide.settings["ascii_signs"] = False
    async with guide.open(size=(40, 10)) as reader:
        await reader.press("enter", "j")
        assert set(reader.text) & set("▁▂▃▄▅▆▇")
