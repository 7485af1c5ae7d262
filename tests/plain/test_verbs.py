"""Which verb a typed line means."""

import pytest

from tui_reader.plain.verbs import Verb, find_verb, help_lines, parted


async def nothing(_: str) -> None:
    """Do nothing: only names are looked at here."""


VERBS = tuple(
    Verb(name, f"Does {name}.", nothing, short, takes)
    for name, short, takes in (
        ("unread", "u", ""),
        ("undo", "", ""),
        ("fetch", "r", ""),
        ("find", "/", "WORDS"),
        ("fetch", "", ""),
        ("star", "s", ""),
        ("starred", "", ""),
    )
)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("unread", "unread"),
        ("UNREAD", "unread"),
        ("u", "unread"),
        ("r", "fetch"),
        ("unr", "unread"),
        ("und", "undo"),
        ("un", ""),
        ("fi", "find"),
        ("fe", "fetch"),
        ("f", ""),
        ("star", "star"),
        ("starr", "starred"),
        ("nothing", ""),
        ("", ""),
    ],
)
def test_a_verb_is_meant_by_its_name_its_short_form_or_its_beginning(word: str, name: str) -> None:
    verb = find_verb(VERBS, word)
    assert (verb.name if verb else "") == name


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("star 3 5", ("star", "3 5")),
        ("/pact of", ("find", "pact of")),
        ("?", ("?", "")),
        ("? star", ("?", "star")),
        ("add  a.test ", ("add", "a.test")),
        ("", ("", "")),
    ],
)
def test_a_line_is_a_verb_and_what_follows_it(line: str, parts: tuple[str, str]) -> None:
    assert parted(line) == parts


def test_help_tells_each_verb_once_with_all_its_names() -> None:
    lines = help_lines(VERBS)
    assert lines[0] == "unread, or u: Does unread."
    assert lines[3] == "find WORDS, or /: Does find."
    assert sum(line.startswith("fetch") for line in lines) == 1
