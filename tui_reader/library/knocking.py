"""Learns whether the network answers where too few blogs are due: opens connections, asks nothing.

So an offline start is seen at once, and no blog gets a request that its schedule does not allow.
"""

import asyncio
from collections.abc import Collection, Iterable
from itertools import islice

from tui_reader.feeds.urls import host_of
from tui_reader.library.desk import Desk
from tui_reader.library.offline import HOSTS_NEEDED
from tui_reader.models import FetchState
from tui_reader.store import schedule


async def knock(desk: Desk) -> None:
    """Knock at a few hosts that answered last time: offline if none opens.

    A refresh that goes on meanwhile is not disturbed, and has the last word if it hears somebody.
    """
    heard = desk.watch.last_answer
    doors = await find_doors(desk)
    opened = await _knock_at(desk, doors.items())
    if opened and all(is_open is False for is_open in opened.values()):
        desk.watch.fell_silent(since=heard)


async def knock_at_others(desk: Desk, asked: Collection[str]) -> None:
    """Where those that were asked were silent, but too few to say offline: hear others."""
    if desk.watch.is_in_doubt:
        doors = await find_doors(desk)
        others = ((host, url) for host, url in doors.items() if host not in asked)
        for host, is_open in (await _knock_at(desk, others)).items():
            if is_open is False:
                desk.watch.unreached(host)


async def find_doors(desk: Desk) -> dict[str, str]:
    """All hosts that answered when they were last asked, the latest first; an address at each."""
    return _doors(await desk.database.read(schedule.fetch_states))


def _doors(states: tuple[FetchState, ...]) -> dict[str, str]:
    answered = [state for state in states if state.last_fetch and not state.failures]
    latest = sorted(answered, key=lambda state: state.last_fetch or 0, reverse=True)
    doors: dict[str, str] = {}
    for state in latest:
        doors.setdefault(host_of(state.feed_url), state.feed_url)
    return doors


async def _knock_at(desk: Desk, doors: Iterable[tuple[str, str]]) -> dict[str, bool | None]:
    few = dict(islice(doors, HOSTS_NEEDED))
    opened = await asyncio.gather(*(_knock(desk, url) for url in few.values()))
    return dict(zip(few, opened, strict=True))


async def _knock(desk: Desk, url: str) -> bool | None:
    is_open = await desk.network.opens(url)
    if is_open:
        desk.watch.answered(desk.now())
    return is_open
