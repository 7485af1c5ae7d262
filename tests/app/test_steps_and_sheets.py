"""What was done is listed and taken back; a blog has a sheet; lines of the sidebar have names."""

from datetime import UTC, datetime

import pytest

from tests.app.stage import Reader, Stage
from tui_reader.app.blog_sheet import Field, Sheet, folder_words, folders_of
from tui_reader.app.screens.steps import lines_of
from tui_reader.models import BlogOwn, PostQuery, Step


async def test_one_step_in_the_middle_is_taken_back_and_done_again(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("s", "j", "s", "U")
        assert "What was done" in reader.lines[0]
        assert reader.text.count("Starred 1 post.") == 2
        await reader.press("j", "enter")
        assert "(taken back) Starred 1 post." in reader.text
        assert reader.app.screen.key_bar.message[0] == "Taken back: Starred 1 post."
        await reader.press("escape")
        assert not reader.screen.posts.row(0).is_starred
        assert reader.screen.posts.row(1).is_starred
        await reader.press("U", "j", "enter", "escape")
        assert reader.screen.posts.row(0).is_starred


async def test_everything_up_to_a_step_is_taken_back_after_a_restart_too(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("s", "j", "s", "j", "m")
    async with blogs.open() as reader:
        assert reader.number("All posts") == 0
        await reader.press("U", "j", "j", "U")
        assert reader.app.screen.key_bar.message[0] == "Took back 3 steps."
        await reader.press("escape")
        assert reader.number("All posts") == 16
        assert reader.number("Starred") == 1


def test_steps_stand_below_their_days() -> None:
    now = datetime(2026, 1, 5, 12, tzinfo=UTC)
    steps = (
        Step(3, now.replace(hour=9, minute=5), "Starred 1 post."),
        Step(2, now.replace(hour=8), "Marked 2 posts read.", is_undone=True),
        Step(1, now.replace(day=4), "Followed “A diary”."),
    )
    assert [(line.words, line.told, line.key) for line in lines_of(steps, now)] == [
        ("", "Today", 0),
        ("09:05", "Starred 1 post.", 3),
        ("08:00", "(taken back) Marked 2 posts read.", 2),
        ("", "Sunday, January 4, 2026", 0),
        ("12:00", "Followed “A diary”.", 1),
    ]


async def blog_of(reader: Reader, number: int) -> Sheet:
    return Sheet.of((await reader.library.blogs())[number])


async def test_a_blog_is_named_and_put_into_folders(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("h", "j", "j", "B")
        assert "Name and place" in reader.text
        await reader.press("enter", *(["backspace"] * 7))
        await reader.type("Days")
        await reader.press("enter", "j", "enter")
        assert reader.lines[0].startswith(" Days ")
        await reader.type("People/Near, Later")
        await reader.press("enter", "escape")
        assert "▾ Later" in reader.text
        assert "▾ Near" in reader.text
        assert reader.text.count("▸ Days") == 2
        blog = next(each for each in await reader.library.blogs() if each.title == "Days")
        assert blog.folders == (("Later",), ("People", "Near"))
        await reader.press("ctrl+z", "ctrl+z")
        assert "▸ A diary" in reader.text
        assert "Later" not in reader.text


async def test_what_is_set_for_a_blog_is_kept_once_it_rests(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("h", "j", "j", "B", "j", "j", "l", "l", "h")
        await reader.press("j", "space", "j", "left", "j", "j", "enter", "j", "enter", "escape")
        blog = reader.screen.listing.blogs[0]
        assert blog.own == BlogOwn("oldest", "opened", "fetched", 30)
        assert blog.is_paused
        assert "‖" in reader.text
        steps = await reader.library.steps(10)
        assert [step.words for step in steps[:2]] == [
            f"Paused “{blog.title}”.",
            f"Changed the settings of “{blog.title}”.",
        ]


async def test_the_guide_has_no_sheet(guide: Stage) -> None:
    async with guide.open() as reader:
        await reader.press("B")
        assert reader.message.startswith("The guide is built in")


async def test_a_tag_a_search_and_a_folder_of_the_sidebar_get_other_names_or_go(
    blogs: Stage,
) -> None:
    async with blogs.open() as reader:
        keeping = reader.library.keeping
        ids = (await reader.library.post_index(PostQuery())).ids
        await keeping.save_search("Birds", "heron")
        await keeping.tag(ids[:2], "one", True)
        await keeping.set_folders(reader.screen.listing.blogs[0].id, [("News",)])
        await reader.screen.listing.load_blogs(with_trees=True)
        await reader.press("h", "g", "j", "j", "B", "r")
        await reader.type(" and more")
        await reader.press("enter")
        assert "≈ Birds and more" in reader.text
        await reader.press("j", "j", "B", "d")
        assert "Tags" not in reader.text
        assert reader.message.startswith("Took the tag “one” from 2 posts.")
        await reader.press("k", "B", "r")
        await reader.type("/World")
        await reader.press("enter")
        assert "▾ World" in reader.text
        await reader.press("k", "B", "d")
        assert "≈" not in reader.text
        await reader.press("j", "enter")
        assert reader.lines[0].startswith(" News / World")
        assert reader.screen.listing.query.filter
        await reader.press("h", "g", "enter")
        assert reader.lines[0].startswith(" All posts")
        assert reader.screen.listing.query.filter is None


@pytest.mark.parametrize(
    ("words", "folders"),
    [
        ("", ()),
        (" , /", ()),
        ("News", (("News",),)),
        ("News/World , People,News/World", (("News", "World"), ("People",))),
    ],
)
def test_folders_are_typed(words: str, folders: tuple[tuple[str, ...], ...]) -> None:
    assert folders_of(words) == folders
    assert folders_of(folder_words(folders)) == folders


def test_each_value_of_a_sheet_comes_round_again() -> None:
    for field in Field:
        sheet = seen = Sheet()
        for _ in range(420):
            seen = seen.stepped(field, 1)
        assert seen == sheet
        assert sheet.stepped(field, 1).stepped(field, -1) == sheet
    strange = Sheet(own=BlogOwn(sort="?", minutes=7))
    assert strange.stepped(Field.MINUTES, 1).own.minutes == 30
    assert any("7 minutes" in line.told for line in strange.lines("A blog"))
