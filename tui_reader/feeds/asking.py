"""Asks and reads for one blog: its archive and its comments. The worker reads, ``Http`` asks."""

from typing import Any

from tui_reader.feeds.archive.base import LANES
from tui_reader.feeds.http import Http, Wanted
from tui_reader.feeds.urls import (
    host_of,
    keep_credentials,
    path_of,
    split_credentials,
    without_fragment,
)
from tui_reader.feeds.worker import ParseWorker
from tui_reader.models import Page, ParsedFeed


class Asking:
    """What the walks of one blog may do (``feeds.archive.base.Asks``).

    Args:
        http: Asks at the pace of a walk.
        worker: Reads what came.
        typed_host: The host that the person chose: it alone may be on the local network.
        feed_url: The blog's feed; a user name and password in it go to its own server only.
        wanted: What kind of answers are asked for.
    """

    def __init__(
        self,
        http: Http,
        worker: ParseWorker,
        *,
        typed_host: str,
        feed_url: str = "",
        wanted: Wanted = Wanted(),  # noqa: B008 - frozen
    ) -> None:
        self._http = http
        self._worker = worker
        self._typed_host = typed_host
        self._feed_url = feed_url
        self._wanted = wanted
        self._moved: dict[str, str] = {}
        """Servers that sent the reader on for good, each with the one that has the same pages."""
        self.lanes = LANES

    async def get(self, url: str) -> Page:
        """Ask for a page; FetchError says why none came."""
        address, *_ = split_credentials(url)  # a server that names an address names no user
        server = _server_of(address)
        address = self._moved.get(server, server) + address.removeprefix(server)
        is_typed = bool(self._typed_host) and host_of(address) == self._typed_host
        asked = keep_credentials(self._feed_url, address)
        answer = await self._http.get(asked, typed=is_typed, walking=True, wanted=self._wanted)
        assert isinstance(answer, Page)  # nothing was sent that could be "not modified"
        if answer.moved_to and path_of(answer.moved_to) == path_of(address):
            self._moved[server] = _server_of(answer.moved_to)
        return answer

    async def parse(self, page: Page) -> ParsedFeed:
        """Read a page as a feed; FeedError if it is none."""
        return await self._worker.parse(page)

    async def read(self, task: str, page: Page) -> Any:
        """Do another of the worker's tasks with a page; FeedError if it cannot be read."""
        return await self._worker.run(task, page)


def _server_of(url: str) -> str:
    """Give what stands before the path of an address."""
    return without_fragment(url).removesuffix(path_of(url))
