"""Where lines end: by words, by cells, and between the letters of Chinese and Japanese.

Only positions in a text: no styles, no blocks. Cells are counted with the table of ``rich.cells``,
the one that the screen is painted with.
"""

import re
from collections.abc import Iterator
from typing import Final

from rich.cells import split_graphemes

# Letters that are one cell wide and stand alone, as a test holds them to the cell table.
NARROW_LETTERS: Final = (
    r" -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u2010\u2013\u2014\u2018-\u201e\u2020-\u2022"
    r"\u2026\u20ac"
)
_NARROW: Final = re.compile(f"[{NARROW_LETTERS}]*+")
_WIDE_BREAK: Final = re.compile(
    "[\u2e80-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\ua4cf\uf900-\ufaff"
    "\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
)
"""Letters between which a line may end without a blank."""
_NO_START: Final = frozenset(
    "\u00a0!%),.:;?]}¢°’”†‡›℃∶、。々〉》」』】〕〗〙〛〜〞〟゛゜ゝゞ・ーヽヾ！％），．：；？］｝～｡｣､･ｰﾞﾟ"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
_NO_END: Final = frozenset("\u00a0$([{£¥‘“〈《「『【〔〖〘〚（［｛｢￥")
_AFTER_HYPHEN: Final = re.compile(r"(?<=\w)[-–—/](?=\w)")

Row = tuple[int, int, int]
"""Start and end of a line in the text, and its cells; what is between two rows is a blank."""


def is_narrow(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether each letter of a part of ``text`` is one cell wide and stands alone."""
    end = len(text) if end is None else min(end, len(text))
    match = _NARROW.match(text, start, end)
    return match is not None and match.end() == end


def rows(text: str, width: int) -> Iterator[Row]:
    """Wrap ``text`` at ``width`` cells, at least 1; lazily, line by line.

    A row is wider than ``width`` only where one single letter is.
    """
    width = max(width, 1)
    start = 0
    for end in _line_ends(text):
        yield from _wrapped(text, start, end, width)
        start = end + 1


def _line_ends(text: str) -> Iterator[int]:
    end = text.find("\n")
    while end >= 0:
        yield end
        end = text.find("\n", end + 1)
    yield len(text)


def _wrapped(text: str, start: int, end: int, width: int) -> Iterator[Row]:
    """Rows of one line of text; one empty row if it is empty."""
    start = _skip_blanks(text, start, end)
    if start >= end:
        yield (start, start, 0)
    while start < end:
        if is_narrow(text, start, min(end, start + width + 1)):
            row = _narrow_row(text, start, end, width)
        else:
            row = _row(text, start, end, width)
        yield row
        start = _skip_blanks(text, row[1], end)


def _skip_blanks(text: str, start: int, end: int) -> int:
    while start < end and text[start] == " ":
        start += 1
    return start


def _narrow_row(text: str, start: int, end: int, width: int) -> Row:
    if end - start <= width:
        stop = end
    else:
        stop = text.rfind(" ", start + 1, start + width + 1)
        if stop < 0 or width - (stop - start) > width // 4:
            stop = max(stop, _hyphen(text, start, start + width))
        if stop < 0:
            stop = start + width
    stop = _without_blanks(text, start, stop)
    return (start, stop, stop - start)


def _without_blanks(text: str, start: int, stop: int) -> int:
    while stop > start and text[stop - 1] == " ":
        stop -= 1
    return stop


def _hyphen(text: str, start: int, end: int) -> int:
    """The end of the last hyphen or slash between two letters; -1 if there is none."""
    found = -1
    for match in _AFTER_HYPHEN.finditer(text, start + 1, end):
        found = match.end()
    return found


def _row(text: str, start: int, end: int, width: int) -> Row:
    """A row with letters of any width."""
    stop, best = start, -1
    cells = best_cells = 0
    before = ""
    for first, last, size in _letters(text, start, end, width):
        letter = text[first]
        if first > start and (letter == " " or _may_break(before, letter)):
            best, best_cells = first, cells
        before = letter
        if cells + size > width and first > start:
            break
        stop, cells = last, cells + size
    else:
        return _trimmed(text, start, stop, cells)
    if best > start:
        stop, cells = best, best_cells
    return _trimmed(text, start, stop, cells)


def _letters(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int, int]]:
    """Letters with their marks: start, end, cells; read in pieces, as far as they are needed."""
    size = 2 * width + 32
    while start < end:
        piece = text[start : min(start + size, end)]
        letters, _ = split_graphemes(piece)
        # The last letter of a piece may go on in the next one.
        if start + len(piece) < end and len(letters) > 1:
            letters.pop()
        for first, last, cells in letters:
            yield start + first, start + last, cells
        start += letters[-1][1]


def _trimmed(text: str, start: int, stop: int, cells: int) -> Row:
    kept = _without_blanks(text, start, stop)
    return (start, kept, cells - (stop - kept))


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between two letters without a blank (kinsoku)."""
    if before in _NO_END or after in _NO_START:
        return False
    if _WIDE_BREAK.match(after):
        return before != " "
    return _WIDE_BREAK.match(before) is not None


def cut_cells(text: str, start: int, cells: int) -> int:
    """The position up to which ``text`` from ``start`` on fills at most ``cells``; one at least."""
    if is_narrow(text, start, start + cells):
        return min(len(text), start + cells)
    used, stop = 0, start
    for _, last, size in _letters(text, start, len(text), cells):
        if used + size > cells and stop > start:
            break
        stop, used = last, used + size
    return stop
