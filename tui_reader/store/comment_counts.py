"""How many comments a blog has by its own word, and of which posts not as many are kept."""

import sqlite3
from datetime import datetime
from typing import Final, NamedTuple

from tui_reader.store.comment_reader import KEPT
from tui_reader.store.durability import replaceable
from tui_reader.store.posts import UNTITLED
from tui_reader.store.values import milliseconds

_TOLD: Final = "SELECT ifnull(sum(comments), 0) FROM posts WHERE blog_id = ?"
_LACKING: Final = f"""
    SELECT coalesce(nullif(title, ''), nullif(first_words, ''), ?) FROM posts
    WHERE blog_id = ? AND comments > 0 AND comments > {KEPT}
    ORDER BY id
"""
_WHOLE: Final = f"""
    SELECT id, {KEPT} AS kept FROM posts
    WHERE blog_id = ? AND kept > 0 AND (comments IS NULL OR comments = kept)
"""
_SETTLE: Final = "UPDATE posts SET comments = ? WHERE id = ? AND comments IS NULL"
_ASKED: Final = """
    INSERT INTO threads (post_id, fetched, is_whole, counted) VALUES (?, ?, 1, ?)
    ON CONFLICT (post_id) DO UPDATE SET
        fetched = excluded.fetched, is_whole = 1, counted = excluded.counted
"""


class Lacking(NamedTuple):
    """Posts of which fewer comments are kept than the blog counts."""

    posts: int = 0
    titles: tuple[str, ...] = ()
    """Of the first few."""


def told(connection: sqlite3.Connection, blog_id: int) -> int:
    """Give the sum of what a blog's posts say of their comments."""
    (total,) = connection.execute(_TOLD, (blog_id,)).fetchone()
    return int(total)


def lacking(connection: sqlite3.Connection, blog_id: int, most: int) -> Lacking:
    """Give how many posts lack comments, and the titles of at most so many."""
    titles = [title for (title,) in connection.execute(_LACKING, (UNTITLED, blog_id))]
    return Lacking(len(titles), tuple(titles[:most]))


@replaceable
def settle_counts(connection: sqlite3.Connection, blog_id: int, now: datetime) -> int:
    """Take the threads of a blog for whole, as if each had been asked for by itself.

    To be called when all its comments are kept. Posts of which the blog told no count get one.

    Returns:
        How many threads are whole.
    """
    rows = connection.execute(_WHOLE, (blog_id,)).fetchall()
    connection.executemany(_SETTLE, [(kept, post_id) for post_id, kept in rows])
    at = milliseconds(now)
    connection.executemany(_ASKED, [(post_id, at, kept) for post_id, kept in rows])
    return len(rows)
