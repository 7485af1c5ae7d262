"""What may reach a terminal (R1, R2, R5, R8): rules by example, then for any text at all."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.growth import is_linear
from tui_reader.clean import (
    _MARKLESS,
    clean,
    clean_address,
    clean_line,
    count_words,
    with_single_blanks,
)
from tui_reader.limits import ADDRESS_BYTES, COMBINING_MARKS, TITLE_LETTERS

ESC = "\x1b"
FAMILY = "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}\u200d\N{BOY}"
HEBREW = "שָׁלוֹם עולם"
ARABIC = "مرحبا بالعالم"
PERSIAN = "می\u200cخواهم"
HINDI = "नमस्ते दुनिया"

FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2028\u2029]"
)
UNSEEN = re.compile("[\n\u00ad\u200b\u2060\ufeff\u2066-\u2069\U000e0000-\U000e0fff]")

# Letters that make trouble together, so that hypothesis meets the combinations.
AWKWARD = st.sampled_from(
    [
        *"\x00\x07\x08\t\n\x0b\r\x1b\x7f\x85\x9b\xa0\xad",
        *"\u0301\u0489\u20dd\u064e\u200b\u200c\u200d\u200e\u2028\u202e\u2066\u2068\u2069",
        *"\ufeff\ufe0f\U000e0041\U000e0100\ud800\udfff\u3000",
        *" aZ0é中א👩🏽🇩",
        "\r\n",
        "\u0301" * (COMBINING_MARKS + 1),
        FAMILY,
        PERSIAN,
    ]
)
ANY_TEXT = st.one_of(
    st.lists(AWKWARD, max_size=40).map("".join),
    st.text(st.characters(exclude_categories=()), max_size=60),
)
many = settings(max_examples=1_000, derandomize=True, deadline=None)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("plain text", "plain text"),
        (f"clip {ESC}]52;c;aGk=\x07 end", "clip ]52;c;aGk= end"),
        ("C1 \x9b31m red", "C1 31m red"),
        ("a\x00b\x7fc", "abc"),
        ("a\tb", "a    b"),
        ("one\r\ntwo\rthree\x85four\u2028five\u2029six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("a\ud800b", "a\N{REPLACEMENT CHARACTER}b"),
        ("Invoice \u202egpj.exe", "Invoice gpj.exe"),
        ("balanced \u2067אב\u2069 end", "balanced \u2067אב\u2069 end"),
        ("open \u2066 end", "open  end"),
        ("closed \u2069 before \u2066 opened", "closed  before  opened"),
        ("over \u2066 lines\n\u2069", "over  lines\n"),
        ("H" + "\u0301" * 600 + "e", "H" + "\u0301" * COMBINING_MARKS + "e"),
        ("H" + "\u0301\u200d" * 600 + "e", "H" + "\u0301\u200d" * COMBINING_MARKS + "e"),
        (FAMILY, FAMILY),
        (HEBREW, HEBREW),
        (ARABIC, ARABIC),
        (HINDI, HINDI),
    ],
    ids=range(18),
)
def test_body_text_keeps_letters_and_loses_what_commands_a_terminal(text: str, kept: str) -> None:
    assert clean(text) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  two   blanks\n\n\tand lines ", "two blanks and lines"),
        ("Breaking\u200b news", "Breaking news"),
        ("Break\u00ading\u2060 news\ufeff", "Breaking news"),
        ("no\u00a0break", "no break"),
        ("\u200b\u200d", ""),
        ("a\u2066b\u2069c", "abc"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("twin\u200cs", "twins"),
        ("end \u200d", "end"),
        ("\u0301\u0302 lone marks", "lone marks"),
        (PERSIAN, PERSIAN),
        (f"family {FAMILY} end", f"family {FAMILY} end"),
        (HEBREW, HEBREW),
        (ARABIC, ARABIC),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
    ],
)
def test_a_title_is_one_line_with_nothing_unseen_in_it(text: str, kept: str) -> None:
    assert clean_line(text) == kept


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_title_is_cut_with_a_mark_only_past_its_limit(more: int) -> None:
    text = "W" * (TITLE_LETTERS + more)
    cut = clean_line(text)
    assert cut == (text if more <= 0 else "W" * (TITLE_LETTERS - 1) + "…")


def test_a_cut_does_not_leave_a_joiner_or_a_blank_before_the_mark() -> None:
    assert clean_line("ab cd", 4) == "ab…"
    assert clean_line(FAMILY, 3) == "\N{MAN}…"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        (" https://a.test/b \n", "https://a.test/b"),
        ("https://a.test/\x1b]8;;x\x07", "https://a.test/]8;;x"),
        ("java\tscript:alert(1)", "javascript:alert(1)"),
        ("https://a.test/\u202egpj", "https://a.test/gpj"),
        ("https://a.test/\ud800", "https://a.test/\N{REPLACEMENT CHARACTER}"),
        ("https://a.test/é א", "https://a.test/é א"),
    ],
)
def test_an_address_keeps_its_letters_without_controls(address: str, kept: str) -> None:
    assert clean_address(address) == kept


@pytest.mark.parametrize(("more", "is_kept"), [(-1, True), (0, True), (1, False)])
def test_an_address_past_its_limit_is_dropped_whole(more: int, is_kept: bool) -> None:
    start = "https://a.test/é"
    address = start + "x" * (ADDRESS_BYTES + more - len(start.encode()))
    assert clean_address(address) == (address if is_kept else "")


@many
@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_address(clean_address(text)) == clean_address(text)


@many
@given(ANY_TEXT)
def test_nothing_that_commands_a_terminal_is_left(text: str) -> None:
    for cleaned in (clean(text), clean_line(text), clean_address(text)):
        assert FORBIDDEN.search(cleaned) is None


@many
@given(ANY_TEXT)
def test_a_line_has_nothing_unseen_no_double_blank_and_no_lone_end(text: str) -> None:
    line = clean_line(text)
    assert UNSEEN.search(line) is None
    assert line == " ".join(line.split())


@many
@given(ANY_TEXT)
def test_isolates_are_balanced_in_every_line(text: str) -> None:
    for line in clean(text).split("\n"):
        depth = 0
        for character in line:
            depth += (character in "\u2066\u2067\u2068") - (character == "\u2069")
            assert depth >= 0
        assert depth == 0


@many
@given(ANY_TEXT)
def test_no_letter_bears_more_marks_than_allowed(text: str) -> None:
    for cleaned in (clean(text), clean_line(text)):
        marks = 0
        for character in cleaned:
            category = unicodedata.category(character)
            if category.startswith("M"):
                marks += 1
            elif category != "Cf":
                marks = 0
            assert marks <= COMBINING_MARKS


@many
@given(st.text(st.characters(categories=("L", "N", "P", "S")), max_size=60))
def test_letters_digits_and_signs_of_every_script_are_kept(text: str) -> None:
    assert clean(text) == text
    assert clean_line(text) == text


@many
@given(ANY_TEXT, st.integers(1, 30))
def test_a_line_is_never_longer_than_asked(text: str, letters: int) -> None:
    cut = clean_line(text, letters)
    assert len(cut) <= letters
    assert clean_line(cut, letters) == cut


@pytest.mark.parametrize(
    "text",
    [
        "W" * 10_000,
        "\u0301" * 10_000,
        "\u200d" * 10_000,
        "\u2066" * 10_000,
        "a\u0301\u200d" * 3_000,
        "\x1b[" * 5_000,
    ],
    ids=["letters", "marks", "joiners", "isolates", "mixed", "escapes"],
)
def test_letters_are_cleaned_in_linear_time(text: str) -> None:
    assert is_linear(lambda size: (clean(text * size), clean_line(text * size)), 160)


def test_no_combining_mark_is_among_the_letters_that_are_passed_over() -> None:
    passed_over = re.compile(f"[{_MARKLESS}]")
    found = [
        hex(code)
        for code in range(0x110000)
        if passed_over.match(chr(code)) and unicodedata.category(chr(code)).startswith("M")
    ]
    assert found == []


@many
@given(ANY_TEXT)
def test_single_blanks_are_what_splitting_and_joining_gives(text: str) -> None:
    for each in (text, text * 40, f" {'a b ' * 60}{text}", "ab " * 80):
        assert with_single_blanks(each) == " ".join(each.split())


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", 0),
        ("one", 1),
        ("a pact is signed", 4),
        ("\u8a71 " * 3 + "\u8a71", 6),
        ("\u81ea\u5df1\u7834\u7523" * 230, 461),
        ("\ud55c\uad6d\uc5b4 \ud640\ub85c", 2),
    ],
    ids=["nothing", "one", "English", "single ideographs", "Chinese", "Korean parts its words"],
)
def test_where_blanks_part_no_words_letters_are_counted(line: str, words: int) -> None:
    assert count_words(line) == words
