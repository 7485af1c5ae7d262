"""Where a caret can stand in a line of text, and where its steps lead. Pure."""

import re
from typing import Final

from rich.cells import cell_len, get_character_cell_size

JOINER: Final = "\N{ZERO WIDTH JOINER}"
_WORD: Final = re.compile(r"\S+")


def letter_after(text: str, at: int) -> int:
    """Return the next letter one sees: marks and joined signs belong to the one before them."""
    at += 1
    while at < len(text) and _belongs_to_former(text, at):
        at += 1
    return at


def letter_before(text: str, at: int) -> int:
    """Return the letter before, -1 at the beginning."""
    at -= 1
    while at > 0 and _belongs_to_former(text, at):
        at -= 1
    return at


def _belongs_to_former(text: str, at: int) -> bool:
    return text[at - 1] == JOINER or get_character_cell_size(text[at]) == 0


def first_letter(text: str) -> int:
    """Return the first letter that is no blank; 0 where there is none."""
    return len(text) - len(text.lstrip())


def last_letter(text: str) -> int:
    """Return the last letter that is no blank; 0 where there is none."""
    return max(0, letter_before(text, len(text.rstrip())))


def word_after(text: str, at: int) -> int | None:
    """Return where the next word begins; None if there is none."""
    return next((found.start() for found in _WORD.finditer(text) if found.start() > at), None)


def word_before(text: str, at: int) -> int | None:
    """Return where the word begins that one is in, or that stands before; None if there is none."""
    starts = [found.start() for found in _WORD.finditer(text) if found.start() < at]
    return starts[-1] if starts else None


def word_around(text: str, at: int) -> tuple[int, int] | None:
    """Return the word at a letter: its first letter, and the one after its last."""
    return next((f.span() for f in _WORD.finditer(text) if f.start() <= at < f.end()), None)


def letter_at_cell(text: str, cell: int) -> int:
    """Return the letter that covers a cell; past the end the place after the last."""
    if cell <= 0:
        return 0
    at = end = 0
    while at < len(text):
        after = letter_after(text, at)
        end += cell_len(text[at:after])
        if cell < end:
            return at
        at = after
    return len(text)
