"""Walks a replica's archive with the program's own strategies, in memory, without a store."""

import asyncio
import re
from collections import Counter
from contextlib import aclosing
from dataclasses import dataclass, field

from tests.replica.server import Net
from tui_reader.errors import FeedError, FetchError
from tui_reader.feeds import archive
from tui_reader.feeds.asking import Asking
from tui_reader.feeds.http import Http, Patience
from tui_reader.feeds.worker import ParseWorker
from tui_reader.models import ArchiveFound, ArchivePage, ArchiveSource, Page, Validators


@dataclass
class Walked:
    """What a walk brought.

    Attributes:
        ids: Numbers of the posts, as often as they came.
        urls: What was asked for after the feed itself.
        probes: How many of them before the walk began.
        failures: What was raised on the way.
    """

    strategy: str = ""
    found: ArchiveFound | None = None
    ids: list[str] = field(default_factory=list)
    pages: list[ArchivePage] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    probes: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def is_over(self) -> bool:
        """Whether the last page says so."""
        return bool(self.pages) and self.pages[-1].is_last

    @property
    def note(self) -> str:
        """What the walk says is missing."""
        return next((page.note for page in reversed(self.pages) if page.note), "")

    def asked_twice(self) -> dict[str, int]:
        """Addresses asked for more than once."""
        return {url: times for url, times in Counter(self.urls).items() if times > 1}


def number_of(guid: str) -> str:
    """The number at the end of a guid or an address."""
    return re.findall(r"\d+", guid)[-1]


async def walk(
    net: Net, feed_url: str, *, only: str = "", tries: int = 6, pages: int = 10_000
) -> Walked:
    """Add a feed, find a way, walk it; after a failure on from the last page that came."""
    walked = Walked()
    worker = ParseWorker()
    try:
        async with Http(
            user_agent="tui-reader/test",
            transport=net,
            host_gap=0.0,
            patience=Patience().scaled(0.1),
        ) as http:
            answer = await http.get(feed_url, Validators(), typed=True)
            assert isinstance(answer, Page)
            feed = await worker.parse(answer)
            source = ArchiveSource(
                1,
                feed.title,
                feed_url,
                feed.url,
                feed.kind,
                feed.generator,
                feed.feed_id,
                len(feed.posts),
                feed.posts_total,
            )
            before = len(net.log.lines)
            asks = Asking(http, worker, typed_host="")
            await _go(walked, source, asks, net, only=only, tries=tries, pages=pages, before=before)
            walked.urls = net.log.urls[before:]
    finally:
        await worker.close()
    return walked


async def _go(
    walked: Walked,
    source: ArchiveSource,
    asks: Asking,
    net: Net,
    *,
    only: str,
    tries: int,
    pages: int,
    before: int,
) -> None:
    way = await archive.find(source, asks, only=only)
    walked.probes = len(net.log.lines) - before
    if way is None:
        return
    strategy, walked.found = way
    walked.strategy, cursor = strategy.name, walked.found.cursor
    for _ in range(tries):
        try:
            async with aclosing(strategy.walk(source, asks, cursor)) as steps:
                async for step in steps:
                    cursor = step.cursor
                    walked.pages.append(step)
                    walked.ids += [number_of(post.guid or post.url) for post in step.feed.posts]
                    if len(walked.pages) >= pages:
                        return
            return
        except (FetchError, FeedError) as error:
            walked.failures.append(str(error))
            await asyncio.sleep(0)
