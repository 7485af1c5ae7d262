"""The place in each post is kept, gone on from, and told; what counts as read is a rule."""

import pytest

from tests.app.stage import Reader, Stage

LONG = "A long look back"


async def opened(reader: Reader) -> None:
    """The long post is open and has the keys."""
    await reader.press("g", "j", "j", "j", "j", "enter")
    assert reader.open_title == LONG


def kept(reader: Reader) -> float:
    """How far the store says that the long post was read, as the list tells it."""
    post_id = next(
        number for number in reader.screen.posts.index.ids if title(reader, number) == LONG
    )
    (row,) = reader.library.rows_now([post_id])
    return row.begun


def title(reader: Reader, post_id: int) -> str:
    return reader.library.rows_now([post_id])[0].title


async def test_the_place_is_kept_a_moment_after_scrolling_rests(blogs: Stage) -> None:
    async with blogs.open(size=(120, 20)) as reader:
        await opened(reader)
        assert kept(reader) == 0
        await reader.press("pagedown")
        await reader.until(lambda: kept(reader) > 0, seconds=3)
        share = reader.screen.article.position
        assert kept(reader) == pytest.approx(share)
        await reader.press("g")
        await reader.until(lambda: kept(reader) == 0, seconds=3)


async def test_each_post_keeps_its_own_place(blogs: Stage) -> None:
    blogs.news.edit(6, html=f"<p>{'Other words of it. ' * 400}</p>")
    async with blogs.open(size=(120, 20)) as reader:
        await reader.press("R")
        await opened(reader)
        await reader.press("pagedown", "j")
        line = reader.screen.article.scroll_target_y
        await reader.press("escape", "g", "enter", "pagedown", "pagedown", "pagedown")
        other = reader.screen.article.scroll_target_y
        await reader.press("escape")
        await opened(reader)
        assert reader.screen.article.scroll_target_y == line
        await reader.press("escape", "g", "enter")
        assert reader.screen.article.scroll_target_y == other != line


async def test_the_post_begun_last_is_gone_on_with(blogs: Stage) -> None:
    async with blogs.open(size=(120, 20)) as reader:
        await opened(reader)
        await reader.press("pagedown")
        line = reader.screen.article.scroll_target_y
        await reader.press("escape", "g", "enter", "escape", "full_stop")
        assert reader.open_title == LONG
        assert reader.focused == "article"
        assert reader.screen.article.scroll_target_y == line
        assert reader.cursor_row.title == LONG
        await reader.press("full_stop")
        assert reader.message == "There is no other post that you began and did not finish."


async def test_a_post_read_to_its_end_is_not_begun_any_more(blogs: Stage) -> None:
    async with blogs.open(size=(120, 20)) as reader:
        await opened(reader)
        await reader.press("G", "k", "escape", "g", "enter", "escape")
        assert kept(reader) == 0
        await reader.press("full_stop")
        assert reader.message == "There is no post that you began and did not finish."
        await opened(reader)
        assert reader.screen.article.progress == 1, "its place was kept all the same"


async def test_a_post_from_another_list_is_gone_on_with_too(blogs: Stage) -> None:
    async with blogs.open(size=(120, 20)) as reader:
        await opened(reader)
        await reader.press("pagedown", "escape", "h", "G", "enter", "v", "v", "full_stop")
        assert reader.open_title == LONG


async def test_at_the_start_a_word_says_what_was_begun(blogs: Stage) -> None:
    async with blogs.open(size=(120, 20)) as reader:
        await opened(reader)
        await reader.press("pagedown", "escape", "g", "enter", "escape", "q")
    async with blogs.open(size=(120, 20)) as reader:
        assert reader.message.startswith(f". goes on with “{LONG}” · ")
        assert reader.message.endswith(" 4 min left")
        await reader.press("full_stop", "q")
    async with blogs.open(size=(120, 20)) as reader:
        assert reader.open_title == LONG
        assert reader.message == "", "one is in it already"


async def test_the_list_says_what_is_left_of_a_post_that_was_begun(blogs: Stage) -> None:
    async with blogs.open(size=(120, 20)) as reader:
        await opened(reader)
        assert "◐" not in reader.text
        await reader.press("pagedown", "pagedown", "escape", "g", "enter")
        sign = reader.lines[reader.find(LONG)[1]]
        assert "◐" in sign
        assert "\N{NO-BREAK SPACE}left" in reader.lines[reader.find(LONG)[1] + 1]
        await reader.press("full_stop", "G", "escape", "g", "enter")
        assert "◐" not in reader.text


async def test_the_title_line_says_how_far_one_is_and_what_is_left(blogs: Stage) -> None:
    async with blogs.open(size=(120, 20)) as reader:
        await opened(reader)
        assert reader.lines[1].rstrip().endswith("0 % · 5\N{NO-BREAK SPACE}min")
        await reader.press("pagedown", "pagedown")
        assert "\N{NO-BREAK SPACE}min\N{NO-BREAK SPACE}left" in reader.lines[1]
        seen = [reader.screen.article.progress]
        while not reader.screen.article.is_at_end:
            await reader.press("pagedown")
            seen.append(reader.screen.article.progress)
        assert seen == sorted(seen)
        assert seen[-1] == 1
        assert reader.lines[1].rstrip().endswith("end")


async def test_by_the_rule_of_the_end_a_long_post_is_read_when_its_end_was_seen(
    blogs: Stage,
) -> None:
    blogs.settings["mark_read"] = "end"
    async with blogs.open(size=(120, 20)) as reader:
        await reader.press("g", "j", "j", "j", "j", "u")
        await opened(reader)
        await reader.press("pagedown")
        assert not reader.cursor_row.is_read
        await reader.press("G")
        assert reader.cursor_row.is_read


async def test_by_the_rule_of_the_end_a_post_that_fits_is_read_when_it_is_opened(
    blogs: Stage,
) -> None:
    blogs.settings["mark_read"] = "end"
    async with blogs.open() as reader:
        await reader.press("enter")
        assert reader.cursor_row.is_read


async def test_what_is_marked_unread_at_its_end_stays_unread(blogs: Stage) -> None:
    blogs.settings["mark_read"] = "end"
    async with blogs.open(size=(120, 20)) as reader:
        await opened(reader)
        await reader.press("G", "u", "k", "j", "G")
        assert not reader.cursor_row.is_read
        await reader.press("q")
    async with blogs.open(size=(120, 20)) as reader:
        assert reader.open_title == LONG
        await reader.press("k", "j")
        assert not reader.cursor_row.is_read, "opened again by the start, not by a person"


async def test_by_no_rule_is_anything_read_that_a_person_did_not_mark(blogs: Stage) -> None:
    blogs.settings["mark_read"] = "never"
    async with blogs.open(size=(120, 20)) as reader:
        await reader.press("enter", "G", "n", "G")
        assert reader.number("All posts") == 16


async def test_a_store_that_cannot_be_written_is_read_all_the_same(blogs: Stage) -> None:
    blogs.is_read_only = True
    blogs.settings["mark_read"] = "end"
    async with blogs.open(size=(120, 20)) as reader:
        await opened(reader)
        await reader.press("pagedown", "G", "escape", "full_stop")
        assert reader.message == "There is no post that you began and did not finish."
        assert not reader.is_error
