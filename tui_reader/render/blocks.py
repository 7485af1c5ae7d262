"""The document: what a post says, as blocks of spans, free of HTML and of any width.

No parsing, no layout. Every text in it is clean and may be painted as it is.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Span:
    """A run of letters in one style. A newline in it is a line break."""

    text: str
    styles: tuple[str, ...] = ()
    """``strong emphasis code strike mark superscript subscript muted picture …``"""
    link: int | None = None
    """Position in ``Document.links``."""
    picture: str = ""
    """The address of the picture that this label stands for."""
    anchors: tuple[str, ...] = ()
    """The names by which links lead to its first letter."""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A headline; ``level`` is 1 to 6."""

    spans: Spans
    level: int = 2
    styles: tuple[str, ...] = ()
    """``title`` draws it without a sign before it and keeps it out of ``Layout.headings``; ``rtl``
    sets it from the right."""
    is_guess: bool = False
    """Whether it is a bold line that only looks like a headline."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    spans: Spans
    styles: tuple[str, ...] = ()
    """Laid under those of its spans: ``caption muted …``; ``rtl`` sets it from the right."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, video, sound or framed page, as one line of words."""

    label: str
    """What is shown, in brackets: ``[picture: a red door]``."""
    link: int | None = None
    """Where it leads: its anchor's address, else its own."""
    source: str = ""
    """The address of the picture or video itself; empty if it has none that can be opened."""
    caption: Spans = ()


@dataclass(frozen=True, slots=True)
class Code:
    """Text whose lines and blanks are kept. Tabs are already expanded."""

    spans: Spans
    language: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line between two parts."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody else's words."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Indented:
    """Blocks set in, such as the explanation of a term."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list."""

    blocks: "tuple[Block, ...]"
    number: int | None = None
    """None: a bullet."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Item, ...]
    numbering: str = "1"
    """``1 a A i I``: how numbers are written."""

    @property
    def is_tight(self) -> bool:
        """Whether no entry has more than one paragraph, so that no blank lines part them."""
        return all(_is_short(item.blocks) for item in self.items)


def _is_short(blocks: "tuple[Block, ...]") -> bool:
    return all(isinstance(block, Items) for block in blocks[1:])


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    spans: Spans
    columns: int = 1
    """How many columns it covers."""
    is_head: bool = False
    is_number: bool = False
    """Whether it is set to the right."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; each row covers the same number of columns."""

    rows: tuple[tuple[Cell, ...], ...]
    head: int = 0
    """How many of the first rows are the head."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment of a thread, set in by its level; what it says is read when it is drawn."""

    key: int
    """What it is found again by: ``Layout.remarks``."""
    level: int
    """0: it answers nobody."""
    make: "Callable[[], Sequence[Block]]"
    """Gives its blocks, the same ones each time."""
    letters: int
    """About how many it has: thousands are counted without being read."""


Block = Heading | Paragraph | Image | Code | Rule | Quote | Indented | Items | Table | Remark


@dataclass(frozen=True, slots=True)
class Link:
    """Where a span leads."""

    url: str
    """Absolute where the base address made it so. Any scheme: ask ``links.judge``.

    ``#name`` leads to a place in the document itself: ``Document.anchors``.
    """
    text: str = ""
    """The words of the link, one line; empty for a picture without words."""


@dataclass(frozen=True)
class Document:
    """What one post says."""

    blocks: tuple[Block, ...] = ()
    links: Sequence[Link] = ()
    """By number. Those of a thread's comments come to it as the comments are drawn."""
    anchors: Mapping[str, int] = field(default_factory=dict)
    """The places that links can lead to, by name: how many letters stand before each."""

    def with_frame(
        self,
        before: Sequence[Block],
        after: Sequence[Block] = (),
        links: Sequence[Link] | None = None,
    ) -> "Document":
        """The same document with blocks of the caller in front and behind; its letters are counted.

        Args:
            before: In front.
            after: Behind.
            links: All of the page, the document's own first; more may come to them. None: its own.
        """
        lead = sum(map(letters_of, before))
        framed = Document(
            (*before, *self.blocks, *after),
            self.links if links is None else links,
            {name: lead + offset for name, offset in self.anchors.items()},
        )
        return framed.counted(lead + self.letters + sum(map(letters_of, after)))

    def counted(self, letters: int) -> "Document":
        """The same document, with its letters counted already: of a long one that takes a while."""
        vars(self)["letters"] = letters
        return self

    @cached_property
    def letters(self) -> int:
        """How many letters reading positions are counted in."""
        return sum(letters_of(block) for block in self.blocks)


def leaves(blocks: Sequence[Block]) -> Iterator[Block]:
    """Every block that holds no blocks, in reading order."""
    for block in blocks:
        inner = children_of(block)
        if inner is None:
            yield block
        else:
            yield from leaves(inner)


def children_of(block: Block) -> tuple[Block, ...] | None:
    """The blocks inside a block; None for one that cannot hold any."""
    match block:
        case Quote(blocks) | Indented(blocks):
            return blocks
        case Items(items):
            return tuple(inner for item in items for inner in item.blocks)
        case Remark():
            return tuple(block.make())
    return None


def spans_of(block: Block) -> Spans:
    """The spans of a block that holds no blocks, in reading order."""
    match block:
        case Heading(spans) | Paragraph(spans) | Code(spans):
            return spans
        case Image(label, link, source, caption):
            return (Span(label, ("picture",), link, source), *caption)
        case Table(rows):
            return tuple(span for row in rows for cell in row for span in cell.spans)
    return ()


def anchors_in(blocks: Sequence[Block]) -> dict[str, int]:
    """Where the anchors in blocks are, in letters; the first of two with one name counts."""
    found: dict[str, int] = {}
    offset = 0
    for leaf in leaves(blocks):
        for span in spans_of(leaf):
            for name in span.anchors:
                found.setdefault(name, offset)
            offset += len(span.text)
    return found


def letters_of(block: Block) -> int:
    """How many letters of the reading position a block counts for."""
    if isinstance(block, Remark):
        return block.letters
    return sum(len(span.text) for leaf in leaves((block,)) for span in spans_of(leaf))


def text_of(spans: Spans) -> str:
    """The letters of spans, line breaks kept."""
    if len(spans) == 1:
        return spans[0].text
    return "".join([span.text for span in spans])


def one_line(spans: Spans) -> str:
    """The letters of spans in one line."""
    return " ".join(text_of(spans).split())


def restyled(spans: Spans, *, add: tuple[str, ...] = (), drop: str = "") -> Spans:
    """The same spans with styles put in front, and one taken away."""
    return tuple(
        replace(span, styles=(*add, *(style for style in span.styles if style != drop)))
        for span in spans
    )
