"""Which tables are tables, and which only arrange text and pictures on a page.

No parsing, no drawing: ``grid.py`` draws.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tui_reader.render.blocks import (
    Block,
    Cell,
    Code,
    Image,
    Items,
    Paragraph,
    Rule,
    Span,
    Spans,
    Table,
    children_of,
    leaves,
    letters_of,
    spans_of,
    text_of,
)
from tui_reader.render.tidy import as_bold

SPAN_COLUMNS: Final = 50
SPAN_ROWS: Final = 200
"""What ``colspan`` and ``rowspan`` are bounded to."""
CELL_LETTERS: Final = 400
"""A table with a longer cell arranges text."""
COLUMNS: Final = 400
CELLS: Final = 40_000
"""A table with more columns or cells is given as text."""
COVERED_CELLS: Final = 10_000
"""Where ``rowspan`` covers more cells than this, no cells are merged."""

_NUMBER: Final = re.compile(r"[-+−(]?[$€£¥]?\s?\d[\d.,'\u00a0\s]*\s?[%$€£¥)]?")


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as the page gives it."""

    blocks: tuple[Block, ...]
    columns: int = 1
    rows: int = 1
    is_head: bool = False


def table_blocks(rows: Sequence[Sequence[RawCell]], *, is_layout: bool = False) -> list[Block]:
    """One ``Table``, or the blocks of all cells in reading order where it only arranges them."""
    filled = [row for row in rows if any(cell.blocks for cell in row)]
    if not filled:
        return []
    if is_layout or _is_too_big(filled) or _arranges(filled):
        return [block for row in filled for cell in row for block in cell.blocks]
    return [_table(_with_head(filled))]


def _arranges(rows: Sequence[Sequence[RawCell]]) -> bool:
    cells = [cell for row in rows for cell in row if cell.blocks]
    if any(_is_arranged(block) for cell in cells for block in cell.blocks):
        return True
    if max(sum(1 for cell in row if cell.blocks) for row in rows) < 2:
        return True
    longest = max(sum(map(letters_of, cell.blocks)) for cell in cells)
    if len(rows) == 1 and not any(cell.is_head for cell in cells):
        return longest > CELL_LETTERS // 8 or _has_pictures(cells)
    return longest > CELL_LETTERS or (_has_pictures(cells) and not _has_words(cells))


def _with_head(rows: Sequence[Sequence[RawCell]]) -> Sequence[Sequence[RawCell]]:
    """The rows; a first one that is bold all over is the head."""
    first = [cell for cell in rows[0] if cell.blocks]
    if len(rows) < 2 or not first or not all(map(_is_bold, first)) or all(map(_is_bold, rows[1])):
        return rows
    return [[replace(cell, is_head=True) for cell in rows[0]], *rows[1:]]


def _is_bold(cell: RawCell) -> bool:
    blocks = [as_bold(block) for block in cell.blocks]
    spans = [span for block in blocks for span in spans_of(block) if not span.text.isspace()]
    return bool(spans) and all("strong" in span.styles for span in spans)


def _is_too_big(rows: Sequence[Sequence[RawCell]]) -> bool:
    columns = max(map(len, rows))
    return columns > COLUMNS or columns * len(rows) > CELLS


def _bounded(rows: Sequence[Sequence[RawCell]]) -> Sequence[Sequence[RawCell]]:
    """The rows; without any merged cells where those would cover too much."""
    covered = sum(cell.columns * (cell.rows - 1) for row in rows for cell in row)
    columns = max(sum(cell.columns for cell in row) for row in rows)
    if columns <= COLUMNS and covered <= COVERED_CELLS:
        return rows
    return [[RawCell(cell.blocks, 1, 1, cell.is_head) for cell in row] for row in rows]


def _is_arranged(block: Block) -> bool:
    """Whether a block is too big for a cell."""
    if isinstance(block, Table | Rule | Code):
        return True
    return any(isinstance(inner, Table | Code) for inner in leaves(children_of(block) or ()))


def _has_pictures(cells: Sequence[RawCell]) -> bool:
    return any(isinstance(leaf, Image) for cell in cells for leaf in leaves(cell.blocks))


def _has_words(cells: Sequence[RawCell]) -> bool:
    return any(isinstance(leaf, Paragraph) for cell in cells for leaf in leaves(cell.blocks))


def _table(rows: Sequence[Sequence[RawCell]]) -> Table:
    grid = [[_drawn(cell) for cell in row] for row in _with_rowspans(_bounded(rows))]
    columns = max(sum(cell.columns for cell in row) for row in grid)
    filled = tuple(_filled(row, columns) for row in grid)
    return Table(_without_empty_columns(filled, columns), _head(rows))


def _head(rows: Sequence[Sequence[RawCell]]) -> int:
    """How many of the first rows consist of head cells; never all of them."""
    count = 0
    while count < len(rows) - 1 and all(cell.is_head or not cell.blocks for cell in rows[count]):
        count += 1
    return count


def _with_rowspans(rows: Sequence[Sequence[RawCell]]) -> Iterator[list[RawCell]]:
    """The rows, with empty cells where one from above reaches down."""
    reaching: dict[int, tuple[int, int]] = {}
    for row in rows:
        placed: list[RawCell] = []
        column = 0
        cells = iter(row)
        cell = next(cells, None)
        while cell is not None or column in reaching:
            if column in reaching:
                left, columns = reaching.pop(column)
                placed.append(RawCell((), columns))
                if left > 1:
                    reaching[column] = (left - 1, columns)
                column += columns
            elif cell is not None:
                placed.append(cell)
                if cell.rows > 1:
                    reaching[column] = (cell.rows - 1, cell.columns)
                column += cell.columns
                cell = next(cells, None)
        yield placed


def _drawn(raw: RawCell) -> Cell:
    spans = _flat(raw.blocks)
    return Cell(spans, raw.columns, raw.is_head, _NUMBER.fullmatch(text_of(spans)) is not None)


def _filled(row: list[Cell], columns: int) -> tuple[Cell, ...]:
    missing = columns - sum(cell.columns for cell in row)
    return (*row, *(Cell(()) for _ in range(missing)))


def _without_empty_columns(
    rows: tuple[tuple[Cell, ...], ...], columns: int
) -> tuple[tuple[Cell, ...], ...]:
    """Drop the columns in which no cell begins with text, so that huge spans cost nothing."""
    begun: set[int] = set()
    for row in rows:
        begun.update(start for start, cell in _starts(row) if cell.spans)
    if len(begun) == columns:
        return rows
    return tuple(tuple(_kept(row, begun)) for row in rows)


def _starts(row: Sequence[Cell]) -> Iterator[tuple[int, Cell]]:
    column = 0
    for cell in row:
        yield column, cell
        column += cell.columns


def _kept(row: Sequence[Cell], begun: set[int]) -> Iterator[Cell]:
    for start, cell in _starts(row):
        width = sum(1 for column in range(start, start + cell.columns) if column in begun)
        if width:
            yield Cell(cell.spans, width, cell.is_head, cell.is_number)


def _flat(blocks: Sequence[Block]) -> Spans:
    """Blocks as lines of spans; entries of lists get a bullet."""
    spans: list[Span] = []
    for lead, leaf in _led(blocks):
        if spans:
            spans.append(Span("\n"))
        if lead:
            spans.append(Span(lead))
        spans.extend(spans_of(as_bold(leaf)))
    return tuple(spans)


def _led(blocks: Sequence[Block]) -> Iterator[tuple[str, Block]]:
    for block in blocks:
        if isinstance(block, Items):
            for item in block.items:
                sign = "- " if item.number is None else f"{item.number}. "
                for index, (_, leaf) in enumerate(_led(item.blocks)):
                    yield ("" if index else sign), leaf
        else:
            yield from (("", leaf) for leaf in leaves((block,)))
