"""What editors and Blogger leave in a post, mended: bold lines are headlines, labels are pictures.

Works on spans and blocks, never on HTML.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from tui_reader.render.blocks import (
    Block,
    Code,
    Heading,
    Image,
    Paragraph,
    Span,
    Spans,
    letters_of,
    restyled,
    text_of,
)

SUBHEAD_LETTERS: Final = 100
HEADING_LETTERS: Final = 300
SUBHEADS_IN_A_ROW: Final = 3
MENDED_LETTERS: Final = 60
"""Only lines longer than this are joined with the next one: verses are shorter."""

_HAS_WORD: Final = re.compile(r"[^\W_]")
_RULE: Final = re.compile(r"[-_=*~—–─━ .]{5,}|(?:[*~•·⁂#] ?){3,}")
_RULE_SIGNS: Final = frozenset("-_=*~—–─━ .•·⁂#")


def paragraph_blocks(spans: Spans, *, may_head: bool = True) -> Iterator[Block]:
    """The blocks that one run of text stands for: pictures, subheads and paragraphs.

    Args:
        spans: The text.
        may_head: Whether a bold line may be a subhead; in the entry of a list it is only bold.
    """
    if _is_plain(spans):
        yield Paragraph(stripped(spans))
        return
    lines = _mended(lines_of(spans))
    if len(lines) > 1 and all(map(_is_code, lines)):
        yield Code(joined(lines))
        return
    kinds = [_kind(line) for line in lines]
    if not may_head or (len(lines) > 1 and all(kind == "bold" for kind in kinds)):
        kinds = ["text" if kind == "bold" else kind for kind in kinds]
    for kind, group in groupby(zip(kinds, lines, strict=True), key=lambda pair: pair[0]):
        members = [line for _, line in group]
        if kind == "picture":
            yield from (image(span) for line in members for span in line if span.picture)
        elif kind == "bold" and len(members) == 1:
            yield Heading(restyled(members[0], drop="strong"), 3, is_guess=True)
        else:
            yield from _text_blocks(members)


def _is_plain(spans: Spans) -> bool:
    """Whether a run of text is one line that begins with plain letters: most are."""
    first = spans[0]
    if first.styles or first.text.isspace():
        return False
    return not any([span.picture or "\n" in span.text for span in spans])


def _mended(lines: Sequence[Spans]) -> list[Spans]:
    """Join lines that were broken in the middle of a sentence, as in pasted mail."""
    mended: list[Spans] = []
    for line in lines:
        if mended and _goes_on(text_of(mended[-1]), text_of(line)):
            mended[-1] = (*mended[-1], Span(" "), *line)
        else:
            mended.append(line)
    return mended


def _goes_on(text: str, following: str) -> bool:
    is_long = len(text) - text.rfind("\n") > MENDED_LETTERS
    return is_long and (text[-1].islower() or text[-1] == ",") and following[0].islower()


def _text_blocks(lines: Sequence[Spans]) -> Iterator[Block]:
    """A paragraph, with the pictures at its ends standing before and after it."""
    spans = joined(lines)
    first, last = 0, len(spans)
    while first < last and (spans[first].picture or spans[first].text.isspace()):
        first += 1
    while last > first and (spans[last - 1].picture or spans[last - 1].text.isspace()):
        last -= 1
    yield from (image(span) for span in spans[:first] if span.picture)
    if middle := stripped(spans[first:last]):
        yield Paragraph(middle)
    yield from (image(span) for span in spans[last:] if span.picture)


def image(span: Span) -> Image:
    """A picture as a block, from its label within text."""
    return Image(span.text, span.link, "" if span.picture == NO_SOURCE else span.picture)


NO_SOURCE: Final = "-"
"""Stands for the address of a picture that has none of its own (``data:``)."""


def _is_code(line: Spans) -> bool:
    return all("code" in span.styles or span.text.isspace() for span in line)


def _kind(line: Spans) -> str:
    words = [span for span in line if not span.text.isspace()]
    if words and all(span.picture for span in words):
        return "picture"
    if words and all("strong" in span.styles for span in words) and _is_subhead(line):
        return "bold"
    return "text"


def _is_subhead(line: Spans) -> bool:
    text = text_of(line).strip()
    if len(text) > SUBHEAD_LETTERS or not _HAS_WORD.search(text) or text[-1] in ",;":
        return False
    return text[-1] != "." or len(text.split()) <= 6


def lines_of(spans: Spans) -> list[Spans]:
    """Spans parted at their newlines."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        if "\n" not in span.text:
            lines[-1].append(span)
            continue
        first, *others = span.text.split("\n")
        _append(lines[-1], span, first)
        for text in others:
            lines.append([])
            _append(lines[-1], replace(span, anchors=()), text)
    return [tuple(line) for line in lines if line]


def _append(line: list[Span], span: Span, text: str) -> None:
    if text:
        line.append(replace(span, text=text))


def joined(lines: Sequence[Spans]) -> Spans:
    """Lines of spans as spans, with newlines between them."""
    spans: list[Span] = []
    for line in lines:
        if spans:
            spans.append(Span("\n"))
        spans.extend(line)
    return tuple(spans)


def stripped(spans: Spans) -> Spans:
    """Spans without blanks at their ends."""
    if not spans:
        return ()
    first, last = spans[0].text, spans[-1].text
    if first and last and not first[0].isspace() and not last[-1].isspace():
        return spans
    kept = list(spans)
    kept[0] = replace(kept[0], text=first.lstrip())
    kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(span for span in kept if span.text)


def headline_blocks(spans: Spans, level: int) -> Iterator[Block]:
    """A headline and the pictures in it; one as long as a paragraph is a paragraph."""
    yield from (image(span) for span in spans if span.picture)
    words = stripped(tuple(span for span in spans if not span.picture))
    text = text_of(words)
    if len(text) > HEADING_LETTERS or not _HAS_WORD.search(text):
        if words:
            yield Paragraph(words)
        return
    bare = restyled(words, drop="strong")
    yield Heading(tuple(Span(" ") if span.text == "\n" else span for span in bare), level)


def is_drawn_rule(text: str) -> bool:
    """Whether a line of signs stands for a rule (``* * *``, ``-----``)."""
    if text[:1] not in _RULE_SIGNS:
        return False
    line = " ".join(text.split())
    return len(line) <= SUBHEAD_LETTERS and _RULE.fullmatch(line) is not None


def settle_headings(blocks: Sequence[Block]) -> list[Block]:
    """Turn guessed headlines back into bold text where a post is bold all over."""
    guesses = [block for block in blocks if _is_guess(block)]
    bold = sum(map(letters_of, guesses))
    if len(guesses) > 2 and bold > sum(map(letters_of, blocks)) // 2:
        return [as_bold(block) for block in blocks]
    settled: list[Block] = []
    for is_guess, group in groupby(blocks, key=_is_guess):
        members = list(group)
        if is_guess and len(members) >= SUBHEADS_IN_A_ROW:
            members = [as_bold(block) for block in members]
        settled.extend(members)
    return settled


def _is_guess(block: Block) -> bool:
    return isinstance(block, Heading) and block.is_guess


def as_bold(block: Block) -> Block:
    """A guessed headline as bold text again; other blocks as they are."""
    if isinstance(block, Heading) and block.is_guess:
        return Paragraph(restyled(block.spans, add=("strong",)), block.styles)
    return block
