"""Where lines end: by words, by cells, and between the letters of Chinese and Japanese.

Only positions in a text: no styles, no blocks. Cells are counted with the table of ``rich.cells``,
the one that the screen is painted with.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple
from unicodedata import category

from rich.cells import cell_len, split_graphemes

from tui_reader.render.breaks import is_kept, last_hyphen, may_break, parts_signs

# Letters that are one cell wide and stand alone, as a test holds them to the cell table.
NARROW_LETTERS: Final = (
    r" -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u05d0-\u05ea\u060c\u061b\u061f-\u064a"
    r"\u0660-\u066f\u0671-\u06d3\u2010\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u20ac"
)
# Letters that are two cells wide and stand alone, held to it likewise.
WIDE_LETTERS: Final = (
    r"\u3001-\u3029\u3041-\u3096\u309d-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    r"\uff01-\uff60"
)
_NARROW: Final = re.compile(f"[{NARROW_LETTERS}]*+")
_SIMPLE: Final = re.compile(f"[{NARROW_LETTERS}{WIDE_LETTERS}]*+")
_FIRST_WIDE: Final = "\u3001"
_WORD: Final = re.compile(r"[(\[“‘„‚«\"'¿¡]*+([^\W\d_]{5,}+)")
"""A word long enough to be parted, and the signs before it."""

SHORT_CELLS: Final = 4
"""A paragraph's last line is not left with one word of so few, if the line above can spare one."""
LOOSE_CELLS: Final = 4
"""A line that lacks so many is filled up with a part of the next word, where words are parted."""
ATTEMPTS: Final = 4

Hyphens = Callable[[str], Sequence[int]]
"""Gives the places of a word where it may be parted, in order."""


class Row(NamedTuple):
    """One line of a text; what is between two rows is a blank, or nothing in a parted word."""

    start: int
    end: int
    cells: int
    """With the hyphen, if one is to be drawn behind it."""
    is_parted: bool = False
    """Whether its last word goes on in the next row."""


def is_narrow(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether each letter of a part of ``text`` is one cell wide and stands alone."""
    end = len(text) if end is None else min(end, len(text))
    match = _NARROW.match(text, start, end)
    return match is not None and match.end() == end


def rows(text: str, width: int, hyphens: Hyphens | None = None) -> Iterator[Row]:
    """Wrap ``text`` at ``width`` cells, at least 1; lazily, line by line.

    A row is wider than ``width`` only where one single letter is.
    """
    width = max(width, 1)
    start = 0
    for end in _line_ends(text):
        yield from _wrapped(text, start, end, width, hyphens)
        start = end + 1


def _line_ends(text: str) -> Iterator[int]:
    end = text.find("\n")
    while end >= 0:
        yield end
        end = text.find("\n", end + 1)
    yield len(text)


def _wrapped(text: str, start: int, end: int, width: int, hyphens: Hyphens | None) -> Iterator[Row]:
    """Rows of one line of text; one empty row if it is empty."""
    start = _skip_blanks(text, start, end)
    if start >= end:
        yield Row(start, start, 0)
    was_parted = False
    while start < end:
        if is_narrow(text, start, min(end, start + width + 1)):
            row = _narrow_row(text, start, end, width)
        else:
            row = _row(text, start, end, width)
        if hyphens is not None and not was_parted and row.end < end:
            row = _filled(text, row, end, width, hyphens)
        yield row
        was_parted = row.is_parted
        start = _skip_blanks(text, row.end, end)


def _skip_blanks(text: str, start: int, end: int) -> int:
    while start < end and text[start] == " ":
        start += 1
    return start


def _narrow_row(text: str, start: int, end: int, width: int) -> Row:
    if end - start <= width:
        stop = end
    else:
        stop = _last_blank(text, start, start + width, end)
        if stop < 0 or width - (stop - start) > width // 4:
            stop = max(stop, last_hyphen(text, start, start + width))
        if stop < 0:
            stop = _hard_end(text, start, start + width)
    stop = _without_blanks(text, start, stop)
    return Row(start, stop, stop - start)


def _last_blank(text: str, start: int, limit: int, end: int) -> int:
    """The last blank, up to ``limit``, at which the line may end; -1 if there is none."""
    last = blank = text.rfind(" ", start + 1, limit + 1)
    for _ in range(ATTEMPTS):
        if blank < 0 or 2 * (blank - start) < limit - start:
            return last
        if not parts_signs(text, start, blank) and not _leaves_little(text, start, blank, end):
            return blank
        blank = text.rfind(" ", start + 1, _without_blanks(text, start, blank))
    return last


def _leaves_little(text: str, start: int, blank: int, end: int) -> bool:
    """Whether only a short word is left for the last line, though this one can spare one more."""
    if end - blank > SHORT_CELLS + 1 or " " in text[blank:end].strip(" "):
        return False
    spared = text.rfind(" ", start + 1, blank)
    return spared >= 0 and 3 * (spared - start) >= 2 * (blank - start)


def _hard_end(text: str, start: int, stop: int) -> int:
    """Where a word longer than the line is cut: not before a sign that ends something."""
    for at in range(stop, max(start, stop - ATTEMPTS), -1):
        if at >= len(text) or not is_kept(text[at - 1], text[at]):
            return at
    return stop


def _without_blanks(text: str, start: int, stop: int) -> int:
    while stop > start and text[stop - 1] == " ":
        stop -= 1
    return stop


def _row(text: str, start: int, end: int, width: int) -> Row:
    """A row with letters of any width."""
    match = _SIMPLE.match(text, start, min(end, start + width + 1))
    if match is not None and match.end() == min(end, start + width + 1):
        ends = _simple_ends(text, start, end, width)
    else:
        ends = _grapheme_ends(text, start, end, width)
    stop = ends[-1]
    if stop < end:
        stop = _break_place(text, start, ends, end)
    kept = _without_blanks(text, start, stop)
    return Row(start, kept, cell_len(text[start:kept]))


def _simple_ends(text: str, start: int, end: int, width: int) -> Sequence[int]:
    """The ends of the letters that fit, where each stands alone; at least one."""
    cells = 0
    for at in range(start, end):
        cells += 1 if text[at] < _FIRST_WIDE else 2
        if cells > width:
            return range(start + 1, max(at, start + 1) + 1)
    return range(start + 1, end + 1)


def _grapheme_ends(text: str, start: int, end: int, width: int) -> Sequence[int]:
    """The ends of the letters with their marks that fit; at least one."""
    ends: list[int] = []
    cells = 0
    for first, last, size in _letters(text, start, end, width):
        cells += size + (_spacing_marks(text, first, last) if last - first > 1 else 0)
        if cells > width and ends:
            break
        ends.append(last)
    return ends


def _spacing_marks(text: str, start: int, end: int) -> int:
    """How many marks of one letter have a cell of their own in half of all terminals.

    Those of Telugu, Hindi, Tamil and their kin. Room is kept for them: a line that is a little
    short is better than one that runs out of the pane.
    """
    return sum(category(mark) == "Mc" for mark in text[start + 1 : end])


def _break_place(text: str, start: int, ends: Sequence[int], end: int) -> int:
    """The last of ``ends`` at which the line may end; if there is none, the last that is decent."""
    least = start + (ends[-1] - start) // 2
    blank = -1
    for stop in reversed(ends):
        if text[stop] == " ":
            if stop <= least or not _is_bad(text, start, stop, end):
                return stop
            blank = max(blank, stop)
        elif text[stop - 1] != " " and may_break(text[stop - 1], text[stop]):
            return stop
    if blank >= 0:
        return blank
    hyphen = last_hyphen(text, start, ends[-1])
    if hyphen > 0:
        return hyphen
    decent = (at for at in list(ends)[: -ATTEMPTS - 1 : -1] if not is_kept(text[at - 1], text[at]))
    return next(decent, ends[-1])


def _is_bad(text: str, start: int, stop: int, end: int) -> bool:
    return parts_signs(text, start, stop) or _leaves_little(text, start, stop, end)


def _letters(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int, int]]:
    """Letters with their marks: start, end, cells; read in pieces, as far as they are needed."""
    size = width + 32
    while start < end:
        piece = text[start : min(start + size, end)]
        letters, _ = split_graphemes(piece)
        # The last letter of a piece may go on in the next one.
        if start + len(piece) < end and len(letters) > 1:
            letters.pop()
        for first, last, cells in letters:
            yield start + first, start + last, cells
        start += letters[-1][1]


def _filled(text: str, row: Row, end: int, width: int, hyphens: Hyphens) -> Row:
    """The row with the first part of the next word, where that is long and there is room."""
    begun = _skip_blanks(text, row.end, end)
    if begun == row.end or width - row.cells < LOOSE_CELLS:
        return row
    word = _WORD.match(text, begun, end)
    if word is None or word.end() == end or not is_narrow(text, row.start, word.end()):
        return row
    room = width - (word.start(1) - row.start) - 1
    place = max((place for place in hyphens(word[1]) if place <= room), default=0)
    if not place:
        return row
    stop = word.start(1) + place
    return Row(row.start, stop, stop - row.start + 1, is_parted=True)


def cut_cells(text: str, start: int, cells: int) -> int:
    """The position up to which ``text`` from ``start`` on fills at most ``cells``; one at least."""
    if is_narrow(text, start, start + cells):
        return min(len(text), start + cells)
    match = _SIMPLE.match(text, start, start + cells)
    if match is not None and match.end() == min(len(text), start + cells):
        return _simple_ends(text, start, len(text), cells)[-1]
    return _grapheme_ends(text, start, len(text), cells)[-1]
