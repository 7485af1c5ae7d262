"""Bringing whole archives while one reads: the bar, what is found, what comes, and older posts."""

from collections.abc import Set
from contextlib import aclosing
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Final

from tui_reader.app.archive_progress import ArchiveProgress, end_words, found_words, pace_words
from tui_reader.app.format import count
from tui_reader.library.pace import Pace
from tui_reader.models import ArchiveEvent, Blog, Done, Failed, Found, PageKept, Skipped, Sort

if TYPE_CHECKING:
    from textual.worker import Worker

    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.library.library import Library

SHOW_SECONDS: Final = 1.0
"""What has come is shown at most so often."""
SHOW_SHARE: Final = 20.0
"""A long list is shown more seldom: that may take a twentieth of the time, no more."""
OLDER = "Fetching older posts …"
THE_OLDEST = "This is the oldest post of the blog."
LAST_LISTED = "This is the last post of this list."


class Archiving:
    """Brings old posts, and keeps the screen true meanwhile.

    Args:
        screen: Whose bars and panes show it.
        library: Who brings them.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library") -> None:
        self._screen = screen
        self._library = library
        self._walks: dict[int, Worker[None]] = {}
        self._progress = ArchiveProgress()
        self._pace = Pace()
        self._show_again_at = 0.0
        self._older: Worker[None] | None = None

    async def begin(self) -> None:
        """Go on with what was asked for and not stopped, unless there is no network."""
        if self._library.is_read_only or self._library.connection.is_offline:
            return
        for blog_id in await self._library.archives.wanted():
            if blog := self._screen.listing.blog_with(blog_id):
                self._start(blog, is_asked=False)

    def ask(self) -> None:
        """Bring the archive of the blog whose posts are listed, or of the sidebar's cursor."""
        blog = self._screen.listing.blog_meant
        if self._library.is_read_only:
            self._screen.say(self._library.why_read_only, is_error=True)
        elif blog is None:
            self._screen.say("Choose a blog first: e shows them.")
        elif blog.is_guide:
            self._screen.say("The guide is built in: all of it is here.")
        elif blog.id in self._walks:
            self._screen.say("It is coming already; ctrl+x stops it.")
        else:
            self._screen.say(f"Looking for the archive of “{blog.title}” …")
            self._start(blog, is_asked=True)

    def stop(self) -> bool:
        """Stop all archives; what has come is kept. Tell whether any was coming."""
        if not self._walks:
            return False
        total = None if self._progress.is_comments else self._progress.total
        for walk in self._walks.values():
            walk.cancel()
        work = partial(self._tell_of_stop, frozenset(self._walks), total)
        self._screen.start(work, "stopped", exclusive=False)
        return True

    async def _tell_of_stop(self, blog_ids: Set[int], total: int | None) -> None:
        """Let stopped archives rest at the next start too; say how many posts are kept."""
        for blog_id in blog_ids:
            await self._library.archives.want(blog_id, False)
        await self._screen.listing.reload()  # a page may have been stored meanwhile
        kept = sum(blog.posts for blog in self._screen.listing.blogs if blog.id in blog_ids)
        of = "" if total is None else f" of {count(total)}"
        fetch = " ctrl+x stops the fetching, too." if self._screen.desk.fetching.is_running else ""
        self._screen.say(f"Stopped with {count(kept)}{of} posts kept. A goes on from there.{fetch}")

    # ------------------------------------------------------------------------------- a walk

    def _start(self, blog: Blog, *, is_asked: bool) -> None:
        if blog.id in self._walks:
            return
        self._show(self._progress.begun(blog))
        work = partial(self._bring, blog.id, is_asked=is_asked)
        self._walks[blog.id] = self._screen.start(work, "archive", exclusive=False)
        self._screen.refresh_bindings()

    async def _bring(self, blog_id: int, *, is_asked: bool) -> None:
        try:
            async with aclosing(self._library.archives.run([blog_id])) as events:
                async for event in events:
                    await self._tell(event, is_asked=is_asked)
        finally:
            self._walks.pop(blog_id, None)
            self._show(self._progress.without(blog_id))
            self._screen.refresh_bindings()
        await self._screen.listing.reload()

    async def _tell(self, event: ArchiveEvent, *, is_asked: bool) -> None:
        self._show(self._progress.after(event, self._library.now()))
        match event:
            case Found():
                if is_asked:
                    self._screen.say(found_words(event))
                self._screen.refresh_bindings()
            case PageKept():
                await self._show_new()
            case Failed():
                self._screen.say(end_words(event), is_error=True)
            case Done() | Skipped():
                self._screen.say(end_words(event))

    def _show(self, progress: ArchiveProgress) -> None:
        before = self._progress
        is_other = progress.walks.keys() != before.walks.keys()
        if is_other or progress.is_comments != before.is_comments:
            self._pace = Pace()
        self._pace.note(monotonic(), progress.kept)
        pace = pace_words(self._pace.rate, self._pace.left(progress.total))
        self._progress = replace(progress, pace=pace)
        self._screen.title_bar.archive = self._progress if progress.walks else None

    async def _show_new(self) -> None:
        """Show what has come; nothing moves under the cursor."""
        begun = monotonic()
        if begun > self._show_again_at:
            await self._screen.listing.reload()
            took = monotonic() - begun
            self._show_again_at = begun + max(SHOW_SECONDS, SHOW_SHARE * took)

    # -------------------------------------------------------------------------- older posts

    def read_older(self) -> None:
        """Fetch what is older than the oldest post kept, and read on."""
        blog = self._screen.listing.blog_meant
        if self._screen.listing.is_narrowed or (blog and blog.is_guide):
            by_time = self._screen.listing.query.sort is Sort.NEWEST
            self._screen.say("This is the oldest post." if by_time else LAST_LISTED)
        elif blog is None:
            self._screen.say("This is the oldest post kept. In the list of one blog, n goes on.")
        elif self._library.is_read_only:
            self._screen.say(self._library.why_read_only, is_error=True)
        elif self._older is None or self._older.is_finished:
            self._older = self._screen.start(partial(self._read_older, blog), "older")

    async def _read_older(self, blog: Blog) -> None:
        stepping = self._screen.desk.stepping
        left = stepping.here_id()
        self._screen.key_bar.say(OLDER, stays=True)
        try:
            while await self._library.archives.older(blog.id):
                await self._screen.listing.reload()
                if stepping.here_id() != left or await stepping.go_older():
                    return
            self._screen.say(THE_OLDEST)
        finally:
            self._screen.key_bar.hush(OLDER)
