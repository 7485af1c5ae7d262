"""Rules that hide posts: in no list, and not counted as unread. Nothing of a post is lost.

What a person starred, tagged or wrote a note on is never hidden.
"""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from tui_reader.errors import QueryError
from tui_reader.models import HideRule
from tui_reader.query import parse
from tui_reader.store.changes import RuleChange
from tui_reader.store.rule_matches import matching
from tui_reader.store.saved_searches import tidy_words
from tui_reader.store.values import json_list, milliseconds, moment

_RULES: Final = """
    SELECT id, filter, added, (SELECT count(*) FROM hidden_posts WHERE rule_id = hide_rules.id)
    FROM hide_rules ORDER BY id
"""
_NOT_HIDDEN: Final = """
    SELECT id, is_read = 0 FROM statuses
    WHERE id IN (SELECT value FROM json_each(?)) AND NOT is_starred
        AND NOT EXISTS (SELECT 1 FROM hidden_posts WHERE hidden_posts.post_id = statuses.id)
        AND NOT EXISTS (SELECT 1 FROM post_tags WHERE post_tags.post_id = statuses.id)
        AND NOT EXISTS (SELECT 1 FROM notes WHERE notes.post_id = statuses.id)
"""
_HIDE: Final = "INSERT INTO hidden_posts (post_id, rule_id, was_unread) VALUES (?, ?, ?)"
_READ: Final = """
    UPDATE statuses SET is_read = 1
    WHERE is_read = 0 AND id IN (SELECT value FROM json_each(?))
"""
_READ_HIDDEN: Final = f"{_READ} AND id IN (SELECT post_id FROM hidden_posts)"
_HIDDEN_BEFORE: Final = """
    INSERT INTO hidden_posts (post_id, rule_id, was_unread)
    SELECT id, ?2, ?3 OR is_read = 0 FROM statuses WHERE id = ?1 AND sort_at IS NOT NULL
    ON CONFLICT (post_id) DO UPDATE SET rule_id = excluded.rule_id
"""
_ARRIVED: Final = "SELECT id FROM statuses WHERE sort_at IS NOT NULL AND first_seen > ?"
_NEXT: Final = """
    SELECT ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'hide_rules'), 0) + 1
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
    tidy, at = tidy_words(words), milliseconds(now)
    ids = matching(connection, tidy, now)
    (rule_id,) = connection.execute(_NEXT).fetchone()
    if not _insert(connection, rule_id, tidy, at):
        return []
    _hide(connection, rule_id, ids)
    return [RuleChange(rule_id, tidy, True, at, at, *_hidden_by(connection, rule_id))]


def remove_rule(connection: sqlite3.Connection, rule_id: int, now: datetime) -> list[RuleChange]:
    """Show what a rule hid, unread where it was; what another rule speaks of, too, stays hidden."""
    found = connection.execute(
        "SELECT filter, added FROM hide_rules WHERE id = ?", (rule_id,)
    ).fetchone()
    if found is None:
        return []
    words, added = found
    post_ids, unread = _hidden_by(connection, rule_id)
    _hand_over(connection, rule_id, now)
    connection.execute(_UNREAD_AGAIN, (rule_id,))
    connection.execute("DELETE FROM hidden_posts WHERE rule_id = ?", (rule_id,))
    connection.execute("DELETE FROM hide_rules WHERE id = ?", (rule_id,))
    at = milliseconds(now)
    return [RuleChange(rule_id, words, False, at, added, post_ids, unread)]


def reverse(connection: sqlite3.Connection, change: RuleChange, now: datetime) -> RuleChange | None:
    """Take a rule away that was made, or make it again; None where that is so already.

    Made again it hides what it hid, whatever was done with that since, and of what arrived since
    what it speaks of.
    """
    if change.value:
        found = connection.execute(
            "SELECT id FROM hide_rules WHERE filter = ?", (change.filter,)
        ).fetchone()
        return next(iter(remove_rule(connection, found[0], now)), None) if found else None
    rule_id = change.rule_id
    if not _insert(connection, rule_id, change.filter, change.added):
        return None
    _hide_again(connection, change)
    arrived = connection.execute(_ARRIVED, (change.at,))
    later = [post_id for (post_id,) in arrived]
    _hide(connection, rule_id, matching(connection, change.filter, now, later))
    hidden = _hidden_by(connection, rule_id)
    return RuleChange(rule_id, change.filter, True, milliseconds(now), change.added, *hidden)


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


def _insert(connection: sqlite3.Connection, rule_id: int, words: str, added: int) -> bool:
    cursor = connection.execute(
        "INSERT OR IGNORE INTO hide_rules (id, filter, added) VALUES (?, ?, ?)",
        (rule_id, words, added),
    )
    return cursor.rowcount == 1


def _hidden_by(
    connection: sqlite3.Connection, rule_id: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give the posts that a rule hides, and those of them that were unread."""
    found = connection.execute(
        "SELECT post_id, was_unread FROM hidden_posts WHERE rule_id = ?", (rule_id,)
    ).fetchall()
    return tuple(row[0] for row in found), tuple(row[0] for row in found if row[1])


def _hide_again(connection: sqlite3.Connection, change: RuleChange) -> None:
    """Hide what was hidden before; what another rule has taken over comes back to this one."""
    unread = frozenset(change.unread)
    connection.executemany(
        _HIDDEN_BEFORE,
        [(post_id, change.rule_id, post_id in unread) for post_id in change.post_ids],
    )
    connection.execute(_READ_HIDDEN, (json_list(change.post_ids),))


def _hide(connection: sqlite3.Connection, rule_id: int, ids: Sequence[int]) -> None:
    new = connection.execute(_NOT_HIDDEN, (json_list(ids),)).fetchall()
    values = [(post_id, rule_id, was_unread) for post_id, was_unread in new]
    connection.executemany(_HIDE, values)
    unread = [post_id for post_id, was_unread in new if was_unread]
    connection.execute(_READ, (json_list(unread),))


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
    """Give the rules, without those that only another version can read: posts come all the same."""
    rules = connection.execute("SELECT id, filter FROM hide_rules ORDER BY id")
    return [(rule_id, words) for rule_id, words in rules if _can_be_read(words)]


def _can_be_read(words: str) -> bool:
    try:
        parse(words)
    except QueryError:
        return False
    return True
