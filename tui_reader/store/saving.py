"""Copies a whole store out of its folder and back in; a restore is one transaction of SQLite's.

No zip files and no settings: that is ``library.saving``.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tui_reader.errors import StoreError
from tui_reader.limits import BUSY_SECONDS
from tui_reader.store.connections import has_log, patiently
from tui_reader.store.errors import explained, explained_files, is_busy
from tui_reader.store.inspect import find_version
from tui_reader.store.migrate import backup_dir, version_of

_COUNTS: Final = """
    SELECT (SELECT count(*) FROM blogs WHERE standing = 'followed'),
           (SELECT count(*) FROM statuses WHERE sort_at IS NOT NULL)
"""
"""Of a store of any version."""
_LOGS: Final = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a store."""
_IN_USE: Final = "another tui-reader is open, or fetching: close it, then restore again"


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """What is in a store, as a person would tell."""

    version: int
    blogs: int
    posts: int


def copy_store(path: Path, target: Path) -> StoreFacts:
    """Write a copy of the store as it is at this moment, whoever has it open; nothing may be there.

    Raises:
        StoreError: There is no store, it cannot be read, or the copy not written.
        OSError: The copy cannot be made at all.
    """
    with explained_files(path), explained():
        if find_version(path) == 0:
            raise StoreError("storage-readonly", f"there is no store at {path} yet")
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with explained_files(path), explained(), closing(_open_to_copy(path)) as connection:
        patiently(lambda: connection.execute("VACUUM INTO ?", (str(target),)))
        return _facts(connection)


def _open_to_copy(path: Path) -> sqlite3.Connection:
    """Open a store for reading, also where nothing beside it can be written."""
    connection = _open(path, "mode=ro")
    try:
        patiently(lambda: connection.execute("SELECT count(*) FROM sqlite_master").fetchone())
    except sqlite3.OperationalError as error:
        connection.close()
        if is_busy(error) or has_log(path) or has_log(path, "-journal"):
            raise  # as it lies there, it is not what it holds
        return _open(path, "immutable=1")
    return connection


def check_store(path: Path) -> StoreFacts:
    """Look through a copy before it is trusted.

    Raises:
        StoreError: ``storage-corrupt``: it is damaged, or no store of this program;
            ``storage-newer``.
    """
    with explained_files(path), explained():
        if find_version(path) == 0:
            raise StoreError("storage-corrupt", "there is nothing in it")
        with closing(_open(path, "mode=ro")) as connection:
            (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if answer != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone():
                raise StoreError("storage-corrupt", "what is in it does not fit together")
            return _facts(connection)


def replace_store(path: Path, new: Path) -> Path | None:
    """Let a store be what another file is; what was there before is set aside.

    Killed at any moment it is the old one or the new one. Nobody else can have it open meanwhile.

    Returns:
        Where the old one is now; None if there was none.

    Raises:
        StoreError: ``storage-busy``: it is open somewhere; nothing was changed.
    """
    with explained_files(path), explained():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        aside = _set_broken_aside(path) if path.exists() else None
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        was_used = path.stat().st_size > 0 or has_log(path)
        with _alone(path) as connection:
            if was_used:
                aside = _set_aside(connection, path)
            with closing(_open(new, "mode=ro")) as source:
                source.backup(connection)
    return aside


def _set_broken_aside(path: Path) -> Path | None:
    """Move away what is no store that can be opened; an empty file is not worth keeping."""
    word = "broken"
    try:
        find_version(path)
        with closing(_open(path, "mode=rw")) as connection:
            patiently(lambda: connection.execute("SELECT count(*) FROM sqlite_master").fetchone())
        return None
    except sqlite3.OperationalError:  # busy, or not there: no sign of damage
        return None
    except (StoreError, sqlite3.DatabaseError) as error:
        if isinstance(error, StoreError) and error.error_class == "storage-newer":
            word = "newer"
        if path.stat().st_size == 0 and not has_log(path):
            return None
    aside = _name_aside(path, word)
    for end in ("", *_LOGS):
        with suppress(FileNotFoundError):
            path.with_name(path.name + end).rename(aside.with_name(aside.name + end))
    return aside


def _set_aside(connection: sqlite3.Connection, path: Path) -> Path:
    aside = _name_aside(path, "before-restore")
    for left in aside.parent.glob("before-restore-*.part*"):  # by one that was killed: we are alone
        left.unlink(missing_ok=True)
    half = aside.with_suffix(".part")
    os.close(os.open(half, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        connection.execute("VACUUM INTO ?", (str(half),))
        half.replace(aside)
    finally:
        half.unlink(missing_ok=True)
    return aside


def _name_aside(path: Path, why: str) -> Path:
    folder = backup_dir(path)
    folder.mkdir(mode=0o700, exist_ok=True)
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    names = (folder / f"{why}-{stamp}{end}.db" for end in ("", *(f"-{n}" for n in range(2, 100))))
    return next(name for name in names if not name.exists())


@contextmanager
def _alone(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a store that nobody else has open, and keep others out."""
    with closing(_open(path, "mode=rw")) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        try:
            patiently(lambda: connection.execute("BEGIN EXCLUSIVE"))
        except sqlite3.OperationalError as error:
            if not is_busy(error):
                raise
            raise StoreError("storage-busy", _IN_USE) from None
        connection.execute("COMMIT")  # the lock is kept, by its mode
        connection.execute("PRAGMA synchronous = FULL")
        yield connection


def _facts(connection: sqlite3.Connection) -> StoreFacts:
    blogs, posts = connection.execute(_COUNTS).fetchone()
    return StoreFacts(version_of(connection), blogs, posts)


def _open(path: Path, mode: str) -> sqlite3.Connection:
    """Open a file so that copies of it can be made: SQLite does not where it is ``query_only``."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
    )
