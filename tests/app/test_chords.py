"""Chords: keys pressed one after the other, seen while they wait, left by esc."""

import pytest

from tests.app.stage import Stage
from tui_reader.app.chords import Step, press

BOUND = {"g g", "g e", "ctrl+k s", "ctrl+k t t", "x", "down"}


@pytest.mark.parametrize(
    ("pending", "key", "step", "keys"),
    [
        ("", "x", Step.PLAIN, "x"),
        ("", "q", Step.PLAIN, "q"),
        ("", "escape", Step.PLAIN, "escape"),
        ("", "g", Step.WAITING, "g"),
        ("g", "g", Step.WHOLE, "g g"),
        ("g", "x", Step.LOST, "g x"),
        ("g", "escape", Step.LEFT, "g escape"),
        ("", "ctrl+k", Step.WAITING, "ctrl+k"),
        ("ctrl+k", "t", Step.WAITING, "ctrl+k t"),
        ("ctrl+k t", "t", Step.WHOLE, "ctrl+k t t"),
        ("ctrl+k t", "s", Step.LOST, "ctrl+k t s"),
        ("ctrl+k", "ctrl+k", Step.LOST, "ctrl+k ctrl+k"),
    ],
)
def test_what_a_key_is(pending: str, key: str, step: Step, keys: str) -> None:
    assert press(pending, key, BOUND) == (step, keys)


def test_a_key_that_does_something_by_itself_begins_no_chord() -> None:
    assert press("", "g", {*BOUND, "g"}).step is Step.PLAIN


CHORDS = {"posts_first": "g g,home", "posts_last": "g e,end", "article_top": "g g", "star": "g s"}


@pytest.fixture
def chorded(blogs: Stage) -> Stage:
    """A reader whose person likes chords."""
    blogs.settings["keys"] = {
        **CHORDS, "article_end": "g e", "blogs_first": "g g", "quit": "Q Q",
        "theme": "f9 T t", "link_hints": "f",
    }  # fmt: skip
    return blogs


async def test_a_chord_waits_in_the_bar_and_runs_its_command(chorded: Stage) -> None:
    async with chorded.open(size=(80, 24)) as reader:
        assert not reader.is_error
        before = reader.lines[-1]
        await reader.press("j", "j", "g")
        assert reader.lines[-1].strip() == "g …  e Oldest  g Newest  s Star  esc Leave"
        await reader.press("s")
        assert reader.cursor_row.is_starred
        assert reader.screen.posts.cursor == 2
        await reader.press("g", "g")
        assert reader.screen.posts.cursor == 0
        assert reader.lines[-1] == before
        await reader.hurry("g", "e", "k", "k", "g", "s")
        assert reader.screen.posts.cursor == reader.screen.posts.row_count() - 3, "in their order"
        assert reader.cursor_row.is_starred


async def test_esc_leaves_a_chord_and_a_wrong_key_is_said_and_does_nothing(
    chorded: Stage,
) -> None:
    async with chorded.open() as reader:
        await reader.press("j", "g", "escape")
        assert reader.screen.posts.cursor == 1
        assert "Leave" not in reader.lines[-1]
        await reader.press("g", "j")
        assert reader.message == "No command has the keys g j."
        assert reader.screen.posts.cursor == 1
        await reader.press("f9", "T")
        assert reader.lines[-1].split()[:4] == ["f9", "T", "…", "t"]
        await reader.press("escape", "Q", "Q")
        assert not reader.app.is_running


async def test_the_bar_of_a_chord_can_be_clicked(chorded: Stage) -> None:
    async with chorded.open(size=(80, 24)) as reader:
        await reader.press("g")
        await reader.click(*reader.find("Oldest"))
        assert reader.screen.posts.cursor == reader.screen.posts.row_count() - 1
        await reader.press("s")
        assert reader.cursor_row.is_starred, "the chord is over: its star was not taken away"


async def test_lines_to_type_in_and_link_letters_keep_their_keys(chorded: Stage) -> None:
    async with chorded.open() as reader:
        await reader.press("enter", "f", "g")
        assert "…  " not in reader.lines[-1]
        assert not reader.app._pending
        await reader.press("escape", "slash", "g", "g")
        assert "gg" in reader.text


async def test_a_chord_that_was_begun_is_over_where_the_keys_go_elsewhere(
    chorded: Stage,
) -> None:
    async with chorded.open() as reader:
        await reader.press("g")
        await reader.click(4, 4)
        assert "Leave" not in reader.lines[-1]
        await reader.press("g", "h", "g")
        assert reader.lines[-1].split()[:2] == ["g", "…"], "begun anew"


async def test_help_and_palette_show_chords(chorded: Stage) -> None:
    async with chorded.open(size=(100, 24)) as reader:
        await reader.press("question_mark", *"Newest")
        assert "g g  home" in reader.text
        await reader.press("escape", "colon")
        await reader.until(lambda: "Commands" in reader.text)
        await reader.type("star")
        await reader.until(lambda: "g s" in reader.text)
