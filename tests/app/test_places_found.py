"""Words are found wherever they stand, also over the end of a line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.app.widgets.places_found import Place, find_places


@pytest.mark.parametrize(
    ("lines", "words", "places"),
    [
        ([], "a", []),
        (["abc"], "", []),
        (["abc"], "x", []),
        (["One fish"], "FISH", [((0, 4, 8),)]),
        (["aaaa"], "aa", [((0, 0, 2),), ((0, 2, 4),)]),
        (["two fish", "red fish"], "fish", [((0, 4, 8),), ((1, 4, 8),)]),
        (["a long", "way to go"], "long way", [((0, 2, 6), (1, 0, 3))]),
        (["a", "b", "c"], "a b c", [((0, 0, 1), (1, 0, 1), (2, 0, 1))]),
        (["日本語"], "本", [((0, 1, 2),)]),
        (["Straße here"], "here", [((0, 0, 11),)]),
        (["none", "İstanbul"], "i̇stanbul", [((1, 0, 8),)]),
    ],
)
def test_places_are_found(lines: list[str], words: str, places: list[Place]) -> None:
    assert find_places(lines, words) == places


LINES = st.lists(st.text(st.sampled_from("ab ẞİß本"), max_size=8), max_size=6)


@settings(derandomize=True, deadline=None, max_examples=500)
@given(LINES, st.text(st.sampled_from("ab ß本"), max_size=4))
def test_every_place_lies_inside_its_line(lines: list[str], words: str) -> None:
    for place in find_places(lines, words):
        assert place
        for line, start, end in place:
            assert 0 <= start <= end <= len(lines[line])
