"""Shows again what rules hid, and hides it again: some at a time, so that nobody waits long.

A post of which two rules speak comes back when both are gone.
"""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from tui_reader.limits import BATCH_HIDDEN
from tui_reader.store.begun_rules import Begun, keep_begun, take_begun
from tui_reader.store.changes import HidingChange, RuleChange
from tui_reader.store.hiding import NOT_KEPT, insert_rule, words_of_rules
from tui_reader.store.rule_matches import matching
from tui_reader.store.values import json_list, milliseconds

_OF_RULE: Final = """
    SELECT post_id, was_unread FROM hidden_posts WHERE rule_id = ? ORDER BY post_id LIMIT ?
"""
_OF_RULE_AMONG: Final = """
    SELECT post_id, was_unread FROM hidden_posts
    WHERE rule_id = ? AND post_id IN (SELECT value FROM json_each(?))
"""
_AMONG: Final = "rule_id = ? AND post_id IN (SELECT value FROM json_each(?))"
_HAND_OVER: Final = f"""
    UPDATE hidden_posts SET rule_id = ?
    WHERE {_AMONG} AND post_id IN (SELECT id FROM statuses WHERE {NOT_KEPT})
"""
_UNREAD_AGAIN: Final = f"""
    UPDATE statuses SET is_read = 0
    WHERE id IN (SELECT post_id FROM hidden_posts WHERE {_AMONG} AND was_unread)
"""
_SHOW: Final = f"DELETE FROM hidden_posts WHERE {_AMONG}"
_HIDDEN_BEFORE: Final = """
    INSERT INTO hidden_posts (post_id, rule_id, was_unread)
    SELECT id, ?2, ?3 OR is_read = 0 FROM statuses WHERE id = ?1 AND sort_at IS NOT NULL
    ON CONFLICT (post_id) DO UPDATE SET rule_id = excluded.rule_id
"""
_READ_HIDDEN: Final = """
    UPDATE statuses SET is_read = 1
    WHERE is_read = 0 AND id IN (SELECT value FROM json_each(?))
        AND id IN (SELECT post_id FROM hidden_posts)
"""
_HAS_ARRIVED: Final = """
    SELECT EXISTS (SELECT 1 FROM statuses WHERE sort_at IS NOT NULL AND first_seen > ?)
"""


def show_some(
    connection: sqlite3.Connection, rule_id: int, now: datetime
) -> RuleChange | HidingChange | None:
    """Show some of what a rule hid, unread where it was; with the last of it the rule goes.

    What another rule speaks of, too, stays hidden.

    Returns:
        That the rule went, with the last of its posts; or only posts, and it is to be called again;
        None where there is no such rule.
    """
    found = connection.execute(
        "SELECT filter, added FROM hide_rules WHERE id = ?", (rule_id,)
    ).fetchone()
    if found is None:
        return None
    words, added = found
    others = [each for each in words_of_rules(connection) if each[0] != rule_id]
    most = max(1, BATCH_HIDDEN // (1 + len(others)))
    rows = connection.execute(_OF_RULE, (rule_id, most + 1)).fetchall()
    post_ids, unread = _parted(rows[:most])
    begun = take_begun(connection, rule_id)
    _show(connection, rule_id, post_ids, others, now)
    if len(rows) > most:
        if begun:
            keep_begun(connection, begun._replace(is_stopped=True))
        return HidingChange(words, False, post_ids, unread)
    connection.execute("DELETE FROM hide_rules WHERE id = ?", (rule_id,))
    seen_until = begun.since if begun else milliseconds(now)
    return RuleChange(rule_id, words, False, seen_until, added, post_ids, unread)


def reverse(
    connection: sqlite3.Connection, change: RuleChange | HidingChange, now: datetime
) -> RuleChange | HidingChange | None:
    """Take a rule away that was made, or make it again; or only show or hide posts of it.

    Made again it hides what it hid, whatever was done with that since; what arrived since is looked
    at by ``hiding.hide_some``. None where that is so already, or the rule is not there.
    """
    if isinstance(change, RuleChange) and not change.value:
        return _make_again(connection, change, now)
    found = connection.execute(
        "SELECT id FROM hide_rules WHERE filter = ?", (change.filter,)
    ).fetchone()
    if found is None:
        return None
    (rule_id,) = found
    if isinstance(change, RuleChange):
        return show_some(connection, rule_id, now)
    if not change.value:
        _hide_again(connection, rule_id, change.post_ids, change.unread)
    post_ids, unread = _parted(
        connection.execute(_OF_RULE_AMONG, (rule_id, json_list(change.post_ids))).fetchall()
    )
    if change.value:
        others = [each for each in words_of_rules(connection) if each[0] != rule_id]
        _show(connection, rule_id, post_ids, others, now)
    return HidingChange(change.filter, not change.value, post_ids, unread)


def _make_again(
    connection: sqlite3.Connection, change: RuleChange, now: datetime
) -> RuleChange | None:
    if not insert_rule(connection, change.rule_id, change.filter, change.added):
        return None
    _hide_again(connection, change.rule_id, change.post_ids, change.unread)
    if connection.execute(_HAS_ARRIVED, (change.at,)).fetchone()[0]:
        keep_begun(connection, Begun(change.rule_id, change.filter, 0, change.at))
    return RuleChange(change.rule_id, change.filter, True, milliseconds(now), change.added)


def _hide_again(
    connection: sqlite3.Connection,
    rule_id: int,
    post_ids: Sequence[int],
    were_unread: Sequence[int],
) -> None:
    """Hide what was hidden before; what another rule has taken over comes back to this one."""
    unread = frozenset(were_unread)
    connection.executemany(
        _HIDDEN_BEFORE, [(post_id, rule_id, post_id in unread) for post_id in post_ids]
    )
    connection.execute(_READ_HIDDEN, (json_list(post_ids),))


def _show(
    connection: sqlite3.Connection,
    rule_id: int,
    ids: Sequence[int],
    others: Sequence[tuple[int, str]],
    now: datetime,
) -> None:
    """Show posts of a rule again; what other rules speak of is hidden by them from now on."""
    among = json_list(ids)
    for other, words in others if ids else ():
        spoken_of = json_list(matching(connection, words, now, ids))
        connection.execute(_HAND_OVER, (other, rule_id, spoken_of))
    connection.execute(_UNREAD_AGAIN, (rule_id, among))
    connection.execute(_SHOW, (rule_id, among))


def _parted(rows: Sequence[tuple[int, int]]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Part posts into their numbers, and the numbers of those that were unread."""
    return tuple(row[0] for row in rows), tuple(row[0] for row in rows if row[1])
