"""How many comments a blog has by its own word, and of which posts not as many are kept."""

import sqlite3
from datetime import datetime
from typing import Final, NamedTuple

from tui_reader.store.comment_reader import KEPT
from tui_reader.store.durability import replaceable
from tui_reader.store.posts import UNTITLED
from tui_reader.store.values import milliseconds

# Posts are not known by their blog alone: without these two the whole table would be read.
_LACKING: Final = f"""
    SELECT coalesce(nullif(title, ''), nullif(first_words, ''), :untitled)
    FROM posts
    WHERE posts.comments > 0 AND posts.comments > {KEPT} AND id IN (
        SELECT id FROM statuses INDEXED BY list_blog_all
        WHERE blog_id = :blog_id AND sort_at IS NOT NULL
        UNION ALL
        SELECT id FROM posts INDEXED BY pages_of_blog
        WHERE blog_id = :blog_id AND kind = 'page'
    )
    ORDER BY id
"""
_WHOLE: Final = """
    SELECT posts.id, kept
    FROM (
        SELECT post_id, count(*) AS kept FROM comments INDEXED BY comments_kept
        WHERE blog_id = ? AND is_gone = 0 GROUP BY post_id
    ) JOIN posts ON posts.id = post_id
    WHERE posts.comments IS NULL OR posts.comments = kept
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
    """Give the sum of what a blog's posts say of their comments; 0 if there is no such blog."""
    row = connection.execute("SELECT comments FROM blogs WHERE id = ?", (blog_id,)).fetchone()
    return 0 if row is None else int(row[0])


def lacking(connection: sqlite3.Connection, blog_id: int, most: int) -> Lacking:
    """Give how many posts lack comments, and the titles of at most so many."""
    rows = connection.execute(_LACKING, {"untitled": UNTITLED, "blog_id": blog_id})
    titles = [title for (title,) in rows]
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
