"""Turns changes round: exactly what changed, and only where nobody changed it since."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from tui_reader.models import Mark
from tui_reader.store import marks, rows, standing, tags
from tui_reader.store.changes import (
    Change,
    Changes,
    HidingChange,
    RowChange,
    RuleChange,
    StandingChange,
    TagChange,
)


class Reversed(NamedTuple):
    """What became of changes that were to be turned round."""

    changes: Changes
    """What turns them round again, the last one first."""
    done: int
    """How many posts, and other things, were turned round."""
    left: int
    """How many were changed since and stay as they are."""
    is_whole: bool = True
    """False: there was too much to be turned round at once, and this is some of it."""


def reverse_all(connection: sqlite3.Connection, changes: Changes, now: datetime) -> Reversed:
    """Turn changes round, the last one first.

    What may not be turned round whole, a rule, is the only change of its part.
    """
    outcomes = [_reverse(connection, change, now) for change in reversed(changes)]
    kept = tuple(change for outcome in outcomes for change in outcome.changes)
    done, left = sum(each.done for each in outcomes), sum(each.left for each in outcomes)
    return Reversed(kept, done, left, all(each.is_whole for each in outcomes))


def _reverse(connection: sqlite3.Connection, change: Change, now: datetime) -> Reversed:
    match change:
        case Mark():
            turned = marks.undo(connection, change)
            return _of_posts(change, turned if turned.post_ids else None)
        case TagChange():
            return _of_posts(change, tags.reverse(connection, change))
        case RowChange():
            return _of_one(rows.reverse(connection, change), or_else=rows.turned(change))
        case StandingChange():
            return _of_one(standing.reverse(connection, change, now))
        case RuleChange() | HidingChange():
            from tui_reader.store import unhiding  # with the whole language of choosing posts

            return _of_rule(change, unhiding.reverse(connection, change, now))


def _of_posts(change: Mark | TagChange, turned: Mark | TagChange | None) -> Reversed:
    done = len(turned.post_ids) if turned else 0
    return Reversed((turned,) if turned else (), done, len(change.post_ids) - done)


def _of_one(turned: Change | None, or_else: Change | None = None) -> Reversed:
    """``or_else``: what stands in the history for what was left: no words in it are lost."""
    return Reversed(tuple(_given(turned or or_else)), int(turned is not None), int(turned is None))


def _of_rule(
    change: RuleChange | HidingChange, turned: RuleChange | HidingChange | None
) -> Reversed:
    if isinstance(turned, HidingChange):
        is_whole = isinstance(change, HidingChange)
        return Reversed((turned,), len(turned.post_ids), 0, is_whole)
    return _of_one(turned)


def _given(change: Change | None) -> Iterator[Change]:
    if change is not None:
        yield change
