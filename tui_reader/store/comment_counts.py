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
_UNCOUNTED: Final = f"""
    SELECT id, {KEPT} AS kept FROM posts WHERE blog_id = ? AND comments IS NULL AND kept > 0
"""
_SETTLE: Final = "UPDATE posts SET comments = ? WHERE id = ?"
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
    """Count the comments of posts whose blog does not: to be called when all of them are kept.

    Returns:
        How many posts have a count now that had none.
    """
    rows = connection.execute(_UNCOUNTED, (blog_id,)).fetchall()
    connection.executemany(_SETTLE, [(kept, post_id) for post_id, kept in rows])
    at = milliseconds(now)
    connection.executemany(_ASKED, [(post_id, at, kept) for post_id, kept in rows])
    return len(rows)
