"""The whole texts of posts of which their feeds have only the beginning: from the posts' own pages.

Both texts are kept; which one is shown is the person's choice. No SQL, no HTTP.
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from datetime import datetime
from typing import TYPE_CHECKING, Final

from tui_reader.errors import FeedError, FetchError, UsageError
from tui_reader.library.desk import Desk
from tui_reader.limits import CONNECTIONS
from tui_reader.store import page_texts, posts

if TYPE_CHECKING:
    from tui_reader.library.afterwards import Answered
    from tui_reader.models import Afterwards, ArchiveSource

NO_PAGE: Final = "this post has no page that could be asked for its text"
NO_BLOG: Final = (
    "this post's blog is no longer followed, or has no server: open its page in the browser"
)
NO_SERVER: Final = "this blog has no server that could be asked for its pages"


class PageTexts:
    """Brings, shows and keeps them. Made once by the library.

    Args:
        desk: Store, network, clock.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._at_work: set[int] = set()
        """The blogs whose unread posts are being brought."""

    async def bring(self, post_id: int) -> None:
        """Ask for a post's page, keep the whole text beside the feed's, and show it.

        Where it does not come, but an older one is kept, that is shown.

        Raises:
            UsageError: There is no such post, it has no page, or its blog has no server.
            FetchError: The page did not come, or its server asked to be left alone.
            FeedError: The post is not in it, or no more of it than the feed has, or much less
                than is kept.
            StoreError: It cannot be kept.
        """
        from tui_reader.library.page_bringing import bring

        article = await self._desk.database.read(posts.article, post_id)
        if article is None or not article.url:
            raise UsageError(NO_PAGE)
        blog = await self._source(article.row.blog_id)
        if blog is None:
            raise UsageError(NO_BLOG)
        try:
            await bring(self._desk, blog, page_texts.Wanted(post_id, article.url))
        except (FetchError, FeedError):
            if article.page_text is not None:
                await self.show(post_id, True)
            raise

    async def show(self, post_id: int, is_shown: bool) -> None:
        """Show a post's whole text, if it is kept; or what its feed has."""
        await self._desk.database.write(page_texts.show, post_id, is_shown)

    async def want(self, blog_id: int, wanted: bool) -> None:
        """Keep whether each fetch of a blog brings the whole texts of its cut posts.

        Raises:
            UsageError: The blog has no server.
        """
        if wanted and await self._source(blog_id) is None:
            raise UsageError(NO_SERVER)
        from tui_reader.library.steps import History

        await History(self._desk).want_page_texts(blog_id, wanted)

    async def bring_unread(self, blog_id: int) -> "AsyncGenerator[Afterwards, None]":
        """Bring the whole texts of a blog's unread cut posts, the newest first, some of them.

        Politely: one page after the other, never one that failed a little ago. What fails is
        counted, not told; a server that does not answer is asked no more. Closing this stops it.
        Where it goes on for a blog already, there is nothing more to be done.
        """
        from tui_reader.library.page_bringing import bring_unread

        blog = await self._source(blog_id)
        if blog is None or blog_id in self._at_work:
            return
        self._at_work.add(blog_id)
        try:
            async with aclosing(bring_unread(self._desk, blog)) as events:
                async for event in events:
                    yield event
        finally:
            self._at_work.discard(blog_id)

    async def follow(
        self, _since: datetime, answered: "Sequence[Answered]"
    ) -> "AsyncGenerator[Afterwards, None]":
        """Bring them for the blogs that want it and have answered (``library.afterwards``)."""
        wanting = await self._desk.database.read(page_texts.wanting)
        if not wanting:
            return
        from tui_reader.library.side_by_side import side_by_side

        streams = [self.bring_unread(blog.blog_id) for blog in answered if blog.blog_id in wanting]
        async with aclosing(side_by_side(streams, CONNECTIONS)) as events:
            async for event in events:
                yield event

    async def _source(self, blog_id: int) -> "ArchiveSource | None":
        from tui_reader.store import archive

        found = await self._desk.database.read(archive.sources, [blog_id])
        return found[0] if found else None
