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
from tui_reader.models import Blog, Validators
from tui_reader.models.doctor import Finding
from tui_reader.store import archive, health, schedule

if TYPE_CHECKING:
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
        async for finding in self._asked(states[0]):
            yield finding
        async for finding in self._archive(blog):
            yield finding
        yield words.comments(blog, facts)
        holds = await self.desk.database.read(schedule.host_holds)
        yield words.next_fetch(states[0], holds.get(blog.host), self.desk.now())

    async def _asked(self, state: "FetchState") -> AsyncGenerator[Finding, None]:
        """Ask for the whole feed, as on the first day."""
        if not self.desk.network.is_allowed:
            yield Finding("feed", f"Offline: {state.feed_url} was not asked.")
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

    async def _archive(self, blog: Blog) -> AsyncGenerator[Finding, None]:
        state = await self.desk.database.read(archive.state, blog.id)
        if state is not None and (state.is_done or not self.desk.network.is_allowed):
            yield words.archived(blog, state)
            return
        if not self.desk.network.is_allowed:
            yield Finding("archive", "Offline: no way to older posts was looked for.")
            return
        sources = await self.desk.database.read(archive.sources, [blog.id])
        for source in sources:
            yield await self._way(source)

    async def _way(self, source: "ArchiveSource") -> Finding:
        from tui_reader.library.archive_way import Wish, find_way

        try:
            asking = await self.desk.network.asking(source)
            return words.way(await find_way(source, asking, Wish(), None))
        except UsageError as error:
            return Finding("archive", error.message)
        except ReaderError as error:
            return Finding("archive", f"No way was found now: {error}", is_wrong=True)
