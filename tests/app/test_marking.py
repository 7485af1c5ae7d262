"""Marks are seen at once, kept, taken back, set again; what could not be kept is put back."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.app.stage import Stage


async def test_a_star_is_seen_kept_and_taken_away(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("s")
        assert reader.cursor_row.is_starred
        assert reader.number("Starred") == 2
        assert reader.lines[3].count("★") == 1 or "★" in reader.lines[3]
        assert (await reader.library.rows([reader.cursor_row.id]))[0].is_starred
        await reader.press("s")
        assert not reader.cursor_row.is_starred
        assert reader.number("Starred") == 1


async def test_unread_is_set_and_cleared_by_one_key(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("u")
        assert reader.cursor_row.is_read
        assert reader.number("All posts") == 15
        await reader.press("u")
        assert not reader.cursor_row.is_read
        assert reader.number("All posts") == 16


async def test_in_the_article_marks_are_those_of_its_post(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter", "s", "u")
        row = reader.cursor_row
        assert row.title == "A pact is signed"
        assert row.is_starred
        assert not row.is_read


async def test_marks_are_taken_back_and_set_again_in_turn(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("s", "j", "u")
        await reader.press("ctrl+z")
        assert reader.message == "Taken back: Marked 1 post read."
        assert not reader.cursor_row.is_read
        await reader.press("ctrl+z")
        assert reader.message == "Taken back: Starred 1 post."
        await reader.press("ctrl+r", "ctrl+r")
        assert reader.cursor_row.is_read
        await reader.press("k")
        assert reader.cursor_row.is_starred
        await reader.press("ctrl+r")
        assert reader.message == "There is nothing to redo."


async def test_steps_back_that_come_quickly_each_take_one_mark_back(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("s", "j", "s", "j", "s")
        assert reader.number("Starred") == 4
        await reader.pilot.press("ctrl+z", "ctrl+z", "ctrl+z")
        await reader.settle()
        assert reader.number("Starred") == 1


async def test_all_are_marked_read_and_exactly_those_come_back(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("m")
        assert reader.message == "Marked 16 posts read. ctrl+z brings them back."
        assert "●" not in "".join(line[27:70] for line in reader.lines)
        await reader.press("ctrl+z")
        assert reader.message == "Taken back: Marked 16 posts read."
        unread = [
            row.title
            for row in await reader.library.rows(list(reader.screen.posts.index.ids))
            if not row.is_read
        ]
        assert len(unread) == 16
        assert "Hello" not in unread, "it was read before"
        assert reader.number("All posts") == 16


async def test_only_what_is_listed_is_marked_read(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("h", "j", "j", "enter", "m")
        assert reader.message.startswith("Marked 12 posts read.")
        assert reader.number("All posts") == 4


async def test_reading_sees_new_comments(blogs: Stage) -> None:
    async with blogs.open() as reader:
        assert "6 comments (3 new)" in reader.text
        await reader.press("j", "j", "j", "j", "enter")
        assert "(3 new)" not in "\n".join(line[27:69] for line in reader.lines)


def take_over(store_file: Path) -> None:
    """As a newer program does, that has moved the store on: nothing can be written any more."""
    with closing(sqlite3.connect(store_file, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 9999")


@pytest.mark.parametrize("key", ["s", "u"])
async def test_a_mark_that_cannot_be_kept_is_put_back_and_said(blogs: Stage, key: str) -> None:
    async with blogs.open() as reader:
        take_over(blogs.store_file)
        await reader.press(key)
        assert not reader.cursor_row.is_starred
        assert not reader.cursor_row.is_read
        assert reader.is_error
        assert reader.message.startswith("storage-newer: ")
        assert "●" in reader.lines[3]


async def test_opening_a_post_that_cannot_be_marked_read_puts_it_back(blogs: Stage) -> None:
    async with blogs.open() as reader:
        take_over(blogs.store_file)
        await reader.press("enter")
        assert reader.message.startswith("storage-newer: ")
        assert reader.open_title == "A pact is signed", "it can still be read"
        assert not reader.cursor_row.is_read


async def test_a_star_in_the_article_is_put_back(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter")
        take_over(blogs.store_file)
        await reader.press("s")
        assert not reader.screen.row().is_starred


@pytest.mark.parametrize("key", ["ctrl+z", "ctrl+r"])
async def test_undo_that_cannot_be_kept_is_put_back_and_can_be_tried_again(
    blogs: Stage, key: str
) -> None:
    async with blogs.open() as reader:
        await reader.press("s")
        if key == "ctrl+r":
            await reader.press("ctrl+z")
        before = reader.cursor_row.is_starred
        take_over(blogs.store_file)
        await reader.press(key)
        assert reader.is_error
        assert reader.cursor_row.is_starred == before


async def test_quitting_works_where_nothing_can_be_written(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter")
        take_over(blogs.store_file)
        await reader.press("q")
        assert not reader.app.is_running
        assert not reader.app.return_code


async def test_other_post_opens_where_nothing_can_be_written(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter")
        take_over(blogs.store_file)
        await reader.press("n")
        assert reader.open_title == "Talks break off"


async def test_a_store_that_cannot_be_written_is_read_and_says_so(guide: Stage) -> None:
    guide.is_read_only = True
    async with guide.open() as reader:
        assert reader.message.startswith("storage-readonly: ")
        await reader.press("enter", "n", "n", "s", "v", "q")
        assert not reader.app.is_running


async def test_each_of_two_quick_keys_counts(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.hurry("s", "s")
        assert not (await reader.library.rows([reader.cursor_row.id]))[0].is_starred
        assert reader.number("Starred") == 1


async def test_a_mark_is_shown_before_it_is_written(blogs: Stage) -> None:
    async with blogs.open() as reader:
        async with reader.waiting(for_writes=True):
            await reader.pilot.press("s")
            assert reader.cursor_row.is_starred
        assert reader.number("Starred") == 2


async def test_steps_back_and_forward_in_turn_while_nothing_can_be_written(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("s")
        async with reader.waiting(for_writes=True):
            await reader.pilot.press("ctrl+z", "ctrl+r", "ctrl+r", "ctrl+z")
        assert reader.message == "Taken back: Starred 1 post."
        assert reader.number("Starred") == 1
        await reader.press("ctrl+r")
        assert reader.number("Starred") == 2


async def test_undo_brings_back_what_had_not_been_seen(blogs: Stage) -> None:
    async with blogs.open() as reader:
        ids = reader.screen.posts.index.ids
        before = await reader.library.rows(ids)
        assert any(row.comments_new for row in before)
        await reader.press("m", "ctrl+z")
        assert await reader.library.rows(ids) == before


async def test_a_mark_is_told_where_only_the_article_is_seen(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter", "z", "s")
        assert reader.message == "Starred 1 post."
