"""What is wrong with a store, if anything, and what is kept of one blog. It writes nothing."""

import sqlite3
from typing import Final

from tui_reader.models.doctor import BlogFacts, StoreHealth
from tui_reader.store import search_index
from tui_reader.store.migrate import version_of

_COUNTS: Final = """
    SELECT (SELECT count(*) FROM blogs WHERE standing <> 'removed'),
           (SELECT count(*) FROM statuses WHERE sort_at IS NOT NULL),
           (SELECT count(*) FROM comments WHERE is_gone = 0),
           (SELECT count(*) FROM pictures), (SELECT ifnull(sum(bytes), 0) FROM pictures)
"""
_BLOG: Final = """
    SELECT count(*),
           ifnull(sum(is_summary AND page_texts.post_id IS NULL), 0),
           ifnull(sum(page_texts.post_id IS NOT NULL), 0),
           ifnull(sum(comments IS NOT NULL), 0), ifnull(sum(comments_feed <> ''), 0),
           ifnull(sum(threads.fetched IS NOT NULL), 0)
    FROM posts
    LEFT JOIN page_texts ON page_texts.post_id = posts.id
    LEFT JOIN threads ON threads.post_id = posts.id
    WHERE posts.blog_id = ? AND posts.kind = 'post'
"""


def look(connection: sqlite3.Connection) -> StoreHealth:
    """Check a whole store: 0.24 s for 415 MB."""
    pages, free, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    )
    fault = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    blogs, posts, comments, pictures, picture_bytes = connection.execute(_COUNTS).fetchone()
    return StoreHealth(
        version=version_of(connection),
        bytes=pages * size,
        free_bytes=free * size,
        fault="" if fault == "ok" else fault,
        blogs=blogs,
        posts=posts,
        comments=comments,
        pending=search_index.pending(connection),
        pictures=pictures,
        picture_bytes=picture_bytes,
    )


def blog_facts(connection: sqlite3.Connection, blog_id: int) -> BlogFacts:
    """Count what is kept of one blog."""
    return BlogFacts(*connection.execute(_BLOG, (blog_id,)).fetchone())
