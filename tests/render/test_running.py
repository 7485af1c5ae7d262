"""Lines made equally long, words parted, text from the right, signs that stay with their word."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from tui_reader.render import hyphens
from tui_reader.render.blocks import Document
from tui_reader.render.html import to_document
from tui_reader.render.layout import Layout
from tui_reader.render.lines import FILL, Line, own_letters
from tui_reader.render.running import Manner
from tui_reader.render.wrapping import WIDE_LETTERS, rows

ENGLISH = (
    "It was a bright cold day in April, and the clocks were striking, said the older post, as they "
    "always did at that hour; nobody in the street looked up from the pavement, where the rain of "
    "the night had left its pools and the extraordinary constellations their reflections. "
)
PROSE = to_document(f"<p>{ENGLISH * 3}</p><p>Short.</p>")


def wrapped(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end, *_ in rows(text, width)]


def drawn(document: Document, width: int, manner: Manner) -> list[Line]:
    layout = Layout(document, width, manner=manner)
    return layout.lines(0, layout.height)


def words_of(lines: list[Line]) -> list[str]:
    """The words of the document in drawn lines, parted ones put together again."""
    text = ""
    for line in lines:
        own = "".join(letters for _, letters in own_letters(line))
        is_parted = line.pieces and line.pieces[-1].text == "-" and FILL in line.pieces[-1].styles
        text += own if is_parted else own + " "
    return text.split()


def test_letters_taken_for_wide_have_two_cells_in_the_table_of_the_screen() -> None:
    wide = re.compile(f"[{WIDE_LETTERS}]")
    codes = [code for code in range(0x3000, 0x10000) if wide.match(chr(code))]
    assert [hex(code) for code in codes if get_character_cell_size(chr(code)) != 2] == []


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("Quelle bonne idée !", 18, ["Quelle bonne", "idée !"]),
        ("quite some words ; three", 16, ["quite some", "words ; three"]),
        ("see the ( best ) of", 9, ["see the", "( best )", "of"]),
        ("a « good word » here", 8, ["a « good", "word »", "here"]),
        ("nothing more than it", 19, ["nothing more", "than it"]),
        ("https://a.test/b.", 16, ["https://a.test/", "b."]),
        ("wordwordword.", 12, ["wordwordwor", "d."]),
        ("これは「テスト」です。", 8, ["これは", "「テス", "ト」で", "す。"]),
        ("漢字漢字……漢字", 9, ["漢字漢", "字……漢字"]),
        ("שלום עולם ועוד", 9, ["שלום עולם", "ועוד"]),
    ],
)
def test_no_sign_and_no_short_word_is_left_alone(
    text: str, width: int, expected: list[str]
) -> None:
    assert wrapped(text, width) == expected


def test_room_is_kept_for_marks_that_have_a_cell_in_some_terminals() -> None:
    telugu = "తెలుగు పదాలు కనిపిస్తాయి తెలుగు పదాలు"
    for line in wrapped(telugu, 12):
        spacing = sum(0xC41 <= ord(letter) <= 0xC44 for letter in line)
        assert cell_len(line) + spacing <= 12


def test_justified_lines_are_equally_long_but_for_the_last_ones() -> None:
    lines = drawn(PROSE, 60, Manner(is_justified=True))
    assert {line.width for line in lines[:-3]} == {60}
    assert all(cell_len(line.text) == line.width for line in lines)
    assert lines[-3].width < 60
    assert lines[-1].text == "Short."
    assert words_of(lines) == (ENGLISH * 3 + "Short.").split()


def test_blanks_are_widened_on_both_sides_in_turn() -> None:
    wide = [re.search("  ", line.text) for line in drawn(PROSE, 44, Manner(is_justified=True))[:6]]
    places = [found.start() for found in wide if found]
    assert min(places) < 15
    assert max(places) > 22


def test_lines_of_few_long_words_are_left_as_they_are() -> None:
    document = to_document(f"<p>{'extraordinary constellations ' * 6}")
    assert max(line.text.count("  ") for line in drawn(document, 34, Manner(is_justified=True))) < 2


def test_headlines_lists_of_signs_and_code_are_not_justified() -> None:
    document = to_document(f"<h2>{ENGLISH}</h2><pre>{ENGLISH}</pre>")
    plain = drawn(document, 40, Manner())
    assert drawn(document, 40, Manner(is_justified=True)) == plain


def test_long_words_are_parted_by_the_rules_of_their_language() -> None:
    hyphens.load("en")
    lines = drawn(PROSE, 34, Manner(hyphens=hyphens.loaded("en")))
    parted = [line for line in lines if line.text.endswith("-")]
    assert parted
    assert all(line.width <= 34 for line in lines)
    assert all(not (a in parted and b in parted) for a, b in pairwise(lines))
    assert words_of(lines) == (ENGLISH * 3 + "Short.").split()


@given(st.integers(20, 90), st.booleans(), st.booleans())
def test_no_word_is_lost_in_any_manner(width: int, justify: bool, hyphenate: bool) -> None:
    manner = hyphens.manner_of(PROSE, justify=justify, hyphenate=hyphenate)
    lines = drawn(PROSE, width, manner)
    assert words_of(lines) == (ENGLISH * 3 + "Short.").split()
    assert max(line.width for line in lines) <= width


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        ("Der Hund ist nicht mit dem Ball auf die Straße gelaufen, und das war gut für ihn.", "de"),
        ("Le chien est dans la maison avec une pomme qui est sur la table pour nous.", "fr"),
        ("Собака не видит, что он как человек, и это не так.", "ru"),
        ("これは日本語の文章です。", ""),
        ("xyzzy plugh frotz gnusto", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_text_is_told_by_its_commonest_words(text: str, language: str) -> None:
    assert hyphens.language_of(to_document(f"<p>{text}</p>")) == language


ARABIC = "القراءة ترياق مهم في وقتنا الحالي وتشتيت الأخبار المتسارعة والمعلومات"


def test_right_to_left_text_stands_at_the_right_in_the_order_of_its_letters() -> None:
    lines = drawn(to_document(f"<p>{ARABIC}</p>"), 30, Manner(is_justified=True))
    assert {line.width for line in lines} == {30}
    assert all(not line.text.endswith(" ") for line in lines)
    assert " ".join(line.text.strip() for line in lines) == ARABIC
    assert words_of(lines) == ARABIC.split()


@pytest.mark.parametrize(
    ("html", "end"),
    [
        (f"<ul><li>{ARABIC}</ul>", " •  "),
        (f"<ol start=9><li>{ARABIC}</ol>", " 9.  "),
        (f"<blockquote>{ARABIC}</blockquote>", " ▎"),
        (f"<h2>{ARABIC}</h2><p>x", " ━━"),
    ],
)
def test_signs_of_right_to_left_text_stand_at_the_right(html: str, end: str) -> None:
    first = drawn(to_document(html), 40, Manner())[0]
    assert first.text.endswith(end)
    assert first.width == 40
    assert cell_len(first.text) == 40


def test_cells_of_right_to_left_text_are_set_to_the_right() -> None:
    html = f"<table><tr><td>{ARABIC[:8]}<td>b<tr><td>{ARABIC[:20]}<td>d</table>"
    rows_ = [line.text for line in drawn(to_document(html), 60, Manner())]
    assert rows_[1].split("│")[1].endswith(ARABIC[:7] + " ")
