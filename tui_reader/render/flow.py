"""Blocks to lines, one after the other, each drawn only when it is asked for.

Keeps nothing of what it gave: ``layout.py`` does.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from rich.cells import cell_len

from tui_reader.render.blocks import (
    Block,
    Code,
    Heading,
    Image,
    Indented,
    Item,
    Items,
    Paragraph,
    Quote,
    Remark,
    Spans,
    Table,
    letters_of,
    spans_of,
    text_of,
)
from tui_reader.render.direction import RTL, is_rtl, is_rtl_block
from tui_reader.render.grid import table_rows
from tui_reader.render.highlight import highlighted
from tui_reader.render.leads import Room, led, quoted
from tui_reader.render.lines import Line, Piece, Ribbon, width_of
from tui_reader.render.picture_lines import label_lines, pixel_lines
from tui_reader.render.pixels import NO_PICTURES, PicturePlan
from tui_reader.render.running import PLAIN, Manner, lines_from_right, text_lines
from tui_reader.render.signs import Signs, number_sign
from tui_reader.render.wrapping import cut_cells

CODE_CELLS: Final = 1_000
"""Lines of code longer than this are folded, so that painting one stays cheap."""


_INDENT: Final = Piece("    ")
REMARK_CELLS: Final = 18
"""Replies are set in no further than leaves them so much room."""


class Flow:
    """Draws blocks as lines; ``offset`` counts the letters of the blocks drawn before."""

    def __init__(
        self, signs: Signs, pictures: PicturePlan = NO_PICTURES, manner: Manner = PLAIN
    ) -> None:
        self._signs = signs
        self._manner = manner
        self._pictures = pictures
        self._offset = 0
        self.headings: list[tuple[Heading, int]] = []
        """Each headline drawn so far, with its offset."""
        self.remarks: list[tuple[int, int]] = []
        """The key of each comment drawn so far, with its offset."""

    def blocks(
        self, blocks: Sequence[Block], room: Room, depth: int = 0, *, is_tight: bool = False
    ) -> Iterator[Line]:
        """The lines of blocks, parted by blank ones; ``depth`` counts the lists around them."""
        previous: Block | None = None
        for block in blocks:
            if previous is not None and not is_tight and self._is_parted(previous, block):
                yield self._gap(block, room)
            yield from self._block(block, room, depth)
            previous = block

    def _is_parted(self, above: Block, below: Block) -> bool:
        """Whether a blank line stands between two blocks: labels stand close, pictures do not."""
        if isinstance(above, Image) and isinstance(below, Image):
            sizes = self._pictures.sizes
            return bool(above.caption) or above.source in sizes or below.source in sizes
        return _is_parted(above, below)

    def _gap(self, below: Block, room: Room) -> Line:
        """The blank line above a block; above a reply, the lines that lead to it go through."""
        pieces = self._guides(below.level, room) if isinstance(below, Remark) else ()
        return Line(pieces, width_of(pieces), self._offset, room.margin)

    def _guides(self, level: int, room: Room) -> tuple[Piece, ...]:
        levels = min(level, levels_in(room.text))
        return (Piece(f"{self._signs.guide} " * levels, ("guide",)),) if levels else ()

    def _block(self, block: Block, room: Room, depth: int) -> Iterator[Line]:
        match block:
            case Paragraph(spans, styles):
                manner = self._manner if styles == () else PLAIN
                return self._text(spans, styles, room, manner)
            case Items():
                return self._items(block, room, depth)
            case Quote(blocks):
                return self._quote(blocks, room, depth)
            case Indented(blocks):
                draw = partial(self.blocks, blocks, depth=depth)
                return led(draw, _INDENT, _INDENT, room, is_rtl=is_rtl_block(block))
            case Remark():
                return self._remark(block, room)
        return self._leaf(block, room)

    def _leaf(self, block: Block, room: Room) -> Iterator[Line]:
        match block:
            case Heading():
                return self._heading(block, room)
            case Image():
                return self._image(block, room)
            case Code():
                return self._code(highlighted(block), room)
            case Table():
                return self._table(block, room)
        return self._rule(room)

    def _text(
        self, spans: Spans, styles: tuple[str, ...], room: Room, manner: Manner = PLAIN
    ) -> Iterator[Line]:
        ribbon, base = Ribbon(spans, styles), self._offset
        width = max(room.text, 1)
        is_right = RTL in styles
        lines = lines_from_right(ribbon, width) if is_right else text_lines(ribbon, width, manner)
        for line in lines:
            yield line._replace(offset=base + line.offset, margin=room.margin)
        self._offset = base + len(ribbon.text)

    def _heading(self, heading: Heading, room: Room) -> Iterator[Line]:
        self.headings.append((heading, self._offset))
        styles = (f"heading{min(heading.level, 3)}", *heading.styles)
        right = RTL in styles or is_rtl(text_of(heading.spans))
        if right and RTL not in styles:
            styles = (*styles, RTL)
        sign = self._signs.heading if heading.level <= 3 else self._signs.subheading
        if "title" in heading.styles:
            return self._text(heading.spans, styles, room)
        first, rest = Piece(sign, styles), Piece(" " * len(sign))
        draw = partial(self._text, heading.spans, styles)
        return led(draw, first, rest, room, is_rtl=right)

    def _image(self, image: Image, room: Room) -> Iterator[Line]:
        label, *_ = spans_of(image)
        base, margin = self._offset, room.margin
        if (cells := self._pictures.cells(image.source, room.text))[0]:
            yield from pixel_lines(label, cells, base, margin)
        else:
            words = self._pictures.words.get(image.source, "")
            yield from label_lines(label, words, base, room.text, margin)
        self._offset = base + len(label.text)
        if image.caption:
            right = (RTL,) if is_rtl(text_of(image.caption)) else ()
            yield from self._text(image.caption, ("caption", *right), room)

    def _quote(self, blocks: Sequence[Block], room: Room, depth: int) -> Iterator[Line]:
        bar = Piece(self._signs.bar + " ", ("quote",))
        draw = partial(self.blocks, blocks, depth=depth)
        right = bool(blocks) and is_rtl_block(blocks[0])
        return map(quoted, led(draw, bar, bar, room, is_rtl=right))

    def _remark(self, remark: Remark, room: Room) -> Iterator[Line]:
        self.remarks.append((remark.key, self._offset))
        guides = self._guides(remark.level, room)
        draw = partial(self.blocks, remark.make())
        return led(draw, guides[0], guides[0], room) if guides else draw(room)

    def _items(self, items: Items, room: Room, depth: int) -> Iterator[Line]:
        written = [self._sign(item, items.numbering, depth) for item in items.items]
        cells = max(map(cell_len, written))
        indent = " " * 2 if depth == 0 else ""
        rest = Piece(indent + " " * (cells + 1))
        is_tight = items.is_tight
        for index, (item, sign) in enumerate(zip(items.items, written, strict=True)):
            if index and not is_tight:
                yield Line((), 0, self._offset, room.margin)
            first = Piece(f"{indent}{sign.rjust(cells)} ", ("list-sign",))
            draw = partial(self.blocks, item.blocks, depth=depth + 1, is_tight=is_tight)
            right = bool(item.blocks) and is_rtl_block(item.blocks[0])
            yield from led(draw, first, rest, room, is_rtl=right)

    def _sign(self, item: Item, numbering: str, depth: int) -> str:
        if item.number is not None:
            return number_sign(item.number, numbering)
        return self._signs.bullets[min(depth, len(self._signs.bullets) - 1)]

    def _code(self, spans: Spans, room: Room) -> Iterator[Line]:
        ribbon, base = Ribbon(spans, ("code",)), self._offset
        lines = ribbon.text.split("\n")
        margin = room.margin_for(max(cell_len(line[:CODE_CELLS]) for line in lines))
        start = 0
        for line in lines:
            for first, last in _folded(ribbon.text, start, start + len(line)):
                pieces = ribbon.cut(first, last)
                yield Line(pieces, width_of(pieces), base + first, margin)
            start += len(line) + 1
        self._offset = base + len(ribbon.text)

    def _table(self, table: Table, room: Room) -> Iterator[Line]:
        base, letters = self._offset, 0
        for pieces, letters in table_rows(table, room.pane, self._signs):
            width = width_of(pieces)
            yield Line(pieces, width, base + letters, room.margin_for(width))
        self._offset = base + letters_of(table)

    def _rule(self, room: Room) -> Iterator[Line]:
        cells = max(room.text, 1)
        yield Line((Piece(self._signs.rule * cells, ("rule",)),), cells, self._offset, room.margin)


def levels_in(cells: int) -> int:
    """How far replies are set in where text has so many cells."""
    return max(0, (cells - REMARK_CELLS) // 2)


def _is_parted(above: Block, below: Block) -> bool:
    """Whether a blank line stands between two blocks."""
    if isinstance(above, Paragraph) and isinstance(below, Table):
        return above.styles != ("caption",)
    if isinstance(above, Heading):
        return isinstance(below, Heading | Remark)
    if isinstance(above, Paragraph) and above.styles == ("byline",):
        return isinstance(below, Remark)
    if isinstance(below, Indented):
        return not isinstance(above, Paragraph | Indented)
    return True


def _folded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of one line of code; nearly always one."""
    while end - start > CODE_CELLS // 2:
        stop = min(cut_cells(text, start, CODE_CELLS), end)
        yield start, stop
        start = stop
        if start == end:
            return
    yield start, end
