"""Lets the full-text index follow what is kept, a little at a time."""

from tui_reader.store import search_index
from tui_reader.store.database import Database


async def index_some(database: Database) -> int:
    """Index one batch of posts; how many they were, 0: none are left.

    Raises:
        StoreError: Nothing can be written.
    """
    from tui_reader.render.text import plain_of  # only what comments say needs it

    return await database.write(search_index.feed, plain_of)
