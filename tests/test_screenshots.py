"""The README's pictures show the program as it is, and are the same on every machine."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tools.screenshots import FOLDER, PICTURES, Picture, draw, surroundings


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_a_picture_is_what_the_program_shows(picture: Picture, tmp_path: Path) -> None:
    kept = (FOLDER / f"{picture.name}.svg").read_text("utf-8")
    with surroundings():
        drawn = await draw(picture, tmp_path)
    assert drawn == kept, "look at it, then: make screenshots"


def test_no_other_picture_is_kept() -> None:
    kept = {path.name for path in FOLDER.iterdir()} - {"browser.png"}  # a browser drew that
    assert kept == {f"{picture.name}.svg" for picture in PICTURES}


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.svg")), ids=lambda file: file.name)
def test_a_picture_is_well_formed_and_asks_nobody_for_letters(file: Path) -> None:
    text = file.read_text("utf-8")
    ElementTree.fromstring(text)
    assert "url(http" not in text
    assert "@font-face" not in text
