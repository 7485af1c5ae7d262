"""A document as Markdown (CommonMark, with the tables and strikes of GitHub).

No files: exporting writes them. What is read from it again has the same words.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final
from urllib.parse import quote

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
    Spans,
    Table,
    text_of,
)
from tui_reader.render.marks import Marks, escaped
from tui_reader.render.page import safe_address
from tui_reader.render.signs import number_sign

_IN_ADDRESS: Final = re.compile(r"[\s<>()\\]")
_AT_START: Final = re.compile(r"(?m)^(\s*)(#{1,6}(?=\s|$)|=+(?=\s*$)|-+(?=\s|$)|\+(?=\s|$))")
_NUMBER_AT_START: Final = re.compile(r"(?m)^(\s*\d{1,9})([.)])(?=\s|$)")


def markdown(document: Document) -> str:
    """A document as Markdown, ending in a newline; empty for an empty one."""
    return MarkdownWriter(document.links).text(document.blocks)


class MarkdownWriter:
    """Writes blocks. Others write the same with other addresses: they overrule the two below.

    Args:
        links: Those of the document.
    """

    def __init__(self, links: Sequence[Link]) -> None:
        self._links = links
        self._targets = {link.url[1:] for link in links if link.url.startswith("#")}

    def address(self, url: str) -> str:
        """Give the address that a link leads to; empty: it is written as its words."""
        return safe_address(url, self._targets) and url

    def picture(self, source: str) -> str:
        """Give the address of a picture; empty: its words stand there."""
        return self.address(source)

    def text(self, blocks: Sequence[Block]) -> str:
        """Give blocks as a whole text, ending in a newline; empty for none."""
        text = self.blocks(blocks)
        return text + "\n" if text else ""

    def blocks(self, blocks: Sequence[Block]) -> str:
        """Give blocks, a blank line between them."""
        return "\n\n".join(map(self._block, blocks))

    def _block(self, block: Block) -> str:
        match block:
            case Heading(spans, level):
                return f"{'#' * level} {' '.join(self._spans(spans).split())}"
            case Paragraph(spans):
                return self._lines(spans)
            case Quote(blocks) | Indented(blocks):
                return _prefixed(self.blocks(blocks), "> ", "> ")
            case Items():
                return self._items(block)
            case Remark():
                return self.blocks(block.make())
        return self._leaf(block)

    def _leaf(self, block: Block) -> str:
        match block:
            case Code(spans, language):
                return _fenced(text_of(spans), language)
            case Image():
                return self._image(block)
            case Table():
                return self._table(block)
            case Rule():
                return "---"
        raise AssertionError(f"{type(block).__name__} is not written")

    def _lines(self, spans: Spans) -> str:
        """Running text; what would begin a list or a headline at the start of a line does not."""
        text = self._spans(spans).strip()
        text = _AT_START.sub(r"\1\\\2", _NUMBER_AT_START.sub(r"\1\\\2", text))
        return re.sub(r"\n\s*", "\n", text).replace("\n", "\\\n")

    def _items(self, items: Items) -> str:
        entries: list[str] = []
        for item in items.items:
            sign = "- " if item.number is None else number_sign(max(item.number, 0), "1") + " "
            text = self.blocks(item.blocks)
            if isinstance(item.blocks[0], Rule):
                text = text.replace("---", "***", 1)  # "- ---" would be a rule outside of the list
            entries.append(_prefixed(text, sign, " " * len(sign)))
        return ("\n" if items.is_tight else "\n\n").join(entries)

    def _image(self, image: Image) -> str:
        words = escaped(image.label.strip("[]").removeprefix("picture").lstrip(": "))
        source = _written(self.picture(image.source))
        picture = f"![{words}]({source})" if source else escaped(image.label)
        url = self._address_of(image.link) if image.link is not None else ""
        if url and url != source:
            picture = f"[{picture}]({url})"
        return f"{picture}\\\n{self._lines(image.caption)}" if image.caption else picture

    # ------------------------------------------------------------------------------ tables

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
            text = self._spans(cell.spans, code=lambda text: _code(text).replace("|", "\\|"))
            cells.append(text.strip().replace("\n", "<br>"))
            cells.extend("" for _ in range(cell.columns - 1))
        return "| " + " | ".join(cells) + " |"

    # ------------------------------------------------------------------------------ letters

    def _spans(self, spans: Spans, code: Callable[[str], str] | None = None) -> str:
        return Marks(self._address_of, code or _code, self._targets).written(spans)

    def _address_of(self, link: int) -> str:
        return _written(self.address(self._links[link].url))


def _written(address: str) -> str:
    """An address as Markdown wants it."""
    return _IN_ADDRESS.sub(lambda match: quote(match[0], safe=""), address)


def _code(text: str) -> str:
    """Letters as code: more backticks around them than there are in a row in them."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    blank = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{blank}{text}{blank}{fence}"


def _prefixed(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    led = (f"{rest}{line}".rstrip() for line in lines[1:])
    return "\n".join([f"{first}{lines[0]}".rstrip(), *led])


def _fenced(text: str, language: str) -> str:
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"
