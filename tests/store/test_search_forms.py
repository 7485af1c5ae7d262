"""What the index is told of a text, and what it is asked for."""

import pytest

from tui_reader.store.search_forms import asked, folded, indexed


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Heron AND bridge", "heron and bridge"),
        ("Ærger, ÉTÉ; Łódź", "aerger, ete; lodz"),
        ("Straße", "strasse"),
        ("e\N{COMBINING ACUTE ACCENT}te\N{COMBINING ACUTE ACCENT}", "ete"),
        ("Ｔｏｋｙｏ", "tokyo"),
        ("Ёлка", "елка"),
        ("مُحَمَّد", "محمد"),
        ("ｶﾞ", "ガ"),
        ("한국", "한국"),
    ],
)
def test_case_accents_and_kinds_of_letters_do_not_matter(text: str, form: str) -> None:
    assert folded(text) == form
    assert folded(form) == form


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("東京都", "東京 京都 都"),
        ("C言語の本", "c 言語 語の の本 本"),
        ("한국어를 배우다", "한국 국어 어를 를 배우 우다 다"),
        ("犬", "犬"),
        ("ภาษาไทย", "ภา าษ ษา าไ ไท ทย ย"),
        ("no such letters", "no such letters"),
    ],
)
def test_letters_that_no_blanks_part_stand_in_pairs(text: str, pairs: str) -> None:
    assert indexed(text).split() == pairs.split()


@pytest.mark.parametrize(
    ("words", "form", "is_beginning"),
    [
        ("京都", "京都", False),
        ("東京都", "東京 京都", False),
        ("犬", "犬", True),
        ("東京 tower", "東京 京 tower", False),
        ("tower 東", "tower 東", True),
        ("Café", "cafe", False),
        ("!?", "", False),
        ("", "", False),
        ("❤", "", False),
    ],
)
def test_what_is_asked_for_may_go_on_after_its_last_letter(
    words: str, form: str, is_beginning: bool
) -> None:
    found, begins = asked(words)
    assert (found.split(), begins) == (form.split(), is_beginning)
