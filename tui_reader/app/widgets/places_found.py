"""Finding words in laid-out lines, also where they go on in the next line. Pure."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

Place = tuple[tuple[int, int, int], ...]
"""One place where the words stand: (line, first letter, letter after the last) for each line."""


def find_places(lines: Sequence[str], words: str) -> list[Place]:
    """Return every place of ``words``, without regard to case; a line's end counts as a blank."""
    wanted = words.casefold()
    text = " ".join(lines).casefold()
    if not wanted or len(text) != sum(map(len, lines)) + max(0, len(lines) - 1):
        return _find_line_by_line(lines, wanted) if wanted else []
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    places = []
    at = text.find(wanted)
    while at >= 0:
        places.append(_place(starts, lines, at, at + len(wanted)))
        at = text.find(wanted, at + len(wanted))
    return places


def _place(starts: Sequence[int], lines: Sequence[str], start: int, end: int) -> Place:
    line = bisect_right(starts, start) - 1
    parts = []
    while start < end:
        stop = min(end - starts[line], len(lines[line]))
        if start - starts[line] < stop:
            parts.append((line, start - starts[line], stop))
        line += 1
        start = starts[line] if line < len(starts) else end
    return tuple(parts) or ((max(0, line - 1), 0, 0),)


def _find_line_by_line(lines: Sequence[str], wanted: str) -> list[Place]:
    """Where folding changes a text's length, letters cannot be mapped: name the lines only."""
    return [
        ((number, 0, len(line)),) for number, line in enumerate(lines) if wanted in line.casefold()
    ]
