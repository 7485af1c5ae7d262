"""Escape codes that draw a picture over blank cells: Kitty's way and Sixel.

Nothing is written to the terminal here: Textual writes them, in their turn. ``textual_image``
would ask the terminal while its renderables are imported, and write past Textual while they draw,
so only its Sixel encoder is used (docs/notes/014).
"""

from base64 import b64encode
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zlib import compress

if TYPE_CHECKING:
    from tui_reader.models import FullPicture

CHUNK: Final = 4096
"""The most letters of a picture that Kitty takes in one code."""
PLACEHOLDER: Final = "\U0010eeee"
"""Kitty draws part of a picture where this letter stands, and nothing once it is overwritten."""
_ROW_MARKS: Final = "".join(
    chr(code)
    for first, last in (
        (0x305, 0x305), (0x30D, 0x30E), (0x310, 0x310), (0x312, 0x312), (0x33D, 0x33F),
        (0x346, 0x346), (0x34A, 0x34C), (0x350, 0x352), (0x357, 0x357), (0x35B, 0x35B),
        (0x363, 0x36F), (0x483, 0x487), (0x592, 0x595), (0x597, 0x599), (0x59C, 0x5A1),
        (0x5A8, 0x5A9), (0x5AB, 0x5AC), (0x5AF, 0x5AF), (0x5C4, 0x5C4), (0x610, 0x617),
        (0x657, 0x65B), (0x65D, 0x65E), (0x6D6, 0x6DC), (0x6DF, 0x6E2), (0x6E4, 0x6E4),
        (0x6E7, 0x6E8), (0x6EB, 0x6EC), (0x730, 0x730), (0x732, 0x733), (0x735, 0x736),
    )
    for code in range(first, last + 1)
)  # fmt: skip
"""The marks by which Kitty counts rows and columns, from 0: its own table's beginning."""
MOST_ROWS: Final = len(_ROW_MARKS)

_SAVE, _RESTORE = "\x1b7", "\x1b8"


def sixel_codes(picture: "FullPicture", column: int, line: int) -> str:
    """A picture drawn by Sixel.

    Args:
        picture: In the pixels of the terminal.
        column: Of its left upper cell, from 0.
        line: As above.
    """
    from textual_image._pixeldata import PixelData
    from textual_image._sixel import image_to_sixels

    header = f"P6 {picture.width} {picture.height} 255\n".encode()
    image = PixelData(BytesIO(header + picture.pixels)).pil_image
    return f"{_SAVE}{_at(column, line)}{image_to_sixels(image)}{_RESTORE}"


def kitty_sends(picture: "FullPicture", number: int) -> str:
    """Give a picture to the terminal: as many pixels as it likes, it fits them into cells."""
    data = b64encode(compress(picture.pixels, 1)).decode()
    about = f"a=t,f=24,o=z,s={picture.width},v={picture.height},i={number},q=2,"
    codes = []
    for start in range(0, len(data), CHUNK):
        more = int(start + CHUNK < len(data))
        codes.append(f"\x1b_G{about}m={more};{data[start : start + CHUNK]}\x1b\\")
        about = ""
    return "".join(codes)


def kitty_codes(number: int, cells: tuple[int, int], column: int, line: int) -> str:
    """A picture that the terminal has, drawn in the place of letters that stand for it.

    Args:
        number: What the picture is known by, 1 to 2^24 - 1.
        cells: Columns and lines that it fills; no more than ``MOST_ROWS`` lines.
        column: Of its left upper cell, from 0.
        line: As above.
    """
    columns, lines = cells
    colour = f"\x1b[38;2;{number >> 16 & 255};{number >> 8 & 255};{number & 255}m"
    rows = (
        f"{_at(column, line + row)}{colour}{PLACEHOLDER}{mark}{_ROW_MARKS[0]}"
        + PLACEHOLDER * (columns - 1)
        for row, mark in enumerate(_ROW_MARKS[:lines])
    )
    place = f"\x1b_Ga=p,U=1,i={number},c={columns},r={lines},q=2\x1b\\"
    return f"{_SAVE}{place}{''.join(rows)}{_RESTORE}"


def kitty_forgets(number: int) -> str:
    """Let Kitty's terminal forget a picture."""
    return f"\x1b_Ga=d,d=I,i={number},q=2\x1b\\"


def _at(column: int, line: int) -> str:
    return f"\x1b[{line + 1};{column + 1}H"
