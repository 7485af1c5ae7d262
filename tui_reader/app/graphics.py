"""What a terminal draws pictures with, told by its environment; and how large its cells are.

A terminal is never asked: its answer would come among the keys that a person types, and Textual
8.2 would take it for such (docs/notes/014). Where nothing is sure it is half-blocks.
"""

import os
import struct
import sys
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from typing import Final


class Graphics(StrEnum):
    """Ways to draw a picture on the whole screen."""

    KITTY = "kitty"
    SIXEL = "sixel"
    BLOCKS = "blocks"


Cell = tuple[int, int]
"""Width and height of a cell in pixels."""

USUAL_CELL: Final = (10, 20)
_KITTY_TERMS: Final = ("xterm-kitty", "xterm-ghostty")
_SIXEL_TERMS: Final = ("foot", "mlterm", "contour", "yaft")
_PLAIN: Final = frozenset({"dumb", "linux", "screen", "tmux"})
"""Terminals, and programs between, that show no pictures unless a person knows better."""
_UNSURE: Final = ("VTE_VERSION", "XTERM_VERSION", "WT_SESSION")
"""Set by terminals that may pass on the name of another one which they were started from."""
_SIXEL_PROGRAMS: Final = frozenset({"WezTerm", "iTerm.app", "mintty"})


def graphics_of(wanted: str, environ: Mapping[str, str], cell: Cell | None) -> Graphics:
    """What to draw with.

    Args:
        wanted: The setting: ``auto``, or one of the ways by name.
        environ: The environment, in which terminals say what they are.
        cell: How large a cell is, None where the terminal does not say. A Sixel picture is as many
            pixels high as it is: without the cell's height it could push the screen up.
    """
    if wanted != "auto":
        way = Graphics(wanted)
    elif "TMUX" in environ or "STY" in environ:
        way = Graphics.BLOCKS
    else:
        way = _told(environ)
    return Graphics.BLOCKS if way is Graphics.SIXEL and cell is None else way


def _told(environ: Mapping[str, str]) -> Graphics:
    term = environ.get("TERM", "")
    if term in _KITTY_TERMS:
        return Graphics.KITTY
    if term.startswith(_SIXEL_TERMS):
        return Graphics.SIXEL
    if term.partition("-")[0] in _PLAIN or any(name in environ for name in _UNSURE):
        return Graphics.BLOCKS
    if environ.get("TERM_PROGRAM") in _SIXEL_PROGRAMS or "KONSOLE_VERSION" in environ:
        return Graphics.SIXEL
    return Graphics.SIXEL if environ.get("LC_TERMINAL") == "iTerm2" else Graphics.BLOCKS


def cell_pixels() -> Cell | None:
    """The size of a cell, as the terminal's driver knows it; None if it does not."""
    if sys.platform == "win32":
        return None
    import fcntl
    import termios

    for number in (1, 2, 0):
        with suppress(OSError):
            if not os.isatty(number):
                continue
            answer = fcntl.ioctl(number, termios.TIOCGWINSZ, bytes(8))
            lines, columns, width, height = struct.unpack("HHHH", answer)
            if lines and columns and width >= columns and height >= lines:
                return width // columns, height // lines
    return None
