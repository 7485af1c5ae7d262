"""Asks many blogs at once and tells what happens as it happens.

One task a blog: whatever befalls one, the others are asked, stored and told. No SQL, no HTTP.
"""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Sequence
from itertools import chain
from typing import Final

from tui_reader import limits
from tui_reader.feeds.urls import host_of
from tui_reader.library.asking import Asker
from tui_reader.library.desk import Desk
from tui_reader.library.due import Wish, find_due
from tui_reader.library.knocking import find_doors, knock_at_others
from tui_reader.models import Asked, FetchState, Planned, RefreshEvent, Skipped

OFFLINE_ASKED_FOR: Final = "offline, as asked for"
Events = asyncio.Queue[RefreshEvent | None]
"""None: the last blog is done."""


def ask_all(desk: Desk, wish: Wish) -> AsyncGenerator[RefreshEvent, None]:
    """Ask the blogs that are due, or nobody where the person wants no network.

    One blog that a person asks for by itself tells its newest comments, too.
    """
    asker = Asker(desk)
    if not desk.network.is_allowed:
        return skip_all(asker, wish)
    if not wish.manual or wish.blog_ids is None or len(wish.blog_ids) != 1:
        return refresh(asker, wish)
    from tui_reader.library.newest import counting

    return counting(desk, refresh(asker, wish))


async def refresh(asker: Asker, wish: Wish) -> AsyncGenerator[RefreshEvent, None]:
    """Ask the blogs that are due. Closing this stops those still asked; what is stored stays.

    Raises:
        StoreError: Nothing can be kept: nobody is asked.
        Exception: A bug met on the way, once all other blogs are done.
    """
    asker.desk.database.need_writing()
    due, skipped = await find_due(asker.desk.database, wish, asker.desk.now())
    asker.desk.watch.begin(await find_doors(asker.desk))
    yield Planned(len(due), len(skipped))
    async for event in _one_by_one(skipped):
        yield event
    events: Events = asyncio.Queue()
    ending = asyncio.create_task(_ask_all(asker, due, events))
    try:
        while (happened := await events.get()) is not None:
            yield happened
        await ending
    finally:
        ending.cancel()
        await asyncio.wait([ending])


async def skip_all(asker: Asker, wish: Wish) -> AsyncGenerator[RefreshEvent, None]:
    """Ask nobody: the person wants no network."""
    due, skipped = await find_due(asker.desk.database, wish, asker.desk.now())
    yield Planned(0, len(due) + len(skipped))
    unasked = (Skipped(each.blog_id, each.title, OFFLINE_ASKED_FOR, None) for each in due)
    async for event in _one_by_one(chain(unasked, skipped)):
        yield event


async def _one_by_one(events: Iterable[RefreshEvent]) -> AsyncGenerator[RefreshEvent, None]:
    """Yield what is known already, and let others have their turn in between."""
    for event in events:
        yield event
        await asyncio.sleep(0)


async def _ask_all(asker: Asker, due: Sequence[FetchState], events: Events) -> None:
    gate = asyncio.Semaphore(limits.CONNECTIONS + limits.SLOW_CONNECTIONS)
    tasks: list[asyncio.Task[None]] = []
    try:
        for state in due:
            await gate.acquire()
            tasks.append(asyncio.create_task(_ask(asker, gate, state, events)))
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        await knock_at_others(asker.desk, {host_of(state.feed_url) for state in due})
        await asker.settle()
    finally:
        for task in tasks:
            task.cancel()
        events.put_nowait(None)
    for bug in outcomes:
        if isinstance(bug, BaseException):
            raise bug


async def _ask(asker: Asker, gate: asyncio.Semaphore, state: FetchState, events: Events) -> None:
    try:
        events.put_nowait(Asked(state.blog_id, state.title))
        events.put_nowait(await asker.ask(state))
    finally:
        gate.release()
