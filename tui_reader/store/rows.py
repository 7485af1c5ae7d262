"""Writes one row of a person's own things, and says what that changed. Knows no meaning."""

import sqlite3
from collections.abc import Sequence
from typing import Final

from tui_reader.errors import StoreError
from tui_reader.store.changes import OF_NEWER, Cell, Row, RowChange

_OF_SCHEDULE: Final = """
    etag last_modified next_fetch last_attempt last_fetch retry_at failures failing_since is_gone
    error_class error_message moved_to moved_count moved_since last_new_post wait_seconds
    skip_hours skip_days
"""
_OF_ARCHIVE: Final = """
    strategy cursor posts_total since is_done was_done is_wanted newest_before started updated note
"""
_COLUMNS: Final[dict[str, Sequence[str]]] = {
    "blogs": (),
    "blog_folders": (),
    "notes": ("text", "changed"),
    "tags": ("folded", "name"),
    "saved_searches": ("name", "filter", "sort", "position"),
    "schedules": tuple(_OF_SCHEDULE.split()),
    "archives": tuple(_OF_ARCHIVE.split()),
    "archive_documents": (),
    "comment_walks": ("cursor", "finished", "etag", "last_modified"),
    "months": (),
}
"""The tables that may be written so, and the columns that make a whole row beside its key."""


def put(
    connection: sqlite3.Connection, table: str, key: Row, values: Row | None
) -> list[RowChange]:
    """Write columns of a row, or take the whole row away (None).

    Returns:
        The change; nothing where all was so already.
    """
    columns = _COLUMNS[table] if values is None else tuple(values)
    before = _look(connection, table, key, columns)
    if before == values:
        return []
    _write(connection, table, key, before, values)
    return [RowChange(table, key, before, values)]


def reverse(connection: sqlite3.Connection, change: RowChange) -> RowChange | None:
    """Make a row what it was, if it still is what the change made of it; else None.

    Where another row stands in the way (a name that is taken), it is None, too. StoreError: it is
    of a table that only another version has.
    """
    if change.table not in _COLUMNS:
        raise StoreError("storage-newer", OF_NEWER)
    known = change.before if change.after is None else change.after
    now = _look(connection, change.table, change.key, tuple(known or ()))
    if now != change.after:
        return None
    try:
        _write(connection, change.table, change.key, now, change.before)
    except sqlite3.IntegrityError:
        return None
    return turned(change)


def turned(change: RowChange) -> RowChange:
    """Give the change that would turn one round, whether or not that was possible."""
    return RowChange(change.table, change.key, change.after, change.before)


def _look(
    connection: sqlite3.Connection, table: str, key: Row, columns: Sequence[str]
) -> dict[str, Cell] | None:
    wanted = ", ".join(columns) or "1"
    found = connection.execute(f"SELECT {wanted} FROM {table} WHERE {_names(key)}", _values(key))
    row = found.fetchone()
    return None if row is None else dict(zip(columns, row, strict=False))


def _write(
    connection: sqlite3.Connection, table: str, key: Row, before: Row | None, values: Row | None
) -> None:
    if values is None:
        connection.execute(f"DELETE FROM {table} WHERE {_names(key)}", _values(key))
    elif before is None:
        row = {**key, **values}
        places = ", ".join("?" * len(row))
        connection.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", _values(row)
        )
    elif values:
        changed = ", ".join(f"{name} = ?" for name in values)
        connection.execute(
            f"UPDATE {table} SET {changed} WHERE {_names(key)}", [*_values(values), *_values(key)]
        )


def _names(key: Row) -> str:
    return " AND ".join(f"{name} = ?" for name in key)


def _values(row: Row) -> list[Cell]:
    return list(row.values())
