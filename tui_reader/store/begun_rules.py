"""Rules that have not looked through all posts yet: kept, so that one that was stopped is finished.

What arrives is hidden by them already.
"""

import sqlite3
from typing import Final, NamedTuple

from tui_reader.store import state

BEGUN: Final = "rules_begun"
"""Under which name the state has them."""
_FOUND: Final = """
    SELECT hide_rules.id, filter, json_extract(begun.value, '$[0]'),
           json_extract(begun.value, '$[1]'), json_extract(begun.value, '$[2]')
    FROM state, json_each(state.value) AS begun
    JOIN hide_rules ON hide_rules.id = CAST(begun.key AS INTEGER)
    WHERE state.key = ? ORDER BY hide_rules.id
"""


class Begun(NamedTuple):
    """A rule that has not looked through all posts."""

    rule_id: int
    filter: str
    step_id: int
    """The step whose words say how many posts it hides; 0: they are said already."""
    since: int
    """Milliseconds: it looks only at what arrived later; 0: at everything."""
    is_stopped: bool = False
    """Whether it is being taken back: nobody goes on with it."""


def begun_rules(connection: sqlite3.Connection) -> tuple[Begun, ...]:
    """Give them all, the eldest first."""
    rows = connection.execute(_FOUND, (BEGUN,))
    return tuple(Begun(row[0], row[1], row[2], row[3], bool(row[4])) for row in rows)


def keep_begun(connection: sqlite3.Connection, begun: Begun) -> None:
    """Keep that a rule is begun, in place of what was known of it."""
    _save(connection, [*_others(connection, begun.rule_id), begun])


def take_begun(connection: sqlite3.Connection, rule_id: int) -> Begun | None:
    """Forget that a rule is begun, because it is finished or goes; give what was known."""
    known = {each.rule_id: each for each in begun_rules(connection)}
    if rule_id in known:
        _save(connection, _others(connection, rule_id))
    return known.get(rule_id)


def _others(connection: sqlite3.Connection, rule_id: int) -> list[Begun]:
    return [each for each in begun_rules(connection) if each.rule_id != rule_id]


def _save(connection: sqlite3.Connection, begun: list[Begun]) -> None:
    values = {each.rule_id: [each.step_id, each.since, each.is_stopped] for each in begun}
    if values:
        state.save(connection, BEGUN, values)
    else:
        connection.execute("DELETE FROM state WHERE key = ?", (BEGUN,))
