"""Walks a list that is asked by index, newest first, and may change meanwhile (Blogger).

Pure but for the asking that it is given. A comment that comes moves all others down: they are met
twice. One that goes moves them up: so many before the page have been missed, and are asked again.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterable
from dataclasses import dataclass
from typing import Any, Final

from tui_reader.feeds.archive.base import read_cursor, written
from tui_reader.feeds.tree import list_at, number_at
from tui_reader.limits import ARCHIVE_COMMENTS
from tui_reader.models import ParsedComments

SIZE: Final = 500
"""Asked for at once; servers give fewer."""
IDLE: Final = 40
"""So many answers in a row without anything new end a walk: the server makes fun of it."""
_GUESSES: Final = 2
"""After so many requests in vain, one is made at a time: the parts are of different sizes."""
Ask = Callable[[int, int], Coroutine[Any, Any, ParsedComments]]
"""Asks for so many from an index (from 1) on."""
Span = tuple[int, int]
"""The first index, and how many."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a walk has come."""

    next: int = 1
    """Where it goes on; 0: its end has been seen."""
    total: int | None = None
    missed: tuple[Span, ...] = ()
    repeats: int = 0
    """So many may be met a second time, because as many have come."""

    @property
    def is_done(self) -> bool:
        """Whether there is nothing left to ask for."""
        return not self.next and not self.missed

    @property
    def span(self) -> Span:
        """What to ask for now."""
        return self.missed[0] if self.missed else (self.next, SIZE)


def progress_of(cursor: str) -> Progress:
    """Read a cursor; an empty one begins."""
    state = read_cursor(cursor)
    spans = (span for span in list_at(state, "missed") if isinstance(span, list))
    missed = tuple((span[0], span[1]) for span in spans if _is_span(span))
    start = number_at(state, "next")
    return Progress(1 if start is None else start, number_at(state, "total"), missed)


def cursor_of(name: str, progress: Progress) -> str:
    """Write a cursor, with the name of the way that can read it."""
    return written(
        {
            "way": name,
            "next": progress.next,
            "total": progress.total,
            "missed": [list(span) for span in progress.missed],
        }
    )


async def walked(
    ask: Ask, progress: Progress, *, lanes: int = 1
) -> AsyncGenerator[tuple[ParsedComments, Progress], None]:
    """Ask until the end is seen; give each answer with how far it has come by then.

    Args:
        ask: Asks.
        progress: Where to begin.
        lanes: With two, what will probably be asked next is asked at the same time.
    """
    seen: set[str] = set()
    idle = 0
    ahead = _Ahead(ask, is_on=lanes > 1)
    try:
        while not progress.is_done:
            answer = await ahead.answer(progress)
            guids = {comment.guid for comment in answer.comments}
            is_new = not guids <= seen
            idle = 0 if is_new else idle + 1
            progress = advanced(progress, answer, is_new=is_new)
            seen |= guids
            if idle >= IDLE or len(seen) >= ARCHIVE_COMMENTS:
                progress = Progress(0, progress.total)
            yield answer, progress
    finally:
        await ahead.close()


class _Ahead:
    """Asks for the following part while one is on its way, once it is known how many come."""

    def __init__(self, ask: Ask, *, is_on: bool) -> None:
        self._ask = ask
        self._guesses = _GUESSES if is_on else 0
        self._received = 0
        self._next: Span | None = None
        self._task: asyncio.Task[ParsedComments] | None = None

    async def answer(self, progress: Progress) -> ParsedComments:
        """Give the answer to ``progress.span``."""
        is_main = not progress.missed
        if not is_main:  # the list has changed: what was asked before is old
            await self.close()
        if is_main and self._task is not None and self._next == progress.span:
            task, self._task = self._task, None
        else:
            task = asyncio.ensure_future(self._ask(*progress.span))
        if is_main:
            await self._look(progress)
        try:
            answer = await task
        finally:
            await _end(task)
        if is_main:
            self._received = len(answer.comments)
        return answer

    async def close(self) -> None:
        """Ask no more."""
        task, self._task = self._task, None
        if task is not None:
            await _end(task)

    async def _look(self, progress: Progress) -> None:
        if self._task is not None:  # more came than expected, or fewer
            self._guesses -= 1
        await self.close()
        start = progress.next + self._received
        if self._guesses and self._received and start <= (progress.total or 0):
            self._next = (start, SIZE)
            self._task = asyncio.ensure_future(self._ask(*self._next))


async def _end(task: "asyncio.Task[ParsedComments]") -> None:
    """Stop a request that nobody waits for; what became of it is nobody's matter."""
    task.cancel()
    await asyncio.wait([task])
    if not task.cancelled():
        task.exception()


def advanced(progress: Progress, answer: ParsedComments, *, is_new: bool) -> Progress:
    """Say how far a walk is after an answer.

    Args:
        progress: Before it.
        answer: To ``progress.span``.
        is_new: Whether it held anything that had not been seen.
    """
    first, _ = progress.span
    end = first + len(answer.comments)
    total = progress.total if answer.total is None else answer.total
    grown = 0 if total is None or progress.total is None else total - progress.total
    missed = [_stretched(span, grown) for span in progress.missed]
    if first > 1 and grown > 0:
        missed.append((1, grown))
    if progress.next > 1 and grown < 0:
        missed.append((max(1, progress.next + grown), -grown))
    after, repeats = progress.next, progress.repeats + max(0, grown)
    if progress.missed:
        # What no answer comes for is not there: the list is shorter than that.
        bound = end if answer.comments else first + SIZE
    else:
        bound = end
        repeats -= len(answer.comments)
        is_over = not answer.comments or (not is_new and repeats < 0)
        after = 0 if is_over or (total is not None and end > total) else end
    return Progress(after, total, _without(missed, first, bound, total), max(0, repeats))


def _stretched(span: Span, grown: int) -> Span:
    """Give where the same comments may be after so many have come or, below zero, gone."""
    first, size = span
    start = max(1, first + min(0, grown))
    return start, first + size + max(0, grown) - start


def _without(spans: Iterable[Span], first: int, end: int, total: int | None) -> tuple[Span, ...]:
    """Take away what has been received; what overlaps becomes one."""
    pieces: list[Span] = []
    for start, size in spans:
        stop = start + size if total is None else min(start + size, total + 1)
        pieces += [(start, min(stop, first)), (max(start, end), stop)]
    left: list[Span] = []
    for low, high in sorted(pieces):
        if low < high and left and low <= left[-1][1]:
            left[-1] = (left[-1][0], max(high, left[-1][1]))
        elif low < high:
            left.append((low, high))
    return tuple((low, high - low) for low, high in left)


def _is_span(span: list[object]) -> bool:
    return len(span) == 2 and all(type(n) is int and n > 0 for n in span)
