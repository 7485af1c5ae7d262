"""Finding words in a document, wherever its lines end: case and accents make no difference. Pure.

A place is a pair of reading offsets: letters of the document before it, and before what follows.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Final
from unicodedata import combining, normalize

from tui_reader.render.blocks import Document, leaves, spans_of, text_of
from tui_reader.render.lines import Line, own_letters

if TYPE_CHECKING:
    from tui_reader.query.tree import Needle

_BETWEEN: Final = "\x00"
"""Stands between two blocks: no text has it, so that no place goes over the end of a block."""
_ALIKE: Final = str.maketrans("‘’‚“”„«»‐‑–—\N{NO-BREAK SPACE}\n", '\'\'\'"""""---- ' + " ")
_KANA: Final = range(0x3040, 0x3100)
_UNPARTED: Final = 0x1100
"""From this letter on words mostly stand without blanks between them: Chinese, Japanese, Korean."""


class Searched:
    """A document's text, made ready once for any number of searches."""

    def __init__(self, document: Document) -> None:
        self._texts = [text_of(spans_of(leaf)) for leaf in leaves(document.blocks)]
        self._offsets = [0, *accumulate(map(len, self._texts))]
        text = _BETWEEN.join(self._texts)
        self._begins = [0, *accumulate(len(text) + 1 for text in self._texts)]
        self._folded, self._origins = _fold(text)

    def places(self, words: str) -> tuple[list[int], list[int]]:
        """Return every place of ``words``: where each begins, and where it ends."""
        wanted, _ = _fold(words)
        starts: list[int] = []
        ends: list[int] = []
        at = self._folded.find(wanted) if wanted and _BETWEEN not in wanted else -1
        while at >= 0:
            starts.append(self._offset(at))
            ends.append(self._offset(at + len(wanted) - 1) + 1)
            at = self._folded.find(wanted, at + len(wanted))
        return starts, ends

    def places_of(self, needles: "Sequence[Needle]") -> tuple[list[int], list[int]]:
        """Return every place of any of these words, in the order of the text, as ``places``."""
        found = _spans(self._folded, needles)
        return (
            [self._offset(start) for start, _ in found],
            [self._offset(end - 1) + 1 for _, end in found],
        )

    def _offset(self, at: int) -> int:
        """Return the document's letters before one of the folded ones."""
        origin = at if self._origins is None else self._origins[at]
        leaf = bisect_right(self._begins, origin) - 1
        return self._offsets[leaf] + origin - self._begins[leaf]

    def text(self, start: int, end: int) -> str:
        """Return the document's letters between two offsets, as far as one block has them."""
        leaf = bisect_right(self._offsets, start) - 1
        if not 0 <= leaf < len(self._texts):
            return ""
        first = self._offsets[leaf]
        return self._texts[leaf][start - first : end - first]


def lit_in(text: str, needles: "Sequence[Needle]") -> list[tuple[int, int]]:
    """Return where words stand in one line of text: begin and end of each, in order."""
    folded, origins = _fold(text)
    found = _spans(folded, needles)
    if origins is None:
        return found
    return [(origins[start], origins[end - 1] + 1) for start, end in found]


def _spans(folded: str, needles: "Sequence[Needle]") -> list[tuple[int, int]]:
    """Return begin and end of every place of any of the words; none lies over another."""
    found = sorted(span for needle in needles for span in _spans_of(folded, needle))
    spans: list[tuple[int, int]] = []
    for start, end in found:
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _spans_of(folded: str, needle: "Needle") -> list[tuple[int, int]]:
    """Return where a word stands by itself; where it never does, where it is a part of others."""
    parts = re.findall(r"\w+", _fold(needle.text)[0])
    if not parts:
        return []
    body = rf"[^\w{_BETWEEN}]+".join(map(re.escape, parts))
    before = "" if ord(parts[0][0]) >= _UNPARTED else r"(?<!\w)"
    after = "" if ord(parts[-1][-1]) >= _UNPARTED else r"(?!\w)"
    after = r"\w*" if needle.is_prefix and after else after
    whole = [match.span() for match in re.finditer(before + body + after, folded)]
    return whole or [match.span() for match in re.finditer(body, folded)]


def _fold(text: str) -> tuple[str, list[int] | None]:
    """Return text without case, accents and kinds of quotes; for each letter, where it came from.

    None stands for: every letter is where it was.
    """
    if text.isascii():
        return text.lower().replace("\n", " "), None
    table = {ord(letter): _folded(letter) for letter in set(text)}
    if all(len(letters) == 1 for letters in table.values()):
        return text.translate(table), None
    pieces = [table[ord(letter)] for letter in text]
    origins = [at for at, letters in enumerate(pieces) for _ in letters]
    return "".join(pieces), origins


def _folded(letter: str) -> str:
    """Return a letter as it is compared; nothing for a mark that stands over another letter."""
    if ord(letter) not in _KANA:  # there a mark makes another letter
        plain = "".join(each for each in normalize("NFD", letter) if not combining(each))
        letter = plain if len(plain) <= 1 else letter
    return letter.casefold().translate(_ALIKE)


def places_of_letters(line: Line, told: str) -> list[int]:
    """Return where in a drawn line each letter of the document stands that it tells.

    Args:
        line: As it is drawn: perhaps with a sign before the text, and with blanks that widen it.
        told: The document's letters from this line's first to the next line's.
    """
    own = [(at + nth, letter) for at, text in own_letters(line) for nth, letter in enumerate(text)]
    drawn = "".join(letter for _, letter in own)
    for shown in _as_shown(told):
        if drawn.endswith(shown):
            return [place for place, _ in own[len(own) - len(shown) :]]
    return []


def _as_shown(told: str) -> Iterable[str]:
    """Return how a line may show its letters: blanks at its end may be left out."""
    return told.rstrip("\n"), told.rstrip(), ""
