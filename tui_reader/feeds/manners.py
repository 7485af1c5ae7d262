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
        self._next_start: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Waits until ``host`` may be asked, and holds its place while the block runs.

        The place at the host is taken before the one in all, so that many blogs on one slow host
        do not keep other hosts waiting.
        """
        async with AsyncExitStack() as places:
            if not is_loopback_name(host):
                await places.enter_async_context(self._at_host[host])
                await self._wait_for_gap(host)
            await places.enter_async_context(self._everywhere.place())
            yield

    async def _wait_for_gap(self, host: str) -> None:
        now = self._now()
        start = max(now, self._next_start.get(host, now))
        self._next_start[host] = start + self._gap
        if start > now:
            await self._sleep(start - now)

    def _now(self) -> float:
        return self._clock() if self._clock else asyncio.get_running_loop().time()
