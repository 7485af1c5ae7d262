"""Asks a played site in this process: what a way to comments may do."""

import asyncio
from collections.abc import Callable
from typing import Any

from tests.replica.web import Asked, Site
from tui_reader.errors import FetchError
from tui_reader.feeds.parse import parse
from tui_reader.feeds.worker_tasks import load
from tui_reader.models import ArchiveSource, Page, ParsedFeed, ThreadSource

HOST = "https://blog.test"


class Played:
    """A site, with a log of what it was asked, and something to do before each answer.

    Attributes:
        before: Called with the number of the request (from 1) before it is answered.
        faults: Statuses in place of an answer, by the number of the request.
    """

    def __init__(self, site: Site) -> None:
        self.site = site
        self.lanes = 2
        self.urls: list[str] = []
        self.before: Callable[[int], None] = lambda _: None
        self.faults: dict[int, int] = {}
        self.busy = 0
        self.most_busy = 0

    async def get(self, url: str) -> Page:
        self.urls.append(url)
        number = len(self.urls)
        self.busy += 1
        self.most_busy = max(self.busy, self.most_busy)
        await asyncio.sleep(0)
        self.busy -= 1
        self.before(number)
        scheme, _, rest = url.partition("://")
        host, _, target = rest.partition("/")
        answer = self.site.answer(Asked(f"{scheme}://{host}", f"/{target}", {}))
        status = self.faults.get(number, answer.status)
        if status != 200:
            raise FetchError("http-status", f"answered {status}", status=status)
        headers = {name.lower(): value for name, value in answer.headers.items()}
        total, pages = headers.get("x-wp-total"), headers.get("x-wp-totalpages")
        return Page(
            url=url,
            final_url=url,
            status=200,
            body=answer.body,
            content_type=headers.get("content-type", ""),
            total=int(total) if total else None,
            total_pages=int(pages) if pages else None,
        )

    async def parse(self, page: Page) -> ParsedFeed:
        return parse(page)

    async def read(self, task: str, page: Page) -> Any:
        return load(task)(page)


def blog_of(feed: str = "/feeds/posts/default", **fields: Any) -> ArchiveSource:
    known: dict[str, Any] = {
        "blog_id": 1,
        "title": "Blog",
        "feed_url": HOST + feed,
        "url": f"{HOST}/",
        "kind": "atom10",
        "generator": "Blogger",
        "feed_id": "",
        "posts": 0,
        "posts_total": None,
    }
    return ArchiveSource(**{**known, **fields})


def source_of(
    guid: str, *, url: str = "", feed: str = "", count: int | None = None
) -> ThreadSource:
    return ThreadSource(1, 1, "Post", guid, url, feed, count, 0, None)
