"""Serves a replica: on loopback with real sockets, or in memory in place of the network.

Both keep a log, and how many requests were being answered at once.
"""

import asyncio
import threading
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from types import TracebackType
from typing import Any, Final, Self

import httpx

from tests.replica.web import Answer, Asked, Site, packed

DROPS: Final = 20


@dataclass
class Log:
    """What was asked.

    Attributes:
        lines: Address, status, second on the monotonic clock at which it came.
        busy: Requests being answered now.
        most_busy: The most there ever were at once.
    """

    lines: list[tuple[str, int, float]] = field(default_factory=list)
    busy: int = 0
    most_busy: int = 0

    def begin(self) -> None:
        """A request came."""
        self.busy += 1
        self.most_busy = max(self.most_busy, self.busy)

    @property
    def urls(self) -> list[str]:
        """Every address, in the order they were asked for."""
        return [url for url, _, _ in self.lines]

    def counts(self) -> Counter[str]:
        """How often each address was answered."""
        return Counter(self.urls)

    def matching(self, part: str) -> list[str]:
        """Addresses with a certain part."""
        return [url for url in self.urls if part in url]


class Replica:
    """A site on a port of loopback, in a thread of its own; stops and starts on the same port.

    Args:
        site: What is served. ``base`` of it is set to the address when the server starts.
        latency: Seconds from a request to its answer, the making of it included.
    """

    def __init__(self, site: Site, *, latency: float = 0.0, port: int = 0) -> None:
        self.site = site
        self.latency = latency
        self.port = port
        self.log = Log()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def other_url(self) -> str:
        """The same server by another name."""
        return f"http://localhost:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def start(self) -> None:
        """Listen, on the port it had before if it had one."""
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)

    def stop(self) -> None:
        """Listen no more and hang up: who asks is refused, as where no server is."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)

    def be_gone(self, seconds: float) -> None:
        """Stop now, from any thread, and be back after so long."""
        self._loop.call_soon_threadsafe(lambda: self._loop.create_task(self._pause(seconds)))

    async def _pause(self, seconds: float) -> None:
        await self._close()
        await asyncio.sleep(seconds)
        await self._listen()

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(
            self._serve, "127.0.0.1", self.port, backlog=64, reuse_address=True
        )
        self.port = self._server.sockets[0].getsockname()[1]
        site = _bottom(self.site)
        site.base = site.base or self.url

    async def _close(self) -> None:
        if self._server:
            self._server.close()
            self._server = None
        for writer in list(self._writers):
            writer.transport.abort()
        await asyncio.sleep(0)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                while await self._one(await reader.readuntil(b"\r\n\r\n"), writer):
                    pass
        except asyncio.CancelledError:
            pass
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _one(self, head: bytes, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; whether the connection stays."""
        begun = time.monotonic()
        asked = _read(head)
        self.log.begin()
        try:
            answer = packed(asked, self.site.answer(asked))
            self.log.lines.append((asked.url, answer.status, begun))
            rest = begun + self.latency + answer.wait - time.monotonic()
            await asyncio.sleep(max(0.0, rest))
            return await _write(writer, answer)
        finally:
            self.log.busy -= 1


def _read(head: bytes) -> Asked:
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {
        name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)
    }
    return Asked(f"http://{headers.get('host', '')}", first.split(" ")[1], headers)


async def _write(writer: asyncio.StreamWriter, answer: Answer) -> bool:
    body = answer.body[: int(len(answer.body) * answer.cut)]
    lines = [f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}"]
    lines += [f"{name}: {value}" for name, value in answer.headers.items()]
    if answer.status != 304:
        lines.append(f"Content-Length: {len(answer.body)}")
    writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
    step = max(1, -(-len(body) // DROPS)) if answer.drip else max(1, len(body))
    for start in range(0, len(body), step):
        writer.write(body[start : start + step])
        await writer.drain()
        await asyncio.sleep(answer.drip / DROPS)
    await writer.drain()
    return len(body) == len(answer.body)


class Net(httpx.AsyncBaseTransport):
    """Replicas in place of the network, by host; nobody listens anywhere else.

    A site's ``base`` says its host. ``aliases`` are further hosts of a site.
    """

    def __init__(self, *sites: Site, aliases: dict[str, Site] | None = None) -> None:
        self.sites = {_bottom(site).base.partition("://")[2]: site for site in sites}
        self.sites |= aliases or {}
        self.log = Log()
        self.latency = 0.0
        self.is_up = True

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer in place of the network."""
        host = request.url.netloc.decode()
        site = self.sites.get(host)
        if site is None or not self.is_up:
            error = httpx.ConnectError("refused", request=request)
            error.__cause__ = ConnectionRefusedError(111, "Connection refused")
            raise error
        headers = {name.lower(): value for name, value in request.headers.items()}
        target = request.url.raw_path.decode()
        asked = Asked(f"{request.url.scheme}://{host}", target, headers)
        self.log.begin()
        try:
            answer = packed(asked, site.answer(asked))
            self.log.lines.append((asked.url, answer.status, time.monotonic()))
            await asyncio.sleep(self.latency + answer.wait)
            return httpx.Response(
                answer.status, headers=list(answer.headers.items()), stream=_Body(answer, request)
            )
        finally:
            self.log.busy -= 1


def _bottom(site: Any) -> Any:
    """The site behind what changes its answers."""
    while hasattr(site, "site"):
        site = site.site
    return site


class _Body(httpx.AsyncByteStream):
    """A body that has not been read yet, as from a socket."""

    def __init__(self, answer: Answer, request: httpx.Request) -> None:
        self._answer = answer
        self._request = request

    async def __aiter__(self) -> AsyncIterator[bytes]:
        answer = self._answer
        if answer.drip:
            await asyncio.sleep(answer.drip)
        yield answer.body[: int(len(answer.body) * answer.cut)]
        if answer.cut < 1:
            raise httpx.RemoteProtocolError("peer closed connection", request=self._request)
