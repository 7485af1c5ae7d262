"""Code in colours: which of its letters are words of its language, names, texts, remarks.

Pygments is loaded when the first code comes into view. No colours here, only style names.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tui_reader.render.blocks import Code, Span, Spans, text_of
from tui_reader.render.languages import KNOWN, guessed

if TYPE_CHECKING:
    from pygments.lexer import Lexer

CODE_LETTERS: Final = 18_000
LINE_LETTERS: Final = 400
"""Code longer than this, and code with a longer line, is left in one colour."""
CHUNK_LETTERS: Final = 6_000
"""So many letters are read as one: for some code lexers take the square of them."""
_SLOW: Final = re.compile(
    r"^(?:[^\S\n]*+\n){6}|(?<![\w$.<>\[\]?])(?:[\w$.<>\[\]?]++\s++){50}", re.MULTILINE
)
"""Many blank lines and words without signs: a few lexers take seconds for those."""

_STYLES: Final = (
    ("Comment.Preproc", "code-keyword"),
    ("Comment", "code-comment"),
    ("Keyword", "code-keyword"),
    ("Operator.Word", "code-keyword"),
    ("Name.Tag", "code-keyword"),
    ("Name.Builtin", "code-name"),
    ("Name.Function", "code-name"),
    ("Name.Class", "code-name"),
    ("Name.Decorator", "code-name"),
    ("Name.Attribute", "code-name"),
    ("Name.Exception", "code-name"),
    ("Literal.String", "code-string"),
    ("Literal.Number", "code-number"),
    ("Generic.Deleted", "code-deleted"),
    ("Generic.Inserted", "code-string"),
    ("Generic.Heading", "code-name"),
    ("Generic.Subheading", "code-name"),
    ("Generic.Prompt", "code-comment"),
)
"""Kinds of Pygments, the narrower first, and what they are drawn as."""


def highlighted(code: Code) -> Spans:
    """The spans of code, with a style for each kind of its letters; as they are if in doubt."""
    text = text_of(code.spans)
    name = code.language or guessed(text)
    if name not in KNOWN or _is_slow(text):
        return code.spans
    kinds = _kinds(text, name)
    return tuple(_split(code.spans, kinds)) if len(kinds) > 1 else code.spans


def _is_slow(text: str) -> bool:
    if len(text) > CODE_LETTERS or max(map(len, text.split("\n"))) > LINE_LETTERS:
        return True
    return _SLOW.search(text) is not None


@lru_cache(maxsize=64)
def _kinds(text: str, language: str) -> tuple[tuple[int, str], ...]:
    """Where each kind of letters begins, and its style."""
    lexer = _lexer(language, is_bare="<?" not in text)
    kinds: list[tuple[int, str]] = [(0, "")]
    for start, chunk in _chunks(text):
        for place, style in _kinds_in(chunk, lexer):
            if style != kinds[-1][1]:
                kinds.append((start + place, style))
    return tuple(kinds)


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """The parts of a text, of whole lines, and where they begin."""
    start = 0
    while start < len(text):
        end = len(text)
        if end - start > CHUNK_LETTERS:
            end = text.rfind("\n", start, start + CHUNK_LETTERS) + 1
        yield start, text[start:end]
        start = end


def _kinds_in(text: str, lexer: "Lexer") -> Iterator[tuple[int, str]]:
    try:
        for place, token, _ in lexer.get_tokens_unprocessed(text):
            yield place, _style_of(str(token).removeprefix("Token."))
    except Exception:  # a lexer's own fault, and only the colours are lost by it
        return


@lru_cache(maxsize=64)
def _lexer(language: str, *, is_bare: bool) -> "Lexer":
    from pygments.lexers import get_lexer_by_name

    return get_lexer_by_name(language, startinline=is_bare)  # which only that of PHP knows


@lru_cache(maxsize=256)
def _style_of(kind: str) -> str:
    return next((style for name, style in _STYLES if kind.startswith(name)), "")


def _split(spans: Spans, kinds: tuple[tuple[int, str], ...]) -> Iterator[Span]:
    """The spans, parted where a kind of letters ends."""
    starts = [start for start, _ in kinds]
    base = 0
    for span in spans:
        end = base + len(span.text)
        first = max(bisect_right(starts, base) - 1, 0)
        last = bisect_right(starts, end - 1)
        cuts = [base, *(start for start in starts[first:last] if base < start < end), end]
        for index, (start, stop) in enumerate(pairwise(cuts)):
            style = kinds[bisect_right(starts, start) - 1][1]
            styles = (*span.styles, style) if style else span.styles
            anchors = () if index else span.anchors
            text = span.text[start - base : stop - base]
            yield Span(text, styles, span.link, span.picture, anchors)
        base = end
