"""How politely servers are asked: how many requests at once, and how far apart.

No httpx, no addresses beyond a host's name. This machine is not a stranger's server: requests to
it count in the total only.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from tui_reader import limits
from tui_reader.feeds.urls import is_loopback_name


class Places:
    """So many at once; one that takes long makes room for another, up to a bound.

    Args:
        total: At once.
        slow: How many more there may be while so many are slow.
        patience: Seconds after which one is slow.
    """

    def __init__(
        self,
        total: int,
        *,
        slow: int = limits.SLOW_CONNECTIONS,
        patience: float = limits.SLOW_SECONDS,
    ) -> None:
        self._free = asyncio.Semaphore(total)
        self._slow_left = slow
        self._patience = patience

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Waits for a place, and holds it while the block runs or until it is slow."""
        await self._free.acquire()
        stay = _Stay()
        timer = asyncio.get_running_loop().call_later(self._patience, self._make_room, stay)
        try:
            yield
        finally:
            timer.cancel()
            if stay.is_slow:
                self._slow_left += 1
            else:
                self._free.release()

    def _make_room(self, stay: "_Stay") -> None:
        if self._slow_left:
            self._slow_left -= 1
            stay.is_slow = True
            self._free.release()


@dataclass(slots=True)
class _Stay:
    is_slow: bool = False
    """Its place was given to another."""


class Manners:
    """Gives each request its turn.

    Args:
        gap: Seconds between two starts of requests to one host.
        total: Requests at once, all hosts together, but for those that take long.
        per_host: Requests at once to one host.
        clock: Seconds that only grow; the event loop's own clock if not given.
        sleep: Waits so many seconds.
    """

    def __init__(
        self,
        *,
        gap: float = limits.HOST_GAP_SECONDS,
        total: int = limits.CONNECTIONS,
        per_host: int = limits.CONNECTIONS_PER_HOST,
        clock: Callable[[], float] | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._gap = gap
        self._clock = clock
        self._sleep = sleep
        self._everywhere = Places(total)
        self._at_host = defaultdict[str, asyncio.Semaphore](lambda: asyncio.Semaphore(per_host))
        self._last_start: dict[str, float] = {}
        self._answer_time: dict[str, float] = {}
        """How long each host took for its last answer to a walk."""

    @asynccontextmanager
    async def turn(self, host: str, *, walking: bool = False) -> AsyncIterator[None]:
        """Waits until ``host`` may be asked, and holds its place while the block runs.

        The place at the host is taken before the one in all, so that many blogs on one slow host
        do not keep other hosts waiting.

        Args:
            host: Who is asked.
            walking: Whether more requests follow: then starts are half of the host's own last
                answer time apart, so that one that slows down is asked more slowly.
        """
        async with AsyncExitStack() as places:
            if not is_loopback_name(host):
                await places.enter_async_context(self._at_host[host])
                await self._wait_for_gap(host, self._pace(host) if walking else self._gap)
            await places.enter_async_context(self._everywhere.place())
            start = self._now()
            try:
                yield
            finally:
                if walking:
                    self._answer_time[host] = self._now() - start

    def _pace(self, host: str) -> float:
        """Seconds between two starts of a walk at a host."""
        shortest = min(self._gap, limits.WALK_GAP_SECONDS)
        return max(shortest, self._answer_time.get(host, 0.0) / 2)

    async def _wait_for_gap(self, host: str, gap: float) -> None:
        now = self._now()
        start = max(now, self._last_start.get(host, now - gap) + gap)
        self._last_start[host] = start
        if start > now:
            await self._sleep(start - now)

    def _now(self) -> float:
        return self._clock() if self._clock else asyncio.get_running_loop().time()
