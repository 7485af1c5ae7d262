"""The command ``fetch``: asks blogs for new posts and tells what happens as it happens."""

from collections import Counter
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from tui_reader.clean import clean_line
from tui_reader.cli.bar import Bar
from tui_reader.cli.completion import BLOG
from tui_reader.cli.output import count, print_json, time_text, with_json
from tui_reader.cli.session import Session, pass_session, warn
from tui_reader.models import (
    Afterwards,
    Asked,
    Connection,
    Failed,
    Fetched,
    Planned,
    RefreshEvent,
    Skipped,
    Unchanged,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui_reader.library.library import Library


@click.command()
@click.argument("blogs", nargs=-1, metavar="[BLOG …]", type=BLOG)
@click.option("--force", is_flag=True, help="Ask blogs that are not due, too.")
@with_json
@pass_session
def fetch(session: Session, blogs: tuple[str, ...], force: bool, as_json: bool) -> int:
    """Ask every blog that is due for new posts.

    A blog that is named is asked also when it is not due, but not twice in 15 minutes.
    """

    async def work(library: "Library") -> int:
        ids = [library.find_blog(text).id for text in blogs] or None
        if library.has_begun_rules:
            from tui_reader.library.step_words import HIDING  # only where one was stopped

            with Bar() as bar:
                bar.measure(0, None, HIDING)
                await library.keeping.finish_rules()
        return await fetch_all(library, ids, force=force, as_json=as_json)

    return session.run(work)


async def fetch_all(
    library: "Library", ids: "Sequence[int] | None", *, as_json: bool, force: bool = False
) -> int:
    """Ask these or all blogs, and tell what happens; return the exit status."""
    kept = {blog.id: blog.posts for blog in await library.blogs()}
    with Bar() as bar:
        teller = Teller(bar, kept, as_json)
        stream = library.refresh(ids, force=force, manual=ids is not None)
        async with aclosing(stream) as events:
            async for event in events:
                teller.tell(event)
    teller.sum_up()
    warn_if_offline(library.connection)
    return 1 if teller.failed else 0


def warn_if_offline(connection: Connection) -> None:
    """Say that it is not the blogs' fault."""
    if connection.is_offline and not connection.asked_for:
        since = f" since {connection.since.astimezone():%Y-%m-%d %H:%M}" if connection.since else ""
        warn(f"Offline{since}; what was fetched before can be read.")


@dataclass
class Teller:
    """Tells events: JSON or words on standard output, failures and a bar on standard error."""

    bar: Bar
    kept: dict[int, int]
    """Posts kept of each blog."""
    as_json: bool
    new: int = 0
    fetched: int = 0
    unchanged: int = 0
    failed: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    def tell(self, event: RefreshEvent) -> None:
        """Tell one event."""
        if isinstance(event, Planned):
            self.bar.total = event.total
        elif isinstance(event, Asked):
            self.bar.show(event.title)
        elif isinstance(event, Afterwards):
            self._tell_afterwards(event)
        else:
            self.bar.hide()
            self._count(event)
            if self.as_json:
                print_json(event_json(event))
            self._say(event)

    def _tell_afterwards(self, event: Afterwards) -> None:
        """Tell how far what follows is, and its end in words."""
        if event.done < event.total:
            words = f"{event.what} of {event.title} {event.done}/{event.total}"
            self.bar.measure(event.done, event.total, words)
            return
        self.bar.hide()
        if self.as_json:
            print_json(event_json(event))
        else:
            failed = f", {event.failed} of them did not come" if event.failed else ""
            click.echo(clean_line(f"{event.title}: {event.done} {event.what}{failed}"))

    def _count(self, event: RefreshEvent) -> None:
        match event:
            case Fetched():
                self.fetched += 1
                self.new += event.new
            case Unchanged():
                self.unchanged += 1
            case Failed():
                self.failed += 1
            case Skipped():
                self.skipped[event.reason] += 1
                return
        self.bar.advance("")

    def _say(self, event: RefreshEvent) -> None:
        match event:
            case Failed():
                kept = count(self.kept.get(event.blog_id, 0), "post")
                self.bar.hide()
                warn(
                    f"{event.error_class}: {event.title}: {event.message}; {kept} kept from before."
                )
            case Fetched() if not self.as_json:
                self.bar.hide()
                click.echo(clean_line(f"{event.title}: {_what(event)}"))

    def sum_up(self) -> None:
        """Say in one line what came of it all."""
        if self.as_json:
            return
        parts = [f"{count(self.new, 'new post')}"]
        parts += [f"{self.unchanged} unchanged"] if self.unchanged else []
        parts += [f"{number} skipped ({reason})" for reason, number in self.skipped.items()]
        parts += [f"{self.failed} failed"] if self.failed else []
        click.echo(", ".join(parts))


def _what(event: Fetched) -> str:
    parts = (
        (event.new, f"{event.new} new"),
        (event.changed, f"{event.changed} changed"),
        (event.counted, f"{event.counted} with other comment counts"),
    )
    told = ", ".join(text for number, text in parts if number)
    return " · ".join(text for text in (told, event.note) if text) or "nothing new"


def event_json(event: RefreshEvent) -> dict[str, Any]:
    """An event as the contract has it."""
    match event:
        case Fetched():
            return {
                "event": "fetched",
                "blog_id": event.blog_id,
                "new": event.new,
                "changed": event.changed,
            }
        case Unchanged():
            return {"event": "unchanged", "blog_id": event.blog_id}
        case Skipped():
            return {
                "event": "skipped",
                "blog_id": event.blog_id,
                "reason": event.reason,
                "until": time_text(event.until),
            }
        case Failed():
            return {
                "event": "failed",
                "blog_id": event.blog_id,
                "class": event.error_class,
                "message": event.message,
            }
        case Afterwards():
            return {
                "event": event.what.replace(" ", "-"),
                "blog_id": event.blog_id,
                "total": event.total,
                "failed": event.failed,
            }
    raise AssertionError(f"{event} is not told")
