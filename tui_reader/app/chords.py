"""Chords: keys that are pressed one after the other and mean one command. Pure.

A chord's keys are written with blanks between them, ``ctrl+k s``; so is the binding's key.
"""

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import Final, NamedTuple

LEAVES: Final = "escape"


class Step(Enum):
    """What a key that was pressed is."""

    PLAIN = auto()
    """No part of a chord."""
    WAITING = auto()
    """Part of one, which needs more keys."""
    WHOLE = auto()
    """The last key of one."""
    LEFT = auto()
    """It leaves the one that was begun."""
    LOST = auto()
    """No chord goes on with it."""


class Pressed(NamedTuple):
    """A key, and the keys before it that wait for more."""

    step: Step
    keys: str
    """All of them."""


def press(pending: str, key: str, bound: Iterable[str]) -> Pressed:
    """Tell what a key is.

    Args:
        pending: The keys pressed before that wait for more; empty for none.
        key: The key, as Textual names it.
        bound: The keys and chords that do something where one is. What a key does by itself it
            does though a chord begins with it: a line to type in keeps its own keys.
    """
    if not pending:
        starts = key not in (bound := set(bound)) and any(continuations(key, bound))
        return Pressed(Step.WAITING if starts else Step.PLAIN, key)
    keys = f"{pending} {key}"
    if key == LEAVES:
        return Pressed(Step.LEFT, keys)
    if keys in (bound := set(bound)):
        return Pressed(Step.WHOLE, keys)
    return Pressed(Step.WAITING if any(continuations(keys, bound)) else Step.LOST, keys)


def continuations(pending: str, bound: Iterable[str]) -> Iterator[str]:
    """Yield the chords that begin with these keys."""
    return (keys for keys in bound if keys.startswith(f"{pending} "))
