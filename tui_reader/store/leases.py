"""Which program walks through a blog's old posts and comments: never two at once.

It decides nothing about when a holder is dead: the library says from when on a lease is stale.
"""

import sqlite3
from datetime import datetime
from typing import NamedTuple

from tui_reader.clean import clean_line
from tui_reader.store.durability import replaceable
from tui_reader.store.values import milliseconds, moment


class Lease(NamedTuple):
    """Who holds a blog, and when that was last said."""

    holder: str
    refreshed: datetime


def holder_of(connection: sqlite3.Connection, blog_id: int) -> Lease | None:
    """Give who holds a blog; None if nobody does."""
    row = connection.execute(
        "SELECT holder, refreshed FROM leases WHERE blog_id = ?", (blog_id,)
    ).fetchone()
    return None if row is None else Lease(row[0], moment(row[1]))


@replaceable
def take(
    connection: sqlite3.Connection, blog_id: int, holder: str, now: datetime, *, seen: Lease | None
) -> bool:
    """Hold a blog, if it is still held by whom it was seen to be held by.

    Returns:
        Whether it is held now; not where another program was quicker.
    """
    if holder_of(connection, blog_id) != seen:
        return False
    connection.execute(
        "INSERT INTO leases VALUES (?, ?, ?) ON CONFLICT (blog_id) DO UPDATE SET"
        " holder = excluded.holder, refreshed = excluded.refreshed",
        (blog_id, clean_line(holder), milliseconds(now)),
    )
    return True


@replaceable
def refresh(connection: sqlite3.Connection, blog_id: int, holder: str, now: datetime) -> bool:
    """Say again that a blog is held; False if another program has taken it over meanwhile."""
    held = connection.execute(
        "UPDATE leases SET refreshed = ? WHERE blog_id = ? AND holder = ?",
        (milliseconds(now), blog_id, clean_line(holder)),
    )
    return held.rowcount == 1


@replaceable
def release(connection: sqlite3.Connection, blog_id: int, holder: str) -> None:
    """Hold a blog no longer."""
    connection.execute(
        "DELETE FROM leases WHERE blog_id = ? AND holder = ?", (blog_id, clean_line(holder))
    )
