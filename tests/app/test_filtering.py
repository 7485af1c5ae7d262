"""Words narrow the list while one types; the list keeps its post, its words and its order."""

from array import array

from textual.widgets import Input

from tests.app.stage import Reader, Stage
from tui_reader.app.merging import merged
from tui_reader.models import PostIndex, Sort


def title(reader: Reader) -> str:
    """The line above the list."""
    pane = reader.screen.workspace.posts_pane.title
    return f"{pane.words} | {pane.place} {pane.unit}".strip()


async def put(reader: Reader, words: str) -> None:
    """Put words into the line that has the focus, at once."""
    assert isinstance(reader.app.focused, Input)
    reader.app.focused.value = words
    reader.app.focused.cursor_position = len(words)
    await reader.settle()


async def test_the_list_narrows_while_one_types_and_esc_gives_all_back(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("j", "slash")
        assert "Filter: words" in reader.text
        await reader.type("label:asia")
        assert reader.titles() == ["A pact is signed", "Talks break off"]
        assert title(reader) == "Posts · label:asia | 2 of 2 posts"
        assert reader.cursor_row.title == "Talks break off", "the cursor stays on its post"
        await reader.press("escape")
        assert len(reader.titles()) == 18
        assert reader.cursor_row.title == "Talks break off"
        assert reader.focused == "posts"


async def test_enter_keeps_the_words_and_gives_the_keys_back(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("slash")
        await put(reader, "label:trad")
        await reader.press("enter")
        assert reader.focused == "posts"
        assert "esc lists all posts again" in reader.message
        await reader.press("v")
        assert title(reader).startswith("Posts · label:trad")
    async with blogs.open() as reader:
        assert reader.screen.listing.query.filter
        await reader.press("slash")
        assert "label:trad" in reader.lines[-2]
        await reader.press("enter", "escape")
        assert reader.screen.listing.query.filter is None


async def test_the_last_word_chooses_the_same_when_it_is_finished(blogs: Stage) -> None:
    async with blogs.open() as reader:
        while await reader.library.index_some():
            pass
        await reader.press("slash")
        await put(reader, "title:of")
        assert reader.titles() == ["Talks break off"]
        await reader.press("enter")
        assert reader.titles() == ["Talks break off"]
        assert title(reader).startswith("Posts · title:of* |")
        assert reader.message.startswith("* is the rest of a word · esc lists all posts again")


async def test_words_that_cannot_be_read_are_said_and_change_nothing(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("slash")
        await put(reader, "comments:many x")
        assert reader.is_error
        assert len(reader.titles()) == 18
        await reader.press("enter")
        assert "comments:many x" in reader.lines[-2], "they stay to be mended"
        await reader.press("escape")
        assert reader.message == ""


async def test_another_line_of_the_sidebar_keeps_the_words(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("slash")
        await put(reader, "comments:>0")
        await reader.press("enter", "h", "G", "enter")
        assert "comments:>0" in title(reader)
        await reader.press("escape", "h", "g", "enter", "slash")
        await put(reader, "wasser")
        await reader.press("enter", "ctrl+k", "enter", "h", "g", "j", "j", "enter", "q")
    async with blogs.open() as reader:
        assert "wasser" in title(reader)
        await reader.press("h", "G", "enter")
        assert "wasser" not in title(reader), "a search that was kept leaves its words behind"


async def test_a_list_without_any_post_left_says_how_to_go_on(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("slash")
        await put(reader, "words:>99999")
        assert "No post here matches these words." in reader.text
        await reader.press("backspace", "escape")
        assert len(reader.titles()) == 18


async def test_the_order_is_chosen_shown_and_remembered_by_the_blog(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("h", "j", "j", "enter")
        blog = reader.screen.listing.blog
        assert blog
        await reader.press("ctrl+o", "t")
        assert reader.titles() == sorted(reader.titles(), key=str.casefold)
        assert title(reader).startswith("Posts · by title")
        assert "Monday, January 5" not in reader.text, "no headers of days"
        await reader.press("h", "g", "enter")
        assert title(reader).startswith("Posts |")
        await reader.press("ctrl+o", "c")
        assert reader.cursor_row.comments == 12
    async with blogs.open() as reader:
        assert title(reader).startswith("Posts · by comments")
        await reader.press("h", "j", "j", "enter")
        assert title(reader).startswith("Posts · by title")


async def test_months_are_gone_through_from_the_oldest_too(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("ctrl+o", "o", "G", "right_square_bracket")
        assert reader.cursor_row.title == "Hello", "the next older month"
        await reader.press("ctrl+o", "t", "right_square_bracket")
        assert reader.message == "Posts stand by title here: months are not in a row."
        await reader.press("g", "p")
        assert reader.message == "This is the first post of this list."
        await reader.press("G", "n")
        assert reader.message == "This is the last post of this list."


async def test_reading_goes_through_the_list_in_its_order(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("ctrl+o", "o", "enter")
        first = reader.open_title
        await reader.press("N")
        assert reader.open_title == reader.titles()[reader.screen.posts.cursor]
        assert reader.open_title != first
        before = reader.screen.posts.cursor
        await reader.press("n")
        assert reader.screen.posts.cursor == before + 1


def test_what_was_dealt_with_stays_where_it_stood_in_any_order() -> None:
    shown = PostIndex(array("q", [7, 3, 9, 5]), array("q", [0] * 4), array("l", [0] * 4))
    fresh = PostIndex(array("q", [7, 8, 5]), array("q", [0] * 3), array("l", [0] * 3))
    assert list(merged(fresh, shown, Sort.TITLE).ids) == [7, 3, 9, 8, 5]
    first = PostIndex(array("q", [5]), array("q", [0]), array("l", [0]))
    assert list(merged(first, shown, Sort.LENGTH).ids) == [7, 3, 9, 5]
