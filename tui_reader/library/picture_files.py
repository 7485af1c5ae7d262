"""Files of pictures in the cache folder, which may vanish, be full or be read-only at any time.

Nothing here raises: what cannot be kept is held in memory, what cannot be read is not there.
"""

import os
import re
from collections import OrderedDict
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from time import time
from typing import Final

from tui_reader.limits import ADDRESS_BYTES, PICTURES_IN_MEMORY

FOLDER: Final = "pictures"
_NAME: Final = re.compile(r"[0-9a-f]{32}\.(?:png|jpg|gif|webp)")
_WRITTEN_HERE: Final = re.compile(_NAME.pattern + r"(?:\.\d+)?")
_OLD_SECONDS: Final = 60 * 60
"""A file without its row is of another program, which is just writing it, or it is older."""


def key_of(url: str) -> str:
    """What a picture is known by: its address, or a sum of one that holds the picture itself."""
    if len(url) <= ADDRESS_BYTES and url.isprintable() and url[:5].lower() != "data:":
        return url
    return _sum_of(url)


@lru_cache(maxsize=8)
def _sum_of(url: str) -> str:
    """A picture within a post may have megabytes, and is asked for with each line painted."""
    return "data:" + sha256(url.encode("utf-8", "replace")).hexdigest()


def is_picture_name(name: str) -> bool:
    """Whether a file of the folder is a whole picture."""
    return _NAME.fullmatch(name) is not None


class PictureFiles:
    """The folder, and what is held in place of it.

    Args:
        cache_dir: Where the folder lies; neither needs to exist.
    """

    def __init__(self, cache_dir: Path) -> None:
        self.folder: Final = cache_dir / FOLDER
        self._held: OrderedDict[str, bytes] = OrderedDict()
        """Files that the folder did not take."""

    def has(self, name: str, size: int) -> bool:
        """Whether a file is there, as large as it should be."""
        if name in self._held:
            return True
        try:
            return bool(_NAME.fullmatch(name)) and (self.folder / name).stat().st_size == size
        except (OSError, ValueError):
            return False

    def read(self, name: str) -> bytes | None:
        """A file's bytes; None if it cannot be read."""
        if name in self._held:
            return self._held[name]
        try:
            return (self.folder / name).read_bytes() if _NAME.fullmatch(name) else None
        except (OSError, ValueError):
            return None

    def write(self, key: str, ending: str, data: bytes) -> tuple[str, bool]:
        """Keep a picture's bytes whole: the name of its file, and whether the folder took it."""
        name = f"{sha256(key.encode('utf-8', 'replace')).hexdigest()[:32]}.{ending}"
        half = self.folder / f"{name}.{os.getpid()}"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            half.write_bytes(data)
            half.replace(self.folder / name)
        except OSError:
            with suppress(OSError):
                half.unlink(missing_ok=True)
            return name, False
        return name, True

    def hold(self, name: str, data: bytes) -> None:
        """Hold a file in memory until the reader ends; the oldest go where they are too many."""
        self._held[name] = data
        self._held.move_to_end(name)
        while len(self._held) > 1 and sum(map(len, self._held.values())) > PICTURES_IN_MEMORY:
            self._held.popitem(last=False)

    def remove(self, names: list[str]) -> None:
        """Take files away, as far as they can be."""
        for name in names:
            with suppress(OSError, ValueError):
                (self.folder / name).unlink(missing_ok=True)

    def names(self) -> frozenset[str] | None:
        """The pictures in the folder; None if it cannot be looked into."""
        try:
            found = [entry.name for entry in os.scandir(self.folder)]
        except OSError:
            return None
        return frozenset(name for name in found if _WRITTEN_HERE.fullmatch(name))

    def remove_old(self, names: frozenset[str]) -> None:
        """Take files away that nobody is just writing."""
        for name in names:
            with suppress(OSError):
                file = self.folder / name
                if time() - file.stat().st_mtime > _OLD_SECONDS:
                    file.unlink()
