"""Searches what is kept; and a blog itself, with the same words.

No SQL, no HTTP.
"""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from tui_reader.library.desk import Desk
from tui_reader.models import Hits, SiteSearch
from tui_reader.query import Filter
from tui_reader.store import search


class Searching:
    """Made once by the library.

    Args:
        desk: Store, network, clock.
        arrives_unread: Whether old posts are news, too.
    """

    def __init__(self, desk: Desk, *, arrives_unread: bool) -> None:
        self._desk = desk
        self._arrives_unread = arrives_unread

    async def search(self, chosen: Filter, *, limit: int, blog_id: int | None) -> Hits:
        """See ``Parts.search``."""
        today = self._desk.now().astimezone().date()
        return await self._desk.database.read(
            search.search, chosen.at(today), limit=limit, blog_id=blog_id
        )

    async def on_the_blog(self, blog_id: int, text: str) -> AsyncGenerator[SiteSearch, None]:
        """Ask a blog for its posts with these words, and keep what comes, as read as old posts are.

        One event for each answer; the last ``is_done``.

        Raises:
            UsageError: There are no words in it, or the blog cannot be asked for words.
            FetchError: The blog cannot be asked now; what came before is kept.
            StoreError: Nothing can be kept.
        """
        from tui_reader.library.site_searching import ask_blog  # only who asks needs the network

        asked = ask_blog(self._desk, blog_id, text, arrives_unread=self._arrives_unread)
        async with aclosing(asked) as events:
            async for event in events:
                yield event
