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
    """Open the store for writing; the file must exist."""
    connection = _open(path, "mode=rw", _WRITE_CACHE_KIB)
    patiently(lambda: connection.execute("PRAGMA journal_mode = WAL").fetchone())
    connection.execute(f"PRAGMA journal_size_limit = {_WAL_BYTES_KEPT}")
    connection.execute("PRAGMA secure_delete = FAST")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def open_reader(path: Path, *, any_thread: bool = False) -> sqlite3.Connection:
    """Open the store for reading only, also where nothing beside it can be written."""
    connection = _open(path, "mode=ro", _READ_CACHE_KIB, any_thread=any_thread)
    try:
        patiently(lambda: connection.execute("PRAGMA schema_version").fetchone())
    except sqlite3.OperationalError:
        connection.close()
        if has_log(path):
            raise
        connection = _open(path, "immutable=1", _READ_CACHE_KIB, any_thread=any_thread)
    connection.execute("PRAGMA query_only = ON")
    return connection


def has_log(path: Path) -> bool:
    """Whether there are commits beside the store that are not in it yet."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _open(path: Path, mode: str, cache_kib: int, *, any_thread: bool = True) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=not any_thread,
    )
    connection.execute(f"PRAGMA cache_size = -{cache_kib}")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection
