"""In which order the list stands: asked for, shown, and remembered for each blog."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from tui_reader.app.listed import ORDERS
from tui_reader.models import Sort

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.library.library import Library

KEYS: Final = {
    Sort.NEWEST: "n",
    Sort.OLDEST: "o",
    Sort.TITLE: "t",
    Sort.COMMENTS: "c",
    Sort.LENGTH: "l",
}
WORDS: Final = {
    Sort.NEWEST: "Newest first",
    Sort.OLDEST: "Oldest first",
    Sort.TITLE: "By title",
    Sort.COMMENTS: "Most comments first",
    Sort.LENGTH: "Longest first",
}


class Ordering:
    """Chooses the order of the list.

    Args:
        screen: Whose list it is.
        library: Who remembers it.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library") -> None:
        self._screen = screen
        self._library = library

    def ask(self) -> None:
        """Ask for the order; the one that the list has comes first."""
        from tui_reader.app.screens.choose import Answer, ChooseScreen

        listing = self._screen.listing
        if listing.query.pages:
            self._screen.say("Pages stand by title.")
            return
        now = listing.query.sort
        answers = [
            Answer(KEYS[sort], WORDS[sort], partial(self._order, sort))
            for sort in (now, *(each for each in Sort if each is not now))
        ]
        blog = listing.blog
        subject = blog.title if blog else "Every list in which blogs mix"
        self._screen.app.push_screen(
            ChooseScreen(f"Which order? Now: {ORDERS[now]}.", subject, answers)
        )

    def _order(self, sort: Sort) -> None:
        self._screen.start(partial(self._list, sort), "posts")

    async def _list(self, sort: Sort) -> None:
        listing = self._screen.listing
        await listing.list_now(replace(listing.query, sort=sort))
        if self._library.is_read_only:
            return
        if blog := listing.blog:
            own = blog.own._replace(sort="" if sort is Sort.NEWEST else sort.value)
            await self._library.keeping.set_own(blog.id, own)
            await listing.load_blogs()
        else:
            self._screen.places.keep_sort(sort)
