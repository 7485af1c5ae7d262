"""Servers in memory for the tests of the strategies, and the asking of them."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tui_reader.errors import FetchError
from tui_reader.feeds import worker_tasks
from tui_reader.feeds.archive.base import LANES, Strategy
from tui_reader.feeds.parse import parse
from tui_reader.models import ArchivePage, ArchiveSource, Page, ParsedFeed

START = datetime(2004, 3, 1, 12, tzinfo=UTC)
HOME = "https://blog.test/"
Answer = Callable[[str], Page]


def source(
    feed_url: str = HOME + "feed", *, generator: str = "", kind: str = "atom10", **more: Any
) -> ArchiveSource:
    """A blog that is followed."""
    given: dict[str, Any] = {
        "blog_id": 1,
        "title": "Blog",
        "url": HOME,
        "feed_id": "",
        "posts": 0,
        "posts_total": None,
    }
    return ArchiveSource(feed_url=feed_url, kind=kind, generator=generator, **(given | more))


def page(url: str, body: str | bytes, **more: Any) -> Page:
    """A good answer."""
    data = body.encode() if isinstance(body, str) else body
    given: dict[str, Any] = {"content_type": "", "final_url": url}
    return Page(url=url, status=200, body=data, **(given | more))


def no(status: int = 404, **more: Any) -> FetchError:
    """A refusal."""
    error_class = {429: "rate-limited", 410: "gone"}.get(status, "http-status")
    return FetchError(error_class, f"answers {status}", status=status, **more)


def offline() -> FetchError:
    """No answer at all."""
    return FetchError("network", "nobody is there", reached=False)


def query(url: str) -> dict[str, str]:
    """The parameters of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


@dataclass
class Asked:
    """Asks a server in memory; reads in this process. Notes what was asked."""

    answer: Answer
    seed: int = 0
    urls: list[str] = field(default_factory=list)
    busy: int = 0
    most_busy: int = 0
    lanes: int = LANES

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    async def get(self, url: str) -> Page:
        self.urls.append(url)
        self.busy += 1
        self.most_busy = max(self.most_busy, self.busy)
        try:
            for _ in range(self._random.randrange(5)):
                await asyncio.sleep(0)
            found = self.answer(url)
            for _ in range(self._random.randrange(5)):
                await asyncio.sleep(0)
            return found
        finally:
            self.busy -= 1

    async def parse(self, page: Page) -> ParsedFeed:
        return parse(page)

    async def read(self, task: str, page: Page) -> Any:
        return worker_tasks.load(task)(page)

    @property
    def most_asked(self) -> int:
        """How often the address was asked that was asked most often."""
        return max(Counter(self.urls).values())


@dataclass
class Walked:
    """What a walk brought."""

    pages: list[ArchivePage]

    @property
    def guids(self) -> list[str]:
        """All that came, in the order in which it came."""
        return [post.guid or post.url for page in self.pages for post in page.feed.posts]

    @property
    def notes(self) -> list[str]:
        return [page.note for page in self.pages if page.note]


async def walked(
    strategy: Strategy, blog: ArchiveSource, asks: Asked, cursor: str, most: int = 10_000
) -> Walked:
    """Walk to the end, or so many pages."""
    pages: list[ArchivePage] = []
    walk: AsyncGenerator[ArchivePage, None] = strategy.walk(blog, asks, cursor)
    async with aclosing(walk):
        async for each in walk:
            pages.append(each)
            if len(pages) >= most:
                break
    return Walked(pages)


async def found_and_walked(strategy: Strategy, blog: ArchiveSource, asks: Asked) -> Walked:
    """Probe, then walk to the end."""
    found = await strategy.probe(blog, asks)
    assert found is not None
    assert found.strategy == strategy.name
    return await walked(strategy, blog, asks, found.cursor)


def day(number: int) -> datetime:
    """When post ``number`` was published."""
    return START + timedelta(hours=7 * number)


def entry(number: int, *, guid: str = "", size: int = 40) -> str:
    """An Atom entry."""
    when = day(number).isoformat()
    return (
        f"<entry><id>{guid or f'tag:post-{number}'}</id><published>{when}</published>"
        f"<updated>{when}</updated><title>Post {number}</title>"
        f"<link rel='alternate' type='text/html' href='{HOME}p/{number}'/>"
        f"<content type='html'>{'x' * size}</content></entry>"
    )


def atom(entries: str, head: str = "") -> str:
    """An Atom document."""
    return (
        "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom'"
        " xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/'"
        " xmlns:fh='http://purl.org/syndication/history/1.0'>"
        f"<id>tag:blog.test</id><title>Blog</title>{head}{entries}</feed>"
    )


def link(relation: str, url: str) -> str:
    """An Atom link."""
    return f"<link rel='{relation}' href='{escape(url)}'/>"


@dataclass
class BloggerServer:
    """Plays Blogger: posts newest first, by number, with its faults as switches."""

    count: int = 400
    cap: int = 150
    byte_cap: int = 0
    """Bytes of bodies in one answer; 0: no such bound."""
    other_host: str = "https://www.blogger.com/feeds/7/posts/default"
    own_host_pages: bool = True
    stuck_at: int = 0
    """From this place on, it gives the posts of this place."""
    before: dict[int, Callable[["BloggerServer"], None]] = field(default_factory=dict)
    """What happens before the request of this number, of those for posts."""
    home: str = ""
    asked: int = 0

    def __post_init__(self) -> None:
        self.numbers = list(range(self.count, 0, -1))
        self.changed: list[int] = []
        self.sizes: dict[int, int] = {}

    def __call__(self, url: str) -> Page:
        parts = urlsplit(url)
        if parts.path == "/" and self.home:
            return page(url, self.home)
        if not parts.path.endswith("/posts/default"):
            raise no()
        given = query(url)
        if parts.hostname == "blog.test":
            assert given["redirect"] == "false"
        self.asked += 1
        if change := self.before.pop(self.asked, None):
            change(self)
        return page(url, self._feed(parts.hostname or "", given))

    def _feed(self, host: str, given: dict[str, str]) -> str:
        start, count = int(given.get("start-index", "1")), int(given.get("max-results", "25"))
        if self.stuck_at:
            start = min(start, self.stuck_at)
        if host == "blog.test" and not self.own_host_pages:
            start, count = 1, 25
        order = self.numbers
        if given.get("orderby") == "updated":
            order = [*self.changed, *self.numbers]
        chosen = order[start - 1 : start - 1 + min(count, self.cap)]
        if self.byte_cap:
            chosen = self._within(chosen)
        head = f"<openSearch:totalResults>{len(self.numbers)}</openSearch:totalResults>"
        head += f"<openSearch:startIndex>{start}</openSearch:startIndex>"
        if start - 1 + len(chosen) < len(self.numbers):
            head += link("next", f"{self.other_host}?start-index={start + len(chosen)}")
        return atom("".join(entry(number) for number in chosen), head)

    def _within(self, chosen: list[int]) -> list[int]:
        kept, room = [], self.byte_cap
        for number in chosen:
            room -= self.size_of(number)
            if kept and room < 0:
                break
            kept.append(number)
        return kept

    def size_of(self, number: int) -> int:
        """Bytes of a post's body."""
        return self.sizes.get(number, 500 + number * 37 % 400)

    def delete(self, *places: int) -> None:
        """Take posts out, by their place."""
        for place in sorted(places, reverse=True):
            del self.numbers[place - 1]

    def publish(self, number: int, place: int = 1) -> None:
        """Put a post in."""
        self.numbers.insert(place - 1, number)
        self.changed.insert(0, number)


def tags(numbers: list[int]) -> set[str]:
    """The ids of posts."""
    return {f"tag:post-{number}" for number in numbers}
