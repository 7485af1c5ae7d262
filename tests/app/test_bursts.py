"""Keys that come in one burst belong to what the key before them opens."""

import pytest
from textual import events
from textual.widgets import Input, TextArea

from tests.app.openers import commands_that_open
from tests.app.stage import Reader, Stage
from tui_reader.app.commands import COMMANDS
from tui_reader.app.held_keys import OPENERS

WARNERS = {"open_browser", "thread_browser"}
"""They may ask about a link: what was typed before a question was seen is no answer to it."""


def test_every_command_that_opens_something_holds_the_keys_that_follow() -> None:
    commands = {command.id for command in COMMANDS}
    assert commands >= OPENERS
    assert (commands_that_open() & commands) - OPENERS == WARNERS


def typed(reader: Reader) -> str:
    """What stands in the line, or the note, that has the focus."""
    focused = reader.app.focused
    return focused.value if isinstance(focused, Input) else getattr(focused, "text", "no line")


async def test_letters_reach_the_line_and_never_the_list(blogs: Stage) -> None:
    async with blogs.open() as reader:
        unread = reader.number("All posts")
        await reader.hurry("slash", *"mus")
        assert typed(reader) == "mus"
        await reader.press("escape")
        for key in ("S", "a", "number_sign", "ctrl+p"):
            await reader.hurry(key, *"mus")
            assert typed(reader) == "mus", key
            await reader.press("escape")
            await reader.press(*["escape"] * (reader.app.screen is not reader.screen))
            assert reader.app.screen is reader.screen, key
        assert reader.number("All posts") == unread


async def test_a_screen_that_waits_for_the_store_gets_the_keys(blogs: Stage) -> None:
    async with blogs.open() as reader:
        unread = reader.number("All posts")
        async with reader.waiting():
            await reader.pilot.pause()
            for key in ("E", "m", "u", "s"):
                reader.app.post_message(events.Key(key, key))
            await reader.pilot.pause()
        assert isinstance(reader.app.focused, TextArea)
        assert typed(reader) == "mus"
        await reader.hurry(*"ic", "escape")
        await reader.hurry("E", *"ian", "ctrl+s")
        note = await reader.library.keeping.note(reader.cursor_row.id)
        assert note, "a key that leaves the note overtakes no letter"
        assert note.text == "musician"
        assert reader.number("All posts") == unread


async def test_keys_that_wait_for_too_long_are_forgotten_with_a_word(
    blogs: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.app.held_keys.PATIENCE", 0.0)
    async with blogs.open() as reader:
        unread = reader.number("All posts")
        async with reader.waiting():
            for key in ("E", "m", "u"):
                reader.app.post_message(events.Key(key, key))
            await reader.until(lambda: bool(reader.message))
        assert reader.message == "2 keys pressed meanwhile did nothing: they came too early."
        assert reader.number("All posts") == unread


async def test_keys_after_a_line_was_closed_go_to_what_is_below(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.hurry("slash", *"label:trade", "enter", "j", "j", "k")
        assert reader.focused == "posts"
        assert reader.screen.listing.query.filter
        assert reader.screen.listing.query.filter.text == "label:trade"
        before = reader.screen.posts.cursor
        await reader.hurry("question_mark", "escape", "j")
        assert reader.app.screen is reader.screen
        assert reader.screen.posts.cursor == before + 1


async def test_pasted_text_waits_as_keys_do(blogs: Stage) -> None:
    async with blogs.open() as reader:
        reader.app.post_message(events.Key("slash", "/"))
        reader.app.post_message(events.Paste("mus"))
        await reader.settle()
        assert typed(reader) == "mus"


@pytest.mark.parametrize("key", ["j", "k", "space"])
async def test_movement_never_waits(blogs: Stage, key: str) -> None:
    async with blogs.open() as reader:
        await reader.app.pass_on(events.Key(key, key if len(key) == 1 else None))
        assert not reader.app._is_holding
