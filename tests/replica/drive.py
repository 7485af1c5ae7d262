"""Brings a replica's archive with the whole library on a real store, in memory, at no time at all.

Waiting moves the clock; nothing sleeps.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.fakeblog import FakeClock
from tests.replica.server import Net
from tui_reader.config import load
from tui_reader.library.library import Library
from tui_reader.models import ArchiveEvent, Done, Failed, Found, PageKept, ThreadsKept, Waiting
from tui_reader.store.database import Database

NOW: Final = datetime(2026, 11, 24, 12, tzinfo=UTC)


@dataclass
class Driven:
    """What happened.

    Attributes:
        urls: What was asked for after the blog was added.
        waits: Seconds, one for each time that the walk waited.
    """

    events: list[ArchiveEvent] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        """Whether it ended well, missing something or not."""
        return bool(self.events) and isinstance(self.events[-1], Done)

    @property
    def sentence(self) -> str:
        """What the person is told at the end; empty: all is there."""
        match self.events[-1]:
            case Done(note=note):
                return note
            case Failed(error_class=kind, message=message):
                return f"{kind}: {message}"
        return repr(self.events[-1])

    @property
    def found(self) -> Found:
        """What was found before the walk began."""
        return next(event for event in self.events if isinstance(event, Found))

    def of(self, kind: type[PageKept | ThreadsKept | Waiting | Found]) -> list[ArchiveEvent]:
        """Events of one kind."""
        return [event for event in self.events if isinstance(event, kind)]


async def drive(
    home: Path,
    net: Net,
    address: str,
    *,
    comments: bool = False,
    on_sleep: Callable[[datetime], None] = lambda _: None,
    stop_after: int = 0,
    clock: FakeClock | None = None,
) -> Driven:
    """Add the blog if the home does not have it, then bring its archive.

    Args:
        home: Where the store is.
        net: What is asked.
        address: The blog's.
        comments: Whether every thread is wanted, too.
        on_sleep: Called when a walk waits, with the time at which the waiting ends.
        stop_after: Stop as a person does, after so many events; 0: never.
        clock: Of several drives in one home.
    """
    driven, clock = Driven(), clock or FakeClock(NOW)

    async def sleep(seconds: float) -> None:
        driven.waits.append(seconds)
        clock.forward(seconds=seconds)
        on_sleep(clock.time)
        await asyncio.sleep(0)

    config = load(home, {})
    library = Library(
        Database.open(config.paths.store_file),
        config,
        transport=net,
        now=clock,
        host_gap=0.0,
        look=lambda: True,
        sleep=sleep,
    )
    try:
        known = [blog for blog in await library.blogs() if blog.feed_url.startswith("http")]
        if not known:
            known = [(await library.add_blog(address))[0]]
        before = len(net.log.lines)
        async with aclosing(library.archives.run([known[0].id], comments=comments)) as events:
            async for event in events:
                driven.events.append(event)
                if len(driven.events) == stop_after:
                    break
        driven.urls = net.log.urls[before:]
    finally:
        await library.close()
    return driven
