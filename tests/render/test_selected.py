"""What is copied is what the author wrote: wrapping leaves no trace in it."""

import pytest

from tui_reader.render.blocks import Document
from tui_reader.render.html import to_document
from tui_reader.render.layout import Layout
from tui_reader.render.selected import Spot, selected_text

WORDS = "The paper quotes an unnamed source who had seen the letters of that autumn."


def whole(html: str, width: int = 20, **options: bool) -> str:
    layout = Layout(to_document(html), width, **options)
    last = layout.height - 1
    return selected_text(layout, Spot(0, 0), Spot(last, len(layout.lines(last, 1)[0].text)))


@pytest.mark.parametrize("width", [8, 20, 40, 88])
def test_wrapped_lines_become_one_and_paragraphs_are_parted_by_a_blank_line(width: int) -> None:
    assert whole(f"<p>{WORDS}</p><p>{WORDS}</p>", width) == f"{WORDS}\n\n{WORDS}"


def test_line_breaks_of_the_author_and_blank_lines_of_code_stay() -> None:
    assert whole("<p>one<br>two</p><pre>def f():\n    pass\n\nf()</pre>", 40) == (
        "one\ntwo\n\ndef f():\n    pass\n\nf()"
    )


def test_entries_of_lists_keep_their_signs_and_quotes_lose_their_bars() -> None:
    inner = "<ol><li>c</li></ol>"
    html = f"<ul><li>1984 was long ago</li><li>b{inner}</li></ul><blockquote>said so</blockquote>"
    assert whole(html, 20) == "• 1984 was long ago\n• b\n  1. c\n\nsaid so"


def test_headings_are_words_without_their_sign() -> None:
    assert (
        whole("<h2>A heading of some length</h2><p>Text.</p>") == "A heading of some length\nText."
    )


def test_a_word_that_is_too_long_for_the_line_is_whole_again() -> None:
    word = "Donaudampfschifffahrtsgesellschaft"
    assert whole(f"<p>{word} and {word}</p>", 12) == f"{word} and {word}"


def test_wide_letters_are_copied_as_they_are() -> None:
    text = "日本語の文章は空白なしで書かれます。" * 3
    assert whole(f"<p>{text}</p>") == text


def test_a_table_stays_as_it_is_drawn() -> None:
    html = "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"
    lines = whole(html, 40).split("\n")
    assert [line.split() for line in lines if any(letter.isalnum() for letter in line)] == [
        ["│", "a", "│", "b", "│"],
        ["│", "1", "│", "2", "│"],
    ]


def test_the_label_of_a_picture_and_its_caption_are_two_lines() -> None:
    image = '<img src="https://x.test/a.png" alt="a door">'
    html = f"<figure>{image}<figcaption>Red.</figcaption></figure>"
    assert whole(html, 40) == "[picture: a door]\nRed."


def test_only_the_letters_between_the_two_places_are_taken() -> None:
    layout = Layout(to_document(f"<ul><li>{WORDS}</li></ul>"), 20)
    first, second = (line.text for line in layout.lines(0, 2))
    start, end = first.index("paper"), second.index("an ") + 2
    assert selected_text(layout, Spot(0, start), Spot(1, end)) == "paper quotes an"
    assert selected_text(layout, Spot(0, start), Spot(0, start)) == ""


def test_nothing_is_taken_from_an_empty_document() -> None:
    assert selected_text(Layout(Document(), 20), Spot(0, 0), Spot(3, 4)) == ""


def test_lines_that_were_set_to_both_edges_lose_what_was_put_in() -> None:
    try:
        justified = whole(f"<p>{WORDS} {WORDS}</p>", 24, justify=True)
    except TypeError:
        pytest.skip("lines are not justified yet")
    assert justified == f"{WORDS} {WORDS}"
