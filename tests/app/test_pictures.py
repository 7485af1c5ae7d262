"""How the reader looks. Each picture was looked at; `make snapshots` draws them anew."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from pytest_textual_snapshot import SVGImageExtension
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input, TextArea

from tests.app.stage import Reader, Stage


@dataclass(frozen=True)
class Picture:
    """What is drawn, and what is pressed before."""

    name: str
    size: tuple[int, int]
    store: str = "blogs"
    """The fixture whose store is shown."""
    keys: str = ""
    waits_for: str = ""
    """Words that come a moment later."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    is_offline: bool = False
    is_indexed: bool = False
    """Whether the index knows every post."""


LARGE, MEDIUM, SMALL = (120, 36), (80, 24), (40, 10)
LIGHT_WITH_KEYS = {
    "theme": "reader-light",
    "keys": {"posts_first": "g g,home", "posts_last": "g e,end", "quit": "Q Q"},
}
PICTURES = (
    Picture("wide", LARGE, "guide", "enter"),
    Picture("wide-two-blogs", LARGE, "blogs", "s j j j j space h"),
    Picture("medium", MEDIUM, "blogs", "enter tab"),
    Picture("sidebar-over-posts", MEDIUM, "blogs", "e j j"),
    Picture("unfolded", LARGE, "guide", "h space j space j enter h"),
    Picture("jumping", MEDIUM, "guide", "h 2 0 2 5 minus 1 2"),
    Picture("months", LARGE, "guide", "H left left"),
    Picture("narrow-months", SMALL, "guide", "H", settings={"ascii_signs": True}),
    Picture("narrow-list", SMALL, "blogs", "j"),
    Picture("narrow-article", SMALL, "blogs", "j enter"),
    Picture("table-and-code", LARGE, "guide", "G k k k enter z"),
    Picture("link-letters", MEDIUM, "blogs", "enter f"),
    Picture("link-lit", MEDIUM, "blogs", "enter tab tab tab"),
    Picture("links", MEDIUM, "blogs", "enter L j"),
    Picture("links-narrow", SMALL, "blogs", "enter L", settings={"ascii_signs": True}),
    Picture("links-light", LARGE, "blogs", "enter L j j", settings={"theme": "reader-light"}),
    Picture("found", MEDIUM, "blogs", "j j j j enter slash w o r d s"),
    Picture("outline", MEDIUM, "guide", "G k k k enter O j"),
    Picture("selecting", MEDIUM, "blogs", "enter V j j space j j w w"),
    Picture("help", MEDIUM, "blogs", "question_mark"),
    Picture("palette", MEDIUM, "blogs", "colon", "Type part of a command's name"),
    Picture("add-blog", MEDIUM, "blogs", "a n o w h e r e enter"),
    Picture("question", MEDIUM, "blogs", "h G D"),
    Picture("nothing-unread", LARGE, "blogs", "m v"),
    Picture("offline", MEDIUM, "guide", "j", is_offline=True),
    Picture("one-line-rows", MEDIUM, "blogs", "s enter", settings={"one_line_rows": True}),
    Picture("ascii", LARGE, "blogs", "s enter", settings={"ascii_signs": True}),
    Picture("light", MEDIUM, "guide", "j enter", settings={"theme": "reader-light"}),
    Picture("contrast", MEDIUM, "guide", "j enter", settings={"theme": "reader-contrast"}),
    Picture("thread", LARGE, "guide", "j j j c j j j"),
    Picture("thread-folded", MEDIUM, "guide", "j j j c space j j"),
    Picture("thread-narrow", SMALL, "guide", "j j j c j j"),
    Picture("thread-ascii", MEDIUM, "guide", "j j j c z j", settings={"ascii_signs": True}),
    Picture("thread-light", MEDIUM, "guide", "j j j c G", settings={"theme": "reader-light"}),
    Picture("thread-new", MEDIUM, "talk_later", "r c n"),
    Picture("comments-below", LARGE, "guide", "j j j enter G"),
    Picture("recent", LARGE, "guide", "C j"),
    Picture("settings", LARGE, "blogs", "comma j j j right right j enter j j j enter left left"),
    Picture("settings-narrow", SMALL, "blogs", "comma G k", settings={"ascii_signs": True}),
    Picture("settings-light", MEDIUM, "blogs", "comma j j j enter", settings=LIGHT_WITH_KEYS),
    Picture("chord", MEDIUM, "blogs", "j g", settings=LIGHT_WITH_KEYS),
    Picture("sorted", LARGE, "sorted_blogs", "j enter", "About money          5"),
    Picture(
        "sorted-ascii",
        MEDIUM,
        "sorted_blogs",
        "e j j",
        "About money            5",
        {"ascii_signs": True},
    ),
    Picture("selected", MEDIUM, "sorted_blogs", "x j x x", settings={"theme": "reader-light"}),
    Picture("selected-one-line", SMALL, "sorted_blogs", "x x", settings={"one_line_rows": True}),
    Picture("tags", MEDIUM, "sorted_blogs", "x x number_sign t"),
    Picture("note", LARGE, "sorted_blogs", "j E", "About money          5"),
    Picture("note-narrow", SMALL, "sorted_blogs", "j E"),
    Picture("sheet", MEDIUM, "sorted_blogs", "B j j l"),
    Picture("sheet-folders", SMALL, "sorted_blogs", "B j enter"),
    Picture("steps", MEDIUM, "sorted_blogs", "U enter j j"),
    Picture("recent-narrow", SMALL, "talk", "C r j"),
    Picture("filtered", MEDIUM, "blogs", "slash l a b e l colon a s i a"),
    Picture("keep-search", SMALL, "blogs", "slash b a n k enter ctrl+k"),
    Picture("by-length", LARGE, "blogs", "ctrl+o l j j"),
    Picture("order", MEDIUM, "blogs", "ctrl+o down"),
    Picture("search", LARGE, "guide", "S p i c t u r e down", is_indexed=True),
    Picture("search-empty", MEDIUM, "guide", "S down"),
    Picture("search-wrong", MEDIUM, "guide", "S c o m m e n t s colon a space c", "▲"),
    Picture("search-narrow", SMALL, "blogs", "S b a n k", is_indexed=True),
    Picture(
        "search-light",
        MEDIUM,
        "blogs",
        "S b a n k",
        settings={"theme": "reader-light"},
        is_indexed=True,
    ),
    Picture("lit", LARGE, "guide", "S h e r r i n g enter", is_indexed=True),
    Picture("rules", MEDIUM, "blogs", "exclamation_mark enter", "Hid "),
)


@pytest.fixture
def stage(
    picture: Picture, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Stage:
    """A reader on the picture's store, in a folder whose name is the same everywhere."""
    opened: Stage = request.getfixturevalue(picture.store)
    monkeypatch.setenv("HOME", str(opened.home))
    opened.settings.update(picture.settings)
    return opened


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_the_reader_looks_as_it_did(
    picture: Picture, stage: Stage, snapshot: SnapshotAssertion
) -> None:
    async with stage.open(size=picture.size, is_offline=picture.is_offline) as reader:
        while picture.is_indexed and await reader.library.index_some():
            pass
        await reader.press(*picture.keys.split())
        await reader.until(lambda: picture.waits_for in reader.text)
        await hold_still(reader)
        drawn = reader.app.export_screenshot(title="tui-reader")
    assert snapshot(extension_class=SVGImageExtension) == drawn


async def hold_still(reader: Reader) -> None:
    """Stop what moves by itself."""
    for line in reader.app.screen.query(Input):
        line.cursor_blink = False
    for text in reader.app.screen.query(TextArea):
        text.cursor_blink = False
    await reader.settle()
