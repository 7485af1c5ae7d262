"""Parts of the text are selected, by keys or with the mouse, and copied as they were written."""

import pytest
from textual.events import MouseDown, MouseMove, MouseUp

from tests.app.stage import Reader, Stage

TEXT = (
    "<p>The paper quotes an unnamed source, who had seen the letters of that autumn, and the "
    'bank: see <a href="https://news.test/2026/01/post-4.html">the bank</a>.</p>'
    "<ul><li>one thing</li><li>another</li></ul>"
)
FIRST = (
    "The paper quotes an unnamed source, who had seen the letters of that autumn, and the "
    "bank: see the bank."
)


@pytest.fixture
def essay(blogs: Stage) -> Stage:
    blogs.news.edit(6, html=TEXT)
    return blogs


async def begun(reader: Reader) -> None:
    """The essay is open, and the caret stands on its first line."""
    await reader.press("R", "enter", "V")
    while not reader.screen.article._text(reader.screen.article._caret.line).startswith(
        "The paper"
    ):
        await reader.press("j")
    await reader.press("0")


def styles(reader: Reader, style: str) -> str:
    """The letters in view that lie under a mark."""
    article = reader.screen.article
    found = ""
    for number in range(article.size.height):
        line = article.line_at(number)
        for first, last, name in article.marks_on(number).ranges if line else ():
            if name == style and line:
                found += line.text[first:last]
    return found


async def test_a_paragraph_is_copied_without_the_line_breaks_of_wrapping(essay: Stage) -> None:
    async with essay.open(size=(120, 30)) as reader:
        await begun(reader)
        await reader.press("v", "j", "j", "j", "dollar_sign", "y")
        assert reader.app.clipboard == FIRST + "\n\n• one thing"
        assert reader.message.startswith("Copied: The paper quotes an unnamed")
        assert not reader.screen.article.is_selecting


async def test_words_are_selected_by_steps_of_words_and_letters(essay: Stage) -> None:
    async with essay.open() as reader:
        await begun(reader)
        await reader.press("w", "w", "v")
        assert styles(reader, "caret") == "q"
        await reader.press("w", "w", "h", "h")
        assert styles(reader, "selected") == "quotes an"
        await reader.press("b", "b", "l", "enter")
        assert reader.app.clipboard == "qu"


async def test_the_keys_of_the_caret_are_offered_only_while_there_is_one(essay: Stage) -> None:
    async with essay.open() as reader:
        await begun(reader)
        assert "Start here" in reader.lines[-1]
        await reader.press("escape")
        assert "Start here" not in reader.lines[-1]
        assert reader.focused == "article"
        await reader.press("w", "V", "j")
        assert reader.open_title != "A pact is signed", "w opened an old post: the caret was gone"


async def test_without_a_start_the_word_at_the_caret_is_copied(essay: Stage) -> None:
    async with essay.open() as reader:
        await begun(reader)
        await reader.press("w", "w", "l", "l", "y")
        assert reader.app.clipboard == "quotes"


async def test_the_caret_stays_in_view_and_ends_with_the_text(blogs: Stage) -> None:
    async with blogs.open(size=(120, 20)) as reader:
        await reader.press("j", "j", "j", "j", "enter", "V", "v")
        for _ in range(4):
            await reader.press("pagedown")
        article = reader.screen.article
        assert article._caret is not None
        assert article.is_seen(article._caret.line)
        assert article.scroll_target_y > 0
        await reader.press("G")
        assert article.is_seen(article._caret.line)
        await reader.press("j", "l", "g", "k", "h", "b")
        assert article.scroll_target_y <= 1
        assert styles(reader, "caret") == "A"


async def test_the_caret_goes_with_another_post_and_with_another_width(essay: Stage) -> None:
    async with essay.open() as reader:
        await begun(reader)
        await reader.press("n")
        assert not reader.screen.article.is_selecting
        await reader.press("V", "v", "j")
        await reader.resize(100, 30)
        assert not reader.screen.article.is_selecting


async def drag(reader: Reader, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Press the mouse on one cell of the screen, and let go on another."""
    await reader.pilot._post_mouse_events([MouseDown], offset=start, button=1)
    await reader.pilot._post_mouse_events([MouseMove], offset=end, button=1)
    await reader.pilot._post_mouse_events([MouseUp], offset=end, button=1)
    await reader.settle()


async def test_the_mouse_selects_and_a_key_copies(essay: Stage) -> None:
    async with essay.open() as reader:
        await reader.press("R", "enter")
        column, line = reader.find("paper quotes")
        await drag(reader, (column, line), (column + len("paper quotes") - 1, line))
        assert styles(reader, "selected") == "paper quotes"
        assert reader.message == "y copies what is selected · esc lets it go"
        await reader.press("y")
        assert reader.app.clipboard == "paper quotes"
        assert styles(reader, "selected") == ""


async def test_a_drag_over_a_link_follows_none_and_escape_lets_go(essay: Stage) -> None:
    async with essay.open() as reader:
        await reader.press("R", "enter")
        column, line = reader.find("the bank.")
        await drag(reader, (column - 4, line), (column + 5, line))
        assert styles(reader, "selected") == "see the ba"
        assert reader.open_title == "A pact is signed"
        await reader.press("escape")
        assert styles(reader, "selected") == ""
        assert reader.focused == "article"


async def test_control_c_copies_what_the_mouse_selected(essay: Stage) -> None:
    async with essay.open() as reader:
        await reader.press("R", "enter")
        column, line = reader.find("one thing")
        await drag(reader, (column, line), (column + 40, line + 1))
        await reader.press("ctrl+c")
        assert reader.app.clipboard == "one thing\n• another"


async def test_a_drag_in_the_list_or_into_it_selects_no_more_than_text_in_view(
    essay: Stage,
) -> None:
    async with essay.open() as reader:
        await reader.press("R", "enter")
        await drag(reader, reader.find("Talks break off"), (5, 20))
        assert not reader.screen.selections
        column, line = reader.find("one thing")
        await drag(reader, (column + 2, line), (5, 2))
        await reader.press("ctrl+c")
        assert len(reader.app.clipboard) < 400


async def test_comments_are_selected_like_any_text(talk: Stage) -> None:
    async with talk.open() as reader:
        await reader.press("enter", "c", "V", "v", "dollar_sign", "y")
        assert reader.app.clipboard
        assert reader.app.clipboard.split()[0] in reader.text
