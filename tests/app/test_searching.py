"""Everything is searched while one types; what was found is read where it was found."""

import pytest

from tests.app.stage import Reader, Stage
from tests.app.test_filtering import put
from tests.app.test_finding import marked
from tui_reader.app.screens.search import SearchScreen
from tui_reader.app.screens.thread import ThreadScreen
from tui_reader.query import parse
from tui_reader.render.finding import lit_in


def screen(reader: Reader) -> SearchScreen:
    """The screen of the search."""
    shown = reader.app.screen
    assert isinstance(shown, SearchScreen)
    return shown


async def learn(reader: Reader) -> None:
    """Index everything."""
    while await reader.library.index_some():
        pass


def found(reader: Reader) -> list[str]:
    """The titles of what was found, best first."""
    return [hit.row.title for hit in screen(reader).list._hits]


async def test_posts_are_found_while_one_types_with_the_words_lit_up(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await learn(reader)
        await reader.press("S")
        assert "How to ask" in reader.text
        assert reader.lines[-1].startswith(" f1 Help"), "? is a letter here"
        await reader.type("bank sai")
        assert found(reader) == ["What the bank said"]
        assert screen(reader).status.words == "1 post"
        assert "1 of 1" in reader.lines[2]
        assert "Jan 4, 2026 · What Now? · 1 comment · Money" in reader.text


async def test_enter_reads_it_at_the_first_place_n_goes_on_and_esc_leads_back(
    blogs: Stage,
) -> None:
    async with blogs.open(size=(120, 20)) as reader:
        await learn(reader)
        await reader.press("j", "j", "S")
        await put(reader, '"long look" OR part')
        assert found(reader)[0] == "A long look back"
        await reader.press("enter")
        assert reader.open_title == "A long look back"
        assert reader.focused == "article"
        assert "long look" in marked(reader)
        assert reader.message == "1 of 7 · n next · N before · esc back to the search"
        await reader.press("n")
        assert reader.message.startswith("2 of 7")
        await reader.press("N", "N")
        assert reader.message.startswith("7 of 7")
        await reader.press("escape")
        assert found(reader)[0] == "A long look back"
        assert screen(reader).line.value == '"long look" OR part'
        await reader.press("escape")
        assert reader.focused == "posts"
        assert not reader.screen.article.is_lit
        await reader.press("S", "escape", "n")
        assert reader.open_title != "A long look back", "n reads older posts again"


async def test_enter_waits_for_what_the_whole_words_find(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await learn(reader)
        await reader.hurry("S", *"signed", "enter", "d")
        assert reader.open_title == "A pact is signed"
        await reader.press("escape")
        assert screen(reader).line.value == "signed"
        await reader.press("escape")
        await reader.hurry("S", *"bank sa", "enter")
        assert reader.open_title == "What the bank said", "another search begins anew"


async def test_a_comment_is_read_among_the_others_and_esc_leads_back(talk: Stage) -> None:
    async with talk.open() as reader:
        await reader.press("c", "escape")
        await learn(reader)
        await reader.press("S")
        await put(reader, "in:comments twice")
        assert "Ines in a comment: " in reader.text
        await reader.press("enter")
        thread = reader.app.screen
        assert isinstance(thread, ThreadScreen)
        assert thread.view.comment.html == "<p>I read it twice.</p>"
        assert thread.view.is_lit
        await reader.press("escape")
        assert found(reader)


async def test_what_is_wrong_is_said_below_its_place_and_what_was_found_stays(
    blogs: Stage,
) -> None:
    async with blogs.open() as reader:
        await learn(reader)
        await reader.press("S")
        await put(reader, "bank")
        await put(reader, "bank comments:man ")
        status = reader.lines[2]
        assert "▲" in status
        assert status.index("▲") in range(6, 19), "below what is wrong"
        assert found(reader)
        await reader.press("ctrl+k")
        assert screen(reader), "nothing is kept of it"


async def test_the_index_says_what_it_does_not_know_and_learns_it(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("S")
        await put(reader, "pact")
        await reader.until(lambda: found(reader) == ["A pact is signed"])
        await reader.until(lambda: screen(reader).status.words == "1 post")


async def test_words_are_remembered_offered_and_taken(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await learn(reader)
        await reader.press("S")
        await put(reader, "signed")
        await reader.press("escape")
    async with blogs.open() as reader:
        await learn(reader)
        await reader.press("S")
        assert "Looked for lately" in reader.text
        await reader.press("enter")
        assert found(reader) == ["A pact is signed"]
        await reader.press("ctrl+l")
        assert reader.titles() == ["A pact is signed"]
        assert "Posts · signed" in reader.text


async def test_words_are_kept_as_a_search_of_the_sidebar(blogs: Stage) -> None:
    async with blogs.open() as reader:
        await reader.press("ctrl+k")
        assert "narrow the list first" in reader.message
        await reader.press("slash")
        await put(reader, "label:asia")
        await reader.press("enter", "ctrl+k")
        assert "Keep this search" in reader.text
        await reader.press("ctrl+u")
        await put(reader, "Asia")
        await reader.press("enter")
        assert [each.name for each in await reader.library.keeping.searches()] == ["Asia"]
        await reader.press("ctrl+k")
        await reader.press("ctrl+u")
        await put(reader, "asia")
        await reader.press("enter")
        assert "There is a search of this name." in reader.text


@pytest.mark.parametrize("size", [(40, 10), (20, 5), (3, 4), (0, 0)])
async def test_it_holds_at_every_size(blogs: Stage, size: tuple[int, int]) -> None:
    async with blogs.open(size=size) as reader:
        await learn(reader)
        await reader.press("S", "down", "up")
        await put(reader, "post")
        await reader.press("down", "pagedown", "pageup", "up")
        assert screen(reader).list.cursor == 0
        if size == (20, 5):
            assert "Post number" in reader.lines[3], "of three lines the title"
        await reader.type(" x:")
        await reader.press("escape")


def test_words_are_lit_where_they_stand_by_themselves_else_within_others() -> None:
    def lit(text: str, words: str) -> list[str]:
        return [text[start:end] for start, end in lit_in(text, parse(words).needles)]

    assert lit("The art of the part", "art") == ["art"]
    assert lit("The part", "art") == ["art"]
    assert lit("Café, cafeteria", "cafe*") == ["Café", "cafeteria"]
    assert lit("Still, water", '"still water"') == ["Still, water"]
    assert lit("日本語の文章", "文章") == ["文章"]
    assert lit("one two", "one -two") == ["one"]


async def test_the_blog_itself_is_asked_and_what_it_names_is_kept(talk: Stage) -> None:
    async with talk.open() as reader:
        await reader.press("S")
        await put(reader, "text of post")
        await reader.press("ctrl+b")
        assert screen(reader).key_bar.message[0] == "The Talk has no more."


async def test_offline_the_blog_is_not_asked_and_it_is_said(talk: Stage) -> None:
    async with talk.open(is_offline=True) as reader:
        await reader.press("S")
        await put(reader, "pact")
        await reader.press("ctrl+b")
        words, is_error = screen(reader).key_bar.message
        assert "offline" in words
        assert is_error


async def test_the_guide_is_searched_while_it_is_listed_and_has_no_server(guide: Stage) -> None:
    async with guide.open() as reader:
        await learn(reader)
        await reader.press("S")
        assert "Search The tui-reader guide" in reader.text
        await put(reader, "heron")
        assert "Find a word in this post" in found(reader)
        await reader.press("ctrl+b")
        assert "no server" in screen(reader).key_bar.message[0]
