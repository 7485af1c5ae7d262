"""Keys move through posts and articles, and say so where they cannot."""

import pytest

from tests.app.stage import Reader, Stage

NEWEST = [
    "A pact is signed",
    "Talks break off",
    "What the bank said",
    "Text of post 3: see the bank and elsewhere.",
    "A long look back",
    "Post number 12",
]


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [
        ("k", 0),
        ("j", 1),
        ("down j", 2),
        ("j j up", 1),
        ("j j k", 1),
        ("G", 17),
        ("G j", 17),
        ("end", 17),
        ("G g", 0),
        ("end home", 0),
    ],
)
async def test_keys_move_the_cursor_of_the_list(blogs: Stage, keys: str, cursor: int) -> None:
    async with blogs.open() as reader:
        await reader.press(*keys.split())
        assert reader.screen.posts.cursor == cursor
        assert reader.screen.posts.scroll_target_y == reader.screen.posts.scroll_y
        assert reader.cursor_row.title[:20] in reader.text
        assert f"{cursor + 1} of 18" in reader.text


async def test_pages_keep_the_cursor_in_sight_and_bring_it_back(blogs: Stage) -> None:
    async with blogs.open(size=(120, 20)) as reader:
        await reader.press("pagedown")
        down = reader.screen.posts.cursor
        assert 4 <= down <= 9
        assert reader.cursor_row.title in reader.text
        await reader.press("pageup")
        assert reader.screen.posts.cursor == 0
        await reader.press("ctrl+d", "ctrl+u")
        assert reader.screen.posts.cursor == 0


async def test_the_list_is_newest_first_with_a_header_a_day(blogs: Stage) -> None:
    async with blogs.open() as reader:
        assert reader.titles()[:6] == NEWEST
        text = reader.text
        for day in ("Monday, January 5", "Sunday, January 4", "Saturday, January 3"):
            assert text.count(f"{day}, 2026") == 1


async def test_enter_goes_into_the_article_and_marks_it_read(blogs: Stage) -> None:
    async with blogs.open() as reader:
        assert reader.number("All posts") == 16
        await reader.press("enter")
        assert reader.focused == "article"
        assert reader.open_title == "A pact is signed"
        assert reader.cursor_row.is_read
        assert reader.number("All posts") == 15
        assert "12 comments:" in reader.text
        await reader.press("escape")
        assert reader.focused == "posts"


async def test_opening_leaves_unread_what_the_person_wants_to_mark(blogs: Stage) -> None:
    blogs.settings["mark_read"] = "never"
    async with blogs.open() as reader:
        await reader.press("enter")
        assert reader.open_title == "A pact is signed"
        assert not reader.cursor_row.is_read


async def test_one_goes_from_pane_to_pane_by_the_side_keys(blogs: Stage) -> None:
    async with blogs.open() as reader:
        seen = []
        for key in ("l", "h", "h", "l", "tab", "escape", "left", "right"):
            await reader.press(key)
            seen.append(reader.focused)
        assert seen == [
            *("article", "posts", "blogs", "posts", "article", "posts", "blogs", "posts"),
        ]


async def test_space_opens_pages_and_goes_on_to_the_next_unread(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("j", "j", "j", "space")
        assert reader.open_title.startswith("Text of post 3")
        assert reader.focused == "posts"
        await reader.press("space")
        assert reader.open_title == "Post number 12", "the next was read already"
        assert reader.screen.posts.cursor == 5


async def test_space_pages_a_long_article_to_its_end_first(blogs: Stage) -> None:
    async with blogs.open(size=(120, 20)) as reader:
        await reader.press("j", "j", "j", "j", "enter")
        places = []
        while reader.open_title == "A long look back":
            places.append(reader.screen.article.scroll_target_y)
            await reader.press("space")
            assert len(places) < 30
        assert places == sorted(set(places))
        assert places[-1] > 40
        assert reader.open_title == "Post number 12"
        assert reader.focused == "article"


async def test_space_finds_what_is_unread_above_when_nothing_is_left_below(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("G", "space")
        assert reader.open_title == "Hello"
        await reader.press("space")
        assert reader.open_title == "A pact is signed"


async def test_older_and_newer_walk_the_list(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter")
        seen = []
        for key in ("n", "n", "p", "n", "n", "n"):
            await reader.press(key)
            seen.append(NEWEST.index(reader.open_title))
            assert reader.cursor_row.title == reader.open_title
        assert seen == [1, 2, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("go", "key", "words"),
    [
        ("G", "n", "This is the oldest post kept. In the list of one blog, n goes on."),
        ("g", "p", "This is the newest post."),
        ("g", "P", "Nothing unread further up."),
        ("G", "N", "Nothing unread further down."),
        ("g", "backspace", "There is no post to go back to."),
    ],
)
async def test_an_end_is_said(blogs: Stage, go: str, key: str, words: str) -> None:
    async with blogs.open() as reader:
        await reader.press(go, key)
        assert reader.message == words
        assert words in reader.lines[-1]


async def test_unread_ones_are_found_over_read_ones(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("j", "j", "j", "N")
        assert reader.open_title == "Post number 12"
        await reader.press("P")
        assert reader.open_title == "Text of post 3: see the bank and elsewhere."


async def read_long(reader: Reader) -> None:
    await reader.press("j", "j", "j", "j", "enter")
    assert reader.open_title == "A long look back"


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ("j", 1),
        ("j j k", 1),
        ("k", 0),
        ("pagedown", 15),
        ("pagedown pageup", 0),
        ("d", 8),
        ("d ctrl+u", 0),
        ("G g", 0),
        ("space", 15),
        ("space b", 0),
    ],
)
async def test_keys_move_through_an_article(blogs: Stage, keys: str, line: int) -> None:
    async with blogs.open(size=(120, 20)) as reader:
        await read_long(reader)
        await reader.press(*keys.split())
        assert reader.screen.article.scroll_target_y == line


async def test_the_end_of_an_article_shows_its_last_line(blogs: Stage) -> None:
    async with blogs.open(size=(120, 20)) as reader:
        await read_long(reader)
        await reader.press("G")
        assert reader.screen.article.is_at_end
        assert "Older: Post number 12" in reader.text
        assert reader.lines[1].rstrip().endswith("end")


async def test_headings_are_gone_through(blogs: Stage) -> None:
    async with blogs.open(size=(120, 20)) as reader:
        await read_long(reader)
        article = reader.screen.article
        tops = []
        for _ in range(3):
            await reader.press("right_square_bracket")
            tops.append(article.scroll_target_y)
            assert f"Part {len(tops)} " in reader.lines[2][70:], "at the top of the pane"
        assert tops == sorted(set(tops))
        await reader.press("left_square_bracket")
        assert article.scroll_target_y == tops[1]


async def test_how_far_a_post_was_read_is_found_again(blogs: Stage) -> None:
    async with blogs.open(size=(120, 20)) as reader:
        await read_long(reader)
        await reader.press("space", "space")
        line = reader.screen.article.scroll_target_y
        await reader.press("p", "n")
        assert reader.open_title == "A long look back"
        assert reader.screen.article.scroll_target_y == line


async def test_back_at_once_is_the_post_that_was_shown(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter")
        async with reader.waiting():
            await reader.pilot.press("n", "p")
        assert reader.open_title == reader.cursor_row.title == "A pact is signed"


async def test_each_of_some_quick_keys_is_a_step(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter")
        await reader.hurry("N", "N", "N", "N")
        assert reader.open_title == "Post number 12"


async def test_a_post_that_is_gone_is_said_and_passed(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("enter")
        gone = reader.screen.posts.index.ids[1]
        await reader.database.write(lambda c: c.execute("DELETE FROM posts WHERE id = ?", (gone,)))
        await reader.press("n")
        assert reader.message == "This post is no longer kept."
        assert reader.open_title == "A pact is signed"
        await reader.screen.listing.reload()
        await reader.press("n")
        assert reader.open_title == "What the bank said"
