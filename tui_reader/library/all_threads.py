"""Brings every thread of a blog: first by its list of all comments, then one by one what lacks.

Killed, offline or stopped, it goes on from the store: the list has a cursor there, and a thread
that is kept as the blog counts it is not asked for again. No SQL, no HTTP.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Final

from tui_reader.errors import FeedError, FetchError, ReaderError
from tui_reader.feeds.archive.base import LANES
from tui_reader.feeds.comments import CommentReader
from tui_reader.feeds.comments.base import CommentsPage
from tui_reader.feeds.urls import canonical
from tui_reader.library.careful import Careful, patiently
from tui_reader.library.desk import Desk
from tui_reader.library.threads import keep_thread
from tui_reader.library.waiting import asked_wait, is_passing
from tui_reader.models import ArchiveEvent, ArchiveSource, Done, ThreadsKept, ThreadSource
from tui_reader.store import comment_counts, comments

_SPOKEN_OF: Final = "comments that the blog speaks of"
_NAMED: Final = 3
"""So many threads that cannot be had are named; the others are counted."""


class AllThreads:
    """One blog's threads. Use it once.

    Args:
        desk: Store, network, clock.
        blog: Whose they are.
    """

    def __init__(self, desk: Desk, blog: ArchiveSource) -> None:
        self._desk = desk
        self._blog = blog
        self._id = blog.blog_id
        self._told: int | None = None
        """How many comments there are, by the blog's word."""
        self._is_listed = False
        self._listed = 0
        """How many comments there are, by the list of all; 0: it does not say, or there is none."""
        self._unplaced = 0
        """Comments of posts that are not kept."""
        self._asked: set[int] = set()
        """Posts whose threads were asked for, with whatever outcome."""

    async def events(self) -> AsyncGenerator[ArchiveEvent, None]:
        """Bring all there is; the last event is Done, with a word about what is missing.

        Raises:
            ReaderError: Waiting does not help, or not for so long.
        """
        asks = Careful(self._desk, await self._desk.network.asking(self._blog), lanes=2)
        reader = CommentReader(self._blog, asks)
        attempts = patiently(self._desk, asks, self._blog, lambda: self._attempt(reader))
        async with aclosing(attempts) as events:
            async for event in events:
                yield event
        total = await self._desk.database.read(comment_counts.told, self._id)
        yield Done(self._id, self._blog.title, await self._kept(), total, await self._note())

    async def _attempt(self, reader: CommentReader) -> AsyncGenerator[ThreadsKept, None]:
        """Go on from what is stored, as far as it goes."""
        if not self._is_listed:
            async with aclosing(self._list(reader)) as events:
                async for event in events:
                    yield event
            self._is_listed = True
        async with aclosing(self._lacking(reader)) as events:
            async for event in events:
                yield event

    # ---------------------------------------------------------------------- the list of all

    async def _list(self, reader: CommentReader) -> AsyncGenerator[ThreadsKept, None]:
        """Walk the list; one that was walked to its end once, only as far as it has new ones."""
        walk = await self._desk.database.read(comments.comment_walk, self._id)
        is_first = walk.finished is None
        async with aclosing(reader.walk(walk.cursor)) as pages:
            async for page in pages:
                is_kept = page.is_last or not is_first
                saved = await self._keep(page, "" if is_kept else page.cursor)
                self._unplaced += len(saved.unknown)
                self._listed = page.total or 0
                yield await self._event(page.total)
                if not is_first and not saved.new:
                    break
                if page.is_last:
                    await self._settle(page.total)

    async def _keep(self, page: CommentsPage, cursor: str) -> comments.SavedComments:
        return await self._desk.database.write(
            comments.save_comments,
            self._id,
            page.comments,
            self._desk.now(),
            canonical_urls=[canonical(comment.post_url) for comment in page.comments],
            cursor=cursor,
            is_last=page.is_last,
        )

    async def _settle(self, total: int | None) -> None:
        """Where all comments there are have come, every thread is whole."""
        if total is not None and await self._kept() + self._unplaced >= total:
            await self._desk.database.write(
                comment_counts.settle_counts, self._id, self._desk.now()
            )

    # -------------------------------------------------------------------------- one by one

    async def _lacking(self, reader: CommentReader) -> AsyncGenerator[ThreadsKept, None]:
        """Ask for the threads of which not as many are kept as the blog counts."""
        wanted = await self._desk.database.read(comments.threads_wanted, self._id)
        sources = [source for source in wanted if source.post_id not in self._asked]
        for start in range(0, len(sources), LANES):
            await self._bring(reader, sources[start : start + LANES])
            yield await self._event(None)

    async def _bring(self, reader: CommentReader, sources: Sequence[ThreadSource]) -> None:
        """Bring some threads at once; raises where that is worth another try later."""
        outcomes = await asyncio.gather(
            *(self._bring_one(reader, source) for source in sources), return_exceptions=True
        )
        for outcome in outcomes:
            if isinstance(outcome, BaseException):
                raise outcome

    async def _bring_one(self, reader: CommentReader, source: ThreadSource) -> None:
        try:
            found = await reader.thread(source)
        except (FetchError, FeedError) as error:
            if _passes(error):
                raise
        else:
            await keep_thread(self._desk, source, found)
        self._asked.add(source.post_id)

    # ---------------------------------------------------------------------------- the words

    async def _event(self, total: int | None) -> ThreadsKept:
        if total is not None:
            self._told = total
        elif self._told is None:
            self._told = await self._desk.database.read(comment_counts.told, self._id)
        return ThreadsKept(self._id, self._blog.title, await self._kept(), self._told)

    async def _kept(self) -> int:
        return await self._desk.database.read(comments.count_kept, self._id)

    async def _note(self) -> str:
        """Say what is missing, in clauses."""
        found = await self._desk.database.read(comment_counts.lacking, self._id, _NAMED)
        parts = []
        if found.posts:
            names = ", ".join(f"“{title}”" for title in found.titles)
            more = found.posts - len(found.titles)
            names += f" and {more:,} more" if more else ""
            parts.append(f"not all comments could be had of {names}")
        elif missing := max(0, self._listed - self._unplaced - await self._kept()):
            parts.append(f"{missing:,} of the {self._listed:,} {_SPOKEN_OF} are not kept")
        if self._unplaced:
            parts.append(f"comments on posts that are not kept: {self._unplaced:,}")
        return "; ".join(parts)


def _passes(error: ReaderError) -> bool:
    return isinstance(error, FetchError) and (is_passing(error) or asked_wait(error) is not None)
