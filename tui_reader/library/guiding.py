"""Keeps the comments of the built-in guide as those of any blog, so that they are read offline."""

from tui_reader import guide
from tui_reader.feeds.urls import canonical
from tui_reader.library.desk import Desk
from tui_reader.store import comments, posts


async def keep_threads(desk: Desk) -> None:
    """Keep what readers of the guide said, once its posts are kept."""
    for url, thread in guide.threads():
        post_id = await desk.database.read(posts.find, url, canonical(url))
        if post_id is not None:
            await desk.database.write(
                comments.save_thread, post_id, thread, desk.now(), is_whole=True
            )
