"""Feeds the full-text index from the change log, a little at a time, when nothing else goes on.

It is never part of a fetch: indexing costs eight times what storing costs. Nothing searches yet.
"""

import sqlite3
from collections.abc import Iterator
from typing import Final

from tui_reader.limits import BATCH_POSTS, MIB
from tui_reader.store.durability import replaceable

_BATCH_LETTERS: Final = 1 * MIB
"""About 0.1 s of work: others wait for the write lock meanwhile."""

_NEXT: Final = """
    SELECT search_changes.post_id, is_indexed, length(ifnull(page_texts.text, bodies.text))
    FROM search_changes LEFT JOIN bodies ON bodies.post_id = search_changes.post_id
    LEFT JOIN page_texts ON page_texts.post_id = search_changes.post_id AND is_shown
    ORDER BY search_changes.post_id
    LIMIT ?
"""
# The log row holds the very words the index was given: without them it cannot forget the entry.
_FORGET: Final = """
    INSERT INTO search (search, rowid, title, text, labels)
    SELECT 'delete', post_id, title, text, labels FROM search_changes WHERE post_id = ?
"""
_LEARN: Final = """
    INSERT INTO search (rowid, title, text, labels)
    SELECT post_id, title, text, labels FROM searchable WHERE post_id = ?
"""


def pending(connection: sqlite3.Connection) -> int:
    """Give how many posts the index does not know as they are now: tests and measures ask."""
    return int(connection.execute("SELECT count(*) FROM search_changes").fetchone()[0])


@replaceable
def feed(connection: sqlite3.Connection, limit: int = BATCH_POSTS) -> int:
    """Index at most ``limit`` posts that are new, edited or gone.

    Entry and log row change in one transaction: a crash loses neither.

    Returns:
        How many were done; 0: the index is up to date.
    """
    done = 0
    for post_id, is_indexed in _batch(connection, limit):
        if is_indexed:
            connection.execute(_FORGET, (post_id,))
        connection.execute(_LEARN, (post_id,))
        connection.execute("DELETE FROM search_changes WHERE post_id = ?", (post_id,))
        done += 1
    return done


def _batch(connection: sqlite3.Connection, limit: int) -> Iterator[tuple[int, bool]]:
    letters = 0
    for post_id, is_indexed, length in connection.execute(_NEXT, (limit,)).fetchall():
        yield post_id, bool(is_indexed)
        letters += length or 0
        if letters >= _BATCH_LETTERS:
            return
