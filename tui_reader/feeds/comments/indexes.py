"""Walks a list that is asked by index, newest first, and may change meanwhile (Blogger).

Pure but for the asking that it is given. A comment that comes moves all others down: they are met
twice. One that goes moves them up: so many before the page have been missed, and are asked again.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Final

from tui_reader.feeds.archive.base import read_cursor, written
from tui_reader.feeds.tree import list_at, number_at
from tui_reader.models import ParsedComments

SIZE: Final = 500
"""Asked for at once; servers give fewer."""
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
    ahead = _Ahead(ask, is_on=lanes > 1)
    try:
        while not progress.is_done:
            answer = await ahead.answer(progress)
            guids = {comment.guid for comment in answer.comments}
            progress = advanced(progress, answer, is_new=not guids <= seen)
            seen |= guids
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
        if self._task is not None:
            await _end(self._task)

    async def _look(self, progress: Progress) -> None:
        if self._task is not None:  # more came than expected, or fewer
            self._guesses -= 1
        await self.close()
        self._task = None
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
    first, size = progress.span
    received = len(answer.comments)
    total = progress.total if answer.total is None else answer.total
    grown = 0 if total is None or progress.total is None else total - progress.total
    missed = _moved(progress.missed[1:], grown)
    after = progress.next
    if progress.missed:
        missed += ((first + received, size - received),) if 0 < received < size else ()
        after = max(1, after + grown) if after else 0
    elif not received or not is_new or (total is not None and first + received > total):
        after = 0
    else:
        after = first + received
    return Progress(after, total, _lacking(first, grown) + missed)


def _lacking(first: int, grown: int) -> tuple[Span, ...]:
    """What has been missed because the list grew at its head, or lost some before ``first``."""
    if grown > 0 and first > 1:
        return ((1, grown),)
    return ((max(1, first + grown), -grown),) if grown < 0 and first > 1 else ()


def _moved(spans: tuple[Span, ...], grown: int) -> tuple[Span, ...]:
    return tuple((max(1, first + grown), size) for first, size in spans)


def _is_span(span: list[object]) -> bool:
    return len(span) == 2 and all(type(n) is int and n > 0 for n in span)
