"""Cuts the line out of a text in which the words that were found stand, and marks them. Pure."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from tui_reader.clean import clean_line
from tui_reader.models import Piece
from tui_reader.query.folding import folded
from tui_reader.query.tree import Needle

_LETTERS: Final = 240
"""Of a whole snippet: three lines of a narrow screen."""
_BEFORE: Final = 28
"""Letters before the first word that was found: it is seen where a line is cut after 40, too."""
_WIDE: Final = "\u1100"
"""From this letter on most take two cells."""
_TO_A_BLANK: Final = 14
"""So far a cut goes on to where a word begins, or back to where one ends."""
_UNPARTED_FROM: Final = "\u0e00"
"""From this letter on words mostly stand without blanks between them."""
_PART: Final = re.compile(r"[^\W_]+")
_CUT: Final = "…"


class Found(NamedTuple):
    """Words in a text: where they stand in it, and how many different ones they are."""

    spans: list[tuple[int, int]]
    kinds: int


class Finder:
    """Looks for the same words in any number of texts.

    Args:
        needles: The words. Where one stands nowhere by itself, it is looked for in others.
    """

    def __init__(self, needles: Sequence[Needle]) -> None:
        wanted = [(_PART.findall(folded(each.text)), each.is_prefix) for each in needles]
        self._words: Final = [_Word(parts, is_prefix) for parts, is_prefix in wanted if parts]
        self.kinds: Final = len(self._words)

    def find(self, text: str) -> Found:
        """Give the places of the words in a text, as they stand there."""
        form, origins = _with_origins(text)
        found = [word.places(form) for word in self._words]
        spans = [span for places in found for span in places]
        if origins is not None:
            spans = [(origins[start], origins[end - 1] + 1) for start, end in spans]
        return Found(_merged(sorted(spans)), sum(map(bool, found)))

    def is_all(self, text: str) -> bool:
        """Whether a text is these words in their order, and nothing else."""
        parts = _PART.findall(folded(text))
        wanted = [part for word in self._words for part in word.parts]
        if not wanted or len(parts) != len(wanted) or parts[:-1] != wanted[:-1]:
            return False
        if self._words[-1].is_prefix:
            return bool(parts[-1].startswith(wanted[-1]))
        return bool(parts[-1] == wanted[-1])


class _Word:
    """One word, or words that stand together."""

    def __init__(self, parts: Sequence[str], is_prefix: bool) -> None:
        self.parts: Final = parts
        self.is_prefix: Final = is_prefix
        self._pattern: Final = re.compile(r"[\W_]+".join(map(re.escape, parts)))
        self._is_open_before: Final = parts[0][0] >= _UNPARTED_FROM
        self._is_open_after: Final = parts[-1][-1] >= _UNPARTED_FROM

    def places(self, form: str) -> list[tuple[int, int]]:
        """Give where it stands by itself in a folded text; else where it is a part of words."""
        everywhere = [match.span() for match in self._pattern.finditer(form)]
        whole = [self._grown(form, span) for span in everywhere if self._is_whole(form, *span)]
        return whole or everywhere

    def _is_whole(self, form: str, start: int, end: int) -> bool:
        begins = self._is_open_before or start == 0 or not form[start - 1].isalnum()
        is_open = self._is_open_after or self.is_prefix
        return begins and (is_open or end == len(form) or not form[end].isalnum())

    def _grown(self, form: str, span: tuple[int, int]) -> tuple[int, int]:
        """Take in the rest of a word of which only the beginning was asked for."""
        start, end = span
        if self.is_prefix and not self._is_open_after:
            while end < len(form) and form[end].isalnum():
                end += 1
        return start, end


def snippet(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """Cut one line out of a text: where most of the words stand close together."""
    start, end = _window(text, spans)
    pieces = [Piece(_CUT)] if start else []
    at = start
    for first, after in spans:
        if at <= first and after <= end:
            pieces += (Piece(text[at:first]), Piece(text[first:after], is_match=True))
            at = after
    pieces.append(Piece(text[at:end]))
    if end < len(text):
        pieces.append(Piece(_CUT))
    return _tidy(pieces)


def _with_origins(text: str) -> tuple[str, list[int] | None]:
    """Fold a text, and say of each letter where it came from; None: where it is."""
    form = folded(text)
    if text.isascii():
        return form, None
    pieces = {letter: folded(letter) for letter in set(text)}
    if len(form) == len(text) and all(len(piece) == 1 for piece in pieces.values()):
        return form, None
    origins = [at for at, letter in enumerate(text) for _ in pieces[letter]]
    return "".join(pieces[letter] for letter in text), origins


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Make one span of those that lie over each other."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged


def _window(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Give begin and end of the stretch that holds most of the words; the first of its like."""
    if not spans:
        return 0, _end(text, _LETTERS)
    room = _LETTERS - _BEFORE
    best, most, last = 0, 0, 0
    for nth, (first, _) in enumerate(spans):
        while last < len(spans) and spans[last][1] <= first + room:
            last += 1
        if last - nth > most:
            best, most = nth, last - nth
    start = _start(text, spans[best][0])
    return start, _end(text, max(start + _LETTERS, spans[best][1]))


def _start(text: str, first: int) -> int:
    """Begin so far before the first word, where a word or a line begins."""
    before = text[max(0, first - _BEFORE) : first]
    start = first - _BEFORE + sum(letter >= _WIDE for letter in before) // 2
    if start <= 0:
        return 0
    line = text.rfind("\n", start, first)
    if line >= 0:
        return line + 1
    blank = text.find(" ", start, min(start + _TO_A_BLANK, first))
    return blank + 1 if blank >= 0 else start


def _end(text: str, end: int) -> int:
    """End where a word ends."""
    if end >= len(text):
        return len(text)
    blank = text.rfind(" ", end - _TO_A_BLANK, end)
    return blank if blank >= 0 else end


def _tidy(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Make one line of it: harmless, a single blank between words, whatever the pieces' edges."""
    tidy: list[Piece] = []
    ends_in_blank = True
    for text, is_match in pieces:
        line = clean_line(text.strip(" "))
        if not line:
            line = "" if ends_in_blank or not text else " "
        else:
            line = _with_blank_edges(text, line, after_blank=ends_in_blank)
        if line:
            tidy.append(Piece(line, is_match))
            ends_in_blank = line.endswith(" ")
    return tuple(tidy)


def _with_blank_edges(text: str, line: str, *, after_blank: bool) -> str:
    before = " " if text[:1].isspace() and not after_blank else ""
    after = " " if text[-1:].isspace() else ""
    return before + line + after
