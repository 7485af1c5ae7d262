"""What readers said: threads as they are kept, and bringing them.

Every method is short; what asks a blog is ``threads``, ``all_threads`` and ``newest``, imported
when one is asked: a thread is read with each article, so this costs as little as it can.
"""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import TYPE_CHECKING, Final

from tui_reader.errors import UsageError
from tui_reader.library.desk import Desk
from tui_reader.store import comment_reader

if TYPE_CHECKING:
    from tui_reader.models import ArchiveEvent, ArchiveSource, RecentComment, Thread

RECENT: Final = 100


class Discussions:
    """The threads of all blogs. Made once by the library.

    Args:
        desk: Store, network, clock.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def thread(self, post_id: int) -> "Thread | None":
        """What is kept of a post's comments, in reading order; None: there is no such post."""
        return await self._desk.database.read(comment_reader.thread, post_id)

    async def fetch(self, post_id: int, *, force: bool = False) -> "Thread":
        """A post's comments, after asking the blog where they are not kept or more have come.

        Args:
            post_id: The post.
            force: Ask in any case.

        Raises:
            ReaderError: The blog gave nothing that can be used; what is kept stays.
            UsageError: There is no such post.
        """
        from tui_reader.library.threads import bring_thread

        await bring_thread(self._desk, post_id, force=force)
        thread = await self.thread(post_id)
        if thread is None:
            raise UsageError(f"there is no post number {post_id}")
        return thread

    async def see(self, post_id: int) -> None:
        """Keep that a post's comments are being read: those that come later are new."""
        from tui_reader.store import comments

        await self._desk.database.write(comments.see_thread, post_id, self._desk.now())

    async def recent(self, blog_id: int | None, limit: int = RECENT) -> "tuple[RecentComment, ...]":
        """The newest comments of a blog, or of all that are followed; without removed ones."""
        return await self._desk.database.read(comment_reader.recent, blog_id, limit)

    async def fetch_recent(self, blog_id: int) -> int:
        """Ask for a blog's newest comments: how many came that were not kept.

        Where one came that a post's count may lack, the post's thread is brought, so that the
        count is right.

        Raises:
            ReaderError: They did not come.
        """
        from tui_reader.library.newest import bring_newest

        return (await bring_newest(self._desk, blog_id)).new

    async def run_all(self, blog: "ArchiveSource") -> "AsyncGenerator[ArchiveEvent, None]":
        """Bring every thread of a blog: ThreadsKept as they come, and Done with what is missing.

        Closing this stops it; what was brought stays, and is gone on from.

        Raises:
            ReaderError: It cannot go on now.
        """
        from tui_reader.library.all_threads import AllThreads

        async with aclosing(AllThreads(self._desk, blog).events()) as events:
            async for event in events:
                yield event
