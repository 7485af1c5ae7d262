"""The HTTP client and the parse worker, made when they are first needed.

Importing this imports neither httpx nor feedparser: a start on stored posts waits for neither.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Final

from tui_reader import __version__
from tui_reader.config import Config
from tui_reader.config.paths import PROGRAM
from tui_reader.errors import FetchError
from tui_reader.limits import PICTURE_SECONDS

if TYPE_CHECKING:
    import httpx

    from tui_reader.feeds.asking import Asking
    from tui_reader.feeds.discover import Discovery
    from tui_reader.feeds.http import Http
    from tui_reader.feeds.worker import ParseWorker
    from tui_reader.models import ArchiveSource, NotModified, Page, ParsedFeed, Validators

Opens = Callable[[str], Awaitable[bool | None]]
"""Says whether an address's host takes a connection."""

PROGRAM_PAGE: Final = f"https://pypi.org/project/{PROGRAM}/"
"""Where a blog's owner finds out what asks, if the person gives no address."""


class Network:
    """One client and two workers for the life of a library.

    Attributes:
        is_allowed: Whether anything may be asked at all.
    """

    def __init__(
        self,
        config: Config,
        *,
        transport: "httpx.AsyncBaseTransport | None",
        host_gap: float,
        now: Callable[[], datetime],
        allowed: bool,
        opens: Opens | None,
    ) -> None:
        self._config = config
        self._transport = transport
        self._host_gap = host_gap
        self._now = now
        self.is_allowed = allowed
        self._opens = opens
        self._http: Http | None = None
        self._worker: ParseWorker | None = None
        self._picture_worker: ParseWorker | None = None

    async def get(
        self, url: str, validators: "Validators", *, typed: bool, walking: bool = False
    ) -> "Page | NotModified":
        """Ask a feed; FetchError says why nothing came.

        Args:
            url: Of the feed.
            validators: What its last answer gave.
            typed: Whether the person typed its host: then it may be on the local network.
            walking: Whether it follows another request that its host has just answered.
        """
        return await (await self._client()).get(url, validators, typed=typed, walking=walking)

    async def discover(self, address: str) -> "Discovery":
        """Go from any page of a blog to its posts feed; FetchError or FeedError."""
        from tui_reader.feeds.discover import discover

        return await discover(await self._client(), address, self.parse)

    async def parse(self, page: "Page") -> "ParsedFeed":
        """Read a feed in the worker process; FeedError if it is none."""
        return await self.worker().parse(page)

    def worker(self) -> "ParseWorker":
        """The process that reads; it starts when it gets something to read."""
        if self._worker is None:
            from tui_reader.feeds.worker import ParseWorker

            self._worker = ParseWorker()
        return self._worker

    async def asking(self, blog: "ArchiveSource") -> "Asking":
        """What a walk through one blog's archive or comments asks with; FetchError: no network."""
        http = await self._client()
        from tui_reader.feeds.asking import Asking

        return Asking(http, self.worker(), typed_host=blog.typed_host, feed_url=blog.feed_url)

    async def asking_for_pictures(self, blog: "ArchiveSource | None") -> "Asking":
        """What one blog's pictures are asked for with; FetchError: no network.

        Args:
            blog: Whose they are; None: one without a server, such as a file.
        """
        http = await self._client()
        from tui_reader.feeds.asking import Asking
        from tui_reader.feeds.http import PICTURES

        typed_host, feed_url = (blog.typed_host, blog.feed_url) if blog else ("", "")
        worker = self.picture_worker()
        return Asking(http, worker, typed_host=typed_host, feed_url=feed_url, wanted=PICTURES)

    def picture_worker(self) -> "ParseWorker":
        """The process that draws; one of its own, so that no feed waits for a picture."""
        if self._picture_worker is None:
            from tui_reader.feeds.worker import ParseWorker

            self._picture_worker = ParseWorker(
                seconds=PICTURE_SECONDS, task="picture-size", what="picture"
            )
        return self._picture_worker

    async def opens(self, url: str) -> bool | None:
        """Whether an address's host takes a connection; None where that cannot be known."""
        if self._opens is None:
            if self._transport is not None:
                return None
            from tui_reader.feeds.knock import opens

            self._opens = opens
        return await self._opens(url)

    async def close(self) -> None:
        """Let go of connections and of the worker."""
        if self._http is not None:
            await self._http.aclose()
        for worker in (self._worker, self._picture_worker):
            if worker is not None:
                await worker.close()

    async def _client(self) -> "Http":
        if not self.is_allowed:
            raise FetchError("network", "nothing is asked while --offline is given", reached=False)
        # httpx takes 150 ms to import; keys are answered meanwhile.
        await asyncio.to_thread(import_module, "tui_reader.feeds.http")
        if self._http is None:
            from tui_reader.feeds.http import Http

            own_name = self._config.user_agent
            self._http = Http(
                user_agent=own_name or f"{PROGRAM}/{__version__}",
                contact=self._config.contact or ("" if own_name else PROGRAM_PAGE),
                transport=self._transport,
                host_gap=self._host_gap,
                now=self._now,
            )
        return self._http
