"""Words that narrow the list while one types: ``/`` in the list of posts."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from tui_reader.app.keymap import first_key
from tui_reader.app.panes import PaneName
from tui_reader.errors import QueryError
from tui_reader.models import PostQuery
from tui_reader.query import Filter, parse

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.app.widgets.find_bar import FilterBar
    from tui_reader.config import Config
    from tui_reader.library.library import Library

PLACEHOLDER: Final = 'words, "a phrase", label:…, is:unread, before:2020'


class Filtering:
    """One line of words, and the posts that they choose.

    Args:
        screen: Whose list is narrowed.
        library: Where posts are.
        config: The person's own keys, for what is said of them.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library", config: "Config") -> None:
        self._screen = screen
        self._library = library
        self._config = config
        self._bar: FilterBar | None = None
        self._from_id: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether the line is there."""
        return self._bar is not None

    def begin(self) -> None:
        """Show the line, with the words by which the list is narrowed already."""
        from tui_reader.app.widgets.find_bar import FilterBar

        if self._bar is None:
            words = self._screen.listing.query.filter
            self._from_id = self._screen.posts.post_id()
            self._bar = FilterBar(PLACEHOLDER, words.text if words else "", what="Filter:")
            self._screen.mount(self._bar, before=self._screen.key_bar)
        self._bar.focus()

    def type(self, text: str) -> None:
        """Narrow the list by what is typed so far."""
        if self._bar is None:
            return
        try:
            words = parse(text, is_typing=True)
        except QueryError as error:
            self._screen.key_bar.say(str(error), is_error=True, stays=True)
            return
        self._screen.key_bar.hush()
        before = self._screen.listing.query.filter
        if (words.root, words.text) != (before and before.root, before.text if before else ""):
            self._narrow(words)

    def _narrow(self, words: Filter) -> None:
        self._screen.listing.narrow(None if words.is_empty else words, post_id=self._from_id)

    def keep(self) -> None:
        """Let go of the line; the list stays as it is. Words that cannot be read stay in it."""
        if self._bar is None:
            return
        text = self._bar.value
        try:
            words = parse(text)
        except QueryError as error:
            self._screen.key_bar.say(str(error), is_error=True, stays=True)
            return
        self._close()
        self._screen.start(partial(self._keep, words), "posts")

    async def _keep(self, words: Filter) -> None:
        """List what the words choose now that they are whole.

        While one types, the last word is the beginning of one. Where it makes a difference, it
        stays so: nothing vanishes because one has finished.
        """
        listing = self._screen.listing
        typed, words = words.text, await self.whole(words, listing.query)
        post_id = self._screen.posts.post_id()
        kept = None if words.is_empty else words
        await listing.list_now(replace(listing.query, filter=kept), post_id=post_id)
        if kept and listing.query.filter is kept:
            leave = first_key("leave", self._config)
            keep = first_key("keep_search", self._config)
            star = "" if words.text == typed else "* is the rest of a word · "
            ways = f"{leave} lists all posts again · {keep} keeps the words in Blogs"
            self._screen.say(f"{star}{ways}")

    async def whole(self, words: Filter, query: PostQuery) -> Filter:
        """Return finished words that choose what they chose of a list while they were typed."""
        try:
            typed, begun = parse(words.text, is_typing=True), parse(f"{words.text}*")
        except QueryError:
            return words
        if typed.root == words.root or begun.root != typed.root:
            return words
        whole = await self._library.post_index(replace(query, filter=words))
        more = await self._library.post_index(replace(query, filter=begun))
        return words if len(whole) == len(more) else begun

    def drop(self) -> None:
        """Let go of the line, and list all posts again."""
        self._close()
        listing = self._screen.listing
        if listing.query.filter:
            listing.narrow(None, post_id=self._screen.posts.post_id() or self._from_id)

    def end(self) -> bool:
        """Let go of the line as it is; tell whether it was open."""
        is_open = self.is_open
        self._close()
        return is_open

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.remove()
            self._bar = None
            self._screen.key_bar.hush()
            self._screen.workspace.go_to(PaneName.POSTS)
