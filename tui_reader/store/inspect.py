"""Looks at the file where the store should be, before anything opens it for writing.

It changes not one byte of it.
"""

import sqlite3
from pathlib import Path
from typing import Final

from tui_reader.errors import StoreError
from tui_reader.store.connections import has_log, open_reader
from tui_reader.store.migrate import MIGRATIONS, backup_dir, version_of

APPLICATION_ID: Final = 0x54554952
"""``TUIR``; the first migration writes it."""

_MAGIC: Final = b"SQLite format 3\0"


def find_version(path: Path) -> int:
    """Give the version of a store; 0 where there is none yet.

    Raises:
        StoreError: ``storage-corrupt`` for what is not a store of this program,
            ``storage-newer`` for one that a newer version of it wrote.
    """
    if _is_unborn(path):
        return 0
    _check_header(path)
    connection = open_reader(path)
    try:
        return _known_version(connection, path)
    finally:
        connection.close()


def _is_unborn(path: Path) -> bool:
    """Whether there is no store yet: no file, or an empty one with no sign of earlier use."""
    if not path.exists():
        return True
    if path.stat().st_size > 0:
        return False
    if has_log(path) or any(backup_dir(path).glob("*")):
        raise StoreError(
            "storage-corrupt",
            f"{path} is empty but was in use before; copies may be in {backup_dir(path)}",
        )
    return True


def _check_header(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise StoreError(
                "storage-corrupt",
                f"{path} is not a store; it was left as it is; copies may be in {backup_dir(path)}",
            )


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
        raise StoreError("storage-corrupt", f"{path} belongs to another program")
    return version
