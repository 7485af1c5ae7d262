"""Puts back what ``saving`` wrote: looked through first, whole; what was there is set aside.

No event loop, no network.
"""

import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, Final

from tui_reader.config.paths import Paths
from tui_reader.errors import StoreError, UsageError
from tui_reader.export.targets import sweep
from tui_reader.library.picture_files import FOLDER, is_picture_name
from tui_reader.library.saving import (
    CONFIG,
    FORMAT,
    PICTURES,
    STORE,
    TABLE,
    Saved,
    Tell,
    copied,
)
from tui_reader.limits import MIB
from tui_reader.store.errors import explained_files
from tui_reader.store.saving import StoreFacts, check_store, replace_store

_TABLE_BYTES: Final = 64 * MIB
_FOREIGN: Final = "is no backup that `tui-reader backup` wrote"
_NEWER: Final = "was written by a newer tui-reader; nothing was changed"
_DAMAGED: Final = "is damaged; nothing was changed"
_NOT_AS_WRITTEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)
"""What reading a member raises (a RuntimeError: it is locked, or packed in an unknown way)."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore came to."""

    saved: Saved
    aside: Path | None
    """Where the former store is; None: there was none."""
    config: Path | None
    """Where the configuration of the backup is now; None: it has none, or it was here already."""


def look_into(path: Path) -> Saved:
    """Say what a backup holds, by its own table; its contents are not looked at yet.

    Raises:
        UsageError: The file cannot be read, or is no such backup.
        StoreError: ``storage-newer``, or ``storage-corrupt``.
    """
    with _opened(path) as archive:
        return _saved(path, _table_of(archive, path))


def restore(paths: Paths, path: Path, *, tell: Tell = lambda _done, _total: None) -> Restored:
    """Put back what a backup holds.

    The configuration is put where there is none; one that is there stays, and that of the backup
    is laid beside it. Killed at any moment, the store is the old one or the new one.

    Raises:
        UsageError: The file cannot be read, or is no such backup.
        StoreError: It is damaged, or from a newer program; or the store is open somewhere.
    """
    new = paths.data_dir / f"restoring.{os.getpid()}.part"
    with _opened(path) as archive, explained_files(paths.data_dir):
        table = _table_of(archive, path)
        paths.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        sweep(paths.data_dir, "restoring.*.part")
        _need_room(paths.data_dir, table)
        taking = _Taking(archive, table["files"], path, tell)
        try:
            taking.take(STORE, new)
            _check(path, new)
            aside = replace_store(paths.store_file, new)
        finally:
            new.unlink(missing_ok=True)
        config = _put_config(taking, paths.config_file)
        _put_pictures(taking, paths.cache_dir / FOLDER)
    return Restored(_saved(path, table), aside, config)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise UsageError(f"{path} is no ordinary file")  # reading it may never end
    try:
        archive = zipfile.ZipFile(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        if _begins_as_zip(path):
            raise StoreError("storage-corrupt", f"{path} {_DAMAGED}") from None
        raise UsageError(f"{path} {_FOREIGN}") from None
    with archive:
        yield archive


def _begins_as_zip(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"
    return False


def _table_of(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    """Read the table of contents, and see that it is one."""
    try:
        info = archive.getinfo(TABLE)
        table = json.loads(archive.read(info)) if info.file_size <= _TABLE_BYTES else {}
        if table["format"] > FORMAT:
            raise StoreError("storage-newer", f"{path} {_NEWER}")
        datetime.fromisoformat(table["made"])
        files = table["files"].values()
        numbers = [table["store_version"], table["blogs"], table["posts"]]
        numbers += [each["bytes"] for each in files]
        is_fit = all(isinstance(number, int) and number >= 0 for number in numbers)
        if not is_fit or not all(isinstance(each["sha256"], str) for each in files):
            raise ValueError
        if STORE not in table["files"]:
            raise KeyError
    except _NOT_AS_WRITTEN:
        raise StoreError("storage-corrupt", f"{path} {_DAMAGED}") from None
    except (KeyError, TypeError, ValueError, AttributeError):
        raise UsageError(f"{path} {_FOREIGN}") from None
    return dict(table)


def _saved(path: Path, table: dict[str, Any]) -> Saved:
    facts = StoreFacts(table["store_version"], table["blogs"], table["posts"])
    pictures = sum(name.startswith(PICTURES) for name in table["files"])
    made = datetime.fromisoformat(table["made"])
    return Saved(path, made, facts, pictures, CONFIG in table["files"], path.stat().st_size)


def _need_room(folder: Path, table: dict[str, Any]) -> None:
    needed = 3 * int(table["files"][STORE]["bytes"])  # what is taken out, the former, the new
    if shutil.disk_usage(folder).free < needed:
        words = f"{max(needed // MIB, 1)} MiB must be free to restore that; nothing was changed"
        raise StoreError("storage-full", words)


def _check(path: Path, new: Path) -> None:
    try:
        check_store(new)
    except StoreError as error:
        words = _NEWER if error.error_class == "storage-newer" else _DAMAGED
        raise StoreError(error.error_class, f"{path} {words}") from None


class _Taking:
    """Takes files out of a backup, each compared with what the table says of it."""

    def __init__(
        self, archive: zipfile.ZipFile, files: dict[str, dict[str, Any]], path: Path, tell: Tell
    ) -> None:
        self._archive = archive
        self.files = files
        self._path = path
        self._tell = tell
        self._total = sum(each["bytes"] for each in files.values())
        self._done = 0

    def take(self, name: str, target: Path) -> None:
        """Write one file, which must not be there; StoreError: it is not as it was saved."""
        wanted = self.files[name]
        number = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW, 0o600)
        try:
            with os.fdopen(number, "wb") as out:
                if self._archive.getinfo(name).file_size != wanted["bytes"]:
                    raise EOFError
                with self._archive.open(name) as source:
                    found = copied(source, out, self._told)
                out.flush()
                os.fsync(out.fileno())
            if found != {"bytes": wanted["bytes"], "sha256": wanted["sha256"]}:
                raise EOFError
        except (*_NOT_AS_WRITTEN, KeyError):
            target.unlink(missing_ok=True)
            raise StoreError("storage-corrupt", f"{self._path} {_DAMAGED}") from None
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        self._done += wanted["bytes"]

    def _told(self, done: int) -> None:
        self._tell(self._done + done, self._total)


def _put_config(taking: _Taking, target: Path) -> Path | None:
    """Lay the configuration where it belongs, or beside the one that is there."""
    if CONFIG not in taking.files:
        return None
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    taking.take(CONFIG, part)
    try:
        for place in _places(target):
            if not place.exists():
                part.rename(place)
                return place
            if place.read_bytes() == part.read_bytes():
                return None if place == target else place
        return None
    finally:
        part.unlink(missing_ok=True)


def _places(target: Path) -> Iterator[Path]:
    yield target
    for number in count(1):
        yield target.with_name(f"{target.stem}.restored-{number}{target.suffix}")


def _put_pictures(taking: _Taking, folder: Path) -> None:
    """Put pictures into the cache, which can do without any of them."""
    for name in taking.files:
        file = name.removeprefix(PICTURES)
        if name == file or not is_picture_name(file) or (folder / file).exists():
            continue
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = folder / f"{file}.{os.getpid()}"
        with suppress(StoreError):
            taking.take(name, part)
            part.rename(folder / file)
