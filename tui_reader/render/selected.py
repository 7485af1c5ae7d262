"""The text between two places of a layout, as its author wrote it: no line breaks of wrapping.

Knows no terminal: a place is a line and a letter of it, as they are drawn.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tui_reader.render.blocks import Image, Table, leaves, spans_of, text_of
from tui_reader.render.layout import Layout
from tui_reader.render.lines import Line, own_letters


class Spot(NamedTuple):
    """A letter of a drawn line."""

    line: int
    letter: int
    """0: the first one, which may be one of a sign before the text."""


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A block that holds text, and its letters' place in the document."""

    start: int
    text: str
    is_table: bool
    is_label: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """What is taken from one line."""

    leaf: _Leaf
    first: int
    """The document's letters before what the line shows, and before what comes after that."""
    end: int
    text: str


def selected_text(layout: Layout, start: Spot, end: Spot) -> str:
    """Return the text from one place to the letter before another.

    Paragraphs are parted by blank lines, entries of lists keep their signs, tables stay as they are
    drawn, and pictures that are drawn are left out.
    """
    pieces: list[str] = []
    before: _Part | None = None
    has_gap = False
    for line, part in _parts(layout, start, end):
        if part:
            pieces.append(_joint(before, part, has_gap=has_gap) + part.text)
            before, has_gap = part, False
        elif not line.text.strip():
            has_gap = True
    return "".join(pieces).strip("\n")


def _parts(layout: Layout, start: Spot, end: Spot) -> Iterator[tuple[Line, _Part | None]]:
    """Give each line between two places, and what is taken from it."""
    count = end.line - start.line + 1
    lines = layout.lines(start.line, count + 1)
    after = [line.offset for line in lines[1:]]
    after.append(layout.document.letters)
    texts = list(_leaves(layout, lines[0].offset, lines[-1].offset)) if lines else []
    for nth, line in enumerate(lines[:count]):
        first = start.letter if nth == 0 else 0
        last = end.letter if nth == count - 1 else len(line.text)
        yield line, _part(line, after[nth], _leaf_at(texts, line.offset), first, last)


def _leaves(layout: Layout, first: int, last: int) -> Iterator[_Leaf]:
    """Give the blocks with text that stand in a part of the document."""
    start = 0
    for leaf in leaves(layout.document.blocks):
        text = text_of(spans_of(leaf))
        if start > last:
            return
        if text and start + len(text) >= first:
            yield _Leaf(start, text, isinstance(leaf, Table), isinstance(leaf, Image))
        start += len(text)


def _leaf_at(texts: list[_Leaf], offset: int) -> _Leaf | None:
    at = bisect_right(texts, offset, key=lambda leaf: leaf.start) - 1
    return texts[at] if at >= 0 and offset <= texts[at].start + len(texts[at].text) else None


def _part(line: Line, after: int, leaf: _Leaf | None, first: int, last: int) -> _Part | None:
    """Return what is taken from a line between two of its letters; None from one without text."""
    if leaf is None or line.pixels is not None:
        return None
    told = leaf.text[line.offset - leaf.start : max(0, after - leaf.start)]
    if leaf.is_table or not told:
        drawn = line.text[first:last].rstrip() if leaf.is_table else ""
        return _Part(leaf, line.offset, line.offset, drawn) if drawn else None
    own = [(at + nth, letter) for at, text in own_letters(line) for nth, letter in enumerate(text)]
    drawn = "".join(letter for _, letter in own)
    shown = told.rstrip("\n")
    shown = shown if drawn.endswith(shown) else told.rstrip()
    lead = len(own) - len(shown) if drawn.endswith(shown) else 0
    inside = "".join(letter for place, letter in own[lead:] if first <= place < last)
    sign = _sign(line, first, own[lead][0]) if lead < len(own) else ""
    return _Part(leaf, line.offset, line.offset + len(shown), sign + inside)


def _sign(line: Line, first: int, end: int) -> str:
    """Return the sign of a list's entry, set in as deep as the entry is."""
    at = 0
    for depth, piece in enumerate(line.pieces):
        if at >= end:
            break
        if "list-sign" in piece.styles and first <= at:
            return "  " * depth + piece.text.strip() + " "
        at += len(piece.text)
    return ""


def _joint(before: _Part | None, part: _Part, *, has_gap: bool) -> str:
    """Return what stands between two lines: what their author put there."""
    if before is None:
        return ""
    if before.leaf is not part.leaf:
        return "\n\n" if has_gap else "\n"
    if part.leaf.is_table:
        return "\n"
    skipped = part.leaf.text[before.end - part.leaf.start : part.first - part.leaf.start]
    if part.leaf.is_label and not skipped:  # its caption begins
        return "\n"
    return "\n" * skipped.count("\n") or (" " if skipped else "")
