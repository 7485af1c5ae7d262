"""A program that falls asleep in the middle of its work, as a laptop does, and wakes up later."""

import asyncio
import re

import httpx


class Sleeping(httpx.AsyncBaseTransport):
    """The network of one program, of which it hears nothing from some request on until it wakes."""

    def __init__(self, net: httpx.AsyncBaseTransport, falls_asleep_at: str) -> None:
        self._net = net
        self._last = re.compile(falls_asleep_at)
        self._awake = asyncio.Event()
        self.asleep = asyncio.Event()

    def wake(self) -> None:
        """Hear everything again."""
        self._awake.set()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer as the network does, unless asleep."""
        if self._last.search(str(request.url)):
            self.asleep.set()
        if self.asleep.is_set():
            await self._awake.wait()
        return await self._net.handle_async_request(request)
