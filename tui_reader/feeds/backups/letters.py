"""The bytes of a backup in pieces, as UTF-8 that an XML parser can take.

Raw control characters, broken UTF-8 and references to no character stand in real backups. Only
reads; knows nothing of XML but how its letters are written.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tui_reader.errors import FeedError
from tui_reader.feeds.comments.letters import BOMS, DECLARED
from tui_reader.limits import BACKUP_BYTES, MIB

PIECE_BYTES: Final = MIB
_NO_LETTERS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE: Final = re.compile(r"&#(?:x([0-9a-fA-F]+)|([0-9]+));")
_UNFINISHED: Final = re.compile(r"&#?\w{0,9}\Z", re.ASCII)
_REPLACED: Final = "&#65533;"
_LONGEST: Final = 8


class Letters:
    """A file read from its beginning, piece by piece.

    Attributes:
        size: Of the file, in bytes.
        done: How many of them were read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.size = _size(path)
        self.done = 0

    def __iter__(self) -> Iterator[bytes]:
        """Give the pieces; FeedError where the file cannot be read (any more)."""
        self.done = 0
        try:
            with self._path.open("rb") as file:
                yield from self._pieces(iter(lambda: file.read(PIECE_BYTES), b""))
        except OSError as error:
            raise unreadable(self._path, error) from error

    def _pieces(self, raw: Iterator[bytes]) -> Iterator[bytes]:
        first = next(raw, b"")
        decoder = codecs.getincrementaldecoder(encoding_of(first))(errors="replace")
        held, piece = "", first
        while piece:
            self.done += len(piece)
            text = held + decoder.decode(piece)
            cut = found.start() if (found := _UNFINISHED.search(text)) else len(text)
            held = text[cut:]
            yield _mended(text[:cut]).encode()
            piece = next(raw, b"")
        yield _mended(held + decoder.decode(b"", final=True)).encode()


def encoding_of(head: bytes) -> str:
    """Say how a file is written: by its first bytes, else by its declaration, else UTF-8."""
    for start, encoding in BOMS:
        if head.startswith(start):
            return encoding
    declared = DECLARED.match(head)
    name = declared[1].decode().lower() if declared else "utf-8"
    try:
        if not codecs.lookup(name)._is_text_encoding or "<?xml".encode(name) != b"<?xml":
            return "utf-8"
        codecs.getincrementaldecoder(name)(errors="replace").decode(head[:1])
    except (LookupError, UnicodeError):
        return "utf-8"
    return name


def unreadable(path: Path, error: OSError) -> FeedError:
    """The refusal of a file that the system does not let be read."""
    return FeedError("malformed", f"{path.name} cannot be read: {error.strerror}")


def _size(path: Path) -> int:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise unreadable(path, error) from error
    if size > BACKUP_BYTES:
        most = BACKUP_BYTES // (1024 * MIB)
        raise FeedError("too-large", f"{path.name} is larger than {most} GiB: split it first")
    return size


def _mended(text: str) -> str:
    if _NO_LETTERS.search(text):
        text = _NO_LETTERS.sub("", text)
    return _REFERENCE.sub(_allowed, text) if "&#" in text else text


def _allowed(found: re.Match[str]) -> str:
    digits = (found[1] or found[2]).lstrip("0") or "0"
    code = int(digits, 16 if found[1] else 10) if len(digits) <= _LONGEST else -1
    is_letter = 0 < code <= 0x10FFFF and not _NO_LETTERS.match(chr(code))
    return found[0] if is_letter else _REPLACED
