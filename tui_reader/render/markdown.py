"""A document as Markdown (CommonMark, with the tables and strikes of GitHub).

No files: exporting writes them.
"""

import re
from collections.abc import Sequence
from typing import Final

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
    Span,
    Spans,
    Table,
    text_of,
)
from tui_reader.render.signs import number_sign

_MARKS: Final = {"strong": "**", "emphasis": "*", "strike": "~~"}
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>~|]|&(?=#?\w+;))")
_AT_START: Final = re.compile(r"(?m)^([#+=-]|\d+[.)])(?=\s|$)")
_IN_ADDRESS: Final = re.compile(r"[\s<>()\\]")


def markdown(document: Document) -> str:
    """A document as Markdown, ending in a newline; empty for an empty one."""
    text = _Writer(document.links).blocks(document.blocks)
    return text + "\n" if text else ""


class _Writer:
    def __init__(self, links: Sequence[Link]) -> None:
        self._links = links

    def blocks(self, blocks: Sequence[Block]) -> str:
        return "\n\n".join(map(self._block, blocks))

    def _block(self, block: Block) -> str:
        match block:
            case Heading(spans, level):
                return f"{'#' * level} {self._spans(spans)}"
            case Paragraph(spans):
                return _AT_START.sub(r"\\\1", self._spans(spans)).replace("\n", "\\\n")
            case Quote(blocks) | Indented(blocks):
                return _prefixed(self.blocks(blocks), "> ", "> ")
            case Items():
                return self._items(block)
        return self._leaf(block)

    def _leaf(self, block: Block) -> str:
        match block:
            case Code(spans, language):
                return _fenced(text_of(spans), language)
            case Image():
                return self._image(block)
            case Table():
                return self._table(block)
        return "---"

    def _items(self, items: Items) -> str:
        entries: list[str] = []
        for item in items.items:
            sign = "- " if item.number is None else number_sign(item.number, "1") + " "
            entries.append(_prefixed(self.blocks(item.blocks), sign, " " * len(sign)))
        return ("\n" if items.is_tight else "\n\n").join(entries)

    def _image(self, image: Image) -> str:
        words = _escaped(image.label.strip("[]").removeprefix("picture").lstrip(": "))
        picture = f"![{words}]({_address(image.source)})" if image.source else f"[{words}]"
        url = self._links[image.link].url if image.link is not None else ""
        if url and url != image.source:
            picture = f"[{picture}]({_address(url)})"
        return f"{picture}\\\n{self._spans(image.caption)}" if image.caption else picture

    def _table(self, table: Table) -> str:
        columns = sum(cell.columns for cell in table.rows[0])
        rows = [self._row(row) for row in table.rows]
        if not table.head:
            rows.insert(0, "| " + " | ".join([""] * columns) + " |")
        rows.insert(1, "|" + " --- |" * columns)
        return "\n".join(rows)

    def _row(self, row: Sequence[Cell]) -> str:
        cells: list[str] = []
        for cell in row:
            cells.append(self._spans(cell.spans).replace("\n", "<br>"))
            cells.extend("" for _ in range(cell.columns - 1))
        return "| " + " | ".join(cells) + " |"

    def _spans(self, spans: Spans) -> str:
        return "".join(map(self._span, spans))

    def _span(self, span: Span) -> str:
        text = span.text.strip()
        if not text:
            return span.text
        start = span.text.index(text)
        written = f"`{text}`" if "code" in span.styles else _escaped(text)
        for style, mark in _MARKS.items():
            if style in span.styles:
                written = f"{mark}{written}{mark}"
        if span.link is not None:
            written = f"[{written}]({_address(self._links[span.link].url)})"
        return span.text[:start] + written + span.text[start + len(text) :]


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _address(url: str) -> str:
    return _IN_ADDRESS.sub(lambda match: f"%{ord(match[0]):02X}", url)


def _prefixed(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    led = (f"{rest}{line}".rstrip() for line in lines[1:])
    return "\n".join([f"{first}{lines[0]}".rstrip(), *led])


def _fenced(text: str, language: str) -> str:
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"
