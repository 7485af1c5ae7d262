"""A blog's whole archive: bringing it, and the counts by which it is looked through.

The counts are read for the first picture, so what brings posts is imported when it is wanted.
"""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from tui_reader.library.desk import Desk
from tui_reader.store import calendar

if TYPE_CHECKING:
    from tui_reader.library.backfill import Afterwards
    from tui_reader.library.bringing import Bringing
    from tui_reader.models import ArchiveEvent, ArchiveState, Month, Tree

OLD: Final = timedelta(days=30)
"""A post that is offered by chance is at least so old."""


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

    @cached_property
    def _bringing(self) -> "Bringing":
        """What the first picture does not wait for."""
        from tui_reader.library.bringing import Bringing

        return Bringing(self._desk, self._comments, arrives_unread=self._arrives_unread)

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
        stream = self._bringing.run(blog_ids, comments=comments, strategy=strategy, wayback=wayback)
        async with aclosing(stream) as events:
            async for event in events:
                yield event

    async def older(self, blog_id: int) -> int:
        """Bring the next page of older posts: how many came; 0: there are none.

        Raises:
            ReaderError: None came, and why.
        """
        return await self._bringing.older(blog_id)

    async def body(self, post_id: int) -> None:
        """Bring the text of a post of which only the title is known; it stays as it is if it fails.

        Raises:
            ReaderError: It did not come.
        """
        from tui_reader.library.bodies import bring_body

        await bring_body(self._desk, post_id)

    async def state(self, blog_id: int) -> "ArchiveState | None":
        """How far a blog's archive has been brought; None: nobody has begun."""
        from tui_reader.store import archive

        return await self._desk.database.read(archive.state, blog_id)

    async def wanted(self) -> tuple[int, ...]:
        """The blogs whose archives a person asked for and has not stopped: to go on with."""
        from tui_reader.store import archive

        states = await self._desk.database.read(archive.states)
        return tuple(state.blog_id for state in states if state.is_wanted)

    async def want(self, blog_id: int, wanted: bool) -> None:
        """Keep whether an archive that was begun goes on by itself at the next start."""
        from tui_reader.store import archive

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
