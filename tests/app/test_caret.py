"""A caret stands on what a person sees as one letter, and steps over words."""

import pytest

from tui_reader.app.widgets import caret

FAMILY = "👩\N{ZERO WIDTH JOINER}👩\N{ZERO WIDTH JOINER}👧"
ACCENTED = "e\N{COMBINING ACUTE ACCENT}"


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("abc", [0, 1, 2]),
        (f"a{ACCENTED}b", [0, 1, 3]),
        (f"a{FAMILY}b", [0, 1, 6]),
        ("日本", [0, 1]),
    ],
)
def test_a_step_is_a_letter_as_one_sees_it(text: str, stops: list[int]) -> None:
    forth = [0]
    while (after := caret.letter_after(text, forth[-1])) < len(text):
        forth.append(after)
    assert forth == stops
    back = [len(text)]
    while back[-1] > 0:
        back.append(caret.letter_before(text, back[-1]))
    assert back[1:] == stops[::-1]
    assert caret.last_letter(text) == stops[-1]


def test_words_are_stepped_over() -> None:
    text = "  one two  three "
    assert caret.first_letter(text) == 2
    assert [caret.word_after(text, at) for at in (0, 2, 5, 11, 16)] == [2, 6, 6, None, None]
    assert [caret.word_before(text, at) for at in (16, 11, 7, 2, 0)] == [11, 6, 6, None, None]
    assert caret.word_around(text, 7) == (6, 9)
    assert caret.word_around(text, 5) is None


@pytest.mark.parametrize(
    ("cell", "letter"), [(-3, 0), (0, 0), (1, 0), (2, 1), (4, 2), (5, 3), (99, 3)]
)
def test_a_cell_belongs_to_the_letter_that_covers_it(cell: int, letter: int) -> None:
    assert caret.letter_at_cell("日本x", cell) == letter
