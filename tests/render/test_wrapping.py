import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from tui_reader.render.wrapping import NARROW_LETTERS, rows

LETTERS = st.text(
    st.one_of(
        st.sampled_from(" \n-/、。「」（）漢字かなカナ한글한🇯🇵👍🏽❤️‍e\u0301\u0302אבمر"),
        st.characters(exclude_categories=("Cs", "Cc")),
    ),
    max_size=200,
)


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end, *_ in rows(text, width)]


def test_letters_taken_for_narrow_have_one_cell_in_the_table_of_the_screen() -> None:
    narrow = re.compile(f"[{NARROW_LETTERS}]")
    wrong = [
        hex(code)
        for code in range(0x20, 0x10000)
        if narrow.match(chr(code)) and get_character_cell_size(chr(code)) != 1
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 100, ["one two three"]),
        ("one   two", 4, ["one", "two"]),
        ("a\n\nb", 5, ["a", "", "b"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("a well-known-fact", 10, ["a well-", "known-fact"]),
        ("see https://a.test/b/c", 12, ["see", "https://a.te", "st/b/c"]),
        ("漢字漢字", 5, ["漢字", "漢字"]),
        ("漢字、漢字", 4, ["漢", "字、", "漢字"]),
        ("漢字「漢字", 6, ["漢字", "「漢字"]),
        ("漢", 1, ["漢"]),
        ("한국어 문장은", 9, ["한국어", "문장은"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
        ("5\xa0km", 3, ["5\xa0k", "m"]),
        ("a blog\xa0· 3\xa0min", 10, ["a blog\xa0·", "3\xa0min"]),
        ("漢字漢\xa0漢字", 7, ["漢字", "漢\xa0漢字"]),
    ],
)
def test_text_is_wrapped_by_words_and_cells(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


@given(LETTERS, st.integers(1, 30))
def test_no_letter_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    shown = list(rows(text, width))
    assert "".join("".join(lines(text, width)).split()) == "".join(text.split())
    for start, end, cells, _ in shown:
        line = text[start:end]
        assert cells == cell_len(line)
        assert cells <= width or len(re.findall(r"\S", line)) == 1 or _is_one_letter(line)


def _is_one_letter(line: str) -> bool:
    """A letter with what is joined to it may be wider than the pane, but stands alone."""
    from rich.cells import split_graphemes

    return sum(1 for _, _, cells in split_graphemes(line)[0] if cells) <= 1


@given(LETTERS, st.integers(2, 30))
def test_rows_follow_one_another(text: str, width: int) -> None:
    position = 0
    for start, end, *_ in rows(text, width):
        assert position <= start <= end
        assert text[position:start].strip(" \n") == ""
        position = end
