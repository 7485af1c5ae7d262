"""Which blogs a refresh asks, in which order, and which it leaves alone and why.

Reads the store, and writes only what a clock that was set back made wrong. No network.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Final

from tui_reader.feeds.urls import host_of
from tui_reader.library.schedule import PAUSED, as_schedule, heal, wait_of
from tui_reader.models import FetchState, Skipped
from tui_reader.store import schedule as store
from tui_reader.store.database import Database

AT_ONCE: Final = 200
"""Blogs that are looked through before a key is answered."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a refresh was asked for."""

    blog_ids: Sequence[int] | None = None
    """None: every blog."""
    force: bool = False
    manual: bool = False


async def find_due(
    database: Database, wish: Wish, now: datetime
) -> tuple[list[FetchState], list[Skipped]]:
    """Part the blogs into those to ask, in order, and those to leave alone."""
    states = await database.read(store.fetch_states, wish.blog_ids)
    holds = await database.read(store.host_holds)
    due: list[FetchState] = []
    skipped: list[Skipped] = []
    for number, state in enumerate(states):
        if number % AT_ONCE == 0:
            await asyncio.sleep(0)  # of 20,000 blogs
        if state.is_paused and wish.blog_ids is None:
            skipped.append(Skipped(state.blog_id, state.title, PAUSED, None))
            continue
        healed = await _healed(database, state, now)
        hold = holds.get(host_of(state.feed_url))
        wait = wait_of(healed, now, hold, force=wish.force, manual=wish.manual)
        if wait is None:
            due.append(healed)
        else:
            skipped.append(Skipped(state.blog_id, state.title, wait.reason, wait.until))
    return in_order(due), skipped


async def _healed(database: Database, state: FetchState, now: datetime) -> FetchState:
    healed = heal(state, now)
    if healed != state:
        await database.write(store.save_schedule, state.blog_id, as_schedule(healed))
    return healed


def in_order(states: Iterable[FetchState]) -> list[FetchState]:
    """Hosts take turns, so that one with many blogs holds up nobody; failing blogs go last."""
    by_host: dict[str, list[FetchState]] = {}
    for state in states:
        by_host.setdefault(host_of(state.feed_url), []).append(state)
    turns = zip_longest(*by_host.values())
    mixed = [state for turn in turns for state in turn if state is not None]
    return sorted(mixed, key=lambda state: state.failures)
