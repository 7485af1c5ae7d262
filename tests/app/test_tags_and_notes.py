"""Tags and notes are given by a key, seen in rows, sidebar and below the text, and taken back."""

import re
from unittest.mock import AsyncMock

import pytest

from tests.app.stage import Stage
from tests.fakeblog import FakePost
from tui_reader.app.own_frame import own_blocks
from tui_reader.app.widgets.own_input import OwnText
from tui_reader.errors import ReaderError
from tui_reader.limits import NOTE_LETTERS
from tui_reader.render.blocks import Link, Paragraph, Quote, Rule


async def test_a_tag_is_made_given_seen_and_taken_back(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("number_sign")
        assert "Tags of “A pact is signed”" in reader.text
        assert "No tag yet" in reader.text
        await reader.type("to read")
        assert "+ to read" in reader.text
        await reader.press("enter")
        assert "✓ to read" in reader.text
        await reader.press("escape")
        assert reader.cursor_row.tags == ("to read",)
        assert "#to read" in reader.text
        assert re.search(r"# to read +1 ", reader.text), "in the sidebar"
        await reader.press("ctrl+z")
        assert reader.message == "Taken back: Tagged 1 post “to read”."
        assert reader.cursor_row.tags == ()
        assert "Tags" not in reader.text


async def test_a_tag_is_given_to_all_that_are_selected_then_taken(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("number_sign", *"one", "enter", "escape")
        await reader.press("x", "x", "x", "number_sign")
        assert "· one" in reader.text
        assert "1 post · 1 of these" in reader.text
        await reader.press("enter")
        assert "✓ one" in reader.text
        assert "3 posts" in reader.text
        await reader.press("enter", "escape")
        rows = await reader.library.rows(reader.screen.posts.selected_ids())
        assert [row.tags for row in rows] == [()] * 3


async def test_typing_narrows_the_tags_and_a_quotation_mark_is_a_letter_no_filter_minds(
    blogs: Stage,
) -> None:
    async with blogs.open() as reader:
        await reader.press("number_sign", *"birds", "enter", *"trade", "enter")
        await reader.press(*"bir")
        assert "✓ trade" not in reader.text
        await reader.press("down", "enter")
        assert "✓ bir" in reader.text
        await reader.press('"', "a", "enter", "escape")
        assert set(reader.cursor_row.tags) == {"'a", "bir", "birds", "trade"}
        await reader.press("j", "number_sign", *"trade", "enter", "escape", "number_sign")
        shown = reader.text[reader.text.index("Tags of") :]
        assert shown.index("✓ trade") < shown.index(" bir "), "those of the post stand first"


async def test_the_posts_with_a_tag_are_listed(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("j", "number_sign", *"one", "enter", "escape", "h")
        await reader.press("g", "j", "j", "j", "enter")
        assert reader.titles() == ["Talks break off"]
        assert "one" in reader.lines[0]


async def test_a_note_is_written_shown_below_the_text_and_changed(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter", "E")
        assert "Note on “A pact is signed”" in reader.text
        await reader.type("Think *twice*")
        await reader.press("escape")
        assert reader.message == "Wrote a note on “A pact is signed”."
        assert "Your note:" in reader.text
        assert "Think twice" in reader.text
        assert "✎" in reader.lines[3]
        await reader.press("E", "enter", "m", "escape")
        note = await reader.library.keeping.note(reader.cursor_row.id)
        assert note is not None
        assert note.text == "Think *twice*\nm"
        await reader.press("ctrl+z", "ctrl+z")
        assert "Your note:" not in reader.text
        assert not reader.cursor_row.has_note


async def test_a_note_outlives_the_end_of_the_program_while_it_is_written(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("E")
        await reader.type("half a thou")
        post_id = reader.cursor_row.id
        await reader.screen.keep_unasked()  # the window was closed
    async with blogs.open() as reader:
        note = await reader.library.keeping.note(post_id)
        assert note is not None
        assert note.text == "half a thou"
        assert reader.message.startswith("Kept what was being written.")
    async with blogs.open() as reader:
        assert reader.message == ""


async def test_a_draft_that_another_window_took_for_left_behind_is_no_other_note(
    blogs: Stage,
) -> None:
    async with blogs.open() as reader:
        post_id, keeping = reader.cursor_row.id, reader.library.keeping
        await reader.press("E")
        await reader.type("half a thou ")
        reader.screen.desk.keeping.keep_draft(post_id, "half a thou ")
        await keeping.set_note(post_id, "half a thou ")  # as a reader does that is opened now
        await reader.press("backspace", *"ght", "escape")
        note = await keeping.note(post_id)
        assert note is not None
        assert note.text == "half a thought"


async def test_no_word_of_a_note_is_lost_to_another_program_or_a_full_disk(
    blogs: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with blogs.open() as reader:
        post_id, keeping = reader.cursor_row.id, reader.library.keeping
        await reader.press("E")
        await reader.type("mine")
        await keeping.set_note(post_id, "theirs")
        await reader.press("escape")
        assert reader.message.endswith("What another program wrote on it meanwhile stands below.")
        note = await keeping.note(post_id)
        assert note is not None
        assert note.text == "mine\n\ntheirs"
        full = ReaderError("storage-full", "no room")
        with monkeypatch.context() as patch:
            patch.setattr(keeping, "set_note", AsyncMock(side_effect=full))
            await reader.press("E", "space", "m", "o", "r", "e", "escape")
            assert reader.message == "storage-full: not kept, E shows your words again (no room)"
            await reader.pilot.press("q")
            await reader.until(lambda: "Leave without it?" in reader.text)
            assert "“A pact is signed” is not kept." in " ".join(
                reader.text.replace("│", "").split()
            ), reader.text
            await reader.pilot.press("n")
            await reader.settle()
            assert reader.app.is_running
        await reader.press("E", "escape")
        note = await keeping.note(post_id)
        assert note is not None
        assert note.text == "mine\n\ntheirs more"


async def test_notes_that_wait_for_the_store_are_all_kept_and_none_is_taken_for_anothers(
    blogs: Stage,
) -> None:
    async with blogs.open() as reader:
        post_id = reader.cursor_row.id
        async with reader.waiting(for_writes=True):
            for keys in (["E", "a", "escape"], ["E", "b", "escape"], ["j", "E", "c", "escape"]):
                for key in keys:
                    await reader.pilot.press(key)
                    await reader.pilot.pause(0.02)
        other_id = reader.cursor_row.id
        found = [await reader.library.keeping.note(each) for each in (post_id, other_id)]
        assert [note and note.text for note in found] == ["ab", "c"]


async def test_a_note_that_is_too_long_stays_open_until_it_is_shorter(blogs: Stage) -> None:
    async with blogs.open() as reader:
        post_id = reader.cursor_row.id
        await reader.press("E")
        area = reader.app.screen.query_one(OwnText)
        area.text = "x" * (NOTE_LETTERS + 1)
        await reader.press("escape")
        assert "Not kept: 1 letter more than the 100,000 that a note may have" in reader.text
        await reader.screen.keep_unasked()  # the window was closed
    async with blogs.open() as reader:
        where = "E on “A pact is signed” shows your words again"
        assert reader.message.startswith(f"usage: not kept, {where} (1 letter more than")
        await reader.press("E")
        await reader.press("backspace", "escape")
        note = await reader.library.keeping.note(post_id)
        assert note is not None
        assert len(note.text) == NOTE_LETTERS


async def test_where_nothing_can_be_kept_no_dialog_is_opened(guide: Stage) -> None:
    guide.is_read_only = True
    async with guide.open() as reader:
        await reader.press("E", "number_sign")
        assert reader.app.screen is reader.screen
        assert reader.is_error


def test_what_is_a_persons_own_stands_below_a_rule() -> None:
    links = [Link("https://one.test/")]
    blocks = list(own_blocks(("a", "b c"), "See [it](https://two.test/) <b>", links))
    assert [type(block) for block in blocks] == [Rule, Paragraph, Paragraph, Quote]
    assert [link.url for link in links] == ["https://one.test/", "https://two.test/"]
    quote = blocks[-1]
    assert isinstance(quote, Quote)
    (paragraph,) = quote.blocks
    assert isinstance(paragraph, Paragraph)
    assert "".join(span.text for span in paragraph.spans) == "See it <b>"
    assert list(own_blocks((), "", [])) == []


async def test_what_came_since_the_last_time_is_the_first_line(blogs: Stage) -> None:
    async with blogs.open() as reader:
        assert "New" not in "".join(line[:26] for line in reader.lines)
        await reader.press("q")
    blogs.clock.forward(hours=3)
    blogs.news.posts.insert(0, FakePost(7, "Brand new", "<p>News.</p>", blogs.clock()))
    async with blogs.open() as reader:
        await reader.press("R")
        assert re.search(r"^ ✦ New +1 ", reader.lines[2])
        await reader.press("h", "g", "enter")
        assert reader.titles() == ["Brand new"]
        assert "New since the last time" in reader.lines[0]
        await reader.press("q")
    async with blogs.open() as reader:
        assert "✦" not in reader.text
