"""The size of a picture, from the first bytes of its file: nothing is decoded.

Pure. For pictures that stand in their post: room is kept for them before they are drawn.
"""

import struct
from typing import Final

from tui_reader.limits import PICTURE_PIXELS

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_GIF: Final = (b"GIF87a", b"GIF89a")
_JPEG: Final = b"\xff\xd8\xff"
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG's markers that are followed by a size."""
_SEGMENTS: Final = 64
_LEAST: Final = 2


def size_of(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF, WebP or JPEG; None where they are not certain.

    They are not where EXIF may have turned the picture, nor where it is too large to be drawn.
    """
    try:
        width, height = _read(data)
    except (struct.error, IndexError, ValueError):
        return None
    is_fit = min(width, height) >= _LEAST and width * height <= PICTURE_PIXELS
    return (width, height) if is_fit and b"Exif" not in data[: 64 * 1024] else None


def ending_of(data: bytes) -> str:
    """How the file of a PNG, JPEG, GIF or WebP ends, by its first bytes; empty for anything else.

    A broken one has an ending, too: whoever shows it finds out.
    """
    if data.startswith(_PNG):
        return "png"
    if data.startswith(_GIF):
        return "gif"
    if data.startswith(_JPEG):
        return "jpg"
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""


def _read(data: bytes) -> tuple[int, int]:
    """ValueError: it is none of the four, or broken."""
    if data.startswith(_PNG) and data[12:16] == b"IHDR" and b"eXIf" not in data:
        width, height = struct.unpack_from(">II", data, 16)
    elif data.startswith(_GIF):
        width, height = struct.unpack_from("<HH", data, 6)
    elif data.startswith(_JPEG):
        height, width = _jpeg(data)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP" and b"EXIF" not in data:
        width, height = _webp(data)
    else:
        raise ValueError
    return width, height


def _jpeg(data: bytes) -> tuple[int, int]:
    """Height and width: segment by segment to the first that tells them."""
    at = 2
    for _ in range(_SEGMENTS):
        sign, marker, length = struct.unpack_from(">BBH", data, at)
        if sign != 0xFF:
            raise ValueError
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return height, width
        at += 2 + length
    raise ValueError


def _webp(data: bytes) -> tuple[int, int]:
    """One of its three kinds, of which each writes the size in its own way."""
    kind = data[12:16]
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L" and data[20] == 0x2F:
        (bits,) = struct.unpack_from("<I", data, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
        return width, height
    raise ValueError
