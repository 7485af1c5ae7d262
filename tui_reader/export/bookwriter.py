"""Posts as XHTML: what books take, and what is a page of the web as well.

Nothing of the HTML that a post came with is left in it. Pure.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final
from urllib.parse import quote

from tui_reader.clean import clean
from tui_reader.export.drawn import Drawn
from tui_reader.export.threads import LEVELS
from tui_reader.export.wording import byline, dateline, heading
from tui_reader.models import Article, Thread
from tui_reader.render.blocks import Document
from tui_reader.render.page import PageWriter, safe_address

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PARTS: Final = re.compile(r"([a-z][a-z0-9+.-]*:(?://[^/?#]*)?)([^#]*)(?:#(.*))?", re.IGNORECASE)
"""An address up to its host, its path, its fragment."""
_UNWRITTEN: Final = re.compile(r"%(?![0-9A-Fa-f]{2})|[\[\]]")


class BookWriter(PageWriter):
    """Writes one document.

    Args:
        document: The document.
        prefix: What its places are called by in the file, among those of other documents.
        links: Where posts stand that are in the export, by the addresses in the document.
        pictures: How the pictures are called that are there, by their addresses.
    """

    ends_empty = "/>"

    def __init__(
        self,
        document: Document,
        prefix: str,
        links: Mapping[str, str],
        pictures: Mapping[str, str],
    ) -> None:
        super().__init__(document.links)
        self._prefix = prefix
        self._elsewhere = links
        self._pictures = pictures
        self._places = _places(document)
        self._written: set[str] = set()

    def address(self, url: str) -> str:
        """Lead to the post in the export where there is one, else to the web."""
        if url.startswith("#"):
            number = self._places.get(url[1:])
            return "" if number is None else f"#{self._prefix}-{number}"
        return self._elsewhere.get(url) or strict_address(super().address(url))

    def picture(self, source: str) -> str:
        """Show pictures that are there; others are words that lead to them."""
        return self._pictures.get(source, "")

    def place(self, name: str) -> str:
        """Give each place once: names are anything, numbers are not."""
        number = self._places.get(name)
        if number is None or name in self._written:
            return ""
        self._written.add(name)
        return f'<span id="{self._prefix}-{number}"></span>'

    def indented(self, inside: str) -> str:
        """Give blocks that are set in."""
        return f'<div class="in">\n{inside}\n</div>'


def _places(document: Document) -> dict[str, int]:
    """Number the places that links of a document lead to."""
    wanted = {link.url[1:] for link in document.links if link.url.startswith("#")}
    return {name: number for number, name in enumerate(sorted(wanted & set(document.anchors)))}


def strict_address(url: str) -> str:
    """Write an address as RFC 3986 has it: browsers forgive more than programs that check books."""
    found = _PARTS.fullmatch(url)
    if found is None:
        return ""
    start, path, fragment = found[1], found[2], (found[3] or "").replace("#", "%23")
    mark = "" if found[3] is None else "#"
    return start + _UNWRITTEN.sub(lambda match: quote(match[0]), path + mark + fragment)


def xml_safe(text: str) -> str:
    """Make text harmless, and such that XML can hold it."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", clean(text))


def post_section(drawn: Drawn, links: Mapping[str, str], pictures: Mapping[str, str]) -> str:
    """Write a post with its note and its thread.

    Args:
        drawn: The post.
        links: Where posts stand that are in the export, by the addresses in post and comments.
        pictures: How the pictures are called that are there, by their addresses.
    """
    article, thread = drawn.whole.article, drawn.whole.thread
    name = post_place(article.row.id)
    parts = [
        f'<article class="post" id="{name}">',
        f'<h2 class="name">{escape(article.row.title)}</h2>',
        f'<p class="dateline">{_dateline(article)}</p>',
        BookWriter(drawn.document, f"{name}-t", links, pictures).blocks(drawn.document.blocks),
    ]
    if drawn.note is not None:
        body = BookWriter(drawn.note, f"{name}-n", links, {}).blocks(drawn.note.blocks)
        parts.append(f'<aside class="note">\n<h3>Note</h3>\n{body}\n</aside>')
    if thread is not None and (thread.comments or thread.count):
        parts.append(_thread(thread, drawn.comments, links))
    return xml_safe("\n".join(part for part in [*parts, "</article>"] if part))


def post_place(post_id: int) -> str:
    """What a post is called within its file."""
    return f"p{post_id}"


def _dateline(article: Article) -> str:
    line = escape(dateline(article))
    address = strict_address(safe_address(article.url))
    star = " · ★" if article.row.is_starred else ""
    return f'<a href="{escape(address)}">{line}</a>{star}' if address else f"{line}{star}"


def _thread(thread: Thread, documents: Sequence[Document], links: Mapping[str, str]) -> str:
    """Write a thread: each reply in a quotation within what it replies to, to some depth."""
    parts = ['<section class="comments">', f"<h3>{escape(heading(thread))}</h3>"]
    depth = 0
    for comment, document in zip(thread.comments, documents, strict=True):
        level = min(comment.depth, LEVELS)
        parts += ["</blockquote>"] * (depth - level) + ["<blockquote>"] * (level - depth)
        depth = level
        body = BookWriter(document, f"c{comment.id}", links, {}).blocks(document.blocks)
        by = f'<p class="by">{escape(byline(comment))}</p>'
        parts.append(f'<div class="comment">\n{by}\n{body}\n</div>')
    return "\n".join([*parts, *["</blockquote>"] * depth, "</section>"])
