"""Asks for the page of a post and has the worker take the post out of it."""

from typing import Final

from tui_reader.errors import FeedError
from tui_reader.feeds.page_text import PageText, PageToRead
from tui_reader.library.careful import Careful
from tui_reader.library.desk import Desk
from tui_reader.store.page_texts import OwnText

TASK: Final = "page-text"
_SENTENCES: Final = {
    "timeout": "the page takes too long to read: open it in the browser",
    "malformed": "the page cannot be read: open it in the browser",
    "too-large": "the page takes more memory to read than it may have: open it in the browser",
}
"""The worker's own speak of feeds."""

NOTHING: Final = OwnText("", 0, "")


async def ask_page(desk: Desk, asks: Careful, url: str, own: OwnText = NOTHING) -> PageText:
    """Ask for a post's page.

    Args:
        desk: Where the worker is.
        asks: What asks, at the pace of a walk.
        url: The page.
        own: What is known of the post.

    Raises:
        FetchError: The page did not come.
        FeedError: The post is not in it, or no more of it than is known.
    """
    page = await asks.get(url)
    try:
        text: PageText = await desk.network.worker().run(
            TASK, PageToRead(page, own.text, own.pictures, own.title)
        )
    except FeedError as error:
        sentence = _SENTENCES.get(error.error_class, error.message)
        raise FeedError(error.error_class, sentence) from error
    return text
