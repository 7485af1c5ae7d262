"""Brings what stands beside a blog's posts, such as "About". No SQL, no HTTP."""

from tui_reader.errors import FeedError, FetchError
from tui_reader.feeds.archive.base import Asks
from tui_reader.feeds.archive.pages import static_pages
from tui_reader.library.desk import Desk
from tui_reader.library.keeping import keep_static_pages
from tui_reader.library.waiting import is_passing
from tui_reader.models import ArchiveSource


async def bring_static_pages(desk: Desk, blog: ArchiveSource, asks: Asks) -> None:
    """Keep a blog's static pages; one that has none, or hides them, is whole as well.

    Raises:
        FetchError: The blog cannot be asked now.
        StoreError: Nothing of it was stored.
    """
    try:
        posts = await static_pages(blog, asks)
    except FeedError:
        return
    except FetchError as error:
        if is_passing(error):
            raise
        return
    if posts:
        await keep_static_pages(desk.database, blog.blog_id, posts, desk.now())
