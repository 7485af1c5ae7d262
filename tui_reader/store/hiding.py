"""Rules that hide posts: in no list, and not counted as unread. Nothing of a post is lost.

What a person starred, tagged or wrote a note on is never hidden. ``unhiding`` shows posts again.
"""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from tui_reader.errors import QueryError
from tui_reader.models import HideRule
from tui_reader.query import parse
from tui_reader.store import history
from tui_reader.store.begun_rules import Begun, begun_rules, keep_begun, take_begun
from tui_reader.store.changes import RuleChange
from tui_reader.store.rule_matches import matching
from tui_reader.store.saved_searches import tidy_words
from tui_reader.store.values import json_list, milliseconds, moment

WordsOfHidden = Callable[[str, int], str]
"""Tells a rule, and how many posts it hides."""

_RULES: Final = """
    SELECT id, filter, added, (SELECT count(*) FROM hidden_posts WHERE rule_id = hide_rules.id)
    FROM hide_rules ORDER BY id
"""
NOT_KEPT: Final = """
    NOT is_starred
        AND NOT EXISTS (SELECT 1 FROM post_tags WHERE post_tags.post_id = statuses.id)
        AND NOT EXISTS (SELECT 1 FROM notes WHERE notes.post_id = statuses.id)
"""
"""Of a post: nothing of a person's own is on it."""
_NOT_HIDDEN: Final = f"""
    SELECT id, is_read = 0 FROM statuses
    WHERE id IN (SELECT value FROM json_each(?)) AND sort_at IS NOT NULL AND {NOT_KEPT}
        AND NOT EXISTS (SELECT 1 FROM hidden_posts WHERE hidden_posts.post_id = statuses.id)
"""
_COUNTED: Final = f"""
    SELECT count(*), ifnull(sum({NOT_KEPT}), 0) FROM statuses
    WHERE id IN (SELECT value FROM json_each(?)) AND sort_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM hidden_posts WHERE hidden_posts.post_id = statuses.id)
"""
_HIDE: Final = "INSERT INTO hidden_posts (post_id, rule_id, was_unread) VALUES (?, ?, ?)"
_READ: Final = """
    UPDATE statuses SET is_read = 1
    WHERE is_read = 0 AND id IN (SELECT value FROM json_each(?))
"""
_ARRIVED: Final = "SELECT id FROM statuses WHERE sort_at IS NOT NULL AND first_seen > ?"
_NEXT: Final = """
    SELECT ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'hide_rules'), 0) + 1
"""
_HIDDEN: Final = """
    SELECT post_id FROM hidden_posts WHERE post_id IN (SELECT value FROM json_each(?))
"""
_HIDDEN_BY: Final = "SELECT count(*) FROM hidden_posts WHERE rule_id = ?"


def list_rules(connection: sqlite3.Connection) -> tuple[HideRule, ...]:
    """Give all rules, the eldest first, with how many posts each hides."""
    found = connection.execute(_RULES)
    return tuple(HideRule(row[0], row[1], moment(row[2]), row[3]) for row in found)


def would_hide(
    connection: sqlite3.Connection, words: str, now: datetime, *, reads: bool
) -> tuple[int, int]:
    """Give how many posts a rule would hide, and of how many that have its words.

    The others stay: they are starred, tagged or have a note.

    Args:
        connection: The store.
        words: The rule.
        now: The time of the question.
        reads: Also of those the index does not know.

    Raises:
        QueryError: These are no words that choose posts.
    """
    ids = matching(connection, tidy_words(words), now, reads=reads)
    found, hides = connection.execute(_COUNTED, (json_list(ids),)).fetchone()
    return hides, found


def begin_rule(
    connection: sqlite3.Connection, words: str, now: datetime, words_of: WordsOfHidden
) -> Begun | None:
    """Hide from now on what arrives and these words choose; None where that is so already.

    What is here is hidden by ``hide_some``, so that nobody waits long for the store.

    Raises:
        QueryError: These are no words that choose posts.
    """
    tidy, at = tidy_words(words), milliseconds(now)
    matching(connection, tidy, now, ())  # words that cannot be asked for are no rule
    (rule_id,) = connection.execute(_NEXT).fetchone()
    if not insert_rule(connection, rule_id, tidy, at):
        return None
    changes = [RuleChange(rule_id, tidy, True, at, at)]
    step = history.record(connection, now, "rule", lambda _: words_of(tidy, 0), changes)
    assert step is not None  # there is a change
    begun = Begun(rule_id, tidy, step.id, since=0)
    keep_begun(connection, begun)
    return begun


def find_some(connection: sqlite3.Connection, begun: Begun, now: datetime) -> list[int]:
    """Give the posts that a rule which is begun has to hide: to be read before they are hidden."""
    if not begun.since:
        return matching(connection, begun.filter, now)
    arrived = [post_id for (post_id,) in connection.execute(_ARRIVED, (begun.since,))]
    return matching(connection, begun.filter, now, arrived)


def hide_some(
    connection: sqlite3.Connection,
    begun: Begun,
    ids: Sequence[int],
    words_of: WordsOfHidden,
    *,
    is_last: bool,
) -> bool:
    """Hide some of what a rule has found; with the last of it the rule is finished.

    Returns:
        Whether it goes on: not, once it was taken back, or finished by another program.
    """
    if begun not in begun_rules(connection):
        return False
    hide(connection, begun.rule_id, ids)
    if begun.step_id:
        (many,) = connection.execute(_HIDDEN_BY, (begun.rule_id,)).fetchone()
        history.extend(connection, begun.step_id, words_of(begun.filter, many), ())
    if is_last:
        take_begun(connection, begun.rule_id)
    return not is_last


def hide_arrived(
    connection: sqlite3.Connection, ids: Sequence[int], now: datetime
) -> frozenset[int]:
    """Hide those of these posts that a rule speaks of: in the transaction that brings them.

    Returns:
        Those of them that are hidden.
    """
    for rule_id, words in words_of_rules(connection):
        hide(connection, rule_id, matching(connection, words, now, ids))
    found = connection.execute(_HIDDEN, (json_list(ids),))
    return frozenset(post_id for (post_id,) in found)


def insert_rule(connection: sqlite3.Connection, rule_id: int, words: str, added: int) -> bool:
    """Keep a rule; not where there is one of these words."""
    cursor = connection.execute(
        "INSERT OR IGNORE INTO hide_rules (id, filter, added) VALUES (?, ?, ?)",
        (rule_id, words, added),
    )
    return cursor.rowcount == 1


def hide(connection: sqlite3.Connection, rule_id: int, ids: Sequence[int]) -> None:
    """Hide posts by a rule, but what is hidden already, and what a person has kept."""
    new = connection.execute(_NOT_HIDDEN, (json_list(ids),)).fetchall()
    values = [(post_id, rule_id, was_unread) for post_id, was_unread in new]
    connection.executemany(_HIDE, values)
    unread = [post_id for post_id, was_unread in new if was_unread]
    connection.execute(_READ, (json_list(unread),))


def words_of_rules(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Give the rules, without those that only another version can read: posts come all the same."""
    rules = connection.execute("SELECT id, filter FROM hide_rules ORDER BY id")
    return [(rule_id, words) for rule_id, words in rules if _can_be_read(words)]


def _can_be_read(words: str) -> bool:
    try:
        parse(words)
    except QueryError:
        return False
    return True
