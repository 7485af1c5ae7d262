"""What was done, step by step, and taking it back: it outlives the program.

A step is written in the transaction of what it tells. What it takes to turn it round stands in
parts: a great one is turned round part by part, and goes on where it was stopped.
"""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, NamedTuple

from tui_reader.clean import clean_line
from tui_reader.errors import StoreError
from tui_reader.limits import STEPS_KEPT, STEPS_LETTERS
from tui_reader.models import Step
from tui_reader.store.changes import OF_NEWER, Change, Changes, read, written
from tui_reader.store.reversing import reverse_all
from tui_reader.store.values import milliseconds, moment

WordsOf = Callable[[Changes], str]
"""Tells changes as one sentence."""
ChangeOf = Callable[[sqlite3.Connection], Sequence[Change]]
"""Changes something, and says what."""
ChangeSome = Callable[[sqlite3.Connection, Sequence[int]], Sequence[Change]]
"""Changes something of some posts, and says what."""

_STEPS: Final = "SELECT id, at, kind, words, undone FROM history"
_PARTS: Final = """
    SELECT part, changes FROM history_changes
    WHERE step_id = ? AND is_undone = ? ORDER BY part
"""
_LATER: Final = "SELECT ifnull(max(part), 0) + 1 FROM history_changes WHERE step_id = ?"
_EARLIER: Final = "SELECT ifnull(min(part), 0) - 1 FROM history_changes WHERE step_id = ?"
_TOO_LONG: Final = """
    DELETE FROM history WHERE id <= (
        SELECT step_id FROM (
            SELECT step_id, sum(sum(length(changes))) OVER (ORDER BY step_id DESC) AS letters
            FROM history_changes GROUP BY step_id
        ) WHERE letters > ? ORDER BY step_id DESC LIMIT 1
    ) AND id < (SELECT max(id) FROM history)
"""


class Turned(NamedTuple):
    """How far the turning round of a step has come."""

    done: int
    """How many posts, and other things, this part turned round."""
    left: int
    """How many were changed since and stay as they are."""
    is_finished: bool
    was_turned: bool = False
    """Whether another program had turned all of it round before."""


def perform(
    connection: sqlite3.Connection,
    now: datetime,
    kind: str,
    words_of: WordsOf,
    change: ChangeOf,
) -> Step | None:
    """Change something and write the step of it; None, and no step, where nothing changed."""
    return record(connection, now, kind, words_of, change(connection))


def record(
    connection: sqlite3.Connection,
    now: datetime,
    kind: str,
    words_of: WordsOf,
    changes: Sequence[Change],
) -> Step | None:
    """Write the step of what was changed within this transaction; None where nothing was.

    What was taken back before can no longer be done again by ``redo``, only by its number. Steps
    past the bounds go, the oldest first.
    """
    if not changes:
        return None
    words = clean_line(words_of(tuple(changes)))
    connection.execute("UPDATE history SET undone = 0 WHERE undone > 0")
    cursor = connection.execute(
        "INSERT INTO history (at, kind, words) VALUES (?, ?, ?)", (milliseconds(now), kind, words)
    )
    step_id = cursor.lastrowid
    assert step_id is not None  # an INSERT has one
    _add_part(connection, step_id, 0, changes)
    connection.execute("DELETE FROM history WHERE id <= ?", (step_id - STEPS_KEPT,))
    _forget_long(connection, step_id)
    return Step(step_id, now, words, kind=kind)


def perform_more(
    connection: sqlite3.Connection,
    now: datetime,
    kind: str,
    words_of: WordsOf,
    change: ChangeSome,
    ids: Sequence[int],
    step: Step | None,
    former: Changes,
) -> tuple[Step | None, Changes]:
    """Change something of some posts more, as part of a step that was begun, or as a new one.

    Returns:
        The step, and all changes of it.
    """
    more = tuple(change(connection, ids))
    changes = (*former, *more)
    if step is None:
        return record(connection, now, kind, words_of, more), changes
    if more:
        step = replace(step, words=clean_line(words_of(changes)))
        extend(connection, step.id, step.words, more)
    return step, changes


def extend(
    connection: sqlite3.Connection, step_id: int, words: str, changes: Sequence[Change]
) -> None:
    """Write what else was changed in a step, and what it comes to in all."""
    (part,) = connection.execute(_LATER, (step_id,)).fetchone()
    known = connection.execute(
        # taken back by another program meanwhile, it stands again with what is done now
        "UPDATE history SET words = ?, undone = iif(?, NULL, undone) WHERE id = ?",
        (clean_line(words), bool(changes), step_id),
    )
    if changes and known.rowcount:
        _add_part(connection, step_id, part, changes)
        _forget_long(connection, step_id)


def list_steps(connection: sqlite3.Connection, limit: int) -> tuple[Step, ...]:
    """Give the newest steps, the last one first, those that were taken back among them."""
    found = connection.execute(_STEPS + " ORDER BY id DESC LIMIT ?", (limit,))
    return tuple(map(_step, found))


def get_step(connection: sqlite3.Connection, step_id: int) -> Step | None:
    """Give one step; None if it is not kept (any more)."""
    row = connection.execute(_STEPS + " WHERE id = ?", (step_id,)).fetchone()
    return None if row is None else _step(row)


def last_step(connection: sqlite3.Connection) -> Step | None:
    """Give the newest step that stands; None if there is nothing to take back."""
    row = connection.execute(_STEPS + " WHERE undone IS NULL ORDER BY id DESC LIMIT 1").fetchone()
    return None if row is None else _step(row)


def last_undone(connection: sqlite3.Connection) -> Step | None:
    """Give the step that was taken back last, unless something new was done since; else None."""
    row = connection.execute(_STEPS + " WHERE undone > 0 ORDER BY undone DESC LIMIT 1").fetchone()
    return None if row is None else _step(row)


def turn(connection: sqlite3.Connection, step_id: int, now: datetime, *, back: bool) -> Turned:
    """Turn one part of a step round: take it back, or do it again.

    To be called until it is finished: each call is one transaction. A step that was turned round
    already, perhaps by another program, has no part left. Of a part that is too great for one
    transaction some is turned round, and becomes a part that the next reversal comes to later.
    """
    parts = connection.execute(_PARTS, (step_id, not back)).fetchall()
    if not parts:
        _settle(connection, step_id, back)
        return Turned(0, 0, is_finished=True, was_turned=True)
    part, text = parts[-1] if back else parts[0]
    turned = reverse_all(connection, _known(text), now)
    if turned.is_whole:
        connection.execute(
            "UPDATE history_changes SET is_undone = ?, changes = ? WHERE step_id = ? AND part = ?",
            (back, written(turned.changes), step_id, part),
        )
    else:
        (beyond,) = connection.execute(_LATER if back else _EARLIER, (step_id,)).fetchone()
        _add_part(connection, step_id, beyond, turned.changes, is_undone=back)
    is_finished = turned.is_whole and len(parts) == 1
    if is_finished:
        _settle(connection, step_id, back)
    return Turned(turned.done, turned.left, is_finished)


def _known(text: str) -> Changes:
    """Read changes. StoreError: another version wrote them, and this one does not know them."""
    try:
        return read(text)
    except (LookupError, TypeError, ValueError):
        raise StoreError("storage-newer", OF_NEWER) from None


def _settle(connection: sqlite3.Connection, step_id: int, back: bool) -> None:
    if back:
        connection.execute(
            "UPDATE history SET undone = (SELECT ifnull(max(undone), 0) + 1 FROM history)"
            " WHERE id = ? AND undone IS NULL",
            (step_id,),
        )
    else:
        connection.execute("UPDATE history SET undone = NULL WHERE id = ?", (step_id,))


def _add_part(
    connection: sqlite3.Connection,
    step_id: int,
    part: int,
    changes: Sequence[Change],
    *,
    is_undone: bool = False,
) -> None:
    connection.execute(
        "INSERT INTO history_changes (step_id, part, is_undone, changes) VALUES (?, ?, ?, ?)",
        (step_id, part, is_undone, written(changes)),
    )


def _forget_long(connection: sqlite3.Connection, step_id: int) -> None:
    """Keep the history within its letters; only a step longer than most can have broken it."""
    (letters,) = connection.execute(
        "SELECT sum(length(changes)) FROM history_changes WHERE step_id = ?", (step_id,)
    ).fetchone()
    if letters > STEPS_LETTERS // STEPS_KEPT:
        connection.execute(_TOO_LONG, (STEPS_LETTERS,))


def _step(row: tuple[Any, ...]) -> Step:
    step_id, at, kind, words, undone = row
    return Step(step_id, moment(at), words, undone is not None, kind)
