"""What stands in a document, in its HTML and in its Markdown, each read on its own way.

HTML is read by Python's parser, Markdown by markdown-it: neither knows the reader.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

from markdown_it import MarkdownIt

from tui_reader.render.blocks import Block, Document, Image, Table, leaves, spans_of, text_of

INLINE: Final = {"a", "strong", "em", "del", "s", "mark", "sup", "sub", "code"}
ALLOWED: Final = INLINE | {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "dl", "dd", "ol", "ul", "li"),
    *(
        "pre",
        "hr",
        "br",
        "figure",
        "figcaption",
        "img",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ),
}
ATTRIBUTES: Final = {
    "a": {"href", "rel", "id"},
    "img": {"src", "alt"},
    "li": {"value"},
    "ol": {"type"},
    "code": {"class"},
    "th": {"colspan"},
    "td": {"colspan"},
}
ABSOLUTE: Final = re.compile(r"https?://[!-~]+$|mailto:[^\s]+@[^\s]+$|#.+$")
PICTURE: Final = re.compile(r"https?://[!-~]+$|data:image/(?:png|jpeg|gif|webp);")
SOURCE: Final = re.compile(r"https?://|data:image/(?:png|jpeg|gif|webp);")
_LABEL: Final = re.compile(r"\[picture(?:: (.*))?\]$", re.DOTALL)


class Reading(HTMLParser):
    """The text of a page, and what a browser might do with it that it should not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.faults: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in ALLOWED:
            self.faults.append(tag)
        allowed = ATTRIBUTES.get(tag, set()) | ({"dir"} if tag[0] in "ph" else set())
        self.faults += [f"{tag} {name}" for name in given if name not in allowed]
        if not ABSOLUTE.match(given.get("href", "#x")):
            self.faults.append(given["href"])
        if tag == "img":
            if not PICTURE.match(given["src"]):
                self.faults.append(given["src"])
            self.text.append(given["alt"])
        elif tag not in INLINE:
            self.text.append("\n")
        if tag not in ("br", "hr", "img"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"/{tag}")
        if tag not in INLINE:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.faults.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(decl)

    def unknown_decl(self, data: str) -> None:
        self.faults.append(data)

    def handle_pi(self, data: str) -> None:
        self.faults.append(data)

    @property
    def left_open(self) -> list[str]:
        """The elements that were not closed."""
        return self._open


def read(html: str) -> Reading:
    """Read a page."""
    reading = Reading()
    reading.feed(html)
    reading.close()
    return reading


def words_of_html(html: str) -> list[str]:
    """The words of a page, in order, with those that stand for pictures."""
    return "".join(read(html).text).split()


def words_of_markdown(markdown: str) -> list[str]:
    """The words of a text in Markdown."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return words_of_html(parser.render(markdown))


def words_of(document: Document, *, as_markdown: bool = False) -> list[str]:
    """The words of a document; a picture's label is the words in it."""
    parts = [part for leaf in leaves(document.blocks) for part in _texts(leaf, as_markdown)]
    return "\n".join(parts).split()


def _texts(leaf: Block, as_markdown: bool) -> Iterator[str]:
    if isinstance(leaf, Image):
        yield _label(leaf.label, leaf.source, as_markdown)
        yield text_of(leaf.caption)
        return
    rows = leaf.rows if isinstance(leaf, Table) else ()
    for spans in [cell.spans for row in rows for cell in row] or [spans_of(leaf)]:
        yield "".join(
            _label(span.text, span.picture, False)
            if span.picture and not as_markdown
            else span.text
            for span in spans
        )


def _label(label: str, source: str, as_markdown: bool) -> str:
    if as_markdown:  # any label is written without its brackets, or with others
        return (
            label.strip("[]").removeprefix("picture").lstrip(": ")
            if source.startswith("http")
            else label
        )
    found = _LABEL.match(label)
    return (found[1] or "") if found and SOURCE.match(source) else label
