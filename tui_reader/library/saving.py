"""Writes everything that is kept into one file: store, configuration, pictures if wanted.

The file is a zip with a table of its contents, so that a restore (``restoring``) knows it whole
before it touches anything. No event loop, no network.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from glob import escape
from pathlib import Path
from typing import IO, Any, Final

from tui_reader import __version__
from tui_reader.config.paths import Paths
from tui_reader.errors import UsageError
from tui_reader.export.targets import explained, put, refuse_odd_places, sweep
from tui_reader.library.picture_files import FOLDER, is_picture_name
from tui_reader.limits import MIB
from tui_reader.store.saving import StoreFacts, copy_store

FORMAT: Final = 1
TABLE: Final = "tui-reader.json"
STORE: Final = "reader.db"
CONFIG: Final = "config.toml"
PICTURES: Final = f"{FOLDER}/"
_PIECE: Final = MIB
_LETTERS: Final = 50
"""Of a file's name in those of what is half done: with more, a name that may be could not be."""
Tell = Callable[[int, int], None]
"""Hears how many bytes of how many are done."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a backup holds."""

    path: Path
    made: datetime
    facts: StoreFacts
    pictures: int
    has_config: bool
    bytes: int


def back_up(
    paths: Paths,
    target: Path,
    now: datetime,
    *,
    with_pictures: bool = False,
    replaces: bool = False,
    tell: Tell = lambda _done, _total: None,
) -> Saved:
    """Write everything into one file; it gets its name only when it is whole.

    A reader may be open meanwhile. The file holds the addresses of blogs with their passwords, so
    only its owner may read it.

    Args:
        paths: Where everything lives.
        target: The file, or a folder in which it gets a name by the time.
        now: The time.
        with_pictures: Whether kept pictures go with it: they can be fetched again.
        replaces: Whether a file of that name may be replaced.
        tell: Hears how far it is.

    Raises:
        UsageError: A file of that name is there, or it cannot be written.
        ReaderError: There is no store, it cannot be read, or there is no room for a copy.
    """
    with explained(target):
        target = _free(target, now, replaces=replaces)
    begun = f".{target.name[:_LETTERS]}"
    part, copy = (target.with_name(f"{begun}.{os.getpid()}.{end}") for end in ("part", "db"))
    try:
        with explained(target):
            sweep(target.parent, f"{escape(begun)}.*.*")
            facts = copy_store(paths.store_file, copy)
            files = [(STORE, copy), *_others(paths, with_pictures=with_pictures)]
            saved = _write(part, target, files, facts, now, tell)
            put(part, target, replaces=replaces)
            return saved
    finally:
        _clear(part, copy)


def _clear(*files: Path) -> None:
    for left in files:
        with suppress(OSError):
            left.unlink(missing_ok=True)


def _free(target: Path, now: datetime, *, replaces: bool) -> Path:
    if target.is_dir():
        target = target / f"tui-reader-{now:%Y%m%d-%H%M%S}.zip"
    if target.exists() and not replaces:
        raise UsageError(f"{target} is there already; --force replaces it")
    refuse_odd_places(target)
    return target


def _others(paths: Paths, *, with_pictures: bool) -> Iterator[tuple[str, Path]]:
    if paths.config_file.is_file():
        yield CONFIG, paths.config_file
    folder = paths.cache_dir / FOLDER
    if with_pictures and folder.is_dir():
        for file in sorted(folder.iterdir()):
            if is_picture_name(file.name) and file.is_file():
                yield PICTURES + file.name, file


def _write(
    part: Path,
    target: Path,
    files: list[tuple[str, Path]],
    facts: StoreFacts,
    now: datetime,
    tell: Tell,
) -> Saved:
    total = sum(file.stat().st_size for _, file in files)
    done = 0
    contents: dict[str, dict[str, Any]] = {}
    number = os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    with os.fdopen(number, "w+b") as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name, file in files:
                with suppress(FileNotFoundError):  # a picture that went meanwhile
                    told = partial(_tell, tell, done, total)
                    contents[name] = _add(archive, name, file, told)
                    done += contents[name]["bytes"]
            archive.writestr(TABLE, json.dumps(_table(contents, facts, now), indent=1))
        out.flush()
        os.fsync(out.fileno())
    pictures = sum(name.startswith(PICTURES) for name in contents)
    return Saved(target, now, facts, pictures, CONFIG in contents, part.stat().st_size)


def _add(
    archive: zipfile.ZipFile, name: str, file: Path, told: Callable[[int], None]
) -> dict[str, Any]:
    """Write one file, and say how long it is and what its sum is."""
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    is_packed = name.startswith(PICTURES)
    info.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    with file.open("rb") as source, archive.open(info, "w", force_zip64=True) as out:
        return copied(source, out, told)


def _tell(tell: Tell, before: int, total: int, done: int) -> None:
    tell(before + done, total)


def copied(source: IO[bytes], out: IO[bytes], told: Callable[[int], None]) -> dict[str, Any]:
    """Copy a file in pieces; give how long it is, and its sum."""
    digest, size = hashlib.sha256(), 0
    while piece := source.read(_PIECE):
        digest.update(piece)
        out.write(piece)
        size += len(piece)
        told(size)
    return {"bytes": size, "sha256": digest.hexdigest()}


def _table(contents: dict[str, dict[str, Any]], facts: StoreFacts, now: datetime) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "program": f"tui-reader {__version__}",
        "made": now.isoformat(),
        "store_version": facts.version,
        "blogs": facts.blogs,
        "posts": facts.posts,
        "files": contents,
    }
