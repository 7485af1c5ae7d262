"""Brings one blog's old posts: finds a way, walks it, keeps each page with where it goes on.

Killed, offline or stopped, it goes on from the store. One blog, one walk; no SQL, no HTTP.
"""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

from tui_reader.errors import FetchError, ReaderError, StoreError
from tui_reader.feeds import archive as ways
from tui_reader.library import archive_words as words
from tui_reader.library.archive_way import NO_WAY, SOUGHT, Wish, find_way, goes_on, lacks_comments
from tui_reader.library.careful import (
    Careful,
    note_hold,
    patiently,
    refuse_if_held,
    wait_for_server,
)
from tui_reader.library.desk import Desk
from tui_reader.library.keeping import keep_page
from tui_reader.library.lease import held, still_held
from tui_reader.library.static_pages import bring_static_pages
from tui_reader.models import (
    ArchiveEvent,
    ArchiveFound,
    ArchivePage,
    ArchiveSource,
    ArchiveState,
    Done,
    Failed,
    Found,
    PageKept,
    Skipped,
)
from tui_reader.store import archive

Afterwards = Callable[[ArchiveSource], AsyncGenerator[ArchiveEvent, None]]


class _RemovedError(Exception):
    """The blog is no longer there."""


class _LostError(Exception):
    """Another program has the walk, or took it over while this one slept."""


class Walk:
    """One blog's walk. Use it once.

    Args:
        desk: Store, network, clock.
        blog: Whose archive it is.
        wish: What was asked for.
        holder: The name under which this program holds a blog.
        afterwards: What else is brought before all is done, such as comments.
    """

    def __init__(
        self,
        desk: Desk,
        blog: ArchiveSource,
        wish: Wish,
        holder: str,
        afterwards: Afterwards | None = None,
    ) -> None:
        self._desk = desk
        self._blog = blog
        self._id = blog.blog_id
        self._wish = wish
        self._holder = holder
        self._afterwards = afterwards
        self._has_begun = False
        self._lacking = ""

    async def events(self) -> AsyncGenerator[ArchiveEvent, None]:
        """Bring all there is. A failure is the last event; a blog that is removed ends it silently.

        Closing this stops the walk; what was stored stays.
        """
        try:
            async with held(self._desk, self._id, self._holder) as is_ours:
                if not is_ours:
                    raise _LostError
                async with aclosing(self._bring()) as events:
                    async for event in events:
                        yield event
        except _RemovedError:
            return
        except _LostError:
            yield Skipped(self._id, self._blog.title, words.WALKED_ELSEWHERE, None)
        except ReaderError as error:
            yield self._failed(error, await self._state())

    async def older(self) -> int:
        """Bring pages until one has a post that is new here: how many it has; 0: there are none.

        Raises:
            ReaderError: It did not come.
        """
        async with held(self._desk, self._id, self._holder) as is_ours:
            if not is_ours:
                raise StoreError("storage-busy", words.WALKED_ELSEWHERE)
            await refuse_if_held(self._desk, self._blog)
            asks = await self._asking()
            try:
                return await self._first_new(asks)
            except _RemovedError:
                return 0
            except _LostError:
                raise StoreError("storage-busy", words.WALKED_ELSEWHERE) from None
            except FetchError as error:
                await note_hold(self._desk, asks, self._id, error)
                raise

    async def _first_new(self, asks: Careful) -> int:
        async with aclosing(self._posts(asks)) as events:
            async for event in events:
                if isinstance(event, PageKept) and event.new:
                    return event.new
        return 0

    async def _bring(self) -> AsyncGenerator[ArchiveEvent, None]:
        async with aclosing(wait_for_server(self._desk, self._blog)) as waits:
            async for wait in waits:
                yield wait
                if isinstance(wait, Skipped):
                    return
        async with aclosing(self._bring_posts()) as posts:
            async for event in posts:
                yield event
        if self._afterwards:
            async with aclosing(self._bring_more(self._afterwards)) as more:
                async for event in more:
                    yield event
        yield self._done(await self._state())

    async def _bring_posts(self) -> AsyncGenerator[ArchiveEvent, None]:
        state = await self._state()
        if state is not None and self._afterwards and lacks_comments(state, self._wish):
            yield self._found(state)
            return
        asks = await self._asking()
        attempts = patiently(self._desk, asks, self._blog, lambda: self._posts_and_pages(asks))
        async with aclosing(attempts) as events:
            async for event in events:
                yield event

    async def _bring_more(self, afterwards: Afterwards) -> AsyncGenerator[ArchiveEvent, None]:
        """What is brought once the posts are here; stopped in it, it is gone on with at once."""
        await self._desk.database.write(archive.set_wanted, self._id, True)
        async with aclosing(afterwards(self._blog)) as events:
            async for event in events:
                await self._hold()
                await self._look()
                if isinstance(event, Done):  # of that part alone
                    self._lacking = event.note
                else:
                    yield event
        await self._desk.database.write(archive.set_wanted, self._id, False)

    async def _asking(self) -> Careful:
        asks = await self._desk.network.asking(self._blog)
        return Careful(self._desk, asks, lanes=self._wish.lanes)

    async def _posts_and_pages(self, asks: Careful) -> AsyncGenerator[ArchiveEvent, None]:
        """Go on from what is stored, as far as it goes."""
        async with aclosing(self._posts(asks)) as events:
            async for event in events:
                yield event
        await bring_static_pages(self._desk, self._blog, asks)

    async def _posts(self, asks: Careful) -> AsyncGenerator[Found | PageKept, None]:
        if not self._has_begun:
            yield await self._begin(asks)
            self._has_begun = True
        state = await self._state()
        if state is not None and not state.is_done:
            async with aclosing(self._walk(asks, state)) as events:
                async for event in events:
                    yield event

    async def _begin(self, asks: Careful) -> Found:
        state = await self._state()
        if state is None or not goes_on(state, self._wish):
            await self._keep_wish(state)
            found = await find_way(self._blog, asks, self._wish, state)
            was_done = state is not None and state.is_done and state.strategy == found.strategy
            state = await self._write_beginning(found, was_done and not self._wish.strategy)
        elif self._wish.is_wanted:
            await self._desk.database.write(archive.set_wanted, self._id, True)
        await self._look()
        return self._found(state)

    async def _keep_wish(self, state: ArchiveState | None) -> None:
        """Keep that all of it is wanted: looking for the way may be what is interrupted."""
        if state is None and self._wish.is_wanted and not self._wish.strategy:
            now = self._desk.now()
            await self._desk.database.write(archive.begin, self._id, SOUGHT, now, True)

    def _found(self, state: ArchiveState) -> Found:
        return Found(
            self._id,
            self._blog.title,
            state.strategy,
            self._total(state),
            state.since,
            self._blog.posts,
            state.note,
        )

    async def _write_beginning(self, found: ArchiveFound, was_done: bool) -> ArchiveState:
        now, is_wanted = self._desk.now(), self._wish.is_wanted
        await self._desk.database.write(
            archive.begin, self._id, found, now, is_wanted, was_done=was_done
        )
        if found.strategy == NO_WAY:
            await self._desk.database.write(archive.finish, self._id, found.note, now)
        state = await self._state()
        if state is None:
            raise _RemovedError
        return state

    async def _walk(self, asks: Careful, state: ArchiveState) -> AsyncGenerator[PageKept, None]:
        if state.was_done:
            asks.lanes = 1  # it may end with any page: nothing is asked ahead
        pages = ways.by_name(state.strategy).walk(self._blog, asks, state.cursor)
        async with aclosing(pages):
            async for page in pages:
                event = await self._keep(page)
                yield event
                if state.was_done and _is_enough(event):
                    break
        await self._finish()

    async def _keep(self, page: ArchivePage) -> PageKept:
        """Store a page; raises where that is no longer this program's duty."""
        await self._hold()
        saved = await keep_page(
            self._desk.database,
            self._id,
            page,
            self._desk.now(),
            arrives_unread=self._wish.arrives_unread,
        )
        await self._look()
        if (state := await self._state()) is None:  # it was removed, and followed again since
            raise _RemovedError
        new, total = saved.new + saved.back, self._total(state)
        return PageKept(self._id, self._blog.title, new, self._blog.posts, total)

    async def _hold(self) -> None:
        """Raise where another program has taken the walk over."""
        if not await still_held(self._desk, self._id, self._holder):
            raise _LostError

    async def _finish(self) -> None:
        state = await self._state()
        if state is not None:
            note = words.whats_missing(state.note, self._blog.posts, self._total(state))
            await self._desk.database.write(archive.finish, self._id, note, self._desk.now())

    async def _state(self) -> ArchiveState | None:
        return await self._desk.database.read(archive.state, self._id)

    async def _look(self) -> None:
        """See what is kept by now."""
        found = await self._desk.database.read(archive.sources, [self._id])
        if not found:
            raise _RemovedError
        self._blog = found[0]

    def _total(self, state: ArchiveState | None) -> int | None:
        """How many posts the blog says it has: while it is walked, by its archive's word."""
        if state is not None and state.posts_total is not None and not state.is_done:
            return state.posts_total
        return self._blog.posts_total

    def _done(self, state: ArchiveState | None) -> Done:
        notes = ("" if state is None else state.note, self._lacking)
        note = "; ".join(note for note in notes if note)
        return Done(self._id, self._blog.title, self._blog.posts, self._total(state), note)

    def _failed(self, error: ReaderError, state: ArchiveState | None) -> Failed:
        message = words.failure(error, self._blog.posts, self._total(state))
        return Failed(self._id, self._blog.title, error.error_class, message)


def _is_enough(event: PageKept) -> bool:
    """Whether a walk that looks only for what has come since may end: nothing new, none missing."""
    return not event.new and (event.total is None or event.kept >= event.total)
