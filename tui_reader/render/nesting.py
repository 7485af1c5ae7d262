"""Spans as the elements within each other that markup languages want. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from tui_reader.render.blocks import Span, Spans

STYLES: Final = ("strong", "emphasis", "strike", "code", "mark", "superscript", "subscript")
"""From the outermost to the innermost; other styles are for the screen alone."""


@dataclass(frozen=True, slots=True)
class Nest:
    """An element with what is in it."""

    style: str
    """One of ``STYLES``; ``link`` for a link."""
    inside: "tuple[Node, ...]"
    link: int = -1
    """Position in ``Document.links``, of a link."""


Node = Span | Nest


def nested(spans: Spans) -> tuple[Node, ...]:
    """Spans as a tree: links outermost, then styles. Neighbours of one style are one element.

    Blanks at the ends of an element stand outside of it, as in Markdown they must.
    """
    nodes: list[Node] = []
    for link, group in groupby(spans, key=lambda span: span.link):
        members = tuple(group)
        if link is None:
            nodes.extend(_styled(members, STYLES))
        else:
            nodes.extend(_wrapped(members, "link", STYLES, link))
    return tuple(nodes)


def _styled(spans: Spans, styles: Sequence[str]) -> Iterator[Node]:
    held = {style for span in spans for style in span.styles}
    styles = [style for style in styles if style in held]
    if not styles:
        yield from spans
        return
    style, rest = styles[0], styles[1:]
    flags = _joined([style in span.styles for span in spans], spans)
    for has_it, group in groupby(zip(flags, spans, strict=True), key=lambda pair: pair[0]):
        members = tuple(span for _, span in group)
        if has_it:
            yield from _wrapped(members, style, rest)
        else:
            yield from _styled(members, rest)


def _joined(flags: list[bool], spans: Spans) -> list[bool]:
    """Let a blank between two spans of a style have it, too: they are one element."""
    for at in range(1, len(flags) - 1):
        if not spans[at].text.strip(" ") and flags[at - 1] and flags[at + 1]:
            flags[at] = True
    return flags


def _wrapped(spans: Spans, style: str, rest: Sequence[str], link: int = -1) -> Iterator[Node]:
    before, inside, after = _trimmed(spans)
    yield from before
    if inside:
        yield Nest(style, tuple(_styled(inside, rest)), link)
    yield from after


def _trimmed(spans: Spans) -> tuple[Spans, Spans, Spans]:
    """Spans without blanks at their ends, and those blanks."""
    first, last = 0, len(spans)
    while first < last and not spans[first].text.strip():
        first += 1
    while last > first and not spans[last - 1].text.strip():
        last -= 1
    before, inside, after = list(spans[:first]), list(spans[first:last]), list(spans[last:])
    if inside:
        text = inside[0].text
        before.append(Span(text[: len(text) - len(text.lstrip())]))
        inside[0] = _with_text(inside[0], text.lstrip())
        text = inside[-1].text
        after.insert(0, Span(text[len(text.rstrip()) :]))
        inside[-1] = _with_text(inside[-1], text.rstrip())
    return _filled(before), tuple(inside), _filled(after)


def _filled(spans: Sequence[Span]) -> Spans:
    """Blanks as spans without a style; the names of places in them stay."""
    return tuple(
        Span(span.text, anchors=span.anchors) for span in spans if span.text or span.anchors
    )


def _with_text(span: Span, text: str) -> Span:
    return Span(text, span.styles, span.link, span.picture, span.anchors)
