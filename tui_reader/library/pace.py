"""How fast an archive comes in, and how long it will take yet, from what its walk told.

Pure: whoever shows it says when something was told.
"""

from collections import deque
from typing import Final

WINDOW_SECONDS: Final = 30.0
"""The rate is that of the last half minute."""
LEAST_SECONDS: Final = 1.0
"""Sooner than that, nothing is said of the rate."""


class Pace:
    """The pace of one walk, or of several together."""

    def __init__(self) -> None:
        self._told: deque[tuple[float, int]] = deque()

    def note(self, now: float, kept: int) -> None:
        """So many posts are kept by now (seconds of a clock that only goes forward)."""
        self._told.append((now, kept))
        while now - self._told[0][0] > WINDOW_SECONDS and len(self._told) > 2:
            self._told.popleft()

    @property
    def rate(self) -> float | None:
        """Posts a second; None: too early to say."""
        if not self._told:
            return None
        (began, before), (now, kept) = self._told[0], self._told[-1]
        return (kept - before) / (now - began) if now - began >= LEAST_SECONDS else None

    def left(self, total: int | None) -> float | None:
        """Seconds until ``total`` posts are kept; None where nobody can say."""
        if total is None or not self.rate:
            return None
        return max(0, total - self._told[-1][1]) / self.rate


def span(seconds: float) -> str:
    """A time that something takes: ``0:32``, ``12:05``, ``1:02:00``."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
