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
    """Knock at a few hosts that answered last time, and tell the watch who opens."""
    doors = await find_doors(desk)
    desk.watch.begin(doors)
    await _knock_at(desk, doors.items())


async def knock_at_others(desk: Desk, asked: Collection[str]) -> None:
    """Where those that were asked were silent, but too few to say offline: hear others."""
    if desk.watch.is_in_doubt:
        doors = await find_doors(desk)
        await _knock_at(desk, ((host, url) for host, url in doors.items() if host not in asked))


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


async def _knock_at(desk: Desk, doors: Iterable[tuple[str, str]]) -> None:
    few = islice(doors, HOSTS_NEEDED)
    await asyncio.gather(*(_knock(desk, host, url) for host, url in few))


async def _knock(desk: Desk, host: str, url: str) -> None:
    is_open = await desk.network.opens(url)
    if is_open:
        desk.watch.answered(desk.now())
    elif is_open is False:
        desk.watch.unreached(host)
