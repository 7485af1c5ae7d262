"""The signs that are drawn around text: bars, bullets, rules and boxes, with a plain ASCII set.

No letters of any document.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Signs:
    """One set of signs. All are one cell wide, but for the words."""

    bar: str
    """Before each line of a quote."""
    bullets: tuple[str, ...]
    """One for each level of a list; the last goes on for ever."""
    rule: str
    heading: str
    """Before a headline."""
    subheading: str
    """Before a headline of level 4 to 6."""
    across: str
    """Horizontal line of a table."""
    down: str
    """Vertical line of a table."""
    guide: str
    """Before each line of a reply, once for each level."""
    corners: str
    """Nine corners and crossings: top, middle, bottom; each left, inner, right."""


UNICODE: Final = Signs("▎", ("•", "◦", "▪"), "─", "━━ ", "── ", "─", "│", "│", "┌┬┐├┼┤└┴┘")
ASCII: Final = Signs("|", ("*", "-", "+"), "-", "== ", "-- ", "-", "|", "|", "+++++++++")

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def number_sign(number: int, numbering: str) -> str:
    """A number as a list writes it: ``3.``, ``c.``, ``iii.``; out of range, in digits."""
    if numbering in "aA" and 0 < number <= 26 * 27:
        written = _letters(number)
    elif numbering in "iI" and 0 < number < 4000:
        written = _roman(number)
    else:
        written = str(number)
    return (written.upper() if numbering in "AI" else written) + "."


def _letters(number: int) -> str:
    first, last = divmod(number - 1, 26)
    return (chr(ord("a") + first - 1) if first else "") + chr(ord("a") + last)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written
