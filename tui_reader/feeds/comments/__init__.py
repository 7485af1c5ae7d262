"""The ways to what readers said: an ordered tuple, each on its own.

``CommentReader`` tries them in order.
"""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Final

from tui_reader.errors import FeedError, FetchError
from tui_reader.feeds.archive.base import Asks, read_cursor
from tui_reader.feeds.comments.base import CommentsPage, Newest, Way, is_refusal, linked
from tui_reader.feeds.comments.blogger import Blogger
from tui_reader.feeds.comments.feed import Feed
from tui_reader.feeds.comments.wordpress import WordPress
from tui_reader.models import ArchiveSource, ParsedComments, ThreadSource

WAYS: Final[tuple[type[Way], ...]] = (Blogger, WordPress, Feed)
"""Those that tell who replies to whom come first."""
_NO_WAY: Final = "this blog serves no comments to readers: they are on the post's page"


class CommentReader:
    """Brings the comments of one blog.

    Args:
        blog: The blog.
        asks: What asks it.
    """

    def __init__(self, blog: ArchiveSource, asks: Asks) -> None:
        self._blog = blog
        self._asks = asks
        self._ways: tuple[Way, ...] = tuple(way() for way in WAYS)

    async def thread(self, source: ThreadSource) -> ParsedComments:
        """Bring all comments of one post.

        ``total`` is set only where the number is sure.

        Raises:
            FetchError: The blog cannot be asked now, or has no such thread.
            FeedError: What it answers cannot be read, or there is no way to its comments.
        """
        for way in self._ways:
            found = await way.thread(source, self._asks, self._blog)
            if found is not None and way.name == WordPress.name:
                return await self._with_pings(source, found)
            if found is not None:
                return found
        raise FeedError("not-a-feed", _NO_WAY)

    async def _with_pings(self, source: ThreadSource, found: ParsedComments) -> ParsedComments:
        """Add what WordPress counts and has in its feed, but keeps out of its interface."""
        if source.count is None or len(found.comments) >= source.count:
            return found
        try:
            more = await Feed().thread(source, self._asks, self._blog)
        except (FetchError, FeedError) as error:
            if is_refusal(error):
                return found
            raise
        return found if more is None else _together(found, more, source.count)

    async def walk(self, cursor: str) -> AsyncGenerator[CommentsPage, None]:
        """Bring the comments of all posts from a cursor on (empty: from the newest).

        It yields nothing where the blog has no list of them; otherwise its last page has
        ``is_last``.

        Raises:
            FetchError: An answer did not come; the cursor of the last page is good.
            FeedError: One came that cannot be read.
        """
        begun = read_cursor(cursor).get("way")
        if begun not in [way.name for way in self._ways]:  # of another version of the program
            begun, cursor = None, ""
        for way in self._ways:
            if begun not in (None, way.name):
                continue
            is_one = False
            async with aclosing(way.walk(self._blog, self._asks, cursor)) as pages:
                async for page in pages:
                    is_one = True
                    yield page
            if is_one:
                return


def newest(blog: ArchiveSource) -> Newest | None:
    """Say where a blog shows its newest comments; None where it does not, or nobody knows."""
    return next((found for way in WAYS if (found := way().newest(blog))), None)


def _together(found: ParsedComments, more: ParsedComments, count: int) -> ParsedComments:
    """Put two answers together; the number is sure where they agree, or where one has all."""
    comments = linked((*more.comments, *found.comments))
    is_same = {each.guid for each in more.comments} == {each.guid for each in found.comments}
    is_sure = is_same or more.total is not None or len(comments) == count
    return ParsedComments(comments, len(comments) if is_sure else None)
