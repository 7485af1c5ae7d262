"""How far a walk through a numbered list has come, and what an answer says about the rest. Pure.

A list changes while it is walked. A post deleted before the place reached moves all that follow
one place forward: these places are covered again. A post published moves them back: they are met
twice, which costs nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from tui_reader.feeds.archive.base import read_cursor, written
from tui_reader.feeds.archive.intervals import (
    ENDLESS,
    Interval,
    Intervals,
    shifted,
    tidy,
    without,
)
from tui_reader.feeds.tree import Record, list_at, number_at, record_at, text_at

EVEN_AGAIN: Final = 20
"""Answers of one size that it takes to believe in that size again, after one was of another."""

_FEW: Final = 10
"""No server gives fewer posts at once."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One request for places of the list."""

    places: Interval
    """Those that are expected to come."""
    count: int
    """How many are asked for."""
    base: str
    """Where it is asked for."""
    version: int = 0
    """How many changes of the list were known when it was asked."""
    is_closing: bool = False
    """Whether it looks for what was put into the list behind the walk's back."""


@dataclass(slots=True)
class Progress:
    """Where a walk is; all but ``version`` goes into its cursor."""

    base: str
    spare: str = ""
    """Another address of the same list, for when this one does not do."""
    left: Intervals = (Interval(1, ENDLESS),)
    total: int | None = None
    size: int = 0
    """How many posts come in one answer; 0: not known yet."""
    even: int = 0
    """Answers of that size, one after the other."""
    is_uneven: bool = False
    """Whether one has been of another size."""
    had: int = 0
    """Different posts that came."""
    grown: int = 0
    """Posts that were added meanwhile."""
    is_changed: bool = False
    narrow: Interval | None = None
    """Places that are too large to be asked for as usual."""
    narrow_size: int = 0
    lost: int = 0
    """Posts that were given up since the last one that came."""
    extra: Record = field(default_factory=dict)
    """What the strategy itself wants to know again."""
    version: int = 0

    def cursor(self) -> str:
        """Write it down."""
        state: Record = {
            "base": self.base,
            "spare": self.spare,
            "left": [list(each) for each in self.left],
            "total": self.total,
            "size": self.size,
            "even": self.even,
            "uneven": int(self.is_uneven),
            "had": self.had,
            "grown": self.grown,
            "changed": int(self.is_changed),
            "narrow": [*self.narrow, self.narrow_size] if self.narrow else [],
            "lost": self.lost,
            "extra": self.extra,
        }
        return written({name: value for name, value in state.items() if value not in ("", 0, {})})

    @property
    def is_sure_of_size(self) -> bool:
        """Whether the place at which the next answer ends can be foretold."""
        return self.size > 0 and self.even >= (EVEN_AGAIN if self.is_uneven else 1)

    def take_total(self, claim: Claim, total: int | None) -> int:
        """Take over how long the list is now.

        Returns:
            By how much it is longer than was known, where the answer may have been given before
            that: 0 if its places are certain.
        """
        was, self.total = self.total, self.total if total is None else total
        if total is None or total == was:
            return 0
        if was is None:
            self.left = tidy(self.left, total)
            return 0
        change = total - was
        is_certain = claim.version == self.version
        self.left = shifted(self.left, change, total)
        self.version += 1
        self.is_changed = True
        self.grown += max(change, 0)
        return 0 if is_certain else change

    def cover(self, claim: Claim, came: int, change: int) -> None:
        """Take the places off that an answer brought, the first ``came`` of those asked for."""
        first, last = claim.places.first, claim.places.first + came - 1
        if change > 0:
            first += change
        else:
            last += change
        if came == 0:
            last = ENDLESS
        if first <= last:
            self.left = without(self.left, Interval(first, last))

    def known_places(self, claim: Claim) -> int:
        """Count the places asked for that had been brought before."""
        asked_anew = _places(self.left) - _places(without(self.left, claim.places))
        return claim.places.size - asked_anew

    def learn_size(self, claim: Claim, came: int) -> None:
        """Compare how many came with how many were expected."""
        last = claim.places.first + came - 1
        is_end = came < claim.count and self.total is not None and last >= self.total
        if came == 0 or is_end or self._is_narrow(claim.places.first):
            return
        if came == claim.count < self.size:
            return  # a gap was asked for
        if self.size and came != self.size:
            self.is_uneven = True
            self.even = 0
        self.size = came
        self.even += 1

    def next_claim(self, flying: Iterable[Claim], most: int, *, is_paged: bool) -> Claim | None:
        """Choose what to ask for next; None if nothing may be now."""
        left = self.left
        is_alone = True
        for claim in flying:
            left = without(left, claim.places)
            is_alone = False
        if not left or not (is_alone or self.is_sure_of_size):
            return None
        first = left[0].first
        count = self.size if self.size and is_paged else most
        if self._is_narrow(first):
            count = min(count, self.narrow_size)
        if is_paged:
            first = (first - 1) // count * count + 1
        elif left[0].last < min(ENDLESS, self.total or ENDLESS):
            count = min(count, left[0].size)
        expected = min(count, self.size or most)
        return Claim(Interval(first, first + expected - 1), count, self.base, self.version)

    def ask_for_fewer(self, claim: Claim) -> bool:
        """Ask for half as many from now on; False where that would be few."""
        if claim.count < 2 * _FEW:
            return False
        self.size = claim.count // 2
        return True

    def make_narrow(self, claim: Claim) -> bool:
        """Ask for half as many there; False where it was but one post, which is given up."""
        if claim.count > 1:
            self.narrow, self.narrow_size = claim.places, claim.count // 2
            return True
        self.left = without(self.left, claim.places)
        return False

    def switch(self) -> bool:
        """Go on at the other address, if there is one."""
        if not self.spare:
            return False
        self.base, self.spare = self.spare, ""
        self.size = self.even = 0
        return True

    def _is_narrow(self, place: int) -> bool:
        return self.narrow is not None and self.narrow.first <= place <= self.narrow.last


def read_progress(cursor: str) -> Progress:
    """Read what ``Progress.cursor`` wrote."""
    state = read_cursor(cursor)
    narrow = [each for each in list_at(state, "narrow") if isinstance(each, int)]
    return Progress(
        base=text_at(state, "base"),
        spare=text_at(state, "spare"),
        left=_intervals(state),
        total=number_at(state, "total"),
        size=number_at(state, "size") or 0,
        even=number_at(state, "even") or 0,
        is_uneven=bool(number_at(state, "uneven")),
        had=number_at(state, "had") or 0,
        grown=number_at(state, "grown") or 0,
        is_changed=bool(number_at(state, "changed")),
        narrow=Interval(narrow[0], narrow[1]) if len(narrow) == 3 else None,
        narrow_size=max(1, narrow[2]) if len(narrow) == 3 else 0,
        lost=number_at(state, "lost") or 0,
        extra=record_at(state, "extra"),
    )


def _places(intervals: Intervals) -> int:
    return sum(each.size for each in intervals)


def _intervals(state: Record) -> Intervals:
    total = number_at(state, "total")
    intervals = (
        Interval(pair[0], pair[1])
        for pair in list_at(state, "left")
        if isinstance(pair, list) and len(pair) == 2 and all(isinstance(each, int) for each in pair)
    )
    return tidy(intervals, ENDLESS if total is None else total)
