"""The command ``archive``: brings every old post and tells what happens as it happens."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import click

from tui_reader.clean import clean_line
from tui_reader.cli.bar import Bar
from tui_reader.cli.completion import BLOG
from tui_reader.cli.fetching import event_json, warn_if_offline
from tui_reader.cli.output import count, print_json, time_text, with_json
from tui_reader.cli.session import Session, pass_session, warn
from tui_reader.library.pace import Pace, span
from tui_reader.models import (
    ArchiveEvent,
    Done,
    Failed,
    Found,
    PageKept,
    Skipped,
    ThreadsKept,
    Waiting,
)

if TYPE_CHECKING:
    from tui_reader.library.library import Library

POSTS: Final = "posts"
COMMENTS: Final = "comments"


@click.command()
@click.argument("blogs", nargs=-1, metavar="[BLOG …]", type=BLOG)
@click.option("--comments", is_flag=True, help="Bring every thread, too.")
@click.option("--strategy", default="", metavar="NAME", help="Try this one way, from the top.")
@click.option("--wayback", is_flag=True, help="Ask the Internet Archive where nothing else helps.")
@with_json
@pass_session
def archive(
    session: Session,
    blogs: tuple[str, ...],
    comments: bool,
    strategy: str,
    wayback: bool,
    as_json: bool,
) -> int:
    """Bring every old post of these blogs, or of all that are followed.

    It can be stopped at any time: the same command goes on where it was.
    """

    async def work(library: "Library") -> int:
        ids = [library.find_blog(text).id for text in blogs] or None
        return await bring(
            library, ids, as_json=as_json, comments=comments, strategy=strategy, wayback=wayback
        )

    return session.run(work)


async def bring(
    library: "Library",
    blog_ids: Sequence[int] | None,
    *,
    as_json: bool,
    comments: bool = False,
    strategy: str = "",
    wayback: bool = False,
) -> int:
    """Bring archives, tell what happens, and return the exit status."""
    events = library.archives.run(blog_ids, comments=comments, strategy=strategy, wayback=wayback)
    with Bar() as bar:
        teller = Teller(bar, as_json)
        try:
            async with aclosing(events):
                async for event in events:
                    teller.tell(event)
        except asyncio.CancelledError:
            bar.hide()
            teller.stop()
            for blog_id in blog_ids or await library.archives.wanted():
                if blog_id not in teller.over:
                    await library.archives.want(blog_id, False)
            raise
    warn_if_offline(library.connection)
    return 1 if teller.failed else 0


@dataclass(slots=True)
class Progress:
    """How far one blog is."""

    title: str
    kept: int
    total: int | None
    unit: str = POSTS

    @property
    def words(self) -> str:
        """So many of so many."""
        of_all = "" if self.total is None else f" of {self.total:,}"
        return f"{self.kept:,}{of_all} {self.unit} kept"


@dataclass
class Teller:
    """Tells events: JSON or words on standard output, failures and a bar on standard error."""

    bar: Bar
    as_json: bool
    failed: int = 0
    over: set[int] = field(default_factory=set)
    """Blogs of which nothing more will be told."""
    _going: dict[int, Progress] = field(default_factory=dict)
    """Blogs whose walk has begun and not ended."""
    _ended: list[Progress] = field(default_factory=list)
    _pace: Pace = field(default_factory=Pace)
    _unit: str = POSTS
    """What the bar counts: comments where no walk brings posts any more."""

    def tell(self, event: ArchiveEvent) -> None:
        """Tell one event."""
        self.bar.hide()
        if self.as_json:
            print_json(archive_json(event))
        self._note(event)
        self._say(event)
        self._draw(event)

    def stop(self) -> None:
        """Say what is kept of the blogs that are not done."""
        for progress in self._going.values():
            warn(f"{progress.title}: {progress.words}; the same command goes on from there.")

    def _note(self, event: ArchiveEvent) -> None:
        match event:
            case Found():
                self._going[event.blog_id] = Progress(event.title, event.kept, event.posts_total)
            case PageKept():
                self._going[event.blog_id] = Progress(event.title, event.kept, event.total)
            case ThreadsKept():
                told = Progress(event.title, event.kept, event.total, COMMENTS)
                self._going[event.blog_id] = told
            case Done() | Failed() | Skipped():
                self.failed += isinstance(event, Failed)
                self.over.add(event.blog_id)
                self._ended += filter(None, [self._going.pop(event.blog_id, None)])

    def _say(self, event: ArchiveEvent) -> None:
        match event:
            case Failed():
                warn(f"{event.error_class}: {event.title}: {event.message}.")
            case Waiting() if not self.as_json:
                warn(
                    f"{event.title}: {event.reason}; goes on at {event.until.astimezone():%H:%M:%S}"
                )
            case Found() | Done() | Skipped() if not self.as_json:
                click.echo(clean_line(f"{event.title}: {_words(event)}"))

    def _draw(self, event: ArchiveEvent) -> None:
        if not self._going:
            return
        is_going = any(progress.unit == POSTS for progress in self._going.values())
        unit = POSTS if is_going else COMMENTS
        if unit != self._unit:
            self._unit, self._pace = unit, Pace()
        every = [*self._ended, *self._going.values()]
        counted = [progress for progress in every if progress.unit == unit]
        kept = sum(progress.kept for progress in counted)
        known = [progress.total for progress in counted if progress.total is not None]
        total = sum(known) if len(known) == len(counted) else None
        self._pace.note(time.monotonic(), kept)
        self.bar.measure(kept, total, self._figures(kept, total, event.title))

    def _figures(self, kept: int, total: int | None, title: str) -> str:
        parts = [f"{kept:,} {self._unit}" if total is None else f"{kept:,}/{total:,} {self._unit}"]
        if rate := self._pace.rate:
            parts.append(f"{rate:,.0f}/s")
        if (left := self._pace.left(total)) is not None:
            parts.append(f"{span(left)} left")
        return " · ".join([*parts, title])


def _words(event: Found | Done | Skipped) -> str:
    match event:
        case Found():
            since = f" since {event.since:%B %Y}" if event.since else ""
            has = "old posts" if event.posts_total is None else count(event.posts_total, "post")
            told = f"{has}{since}, {event.kept:,} of them kept ({event.strategy})"
        case Done():
            told = Progress(event.title, event.kept, event.total).words
        case Skipped():
            until = f" until {event.until.astimezone():%Y-%m-%d %H:%M}" if event.until else ""
            return f"skipped, {event.reason}{until}"
    return f"{told}; {event.note}" if event.note else told


def archive_json(event: ArchiveEvent) -> dict[str, Any]:
    """An event as the contract has it."""
    match event:
        case Failed() | Skipped():
            return event_json(event)
        case Found():
            return {
                "event": "found",
                "blog_id": event.blog_id,
                "strategy": event.strategy,
                "total": event.posts_total,
                "since": time_text(event.since),
                "kept": event.kept,
                "note": event.note,
            }
        case PageKept():
            told = {"event": "page", "blog_id": event.blog_id, "new": event.new}
        case ThreadsKept():
            told = {"event": "comments", "blog_id": event.blog_id}
        case Waiting():
            until = time_text(event.until)
            told = {"event": "waiting", "blog_id": event.blog_id, "reason": event.reason}
            return told | {"until": until}
        case Done():
            told = {"event": "done", "blog_id": event.blog_id, "note": event.note}
    return told | {"kept": event.kept, "total": event.total}
