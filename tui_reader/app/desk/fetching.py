"""Fetching while one reads: the bar, new posts as they come, the network, others' writes."""

from collections.abc import Sequence
from contextlib import aclosing
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Final

from tui_reader.app.format import connection_words, no_server_words
from tui_reader.app.progress import Progress
from tui_reader.models import Afterwards, Blog, Fetched

if TYPE_CHECKING:
    from textual.worker import Worker

    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.config import Config
    from tui_reader.library.library import Library
    from tui_reader.models import Connection

LOOK_SECONDS: Final = 1.0
"""How often network and store are looked at; neither look costs a request."""
IDLE_SECONDS: Final = 2.0
"""How often a batch of posts is indexed for search while nothing is fetched."""
KNOCK_SECONDS: Final = 30.0
"""How often, while offline, is seen whether a blog's host takes a connection again."""
SHOW_SECONDS: Final = 0.5
"""New posts are shown at most so often while many blogs answer."""
SHOW_SHARE: Final = 10.0
"""A long list is shown anew more seldom: that may take a tenth of the time, no more."""


class Fetching:
    """Asks blogs, and keeps the screen true meanwhile.

    Args:
        screen: Whose bars and panes show it.
        library: Who asks.
        config: Whether and how often to ask without being told.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library", config: "Config") -> None:
        self._screen = screen
        self._library = library
        self._config = config
        self._version = 0
        self._has_unindexed = True
        self._show_again_at = 0.0
        self._knock_again_at = 0.0
        self._was_offline = False
        self._is_first = config.fetch_on_start
        self._asking: Worker[None] | None = None
        self._looking: Worker[None] | None = None

    @property
    def is_running(self) -> bool:
        """Whether blogs are being asked now."""
        return self._asking is not None and not self._asking.is_finished

    def begin(self) -> None:
        """Look at the network and at other programs' writes; ask what is due, if wanted."""
        self._version = self._library.data_version()
        self._screen.set_interval(LOOK_SECONDS, self._look)
        self._look()
        if self._library.is_read_only:
            self._screen.say(self._library.why_read_only, is_error=True)
            return
        self._screen.set_interval(IDLE_SECONDS, self._index)
        if minutes := self._config.refresh_minutes:
            self._screen.set_interval(minutes * 60, self.ask_due)
        if self._config.fetch_on_start:
            self.ask_due()
        else:
            self._screen.start(self._knock, "knock")

    def ask_due(self) -> None:
        """Ask the blogs that are due, without a word where none is."""
        self.ask(None, is_manual=False)

    def ask_blog(self, blog: Blog | None) -> None:
        """Ask one blog; every blog, where the list shows several."""
        why_not = no_server_words(blog) if blog else ""
        if why_not:
            self._screen.say(why_not)
        else:
            self.ask([blog.id] if blog else None)

    def ask(self, blog_ids: Sequence[int] | None, *, is_manual: bool = True) -> None:
        """Ask blogs for new posts; all of them where ``blog_ids`` is None."""
        if self.is_running:
            if is_manual:
                self._screen.say("Fetching already; ctrl+x stops it.")
            return
        work = partial(self._ask, blog_ids, is_manual=is_manual)
        self._asking = self._screen.start(work, "fetch")

    def stop(self) -> None:
        """Stop asking; what has arrived is kept."""
        self._screen.workers.cancel_group(self._screen, "fetch")

    async def _ask(self, blog_ids: Sequence[int] | None, *, is_manual: bool) -> None:
        progress = Progress()
        is_stopped = True
        try:
            async with aclosing(self._library.refresh(blog_ids, manual=is_manual)) as events:
                async for event in events:
                    are_all_asked = isinstance(event, Afterwards) and not progress.afterwards
                    progress = progress.after(event)
                    self._screen.title_bar.progress = progress if progress.total else None
                    if isinstance(event, Fetched) or are_all_asked:
                        await self._show_new(at_once=are_all_asked)
            is_stopped = False
        finally:
            self._has_unindexed = True
            self._screen.title_bar.progress = None
            self._screen.refresh_bindings()
            is_news = not is_stopped and not is_manual and self._is_first and progress.new > 0
            self._is_first = self._is_first and not progress.total
            if progress.is_planned and not is_news:
                self._say(progress, is_manual=is_manual, is_stopped=is_stopped)
        if is_news and not await self._screen.desk.news.tell(progress.failed):
            self._say(progress, is_manual=False, is_stopped=False)
        if not progress.total:
            await self._library.knock()
        await self._show_new(at_once=True)
        if progress.afterwards:
            await self._screen.desk.full_text.came()
        self._look()

    def _say(self, progress: Progress, *, is_manual: bool, is_stopped: bool) -> None:
        """Say what came of it; unasked-for work only speaks when there is news."""
        summary = progress.summary(self._library.now())
        if is_stopped:
            self._screen.say(f"Stopped. {summary}")
        elif progress.failed == 1 and progress.done == 1:
            self._screen.say(progress.last_failure, is_error=True)
        elif is_manual or progress.new or progress.changed:
            self._screen.say(summary, is_error=is_manual and progress.failed > 0)

    async def _show_new(self, *, at_once: bool) -> None:
        begun = monotonic()
        if at_once or begun > self._show_again_at:
            await self._screen.listing.reload()
            took = monotonic() - begun
            self._show_again_at = begun + max(SHOW_SECONDS, SHOW_SHARE * took)

    def _index(self) -> None:
        """Let the full-text index follow the posts while there is nothing else to do."""
        if self._has_unindexed and not self.is_running:
            self._screen.start(self._index_some, "index")

    def index_again(self) -> None:
        """Let the index follow a text that was changed by hand."""
        self._has_unindexed = True

    async def _index_some(self) -> None:
        has_more = await self._library.index_some() > 0
        self._has_unindexed = has_more or await self._library.tidy() > 0

    async def _knock(self) -> None:
        """See whether the network answers though nobody is asked."""
        await self._library.knock()
        self._look()

    def _look(self) -> None:
        """Look at the network and at other programs' writes, one look after the other."""
        if self._looking is None or self._looking.is_finished:
            self._looking = self._screen.start(self._look_now, "network")

    async def _look_now(self) -> None:
        connection = await self._library.probe()
        self._screen.title_bar.network = connection_words(connection, self._library.now())
        was_offline, self._was_offline = self._was_offline, connection.is_offline
        if connection.is_offline:
            self._knock_sometimes(connection)
        elif was_offline:
            self._go_on()
        await self._show_others_writes()

    def _go_on(self) -> None:
        """Do what had to wait for the network."""
        if self._config.fetch_on_start:
            self.ask_due()
        self._screen.start(self._screen.desk.archiving.begin, "archives")

    def _knock_sometimes(self, connection: "Connection") -> None:
        if not connection.asked_for and monotonic() > self._knock_again_at:
            self._knock_again_at = monotonic() + KNOCK_SECONDS
            self._screen.start(self._knock, "knock")

    async def _show_others_writes(self) -> None:
        """Show what another program has written meanwhile."""
        version = self._library.data_version()
        if version != self._version and not self.is_running:
            await self._screen.listing.reload()
            await self._screen.desk.reading.show_others_marks()
            self._version = version
            self._has_unindexed = True
