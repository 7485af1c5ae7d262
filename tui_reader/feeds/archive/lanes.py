"""A few requests in flight at once; their outcomes are taken as they come. No order is promised.

A server is free again when its answer is here: what is read of it here, or waits to be taken, takes
none of its time. So there may be twice as many pieces of work under way as requests in flight.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any, Generic, TypeVar

from tui_reader.errors import ReaderError
from tui_reader.feeds.archive.base import LANES

Key = TypeVar("Key")
Answer = TypeVar("Answer")


class Lanes(Generic[Key, Answer]):
    """At most so many requests at once, each under a key.

    Args:
        most: At once.
    """

    def __init__(self, most: int = LANES) -> None:
        self._most = most
        self._tasks: dict[asyncio.Task[Answer], Key] = {}
        self._landed: set[asyncio.Task[Any] | None] = set()

    @property
    def keys(self) -> list[Key]:
        """What is under way, in the order in which it started."""
        return list(self._tasks.values())

    def has_room(self, *, ahead: bool = False) -> bool:
        """Whether one more may start; ``ahead``: also of those that wait to be taken."""
        flying = sum(not (task.done() or task in self._landed) for task in self._tasks)
        most = 2 * self._most if ahead else self._most
        return flying < self._most and len(self._tasks) < most

    def land(self) -> None:
        """Say, from within a piece of work, that it asks for nothing more."""
        self._landed.add(asyncio.current_task())

    def start(self, key: Key, work: Coroutine[Any, Any, Answer]) -> None:
        """Send one on its way."""
        self._tasks[asyncio.create_task(work)] = key

    async def first(self) -> tuple[Key, Answer | ReaderError]:
        """Wait for the next outcome; of several that are there, the one that started first.

        An expected failure is an outcome; anything else is raised.
        """
        await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        task = next(task for task in self._tasks if task.done())
        key = self._tasks.pop(task)
        self._landed.discard(task)
        try:
            return key, task.result()
        except ReaderError as error:
            return key, error

    async def close(self) -> None:
        """Break off what is in flight."""
        tasks = list(self._tasks)
        self._tasks.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
