"""A blog's life in counts: months, labels, static pages and authors; and one old post by chance.

Reads only, from counts that triggers keep or from one index; the lists themselves are ``posts``'.
"""

import sqlite3
from typing import Any, Final

from tui_reader.limits import TREE_NAMES
from tui_reader.models import Month, Named, StaticPage, Tree
from tui_reader.store.posts import UNTITLED

# A blog has no fewer posts in a month than came from it, whatever it said before they came.
_MONTHS: Final = """
    SELECT month, kept, max(kept, total) FROM months
    WHERE blog_id = ? AND (kept > 0 OR total > 0)
    ORDER BY month DESC
"""
# A sum with one unknown in it is unknown.
_ALL_MONTHS: Final = """
    SELECT month, sum(kept), CASE count(*) WHEN count(total) THEN sum(max(kept, total)) END
    FROM months JOIN blogs ON blogs.id = blog_id
    WHERE standing = 'followed' AND (kept > 0 OR total > 0)
    GROUP BY month ORDER BY month DESC
"""
_LABELS: Final = """
    SELECT name, posts FROM blog_labels WHERE blog_id = ? AND posts > 0
    ORDER BY posts DESC, name COLLATE NOCASE, label_id
    LIMIT ?
"""
_PAGES: Final = """
    SELECT id, title, first_words FROM posts INDEXED BY pages_of_blog
    WHERE blog_id = ? AND kind = 'page'
    ORDER BY title COLLATE NOCASE, id
"""
_AUTHORS: Final = """
    SELECT author, count(*) AS posts FROM posts INDEXED BY posts_by_author
    WHERE blog_id = ? AND author <> '' AND kind = 'post'
        AND id NOT IN (SELECT post_id FROM hidden_posts)
    GROUP BY author ORDER BY posts DESC, author
    LIMIT ?
"""
_OLD: Final = {
    True: "statuses INDEXED BY list_blog_all WHERE blog_id = :blog_id AND",
    False: (
        "statuses INDEXED BY list_all WHERE"
        " blog_id NOT IN (SELECT id FROM blogs WHERE standing <> 'followed') AND"
    ),
}
_BEFORE: Final = (
    "sort_at IS NOT NULL AND sort_at < :before AND id NOT IN (SELECT post_id FROM hidden_posts)"
)


def tree(connection: sqlite3.Connection, blog_id: int) -> Tree:
    """Give what the sidebar unfolds under a blog, from counts alone: no post is read.

    Of more labels or authors than ``TREE_NAMES`` it has the most used.
    """
    return Tree(
        months=months(connection, blog_id),
        labels=_named(connection, _LABELS, blog_id),
        pages=tuple(map(_page, connection.execute(_PAGES, (blog_id,)))),
        authors=_named(connection, _AUTHORS, blog_id),
    )


def months(connection: sqlite3.Connection, blog_id: int | None) -> tuple[Month, ...]:
    """Give the months that have a post here or on the blog, newest first.

    Without a blog: all followed ones together, a total only where each of them says one.
    """
    if blog_id is None:
        rows = connection.execute(_ALL_MONTHS)
    else:
        rows = connection.execute(_MONTHS, (blog_id,))
    return tuple(Month(month // 100, month % 100, kept, total) for month, kept, total in rows)


def random_post(
    connection: sqlite3.Connection, blog_id: int | None, before_ms: int, pick: float
) -> int | None:
    """Give the post at a share of the kept ones that are older than a moment; None: there is none.

    Args:
        connection: To the store.
        blog_id: None: of all followed blogs.
        before_ms: Milliseconds since 1970 UTC; only posts before it are taken.
        pick: 0.0 (the oldest) to 1.0, by chance.
    """
    source = f"FROM {_OLD[blog_id is not None]} {_BEFORE}"
    values = {"blog_id": blog_id, "before": before_ms}
    (count,) = connection.execute(f"SELECT count(*) {source}", values).fetchone()
    if not count:
        return None
    place = {"place": min(max(int(pick * count), 0), count - 1)}
    (post_id,) = connection.execute(
        f"SELECT id {source} ORDER BY sort_at, id LIMIT 1 OFFSET :place", values | place
    ).fetchone()
    return int(post_id)


def _named(connection: sqlite3.Connection, names: str, blog_id: int) -> tuple[Named, ...]:
    return tuple(Named(*row) for row in connection.execute(names, (blog_id, TREE_NAMES)))


def _page(row: tuple[Any, ...]) -> StaticPage:
    post_id, title, first_words = row
    return StaticPage(post_id, title or first_words or UNTITLED)
