"""Opens SQLite connections, set up the same way everywhere, and waits where others write.

It does not look at what is in the store.
"""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from tui_reader.limits import BUSY_SECONDS
from tui_reader.store.errors import is_busy

_RETRY_SECONDS: Final = 0.02
_READ_CACHE_KIB: Final = 1_024
_WRITE_CACHE_KIB: Final = 8_192
_WAL_BYTES_KEPT: Final = 8 * 1024 * 1024

_T = TypeVar("_T")


def patiently(step: Callable[[], _T]) -> _T:
    """Run ``step``, again and again for ``BUSY_SECONDS`` while another program is in the way.

    SQLite's own time-out does not cover all ways to meet a lock: changing to WAL, recovery after
    a crash and the last close of another program answer "busy" at once.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            return step()
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() >= deadline:
                raise
        time.sleep(_RETRY_SECONDS)


def open_writer(path: Path) -> sqlite3.Connection:
    """Open the store for writing, in whichever thread; the file must exist."""
    connection = _open(path, "mode=rw", any_thread=True)
    patiently(
        lambda: _set(
            connection,
            "journal_mode = WAL",
            f"journal_size_limit = {_WAL_BYTES_KEPT}",
            f"cache_size = -{_WRITE_CACHE_KIB}",
            "temp_store = MEMORY",
            "secure_delete = FAST",
            "foreign_keys = ON",
        )
    )
    return connection


def open_reader(path: Path, *, any_thread: bool = False) -> sqlite3.Connection:
    """Open the store for reading only, also where nothing beside it can be written."""
    try:
        return _open_to_read(path, "mode=ro", any_thread=any_thread)
    except sqlite3.OperationalError as error:
        if is_busy(error) or has_log(path) or has_log(path, "-journal"):
            raise  # as it lies there, it is not what it holds
    return _open_to_read(path, "immutable=1", any_thread=any_thread)


def has_log(path: Path, end: str = "-wal") -> bool:
    """Whether there are commits beside the store that are not in it yet.

    With ``-journal``: whether what is in it was begun, and must be taken back.
    """
    log = path.with_name(path.name + end)
    return log.exists() and log.stat().st_size > 0


def _open_to_read(path: Path, mode: str, *, any_thread: bool) -> sqlite3.Connection:
    connection = _open(path, mode, any_thread=any_thread)
    try:
        patiently(
            lambda: _set(
                connection,
                f"cache_size = -{_READ_CACHE_KIB}",
                "temp_store = MEMORY",
                "query_only = ON",
            )
        )
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _open(path: Path, mode: str, *, any_thread: bool) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=not any_thread,
    )


def _set(connection: sqlite3.Connection, *pragmas: str) -> None:
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}").fetchall()
