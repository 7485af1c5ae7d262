"""Which texts run from right to left: Arabic, Hebrew, Persian, Urdu and their kin.

Pure; reorders nothing: terminals do, or do not.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from tui_reader.render.blocks import (
    Block,
    Heading,
    Paragraph,
    leaves,
    restyled,
    spans_of,
    text_of,
)

RTL: Final = "rtl"
"""The style of paragraphs and headlines that are set from the right, and of what is marked so."""

_LETTERS: Final = (
    "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001eeff"
)
_LETTER: Final = re.compile(f"[{_LETTERS}]")
_WORD: Final = re.compile(rf"(?:^|(?<=\s))[\W\d_]*+(?:([{_LETTERS}])|[^\W\d_])")
_SEEN: Final = 4_000
"""So many letters of a text are looked at."""


def is_rtl(text: str, *, is_marked: bool = False) -> bool:
    """Whether a text is set from the right: more of its words run so than do not.

    Args:
        text: Of one paragraph.
        is_marked: Whether the page says so; then one such letter is enough.
    """
    if text.isascii() or _LETTER.search(text) is None:
        return False
    if is_marked:
        return True
    words = _WORD.findall(text, 0, _SEEN)
    return sum(map(bool, words)) * 2 > len(words)


def is_rtl_block(block: Block) -> bool:
    """Whether a block is set from the right; a container goes by the first text in it."""
    for leaf in leaves((block,)):
        if isinstance(leaf, Paragraph | Heading):
            return RTL in leaf.styles
        if text := text_of(spans_of(leaf)):
            return is_rtl(text)
    return False


def directed(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks; paragraphs and headlines that run from the right have the style ``rtl``."""
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            block = _directed(block)
        yield block


def _directed(block: Paragraph | Heading) -> Paragraph | Heading:
    is_marked = any(RTL in span.styles for span in block.spans)
    is_so = is_rtl(text_of(block.spans), is_marked=is_marked)
    if not (is_marked or is_so):
        return block
    spans = restyled(block.spans, drop=RTL) if is_marked else block.spans
    return replace(block, spans=spans, styles=(*block.styles, RTL) if is_so else block.styles)
