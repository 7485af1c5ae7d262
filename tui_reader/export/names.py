"""File names that every system takes, and none reads as something else.

Letters and digits of any script, ``.``, ``_`` and ``-``; not hidden, not reserved, short. Pure.
"""

import re
import unicodedata
from hashlib import sha256
from typing import Final

from tui_reader.clean import clean_line
from tui_reader.limits import FILE_NAME_BYTES

_KEPT: Final = frozenset("LMN")
"""Letters, marks on them, digits: by the first letter of their category."""
_RESERVED: Final = re.compile(
    r"(?:con|prn|aux|nul|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE
)
"""What Windows takes for devices, whatever comes after a dot."""
_RUN: Final = re.compile(r"-{2,}")
_AT_ENDS: Final = " .-_~"
_HASH_LETTERS: Final = 8


def file_name(text: str, ending: str = "", *, nameless: str = "post") -> str:
    """Make a file name of words that may be anything.

    Args:
        text: The words; where nothing of them can stand in a name, ``nameless`` does.
        ending: Of the file, with its dot.
        nameless: What stands for words of which nothing is left.
    """
    line = unicodedata.normalize("NFC", clean_line(text))
    kept = "".join(map(_letter, line))
    name = _RUN.sub("-", kept).strip(_AT_ENDS) or nameless
    if _RESERVED.match(name):
        name = f"_{name}"
    return _short(name, FILE_NAME_BYTES - len(ending.encode())) + ending


def _letter(letter: str) -> str:
    is_kept = letter in "._" or unicodedata.category(letter)[0] in _KEPT
    return letter if is_kept else "-"


def _short(name: str, most: int) -> str:
    """Cut a name that is too long, and tell it from others that begin alike."""
    if len(name.encode()) <= most:
        return name
    mark = "-" + sha256(name.encode()).hexdigest()[:_HASH_LETTERS]
    start = name.encode()[: most - len(mark)].decode(errors="ignore")
    return start.rstrip(_AT_ENDS) + mark


class Names:
    """Names of files in one folder, no two of which any system takes for the same."""

    def __init__(self) -> None:
        self._last: dict[int, int] = {}
        """The number that a name was given last, by a sum of the name."""

    def new(self, text: str, ending: str = "", *, nameless: str = "post") -> str:
        """Give a name that nothing else in the folder has."""
        plain = file_name(text, ending, nameless=nameless)
        name, key = plain, hash(_key(plain))
        while hash(_key(name)) in self._last:
            self._last[key] = self._last.get(key, 1) + 1
            name = _numbered(file_name(text, "", nameless=nameless), self._last[key], ending)
        self._last[hash(_key(name))] = 1
        return name


def _numbered(name: str, number: int, ending: str) -> str:
    tail = f"-{number}{ending}"
    return _short(name, FILE_NAME_BYTES - len(tail.encode())) + tail


def _key(name: str) -> str:
    """What two names have in common that some system takes for one."""
    return unicodedata.normalize("NFKC", name).casefold()
