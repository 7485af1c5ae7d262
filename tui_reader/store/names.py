"""What a person sets for one blog alone: its name, its settings, whether it is asked at all."""

import sqlite3
from typing import Final

from tui_reader.clean import clean_line
from tui_reader.limits import NAME_LETTERS
from tui_reader.models import BlogOwn
from tui_reader.store import rows
from tui_reader.store.changes import Row, RowChange

_PICTURES: Final = """
    SELECT own_pictures FROM blogs
    WHERE id = (SELECT blog_id FROM statuses WHERE statuses.id = ?)
"""


def set_own_title(connection: sqlite3.Connection, blog_id: int, title: str) -> list[RowChange]:
    """Give a blog the person's own name; empty: the feed's again."""
    return _set(connection, blog_id, {"own_title": clean_line(title, NAME_LETTERS)})


def set_own(connection: sqlite3.Connection, blog_id: int, own: BlogOwn) -> list[RowChange]:
    """Keep what is set for a blog alone, all of it; empty or None: as everywhere."""
    values: Row = {
        "own_sort": own.sort,
        "own_mark_read": own.mark_read,
        "own_pictures": own.pictures,
        "own_minutes": own.minutes,
    }
    return _set(connection, blog_id, values)


def set_paused(connection: sqlite3.Connection, blog_id: int, paused: bool) -> list[RowChange]:
    """Let a blog be asked only when it is named, or as the others are again."""
    return _set(connection, blog_id, {"is_paused": int(paused)})


def set_wants_page_texts(
    connection: sqlite3.Connection, blog_id: int, wanted: bool
) -> list[RowChange]:
    """Say whether each fetch of a blog brings the pages of its cut posts, too."""
    return _set(connection, blog_id, {"wants_page_texts": int(wanted)})


def own_pictures(connection: sqlite3.Connection, post_id: int) -> str:
    """Give when pictures of a post's blog are fetched, where that is set for it alone."""
    row = connection.execute(_PICTURES, (post_id,)).fetchone()
    return str(row[0]) if row else ""


def blogs_with_pictures(connection: sqlite3.Connection) -> dict[int, str]:
    """Give the blogs for which it is set alone when their pictures are fetched, and when."""
    rows = connection.execute("SELECT id, own_pictures FROM blogs WHERE own_pictures <> ''")
    return dict(rows.fetchall())


def _set(connection: sqlite3.Connection, blog_id: int, values: Row) -> list[RowChange]:
    key: Row = {"id": blog_id}
    if connection.execute("SELECT 1 FROM blogs WHERE id = ?", (blog_id,)).fetchone() is None:
        return []
    return rows.put(connection, "blogs", key, values)
