"""Which posts are listed, what an empty list says, and where one gets out again."""

from pathlib import Path

import pytest

from tests.app.lives import kept, life
from tests.app.stage import Stage


async def test_all_unread_and_starred_are_gone_through_by_one_key(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("v")
        assert "Posts · unread" in reader.text
        assert len(reader.titles()) == 16
        assert "A long look back" not in reader.titles()
        await reader.press("v")
        assert "Posts · starred" in reader.text
        assert reader.titles() == ["Hello"]
        await reader.press("v")
        assert len(reader.titles()) == 18


async def test_a_list_without_posts_says_what_to_do_next(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("m", "v")
        assert "Nothing unread. Press v to see other" in reader.text
        assert "0 posts" in reader.text
        await reader.press("v", "s", "v", "v", "v")
        assert "Nothing starred. Press s on a post" in reader.text


async def test_without_blogs_it_is_said_how_to_get_one(guide: Stage) -> None:
    async with guide.open() as reader:
        await reader.press("h", "g", "enter")
        assert "You follow no blog yet. Press a and" in reader.text


@pytest.mark.parametrize(
    "keys", ["j", "k", "g", "G", "enter", "s", "u", "n", "N", "space", "y", "m"]
)
async def test_no_key_harms_an_empty_list(guide: Stage, keys: str) -> None:
    async with guide.open() as reader:
        await reader.press("h", "g", "enter", keys)
        assert reader.app.is_running
        assert reader.titles() == []


async def test_a_blog_of_the_sidebar_lists_its_posts(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("h", "G")
        assert reader.focused == "blogs"
        await reader.press("enter")
        assert reader.focused == "posts"
        assert len(reader.titles()) == 6
        assert "What Now?  news.test" in reader.lines[0]
        assert "What Now? ·" not in "".join(line[27:69] for line in reader.lines), (
            "in the list of one blog no row names it"
        )


async def test_the_stars_shelf_lists_the_stars_of_all_blogs(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("s", "h", "j", "enter")
        assert reader.titles() == ["A pact is signed", "Hello"]
        assert reader.lines[0].startswith(" Starred ")
        await reader.press("h", "G", "enter")
        assert len(reader.titles()) == 6, "a blog is listed whole again"


async def test_the_stars_of_a_removed_blog_are_counted_from_the_first_picture_on(
    blogs: Stage,
) -> None:
    async with blogs.open() as reader:
        await reader.press("s", "h", "G", "D", "y")
        assert reader.number("Starred") == 2
    async with blogs.open() as reader:
        assert reader.number("Starred") == 2
        await reader.press("h", "g", "j", "enter")
        assert reader.titles() == ["A pact is signed", "Hello"]


async def test_what_was_just_read_stays_in_the_list_of_unread(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("v", "enter")
        assert reader.cursor_row.title == "A pact is signed"
        assert len(reader.titles()) == 16
        await reader.press("escape", "v", "v", "v")
        assert reader.titles()[0] == "Talks break off"


async def test_in_one_blog_the_days_are_its_own(blogs: Stage) -> None:
    late = "2026-01-02T23:30:00.000-08:00"
    blogs.news.edit(6, title="Written late", published=None)
    atom = blogs.news.atom

    class Late(type(blogs.news)):  # type: ignore[misc]  # a blog eight hours behind
        def atom(self, window: slice = slice(None)) -> bytes:
            return atom(window).replace(
                b'<title type="text">Written late',
                f'<published>{late}</published><title type="text">Written late'.encode(),
            )

    blogs.news.__class__ = Late
    async with blogs.open() as reader:
        await reader.press("h", "G", "enter", "r")
        assert "Friday, January 2, 2026" in reader.text
        await reader.press("h", "g", "enter")
        row = next(line for line in reader.lines if "Written late" in line)
        header = [line for line in reader.lines[: reader.lines.index(row)] if ", 2026" in line]
        assert "Saturday, January 3, 2026" in header[-1]


async def test_a_list_that_is_read_anew_meanwhile_is_the_one_asked_for(blogs: Stage) -> None:
    async with blogs.open() as reader:
        reader.screen.listing.cycle_view()
        reader.screen.start(reader.screen.listing.reload, "network")
        await reader.settle()
        assert len(reader.titles()) == 16


async def test_the_cursor_is_seen_where_a_long_list_follows_a_short_one(tmp_path: Path) -> None:
    stage = await kept(tmp_path, life())
    async with stage.open() as reader:
        await reader.press("h", "2", "0", "1", "9", "-", "0", "1", "enter", "G")
        oldest = reader.cursor_row
        assert len(reader.titles()) == 2, "no more than the pane has room for"
        await reader.press("escape", "escape")
        assert len(reader.titles()) == 43
        assert reader.cursor_row == oldest
        assert oldest.title in reader.text
