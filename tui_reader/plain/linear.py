"""A document made linear: words in place of signs and boxes, links with numbers. Pure.

Blocks come out flat, one below the other: nothing is said by where it stands on the line. Lists
keep their signs and their indents, which are read well.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final, TypeVar

from tui_reader.render.blocks import (
    Block,
    Cell,
    Code,
    Document,
    Heading,
    Image,
    Indented,
    Items,
    Link,
    Paragraph,
    Quote,
    Remark,
    Rule,
    Span,
    Spans,
    Table,
    anchors_in,
    letters_of,
    one_line,
    spans_of,
    text_of,
)

AnyBlock = TypeVar("AnyBlock", bound=Block)

HEADING: Final = "Heading: "
SAID: Final = {"strike": "deleted"}
"""Styles whose meaning would be lost, and the word that says it."""


@dataclass(frozen=True, slots=True)
class HeadingFound:
    """A headline, and how many letters of the linear document stand before it."""

    offset: int
    level: int
    text: str


@dataclass(slots=True)
class Linear:
    """A document on its way into linear form.

    Args:
        links: The document's own; a thread's grow as its comments are read.
    """

    links: Sequence[Link]
    headings: list[HeadingFound] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    """The number that is read for each link of ``links``, in the order of the text."""
    labels: dict[int, str] = field(default_factory=dict)
    """What is said of a picture, by its link: where a link has no words of its own."""
    _read: list[int] = field(default_factory=list)
    _made: list[int] = field(default_factory=list)
    """Letters before each block in the document as it was, and as it is now."""
    _read_letters: int = 0
    _made_letters: int = 0

    def document(self, document: Document) -> Document:
        """The same words, flat; headlines and places are noted."""
        flat = self._all(document.blocks)
        # To look for places reads every comment of a thread, which has none.
        return Document(flat, self.links, anchors_in(flat) if document.anchors else {})

    def link(self, number: int) -> Link | None:
        """The link that is read with a number; None: there is none so far."""
        return next((link for read, link in self.all_links() if read == number), None)

    def all_links(self) -> list[tuple[int, Link]]:
        """Number and link of each, in the order of the text."""
        return [(read, self._named(link)) for link, read in self.numbers.items()]

    def _named(self, number: int) -> Link:
        link = self.links[number]
        return link if link.text else replace(link, text=self.labels.get(number, ""))

    def made(self, offset: int) -> int:
        """Where a place of the document as it was stands now; exact at the beginning of a block."""
        return _moved(offset, self._read, self._made)

    def read(self, offset: int) -> int:
        """Where a place of this document stood in the document as it was."""
        return _moved(offset, self._made, self._read)

    # ------------------------------------------------------------------------------ blocks

    def _flat(self, block: Block) -> Iterator[Block]:
        match block:
            case Quote(blocks) if not _is_short(block):
                yield self._words("Quote:")
                yield from self._all(blocks)
                yield self._words("End of the quote.")
            case Items(items):
                parted = tuple(replace(item, blocks=self._all(item.blocks)) for item in items)
                yield replace(block, items=parted)
            case Indented(blocks):
                yield Indented(self._all(blocks))
            case _:
                self._read.append(self._read_letters)
                self._made.append(self._made_letters)
                yield from self._leaf(block)
                self._read_letters += letters_of(block)

    def _all(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        return tuple(part for block in blocks for part in self._flat(block))

    def _leaf(self, block: Block) -> Iterator[Block]:
        match block:
            case Heading(spans, level):
                self.headings.append(HeadingFound(self._made_letters, level, one_line(spans)))
                yield self._text(Span(HEADING), *self._spans(spans))
            case Paragraph(spans):
                styles = tuple(style for style in block.styles if style == "byline")
                yield self._counted(Paragraph(self._spans(spans), styles))
            case Image():
                yield from self._image(block)
            case Code(spans, language):
                yield self._words(f"Code ({language}):" if language else "Code:")
                yield self._counted(replace(block, spans=self._spans(spans)))
                if "\n" in text_of(spans):
                    yield self._words("End of the code.")
            case _:
                yield from self._other(block)

    def _other(self, block: Block) -> Iterator[Block]:
        match block:
            case Quote((Paragraph(spans),)):
                yield self._text(Span("Quote: "), *self._spans(spans))
            case Table():
                yield from self._table(block)
            case Rule():
                yield self._words("* * *")
            case Remark():
                yield self._counted(replace(block, level=0, make=partial(self._remark, block)))
            case _:
                yield self._counted(block)

    def _remark(self, remark: Remark) -> tuple[Block, ...]:
        return self._all(remark.make())

    def _image(self, image: Image) -> Iterator[Block]:
        label, *_ = spans_of(image)
        yield self._text(*self._spans((label,)))
        if image.caption:
            yield self._text(Span("Caption: "), *self._spans(image.caption))

    def _words(self, text: str) -> Paragraph:
        return self._text(Span(text))

    def _text(self, *spans: Span) -> Paragraph:
        return self._counted(Paragraph(spans))

    def _counted(self, block: AnyBlock) -> AnyBlock:
        self._made_letters += letters_of(block)
        return block

    # ------------------------------------------------------------------------------ tables

    def _table(self, table: Table) -> Iterator[Block]:
        """A table row by row, each cell after the head of its column."""
        body = table.rows[table.head :]
        columns = sum(cell.columns for cell in table.rows[0])
        many = f"{_many(len(body), 'row')}, {_many(columns, 'column')}"
        spans = [Span(f"Table, {many}:")]
        for row in table.rows[: table.head]:
            spans += [Span("\nColumns: "), *self._row(row, ())]
        heads = _heads(table)
        for row in body:
            spans += [Span("\n"), *self._row(row, heads)]
        yield self._text(*spans, Span("\nEnd of the table."))

    def _row(self, row: Sequence[Cell], heads: Sequence[str]) -> Iterator[Span]:
        column, is_first = 0, True
        for cell in row:
            if spans := self._spans(cell.spans):
                yield from () if is_first else (Span("; "),)
                head = heads[column] if column < len(heads) else ""
                yield from (Span(f"{head}: "),) if head else ()
                yield from (replace(span, text=span.text.replace("\n", ", ")) for span in spans)
                is_first = False
            column += cell.columns

    # ------------------------------------------------------------------------------ letters

    def _spans(self, spans: Spans) -> Spans:
        """Spans with a number after each link, and words for what only a look would tell."""
        out: list[Span] = []
        spans = tuple(_joined(spans))
        for at, span in enumerate(spans):
            following = spans[at + 1] if at + 1 < len(spans) else None
            out.extend(_opened(span, spans[at - 1] if at else None))
            out.append(span)
            out.extend(_closed(span, following))
            ends = following is None or following.link != span.link
            if span.picture and span.link is not None:
                self.labels.setdefault(span.link, span.text.strip("[]"))
            if span.link is not None and ends and span.text.strip():
                out.append(Span(f" [{self._number(span.link)}]", link=span.link))
        return tuple(out)

    def _number(self, link: int) -> int:
        return self.numbers.setdefault(link, len(self.numbers) + 1)


def _joined(spans: Spans) -> Iterator[Span]:
    """Let a blank between two parts of a link, or of deleted words, belong to them."""
    for before, span, after in zip((None, *spans), spans, (*spans[1:], None), strict=False):
        if before is None or after is None or span.text.strip():
            yield span
            continue
        shared = tuple(style for style in SAID if style in before.styles and style in after.styles)
        link = before.link if before.link == after.link else span.link
        yield replace(span, styles=(*span.styles, *shared), link=link)


def _opened(span: Span, before: Span | None) -> Iterator[Span]:
    for style, word in SAID.items():
        if style in span.styles and not (before and style in before.styles):
            yield Span(f"[{word}: ")


def _closed(span: Span, following: Span | None) -> Iterator[Span]:
    for style in SAID:
        if style in span.styles and not (following and style in following.styles):
            yield Span("]")


def _heads(table: Table) -> list[str]:
    """The head of each column: of several rows of heads, the last; empty where there is none."""
    heads: list[str] = []
    for cell in table.rows[table.head - 1] if table.head else ():
        heads.extend([one_line(cell.spans)] * cell.columns)
    return heads


def _is_short(quote: Quote) -> bool:
    """Whether a quote is one paragraph: where it ends, that ends."""
    return len(quote.blocks) == 1 and isinstance(quote.blocks[0], Paragraph)


def _moved(offset: int, before: Sequence[int], after: Sequence[int]) -> int:
    """The same place in another count of letters, judged from the beginning of its block."""
    at = bisect_right(before, offset) - 1
    if at < 0:
        return 0
    moved = after[at] + offset - before[at]
    return min(moved, after[at + 1]) if at + 1 < len(after) else moved


def _many(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
