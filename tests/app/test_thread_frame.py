"""A thread as words: who speaks, when, to whom; what is new, removed, gone, folded or missing."""

from datetime import UTC, datetime

import pytest

from tests.app.threads import comment, thread
from tui_reader.app.thread_frame import (
    LEVELS,
    ThreadPage,
    missing_words,
    new_in,
    thread_words,
)
from tui_reader.models import Comment, Removed, Thread
from tui_reader.render.blocks import Document, Remark
from tui_reader.render.layout import Layout, LinkPlace
from tui_reader.render.text import wrapped

FAMILY = thread(
    comment(1, "One"),
    comment(2, "Two", depth=1),
    comment(3, "Three", depth=2),
    comment(4, "Four", depth=1, is_new=True),
    comment(5, "Five"),
)


def lines(page: ThreadPage | Document, width: int = 60, *, ascii_signs: bool = False) -> list[str]:
    document = page if isinstance(page, Document) else page.document()
    drawn = wrapped(document, width, ascii=ascii_signs).replace("\N{NO-BREAK SPACE}", " ")
    return drawn.split("\n")


def drawn(*comments: Comment, width: int = 60) -> str:
    """A thread without its title and count."""
    return "\n".join(lines(ThreadPage(thread(*comments)), width)[3:])


def test_replies_stand_under_what_they_answer() -> None:
    assert lines(ThreadPage(FAMILY)) == [
        "A pact is signed",
        "as of May 6, 2026 08:00",
        "",
        "Reader 1 · May 4, 2026 09:30",
        "One",
        "│",
        "│ Reader 2 · May 4, 2026 10:30",
        "│ Two",
        "│ │",
        "│ │ Reader 3 · May 4, 2026 11:30",
        "│ │ Three",
        "│",
        "│ ● Reader 4 · May 4, 2026 12:30 · new",
        "│ Four",
        "",
        "Reader 5 · May 4, 2026 13:30",
        "Five",
    ]


def test_plain_letters_draw_the_same() -> None:
    page = ThreadPage(thread(comment(1, is_new=True, is_author=True)), ascii_signs=True)
    page.folded = frozenset({1})
    shown = "\n".join(lines(page, ascii_signs=True))
    assert shown.isascii()
    assert "+ o Reader 1 @ author - May 4, 2026 09:30 - new - Words of 1." in " ".join(
        shown.split()
    )


def test_times_are_the_readers_own() -> None:
    late = comment(1, published=datetime.fromisoformat("2026-05-04T23:30:00-05:00"))
    assert "May 5, 2026 04:30" in drawn(late)


def test_the_author_of_the_blog_has_a_sign() -> None:
    assert drawn(comment(1, is_author=True)).startswith("Reader 1 ◆ author · May 4, 2026")


def test_nobody_is_anonymous() -> None:
    assert drawn(comment(1, author="")).startswith("Anonymous · May 4, 2026")


def test_a_time_that_is_not_known_is_not_made_up() -> None:
    assert drawn(comment(1, published=None)) == "Reader 1\nWords of 1."


@pytest.mark.parametrize(
    ("removed", "words"),
    [
        (Removed.BY_AUTHOR, "Comment removed by its author"),
        (Removed.BY_BLOG, "Comment removed by the blog"),
        (Removed.UNKNOWN, "Comment removed"),
    ],
)
def test_a_removed_comment_says_so_and_keeps_its_replies(removed: Removed, words: str) -> None:
    shown = drawn(comment(1, "secret", removed=removed), comment(2, "reply", depth=1))
    assert shown.split("\n")[1] == words
    assert "secret" not in shown
    assert "reply" in shown


def test_a_removed_comment_without_a_name_is_nobodys() -> None:
    assert "Anonymous" not in drawn(comment(1, author="", removed=Removed.BY_AUTHOR))


def test_a_comment_that_the_blog_lost_is_still_read() -> None:
    shown = drawn(comment(1, is_gone=True))
    assert "no longer on the blog" in shown
    assert "Words of 1." in shown


def test_six_levels_are_set_in_and_a_deeper_reply_names_whom_it_answers() -> None:
    deep = [comment(number + 1, depth=number) for number in range(9)]
    shown = drawn(*deep).split("\n")
    bylines = [line for line in shown if "May" in line]
    assert [line.count("│") for line in bylines] == [0, 1, 2, 3, 4, 5, 6, 6, 6]
    assert [line.partition("· May")[0].strip("│ ") for line in bylines[LEVELS:]] == [
        "Reader 7",
        "Reader 8 ↳ Reader 7",
        "Reader 9 ↳ Reader 8",
    ]


@pytest.mark.parametrize("width", [0, 1, 8, 18, 20, 40])
def test_a_narrow_pane_still_shows_every_word(width: int) -> None:
    deep = [comment(number + 1, "word " * 20, depth=number) for number in range(8)]
    page = ThreadPage(thread(*deep))
    layout = Layout(page.document(), width)
    assert all(line.width <= width for line in layout.lines(0, layout.height))
    words = "".join(line.text for line in layout.lines(0, layout.height))
    assert words.count("w") == (0 if width == 0 else 8 * 20)


def test_a_folded_comment_shows_first_words_and_how_many_replies() -> None:
    page = ThreadPage(FAMILY, frozenset({1}))
    assert page.keys == [1, 5]
    assert lines(page, 80)[3:5] == ["▸ Reader 1 · May 4, 2026 09:30 · One · 3 replies", ""]
    page.toggle(1)
    assert page.keys == [1, 2, 3, 4, 5]
    page.toggle(2)
    assert page.keys == [1, 2, 4, 5]
    assert "▸ Reader 2 · May 4, 2026 10:30 · Two · 1 reply" in "\n".join(lines(page, 80))


def test_a_folded_comment_is_one_sentence_however_long_it_is() -> None:
    page = ThreadPage(thread(comment(1, "word <b>bold</b></p><p>more " * 500)), frozenset({1}))
    assert len(lines(page, 120)) == 4
    assert "…" in lines(page, 120)[3]


def test_a_folded_comment_is_one_line_of_a_pane_of_80_columns() -> None:
    long = "and so on and so forth " * 20
    deep = [comment(key, long, depth=key - 1, author="A rather long") for key in range(1, 6)]
    page = ThreadPage(thread(*deep))
    for each in deep:
        page.folded = frozenset({each.id})
        last = lines(page, 75)[-1]
        assert "▸ A rather" in last
        assert "· and so" in last
        assert "…" in last


def test_a_blank_line_stands_below_the_title_whatever_comes_then() -> None:
    page = ThreadPage(thread(comment(1, "One"), fetched=None))
    assert lines(page, 60)[:2] == ["A pact is signed", ""]


def test_all_are_folded_and_opened_at_once() -> None:
    page = ThreadPage(FAMILY)
    page.toggle_all()
    assert page.keys == [1, 5]
    assert [page.seen_instead(key) for key in (1, 3, 4, 5)] == [1, 1, 1, 5]
    page.toggle_all()
    assert page.keys == [1, 2, 3, 4, 5]


def test_what_hides_a_comment_is_opened_and_nothing_else() -> None:
    page = ThreadPage(FAMILY, frozenset({1, 2, 5}))
    page.show(3)
    assert page.folded == {5}
    assert 3 in page.keys


def test_the_next_new_comment_is_found_also_where_it_is_hidden() -> None:
    page = ThreadPage(FAMILY, frozenset({1}))
    assert page.new_beside(1, 1) == 4
    assert page.new_beside(4, 1) is None
    assert page.new_beside(5, -1) == 4
    assert page.new_beside(1, -1) is None


def test_links_lead_where_they_lead_whatever_was_folded_before() -> None:
    one = comment(
        1, '<a href="https://x.test/1">one</a> <a href="/2">two</a>', base="https://b.test/"
    )
    page = ThreadPage(thread(one, comment(2, '<a href="https://x.test/3">three</a>')))
    page.folded = frozenset({1})
    layout = Layout(page.document(), 60)
    assert [page.document().links[place.link].url for place in all_links(layout)] == [
        "https://x.test/3"
    ]
    page.folded = frozenset()
    document = page.document()
    layout = Layout(document, 60)
    assert [document.links[place.link].url for place in all_links(layout)] == [
        "https://x.test/1",
        "https://b.test/2",
        "https://x.test/3",
    ]


def all_links(layout: Layout) -> list[LinkPlace]:
    assert layout.height
    return layout.links


def test_counts_are_in_the_pages_own_words() -> None:
    assert thread_words(FAMILY) == "5 comments (1 new)"
    assert thread_words(thread(comment(1))) == "1 comment"
    assert thread_words(thread(comment(1), count=None)) == "1 comment kept"
    assert new_in(FAMILY) == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, ""),
        ({"count": 3, "is_whole": False}, "2 more comments not kept yet: r asks for them."),
        ({"count": 2, "is_whole": False}, "1 more comment not kept yet: r asks for them."),
        ({"count": 3, "is_whole": True}, ""),
        ({"count": None, "is_whole": False}, ""),
    ],
)
def test_what_is_missing_is_said(fields: dict[str, object], words: str) -> None:
    assert missing_words(thread(comment(1), **fields), "r") == words


def test_names_and_words_from_the_wire_are_shown_clean() -> None:
    bad = comment(1, "a\x1b[31mb \u202e c", author="e\x9bv\u200bil\u202e\n[bold]")
    shown = drawn(bad)
    assert not set("\x1b\u202e\x9b\u200b") & set(shown)
    assert "[bold]" in shown


def test_a_thread_of_thousands_is_read_no_further_than_it_is_seen(
    texts_read: list[str],
) -> None:
    many = thread(*(comment(number, "Words. " * 40) for number in range(1, 5001)))
    page = ThreadPage(many)
    document = page.document()
    layout = Layout(document, 80)
    assert len(layout.lines(0, 50)) == 50
    assert document.letters > 5000 * 200
    assert len(layout.remarks) < 20
    assert 0 < len(texts_read) < 20
    assert all(isinstance(block, Remark) for block in document.blocks[2:])


def test_a_thread_is_drawn_the_same_twice() -> None:
    page = ThreadPage(FAMILY)
    assert lines(page.document()) == lines(page.document())


def test_an_empty_thread_is_a_title() -> None:
    empty = Thread(7, "A", (), 0, datetime(2026, 5, 6, tzinfo=UTC), is_whole=True)
    assert lines(ThreadPage(empty)) == ["A", "as of May 6, 2026 00:00"]
