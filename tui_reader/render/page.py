"""A document as clean HTML: nothing active in it, and every address absolute.

Its tags are a handful, its attributes fewer; nothing of the HTML that the post came with is left.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import ClassVar, Final

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
)
from tui_reader.render.elements import LOWERED, RAISED
from tui_reader.render.links import Gate, judge
from tui_reader.render.nesting import Nest, Node, nested

TAGS: Final = {
    "strong": "strong",
    "emphasis": "em",
    "strike": "del",
    "mark": "mark",
    "superscript": "sup",
    "subscript": "sub",
    "code": "code",
}
HARMLESS: Final = re.compile(r"mailto:[^\s<>\"]+@[^\s<>\"]+$", re.IGNORECASE)
PICTURE: Final = re.compile(r"\[picture(?:: (.*))?\]$", re.DOTALL)
DATA_PICTURE: Final = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+$")
POLICY: Final = "default-src 'none'; img-src http: https: data:"
"""What a browser may load for the page: pictures, nothing else."""
_SHIFTED: Final = frozenset("".join(map(chr, [*RAISED.values(), *LOWERED.values()])))


def whole_page(title: str, body: str) -> str:
    """A page for a browser: it may load pictures, tell nobody where they stand, and nothing else.

    Args:
        title: Its title.
        body: What it shows, as HTML that is clean already.
    """
    return (
        '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n</head>\n<body>\n{body}\n</body>\n</html>"
    )


def html_of(document: Document) -> str:
    """A document as HTML, a block a line, without a page around it."""
    return PageWriter(document.links).blocks(document.blocks)


def safe_address(url: str, targets: Iterable[str] = ()) -> str:
    """An address that may stand in a page: of the web, of mail, or of a place in the page.

    Empty for any other.
    """
    if url.startswith("#"):
        return url if url[1:] in targets else ""
    if HARMLESS.match(url):
        return url
    verdict = judge(url)
    return "" if verdict.gate is Gate.REFUSE else verdict.url


class PageWriter:
    """Writes blocks. Others write the same with other addresses: they overrule the five below.

    Args:
        links: Those of the document.
    """

    ends_empty: ClassVar[str] = ">"
    """What ends an element that holds nothing."""

    def __init__(self, links: Sequence[Link]) -> None:
        self._links = links
        self._targets = {link.url[1:] for link in links if link.url.startswith("#")}

    def address(self, url: str) -> str:
        """Give the address that a link leads to; empty: it is written as its words."""
        return safe_address(url, self._targets)

    def picture(self, source: str) -> str:
        """Give the address of a picture as the page asks for it; empty: its words stand there."""
        return source if DATA_PICTURE.match(source) else safe_address(source)

    def place(self, name: str) -> str:
        """Give the element to which a link within the page leads; empty where none does."""
        return f'<a id="{escape(name)}"></a>' if name in self._targets else ""

    def indented(self, inside: str) -> str:
        """Give blocks that are set in."""
        return f"<dl><dd>\n{inside}\n</dd></dl>"

    def blocks(self, blocks: Sequence[Block]) -> str:
        """Give blocks, one a line."""
        return "\n".join(map(self._block, blocks))

    def _block(self, block: Block) -> str:
        match block:
            case Heading(spans, level):
                return _element(f"h{level}", self._spans(spans), block.styles)
            case Paragraph(spans):
                return _element("p", self._spans(spans), block.styles)
            case Quote(blocks):
                return f"<blockquote>\n{self.blocks(blocks)}\n</blockquote>"
            case Indented(blocks):
                return self.indented(self.blocks(blocks))
            case Items():
                return self._items(block)
            case Remark():
                return self.blocks(block.make())
        return self._leaf(block)

    def _leaf(self, block: Block) -> str:
        match block:
            case Image():
                return self._image(block)
            case Code(spans, language):
                named = f' class="language-{escape(language)}"' if language else ""
                return f"<pre><code{named}>{self._spans(spans, is_code=True)}</code></pre>"
            case Table():
                return self._table(block)
            case Rule():
                return f"<hr{self.ends_empty}"
        raise AssertionError(f"{type(block).__name__} is not written")

    def _items(self, items: Items) -> str:
        is_counted = any(item.number is not None for item in items.items)
        kind = f' type="{items.numbering}"' if is_counted and items.numbering != "1" else ""
        tag = "ol" if is_counted else "ul"
        lines = [f"<{tag}{kind}>"]
        for item in items.items:
            value = "" if item.number is None else f' value="{item.number}"'
            lines.append(f"<li{value}>{self._item(item.blocks, is_tight=items.is_tight)}</li>")
        return "\n".join([*lines, f"</{tag}>"])

    def _item(self, blocks: Sequence[Block], *, is_tight: bool) -> str:
        """What an entry says; the paragraph of a tight one needs no tags around it."""
        first, *rest = blocks
        if not (is_tight and isinstance(first, Paragraph)):
            return f"\n{self.blocks(blocks)}\n"
        more = f"\n{self.blocks(rest)}\n" if rest else ""
        return self._spans(first.spans) + more

    # ------------------------------------------------------------------------------ leaves

    def _image(self, image: Image) -> str:
        url = self._links[image.link].url if image.link is not None else ""
        label = self._label(image.label, image.source)
        address = self.address(url)
        leads_elsewhere = address != image.source or not label.startswith("<img")
        if address and leads_elsewhere:
            label = f'<a href="{escape(address)}" rel="noopener">{label}</a>'
        caption = f"<figcaption>{self._spans(image.caption)}</figcaption>" if image.caption else ""
        return f"<figure>{label}{caption}</figure>"

    def _label(self, label: str, source: str) -> str:
        """A picture as one; what cannot be shown as one, as its words."""
        found = PICTURE.match(label)
        address = self.picture(source) if found else ""
        if found is None or not address:
            return escape(label, quote=False)
        words = escape(found[1] or "")
        return f'<img src="{escape(address)}" alt="{words}"{self.ends_empty}'

    def _table(self, table: Table) -> str:
        head = "\n".join(map(self._row, table.rows[: table.head]))
        body = "\n".join(map(self._row, table.rows[table.head :]))
        parts = (
            "<table>",
            f"<thead>\n{head}\n</thead>" if head else "",
            f"<tbody>\n{body}\n</tbody>" if body else "",
            "</table>",
        )
        return "\n".join(part for part in parts if part)

    def _row(self, row: Sequence[Cell]) -> str:
        cells = []
        for cell in row:
            tag = "th" if cell.is_head else "td"
            across = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
            cells.append(f"<{tag}{across}>{self._spans(cell.spans)}</{tag}>")
        return f"<tr>{''.join(cells)}</tr>"

    # ------------------------------------------------------------------------------ letters

    def _spans(self, spans: Spans, *, is_code: bool = False) -> str:
        return "".join(self._node(node, is_code=is_code) for node in nested(spans))

    def _node(self, node: Node, *, is_code: bool) -> str:
        if isinstance(node, Span):
            return self._span(node, is_code=is_code)
        inside = "".join(self._node(each, is_code=is_code) for each in node.inside)
        if node.style == "link":
            return self._link(inside, node.link)
        if is_code and node.style == "code":
            return inside
        if node.style in ("superscript", "subscript") and _is_shifted(node):
            return inside
        tag = TAGS[node.style]
        return f"<{tag}>{inside}</{tag}>"

    def _link(self, inside: str, link: int) -> str:
        address = self.address(self._links[link].url)
        return f'<a href="{escape(address)}" rel="noopener">{inside}</a>' if address else inside

    def _span(self, span: Span, *, is_code: bool) -> str:
        places = "".join(map(self.place, span.anchors))
        if span.picture and (label := self._label(span.text, span.picture)).startswith("<img"):
            return places + label
        text = escape(span.text, quote=False)
        return places + (text if is_code else text.replace("\n", f"<br{self.ends_empty}\n"))


def _element(tag: str, inside: str, styles: Sequence[str]) -> str:
    direction = ' dir="rtl"' if "rtl" in styles else ""
    return f"<{tag}{direction}>{inside}</{tag}>"


def _is_shifted(node: Nest) -> bool:
    """Whether all letters of an element are raised or lowered ones already."""
    texts = [each.text for each in node.inside if isinstance(each, Span)]
    letters = "".join(texts).strip()
    is_all = len(texts) == len(node.inside)
    return is_all and bool(letters) and set(letters) <= _SHIFTED
