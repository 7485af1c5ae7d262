"""Where one came from, to go back there. Pure."""

from typing import NamedTuple

STEPS_REMEMBERED = 200


class Stand(NamedTuple):
    """A place that one read at."""

    post_id: int
    position: float = 0.0
    """The share of the text's letters above it; more than 1.0 in what stands below the text."""


class Aim(NamedTuple):
    """The place in a post that is gone to."""

    position: float | None = None
    """As in ``Stand``; None: where it was left."""
    anchor: str = ""
    """The name of a place, which goes before the position where the text has it."""


class Trail:
    """The places one came from, to go back to, and from there forward again."""

    def __init__(self) -> None:
        self._before: list[Stand] = []
        self._after: list[Stand] = []

    def leave(self, here: Stand) -> None:
        """Remember a place that is left for another; what lay ahead is forgotten."""
        if not self._before or self._before[-1] != here:
            self._before = [*self._before, here][-STEPS_REMEMBERED:]
        self._after.clear()

    def back(self, here: Stand | None) -> Stand | None:
        """Return the place to go back to, None at the beginning; ``here`` lies ahead from now."""
        return _step(self._before, self._after, here)

    def forward(self, here: Stand | None) -> Stand | None:
        """Return the place one went back from, None where that was never done."""
        return _step(self._after, self._before, here)


def _step(source: list[Stand], target: list[Stand], here: Stand | None) -> Stand | None:
    if not source:
        return None
    if here is not None:
        target.append(here)
    return source.pop()
