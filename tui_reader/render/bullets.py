"""Lists that are written with signs in place of tags: ``• one``, as Word and old editors make them.

Only signs that nothing else begins with: dashes begin what people say.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from tui_reader.render.blocks import Block, Item, Items, Paragraph, Spans, text_of
from tui_reader.render.tidy import joined, lines_of, stripped

_BULLET: Final = re.compile(r"[·•▪▫◦‣⁃●○■□◆◇❖➢➤✓✔§][\s\u00a0]*")
_LINE: Final = re.compile(rf"^\s*{_BULLET.pattern}\S", re.MULTILINE)
LEAST: Final = 2
"""Fewer lines with a bullet are no list."""


def with_lists(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; where lines in a row begin with bullets, a list in their place."""
    if not any(isinstance(block, Paragraph) and _has_bullet(block) for block in blocks):
        return list(blocks)
    parts = [part for block in blocks for part in _parted(block)]
    made: list[Block] = []
    for is_entry, group in groupby(parts, key=_is_entry):
        members = list(group)
        if is_entry and len(members) >= LEAST:
            made.append(Items(tuple(map(_item, members))))
        else:
            made.extend(members)
    return made


def _has_bullet(block: Paragraph) -> bool:
    text = text_of(block.spans)
    return not text.isascii() and _LINE.search(text) is not None


def _begins(line: Spans) -> bool:
    text = text_of(line).lstrip()
    found = _BULLET.match(text)
    return found is not None and found.end() < len(text)


def _parted(block: Block) -> Iterator[Block]:
    """A paragraph as its entries and what is between them; where it has only one, as it is."""
    if not isinstance(block, Paragraph) or not _has_bullet(block):
        yield block
        return
    lines = lines_of(block.spans)
    if sum(map(_begins, lines)) < LEAST and len(lines) > 1:
        yield block
        return
    for is_entry, group in groupby(lines, key=_begins):
        members = list(group)
        for spans in members if is_entry else [joined(members)]:
            yield replace(block, spans=spans)


def _is_entry(block: Block) -> bool:
    if not isinstance(block, Paragraph) or "caption" in block.styles:
        return False
    return _begins(block.spans)


def _item(block: Block) -> Item:
    """An entry without its bullet."""
    if not isinstance(block, Paragraph):
        return Item((block,))
    text = text_of(block.spans)
    cut = len(text) - len(text.lstrip())
    found = _BULLET.match(text, cut)
    spans = stripped(_after(block.spans, found.end() if found else cut))
    return Item((replace(block, spans=spans),))


def _after(spans: Spans, letters: int) -> Spans:
    kept = []
    for span in spans:
        if letters < len(span.text):
            kept.append(replace(span, text=span.text[letters:]))
        letters = max(letters - len(span.text), 0)
    return tuple(kept)
