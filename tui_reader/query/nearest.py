"""Finds the right word that a mistyped one was meant to be. Pure."""

from collections.abc import Iterable
from typing import Final

_LONG: Final = 6
"""A word of so many letters may be two letters off, a shorter one only one."""


def nearest(word: str, choices: Iterable[str]) -> str:
    """Give the choice that lies nearest to a word, whatever its case; empty if none is near."""
    word = word.casefold()
    distances = [(_distance(word, choice), choice) for choice in choices]
    near = [(far, choice) for far, choice in distances if far <= _allowed(choice)]
    return min(near, key=lambda each: each[0])[1] if near else ""


def _allowed(choice: str) -> int:
    return 2 if len(choice) >= _LONG else 1


def _distance(a: str, b: str) -> int:
    """Count letters put in, left out, changed, or two beside each other changed about."""
    if abs(len(a) - len(b)) > 2:
        return abs(len(a) - len(b))
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        last, before, row = before, row, [i]
        for j, other in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if last and j > 1 and a[i - 2] == other and letter == b[j - 2]:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
