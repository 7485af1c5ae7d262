"""Plain letters for the signs in the reader's own sentences, borders and keys.

One filter over every line that a widget draws; widgets whose lines are the words of posts, or of
the person, leave it out.
"""

import re
from collections.abc import Sequence
from typing import Final

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_SAME: Final = {
    **{"·": "-", "•": "*", "–": "-", "—": "-", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"},
    **{"‹": "<", "›": ">", "«": "<", "»": ">", "●": "o", "★": "*", "▲": "^", "✓": "x"},
    **dict.fromkeys("─━▔▀═", "-"),
    **dict.fromkeys("▁▂▄", "_"),
    **dict.fromkeys("│┃▏▎▍▊▋▉▕▐▌█", "|"),
    **dict.fromkeys("┌┐└┘╭╮╰╯├┤┬┴┼┏┓┗┛", "+"),
}
LONGER: Final = {"…": "...", "↑": "up", "↓": "down", "←": "left", "→": "right"}
LONG: Final = str.maketrans({**_SAME, **LONGER})
"""As one would write it."""
SHORT: Final = str.maketrans({**_SAME, "…": "~", "↑": "^", "↓": "v", "←": "<", "→": ">"})
"""One letter for one."""
SPARE: Final = re.compile(" {3,}")
"""Blanks of which all but two can be spared."""


def plain(words: str) -> str:
    """Return words as plain letters write them: ``↓`` is ``down``."""
    return words if words.isascii() else words.translate(LONG)


def plain_pieces(pieces: Sequence[str]) -> list[str]:
    """Return the pieces of a line in plain letters, as wide together as they were.

    What is longer in plain letters takes blanks from behind it. Where there are none, each sign
    gets one letter.
    """
    longer: list[str] = []
    debt = 0
    for piece in pieces:
        new = plain(piece)
        debt += len(new) - len(piece)
        while debt and (spare := SPARE.search(new, _last_longer(piece))):
            paid = min(debt, spare.end() - spare.start() - 2)
            new = new[: spare.start()] + new[spare.start() + paid :]
            debt -= paid
        longer.append(new)
    return [piece.translate(SHORT) for piece in pieces] if debt else longer


def _last_longer(piece: str) -> int:
    """Return where in a piece nothing comes any more that is longer in plain letters."""
    return max(piece.rfind(sign) for sign in LONGER) + 1


class PlainSigns(LineFilter):
    """Writes the lines of all widgets with plain letters."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return a line in plain letters."""
        texts = [segment.text for segment in segments]
        if all(map(str.isascii, texts)):
            return segments
        return [
            Segment(text, segment.style, segment.control)
            for text, segment in zip(plain_pieces(texts), segments, strict=True)
        ]


def as_they_are(filters: Sequence[LineFilter]) -> list[LineFilter]:
    """Return the filters of a widget that draws words which are not the reader's own."""
    return [each for each in filters if not isinstance(each, PlainSigns)]
