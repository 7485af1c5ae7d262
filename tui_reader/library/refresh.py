"""Asks many blogs at once and tells what happens as it happens.

One task a blog: whatever befalls one, the others are asked, stored and told. No SQL, no HTTP.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
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
        Exception: A bug met on the way, once all other blogs are done.
    """
    due, skipped = await find_due(asker.desk.database, wish, asker.desk.now())
    asker.desk.watch.begin(await find_doors(asker.desk))
    yield Planned(len(due), len(skipped))
    for event in skipped:
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
    for state in due:
        yield Skipped(state.blog_id, state.title, OFFLINE_ASKED_FOR, None)
    for event in skipped:
        yield event


async def _ask_all(asker: Asker, due: Sequence[FetchState], events: Events) -> None:
    gate = asyncio.Semaphore(limits.CONNECTIONS + limits.SLOW_CONNECTIONS)
    tasks = [asyncio.create_task(_ask(asker, gate, state, events)) for state in due]
    try:
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
    async with gate:
        events.put_nowait(Asked(state.blog_id, state.title))
        events.put_nowait(await asker.ask(state))
