"""Looks at one blog, or at the store: what was asked, what came, and what is wrong, as sentences.

A blog is asked once for its feed and at most a few times for the way to its old posts; nothing of
what comes is kept.
"""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui_reader.errors import ReaderError, UsageError
from tui_reader.library import doctor_words as words
from tui_reader.library.desk import Desk
from tui_reader.library.schedule import wait_of
from tui_reader.models import Blog, Validators
from tui_reader.models.doctor import Finding
from tui_reader.store import archive, health, schedule

if TYPE_CHECKING:
    from datetime import datetime

    from tui_reader.models import ArchiveSource, FetchState, Page
    from tui_reader.models.doctor import StoreHealth


@dataclass(frozen=True, slots=True)
class Doctor:
    """Examines, and changes nothing."""

    desk: Desk

    async def store(self) -> "StoreHealth":
        """Check the store; StoreError if it cannot be read."""
        return await self.desk.database.read(health.look)

    async def blog(self, blog: Blog) -> AsyncGenerator[Finding, None]:
        """Tell what is known of a blog, then ask it, unless nobody may be asked."""
        facts = await self.desk.database.read(health.blog_facts, blog.id)
        yield words.kept(blog, facts)
        if finding := words.cut(facts):
            yield finding
        states = await self.desk.database.read(schedule.fetch_states, [blog.id])
        if blog.is_guide or not states:
            yield Finding("feed", "This blog has no server: it is never asked.")
            return
        hold = (await self.desk.database.read(schedule.host_holds)).get(blog.host)
        why_not = self._why_not(states[0], hold)
        is_read = True
        async for finding in self._asked(states[0], why_not):
            is_read = not finding.is_wrong
            yield finding
        async for finding in self._archive(blog, why_not, is_read=is_read):
            yield finding
        yield words.comments(blog, facts)
        yield words.next_fetch(states[0], hold, self.desk.now())

    def _why_not(self, state: "FetchState", hold: "datetime | None") -> str:
        """Say why nobody may be asked now; empty: a blog may be."""
        if not self.desk.network.is_allowed:
            return "Offline"
        wait = wait_of(state, self.desk.now(), hold, force=True, manual=True)
        return "" if wait is None else f"{wait.reason[:1].upper()}{wait.reason[1:]}"

    async def _asked(self, state: "FetchState", why_not: str) -> AsyncGenerator[Finding, None]:
        """Ask for the whole feed, as on the first day."""
        if why_not:
            yield Finding("feed", f"{why_not}: {state.feed_url} was not asked.")
            return
        try:
            page = await self._page(state)
            yield words.came(page)
            yield words.conditional(page.validators)
            yield words.read(await self.desk.network.parse(page))
        except ReaderError as error:
            yield Finding("feed", f"{state.feed_url}: {error}", is_wrong=True)

    async def _page(self, state: "FetchState") -> "Page":
        from tui_reader.feeds.urls import host_of
        from tui_reader.models import Page

        typed = host_of(state.feed_url) == state.typed_host
        page = await self.desk.network.get(state.feed_url, Validators(), typed=typed)
        assert isinstance(page, Page), "nothing was known, so everything came"
        return page

    async def _archive(
        self, blog: Blog, why_not: str, *, is_read: bool
    ) -> AsyncGenerator[Finding, None]:
        state = await self.desk.database.read(archive.state, blog.id)
        if state is not None and (state.is_done or why_not):
            yield words.archived(blog, state)
            return
        if why_not:
            yield Finding("archive", f"{why_not}: no way to older posts was looked for.")
            return
        sources = await self.desk.database.read(archive.sources, [blog.id])
        for source in sources:
            yield await self._way(source, is_read=is_read)

    async def _way(self, source: "ArchiveSource", *, is_read: bool) -> Finding:
        from tui_reader.library.archive_way import Wish, find_way

        try:
            asking = await self.desk.network.asking(source)
            found = await find_way(source, asking, Wish(), None)
            return words.way(found, is_read=is_read)
        except UsageError as error:
            return Finding("archive", error.message)
        except ReaderError as error:
            return Finding("archive", f"No way was found now: {error}", is_wrong=True)
