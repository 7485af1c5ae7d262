"""Where an export lands: a file or a folder that is there whole, or not at all.

What is written lies beside its place under another name until it is whole. Nothing that was there
is written over unless that was asked for, and no link is followed.
"""

import errno
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO, Final

from tui_reader.errors import ReaderError, UsageError

_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_LINKS: Final = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
"""What file systems say that know no second names for a file."""
_HALF: Final = ".tui-reader-{}-{}.part"
_STALE_SECONDS: Final = 60 * 60
_NEW: Final = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)


def refuse_taken(path: Path, *, is_folder: bool, replaces: bool) -> None:
    """Say before anything is written whether a place can be had.

    Raises:
        UsageError: Something is there that is not to be replaced, or its folder is not there.
    """
    with explained(path):
        if path.is_dir() and not is_folder:
            raise UsageError(f"{path} is a folder: name a file in it")
        if is_folder and os.path.lexists(path) and not path.is_dir():
            raise UsageError(f"{path} is a file: name a folder for it")
        is_taken = any(path.iterdir()) if path.is_dir() else os.path.lexists(path)
        if is_taken and not replaces:
            raise taken(path)
        refuse_odd_places(path)


def refuse_odd_places(path: Path) -> None:
    """Refuse what no file can take the place of: a device or a pipe would be gone for good.

    Raises:
        UsageError: Such a thing is there, or its folder is not.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise UsageError(f"{path} is no ordinary file: name another place")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"there is no folder {path.absolute().parent}")


def taken(path: Path) -> UsageError:
    """That something is there which is not to be replaced."""
    what = "holds files already" if path.is_dir() else "is there already"
    return UsageError(f"{path} {what}; it is written over only when that is asked for (--force)")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Say of what the system refuses which place it is about."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise ReaderError("storage-full", f"there is no room for {path}") from None
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from None


@contextmanager
def new_file(path: Path, *, replaces: bool) -> Iterator[BinaryIO]:
    """Write a file that is in its place only once it is whole.

    Raises:
        UsageError: It cannot be written, or something is there that is not to be replaced.
        ReaderError: ``storage-full``.
    """
    with explained(path):
        half = _half(path.absolute().parent)
        try:
            with os.fdopen(os.open(half, _NEW, 0o666), "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            put(half, path, replaces=replaces)
        finally:
            with suppress(OSError):
                half.unlink(missing_ok=True)


@contextmanager
def new_folder(path: Path, *, replaces: bool) -> Iterator[Path]:
    """Fill a folder that is in its place only once it is whole.

    Where one is there, the new files take their places in it one by one, when all are written;
    others stay in it.

    Raises:
        UsageError: It cannot be written, or something is there that is not to be replaced.
        ReaderError: ``storage-full``.
    """
    with explained(path):
        is_there = path.is_dir()
        half = _half(path if is_there else path.absolute().parent)
        try:
            half.mkdir()
            yield half
            if is_there:
                _move_all(half, path, replaces=replaces)
            elif path.is_dir() and any(path.iterdir()):
                raise taken(path)
            else:
                half.rename(path)
        finally:
            shutil.rmtree(half, ignore_errors=True)


def sweep(folder: Path, pattern: str) -> None:
    """Delete what programs that were killed left half done; what is fresh may be in the making."""
    for left in folder.glob(pattern):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(left) if left.is_dir() else left.unlink()


def write_in(folder: Path, name: str, data: bytes) -> None:
    """Write one new file in a folder that is being filled; the name may have one folder in it."""
    file = folder / name
    if file.parent != folder:
        file.parent.mkdir(exist_ok=True)
    with os.fdopen(os.open(file, _NEW, 0o666), "wb") as out:
        out.write(data)


def _half(folder: Path) -> Path:
    sweep(folder, _HALF.format("*", "*"))
    return folder / _HALF.format(os.getpid(), token_hex(4))


def put(half: Path, path: Path, *, replaces: bool) -> None:
    """Give a file its name; without replacing, only if nobody has it, even in the last moment."""
    if replaces:
        half.replace(path)
        return
    try:
        path.hardlink_to(half)
    except FileExistsError:
        raise taken(path) from None
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(path):
            raise taken(path) from None
        half.rename(path)


def _move_all(half: Path, path: Path, *, replaces: bool) -> None:
    """Move what was written into a folder that is there; nothing of it where one cannot be."""
    moves = [
        (Path(folder), path / Path(folder).relative_to(half), files)
        for folder, _, files in os.walk(half)
    ]
    if not replaces and any(each != half for each in path.iterdir()):
        raise taken(path)
    for _, inner, files in moves:
        _refuse_other_kinds(inner, path, files)
    for folder, inner, files in moves:
        inner.mkdir(exist_ok=True)
        for name in files:
            (folder / name).replace(inner / name)


def _refuse_other_kinds(inner: Path, path: Path, files: Iterable[str]) -> None:
    """Refuse a folder in whose place a link or a file is, and files in whose place a folder is."""
    if inner != path and inner.is_symlink():
        raise UsageError(f"{inner} leads elsewhere: take the link away, or name another folder")
    if inner.exists() and not inner.is_dir():
        raise UsageError(f"{inner} is a file, and a folder is to be there: name another folder")
    for name in files:
        if (inner / name).is_dir() and not (inner / name).is_symlink():
            raise UsageError(f"{inner / name} is a folder, and a file is to be there")
