"""A blog's whole archive: bringing it, and the counts by which it is looked through.

Every method is short; the walk itself is ``backfill``, imported when something is walked.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from tui_reader.errors import UsageError
from tui_reader.library import archive_words as words
from tui_reader.library.desk import Desk
from tui_reader.models import PageKept, Skipped
from tui_reader.store import archive, blogs, calendar

if TYPE_CHECKING:
    from tui_reader.library.archive_way import Wish
    from tui_reader.library.backfill import Afterwards
    from tui_reader.models import ArchiveEvent, ArchiveSource, ArchiveState, Blog, Month, Tree

OLD: Final = timedelta(days=30)
"""A post that is offered by chance is at least so old."""
AT_ONCE: Final = 4
"""So many blogs' archives are brought side by side."""


class Archives:
    """The archives of all blogs. Made once by the library.

    Args:
        desk: Store, network, clock.
        comments: Brings a blog's comments.
        arrives_unread: Whether old posts are news, too.
        chance: Instead of random numbers (0.0 to 1.0), for tests.
    """

    def __init__(
        self,
        desk: Desk,
        comments: "Afterwards",
        *,
        arrives_unread: bool,
        chance: Callable[[], float] | None = None,
    ) -> None:
        self._desk = desk
        self._comments = comments
        self._arrives_unread = arrives_unread
        self._chance = chance
        self._holder = ""
        self._turns = defaultdict[int, asyncio.Lock](asyncio.Lock)
        self._news: dict[int, asyncio.Future[int | None]] = {}
        """Blogs whose archives are being brought: how many posts the next page will have brought;
        None: that was the last."""

    # -------------------------------------------------------------------------- bringing it

    async def run(
        self,
        blog_ids: Sequence[int] | None = None,
        *,
        comments: bool = False,
        strategy: str = "",
        wayback: bool = False,
    ) -> "AsyncGenerator[ArchiveEvent, None]":
        """Bring whole archives, some side by side; events as they happen, each with its blog.

        Closing this stops all; what was brought stays, and is gone on from.

        Args:
            blog_ids: None: all blogs that are followed.
            comments: Whether to bring every thread, too.
            strategy: The only way to try, by name.
            wayback: Whether to ask the Internet Archive where nothing else leads to old posts.

        Raises:
            UsageError: There is no such strategy, or no such blog.
        """
        from tui_reader.library.archive_way import Wish, check
        from tui_reader.library.side_by_side import side_by_side

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
    ) -> "list[tuple[Blog, ArchiveSource | None]]":
        known = {blog.id: blog for blog in await self._desk.database.read(blogs.list_blogs)}
        sources = {each.blog_id: each for each in await self._desk.database.read(archive.sources)}
        if blog_ids is None:
            blog_ids = [each for each in known if known[each].is_followed and each in sources]
        unknown = next((each for each in blog_ids if each not in known), None)
        if unknown is not None:
            raise UsageError(f"there is no blog number {unknown}")
        return [(known[blog_id], sources.get(blog_id)) for blog_id in blog_ids]

    async def _bring(
        self,
        blog: "Blog",
        source: "ArchiveSource | None",
        wish: "Wish",
        more: "Afterwards | None",
    ) -> "AsyncGenerator[ArchiveEvent, None]":
        if reason := self._hindrance(blog.id, source):
            yield Skipped(blog.id, blog.title, reason, None)
        if reason or source is None:
            return
        from tui_reader.library.archive_way import lacks_comments
        from tui_reader.library.backfill import Walk

        self._news[blog.id] = _future()
        try:
            async with self._turns[blog.id]:  # of the reader who asked for one page
                state = await self.state(blog.id)
                if state is not None and lacks_comments(state, wish):
                    more = self._comments  # also where this person did not ask for them again
                walk = Walk(self._desk, source, wish, self._name(), more)
                async with aclosing(walk.events()) as events:
                    async for event in events:
                        self._tell(event)
                        yield event
        finally:
            _resolve(self._news.pop(blog.id), None)

    def _hindrance(self, blog_id: int, source: "ArchiveSource | None") -> str:
        if source is None:
            return words.NO_SERVER
        if not self._desk.network.is_allowed:
            from tui_reader.library.refresh import OFFLINE_ASKED_FOR

            return OFFLINE_ASKED_FOR
        return words.WALKED_HERE if blog_id in self._news else ""

    def _tell(self, event: "ArchiveEvent") -> None:
        """Let those who wait for older posts know of a page."""
        if isinstance(event, PageKept):
            _resolve(self._news[event.blog_id], event.new)
            self._news[event.blog_id] = _future()

    async def older(self, blog_id: int) -> int:
        """Bring the next page of older posts: how many came; 0: there are none.

        Raises:
            ReaderError: None came, and why.
        """
        while blog_id in self._news:  # all of them are being brought: the next page is on its way
            if came := await asyncio.shield(self._news[blog_id]):
                return came
        async with self._turns[blog_id]:
            state = await self.state(blog_id)
            if state is not None and state.is_done:
                return 0
            return await self._one_more(blog_id)

    async def _one_more(self, blog_id: int) -> int:
        from tui_reader.library.archive_way import Wish
        from tui_reader.library.backfill import Walk

        [(_, source)] = await self._named([blog_id])
        if source is None:
            return 0
        wish = Wish(arrives_unread=self._arrives_unread, is_wanted=False, lanes=1)
        return await Walk(self._desk, source, wish, self._name()).older()

    async def body(self, post_id: int) -> None:
        """Bring the text of a post of which only the title is known; it stays as it is if it fails.

        Raises:
            ReaderError: It did not come.
        """
        from tui_reader.library.bodies import bring_body

        await bring_body(self._desk, post_id)

    async def state(self, blog_id: int) -> "ArchiveState | None":
        """How far a blog's archive has been brought; None: nobody has begun."""
        return await self._desk.database.read(archive.state, blog_id)

    async def wanted(self) -> tuple[int, ...]:
        """The blogs whose archives a person asked for and has not stopped: to go on with."""
        states = await self._desk.database.read(archive.states)
        return tuple(state.blog_id for state in states if state.is_wanted)

    async def want(self, blog_id: int, wanted: bool) -> None:
        """Keep whether an archive that was begun goes on by itself at the next start."""
        await self._desk.database.write(archive.set_wanted, blog_id, wanted)

    # ------------------------------------------------------------------- looking through it

    async def tree(self, blog_id: int) -> "Tree":
        """What the sidebar unfolds under a blog: months, labels, pages, authors, with counts."""
        return await self._desk.database.read(calendar.tree, blog_id)

    def tree_now(self, blog_id: int) -> "Tree":
        """The same before the event loop has other work: for the first picture."""
        return self._desk.database.read_now(calendar.tree, blog_id)

    async def months(self, blog_id: int | None) -> "tuple[Month, ...]":
        """Posts by month, newest first; None: of all blogs that are followed."""
        return await self._desk.database.read(calendar.months, blog_id)

    async def random_post(self, blog_id: int | None) -> int | None:
        """An old post by chance, of one or of all blogs; None: none is so old."""
        from random import random

        before = round((self._desk.now() - OLD).timestamp() * 1000)
        pick = (self._chance or random)()
        return await self._desk.database.read(calendar.random_post, blog_id, before, pick)

    def _name(self) -> str:
        """The name under which this program walks through blogs."""
        if not self._holder:
            from tui_reader.library.lease import own_name

            self._holder = own_name()
        return self._holder


def _future() -> "asyncio.Future[int | None]":
    return asyncio.get_running_loop().create_future()


def _resolve(news: "asyncio.Future[int | None]", value: int | None) -> None:
    if not news.done():
        news.set_result(value)
