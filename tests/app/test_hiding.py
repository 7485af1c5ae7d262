"""Rules that hide posts: suggested by the post one is on, counted, made and taken back."""

import asyncio
from functools import partial

import pytest

from tests.app.stage import Reader, Stage
from tests.app.test_article_frame import ARTICLE
from tests.app.test_filtering import put
from tui_reader.app.desk.hiding import quoted, suggestions
from tui_reader.app.screens.rules import RulesScreen
from tui_reader.library.step_words import HIDING, of_hidden
from tui_reader.store import hiding
from tui_reader.store.database import Database


def lines(reader: Reader) -> list[str]:
    """The lines of the screen with the rules."""
    assert isinstance(reader.app.screen, RulesScreen)
    return [" ".join(line.strip(" ▌").split()) for line in reader.lines[2:-1] if line.strip()]


def said(reader: Reader) -> str:
    """The sentence in the bar of the screen that is seen."""
    shown = reader.app.screen
    assert isinstance(shown, RulesScreen)
    return shown.key_bar.message[0]


async def test_a_post_suggests_rules_and_each_says_what_it_would_hide(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("exclamation_mark")
        assert lines(reader) == [
            "Hide from now on",
            'author:"A. Writer" 17 of 18 posts: starred, tagged, noted stay',
            "label:Asia 2 posts",
            "title:signed 1 post",
            "No post is hidden. Choose a rule above, or press a to write one.",
        ]


async def test_where_no_rule_is_there_and_none_suggested_the_screen_says_what_to_do(
    blogs: Stage,
) -> None:
    async with blogs.open() as reader:
        await reader.press("slash")
        await put(reader, "comments:>99")
        await reader.press("enter", "exclamation_mark")
        assert lines(reader) == ["No post is hidden. Press a to write a rule."]


async def test_a_rule_hides_at_once_and_gives_back_what_it_hid(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("exclamation_mark", "j", "enter")
        assert said(reader).endswith(" · ctrl+z in the list takes it back")
        assert lines(reader) == [
            "Hide from now on",
            'author:"A. Writer" 15 of 16 posts: starred, tagged, noted stay',
            "Rules that hide posts",
            "label:Asia hides 2 posts",
        ], "what would hide nothing any more is not offered"
        await reader.press("escape")
        assert "A pact is signed" not in reader.titles()
        assert reader.number("What Now?") == 2
        await reader.press("h", "j", "j", "j", "enter", "v", "ctrl+e", "up", "right")
        assert "This blog: What Now?, 4 posts" in "\n".join(reader.lines)
        await reader.press("escape")
        await reader.press("exclamation_mark", "G", "d")
        assert said(reader) == "Posts with label:Asia are shown again."
        await reader.press("escape")
        assert "A pact is signed" in reader.titles()
        assert reader.number("What Now?") == 4


async def test_whoever_leaves_the_rules_is_told_that_posts_are_being_hidden(
    blogs: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.app.screens.working.MOMENT_SECONDS", 0.01)
    async with blogs.open() as reader:
        await reader.press("exclamation_mark", "j")
        async with reader.waiting(for_writes=True):
            await reader.pilot.press("enter", "escape")
            await reader.until(lambda: reader.app.screen is reader.screen)
            await reader.until(lambda: reader.message == HIDING)
        assert reader.message.endswith("takes it back")


async def test_what_a_rule_hides_is_listed_and_undo_takes_the_rule_back(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("exclamation_mark", "j", "enter", "G", "enter")
        assert reader.titles() == ["A pact is signed", "Talks break off"]
        assert "is:hidden" in reader.text
        await reader.press("escape")
        assert len(reader.titles()) == 16
        await reader.press("ctrl+z")
        assert len(await reader.library.keeping.rules()) == 0


async def test_a_rule_that_was_killed_while_it_was_made_is_finished_at_the_next_start(
    blogs: Stage,
) -> None:
    database = Database.open(blogs.store_file)
    await database.write(hiding.begin_rule, "label:Asia", blogs.clock(), of_hidden)
    await database.close()
    async with blogs.open() as reader:
        assert "A pact is signed" not in reader.titles()
        assert reader.number("What Now?") == 2
        (step,) = await reader.library.steps(1)
        assert step.words == "Hid 2 posts by a rule: label:Asia"


async def test_a_star_that_waits_for_a_rule_is_written_before_one_leaves(blogs: Stage) -> None:
    async def make_a_great_rule(turn: asyncio.Lock) -> None:
        async with turn:
            await asyncio.Event().wait()

    async with blogs.open() as reader:
        post_id = reader.cursor_row.id
        work = partial(make_a_great_rule, reader.screen.desk.marking.turn)
        reader.screen.start(work, "hiding", exclusive=False)
        await reader.pilot.pause()
        await reader.pilot.press("s", "q")
        await reader.settle()
    async with blogs.open() as reader:
        (row,) = await reader.library.rows([post_id])
        assert row.is_starred


async def test_words_of_the_list_are_suggested_and_own_ones_are_counted(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("slash")
        await put(reader, "comments:>5")
        await reader.press("enter", "s", "exclamation_mark")
        told = "comments:>5 1 of 2 posts: starred, tagged, noted stay"
        assert lines(reader)[1] == told
        await reader.press("a")
        await put(reader, "label:mon")
        assert said(reader) == "would hide 0 posts · enter makes the rule"
        await reader.type("e OR ank")
        assert said(reader) == "would hide 0 posts · enter makes the rule", "of whole words"
        await reader.type(" comments:x")
        assert "is no number" in said(reader)
        await reader.press("escape", "a")
        await put(reader, "label:money")
        await reader.press("enter")
        assert "label:money hides 1 post" in lines(reader)


@pytest.mark.parametrize(
    ("name", "written"),
    [("Asia", "Asia"), ("Old things", '"Old things"'), ('a "b" c', '"a  b  c"'), ("C++", '"C++"')],
)
def test_a_name_is_written_so_that_it_is_read_again(name: str, written: str) -> None:
    assert quoted(name) == written


def test_short_words_of_a_title_suggest_nothing_nor_do_first_words_of_a_text() -> None:
    from dataclasses import replace

    row = ARTICLE.row._replace(title="The cat and the elephant", labels=())
    assert suggestions(replace(ARTICLE, row=row, author="")) == ["title:elephant"]
    row = row._replace(has_title=False)
    assert suggestions(replace(ARTICLE, row=row, author="Ann")) == ["author:Ann"]
