"""Opens connections: resolves, judges the very address it then connects to, speaks HTTP.

Knows no feeds and no manners. With http.py the only importer of httpx and httpcore.
"""

import asyncio
import socket
import ssl
from asyncio.staggered import staggered_race
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from tui_reader import limits
from tui_reader.errors import FetchError
from tui_reader.feeds.addresses import allowed, judge_name
from tui_reader.feeds.urls import is_loopback_name, scheme_of, split_credentials

LAN_ALLOWED: Final = "tui_reader_lan_allowed"
"""Request extension: True where the person typed the host."""

_HEAD_START: Final = 0.25
"""Seconds one address has before the next is tried beside it (RFC 8305, Happy Eyeballs)."""
_KEEP_ALIVE: Final = 15.0
"""Seconds a connection is kept for the next request of the same refresh."""
_MOST_CONNECTIONS: Final = limits.CONNECTIONS + limits.SLOW_CONNECTIONS
"""As many as manners lets go at once: nobody waits in the pool, where waiting would be counted."""
_HTTPCORE_ERRORS: Final = (
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.TimeoutException,
    httpcore.UnsupportedProtocol,
)

_SocketOptions = Iterable[httpcore.SOCKET_OPTION]


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Connects by TCP, but only where the address rules allow.

    The judged address is the one connected to, so a name that resolves differently the second
    time (DNS rebinding) gains nothing.
    """

    def __init__(self, *, lan_allowed: bool) -> None:
        self._lan_allowed = lan_allowed
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: _SocketOptions | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolves, judges, and takes the first address that answers."""
        try:
            async with asyncio.timeout(timeout):
                addresses = allowed(host, await _resolve(host, port), lan_allowed=self._lan_allowed)
                return await self._first_to_answer(addresses, port)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(str(error)) from error
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(str(error)) from error

    async def _first_to_answer(
        self, addresses: list[str], port: int
    ) -> httpcore.AsyncNetworkStream:
        tries = [partial(self._inner.connect_tcp, address, port) for address in addresses]
        stream, _, errors = await staggered_race(tries, _HEAD_START)
        if isinstance(stream, httpcore.AsyncNetworkStream):
            return stream
        raise next((error for error in errors if error), OSError("no address"))


class GuardedTransport(httpx.AsyncBaseTransport):
    """HTTP/1.1 and HTTP/2, through the proxies of the environment where it names any.

    One pool for each (scheme, trust, proxy): a connection that was allowed because the person
    typed its host is never reused for an address that a server chose.
    """

    def __init__(self) -> None:
        self._proxies = getproxies()
        self._pools: dict[tuple[str, bool, str], httpcore.AsyncConnectionPool] = {}
        self._tls: ssl.SSLContext | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Sends one request; the body of the answer is read by the caller."""
        pool = self._pool_for(request)
        with _as_httpx_errors():
            answer = await pool.handle_async_request(_as_httpcore(request))
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Stream(answer),
            extensions=answer.extensions,
        )

    async def aclose(self) -> None:
        """Closes every connection."""
        for pool in self._pools.values():
            await pool.aclose()

    def _pool_for(self, request: httpx.Request) -> httpcore.AsyncConnectionPool:
        host, scheme = request.url.host, request.url.scheme
        lan_allowed = request.extensions.get(LAN_ALLOWED) is True
        proxy = self._proxy_for(scheme, host)
        if proxy:
            judge_name(host, lan_allowed=lan_allowed)
        key = (scheme, lan_allowed, proxy)
        if key not in self._pools:
            self._pools[key] = self._open_pool(*key)
        return self._pools[key]

    def _proxy_for(self, scheme: str, host: str) -> str:
        """The proxy to use; empty for none. This machine is always asked directly."""
        proxy = self._proxies.get(scheme) or self._proxies.get("all") or ""
        return "" if not proxy or is_loopback_name(host) or proxy_bypass(host) else proxy

    def _open_pool(
        self, scheme: str, lan_allowed: bool, proxy: str
    ) -> httpcore.AsyncConnectionPool:
        tls = self._tls_context() if scheme == "https" else None
        if proxy:
            return _proxy_pool(proxy, tls)
        return httpcore.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=_MOST_CONNECTIONS,
            max_keepalive_connections=limits.CONNECTIONS,
            keepalive_expiry=_KEEP_ALIVE,
            http2=True,
            network_backend=GuardedBackend(lan_allowed=lan_allowed),
        )

    def _tls_context(self) -> ssl.SSLContext:
        """Made once, when first needed: reading the certificates takes about 20 ms."""
        if self._tls is None:
            self._tls = httpx.create_ssl_context()
        return self._tls


class _Stream(httpx.AsyncByteStream):
    """A body as it comes over the wire."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _as_httpx_errors():
            async for chunk in self._answer.aiter_stream():
                yield chunk

    async def aclose(self) -> None:
        with _as_httpx_errors():
            await self._answer.aclose()


async def _resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, each once, in the order the system prefers."""
    loop = asyncio.get_running_loop()
    answers = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in answers))


def _proxy_pool(proxy: str, tls: ssl.SSLContext | None) -> httpcore.AsyncConnectionPool:
    address, user, password = split_credentials(proxy if "://" in proxy else f"http://{proxy}")
    if scheme_of(address) not in ("http", "https"):
        raise FetchError(
            "network", "the proxy that the environment names is neither http nor https"
        )
    return httpcore.AsyncHTTPProxy(
        proxy_url=address,
        proxy_auth=(user, password) if user else None,
        ssl_context=tls,
        max_connections=_MOST_CONNECTIONS,
        max_keepalive_connections=limits.CONNECTIONS,
        keepalive_expiry=_KEEP_ALIVE,
        http2=True,
    )


def _as_httpcore(request: httpx.Request) -> httpcore.Request:
    url = request.url
    return httpcore.Request(
        request.method,
        httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
        headers=request.headers.raw,
        content=request.stream,
        extensions=request.extensions,
    )


@contextmanager
def _as_httpx_errors() -> Iterator[None]:
    """The two libraries name their errors alike."""
    try:
        yield
    except _HTTPCORE_ERRORS as error:
        raise getattr(httpx, type(error).__name__)(str(error)) from error
