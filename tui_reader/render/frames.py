"""The containers that are open while a document is read, and what each becomes when it closes.

No tokens, no text: only blocks.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from tui_reader.render.blocks import (
    Block,
    Heading,
    Image,
    Indented,
    Item,
    Items,
    Paragraph,
    Quote,
    Spans,
    restyled,
)
from tui_reader.render.bullets import with_lists
from tui_reader.render.tables import RawCell, table_blocks
from tui_reader.render.tidy import as_bold


@dataclass(slots=True)
class Frame:
    """An open element that holds blocks."""

    tag: str
    blocks: list[Block] = field(default_factory=list)
    inline_depth: int = 0
    """How many inline elements were open outside; those inside end with it."""

    def add(self, block: Block) -> None:
        """Take a block; a caption goes to the picture right before it."""
        last = self.blocks[-1] if self.blocks else None
        if isinstance(block, Paragraph) and "caption" in block.styles:
            if isinstance(last, Image) and not last.caption:
                self.blocks[-1] = captioned(last, block.spans)
                return
        elif isinstance(block, Image) and isinstance(last, Image) and _is_same(block, last):
            return
        self.blocks.append(block)

    def take(self, inner: "Frame") -> None:
        """Take what a container inside this one became."""
        for block in inner.close():
            self.add(block)

    def close(self) -> Sequence[Block]:
        """What the element becomes: here only its blocks."""
        return self.blocks


def captioned(image: Image, caption: Spans) -> Image:
    """The picture with its caption."""
    return Image(image.label, image.link, image.source, caption)


def _is_same(one: Image, other: Image) -> bool:
    """Whether two pictures are one, given twice for browsers with and without scripts."""
    return bool(one.source) and one.source == other.source


class QuoteFrame(Frame):
    """``blockquote``."""

    __slots__ = ()

    def close(self) -> Sequence[Block]:
        """The blocks as a quote."""
        return [Quote(tuple(with_lists(self.blocks)))] if self.blocks else []


class IndentedFrame(Frame):
    """``dd``."""

    __slots__ = ()

    def close(self) -> Sequence[Block]:
        """The blocks, set in."""
        return [Indented(tuple(self.blocks))] if self.blocks else []


class CaptionFrame(Frame):
    """What explains a picture or a table: its paragraphs are drawn as a caption."""

    __slots__ = ()

    def close(self) -> Sequence[Block]:
        """The paragraphs as captions."""
        return [as_caption(block) for block in self.blocks]


def as_caption(block: Block) -> Block:
    """A paragraph as a caption; other blocks as they are."""
    block = as_bold(block)
    if not isinstance(block, Paragraph) or "caption" in block.styles:
        return block
    return Paragraph(block.spans, ("caption", *block.styles))


@dataclass(slots=True)
class ListFrame(Frame):
    """``ul`` and ``ol``."""

    start: int | None = None
    numbering: str = "1"
    step: int = 1
    items: list[tuple[int | None, list[Block]]] = field(default_factory=list)

    def open_item(self, value: int | None) -> None:
        """Begin an entry, with the number it asks for."""
        if self.start is not None and value is not None:
            self.start = value
        self.items.append((self.start, []))
        if self.start is not None:
            self.start += self.step

    def add(self, block: Block) -> None:
        """Take a block: one outside any entry belongs to the entry before."""
        if not self.items:
            self.open_item(None)
        self.items[-1][1].append(block)

    def close(self) -> Sequence[Block]:
        """The list, without empty entries; one of pictures alone is only the pictures."""
        blocks = [block for _, entry in self.items for block in entry]
        if blocks and all(isinstance(block, Image) for block in blocks):
            return blocks
        items = tuple(Item(tuple(blocks), number) for number, blocks in self.items if blocks)
        return [Items(items, self.numbering)] if items else []


LIST_TAGS: Final = frozenset({"ul", "ol", "menu", "dir"})


@dataclass(slots=True)
class TableFrame(Frame):
    """``table``; blocks outside its cells stand before it."""

    is_picture_frame: bool = False
    """Blogger's table around a picture and its caption."""
    is_layout: bool = False
    """Whether it says itself that it only arranges."""
    rows: list[list[RawCell]] = field(default_factory=list)
    captions: list[Block] = field(default_factory=list)

    def open_row(self) -> None:
        """Begin a row."""
        self.rows.append([])

    def take(self, inner: Frame) -> None:
        """Take a cell into the last row; a caption stands over the table."""
        if isinstance(inner, CaptionFrame):
            self.captions.extend(inner.close())
        elif isinstance(inner, CellFrame):
            if not self.rows:
                self.open_row()
            self.rows[-1].append(inner.cell())
        else:
            Frame.take(self, inner)

    def close(self) -> Sequence[Block]:
        """The table under its captions, or the blocks that it arranged."""
        is_layout = self.is_layout or self.is_picture_frame
        return [*self.blocks, *self.captions, *table_blocks(self.rows, is_layout=is_layout)]


@dataclass(slots=True)
class CellFrame(Frame):
    """``td`` and ``th``."""

    columns: int = 1
    rows: int = 1
    is_head: bool = False
    is_caption: bool = False

    def cell(self) -> RawCell:
        """The cell for its table."""
        blocks = [as_caption(block) for block in self.blocks] if self.is_caption else self.blocks
        return RawCell(tuple(blocks), self.columns, self.rows, self.is_head)


@dataclass(slots=True)
class CodeFrame(Frame):
    """``pre``."""

    language: str = ""


class TermFrame(Frame):
    """``dt`` and ``summary``: its paragraphs are bold."""

    __slots__ = ()

    def close(self) -> Sequence[Block]:
        """The paragraphs in bold letters."""
        return [_as_strong(block) for block in self.blocks]


def _as_strong(block: Block) -> Block:
    if not isinstance(block, Paragraph | Heading):
        return block
    if isinstance(block, Paragraph) and all("strong" in span.styles for span in block.spans):
        return block
    return Paragraph(restyled(block.spans, add=("strong",), drop="strong"), block.styles)


@dataclass(slots=True)
class DetailsFrame(Frame):
    """``details``: never folded, but what is under its summary is set in."""

    summary: list[Block] = field(default_factory=list)

    def take(self, inner: Frame) -> None:
        """Take what is inside; the summary apart."""
        if inner.tag == "summary":
            self.summary.extend(inner.close())
        else:
            Frame.take(self, inner)

    def close(self) -> Sequence[Block]:
        """The summary over what it sums up."""
        if not self.summary:
            return self.blocks
        return [*self.summary, *([Indented(tuple(self.blocks))] if self.blocks else [])]
