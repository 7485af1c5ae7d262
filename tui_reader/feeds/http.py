"""Asks an address for its page: politely, conditionally, within limits.

Knows no feeds, keeps no state between answers but open connections. No cookies, no Referer.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final, Self

import httpx

from tui_reader import limits
from tui_reader.clean import clean_line
from tui_reader.errors import FetchError
from tui_reader.feeds import failures, headers, urls
from tui_reader.feeds.body import read_body, too_large
from tui_reader.feeds.hops import REDIRECTS, Hop, first_hop, next_hop, not_an_address
from tui_reader.feeds.manners import Manners
from tui_reader.feeds.network import LAN_ALLOWED, GuardedTransport
from tui_reader.models import NotModified, Page, Validators

_ACCEPT: Final = (
    b"application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    b"application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.7, */*;q=0.5"
)

_GOOD: Final = frozenset({200, 203})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What kind of answer is asked for."""

    accept: bytes = _ACCEPT
    most_bytes: int = limits.BODY_BYTES
    """Of the body, on the wire and after gzip; past it: too-large."""


PICTURES: Final = Wanted(
    b"image/webp, image/png, image/jpeg, image/gif, */*;q=0.1", limits.PICTURE_BYTES
)
_PAGES: Final = Wanted()

for _name in ("httpx", "httpcore", "hpack", "h2"):
    # At INFO and DEBUG they write whole addresses and headers, with passwords.
    logging.getLogger(_name).setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a server may take, in seconds."""

    connect: float = limits.CONNECT_SECONDS
    first_byte: float = limits.FIRST_BYTE_SECONDS
    silence: float = limits.SILENCE_SECONDS
    total: float = limits.FEED_SECONDS
    """All requests of one ``get`` together, redirects included, waiting for a turn not."""

    def scaled(self, factor: float) -> "Patience":
        """The same proportions, for a test that cannot wait."""
        return Patience(
            *(value * factor for value in (self.connect, self.first_byte, self.silence, self.total))
        )


class Http:
    """The reader's one HTTP client. Use it as an async context manager.

    Args:
        user_agent: The same on every request, e.g. ``tui-reader/0.1.0``.
        contact: Address or page of who runs this reader, added to the User-Agent; may be empty.
        transport: Instead of the network, for tests.
        host_gap: Seconds between the starts of two requests to one host; none for this machine.
        patience: How long servers may take.
        now: What time it is, for Retry-After and Expires.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        contact: str = "",
        transport: httpx.AsyncBaseTransport | None = None,
        host_gap: float = limits.HOST_GAP_SECONDS,
        patience: Patience = Patience(),
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._patience = patience
        self._now = now
        self._manners = Manners(gap=host_gap)
        # The transport alone, without httpx.AsyncClient: that keeps cookies, logs addresses, and
        # raises for a Location that it cannot read even when it is told not to follow any.
        self._transport = transport or GuardedTransport()
        self._user_agent = _user_agent(user_agent, contact)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Closes every connection."""
        await self._transport.aclose()

    async def get(
        self,
        url: str,
        validators: Validators = Validators(),  # noqa: B008 - frozen
        *,
        typed: bool = False,
        walking: bool = False,
        wanted: Wanted = _PAGES,
    ) -> Page | NotModified:
        """Asks for a page, follows its redirects, reads it whole.

        Args:
            url: An http or https address; a user name and password in it go into the
                Authorization header, to that server only.
            validators: What the page's last answer gave, to be told when nothing changed.
            typed: Whether the person chose this host (a followed feed counts): then it may be on
                the local network; what it redirects to may not, unless it is the same host.
            walking: Whether it is one of many that follow each other (an archive, comments,
                pictures): then the host's own pace is kept in place of the fixed gap.
            wanted: What kind of answer can be used.

        Raises:
            FetchError: Nothing that can be used; nothing else is ever raised.
        """
        hop = first_hop(url, typed=typed)
        asked = urls.split_credentials(url)[0]
        left = self._patience.total
        while True:
            async with self._manners.turn(hop.host, walking=walking):
                loop = asyncio.get_running_loop()
                start = loop.time()
                answer = await self._ask(hop, validators, wanted, left)
                left -= loop.time() - start
            match answer:
                case Hop():
                    hop = answer
                case NotModified():
                    return replace(answer, url=asked, validators=_kept(validators, answer))
                case Page():
                    return replace(answer, url=asked)

    def _request(self, hop: Hop, validators: Validators, accept: bytes) -> httpx.Request:
        given = (
            (b"User-Agent", self._user_agent),
            (b"Accept", accept),
            (b"Accept-Encoding", b"gzip"),
            (b"Authorization", hop.authorization),
            (b"If-None-Match", validators.etag),
            (b"If-Modified-Since", validators.last_modified),
        )
        waits = httpx.Timeout(self._patience.first_byte, connect=self._patience.connect, pool=None)
        return httpx.Request(
            "GET",
            hop.url,
            headers=[(name, value) for name, value in given if value],
            extensions={"timeout": waits.as_dict(), LAN_ALLOWED: hop.lan_allowed},
        )

    async def _ask(
        self, hop: Hop, validators: Validators, wanted: Wanted, seconds: float
    ) -> Page | NotModified | Hop:
        """Makes one request within so many seconds. httpx alone never ends a slow drip."""
        try:
            async with asyncio.timeout(seconds):
                request = self._request(hop, validators, wanted.accept)
                response = await self._transport.handle_async_request(request)
                async with aclosing(response):
                    return await self._read(hop, request, response, wanted.most_bytes)
        except TimeoutError:
            raise failures.too_slow(hop.host, self._patience.total) from None
        except httpx.ConnectTimeout:
            raise failures.no_answer(hop.host, self._patience.connect, reached=False) from None
        except httpx.TimeoutException:
            raise failures.no_answer(hop.host, self._patience.first_byte, reached=True) from None
        except httpx.InvalidURL:
            raise not_an_address(hop.url) from None
        except (httpx.HTTPError, httpx.StreamError, OSError, ValueError) as error:
            is_tls = urls.scheme_of(hop.url) == "https"
            raise failures.explain(error, hop.host, is_tls=is_tls) from error

    async def _read(
        self, hop: Hop, request: httpx.Request, response: httpx.Response, most_bytes: int
    ) -> Page | NotModified | Hop:
        raw, status = response.headers.raw, response.status_code
        if headers.size_of(raw) > limits.HEADER_BYTES:
            raise FetchError("network", f"{hop.host} sent more headers than any server needs")
        if status in REDIRECTS:
            return next_hop(hop, status, headers.text_of(raw, b"location"))
        if status == 304 and _is_conditional(request):
            return self._not_modified(hop, raw)
        if status not in _GOOD:
            raise self._refusal(hop.host, status, raw)
        return await self._page(hop, response, most_bytes)

    def _not_modified(self, hop: Hop, raw: headers.RawHeaders) -> NotModified:
        return NotModified(
            url=hop.url,
            validators=headers.validators_of(raw),
            max_age=headers.max_age_of(raw, self._now()),
            moved_to=hop.moved_to,
        )

    async def _page(self, hop: Hop, response: httpx.Response, most_bytes: int) -> Page:
        raw = response.headers.raw
        return Page(
            url=hop.url,
            final_url=hop.url,
            status=response.status_code,
            body=await self._body(hop.host, response, most_bytes),
            content_type=clean_line(headers.text_of(raw, b"content-type")).lower(),
            content_location=_content_location(hop.url, raw),
            validators=headers.validators_of(raw),
            max_age=headers.max_age_of(raw, self._now()),
            moved_to=hop.moved_to,
            links=headers.links_of(raw, hop.url),
            total=headers.number_of(raw, b"x-wp-total"),
            total_pages=headers.number_of(raw, b"x-wp-totalpages"),
        )

    async def _body(self, host: str, response: httpx.Response, most_bytes: int) -> bytes:
        raw = response.headers.raw
        length = headers.text_of(raw, b"content-length")
        if length.isdigit() and int(length[:20]) > most_bytes:
            raise too_large(host, most_bytes)
        return await read_body(
            response.aiter_raw(),
            encoding=headers.text_of(raw, b"content-encoding"),
            host=host,
            silence=self._patience.silence,
            most_bytes=most_bytes,
        )

    def _refusal(self, host: str, status: int, raw: headers.RawHeaders) -> FetchError:
        now = self._now()
        retry_after = headers.retry_after_of(raw, now)
        retry_at = None
        if retry_after is not None or status == 429:
            retry_at = headers.clamped_retry(timedelta(seconds=retry_after or 0), now)
        error_class = {410: "gone", 429: "rate-limited"}.get(status, "http-status")
        return FetchError(
            error_class,
            failures.bad_status(host, status),
            status=status,
            retry_at=retry_at,
            retry_after=retry_after,
        )


def _user_agent(name: str, contact: str) -> bytes:
    text = f"{name} (+{contact})" if contact else name
    return clean_line(text).encode("ascii", "ignore")


def _is_conditional(request: httpx.Request) -> bool:
    return "if-none-match" in request.headers or "if-modified-since" in request.headers


def _kept(sent: Validators, answer: NotModified) -> Validators:
    """What to send next time: a 304 replaces only what it names (RFC 9111, 3.2)."""
    return Validators(
        etag=answer.validators.etag or sent.etag,
        last_modified=answer.validators.last_modified or sent.last_modified,
    )


def _content_location(url: str, raw: headers.RawHeaders) -> str:
    location = headers.text_of(raw, b"content-location")
    return urls.join(url, location) if location else ""
