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


def reverse_all(connection: sqlite3.Connection, changes: Changes, now: datetime) -> Reversed:
    """Turn changes round, the last one first."""
    outcomes = [_reverse(connection, change, now) for change in reversed(changes)]
    kept = tuple(change for outcome in outcomes for change in outcome.changes)
    return Reversed(kept, sum(each.done for each in outcomes), sum(each.left for each in outcomes))


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
        case RuleChange():
            from tui_reader.store import hiding  # with the whole language of choosing posts

            return _of_one(hiding.reverse(connection, change, now))


def _of_posts(change: Mark | TagChange, turned: Mark | TagChange | None) -> Reversed:
    done = len(turned.post_ids) if turned else 0
    return Reversed((turned,) if turned else (), done, len(change.post_ids) - done)


def _of_one(turned: Change | None, or_else: Change | None = None) -> Reversed:
    """``or_else``: what stands in the history for what was left: no words in it are lost."""
    return Reversed(tuple(_given(turned or or_else)), int(turned is not None), int(turned is None))


def _given(change: Change | None) -> Iterator[Change]:
    if change is not None:
        yield change
