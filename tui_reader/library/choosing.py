"""Lists of posts that words choose: what the words mean today, and how many posts they find.

No SQL.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from tui_reader.models import PostQuery
from tui_reader.store import post_lists

if TYPE_CHECKING:
    from tui_reader.library.desk import Desk
    from tui_reader.models import SavedSearch, SearchCount
    from tui_reader.query import Filter


def dated(query: PostQuery, now: datetime) -> PostQuery:
    """Give a query whose filter's days are told by the calendar, seen from the reader's today."""
    if query.filter is None or not query.filter.needs_today:
        return query
    return replace(query, filter=query.filter.at(now.astimezone().date()))


class _Moment(NamedTuple):
    """What a count is true for."""

    version: int
    """Of everything that is kept."""
    today: date


class Choosing:
    """Counts what words choose.

    Args:
        desk: Store and clock.
    """

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._counted: dict[str, tuple[_Moment, tuple[int, int, bool]]] = {}

    async def counts(
        self, searches: "Sequence[SavedSearch]"
    ) -> "AsyncGenerator[SearchCount, None]":
        """Count the posts of saved searches, one after the other; others can work in between.

        What was counted before, and nothing was written since, is not counted again. It ends early
        when anything is written meanwhile: whoever shows the counts asks again then. A search whose
        words cannot be read, and that was kept by another version, has no count.
        """
        from tui_reader.errors import QueryError
        from tui_reader.models import SearchCount

        moment = self._moment()
        for search in searches:
            with suppress(QueryError):
                posts, unread, is_whole = await self._count(search.filter, moment)
                yield SearchCount(search.id, posts, unread, is_whole)
            await asyncio.sleep(0)
            if self._moment() != moment:
                return

    async def learn(
        self, chosen: "Filter", seconds: float | None = None
    ) -> "AsyncGenerator[int, None]":
        """Let the index learn what came since it last did, where words are looked for in it.

        Gives how many posts it does not know yet, first and after each batch. Where the store
        cannot be written it learns nothing.

        Args:
            chosen: What is looked for; without words in it nothing is learnt.
            seconds: At most so long; None: to the end.
        """
        from tui_reader.errors import StoreError
        from tui_reader.library.indexing import index_some

        clock = asyncio.get_running_loop().time
        until = None if seconds is None else clock() + seconds
        lacking = await self.pending() if chosen.has_words else 0
        yield lacking
        with suppress(StoreError):
            while lacking and (until is None or clock() < until):
                if not await index_some(self._desk.database):
                    return
                lacking = await self.pending()
                yield lacking

    async def pending(self) -> int:
        """How many posts the index of words does not know as they are now."""
        from tui_reader.store import search_index

        return await self._desk.database.read(search_index.pending)

    def _moment(self) -> _Moment:
        today = self._desk.now().astimezone().date()
        return _Moment(self._desk.database.data_version(), today)

    async def _count(self, words: str, moment: _Moment) -> tuple[int, int, bool]:
        known = self._counted.get(words)
        if known is not None and known[0] == moment:
            return known[1]
        from tui_reader.query import parse

        chosen = parse(words)
        query = PostQuery(filter=chosen.at(moment.today))
        posts, unread = await self._desk.database.read(post_lists.count, query)
        is_whole = not chosen.has_words or not await self.pending()
        self._counted[words] = (moment, (posts, unread, is_whole))
        return posts, unread, is_whole
