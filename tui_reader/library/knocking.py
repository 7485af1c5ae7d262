"""Learns whether the network answers when no blog is due: opens connections, asks nothing.

So an offline start is seen at once, and no blog gets a request that its schedule does not allow.
"""

import asyncio

from tui_reader.feeds.urls import host_of
from tui_reader.library.desk import Desk
from tui_reader.library.offline import HOSTS_NEEDED
from tui_reader.models import FetchState
from tui_reader.store import schedule


async def knock(desk: Desk) -> None:
    """Knock at a few hosts that answered last time, and tell the watch who opens."""
    states = await desk.database.read(schedule.fetch_states)
    doors = _doors(states)
    desk.watch.begin(doors)
    await asyncio.gather(*(_knock(desk, host, url) for host, url in doors.items()))


def _doors(states: tuple[FetchState, ...]) -> dict[str, str]:
    """Hosts and an address at each: those that answered last time, the latest first."""
    answered = [state for state in states if state.last_fetch and not state.failures]
    latest = sorted(answered, key=lambda state: state.last_fetch or 0, reverse=True)
    doors: dict[str, str] = {}
    for state in latest:
        doors.setdefault(host_of(state.feed_url), state.feed_url)
    return dict(list(doors.items())[:HOSTS_NEEDED])


async def _knock(desk: Desk, host: str, url: str) -> None:
    is_open = await desk.network.opens(url)
    if is_open:
        desk.watch.answered(desk.now())
    elif is_open is False:
        desk.watch.unreached(host)
