"""What stands before a colon, and what its value means. Pure."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final, NamedTuple

from tui_reader.errors import QueryError
from tui_reader.query.days import FORMS, may_become_day, read_day
from tui_reader.query.nearest import nearest
from tui_reader.query.tree import (
    Count,
    Has,
    Is,
    Kind,
    Measure,
    Named,
    Node,
    Place,
    State,
    Thing,
    Word,
)

_WORDS: Final = ("title", "text")
_DAYS: Final = ("before", "after", "on")
FIELDS: Final = (*_WORDS, *Kind, "in", *_DAYS, "is", "has", *Measure)
"""Every name that can stand before a colon."""
CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "in": (Place.COMMENTS, Place.NOTES, Place.TITLE, Place.TEXT),
    "is": tuple(State),
    "has": tuple(Thing),
}
"""What can stand after the names that have a few fixed values."""

_ALSO: Final = {
    "body": "text",
    "by": "author",
    "category": "label",
    "content": "text",
    "date": "on",
    "feed": "blog",
    "from": "author",
    "headline": "title",
    "length": "words",
    "site": "blog",
    "since": "after",
    "subject": "title",
    "until": "before",
}
_OTHER_CHOICE: Final = {
    ("is", "flagged"): "starred",
    ("is", "seen"): "read",
    ("is", "edited"): "changed",
    ("is", "started"): "begun",
    ("is", "static"): "page",
    ("has", "comment"): "comments",
    ("has", "image"): "picture",
    ("has", "images"): "picture",
    ("has", "photo"): "picture",
    ("in", "body"): "text",
}
_COUNT: Final = re.compile(r"(<=|>=|[<>=]?)(\d+)", re.ASCII)
_MOST: Final = 10**12
"""Of anything counted: what is greater compares the same."""


class Value(NamedTuple):
    """What stands after a name."""

    text: str
    place: int
    """Where the name begins."""
    is_phrase: bool = False
    is_prefix: bool = False
    is_unfinished: bool = False
    """Whether it is still being typed."""


class In(NamedTuple):
    """``in:comments``: where the words beside it are looked for."""

    place: Place
    at: int


def known_name(name: str) -> str:
    """Give a name as it is written in ``FIELDS``; empty if it is none of them."""
    folded = name.casefold()
    return folded if folded in FIELDS else ""


def meant_name(name: str) -> str:
    """Give the name that another one was meant to be; empty if none is near."""
    return _ALSO.get(name.casefold(), "") or nearest(name, FIELDS)


def read_value(name: str, value: Value) -> Node | In | None:
    """Give what a name of ``FIELDS`` and its value ask for; None: nothing yet.

    Raises:
        QueryError: The value means nothing there.
    """
    if name in _WORDS:
        return Word(value.text, value.is_phrase, value.is_prefix, (Place(name),))
    if name in CHOICES:
        choice = _choice(name, value)
        return None if choice is None else _chosen(name, choice, value.place)
    if name in _DAYS:
        return _day(name, value)
    if name in tuple(Measure):
        return _count(Measure(name), value)
    return Named(Kind(name), value.text, value.is_prefix)


def _choice(name: str, value: Value) -> str | None:
    text, choices = value.text.casefold(), CHOICES[name]
    if text in choices:
        return text
    if value.is_unfinished and any(choice.startswith(text) for choice in choices):
        return None
    meant = _OTHER_CHOICE.get((name, text), "") or nearest(text, choices)
    said = f"{name}:{value.text} says nothing"
    if meant:
        raise QueryError(f"{said}; did you mean {name}:{meant}?", value.place)
    raise QueryError(f"{said}; after {name}: can stand {_listed(choices)}", value.place)


def _chosen(name: str, choice: str, place: int) -> Node | In:
    if name == "is":
        return Is(State(choice))
    return Has(Thing(choice)) if name == "has" else In(Place(choice), place)


def _day(name: str, value: Value) -> Node | None:
    node = read_day(name, value.text)
    if node is None and not (value.is_unfinished and may_become_day(value.text)):
        raise QueryError(
            f"{name}:{value.text} names no day; write {FORMS}"
            if name != "on"
            else f"on:{value.text} names no day; write {_without_months(FORMS)}",
            value.place,
        )
    return node


def _without_months(forms: str) -> str:
    return forms.replace(", 3m, 2y", "")


def _count(measure: Measure, value: Value) -> Node | None:
    found = _COUNT.fullmatch(value.text)
    if found is not None:
        return Count(measure, found[1] or "=", min(int(found[2]), _MOST))
    if value.is_unfinished and value.text in ("<", ">", "=", "<=", ">="):
        return None
    hint = f"write {measure}:5, {measure}:>5 or {measure}:<=5"
    if measure is Measure.COMMENTS:
        hint += ", or in:comments to look for words in comments"
    raise QueryError(f"{measure}:{value.text} is no number; {hint}", value.place)


def _listed(choices: Iterable[str | StrEnum]) -> str:
    *most, last = map(str, choices)
    return f"{', '.join(most)} or {last}"
