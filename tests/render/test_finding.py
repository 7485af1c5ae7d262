"""Words are found wherever they stand, whatever the width; case and accents make no difference."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.render.blocks import Code, Document, Paragraph, Span
from tui_reader.render.finding import Searched, places_of_letters
from tui_reader.render.html import to_document
from tui_reader.render.layout import Layout


def of(*texts: str) -> Document:
    return Document(tuple(Paragraph((Span(text),)) for text in texts))


@pytest.mark.parametrize(
    ("texts", "words", "found"),
    [
        ([], "a", []),
        (["abc"], "", []),
        (["abc"], "x", []),
        (["One fish"], "FISH", [(4, 8)]),
        (["aaaa"], "aa", [(0, 2), (2, 4)]),
        (["two fish", "red fish"], "fish", [(4, 8), (12, 16)]),
        (["a long", "way to go"], "long way", []),
        (["a long\nway to go"], "long way", [(2, 10)]),
        (["日本語"], "本", [(1, 2)]),
        (["Straße here"], "here", [(7, 11)]),
        (["Straße here"], "STRASSE", [(0, 6)]),
        (["na\N{LATIN SMALL LETTER I WITH DIAERESIS}ve"], "naive", [(0, 5)]),
        (["nai\N{COMBINING DIAERESIS}ve too"], "naive", [(0, 6)]),
        (["naive"], "naïve", [(0, 5)]),
        (["It\N{RIGHT SINGLE QUOTATION MARK}s"], "it's", [(0, 4)]),
        (["ひらがな"], "か", []),
        (["한국"], "하", []),
        (["none", "İstanbul"], "istanbul", [(4, 12)]),
        (["x\x00y"], "\x00", []),
    ],
)
def test_places_are_found(texts: list[str], words: str, found: list[tuple[int, int]]) -> None:
    assert list(zip(*Searched(of(*texts)).places(words), strict=True)) == found


TEXTS = st.lists(st.text(st.sampled_from("ab ẞİß本é\u0301"), max_size=8), max_size=6)


@settings(derandomize=True, deadline=None, max_examples=500)
@given(TEXTS, st.text(st.sampled_from("ab ß本e"), max_size=4))
def test_every_place_lies_inside_the_document(texts: list[str], words: str) -> None:
    document = of(*texts)
    starts, ends = Searched(document).places(words)
    for start, end in zip(starts, ends, strict=True):
        assert 0 <= start < end <= document.letters


HTML = (
    "<h2>A heading of some length here</h2><ul><li>1984 was long ago</li>"
    "<li>日本語の文章は空白なし</li></ul><blockquote>Somebody said <b>something</b> of it"
    "</blockquote><p>one<br>two</p>"
)


@pytest.mark.parametrize("width", [8, 13, 20, 40])
def test_each_letter_of_a_line_is_found_where_it_is_drawn(width: int) -> None:
    document = to_document(HTML)
    searched, layout = Searched(document), Layout(document, width)
    told = ""
    for number in range(layout.height):
        line = layout.lines(number, 1)[0]
        letters = searched.text(line.offset, layout.offset_of_line(number + 1))
        places = places_of_letters(line, letters)
        shown = "".join(line.text[place] for place in places)
        assert letters.startswith(shown)
        assert letters[len(shown) :].strip() == ""
        told += "".join(shown.split())
    assert told == "".join(
        "".join(searched.text(n, n + 1) for n in range(document.letters)).split()
    )


def test_code_keeps_its_blank_lines() -> None:
    document = Document((Code((Span("a\n\nb"),)),))
    assert Searched(document).places("a  b") == ([0], [4])
