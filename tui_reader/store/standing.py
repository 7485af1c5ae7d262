"""Whether a blog is followed, only visited or removed, as a change that can be taken back.

What goes with a removed blog (when to ask it, how far it was walked through) is in the change.
"""

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from tui_reader.store import blogs, rows
from tui_reader.store.changes import Row, RowChange, StandingChange
from tui_reader.store.values import milliseconds

FOLLOWED: Final = "followed"
VISITING: Final = "visiting"
REMOVED: Final = "removed"

_KEYS: Final = {
    "schedules": ("blog_id",),
    "archives": ("blog_id",),
    "archive_documents": ("blog_id", "url"),
    "comment_walks": ("blog_id",),
}
"""What goes with a blog, and what tells a row of it from others."""


def standing_of(connection: sqlite3.Connection, blog_id: int) -> str:
    """Give how a blog stands; empty if there never was one of this number."""
    row = connection.execute("SELECT standing FROM blogs WHERE id = ?", (blog_id,)).fetchone()
    return str(row[0]) if row else ""


def set_standing(
    connection: sqlite3.Connection, blog_id: int, standing: str, now: datetime
) -> list[StandingChange]:
    """Let a blog be followed, only visited or removed; nothing where it is so already."""
    before = standing_of(connection, blog_id)
    if before in ("", standing):
        return []
    if standing == REMOVED:
        taken = tuple(_take(connection, blog_id))
        blogs.remove(connection, blog_id, now)
        return [StandingChange(blog_id, before, standing, (*taken, _removal(blog_id, now)))]
    blogs.follow(connection, blog_id, standing == FOLLOWED)
    return [StandingChange(blog_id, before, standing)]


def reverse(
    connection: sqlite3.Connection, change: StandingChange, now: datetime
) -> StandingChange | None:
    """Let a blog stand as before, if it still stands as the change left it; else None.

    A removed one comes back with all that went with it while its posts are still here; later, or
    where it was brought back and removed again meanwhile, it is asked for everything. None, too,
    where another blog has its address by now.
    """
    if standing_of(connection, change.blog_id) != change.after:
        return None
    if change.after == REMOVED:
        return _bring_back(connection, change)
    reversed_ = set_standing(connection, change.blog_id, change.before, now)
    return reversed_[0] if reversed_ else None


def _bring_back(connection: sqlite3.Connection, change: StandingChange) -> StandingChange | None:
    blog_id = change.blog_id
    (address,) = connection.execute(
        "SELECT canonical_feed_url FROM blogs WHERE id = ?", (blog_id,)
    ).fetchone()
    if address.startswith("removed:"):
        return None
    *taken, removal = change.rows
    if rows.reverse(connection, removal):
        for row in taken:
            rows.reverse(connection, row)
    blogs.follow(connection, blog_id, change.before == FOLLOWED)
    return StandingChange(blog_id, change.after, change.before)


def _removal(blog_id: int, now: datetime) -> RowChange:
    """Say when a blog was removed: what that took may come back while this is still so."""
    return RowChange(
        "blogs", {"id": blog_id}, {"removed_at": None}, {"removed_at": milliseconds(now)}
    )


def _take(connection: sqlite3.Connection, blog_id: int) -> Iterator[RowChange]:
    """Take away what goes with a blog, and say what it was."""
    for table, names in _KEYS.items():
        found = connection.execute(
            f"SELECT {', '.join(names)} FROM {table} WHERE blog_id = ?", (blog_id,)
        ).fetchall()
        for values in found:
            yield from rows.put(connection, table, dict(zip(names, values, strict=True)), None)
    wants: Row = {"wants_page_texts": 0}
    yield from rows.put(connection, "blogs", {"id": blog_id}, wants)
    totals = connection.execute(
        "SELECT month FROM months WHERE blog_id = ? AND total IS NOT NULL", (blog_id,)
    ).fetchall()
    for (month,) in totals:
        key: Row = {"blog_id": blog_id, "month": month}
        yield from rows.put(connection, "months", key, {"total": None})
