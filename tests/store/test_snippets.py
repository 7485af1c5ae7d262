"""The line of a text in which the words stand that were found."""

import pytest

from tui_reader.query.tree import Needle
from tui_reader.store.snippets import Finder, snippet


def cut(text: str, *words: str, prefix: bool = False) -> str:
    """The line as text, what was found in brackets."""
    found = Finder([Needle(word, " " in word, prefix) for word in words]).find(text)
    pieces = snippet(text, found.spans)
    return "".join(f"[{piece.text}]" if piece.is_match else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("A heron at the bridge.", ["heron", "bridge"], "A [heron] at the [bridge]."),
        ("HERON, Hérons and herons", ["heron"], "[HERON], Hérons and herons"),
        ("It ate éclairs, Éclair", ["eclair"], "It ate éclairs, [Éclair]"),
        ("the grey herons", ["eron"], "the grey h[eron]s"),
        ("great, grey heron", ["grey heron"], "great, [grey heron]"),
        ("grey\n\nheron", ["grey heron"], "[grey heron]"),
        ("自己破産とは", ["破産"], "自己[破産]とは"),
        ("한국어를 배우다", ["한국"], "[한국]어를 배우다"),
        ("die Straße am Fluß", ["strasse", "fluss"], "die [Straße] am [Fluß]"),
        ("one\ntwo \t three", ["two"], "one [two] three"),
        ("no such word", ["heron"], "no such word"),
        ("", ["heron"], ""),
        ("bell\x07 and heron\x1b[31m", ["heron"], "bell and [heron][31m"),
    ],
)
def test_words_are_marked_as_they_stand(text: str, words: list[str], line: str) -> None:
    assert cut(text, *words) == line


def test_the_beginning_of_a_word_marks_all_of_it() -> None:
    assert cut("three herons, a hero", "hero", prefix=True) == "three [herons], a [hero]"


def test_a_line_begins_at_a_word_before_the_first_that_was_found() -> None:
    line = cut("much text before it " * 40 + "and then a heron came " + "and more " * 80, "heron")
    assert line.split()[0] in ("…much", "…text", "…before", "…it")
    assert "then a [heron] came and more" in line
    assert line.endswith(("and…", "more…", " …"))
    assert len(line) < 260


def test_a_line_is_taken_where_most_of_the_words_stand() -> None:
    text = "a heron. " + "nothing here. " * 60 + "Then a heron at a bridge."
    assert "[heron] at a [bridge]" in cut(text, "heron", "bridge")


def test_a_title_that_is_the_words_is_known() -> None:
    finder = Finder([Needle("grey heron", True, False), Needle("bri", False, True)])
    assert finder.is_all("Grey Heron: Bridge!")
    assert not finder.is_all("A grey heron, bridge")
    assert not Finder([]).is_all("")
