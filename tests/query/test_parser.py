"""What a person types chooses what they mean, or one sentence says what is wrong with it."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.errors import QueryError
from tui_reader.limits import FILTER_LETTERS
from tui_reader.query import Filter, parse
from tui_reader.query.parser import DEPTH, TERMS
from tui_reader.query.tree import (
    Ago,
    All,
    AnyOf,
    Count,
    Has,
    Is,
    Kind,
    Measure,
    Named,
    Needle,
    Node,
    Not,
    Place,
    Since,
    State,
    Thing,
    Unit,
    Until,
    Word,
)

HERON, CROW, OWL = Word("heron"), Word("crow"), Word("owl")
UNREAD = Is(State.UNREAD)


def title(text: str) -> Word:
    return Word(text, places=(Place.TITLE,))


def days(amount: int) -> Ago:
    return Ago(amount, Unit.DAYS)


READ: tuple[tuple[str, Node | None], ...] = (
    ("", None),
    (" \t\n", None),
    ("heron", HERON),
    ("heron crow", All((HERON, CROW))),
    ("heron AND crow", All((HERON, CROW))),
    ('"white stork"', Word("white stork", is_phrase=True)),
    ("“white  stork”", Word("white stork", is_phrase=True)),
    ('"heron"', HERON),
    ("sto*", Word("sto", is_prefix=True)),
    ('"white st"*', Word("white st", is_phrase=True, is_prefix=True)),
    ("-heron", Not(HERON)),
    ("NOT heron", Not(HERON)),
    ("--heron", HERON),
    ('-"white stork"', Not(Word("white stork", is_phrase=True))),
    ("co-operative", Word("co-operative")),
    ("salt & heron - crow …", All((Word("salt"), HERON, CROW))),
    # OR joins only what stands beside it.
    ("heron OR crow", AnyOf((HERON, CROW))),
    ("heron OR crow is:unread", All((AnyOf((HERON, CROW)), UNREAD))),
    ("heron OR crow OR owl", AnyOf((HERON, CROW, OWL))),
    ("heron or crow", All((HERON, Word("or"), CROW))),
    ("-(heron OR crow) owl", All((Not(AnyOf((HERON, CROW))), OWL))),
    ("(heron crow) OR owl", AnyOf((All((HERON, CROW)), OWL))),
    ("((heron)) ()", HERON),
    ("heron(crow)", All((HERON, CROW))),
    # What stands before a colon.
    ("title:heron", title("heron")),
    ("TITLE:heron", title("heron")),
    ("title:(heron OR crow)", AnyOf((title("heron"), title("crow")))),
    ("text:heron", Word("heron", places=(Place.TEXT,))),
    ("label:Birds", Named(Kind.LABEL, "Birds")),
    ('label:"Sea birds"', Named(Kind.LABEL, "Sea birds")),
    ("label:(Birds OR Sea*)", AnyOf((Named(Kind.LABEL, "Birds"), Named(Kind.LABEL, "Sea", True)))),
    ("-tag:later", Not(Named(Kind.TAG, "later"))),
    ("tag:*", Named(Kind.TAG, "", is_prefix=True)),
    ("author:Anna", Named(Kind.AUTHOR, "Anna")),
    ("blog:https://what.example/", Named(Kind.BLOG, "https://what.example/")),
    ('folder:"News/Old ones"', Named(Kind.FOLDER, "News/Old ones")),
    ("in:comments heron", Word("heron", places=(Place.COMMENTS,))),
    ("heron in:notes in:comments", Word("heron", places=(Place.NOTES, Place.COMMENTS))),
    ("(in:notes heron) crow", All((Word("heron", places=(Place.NOTES,)), CROW))),
    ("in:notes -heron title:crow", All((Not(Word("heron", places=(Place.NOTES,))), title("crow")))),
    ("is:UNREAD", UNREAD),
    ("-is:unread", Not(UNREAD)),
    ("has:picture", Has(Thing.PICTURE)),
    ("comments:0", Count(Measure.COMMENTS, "=", 0)),
    ("comments:>5", Count(Measure.COMMENTS, ">", 5)),
    ("words:>=1000", Count(Measure.WORDS, ">=", 1000)),
    ("minutes:<5", Count(Measure.MINUTES, "<", 5)),
    ("words:<" + "9" * 50, Count(Measure.WORDS, "<", 10**12)),
    # Days.
    ("after:2019", Since(date(2019, 1, 1))),
    ("before:2019-05", Until(date(2019, 5, 1))),
    ("on:2019-5-3", All((Since(date(2019, 5, 3)), Until(date(2019, 5, 4))))),
    ("on:2019-12", All((Since(date(2019, 12, 1)), Until(date(2020, 1, 1))))),
    ("on:2019", All((Since(date(2019, 1, 1)), Until(date(2020, 1, 1))))),
    ("on:9999", Since(date(9999, 1, 1))),
    ("after:3m", Since(Ago(3, Unit.MONTHS))),
    ("before:2Y", Until(Ago(2, Unit.YEARS))),
    ("on:yesterday", All((Since(days(1)), Until(days(0))))),
    ("on:1w", All((Since(days(7)), Until(days(6))))),
    # A colon is often only a colon.
    ("10:30", Word("10:30")),
    ("https://heron.example/a?b=c", Word("https://heron.example/a?b=c")),
    ("Re:Birds", Word("Re:Birds")),
    ("std::vector", Word("std::vector")),
    ("text::heron", Word(":heron", places=(Place.TEXT,))),
    ("Feed: heron", All((Word("Feed:"), HERON))),
    ('"title:heron"', Word("title:heron")),
)


@pytest.mark.parametrize(("text", "root"), READ, ids=[text or "nothing" for text, _ in READ])
def test_words_mean_what_they_say(text: str, root: Node | None) -> None:
    assert parse(text).root == root


WRONG = (
    ('heron "white', 6, "this quotation mark is never closed"),
    ("heron (crow", 6, "this ( is never closed by a )"),
    ("heron) crow", 5, "a ) stands here without its ("),
    ("OR heron", 0, "OR needs something before it"),
    ("heron OR", 6, "OR needs something after it"),
    ("(heron OR) crow", 7, "OR needs something after it"),
    ("heron NOT", 6, "NOT needs something after it"),
    ("title: heron", 0, "title: has nothing after it; in quotes it is text"),
    ("crow titel:heron", 5, "did you mean title:?"),
    ("lable:birds", 0, "did you mean label:?"),
    ("since:2019", 0, "did you mean after:?"),
    ("is:unraed", 0, "is:unraed says nothing; did you mean is:unread?"),
    ("is:flagged", 0, "did you mean is:starred?"),
    ("is:green", 0, "unread, read, starred, new, begun, changed, hidden, page or paused"),
    ("has:image", 0, "did you mean has:picture?"),
    ("in:comments", 0, "in:comments needs words beside it to look for"),
    ("in:comments title:heron", 0, "in:comments needs words beside it to look for"),
    ("-in:comments heron", 0, "in:comments cannot be left out"),
    ("before:soon", 0, "before:soon names no day; write 2019, 2019-05, 2019-05-03, 7d"),
    ("after:2019-13", 0, "after:2019-13 names no day"),
    ("on:3m", 0, "on:3m names no day; write 2019, 2019-05, 2019-05-03, 7d, 2w, today"),
    ("comments:many", 0, "comments:many is no number"),
    ("words:>", 0, "words:> is no number; write words:5, words:>5 or words:<=5"),
    ("(" * (DEPTH + 1), DEPTH, f"brackets stand more than {DEPTH} deep"),
    ("a " * (TERMS + 1), 2 * TERMS, f"more than {TERMS} words are too many"),
    ("a" * (FILTER_LETTERS + 1), FILTER_LETTERS, "the words are longer than 2,000 letters"),
)


@pytest.mark.parametrize(("text", "place", "said"), WRONG, ids=[text[:20] for text, _, _ in WRONG])
def test_wrong_words_are_told_at_their_place(text: str, place: int, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert said in caught.value.message
    assert str(caught.value).startswith("usage: ")
    assert caught.value.place == place


TYPED = (
    ("her", Word("her", is_prefix=True)),
    ("her ", Word("her")),
    ("heron c", HERON),
    ("heron cr", All((HERON, Word("cr", is_prefix=True)))),
    ("鳥", Word("鳥", is_prefix=True)),
    ('"white sto', Word("white sto", is_phrase=True, is_prefix=True)),
    ('"heron"', HERON),
    ('heron "', HERON),
    ("heron (", HERON),
    ("heron (crow", All((HERON, Word("crow", is_prefix=True)))),
    ("heron OR", HERON),
    ("heron NOT ", HERON),
    ("heron -", HERON),
    ("heron title:", HERON),
    ("heron title:h", HERON),
    ("titel:heron", Word("titel:heron", is_prefix=True)),
    ("label:Bi", Named(Kind.LABEL, "Bi", is_prefix=True)),
    ("is:", None),
    ("is:unre", None),
    ("is:read", Is(State.READ)),
    ("before:20", None),
    ("before:2019-", None),
    ("before:2019-1", Until(date(2019, 1, 1))),
    ("before:yester", None),
    ("comments:>", None),
    ("in:comm", None),
    ("in:comments", None),
    ("in:comments her", Word("her", is_prefix=True, places=(Place.COMMENTS,))),
)


@pytest.mark.parametrize(("text", "root"), TYPED, ids=[text for text, _ in TYPED])
def test_what_is_still_being_typed_is_forgiven(text: str, root: Node | None) -> None:
    assert parse(text, is_typing=True).root == root


@pytest.mark.parametrize("text", ["is:green", "heron) crow", "before:soon", "titel:heron crow"])
def test_what_no_more_letters_can_mend_is_told_while_typing(text: str) -> None:
    with pytest.raises(QueryError):
        parse(text, is_typing=True)


def test_a_filter_keeps_its_words_on_one_line_and_without_what_a_terminal_obeys() -> None:
    found = parse("  heron\n \x1b[31mcrow\u202e\t")
    assert found.text == "heron [31mcrow"
    assert parse(found.text).text == found.text
    assert (parse(" ").is_empty, found.is_empty) == (True, False)
    assert [needle.text for needle in found.needles] == ["heron", "[31mcrow"]


def test_needles_are_the_words_that_are_wanted() -> None:
    found = parse('heron -crow title:"sea birds" (owl OR st*) heron -(a -b) label:x')
    assert found.needles == (
        Needle("heron", False, False),
        Needle("sea birds", True, False),
        Needle("owl", False, False),
        Needle("st", False, True),
        Needle("b", False, False),
    )
    assert not found.asks(State.UNREAD)
    assert parse("heron (crow is:hidden)").asks(State.HIDDEN)
    assert not parse("-is:hidden").asks(State.HIDDEN)


AGO = (
    ("7d", date(2020, 1, 23)),
    ("2w", date(2020, 1, 16)),
    ("1m", date(2019, 12, 30)),
    ("11m", date(2019, 2, 28)),
    ("2y", date(2018, 1, 30)),
    ("today", date(2020, 1, 30)),
    ("yesterday", date(2020, 1, 29)),
    ("999999d", date.min),
    ("999999y", date.min),
)


@pytest.mark.parametrize(("text", "day"), AGO)
def test_a_time_ago_has_its_day_when_it_is_asked(text: str, day: date) -> None:
    found = parse(f"-after:{text} heron")
    assert found.needs_today
    dated = found.at(date(2020, 1, 30))
    assert dated == Filter(found.text, All((Not(Since(day)), HERON)))
    assert not dated.needs_today


PIECES = st.sampled_from(
    [
        *("(", ")", '"', "-", "*", " ", ":", "OR", "NOT", "AND", "“", "„", "\x00", "\ud800", "鳥"),
        *("title:", "is:", "has:", "in:", "in:notes", "before:", "on:", "comments:", "minutes:>"),
        *("unread", "2019-02-30", "7d", "9" * 30, "note", "heron", "É", "\u202e", "🦉", "'", "\\"),
    ]
)
WORDS = st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(max_size=30))


@settings(max_examples=1_000, deadline=None)
@given(text=WORDS, is_typing=st.booleans())
def test_whatever_is_typed_is_read_or_told(text: str, is_typing: bool) -> None:
    with suppress(QueryError):
        found = parse(text, is_typing=is_typing)
        assert found.at(date(2020, 2, 29)).at(date.max).text == found.text
        assert is_typing or parse(found.text) == found


@given(text=WORDS)
def test_what_is_told_is_at_a_letter_that_is_there(text: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(f"{text} is:wrong (")
    assert 0 <= caught.value.place <= len(text) + len(" is:wrong (")
