"""Rules that hide posts: in no list, and not counted as unread. Nothing of a post is lost.

What a person starred, tagged or wrote a note on is never hidden.
"""

import sqlite3
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from tui_reader.models import HideRule
from tui_reader.store.changes import RuleChange
from tui_reader.store.rule_matches import matching
from tui_reader.store.saved_searches import tidy_words
from tui_reader.store.values import json_list, milliseconds, moment

_RULES: Final = """
    SELECT id, filter, added, (SELECT count(*) FROM hidden_posts WHERE rule_id = hide_rules.id)
    FROM hide_rules ORDER BY id
"""
_HIDE: Final = """
    INSERT OR IGNORE INTO hidden_posts (post_id, rule_id, was_unread)
    SELECT id, ?, is_read = 0 FROM statuses
    WHERE id IN (SELECT value FROM json_each(?)) AND NOT is_starred
        AND NOT EXISTS (SELECT 1 FROM post_tags WHERE post_tags.post_id = statuses.id)
        AND NOT EXISTS (SELECT 1 FROM notes WHERE notes.post_id = statuses.id)
"""
_READ: Final = """
    UPDATE statuses SET is_read = 1
    WHERE is_read = 0 AND id IN (SELECT value FROM json_each(?))
        AND id IN (SELECT post_id FROM hidden_posts)
"""
_HIDDEN: Final = """
    SELECT post_id FROM hidden_posts WHERE post_id IN (SELECT value FROM json_each(?))
"""
_UNREAD_AGAIN: Final = """
    UPDATE statuses SET is_read = 0
    WHERE id IN (SELECT post_id FROM hidden_posts WHERE rule_id = ? AND was_unread)
"""


def list_rules(connection: sqlite3.Connection) -> tuple[HideRule, ...]:
    """Give all rules, the eldest first, with how many posts each hides."""
    found = connection.execute(_RULES)
    return tuple(HideRule(row[0], row[1], moment(row[2]), row[3]) for row in found)


def add_rule(connection: sqlite3.Connection, words: str, now: datetime) -> list[RuleChange]:
    """Hide what these words choose, now and whenever it arrives; nothing where that is so already.

    Raises:
        QueryError: These are no words that choose posts.
    """
    tidy = tidy_words(words)
    ids = matching(connection, tidy, now)
    cursor = connection.execute(
        "INSERT INTO hide_rules (filter, added) VALUES (?, ?) ON CONFLICT (filter) DO NOTHING",
        (tidy, milliseconds(now)),
    )
    if not cursor.rowcount:
        return []
    assert cursor.lastrowid is not None  # an INSERT has one
    return [RuleChange(tidy, True, _hide(connection, cursor.lastrowid, ids))]


def remove_rule(connection: sqlite3.Connection, rule_id: int, now: datetime) -> list[RuleChange]:
    """Show what a rule hid, unread where it was; what another rule speaks of, too, stays hidden."""
    found = connection.execute("SELECT filter FROM hide_rules WHERE id = ?", (rule_id,)).fetchone()
    if found is None:
        return []
    _hand_over(connection, rule_id, now)
    connection.execute(_UNREAD_AGAIN, (rule_id,))
    shown = connection.execute("DELETE FROM hidden_posts WHERE rule_id = ?", (rule_id,)).rowcount
    connection.execute("DELETE FROM hide_rules WHERE id = ?", (rule_id,))
    return [RuleChange(found[0], False, shown)]


def reverse(connection: sqlite3.Connection, change: RuleChange, now: datetime) -> RuleChange | None:
    """Take a rule away that was made, or make it again; None where that is so already."""
    if not change.value:
        return next(iter(add_rule(connection, change.filter, now)), None)
    found = connection.execute(
        "SELECT id FROM hide_rules WHERE filter = ?", (change.filter,)
    ).fetchone()
    return next(iter(remove_rule(connection, found[0], now)), None) if found else None


def hide_arrived(
    connection: sqlite3.Connection, ids: Sequence[int], now: datetime
) -> frozenset[int]:
    """Hide those of these posts that a rule speaks of: in the transaction that brings them.

    Returns:
        Those of them that are hidden.
    """
    for rule_id, words in _words_of_rules(connection):
        _hide(connection, rule_id, matching(connection, words, now, ids))
    found = connection.execute(_HIDDEN, (json_list(ids),))
    return frozenset(post_id for (post_id,) in found)


def _hide(connection: sqlite3.Connection, rule_id: int, ids: Collection[int]) -> int:
    """Hide posts, and give how many were not hidden before."""
    chosen = json_list(list(ids))
    hidden = connection.execute(_HIDE, (rule_id, chosen)).rowcount
    connection.execute(_READ, (chosen,))
    return hidden


def _hand_over(connection: sqlite3.Connection, rule_id: int, now: datetime) -> None:
    """Give other rules what they speak of among the posts of one that goes."""
    found = connection.execute("SELECT post_id FROM hidden_posts WHERE rule_id = ?", (rule_id,))
    ids = [post_id for (post_id,) in found]
    for other, words in _words_of_rules(connection) if ids else ():
        if other != rule_id:
            connection.execute(
                "UPDATE hidden_posts SET rule_id = ?"
                " WHERE rule_id = ? AND post_id IN (SELECT value FROM json_each(?))",
                (other, rule_id, json_list(list(matching(connection, words, now, ids)))),
            )


def _words_of_rules(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    return connection.execute("SELECT id, filter FROM hide_rules ORDER BY id").fetchall()
