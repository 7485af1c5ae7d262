"""Asks and reads for one blog: its archive and its comments. The worker reads, ``Http`` asks."""

from typing import Any

from tui_reader.feeds.archive.base import LANES
from tui_reader.feeds.http import Http
from tui_reader.feeds.urls import host_of
from tui_reader.feeds.worker import ParseWorker
from tui_reader.models import Page, ParsedFeed


class Asking:
    """What the walks of one blog may do (``feeds.archive.base.Asks``).

    Args:
        http: Asks at the pace of a walk.
        worker: Reads what came.
        typed_host: The host that the person chose: it alone may be on the local network.
    """

    def __init__(self, http: Http, worker: ParseWorker, *, typed_host: str) -> None:
        self._http = http
        self._worker = worker
        self._typed_host = typed_host
        self.lanes = LANES

    async def get(self, url: str) -> Page:
        """Ask for a page; FetchError says why none came."""
        is_typed = bool(self._typed_host) and host_of(url) == self._typed_host
        answer = await self._http.get(url, typed=is_typed, walking=True)
        assert isinstance(answer, Page)  # nothing was sent that could be "not modified"
        return answer

    async def parse(self, page: Page) -> ParsedFeed:
        """Read a page as a feed; FeedError if it is none."""
        return await self._worker.parse(page)

    async def read(self, task: str, page: Page) -> Any:
        """Do another of the worker's tasks with a page; FeedError if it cannot be read."""
        return await self._worker.run(task, page)
