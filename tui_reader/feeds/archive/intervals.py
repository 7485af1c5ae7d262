"""Which places of a numbered list are still to be brought: intervals, counted from 1. Pure."""

from collections.abc import Iterable
from typing import Final, NamedTuple

ENDLESS: Final = 10**9
"""The end of a list that does not say how long it is."""


class Interval(NamedTuple):
    """Places from ``first`` to ``last``, both included."""

    first: int
    last: int

    @property
    def size(self) -> int:
        """How many places."""
        return self.last - self.first + 1


Intervals = tuple[Interval, ...]
"""In order, none touching the next."""


def tidy(intervals: Iterable[Interval], most: int = ENDLESS) -> Intervals:
    """Put intervals in order, join what touches, cut what is outside of 1 to ``most``."""
    joined: list[Interval] = []
    for first, last in sorted(intervals):
        first, last = max(first, 1), min(last, most)
        if first > last:
            continue
        if joined and first <= joined[-1].last + 1:
            joined[-1] = Interval(joined[-1].first, max(joined[-1].last, last))
        else:
            joined.append(Interval(first, last))
    return tuple(joined)


def without(intervals: Intervals, gone: Interval) -> Intervals:
    """Take an interval out."""
    left: list[Interval] = []
    for each in intervals:
        left.append(Interval(each.first, min(each.last, gone.first - 1)))
        left.append(Interval(max(each.first, gone.last + 1), each.last))
    return tidy(each for each in left if each.first <= each.last)


def shifted(intervals: Intervals, grown: int, total: int) -> Intervals:
    """Widen intervals so that nothing is missed when the list has grown or shrunk by so many.

    Where it grew or shrank is not known: what was behind that place has moved, what was before it
    has not.

    Args:
        intervals: By the old numbers.
        grown: Negative where it shrank.
        total: Its length now.
    """
    if grown < 0:
        return tidy((Interval(each.first + grown, each.last) for each in intervals), total)
    return tidy((Interval(each.first, each.last + grown) for each in intervals), total)
