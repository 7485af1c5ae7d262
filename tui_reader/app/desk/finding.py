"""Finding words in the article, or a title in the list, while one types."""

from functools import partial
from typing import TYPE_CHECKING, Final

from tui_reader.app.panes import PaneName

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.app.widgets.find_bar import FindBar
    from tui_reader.library.library import Library

ROWS_AT_ONCE: Final = 500


class Finding:
    """One line of words, and the places where they stand.

    Args:
        screen: In whose panes is looked.
        library: Where titles are read that no one has seen yet.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library") -> None:
        self._screen = screen
        self._library = library
        self._bar: FindBar | None = None
        self._pane = PaneName.POSTS
        self._from = 0

    def begin(self) -> None:
        """Show the line; look in the pane that has the keys."""
        from tui_reader.app.widgets.find_bar import FindBar

        if self._bar:
            self._bar.focus()
            return
        is_article = self._screen.is_in_article and self._screen.desk.reading.article is not None
        self._pane = PaneName.ARTICLE if is_article else PaneName.POSTS
        self._from = self._screen.posts.cursor
        self._bar = FindBar("the article" if is_article else "the titles")
        self._screen.mount(self._bar, before=self._screen.key_bar)
        self._bar.focus()

    def end(self) -> bool:
        """Close the line; tell whether it was open."""
        if self._bar is None:
            return False
        self._screen.workers.cancel_group(self._screen, "find")
        self._bar.remove()
        self._bar = None
        self._screen.article.find("", 0)
        self._screen.key_bar.hush()
        self._screen.workspace.go_to(self._pane)
        return True

    def ask(self, words: str, step: int) -> None:
        """Look for words: from here on (0), further on (1) or before (-1)."""
        if self._pane is PaneName.ARTICLE:
            self._find_in_article(words, step)
        elif words:
            self._screen.start(partial(self._find_title, words, step), "find")

    def _find_in_article(self, words: str, step: int) -> None:
        place, places = self._screen.article.find(words, step)
        if not words:
            self._screen.key_bar.hush()
        elif not places:
            self._screen.say(f"“{words}” is not in this article.")
        else:
            self._screen.say(f"{place:,} of {places:,} · enter next · ↑ before · esc done")

    async def _find_title(self, words: str, step: int) -> None:
        posts = self._screen.posts
        ids = posts.index.ids  # the list may become another one while this looks through it
        size = len(ids)
        start = posts.cursor + step if step else self._from
        order = [(start + number * (step or 1)) % size for number in range(size)]
        for first in range(0, size, ROWS_AT_ONCE):
            places = order[first : first + ROWS_AT_ONCE]
            rows = await self._library.rows([ids[place] for place in places])
            found = next((row for row in rows if words.casefold() in row.title.casefold()), None)
            if found:
                posts.go_to(found.id)
                return
        self._screen.say(f"“{words}” is in no title of this list.")
