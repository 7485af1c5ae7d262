"""Asks for one walk, minding what servers asked for before; and goes on with it after failures.

Knows nothing of archives or comments: whoever walks says what one attempt is.
"""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from tui_reader.errors import UNSEEN_CLASSES, FetchError, ReaderError
from tui_reader.feeds.archive.base import Asks
from tui_reader.feeds.urls import host_of
from tui_reader.library.desk import Desk
from tui_reader.library.schedule import LEFT_ALONE, LONGEST_WAIT, heal, status_of, wait_of
from tui_reader.library.waiting import (
    ASKED_TO_WAIT,
    LONGEST_ASKED,
    Hold,
    Pause,
    Stall,
    asked_wait,
    pause_after,
)
from tui_reader.models import ArchiveSource, Page, ParsedFeed, Skipped, Waiting
from tui_reader.store import schedule

T = TypeVar("T")

NEARLY_OVER: Final = timedelta(seconds=1)
"""A hold that ends so soon is none: clocks are not that exact."""


class Careful:
    """Asks like the one behind it, but no host that wants to be left alone (``Asks``).

    Attributes:
        lanes: How many requests a walk may have in flight.
        refused: The host that asked last to be left alone; empty: none did.
    """

    def __init__(self, desk: Desk, asks: Asks, *, lanes: int) -> None:
        self._desk = desk
        self._asks = asks
        self.refused = ""
        self.lanes = lanes

    async def get(self, url: str) -> Page:
        """Ask for a page; FetchError, also where its host must not be asked yet."""
        host = host_of(url)
        self._refuse(host, (await self._desk.database.read(schedule.host_holds)).get(host))
        try:
            page = await self._asks.get(url)
        except FetchError as error:
            self._note(host, error)
            raise
        self._desk.watch.answered(self._desk.now())
        return page

    async def parse(self, page: Page) -> ParsedFeed:
        """Read a page as a feed."""
        return await self._asks.parse(page)

    async def read(self, task: str, page: Page) -> Any:
        """Do another task of the worker with a page."""
        return await self._asks.read(task, page)

    def _refuse(self, host: str, until: datetime | None) -> None:
        now = self._desk.now()
        if until is None or not now + NEARLY_OVER < until <= now + LONGEST_WAIT:
            return
        self.refused = host
        seconds = (until - now).total_seconds()
        sentence = f"{host} asked to be left alone"
        raise FetchError("rate-limited", sentence, status=429, retry_at=until, retry_after=seconds)

    def _note(self, host: str, error: FetchError) -> None:
        if error.error_class in UNSEEN_CLASSES:
            return
        if error.reached:
            self._desk.watch.answered(self._desk.now())
        else:
            self._desk.watch.unreached(host)
            self._desk.watch.look()
        if status_of(error) in (429, 503):
            self.refused = host


async def note_hold(
    desk: Desk, asks: Careful, blog_id: int, error: ReaderError, until: datetime | None = None
) -> None:
    """Keep what the server of a walk asked for (``note_wish``)."""
    await note_wish(desk, asks.refused, blog_id, error, until)


async def note_wish(
    desk: Desk, host: str, blog_id: int, error: ReaderError, until: datetime | None = None
) -> None:
    """Keep what a server asked for, over restarts: for its whole host (429), or for the blog.

    Args:
        desk: Where.
        host: Which server; empty: nobody knows.
        blog_id: Which blog.
        error: What the server answered; nothing is kept where it asked for nothing.
        until: When it may be asked again; None: as its answer says.
    """
    wait = asked_wait(error) if isinstance(error, FetchError) else None
    if wait is None:
        return
    until = until or desk.now() + wait
    if status_of(error) == 429 and host:
        await desk.database.write(schedule.hold_host, host, until)
    else:
        await desk.database.write(schedule.hold_blog, blog_id, until)


async def wait_for_server(
    desk: Desk, blog: ArchiveSource
) -> AsyncGenerator[Waiting | Skipped, None]:
    """Let a time pass that a blog's server asked for before; Skipped where that is too long."""
    until = await _held_until(desk, blog)
    if until is None:
        return
    wait = until - desk.now()
    if wait > LONGEST_ASKED:
        yield Skipped(blog.blog_id, blog.title, LEFT_ALONE, until)
        return
    yield Waiting(blog.blog_id, blog.title, ASKED_TO_WAIT, until)
    await desk.sleep(wait.total_seconds())


async def refuse_if_held(desk: Desk, blog: ArchiveSource) -> None:
    """Raise FetchError where a blog's server asked not to be asked before some later time."""
    if until := await _held_until(desk, blog):
        when = f"{until.astimezone():%Y-%m-%d %H:%M}"
        sentence = f"{host_of(blog.feed_url)} asked to be left alone until {when}"
        raise FetchError("rate-limited", sentence, retry_at=until)


async def _held_until(desk: Desk, blog: ArchiveSource) -> datetime | None:
    holds = await desk.database.read(schedule.host_holds)
    hold = holds.get(host_of(blog.feed_url))
    for state in await desk.database.read(schedule.fetch_states, [blog.blog_id]):
        now = desk.now()
        wait = wait_of(heal(state, now), now, hold, force=True, manual=True)
        return None if wait is None else wait.until
    return None


async def patiently(
    desk: Desk, asks: Careful, blog: ArchiveSource, attempt: Callable[[], AsyncGenerator[T, None]]
) -> AsyncGenerator[T | Waiting, None]:
    """Go on with a walk until it ends; what is told in between is progress.

    Args:
        desk: Store, clock and sleep.
        asks: What the walk asks with.
        blog: Whose walk it is.
        attempt: Goes on from what is stored; called again after a failure.

    Raises:
        ReaderError: Waiting does not help, or not for so long.
    """
    stall = Stall()
    while True:
        try:
            async with aclosing(attempt()) as events:
                async for event in events:
                    stall = Stall()
                    yield event
            return
        except ReaderError as error:
            pause = await _pause(desk, asks, blog, error, stall)
            stall = pause.stall
        if pause.reason:
            yield Waiting(blog.blog_id, blog.title, pause.reason, desk.now() + pause.wait)
        await desk.sleep(pause.wait.total_seconds())


async def _pause(
    desk: Desk, asks: Careful, blog: ArchiveSource, error: ReaderError, stall: Stall
) -> Pause:
    """Say how long to wait; raises what went wrong where the walk ends by it."""
    pause = pause_after(error, stall, desk.now(), is_offline=desk.watch.is_offline)
    if pause is None:
        raise error
    until = pause.until if isinstance(pause, Hold) else None
    await note_hold(desk, asks, blog.blog_id, error, until)
    if isinstance(pause, Hold):
        when = f"{pause.until.astimezone():%Y-%m-%d %H:%M}"
        raise FetchError(
            error.error_class,
            f"{error.message}; it is not asked before {when}",
            retry_at=pause.until,
        ) from error
    return pause
