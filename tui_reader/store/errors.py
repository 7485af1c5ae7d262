"""Which of SQLite's errors a person can do something about, and what to tell them.

Any other error is a fault of this program and passes through as it is.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tui_reader.errors import StoreError

_FULL: Final = ("storage-full", "the disk is full or cannot be written; nothing kept was lost")
_READONLY: Final = ("storage-readonly", "the store cannot be opened or written here")
_BUSY: Final = ("storage-busy", "another program is writing to the store; try again")
_CORRUPT: Final = ("storage-corrupt", "the store is damaged; it was left as it is")

_KINDS: Final = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: _FULL,
    sqlite3.SQLITE_READONLY: _READONLY,
    sqlite3.SQLITE_CANTOPEN: _READONLY,
    sqlite3.SQLITE_PERM: _READONLY,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_PROTOCOL: _BUSY,
    sqlite3.SQLITE_CORRUPT: _CORRUPT,
    sqlite3.SQLITE_NOTADB: _CORRUPT,
}
_PRIMARY: Final = 0xFF
"""The part of an extended result code that says its kind."""


_FULL_ERRORS: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


def kind_of(error: sqlite3.Error) -> int:
    """Give the primary result code; 0 for errors that the sqlite3 module itself raises."""
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY


def is_busy(error: sqlite3.Error) -> bool:
    """Whether waiting may help."""
    return _KINDS.get(kind_of(error)) == _BUSY


def is_full(error: Exception) -> bool:
    """Whether there is no room for what was to be written."""
    if isinstance(error, sqlite3.Error):
        return _KINDS.get(kind_of(error)) == _FULL
    return isinstance(error, OSError) and error.errno in _FULL_ERRORS


@contextmanager
def explained() -> Iterator[None]:
    """Turn what the surroundings did to SQLite into a ``StoreError``.

    Raises:
        StoreError: ``storage-full``, ``-readonly``, ``-busy`` or ``-corrupt``.
    """
    try:
        yield
    except sqlite3.Error as error:
        known = _KINDS.get(kind_of(error))
        if known is None:
            raise
        raise StoreError(*known) from error


@contextmanager
def explained_files(path: Path) -> Iterator[None]:
    """Turn what stands in the way of the store's folder and files into a ``StoreError``.

    Raises:
        StoreError: ``storage-full`` or ``-readonly``.
    """
    try:
        yield
    except OSError as error:
        kind, _ = _FULL if error.errno in _FULL_ERRORS else _READONLY
        raise StoreError(kind, f"{path} cannot be used: {error.strerror}") from error
