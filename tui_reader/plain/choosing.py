"""Lists of posts that words choose, and their order, line by line."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tui_reader.app.format import plural
from tui_reader.errors import UsageError
from tui_reader.models import Sort

if TYPE_CHECKING:
    from tui_reader.plain.posts import PostsPlace
    from tui_reader.plain.talk import Talk
    from tui_reader.query import Filter

ASKED: Final = "Words that choose posts, such as: heron -crow is:unread. Nothing lists all again:"
_SECONDS: Final = 10.0
"""For reading new posts before the list is said."""


class Choosing:
    """The verbs that narrow a list by words, and order it.

    Args:
        talk: Where they are typed.
        place: The list.
    """

    def __init__(self, talk: "Talk", place: "PostsPlace") -> None:
        self._talk = talk
        self._place = place

    async def where(self, words: str) -> None:
        """List those that words choose. QueryError says what is wrong with the words."""
        from tui_reader.query import parse

        chosen = parse(words or await self._talk.console.ask(ASKED))
        if not chosen.is_empty:
            await self._talk.said_if_slow("Reading new posts for the search.", self._learn(chosen))
        query = replace(self._place.query, filter=None if chosen.is_empty else chosen)
        await self._place.change(query)

    async def order(self, name: str) -> None:
        """List the same in another order. UsageError names the orders there are."""
        try:
            sort = Sort(name.casefold())
        except ValueError:
            raise UsageError(f"say in which order: {', '.join(Sort)}") from None
        await self._place.change(replace(self._place.query, sort=sort))

    async def _learn(self, chosen: "Filter") -> None:
        learning = self._talk.library.choosing.learn(chosen, _SECONDS)
        *_, lacking = [left async for left in learning]
        if lacking:
            self._talk.say(f"Not read for searching yet: {plural(lacking, 'post')}.")
