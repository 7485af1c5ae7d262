"""Feeds the full-text index from the change log, a little at a time, when nothing else goes on.

It is never part of a fetch: indexing costs as much as storing.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from tui_reader.limits import BATCH_POSTS, MIB
from tui_reader.store.durability import replaceable
from tui_reader.store.search_forms import indexed
from tui_reader.store.search_words import learn
from tui_reader.store.values import from_json_list

_BATCH_LETTERS: Final = 1 * MIB
"""About 0.1 s of work: others wait for the write lock meanwhile."""

# What came last is found first; FTS5 takes the entries of one transaction in order.
_NEXT: Final = """
    SELECT changed.post_id, is_indexed,
           ifnull(length(ifnull(page_texts.text, bodies.text)), 0) + ifnull((
               SELECT sum(length(html)) FROM comments WHERE comments.post_id = changed.post_id
           ), 0)
    FROM (SELECT post_id, is_indexed FROM search_changes ORDER BY post_id DESC LIMIT ?) AS changed
    LEFT JOIN bodies ON bodies.post_id = changed.post_id
    LEFT JOIN page_texts ON page_texts.post_id = changed.post_id AND is_shown
    ORDER BY changed.post_id
"""
_COLUMNS: Final = "title, text, labels, author, note, comments"
_VALUES: Final = "?, ?, ?, ?, ?, ?, ?"
# The index has no texts of its own: to forget an entry it is told the very words it was given.
_FORGET: Final = f"INSERT INTO search (search, rowid, {_COLUMNS}) VALUES ('delete', {_VALUES})"
_LEARN: Final = f"INSERT INTO search (rowid, {_COLUMNS}) VALUES ({_VALUES})"
_OLD: Final = f"SELECT {_COLUMNS} FROM search_changes WHERE post_id = ?"
_NEW: Final = f"SELECT {_COLUMNS} FROM searchable WHERE post_id = ?"
_WORDLESS: Final = "SELECT id, html FROM comments WHERE post_id = ? AND text IS NULL"


def pending(connection: sqlite3.Connection) -> int:
    """Give how many posts the index does not know as they are now."""
    return int(connection.execute("SELECT count(*) FROM search_changes").fetchone()[0])


@replaceable
def feed(
    connection: sqlite3.Connection, text_of: Callable[[str], str], limit: int = BATCH_POSTS
) -> int:
    """Index at most ``limit`` posts that are new, edited, gone, or spoken of anew.

    Entry and log row change in one transaction: a crash loses neither.

    Args:
        connection: To the store.
        text_of: Gives the words of a comment's HTML.
        limit: Posts of one transaction.

    Returns:
        How many were done; 0: the index is up to date.
    """
    done = 0
    words: set[str] = set()
    for post_id, is_indexed in _batch(connection, limit):
        if is_indexed:
            old = connection.execute(_OLD, (post_id,)).fetchone()
            connection.execute(_FORGET, (post_id, *_forms(old)))
        _write_words_of_comments(connection, post_id, text_of)
        for row in connection.execute(_NEW, (post_id,)).fetchall():
            forms = _forms(row)
            connection.execute(_LEARN, (post_id, *forms))
            words.update(*(form.split() for form in forms))
        connection.execute("DELETE FROM search_changes WHERE post_id = ?", (post_id,))
        done += 1
    learn(connection, words)
    return done


def _forms(row: Sequence[str]) -> list[str]:
    title, text, labels, *others = row
    return list(map(indexed, (title, text, "\n".join(from_json_list(labels)), *others)))


def _write_words_of_comments(
    connection: sqlite3.Connection, post_id: int, text_of: Callable[[str], str]
) -> None:
    comments: Iterable[tuple[int, str]] = connection.execute(_WORDLESS, (post_id,)).fetchall()
    connection.executemany(
        "UPDATE comments SET text = ? WHERE id = ?",
        ((text_of(html), comment_id) for comment_id, html in comments),
    )


def _batch(connection: sqlite3.Connection, limit: int) -> Iterator[tuple[int, bool]]:
    letters = 0
    for post_id, is_indexed, length in connection.execute(_NEXT, (limit,)).fetchall():
        yield post_id, bool(is_indexed)
        letters += length
        if letters >= _BATCH_LETTERS:
            return
