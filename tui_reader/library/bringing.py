"""Brings whole archives: which blogs, how many at once, and who waits for the next page.

The walk through one blog is ``backfill``. No SQL, no HTTP.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Final

from tui_reader.errors import FetchError, UsageError
from tui_reader.library import archive_words as words
from tui_reader.library.archive_way import Wish, check, lacks_comments
from tui_reader.library.backfill import Afterwards, Walk
from tui_reader.library.desk import Desk
from tui_reader.library.lease import own_name
from tui_reader.library.refresh import OFFLINE_ASKED_FOR
from tui_reader.library.side_by_side import side_by_side
from tui_reader.library.waiting import NO_ANSWER, OFFLINE
from tui_reader.models import (
    ArchiveEvent,
    ArchiveSource,
    ArchiveState,
    Blog,
    PageKept,
    Skipped,
    Waiting,
)
from tui_reader.store import archive, blogs

AT_ONCE: Final = 4
"""So many blogs' archives are brought side by side."""


class Bringing:
    """Made once by ``Archives``; its methods are told there.

    Args:
        desk: Store, network, clock.
        comments: Brings a blog's comments.
        arrives_unread: Whether old posts are news, too.
    """

    def __init__(self, desk: Desk, comments: Afterwards, *, arrives_unread: bool) -> None:
        self._desk = desk
        self._comments = comments
        self._arrives_unread = arrives_unread
        self._holder = own_name()
        self._turns = defaultdict[int, asyncio.Lock](asyncio.Lock)
        self._news: dict[int, asyncio.Future[int]] = {}
        """Blogs whose archives are being brought: how many new posts the next event will bring."""
        self._waits: dict[int, Waiting] = {}
        """Those of them that wait for their server."""

    async def run(
        self,
        blog_ids: Sequence[int] | None = None,
        *,
        comments: bool = False,
        strategy: str = "",
        wayback: bool = False,
    ) -> AsyncGenerator[ArchiveEvent, None]:
        """See ``Archives.run``."""
        check(strategy)
        wish = Wish(strategy, wayback, self._arrives_unread)
        more = self._comments if comments else None
        streams = [
            self._bring(blog, source, wish, more) for blog, source in await self._named(blog_ids)
        ]
        async with aclosing(side_by_side(streams, AT_ONCE)) as events:
            async for event in events:
                yield event

    async def _named(
        self, blog_ids: Sequence[int] | None
    ) -> list[tuple[Blog, ArchiveSource | None]]:
        known = {blog.id: blog for blog in await self._desk.database.read(blogs.list_blogs)}
        sources = {each.blog_id: each for each in await self._desk.database.read(archive.sources)}
        if blog_ids is None:
            blog_ids = [each for each in known if known[each].is_followed and each in sources]
        unknown = next((each for each in blog_ids if each not in known), None)
        if unknown is not None:
            raise UsageError(f"there is no blog number {unknown}")
        return [(known[blog_id], sources.get(blog_id)) for blog_id in dict.fromkeys(blog_ids)]

    async def _bring(
        self,
        blog: Blog,
        source: ArchiveSource | None,
        wish: Wish,
        more: Afterwards | None,
    ) -> AsyncGenerator[ArchiveEvent, None]:
        if reason := self._hindrance(blog.id, source):
            yield Skipped(blog.id, blog.title, reason, None)
        if reason or source is None:
            return
        self._news[blog.id] = _future()
        try:
            async with self._turns[blog.id]:  # of the reader who asked for one page
                state = await self._state(blog.id)
                if state is not None and lacks_comments(state, wish):
                    more = self._comments  # also where this person did not ask for them again
                walk = Walk(self._desk, source, wish, self._holder, more)
                async with aclosing(walk.events()) as events:
                    async for event in events:
                        self._tell(event)
                        yield event
        finally:
            self._waits.pop(blog.id, None)
            _resolve(self._news.pop(blog.id), 0)

    def _hindrance(self, blog_id: int, source: ArchiveSource | None) -> str:
        if source is None:
            return words.NO_SERVER
        if not self._desk.network.is_allowed:
            return OFFLINE_ASKED_FOR
        return words.WALKED_HERE if blog_id in self._news else ""

    def _tell(self, event: ArchiveEvent) -> None:
        """Let those who wait for older posts know how it goes."""
        if isinstance(event, Waiting):
            self._waits[event.blog_id] = event
        else:
            self._waits.pop(event.blog_id, None)
        _resolve(self._news[event.blog_id], event.new if isinstance(event, PageKept) else 0)
        self._news[event.blog_id] = _future()

    async def older(self, blog_id: int) -> int:
        """See ``Archives.older``."""
        while blog_id in self._news:  # all of them are being brought: the next page is on its way
            if await self._is_done(blog_id):
                return 0
            if wait := self._waits.get(blog_id):
                raise _not_now(wait)
            news = self._news.get(blog_id)
            if news and (came := await asyncio.shield(news)):
                return came
        async with self._turns[blog_id]:
            return 0 if await self._is_done(blog_id) else await self._one_more(blog_id)

    async def _is_done(self, blog_id: int) -> bool:
        state = await self._state(blog_id)
        return state is not None and state.is_done

    async def _one_more(self, blog_id: int) -> int:
        [(_, source)] = await self._named([blog_id])
        if source is None:
            return 0
        wish = Wish(arrives_unread=self._arrives_unread, is_wanted=False, lanes=1)
        return await Walk(self._desk, source, wish, self._holder).older()

    async def _state(self, blog_id: int) -> ArchiveState | None:
        return await self._desk.database.read(archive.state, blog_id)


def _not_now(wait: Waiting) -> FetchError:
    sentence = f"{wait.reason}; it goes on at {wait.until.astimezone():%H:%M:%S}"
    return FetchError(
        "network", sentence, retry_at=wait.until, reached=wait.reason not in (OFFLINE, NO_ANSWER)
    )


def _future() -> asyncio.Future[int]:
    return asyncio.get_running_loop().create_future()


def _resolve(news: asyncio.Future[int], value: int) -> None:
    if not news.done():
        news.set_result(value)
