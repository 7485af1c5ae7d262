"""Through a blog's life: unfolding it, its months, a day of former years, any old post."""

from pathlib import Path

import pytest

from tests.app.lives import kept, life
from tests.app.stage import Reader, Stage


@pytest.fixture
async def years(tmp_path: Path) -> Stage:
    """A reader with 43 posts of eight years, all of them kept."""
    return await kept(tmp_path, life())


def sidebar(reader: Reader) -> list[str]:
    """The lines of the sidebar, without the cursor's bar and what is blank."""
    lines = (" ".join(line[1:26].split()) for line in reader.lines[2:-1])
    return [line for line in lines if line]


async def test_a_blog_unfolds_into_years_and_a_year_into_months(years: Stage) -> None:
    async with years.open() as reader:
        await reader.press("h", "space")
        assert sidebar(reader)[2:7] == [
            "▾ A life 43 / 43",
            "▸ 2026 1",
            "▸ 2025 6",
            "▸ 2024 6",
            "▸ 2023 6",
        ]
        await reader.press("j", "j", "right")
        assert sidebar(reader)[4:8] == [
            "▾ 2025 6",
            "July 2",
            "March 2",
            "January 2",
        ]
        await reader.press("space")
        assert "July" not in " ".join(sidebar(reader))


async def test_left_folds_and_goes_to_what_a_line_lies_below(years: Stage) -> None:
    async with years.open() as reader:
        await reader.press("h", "l", "j", "j", "l", "j", "j")
        blogs = reader.screen.blog_list
        assert blogs.shelf().title == "March"
        await reader.press("left")
        assert blogs.shelf().title == "2025"
        await reader.press("left")
        assert blogs.shelf().is_open is False
        await reader.press("left", "left")
        assert blogs.shelf().title == "A life"
        assert len(sidebar(reader)) == 3


async def test_right_on_what_is_unfolded_goes_to_the_posts(years: Stage) -> None:
    async with years.open() as reader:
        await reader.press("h", "right")
        assert reader.focused == "blogs"
        await reader.press("right")
        assert reader.focused == "posts"


async def test_what_is_unfolded_and_listed_is_so_at_the_next_start(years: Stage) -> None:
    async with years.open() as reader:
        await reader.press("h", "space", "j", "j", "space", "j", "enter")
        assert reader.titles() == ["Written 2025-07-20", "Written 2025-07-05"]
        before = sidebar(reader)
    async with years.open(waits=False) as reader:
        await reader.pilot.pause()
        assert sidebar(reader) == before, "in the first picture"
        assert reader.titles() == ["Written 2025-07-20", "Written 2025-07-05"]
        assert reader.screen.blog_list.shelf().title == "July"


async def test_a_month_is_named_above_its_posts_and_left_one_step_at_a_time(years: Stage) -> None:
    async with years.open() as reader:
        await reader.press("h", "2", "0", "2", "4")
        await reader.type("-03")
        await reader.press("enter", "j")
        assert "2024 › March" in reader.text
        assert "2 of 2 posts" in reader.text
        await reader.press("escape")
        assert "of 6 posts" in reader.text
        assert "›" not in reader.lines[1]
        await reader.press("escape")
        assert "Posts" in reader.lines[1]
        assert len(reader.titles()) == 43
        assert reader.cursor_row.title == "Written 2024-03-05", "the cursor stays on its post"


async def test_typing_a_month_jumps_to_it_and_unfolds_what_hides_it(years: Stage) -> None:
    async with years.open() as reader:
        await reader.press("h")
        await reader.type("2021-07")
        shelf = reader.screen.blog_list.shelf()
        assert (shelf.title, shelf.period) == ("July", (2021, 7))
        await reader.press("enter")
        assert reader.titles() == ["Written 2021-07-20", "Written 2021-07-05"]
        assert reader.focused == "posts"


async def test_no_letter_is_lost_however_fast_one_types(years: Stage) -> None:
    async with years.open() as reader:
        await reader.press("h")
        await reader.hurry(*"2021", "minus", "0", "7")
        await reader.until(lambda: reader.screen.blog_list.shelf().title == "July")
        await reader.press("escape")
        await reader.hurry("slash", *"trave")
        await reader.until(lambda: reader.screen.blog_list.shelf().title == "Travel")


@pytest.mark.parametrize(
    ("words", "title"), [("trav", "Travel"), ("b. w", "B. Writer"), ("life", "A life")]
)
async def test_part_of_a_name_jumps_to_it(years: Stage, words: str, title: str) -> None:
    async with years.open() as reader:
        await reader.press("h", "slash")
        await reader.type(words)
        assert reader.screen.blog_list.shelf().title == title


async def test_what_is_nowhere_is_said(years: Stage) -> None:
    async with years.open() as reader:
        await reader.press("h", "slash")
        await reader.type("2024-02")
        assert reader.message == "“2024-02” is nowhere in the list of blogs."
        await reader.press("escape")
        assert reader.focused == "blogs"


async def test_up_and_down_go_to_the_next_that_is_meant(years: Stage) -> None:
    async with years.open() as reader:
        await reader.press("h", "slash")
        await reader.type("march")
        seen = []
        for key in ("down", "down", "up", "up", "up"):
            await reader.press(key)
            period = reader.screen.blog_list.shelf().period
            assert period
            seen.append(period.year)
        assert seen == [2024, 2023, 2024, 2025, 2019], "once around"


async def test_labels_and_authors_list_their_posts(years: Stage) -> None:
    async with years.open() as reader:
        await reader.press("h", "slash")
        await reader.type("winter")
        await reader.press("enter")
        assert len(reader.titles()) == 15
        assert "Posts · Winter" in reader.text
        await reader.press("h", "slash")
        await reader.type("b. writer")
        await reader.press("enter")
        assert "Posts by B. Writer" in reader.text
        assert {title[:12] for title in reader.titles()} == {"Written 2020"}


async def test_a_click_on_the_sign_unfolds_and_on_the_name_lists(years: Stage) -> None:
    async with years.open() as reader:
        await reader.click(*reader.find("▸ A life"))
        column, line = reader.find("▸ 2025")
        await reader.click(column, line)
        assert "March" in reader.text
        assert len(reader.titles()) == 43
        await reader.click(*reader.find("March"))
        assert reader.titles() == ["Written 2025-03-20", "Written 2025-03-05"]


# ---------------------------------------------------------------------------------- by month


async def test_brackets_move_the_cursor_from_month_to_month(years: Stage) -> None:
    async with years.open() as reader:
        seen = []
        for key in ("]", "]", "j", "]", "[", "["):
            await reader.press(
                {"]": "right_square_bracket", "[": "left_square_bracket"}.get(key, key)
            )
            seen.append(reader.cursor_row.title.removeprefix("Written "))
        assert seen == [
            *("2025-07-20", "2025-03-20", "2025-03-05"),
            *("2025-01-20", "2025-03-20", "2025-07-20"),
        ]


async def test_brackets_list_the_next_month_where_one_is_listed(years: Stage) -> None:
    async with years.open() as reader:
        await reader.press("h")
        await reader.type("2019-03")
        await reader.press("enter", "right_square_bracket")
        assert reader.titles() == ["Written 2019-01-20", "Written 2019-01-05"]
        await reader.press("right_square_bracket")
        assert reader.message == "This is the oldest month that is kept."
        await reader.press(*["left_square_bracket"] * 3)
        assert reader.titles() == ["Written 2020-01-20", "Written 2020-01-05"]


async def test_the_last_month_of_a_list_is_not_said_to_be_the_blogs(years: Stage) -> None:
    async with years.open() as reader:
        await reader.press("t", "G", "right_square_bracket")
        assert reader.message == "This is the oldest month of this list."
        await reader.press("g", "left_square_bracket")
        assert reader.message == "This is the newest month of this list."


async def test_older_and_newer_walk_across_months(years: Stage) -> None:
    async with years.open() as reader:
        await reader.press("h")
        await reader.type("2020-01")
        await reader.press("enter", "n")
        assert reader.open_title == "Written 2020-01-05"
        await reader.press("n")
        assert reader.open_title == "Written 2019-07-20"
        assert "2019 › July" in reader.text
        await reader.press("p")
        assert reader.open_title == "Written 2020-01-05", "the nearest of the newer month"
        assert reader.cursor_row.title == "Written 2020-01-05"
        assert "2020 › January" in reader.text


async def test_older_walks_on_from_year_to_year(years: Stage) -> None:
    async with years.open() as reader:
        await reader.press("h")
        await reader.type("2020")
        await reader.press("enter", "G", "n")
        assert reader.open_title == "Written 2019-07-20"
        assert len(reader.titles()) == 6


# ---------------------------------------------------------------------------- the picture


async def test_the_picture_of_months_leads_to_one(years: Stage) -> None:
    async with years.open() as reader:
        await reader.press("H")
        assert "January 2026 · 1 post" in reader.text
        await reader.press("down", "left")
        assert "December 2024 · no posts" in reader.text
        await reader.press("pagedown", "home", "right", "right")
        assert "March 2019 · 2 posts" in reader.text
        await reader.press("enter")
        assert reader.titles() == ["Written 2019-03-20", "Written 2019-03-05"]


async def test_the_picture_begins_where_one_is_and_esc_changes_nothing(years: Stage) -> None:
    async with years.open() as reader:
        await reader.press("G", "H")
        assert "January 2019 · 2 posts" in reader.text
        await reader.press("right", "escape")
        assert len(reader.titles()) == 43
        assert reader.cursor_row.title == "Written 2019-01-05"


async def test_the_picture_takes_the_mouse(years: Stage) -> None:
    async with years.open() as reader:
        await reader.press("H")
        line = next(at for at, text in enumerate(reader.lines) if "2019  " in text) - 2
        await reader.click(reader.find("2019")[0], line)
        assert "January 2019 · 2 posts" in reader.text
        await reader.click(reader.find("2019")[0], line, times=2)
        assert reader.titles() == ["Written 2019-01-20", "Written 2019-01-05"]


@pytest.mark.parametrize("size", [(40, 10), (1, 1), (3, 3), (10, 2), (80, 24), (200, 60)])
async def test_the_picture_fits_any_screen(years: Stage, size: tuple[int, int]) -> None:
    async with years.open(size=size) as reader:
        await reader.press("H", "left", "up", "home", "G", "enter")
        assert reader.app.is_running
        assert len(reader.titles()) == 1


async def test_the_picture_of_all_blogs_is_their_sum(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("H")
        assert "All blogs" in reader.text
        assert "January 2026 · 17 posts" in reader.text


# ------------------------------------------------------------------- by day, and by chance


async def test_this_day_of_former_years_is_listed(years: Stage) -> None:
    async with years.open() as reader:
        await reader.press("t")
        assert "On this day › Jan 5" in reader.text
        assert len(reader.titles()) == 7
        assert reader.titles()[0] == "Written 2025-01-05"
        await reader.press("escape")
        assert len(reader.titles()) == 43


async def test_a_day_without_posts_is_said(years: Stage) -> None:
    years.clock.forward(days=1)
    async with years.open() as reader:
        await reader.press("t")
        assert reader.message == "No post of January 6 of a former year is kept."
        assert len(reader.titles()) == 43


async def test_any_old_post_is_opened_and_back_leads_where_one_was(years: Stage) -> None:
    async with years.open() as reader:
        await reader.press("enter", "w")
        assert reader.open_title < "Written 2025-12-06", "30 days or more ago"
        assert reader.cursor_row.title == reader.open_title
        await reader.press("backspace")
        assert reader.open_title == "Written 2026-01-02"


async def test_any_old_post_is_found_from_a_month_too(years: Stage) -> None:
    async with years.open() as reader:
        await reader.press("h")
        await reader.type("2025-07")
        await reader.press("enter", "w")
        assert reader.open_title < "Written 2025-12-06", "30 days or more ago"
        is_of_month = reader.open_title.startswith("Written 2025-07")
        assert len(reader.titles()) == (2 if is_of_month else 43), "by chance it may be listed"


async def test_in_the_sidebar_the_cursors_blog_is_meant(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("h", "j", "j", "H")
        assert reader.find("A diary")
        assert "January 2026 · 12 posts" in reader.text
        await reader.press("enter")
        assert len(reader.titles()) == 12
