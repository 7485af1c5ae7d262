"""Looks at the file where the store should be, before anything opens it for writing.

It changes not one byte of it.
"""

import sqlite3
from pathlib import Path
from typing import Final

from tui_reader.errors import StoreError
from tui_reader.store.connections import has_log, open_reader
from tui_reader.store.errors import kind_of
from tui_reader.store.migrate import MIGRATIONS, backup_dir, version_of

APPLICATION_ID: Final = 0x54554952
"""``TUIR``; the first migration writes it."""
_SMALLEST: Final = 512
"""Bytes of one page, the least that a database has; SQLite takes less for nothing."""


def find_version(path: Path) -> int:
    """Give the version of a store; 0 where there is none yet.

    Raises:
        StoreError: ``storage-corrupt`` for what is not a store of this program,
            ``storage-newer`` for one that a newer version of it wrote.
    """
    if _is_unborn(path):
        return 0
    # SQLite is to judge the file: reading it here and closing it would drop the locks that
    # another connection of this process has on it (sqlite.org/howtocorrupt.html, 2.2).
    try:
        connection = open_reader(path)
    except sqlite3.DatabaseError as error:
        if kind_of(error) != sqlite3.SQLITE_NOTADB:
            raise
        raise _no_store(path, "is not a store") from None
    try:
        return _known_version(connection, path)
    finally:
        connection.close()


def _is_unborn(path: Path) -> bool:
    """Whether there is no store yet: no file, or an empty one with no sign of earlier use."""
    size = path.stat().st_size if path.exists() else 0
    if size >= _SMALLEST:
        return False
    if size > 0:
        raise _no_store(path, "is not a store")
    if has_log(path) or any(backup_dir(path).glob("*")):
        raise _no_store(path, "is empty, but was in use before")
    return True


def _no_store(path: Path, why: str) -> StoreError:
    sentence = f"{path} {why}; it was left as it is; copies may be in {backup_dir(path)}"
    return StoreError("storage-corrupt", sentence)


def _known_version(connection: sqlite3.Connection, path: Path) -> int:
    version = version_of(connection)
    if version > len(MIGRATIONS):
        raise StoreError(
            "storage-newer",
            f"{path} was written by a newer tui-reader (its version is {version}, "
            f"this one knows {len(MIGRATIONS)})",
        )
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID and (version or tables):
        raise _no_store(path, "belongs to another program")
    return version
