"""Brings a store to the newest version: numbered steps, each whole or not at all, a copy first.

It never opens a store, and never looks into one that is newer than this program.
"""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from tui_reader.clean import count_words, with_single_blanks
from tui_reader.errors import StoreError
from tui_reader.limits import BACKUPS_KEPT, MIB
from tui_reader.store.connections import patiently
from tui_reader.store.errors import explained_files

MIGRATIONS: Final = tuple(sorted((Path(__file__).parent / "migrations").glob("*.sql")))
"""The version of a store is the number of these that it went through."""

UPDATING: Final = "The store is brought to this version; a copy of it is made first …"
TOLD_BYTES: Final = 32 * MIB
"""A smaller store is copied and updated before anybody wonders."""
_ROOM: Final = 2
"""The copy, and what the migration itself may write, each as large as the store."""
_STALE_SECONDS: Final = 60 * 60
"""A copy that is not finished by then never will be."""


def migrate(
    connection: sqlite3.Connection,
    path: Path,
    steps: Sequence[Path] = MIGRATIONS,
    tell: Callable[[str], object] | None = None,
) -> None:
    """Take every step that a store has not taken; a used store is copied first.

    Killed at any moment it is at a whole version, old or new.

    Args:
        connection: To the store.
        path: Its file.
        steps: All there are.
        tell: Gets a sentence before a large store is copied: that takes seconds.

    Raises:
        StoreError: ``storage-full`` when there is no room for the copy; nothing was changed.
    """
    version = version_of(connection)
    if version >= len(steps):
        return
    if version > 0:
        if tell is not None and _size(connection) >= TOLD_BYTES:
            tell(UPDATING)
        back_up(connection, path, version)
    connection.create_function("count_words", 1, _words_of, deterministic=True)
    connection.execute("PRAGMA foreign_keys = OFF")  # a step may rebuild a table
    try:
        for number, step in enumerate(steps[version:], version + 1):
            _take(connection, number, step.read_text("utf-8"))
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _words_of(text: str) -> int:
    """Count the words of a text for a step that counts anew."""
    return count_words(with_single_blanks(text.replace("\n", " ")))


def backup_dir(path: Path) -> Path:
    """Where copies of a store are kept."""
    return path.parent / "backups"


def version_of(connection: sqlite3.Connection) -> int:
    """Give the number of steps a store has taken."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def back_up(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """Copy the store into the folder of backups, keep the newest ``BACKUPS_KEPT``.

    The copy gets its name only when it is whole. StoreError says that the folder cannot be used.
    """
    folder = backup_dir(path)
    with explained_files(folder):
        return _copy_into(folder, connection, path, version)


def _copy_into(folder: Path, connection: sqlite3.Connection, path: Path, version: int) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    _need_room(connection, folder)
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    copy = folder / f"{path.stem}-{stamp}-v{version}.db"
    unfinished = copy.with_suffix(f".{os.getpid()}.part")
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        connection.execute("VACUUM INTO ?", (str(unfinished),))
        unfinished.replace(copy)
    finally:
        unfinished.unlink(missing_ok=True)
    _sweep(folder, path.stem, copy)
    return copy


def statements(script: str) -> Iterator[str]:
    """Split a script into statements (``executescript`` would commit before the first)."""
    statement = ""
    for part in script.rstrip().removesuffix(";").split(";"):
        statement += part + ";"
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""


def _sweep(folder: Path, stem: str, made: Path) -> None:
    """Delete all copies but the newest ones, and what a crash left of a copy.

    The one just ``made`` is the newest, whatever the clock said when others were.
    """
    others = sorted(copy for copy in folder.glob(f"{stem}-*.db") if copy != made)
    for old in others[: 1 - BACKUPS_KEPT]:
        old.unlink(missing_ok=True)
    for part in folder.glob(f"{stem}-*.part*"):  # SQLite's journal of one, too
        if time.time() - part.stat().st_mtime > _STALE_SECONDS:
            part.unlink(missing_ok=True)


def _size(connection: sqlite3.Connection) -> int:
    """Give the bytes of a store."""
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    return int(pages * connection.execute("PRAGMA page_size").fetchone()[0])


def _need_room(connection: sqlite3.Connection, folder: Path) -> None:
    needed = _ROOM * _size(connection)
    if shutil.disk_usage(folder).free < needed:
        raise StoreError(
            "storage-full",
            f"{max(needed // MIB, 1)} MiB must be free to update the store; nothing was changed",
        )


def _take(connection: sqlite3.Connection, number: int, script: str) -> None:
    patiently(lambda: connection.execute("BEGIN IMMEDIATE"))
    try:
        if version_of(connection) < number:  # else another program was quicker
            for statement in statements(script):
                connection.execute(statement)
            _check_references(connection, number)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _check_references(connection: sqlite3.Connection, number: int) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise sqlite3.IntegrityError(f"migration {number} breaks references of {broken[0]}")
