"""What can be taken back, and where one came from. Pure."""

from typing import NamedTuple

from tui_reader.models import Flag, Mark

STEPS_REMEMBERED = 200


class MarkHistory:
    """Marks that were set, to undo and redo one by one."""

    def __init__(self) -> None:
        self._done: list[Mark] = []
        self._undone: list[Mark] = []

    def add(self, mark: Mark) -> None:
        """Remember a mark that changed something."""
        if mark.post_ids:
            self._done = [*self._done, mark][-STEPS_REMEMBERED:]
            self._undone.clear()

    def last_done(self) -> Mark | None:
        """Take out the mark that was set last, None if there is none to take back."""
        return self._done.pop() if self._done else None

    def last_undone(self) -> Mark | None:
        """Take out what was taken back last, None if there is none to set again."""
        return self._undone.pop() if self._undone else None

    def put_done(self, mark: Mark) -> None:
        """Remember a mark as one that can be taken back."""
        self._done.append(mark)

    def put_undone(self, mark: Mark) -> None:
        """Remember a mark as one that can be set again."""
        self._undone.append(mark)


def mark_words(mark: Mark) -> str:
    """Return what a mark did, as a sentence."""
    many = len(mark.post_ids)
    posts = "1 post" if many == 1 else f"{many:,} posts"
    match mark.flag, mark.value:
        case Flag.READ, True:
            return f"Marked {posts} read."
        case Flag.READ, False:
            return f"Marked {posts} unread."
        case _, True:
            return f"Starred {posts}."
        case _:
            return f"Took the star from {posts}."


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
