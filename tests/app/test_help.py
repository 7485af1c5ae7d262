"""Help and palette: every command, searched by typing; and what is offered can be run."""

import pytest
from textual.command import CommandPalette

from tests.app.stage import Reader, Stage
from tui_reader.app.commands import COMMANDS, HEADINGS
from tui_reader.app.other_words import OTHER_WORDS
from tui_reader.app.palette import ReaderCommands
from tui_reader.app.screens.help import help_lines

WORDS = frozenset(HEADINGS.values())


@pytest.mark.parametrize("width", [20, 40, 60, 78, 98, 200])
def test_every_command_is_in_the_help_at_every_width(width: int) -> None:
    lines = list(help_lines("", {}, width))
    text = "".join(line.help for line in lines).replace(" ", "")
    for command in COMMANDS:
        assert command.help.replace(" ", "") in text
    assert {line.heading for line in lines if line.heading} == set(HEADINGS.values())


def test_the_persons_own_keys_are_in_the_help() -> None:
    lines = list(help_lines("take its star", {"star": "*"}, 98))
    assert [line.keys for line in lines if line.keys] == ["*"]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("ctrl+z", {"Undo", "All read"}),
        ("STAR blog", {"Remove blog"}),
        ("newest post", {"Newest"}),
        ("squids", set()),
    ],
)
def test_typing_leaves_what_speaks_of_the_words(words: str, ids: set[str]) -> None:
    found = {line.label for line in help_lines(words, {}, 98) if line.keys}
    assert found <= {command.label for command in COMMANDS}
    assert bool(found) == bool(ids)
    assert not ids or ids & found


@pytest.mark.parametrize(
    ("words", "command_id"),
    [
        ("rename", "blog_sheet"),
        ("subscribe", "add_blog"),
        ("import opml", "add_blog"),
        ("unsubscribe", "remove_blog"),
        ("delete feed", "remove_blog"),
        ("reload", "fetch"),
        ("sort", "order"),
        ("filter", "find"),
        ("killfile", "hide"),
        ("config", "settings"),
        ("epub", "export"),
        ("read later", "star"),
        ("favorite", "star"),
        ("save search", "keep_search"),
        ("full text", "whole_text"),
        ("color", "theme"),
        ("exit", "quit"),
        ("mark all read", "mark_all_read"),
    ],
)
def test_what_other_readers_call_it_is_found(words: str, command_id: str) -> None:
    found = {line.label for line in help_lines(words, {}, 98) if line.keys}
    assert next(each.label for each in COMMANDS if each.id == command_id) in found


def test_other_words_are_of_commands_that_there_are() -> None:
    assert OTHER_WORDS.keys() <= {command.id for command in COMMANDS}


async def test_help_is_searched_scrolled_and_left(blogs: Stage) -> None:
    async with blogs.open(size=(100, 24)) as reader:
        await reader.press("question_mark")
        assert "Leave the reader" in reader.text or "Anywhere" in reader.text
        assert reader.lines[-1].split() == ["esc", "Close"], "the reader's keys do nothing now"
        before = reader.text
        await reader.press("pagedown")
        assert reader.text != before
        await reader.type("undo")
        assert "Take back what was done last." in reader.text
        assert "Choose the colours." not in reader.text
        await reader.type("xyz")
        assert "Nothing here speaks of that." in reader.text
        await reader.press("escape")
        assert len(reader.app.screen_stack) == 1
        assert reader.lines[-1].startswith(" ? Help")
        assert reader.focused == "posts"
        assert not reader.cursor_row.is_starred, "no letter ran a command"


@pytest.mark.parametrize(
    ("keys", "heading"),
    [("", "Anywhere"), ("c", "The comments of a post"), ("C", "Recent comments")],
)
async def test_help_begins_with_the_keys_of_the_screen(
    talk: Stage, keys: str, heading: str
) -> None:
    async with talk.open() as reader:
        await reader.press(*keys, "question_mark")
        headings = [line.strip(" │") for line in reader.lines if line.strip(" │") in WORDS]
        assert headings[0] == heading


async def offered(reader: Reader) -> list[str]:
    return [str(hit.text) async for hit in ReaderCommands(reader.app.screen).discover()]


async def test_the_palette_offers_what_can_be_done_here_and_no_more(blogs: Stage) -> None:
    async with blogs.open() as reader:
        in_posts = await offered(reader)
        assert {"Quit", "Star", "Fetch all", "All read", "Zoom"} <= set(in_posts)
        assert not {"Next heading", "Show posts", "Follow", "Stop"} & set(in_posts)
        await reader.press("enter")
        in_article = await offered(reader)
        assert {"Quit", "Star", "Next heading"} <= set(in_article)
        assert "All read" not in in_article
        actions = [binding.action for _, binding, *_ in reader.app.screen.active_bindings.values()]
        labels = {command.label for command in COMMANDS if command.id in actions}
        assert set(in_article) <= labels


async def test_a_command_of_the_palette_is_run(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("ctrl+p")
        await reader.type("star")
        await reader.until(lambda: "Star the post, or take" in reader.text)
        await reader.press("enter")
        await reader.until(lambda: len(reader.app.screen_stack) == 1)
        await reader.settle()
        assert reader.cursor_row.is_starred


@pytest.mark.parametrize("opening", ["ctrl+p", "T"])
@pytest.mark.parametrize("keys", [("enter", "enter"), ("escape", "escape"), ("pagedown", "escape")])
async def test_the_palette_survives_keys_that_come_quickly(
    blogs: Stage, opening: str, keys: tuple[str, ...]
) -> None:
    async with blogs.open() as reader:
        await reader.pilot.press(opening)
        await reader.hurry(*keys)
        await reader.until(lambda: not isinstance(reader.app.screen, CommandPalette))
        assert reader.app.is_running
