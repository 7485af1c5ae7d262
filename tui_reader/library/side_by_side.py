"""Lets things go on beside each other, so many at once. Knows nothing of what goes on."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import TypeVar

T = TypeVar("T")


async def side_by_side(
    streams: Sequence[AsyncGenerator[T, None]], most: int
) -> AsyncGenerator[T, None]:
    """Give what happens in many streams as it happens, so many of them at once.

    Closing this closes those that still run.

    Raises:
        Exception: A bug met in one, once all others have ended.
    """
    events: asyncio.Queue[T | None] = asyncio.Queue()
    ending = asyncio.create_task(_run_all(streams, asyncio.Semaphore(most), events))
    try:
        while (event := await events.get()) is not None:
            yield event
        await ending
    finally:
        ending.cancel()
        await asyncio.wait([ending])


async def _run_all(
    streams: Sequence[AsyncGenerator[T, None]],
    gate: asyncio.Semaphore,
    events: "asyncio.Queue[T | None]",
) -> None:
    tasks = [asyncio.create_task(_run(stream, gate, events)) for stream in streams]
    try:
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        events.put_nowait(None)
    for bug in outcomes:
        if isinstance(bug, BaseException):
            raise bug


async def _run(
    stream: AsyncGenerator[T, None], gate: asyncio.Semaphore, events: "asyncio.Queue[T | None]"
) -> None:
    async with gate, aclosing(stream):
        async for event in stream:
            events.put_nowait(event)
