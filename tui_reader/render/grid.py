"""Tables drawn with lines around their cells, columns fitted to the room there is.

No judging of what is a table: ``tables.py`` does.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from rich.cells import cell_len

from tui_reader.render.blocks import Cell, Table, text_of
from tui_reader.render.direction import is_rtl
from tui_reader.render.lines import Piece, Ribbon
from tui_reader.render.signs import Signs
from tui_reader.render.wrapping import Row, rows

WIDEST_COLUMN: Final = 48
FAR_WIDER: Final = 3
"""A table that would be so many times wider than the pane in any case is not made narrower."""
NARROWEST_COLUMN: Final = 6
LONGEST_WORD: Final = 20
"""A column is made as wide as its longest word, up to this."""

_FRAME: Final = ("rule",)
Measure = Callable[[str], int]
Drawn = tuple[tuple[Piece, ...], int]
"""The pieces of a line, and the letters of the table before it."""


def table_rows(table: Table, pane: int, signs: Signs) -> Iterator[Drawn]:
    """The lines of a table, as wide as ``pane`` if its words allow it, else wider.

    A rule stands under the head, and on both sides of a row that fills several lines: between
    rows of one line it would only make the table twice as long.
    """
    widths = column_widths(table, pane)
    letters, was_tall = 0, False
    yield (_line(widths, signs, 0), 0)
    for index, row in enumerate(table.rows):
        is_tall = _is_tall(row, widths)
        if index and (index == table.head or is_tall or was_tall):
            yield (_line(widths, signs, 1), letters)
        was_tall = is_tall
        yield from ((pieces, letters) for pieces in _row(row, widths, signs))
        letters += sum(len(text_of(cell.spans)) for cell in row)
    yield (_line(widths, signs, 2), letters)


def column_widths(table: Table, pane: int) -> list[int]:
    """The cells of each column: what its text needs, less where that is wider than the pane."""
    texts = [[(cell.columns, text_of(cell.spans)) for cell in row] for row in table.rows]
    natural = _needs(texts, _longest_line, WIDEST_COLUMN)
    room = pane - 3 * len(natural) - 1
    if sum(natural) <= room:
        return natural
    words = _needs(texts, _longest_word, LONGEST_WORD)
    least = [min(n, max(word, NARROWEST_COLUMN)) for n, word in zip(natural, words, strict=True)]
    if sum(least) < room:
        return _shrunk(natural, least, room)
    return natural if sum(least) - room > (FAR_WIDER - 1) * pane else least


def _shrunk(natural: list[int], least: list[int], room: int) -> list[int]:
    """Take cells from the widest columns until all fit, or nothing can be taken."""
    widths = list(natural)
    excess = sum(widths) - room
    while excess > 0:
        able = [column for column, width in enumerate(widths) if width > least[column]]
        if not able:
            break
        widest = max(able, key=widths.__getitem__)
        others = [widths[column] for column in able if widths[column] < widths[widest]]
        floor = max([least[widest], *(max(others, default=0),)])
        step = max(1, min(excess, widths[widest] - floor))
        widths[widest] -= step
        excess -= step
    return widths


def _needs(texts: Sequence[Sequence[tuple[int, str]]], measure: Measure, most: int) -> list[int]:
    """What each column needs, by how many columns each cell of each row covers, and its text."""
    needs = [1] * sum(columns for columns, _ in texts[0])
    merged: list[tuple[int, int, int]] = []
    for row in texts:
        column = 0
        for columns, text in row:
            cells = measure(text)
            if columns > 1:
                merged.append((column, columns, min(cells, most * columns)))
            elif cells > needs[column]:
                needs[column] = min(cells, most)
            column += columns
    for column, count, cells in merged:
        have = sum(needs[column : column + count]) + 3 * (count - 1)
        needs[column + count - 1] += max(0, min(cells - have, most))
    return needs


def _longest_line(text: str) -> int:
    if "\n" not in text:
        return _cells(text)
    return max(map(_cells, text.split("\n")))


def _longest_word(text: str) -> int:
    return max(map(_cells, text.split()), default=1)


def _cells(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)


def _width(cell: Cell, column: int, widths: Sequence[int]) -> int:
    return sum(widths[column : column + cell.columns]) + 3 * (cell.columns - 1)


def _is_tall(row: Sequence[Cell], widths: Sequence[int]) -> bool:
    column = 0
    for cell in row:
        text = text_of(cell.spans)
        if "\n" in text or _cells(text) > _width(cell, column, widths):
            return True
        column += cell.columns
    return False


class _Drawing:
    """One cell, wrapped."""

    def __init__(self, cell: Cell, width: int) -> None:
        self.ribbon = Ribbon(cell.spans, ("table-head",) if cell.is_head else ())
        self.rows: list[Row] = list(rows(self.ribbon.text, width)) if cell.spans else []
        self._width = width
        self._is_right = cell.is_number or is_rtl(self.ribbon.text)

    def line(self, index: int) -> tuple[Piece, ...]:
        if index >= len(self.rows):
            return (Piece(" " * self._width),)
        start, end, cells, _ = self.rows[index]
        padding = " " * (self._width - cells)
        pieces = self.ribbon.cut(start, end)
        if not padding:
            return pieces
        return (Piece(padding), *pieces) if self._is_right else (*pieces, Piece(padding))


def _row(row: Sequence[Cell], widths: Sequence[int], signs: Signs) -> Iterator[tuple[Piece, ...]]:
    drawings = []
    column = 0
    for cell in row:
        drawings.append(_Drawing(cell, _width(cell, column, widths)))
        column += cell.columns
    between = Piece(f" {signs.down} ", _FRAME)
    for index in range(max(1, *(len(drawing.rows) for drawing in drawings))):
        pieces: list[Piece] = [Piece(f"{signs.down} ", _FRAME)]
        for number, drawing in enumerate(drawings):
            if number:
                pieces.append(between)
            pieces.extend(drawing.line(index))
        yield (*pieces, Piece(f" {signs.down}", _FRAME))


def _line(widths: Sequence[int], signs: Signs, part: int) -> tuple[Piece, ...]:
    left, inner, right = (signs.corners[3 * part + place] for place in range(3))
    across = inner.join(signs.across * (width + 2) for width in widths)
    return (Piece(left + across + right, _FRAME),)
