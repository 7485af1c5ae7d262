"""What a person has put into the sidebar, with its counts: the same at the next start.

The first picture shows what was kept the last time, and asks nobody.
"""

from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, Final

from tui_reader.app.widgets.own_lines import Own, OwnLine, from_state, tag_line, to_state

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.library.library import Library
    from tui_reader.models import SavedSearch


STATE: Final = "own_shelves"


class OwnShelves:
    """What is new, saved searches and tags.

    Args:
        screen: Whose sidebar shows them.
        library: Who keeps them.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library") -> None:
        self._screen = screen
        self._library = library
        self.own = Own()
        self._searches: tuple[SavedSearch, ...] = ()
        self.are_counted = True
        """Whether the numbers of the searches are those of now."""

    def begin(self) -> None:
        """Take what was kept; what is new is of this time."""
        self.own = from_state(self._screen.places.value(STATE))._replace(new=0)

    async def load(self) -> None:
        """Read all of it anew; the searches are counted after, beside everything else."""
        keeping, before = self._library.keeping, self.own
        known = {line.key: line for line in before.searches}
        self._searches = await keeping.searches()
        self.own = Own(
            await keeping.count_new(),
            tuple(search_line(each, known) for each in self._searches),
            tuple(tag_line(tag.name, tag.posts, tag.unread) for tag in await keeping.tags()),
        )
        if _names(self.own) != _names(before):
            self._screen.places.keep_value(STATE, self.state())

    def state(self) -> list[object]:
        """Return what is shown, to be kept: numbers only when one leaves, they change often."""
        return to_state(self.own)

    async def count(self) -> AsyncGenerator[None, None]:
        """Count the posts of the searches; yields whenever a number has become another one.

        Ends early where something was written meanwhile: ``are_counted`` is false then.
        """
        self.are_counted = False
        left = len(self._searches)
        async for found in self._library.search_counts(self._searches):
            left -= 1
            key, former = f"search/{found.search_id}", self.own.searches
            lines = tuple(
                each._replace(posts=found.posts, unread=found.unread, is_whole=found.is_whole)
                if each.key == key
                else each
                for each in former
            )
            self.own = self.own._replace(searches=lines)
            if lines != former:
                yield
        self.are_counted = left == 0


def _names(own: Own) -> list[tuple[str, str]]:
    return [(line.key, line.title) for line in (*own.searches, *own.tags)]


def search_line(search: "SavedSearch", known: dict[str, OwnLine]) -> OwnLine:
    """Return the line of a saved search, with what was counted of it last."""
    key = f"search/{search.id}"
    line = OwnLine(key, search.name, search.filter, search.sort)
    former = known.get(key)
    if former is None or former.words != line.words:
        return line
    return line._replace(posts=former.posts, unread=former.unread, is_whole=former.is_whole)
