"""Brings the comments of one post, and keeps them. No SQL, no HTTP."""

from datetime import timedelta
from typing import Final

from tui_reader.errors import FetchError, UsageError
from tui_reader.feeds.comments import CommentReader
from tui_reader.feeds.comments.wordpress import is_wordpress
from tui_reader.library.careful import Careful, note_hold, refuse_if_held
from tui_reader.library.desk import Desk
from tui_reader.limits import MANUAL_POLL_SECONDS
from tui_reader.models import ArchiveSource, ParsedComments, ThreadSource
from tui_reader.store import archive, comments

SOON: Final = timedelta(seconds=MANUAL_POLL_SECONDS)
"""Where nobody knows how many comments there are, a thread is asked for again after so long."""


async def bring_thread(desk: Desk, post_id: int, *, force: bool = False) -> None:
    """Ask for a post's comments where that is of use, and keep them.

    Nobody is asked where comments are closed, or where the post is of no blog that can be asked.

    Raises:
        ReaderError: Nothing came that can be used.
        UsageError: There is no such post.
    """
    source = await _source(desk, post_id)
    blogs = await desk.database.read(archive.sources, [source.blog_id])
    if not blogs or is_closed(source) or not (force or is_due(desk, source, blogs[0])):
        return
    await refuse_if_held(desk, blogs[0])
    asks = Careful(desk, await desk.network.asking(blogs[0]), lanes=1)
    try:
        found = await CommentReader(blogs[0], asks).thread(source)
    except FetchError as error:
        await note_hold(desk, asks, source.blog_id, error)
        raise
    await keep_thread(desk, source, found)


async def keep_thread(desk: Desk, source: ThreadSource, found: ParsedComments) -> None:
    """Keep what a blog gave of a post's comments: all of them, if it is sure that they are all."""
    is_whole = found.total is not None and len(found.comments) >= found.total
    await desk.database.write(
        comments.save_thread, source.post_id, found, desk.now(), is_whole=is_whole
    )


def is_closed(source: ThreadSource) -> bool:
    """Whether a post takes no comments and has none: Blogger then names neither count nor feed."""
    is_telling = source.guid.startswith("tag:blogger.com,1999:")
    return is_telling and source.count is None and not source.comments_feed and not source.kept


def is_due(desk: Desk, source: ThreadSource, blog: ArchiveSource) -> bool:
    """Whether asking for a post's comments may bring more than is kept.

    WordPress's list of the newest ones does not say what they reply to: there all may be kept, and
    the thread is not.
    """
    is_told = source.fetched is not None or not is_wordpress(blog)
    if source.count and source.kept == source.count and is_told:
        return False
    if source.fetched is None:
        return True
    if source.count is None:
        return abs(desk.now() - source.fetched) >= SOON  # the clock may have been set back
    return source.count != source.asked


async def _source(desk: Desk, post_id: int) -> ThreadSource:
    found = await desk.database.read(comments.sources, [post_id])
    if not found:
        raise UsageError(f"there is no post number {post_id}")
    return found[0]
