"""Titles that attack the screen: shown letter for letter, run nothing, keep their place."""

import json
import os
import sqlite3
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.events import Paste
from textual.widgets import Input

from tests.app.stage import Reader, Stage
from tests.fakeblog import FakeBlog, FakePost, numbered
from tests.shared import HOSTILE, needs_hostile
from tui_reader.clean import clean_line

FILES = [
    "active-content.xml",
    "bidi-rlo-title.xml",
    "ctl-bel-bs-cr.json",
    "emoji-width.xml",
    "esc-all-fields.json",
    "esc-c1-feed.json",
    "esc-csi-cdata.xml",
    "esc-decrqss.json",
    "esc-osc52-title.xml",
    "esc-osc8-breakout.json",
    "html-entities-double.xml",
    "idn-homograph-links.xml",
    "js-urls.xml",
    "markup-click-titles.xml",
    "nested-div-300.xml",
    "newline-title.xml",
    "surrogate-charref.xml",
    "table-huge-span.xml",
    "zalgo-title.xml",
    "zerowidth-twins.xml",
]
EVERY_RUN = {
    "bidi-rlo-title.xml",
    "emoji-width.xml",
    "esc-all-fields.json",
    "esc-osc52-title.xml",
    "markup-click-titles.xml",
    "zerowidth-twins.xml",
}
"""What every run shows; ``TUI_READER_TEST_ALL=1`` shows all."""
SHOWN = FILES if os.environ.get("TUI_READER_TEST_ALL") else sorted(EVERY_RUN)
WIDTHS = (40, 57, 80, 100, 120)
CONTROLS = {*range(0x20), *range(0x7F, 0xA0)}
OVERRIDES = {*range(0x202A, 0x202F), *range(0xD800, 0xE000)}
INVISIBLE = {0x200B, 0x2060, 0xFEFF, 0xAD, *range(0xE0000, 0xE0080)}


def painted(reader: Reader) -> list[str]:
    """Everything that goes to the terminal now, by the line."""
    strips = reader.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


def check_screen(reader: Reader) -> None:
    """Every line fills the screen's width exactly, and holds no code of the terminal."""
    check_codes(reader)
    for line in painted(reader):
        assert cell_len(line) == reader.app.size.width, line


def check_codes(reader: Reader) -> None:
    """No line holds a code of the terminal.

    Under a dialog no more is asked: Textual cuts the letters below at the dialog's edge by code
    points, so a family of four there may lose a cell.
    """
    for line in painted(reader):
        bad = {ord(letter) for letter in line} & (CONTROLS | OVERRIDES)
        assert not bad, (bad, line)


def check_list(reader: Reader) -> None:
    """Every row of the list keeps its star, and so its width, at the same cell."""
    posts = reader.screen.posts
    width = posts.scrollable_content_region.width
    for line in range(posts.size.height):
        strip = posts.render_line(line)
        assert strip.cell_length == width
        assert not {ord(letter) for letter in strip.text} & INVISIBLE
    starred = [
        strip for strip in map(posts.render_line, range(posts.size.height)) if "★" in strip.text
    ]
    cells = {cell_len(strip.text[: strip.text.index("★")]) for strip in starred}
    assert len(cells) <= 1, cells


async def walk(reader: Reader) -> None:
    """Star, read and copy each post, looking at the screen all the time."""
    for _ in range(min(6, len(reader.titles()))):
        await reader.press("s", "space", "y")
        check_screen(reader)
        await reader.press("j")
    await reader.press("g")


@needs_hostile
@pytest.mark.parametrize("name", SHOWN)
async def test_no_code_reaches_the_terminal_and_rows_keep_their_width(
    empty: Stage, name: str
) -> None:
    async with empty.open(str(HOSTILE / name)) as reader:
        assert reader.titles(), reader.message
        await walk(reader)
        for width in WIDTHS:
            await reader.resize(width, 24)
            if reader.screen.workspace.is_narrow:
                reader.screen.workspace.go_to(reader.screen.workspace.pane.POSTS)
                await reader.settle()
            check_screen(reader)
            check_list(reader)
        await reader.press("D")
        check_codes(reader)
        await reader.press("escape", "e")
        check_screen(reader)
        assert reader.app.is_running


@needs_hostile
async def test_markup_in_titles_is_shown_letter_for_letter_and_a_click_runs_nothing(
    empty: Stage,
) -> None:
    async with empty.open(str(HOSTILE / "markup-click-titles.xml"), size=(120, 60)) as reader:
        titles = reader.titles()
        assert len(titles) == 18
        posts = reader.screen.posts
        for number, title in enumerate(titles):
            first, height = posts.row_span(number)
            line = posts.region.y + first + height - 2
            assert title in reader.lines[line]
            await reader.click(posts.region.x + 4, line)
            assert reader.app.is_running
            assert len(reader.app.screen_stack) == 1
            assert reader.open_title == title
            assert f"  {title} " in reader.lines[2], "as the article's headline too"
        await reader.press("e")
        assert reader.app.is_running


@needs_hostile
async def test_a_title_with_line_ends_takes_one_row(empty: Stage) -> None:
    async with empty.open(str(HOSTILE / "newline-title.xml")) as reader:
        assert len(reader.titles()) == 3
        assert all(title == clean_line(title) and title for title in reader.titles())
        tops = [reader.screen.posts.row_span(number) for number in range(3)]
        bodies = {height for _, height in tops}
        assert bodies <= {2, 3}


MARKUP = "[@click=app.quit]Quit[/] [/nope] [red"


async def test_markup_in_every_name_stays_letters(empty: Stage) -> None:
    blog = empty.net.add(FakeBlog("bad.test", MARKUP))
    blog.posts = [FakePost(1, MARKUP, f"<p>{MARKUP}</p>", None, (MARKUP,), 1, MARKUP)]
    async with empty.open("https://bad.test/", size=(160, 40)) as reader:
        assert reader.lines[0].startswith(f" {MARKUP}")
        await reader.press("enter")
        assert reader.text.count(MARKUP) >= 5
        for column, line in {reader.find(MARKUP), (1, 0), (2, 4)}:
            await reader.click(column + 3, line)
            assert reader.app.is_running
        await reader.press("plus")
        assert MARKUP in reader.message
        await reader.press("D")
        assert f"Stop following “{MARKUP}”"[:48] in reader.text
        await reader.press("y")
        assert MARKUP in reader.lines[-1]
        assert reader.app.is_running


def paste(reader: Reader) -> None:
    """Put the markup into the line that has the focus."""
    assert isinstance(reader.app.focused, Input)
    reader.app.focused.value = MARKUP


async def test_markup_in_what_one_types_stays_letters(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("a")
        paste(reader)
        await reader.press("enter")
        assert reader.app.is_running
        await reader.press("escape", "slash")
        paste(reader)
        await reader.settle()
        assert MARKUP in reader.screen.workspace.posts_pane.title.words
        await reader.press("escape", "S")
        paste(reader)
        await reader.settle()
        assert reader.app.is_running
        await reader.press("escape", "question_mark")
        paste(reader)
        await reader.press("escape")
        assert reader.app.is_running


async def test_markup_in_an_error_stays_letters(empty: Stage) -> None:
    async with empty.open(f"https://bad.test/{MARKUP}") as reader:
        assert reader.is_error
        assert reader.app.is_running
    empty.settings["problems"] = (f"config: {MARKUP}",)
    async with empty.open() as reader:
        assert MARKUP in reader.lines[-1]


async def test_many_long_titles_are_drawn_at_once(empty: Stage) -> None:
    blog = empty.net.add(FakeBlog("long.test", "Long", numbered(100)))
    blog.posts = [FakePost(n, "W\u0301" * 10_000, "<p>x</p>") for n in range(100)]
    async with empty.open("https://long.test/") as reader:
        assert len(reader.titles()) == 100
        check_screen(reader)
        await reader.press("G", "g")
        check_screen(reader)


EVIL = (
    "\x1b[2J\x1b]52;c;aGk=\x07\x9b31m\u202e\x00\x7f [red]x[/] [/nope] \u200b日本\r\nsecond\tline "
)
SCREENS = ("comma", "U", "B", "ctrl+e", "ctrl+o", "f3", "h", "T")
LINES = (("S",), ("slash",), ("number_sign",), ("E",), ("exclamation_mark", "a"), ("colon",))


def spoil(store_file: Path) -> None:
    """Put codes of the terminal into a store, as no reader would."""
    columns = {
        "posts": ("title", "author", "snippet", "url"),
        "blogs": ("title", "note"),
        "schedules": ("error_message",),
        "tags": ("name",),
        "saved_searches": ("name",),
        "notes": ("text",),
        "history": ("words",),
    }
    with sqlite3.connect(store_file) as store:
        for table, names in columns.items():
            for name in names:
                store.execute(f"UPDATE {table} SET {name} = ? || rowid", (EVIL,))
        store.execute("UPDATE posts SET labels = ?", (json.dumps([EVIL]),))
        store.execute(
            "UPDATE blog_folders SET path = ? WHERE path LIKE '%People%'", (json.dumps([EVIL]),)
        )


async def test_no_code_of_a_store_or_a_clipboard_reaches_the_terminal(sorted_blogs: Stage) -> None:
    spoil(sorted_blogs.store_file)
    async with sorted_blogs.open(size=(100, 30)) as reader:
        await reader.press("enter", "h", "j")
        for key in SCREENS:
            await reader.press(key)
            check_codes(reader)
            await reader.press("escape")
        for keys in LINES:
            await reader.press(*keys)
            check_codes(reader)
            reader.app.post_message(Paste(EVIL))
            await reader.settle()
            check_codes(reader)
            assert "second line" in reader.text or keys == ("E",)
            await reader.press("escape", "escape")
