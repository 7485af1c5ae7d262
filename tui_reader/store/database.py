"""One SQLite store, one thread that reads it and one that writes it.

It knows no table: what is read and written are plain functions of the other modules.
"""

import asyncio
import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Concatenate, Final, ParamSpec, TypeVar

from tui_reader.errors import StoreError
from tui_reader.store.connections import open_reader, open_writer, patiently
from tui_reader.store.durability import is_replaceable
from tui_reader.store.errors import explained, explained_files, is_full
from tui_reader.store.inspect import find_version
from tui_reader.store.migrate import MIGRATIONS, migrate, version_of

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Database:
    """The open store.

    Attributes:
        path: The file.
        is_read_only: Whether nothing can be written, because of where it lies.
        is_full: Whether that is for want of room, as it was when the store was opened.
    """

    def __init__(
        self, path: Path, writer: sqlite3.Connection | None, *, is_full: bool = False
    ) -> None:
        self.path: Final = path
        self.is_read_only: Final = writer is None
        self.is_full: Final = is_full
        self._writer: Final = writer
        self._reader: Final = open_reader(path, any_thread=True)
        self._quick_reader: sqlite3.Connection | None = None
        self._read_thread: Final = ThreadPoolExecutor(1, "store-read")
        self._write_thread: Final = ThreadPoolExecutor(1, "store-write")
        self._writing: Final = Lock()
        self._others_version = -1
        self._is_closed = False

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        tell: Callable[[str], object] | None = None,
    ) -> "Database":
        """Open the store, made or brought to the newest version where need be.

        Blocks: to be called before the event loop runs. Where the folder cannot be written, or
        has no room left, a store of the newest version is opened for reading. ``tell`` gets a
        sentence before something that takes long.

        Raises:
            StoreError: The store cannot be used; it was left as it was.
        """
        with explained_files(path), explained():
            version = find_version(path)
            if read_only or not _can_write(path):
                _need_current(path, version)
                return cls(path, None)
            try:
                return cls(path, _make_ready(path, tell))
            except (sqlite3.Error, OSError) as error:
                if version < len(MIGRATIONS) or not is_full(error):
                    raise
                return cls(path, None, is_full=True)

    async def read(
        self,
        fn: Callable[Concatenate[sqlite3.Connection, _P], _T],
        /,
        *args: _P.args,
        **kwargs: _P.kwargs,
    ) -> _T:
        """Run ``fn(connection, …)`` in the read thread; all its queries see one moment."""
        return await asyncio.get_running_loop().run_in_executor(
            self._read_thread, _look_up, self._reader, lambda c: fn(c, *args, **kwargs)
        )

    async def write(
        self,
        fn: Callable[Concatenate[sqlite3.Connection, _P], _T],
        /,
        *args: _P.args,
        **kwargs: _P.kwargs,
    ) -> _T:
        """Run ``fn(connection, …)`` in the write thread as one transaction.

        It is undone when ``fn`` raises. A caller that is cancelled leaves it whole or not begun.

        Raises:
            StoreError: Nothing was written: ``storage-busy`` after 5 s, ``-full``, ``-readonly``.
        """
        return await asyncio.get_running_loop().run_in_executor(
            self._write_thread, self._transaction(fn, *args, **kwargs)
        )

    def read_now(
        self,
        fn: Callable[Concatenate[sqlite3.Connection, _P], _T],
        /,
        *args: _P.args,
        **kwargs: _P.kwargs,
    ) -> _T:
        """Run ``fn(connection, …)`` here: for look-ups by key while painting (0.03 ms)."""
        return _look_up(self._quick(), lambda c: fn(c, *args, **kwargs))

    def write_now(
        self,
        fn: Callable[Concatenate[sqlite3.Connection, _P], _T],
        /,
        *args: _P.args,
        **kwargs: _P.kwargs,
    ) -> _T:
        """Do what ``write`` does, and wait for it here: for tests and measures without a loop."""
        return self._write_thread.submit(self._transaction(fn, *args, **kwargs)).result()

    def need_writing(self) -> None:
        """Make sure, before somebody is asked, that the answer can be kept. StoreError."""
        if self._writer is None:
            raise self._refusal()

    def data_version(self) -> int:
        """Give a number that changes when anything was written, by whichever program."""
        return int(self.read_now(_data_version))

    def others_version(self) -> int:
        """Give a number that changes when another program wrote, and only then.

        Waits for nothing: while something is being written here, it is the last one known.
        """
        if self._writer is None:
            return self.data_version()
        if self._writing.acquire(blocking=False):
            try:
                with explained():  # the writing connection is not told of its own writes
                    self._others_version = _data_version(self._writer)
            finally:
                self._writing.release()
        return self._others_version

    async def close(self) -> None:
        """Finish what was begun, then close; the last program to close tidies the file."""
        loop = asyncio.get_running_loop()
        self._close_quick_reader()
        await loop.run_in_executor(self._read_thread, self._reader.close)
        await loop.run_in_executor(self._write_thread, self._close_writer)
        self._stop_threads()

    def close_now(self) -> None:
        """Do what ``close`` does, where no event loop runs; nothing where that was done."""
        if self._is_closed:
            return
        self._close_quick_reader()
        self._read_thread.submit(self._reader.close).result()
        self._write_thread.submit(self._close_writer).result()
        self._stop_threads()

    def _transaction(
        self,
        fn: Callable[Concatenate[sqlite3.Connection, _P], _T],
        /,
        *args: _P.args,
        **kwargs: _P.kwargs,
    ) -> Callable[[], _T]:
        if self._writer is None:
            raise self._refusal()
        synchronous = "NORMAL" if is_replaceable(fn) else "FULL"
        change = partial(_write_whole, self._writer, synchronous, lambda c: fn(c, *args, **kwargs))
        return partial(_alone, self._writing, partial(_where_it_is, self.path, change))

    def _refusal(self) -> StoreError:
        if self.is_full:
            return StoreError("storage-full", f"the disk is full: {self.path} cannot be written")
        return StoreError("storage-readonly", f"{self.path} cannot be written")

    def _quick(self) -> sqlite3.Connection:
        if self._quick_reader is None:
            with explained():
                self._quick_reader = open_reader(self.path)
        return self._quick_reader

    def _close_quick_reader(self) -> None:
        if self._quick_reader is not None:
            self._quick_reader.close()
            self._quick_reader = None

    def _close_writer(self) -> None:
        if self._writer is not None:
            self._writer.close()

    def _stop_threads(self) -> None:
        self._read_thread.shutdown(wait=False)
        self._write_thread.shutdown(wait=False)
        self._is_closed = True


def _can_write(path: Path) -> bool:
    """Whether the store, and the files that SQLite keeps beside it, can be written."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def _need_current(path: Path, version: int) -> None:
    if version < len(MIGRATIONS):
        what = "there is no store yet" if version == 0 else "the store must be updated"
        raise StoreError("storage-readonly", f"{what}, and {path} cannot be written")


def _make_ready(path: Path, tell: Callable[[str], object] | None) -> sqlite3.Connection:
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    writer = open_writer(path)
    try:
        migrate(writer, path, tell=tell)
    except BaseException:
        writer.close()
        raise
    return writer


def _alone(lock: Lock, change: Callable[[], _T]) -> _T:
    with lock:
        return change()


def _where_it_is(path: Path, change: Callable[[], _T]) -> _T:
    """Change nothing in a file that was taken away: it ends with the program."""
    if not os.path.exists(path):
        raise StoreError("storage-readonly", f"{path} was taken away; nothing can be kept any more")
    return change()


def _look_up(connection: sqlite3.Connection, query: Callable[[sqlite3.Connection], _T]) -> _T:
    with explained():
        return patiently(partial(_in_one_moment, connection, query))


def _in_one_moment(connection: sqlite3.Connection, query: Callable[[sqlite3.Connection], _T]) -> _T:
    connection.execute("BEGIN")
    try:
        return query(connection)
    finally:
        connection.execute("COMMIT")


def _write_whole(
    connection: sqlite3.Connection,
    synchronous: str,
    change: Callable[[sqlite3.Connection], _T],
) -> _T:
    with explained():
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        patiently(lambda: connection.execute("BEGIN IMMEDIATE"))
        try:
            _refuse_newer(connection)
            result = change(connection)
            connection.execute("COMMIT")
        except BaseException:
            _roll_back(connection)
            raise
        return result


def _refuse_newer(connection: sqlite3.Connection) -> None:
    """Stop a program that was running when a newer one migrated the store under it."""
    if version_of(connection) > len(MIGRATIONS):
        raise StoreError("storage-newer", "a newer tui-reader has taken over the store; restart")


def _roll_back(connection: sqlite3.Connection) -> None:
    with suppress(sqlite3.Error):  # after a full disk SQLite has rolled back by itself
        connection.execute("ROLLBACK")


def _data_version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])
