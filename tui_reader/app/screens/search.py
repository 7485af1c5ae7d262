"""The screen that searches everything that is kept, while one types."""

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from tui_reader.app.bindings import bindings
from tui_reader.app.commands import Scope
from tui_reader.app.format import connection_words, plural
from tui_reader.app.screens.working import WorkingScreen
from tui_reader.app.widgets.bars import TitleBar
from tui_reader.app.widgets.choices import ChoiceList
from tui_reader.app.widgets.cursor_list import CursorList
from tui_reader.app.widgets.search_examples import examples
from tui_reader.app.widgets.search_line import SearchLine, SearchStatus
from tui_reader.app.widgets.search_list import SearchList
from tui_reader.errors import QueryError
from tui_reader.query import Filter, parse

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui_reader.app.desk.searching import Searching
    from tui_reader.config import Config
    from tui_reader.library.library import Library
    from tui_reader.models import Hits

MOST: Final = 200
"""So many posts are listed at the most: who wants more says more."""
PATIENCE_SECONDS: Final = 0.3
"""After so long without an answer it is said that one is looking."""
BATCHES_AT_ONCE: Final = 8
"""So much is indexed before what was asked is asked again."""
NOTHING: Final = "No post that is kept has these words."
NOTHING_YET: Final = "Nothing found yet: the index still reads what came last."
LOOKING: Final = "Looking …"
SEARCHED: Final = "In titles, texts, labels, comments and your notes"


class SearchScreen(WorkingScreen):
    """One line of words, and the posts that have them.

    Args:
        library: Where posts are looked for.
        searching: What is remembered of the last search, and what is done with a post.
        config: How the person wants it.
        goes_on: Whether one comes back to a search, and not to begin another one.
    """

    OWN_SCOPE = Scope.SEARCH
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.SEARCH)

    def __init__(
        self, library: "Library", searching: "Searching", config: "Config", *, goes_on: bool = False
    ) -> None:
        super().__init__()
        self._library = library
        self._searching = searching
        self._wanted: Filter | None = None
        self._asked: Filter | None = None
        self._is_looking = False
        self._answered = asyncio.Event()
        self._opens_first = False
        self._goes_on = goes_on
        self._patience: Timer | None = None
        plain = config.ascii_signs
        self._dot = " - " if plain else " · "
        self.title_bar = TitleBar(ascii_signs=plain)
        self.title_bar.set_reactive(TitleBar.title, searching.title)
        self.line = SearchLine(searching.text)
        self.status = SearchStatus(ascii_signs=plain)
        self.list = SearchList(ascii_signs=plain)
        self.examples = ChoiceList("examples", ascii_signs=plain)

    def compose(self) -> ComposeResult:
        """Stack the line, what is said of it, and what was found."""
        yield self.title_bar
        yield self.line
        yield self.status
        yield self.list
        yield self.examples
        yield self.key_bar

    def on_mount(self) -> None:
        """Show what was found last, and look for it anew."""
        searching = self._searching
        self.title_bar.network = connection_words(self._library.connection, self._library.now())
        self.examples.show(examples(searching.recent))
        self._show_part(has_words=bool(searching.text.strip()))
        if searching.hits and searching.words:
            self._show(searching.words, searching.hits)
        self.line.focus()
        if self._goes_on:
            self.line.cursor_position = len(self.line.value)
        else:
            self.line.select_all()
        self._typed()

    def on_key(self, event: events.Key) -> None:
        """Lose no letter that comes before the line has the keys."""
        if event.is_printable and event.character and not self.line.has_focus:
            self.line.replace(event.character, *self.line.selection)

    def on_screen_resume(self) -> None:
        """Show what was read meanwhile as read."""
        self.ask_again()

    # ------------------------------------------------------------------------------ looking

    @on(Input.Changed)
    def _typed(self) -> None:
        """Look for what is typed so far; words that cannot be read change nothing but the line."""
        self._opens_first &= self.line.value == self._searching.text
        text = self._searching.text = self.line.value
        self._show_part(has_words=bool(text.strip()))
        try:
            words = parse(text, is_typing=True)
        except QueryError as error:
            self.status.problem = (error.message, self.line.column_of(error.place))
            return
        self.status.problem = ("", 0)
        if words.is_empty:
            self._searching.forget()
            self._wanted = None
            self.list.hint = ""
            self.list.show((), ())
            self.status.words = "" if text.strip() else SEARCHED
            return
        self._ask(words)

    def _show_part(self, *, has_words: bool) -> None:
        """Show what was found, or where nothing is asked the examples."""
        self.list.display, self.examples.display = has_words, not has_words
        self.refresh_bindings()

    def ask_again(self) -> None:
        """Look for the same words among more posts."""
        if self._searching.words:
            self._ask(self._searching.words)

    def _ask(self, words: Filter) -> None:
        """Look for words; those that are typed before the answer comes are looked for next."""
        self._wanted = self._asked = words
        if not self._is_looking:
            self._is_looking = True
            self._answered.clear()
            self._patience = self.set_timer(PATIENCE_SECONDS, self._say_looking)
            self.start(self._look, "search")

    def _say_looking(self) -> None:
        if self._is_looking:
            self.status.words = LOOKING

    async def _look(self) -> None:
        try:
            while words := self._wanted:
                self._wanted = None
                hits = await self._library.search(
                    words, limit=MOST, blog_id=self._searching.blog_id
                )
                if self._wanted is None and self._searching.text.strip():
                    self._show(words, hits)
        finally:
            self._is_looking = False
            self._answered.set()
            if self._patience:
                self._patience.stop()
        if (found := self._searching.hits) and found.pending and not self._library.is_read_only:
            self.start(self._learn, "learn")

    async def _learn(self) -> None:
        """Index some of what the index does not know yet, and ask again."""
        for batch in range(BATCHES_AT_ONCE):
            if not await self._library.index_some():
                if not batch:
                    return  # another program does it
                break
        self.ask_again()

    def _show(self, words: Filter, hits: "Hits") -> None:
        """Show what was found; the cursor stays on its post only where the same was asked."""
        is_same = words == self._searching.words
        here = self._searching.post_id if is_same else None
        self._searching.found(words, hits)
        self.list.hint = NOTHING_YET if hits.pending else NOTHING
        self.list.show(hits.hits, words.needles, post_id=here)
        self.status.words = self._dot.join(found_words(hits))
        self.refresh_bindings()

    # -------------------------------------------------------------------- what the list tells

    @on(SearchList.Moved)
    def _moved(self, event: SearchList.Moved) -> None:
        if event.place and self.list.hit:
            self._searching.post_id = self.list.hit.row.id
        listed = self.list.row_count()
        self.status.place = f"{event.place:,} of {listed:,}" if event.place else ""

    @on(SearchList.Taken)
    @on(ChoiceList.Taken)
    def action_search_open(self) -> None:
        """Read the post of the cursor; of the examples, take the one of the cursor.

        Where the answer to what is typed has not come yet, the first post of that.
        """
        if self.line.value != self._searching.text:
            self._typed()
        self._opens_first = self._is_looking and self._asked != self._searching.words
        if self._opens_first:
            self.start(self._open_first, "open")
        elif self.examples.display and self.examples.choice:
            self.line.value = self.examples.choice.words
            self.line.cursor_position = len(self.line.value)
        elif self.list.hit and self._searching.words:
            self._searching.read(self, self.list.hit, self._searching.words)

    async def _open_first(self) -> None:
        """Read the first post of what is looked for, unless other words are typed meanwhile."""
        await self._answered.wait()
        if self._opens_first:
            self.action_search_open()

    # ------------------------------------------------------------------------------ commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with what stands in the line."""
        if action in ("search_blog", "search_keep", "search_list"):
            return not self.examples.display
        return True

    @property
    def _shown(self) -> CursorList:
        return self.examples if self.examples.display else self.list

    def action_search_down(self) -> None:
        """Go down one row."""
        self._shown.row_down()

    def action_search_up(self) -> None:
        """Go up one row."""
        self._shown.row_up()

    def action_search_page_down(self) -> None:
        """Go down one page."""
        self._shown.row_page_down()

    def action_search_page_up(self) -> None:
        """Go up one page."""
        self._shown.row_page_up()

    def action_search_keep(self) -> None:
        """Keep the words as a search in the sidebar."""
        if not self.status.problem[0]:
            self._searching.keep(self.line.value)

    def action_search_list(self) -> None:
        """Show what was found as the list of posts."""
        if not self.status.problem[0]:
            self._searching.list_all(self.line.value)

    def action_search_blog(self) -> None:
        """Ask the blog itself."""
        self._searching.ask_blog(self, self.line.value, self.list.hit)

    def action_search_leave(self) -> None:
        """Go back to where one was."""
        self.dismiss()
        self._searching.left()


def found_words(hits: "Hits") -> list[str]:
    """Return how many posts were found, and what the index does not know yet."""
    if hits.is_bounded:
        many = f"more than {plural(hits.total, 'post')}"
    else:
        many = plural(hits.total, "post")
    words = [many]
    if len(hits.hits) < hits.total:
        words.append(f"the best {len(hits.hits):,} are listed")
    if hits.pending:
        words.append(f"the index has yet to read {plural(hits.pending, 'post')}")
    return words
