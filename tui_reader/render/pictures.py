"""The pictures of a document: where they come from, what they are called, and what leads to them.

Nothing is fetched or drawn here.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from tui_reader.render.blocks import (
    Block,
    Document,
    Image,
    Remark,
    Span,
    children_of,
    one_line,
    spans_of,
)
from tui_reader.render.tidy import NO_SOURCE

_LABEL: Final = "[picture"
"""How the label of a picture begins; videos, sounds and framed pages have other words."""
_FILE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp)(?::large)?/?$", re.IGNORECASE)
_SIZED: Final = re.compile(r"/s\d{1,5}(?:-h)?/[^/]+$|=[swh]\d{1,5}[\w-]*$")
"""How Blogger and Google write the address of a larger copy, whatever its file is called."""
_PICTURE_HOSTS: Final = re.compile(
    r"(?:^|\.)(?:bp\.blogspot\.com|googleusercontent\.com|ggpht\.com|bp\d?\.blogger\.com)$"
)


class PictureLabel(NamedTuple):
    """A picture, as the text has it."""

    source: str
    """Its address, where it is known by."""
    words: str
    """Its alternative text; empty if it has none."""
    link: int | None
    """Where it leads: position in ``Document.links``."""
    caption: str = ""
    is_block: bool = True
    """Whether it stands by itself; one within a sentence is only named there."""


def pictures_of(document: Document) -> tuple[PictureLabel, ...]:
    """The pictures of a text, each once, in reading order; not those of comments below it."""
    found: dict[str, PictureLabel] = {}
    for block in _leaves(document.blocks):
        for picture in _in_block(block):
            if picture.source not in found:
                found[picture.source] = picture
    return tuple(found.values())


def _leaves(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks without blocks in them; comments, of which there may be thousands, are not read."""
    for block in blocks:
        if isinstance(block, Remark):
            continue
        inner = children_of(block)
        if inner is None:
            yield block
        else:
            yield from _leaves(inner)


def _in_block(block: Block) -> Iterator[PictureLabel]:
    spans = spans_of(block)
    if isinstance(block, Image) and _is_picture(spans[0]):
        yield _named(spans[0])._replace(caption=one_line(block.caption), is_block=True)
        spans = block.caption
    yield from (_named(span) for span in spans if _is_picture(span))


def _named(span: Span) -> PictureLabel:
    words = span.text.removeprefix(_LABEL).removeprefix(":").removesuffix("]").strip()
    return PictureLabel(span.picture, words, span.link, is_block=False)


def _is_picture(span: Span) -> bool:
    return span.text.startswith(_LABEL) and span.picture not in ("", NO_SOURCE)


def shows_picture(url: str, source: str) -> bool:
    """Whether following the link of a picture means seeing that picture, perhaps larger.

    Blogs put a link to the file around nearly every picture; a page that it leads to is a page.
    """
    if url == source:
        return True
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if _FILE.search(parts.path):
        return True
    return bool(_PICTURE_HOSTS.search(parts.hostname or "") and _SIZED.search(parts.path))
