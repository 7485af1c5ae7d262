"""What a reader finds again after a restart, and what it makes of a memory that is not its own."""

import pytest

from tests.app.stage import Stage


async def test_the_place_is_found_again(blogs: Stage) -> None:
    async with blogs.open(size=(120, 20)) as reader:
        await reader.press("h", "G", "enter", "j", "j", "j", "j", "enter", "space")
        line = reader.screen.article.scroll_target_y
        await reader.press("q")
    async with blogs.open(size=(120, 20)) as reader:
        assert reader.open_title == "A long look back"
        assert reader.cursor_row.title == "A long look back"
        assert len(reader.titles()) == 6
        assert reader.focused == "article"
        assert reader.screen.article.scroll_target_y == line


async def test_label_and_view_are_found_again(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter", "tab", "enter", "v", "q")
    async with blogs.open() as reader:
        assert "Posts · Asia · unread" in reader.text


async def test_the_theme_is_found_again_unless_the_configuration_names_one(blogs: Stage) -> None:
    async with blogs.open() as reader:
        reader.app.theme = "reader-light"
        await reader.settle()
    async with blogs.open() as reader:
        assert reader.app.theme == "reader-light"
    blogs.settings["theme"] = "reader-contrast"
    async with blogs.open() as reader:
        assert reader.app.theme == "reader-contrast"


async def test_the_theme_is_chosen_by_key(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("T")
        await reader.type("reader-light")
        await reader.press("enter")
        assert reader.app.theme == "reader-light"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("place", {"blog_id": 999, "post_id": 999, "article_id": 999, "view": "x", "label": 3}),
        ("place", {"blog_id": "1", "post_id": "1", "article_id": [], "pane": "nowhere"}),
        ("place", []),
        ("place", None),
        ("sizes", {"blogs": -5, "posts": 10**9, "shows_blogs": "no"}),
        ("sizes", "wide"),
        ("theme", "no-such-theme"),
        ("theme", 7),
        ("place", {"period": [2020, 13], "author": 7, "pages": "yes"}),
        ("place", {"period": [10**30, 1]}),
        ("place", {"period": "2020"}),
        ("branches", "1"),
        ("branches", [None, 1, "99", "1/2020", "1/labels/none"]),
    ],
)
async def test_a_strange_memory_does_no_harm(blogs: Stage, key: str, value: object) -> None:
    async with blogs.open() as reader:
        await reader.library.save_state(key, value)
        await reader.library.save_state("other", value)
    async with blogs.open() as reader:
        assert reader.app.is_running
        assert reader.titles()
        await reader.press("j", "enter")
        assert reader.open_title


async def test_a_problem_of_the_configuration_is_said(blogs: Stage) -> None:
    file = blogs.config.paths.config_file
    file.write_text('refresh_minutes = "often"\nthem = "x"\n')
    async with blogs.open() as reader:
        assert reader.is_error
        place = "config: 2 mistakes (key , shows all): config.toml line 1: "
        assert reader.message.startswith(place)


async def test_what_was_kept_unread_stays_so_over_a_restart(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter", "u", "q")
    async with blogs.open() as reader:
        assert reader.open_title == "A pact is signed"
        assert not reader.cursor_row.is_read
        assert reader.number("All posts") == 16


async def test_the_post_of_last_time_does_not_replace_what_was_opened_meanwhile(
    blogs: Stage,
) -> None:
    async with blogs.open() as reader:
        await reader.press("enter", "h", "q")
    async with blogs.open(waits=False) as reader:
        async with reader.waiting():
            await reader.pilot.press("j", "enter")
        assert reader.open_title == reader.cursor_row.title == "Talks break off"
        assert reader.focused == "article"
