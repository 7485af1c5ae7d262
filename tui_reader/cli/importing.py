"""The command ``import``: follows the blogs of a list, or brings the backup of a whole blog."""

from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from tui_reader.clean import clean_line
from tui_reader.cli.bar import Bar
from tui_reader.cli.fetching import fetch_all
from tui_reader.cli.output import count, print_json, with_json
from tui_reader.cli.session import Session, pass_session, warn
from tui_reader.lists.wording import remarks, told
from tui_reader.models import ImportDone, Imported, ImportEvent, ListDone

if TYPE_CHECKING:
    from tui_reader.library.library import Library

PARTS: Final = 1_000
"""Into so many parts the bar divides a file."""


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--fetch", "fetches", is_flag=True, help="Ask the blogs of a list at once.")
@with_json
@pass_session
def import_file(session: Session, file: Path, fetches: bool, as_json: bool) -> int:
    """Follow the blogs of a list, or bring the backup of a whole blog.

    Lists: OPML, newsboat's urls (tags become folders), newsboat's cache.db (with its posts, what
    was read there, and flagged ones as starred). Nobody is asked before the next fetch. Blogs on
    the local network are asked only when they are named. Whatever is followed or kept already
    stays as it is.

    Backups: of Blogger (both forms) or WordPress (WXR). The blog is followed from then on; what is
    kept of it already stays, each post once. Drafts, spam, private posts and the like are left out.

    Stopped in the middle, the same command completes it.

    --json prints a line as each part is kept: {"event": "imported", "blog_id", "posts",
    "comments", "share"}, and at the end {"event": "done", "blog_id", "title", "posts", "pages",
    "comments", "new", "left_out", "note"}; of a list {"event": "listed", "kind", "blogs", "added",
    "paused", "left_out", "posts", "new", "starred", "searches"}.
    """

    async def work(library: "Library") -> int:
        if await library.exchange.kind_of(file):
            return await _bring_list(library, file, fetches=fetches, as_json=as_json)
        with Bar() as bar:
            async with aclosing(library.backups.read(file)) as events:
                async for event in events:
                    _tell(event, bar, as_json)
        return 0

    return session.run(work)


async def _bring_list(library: "Library", file: Path, *, fetches: bool, as_json: bool) -> int:
    done: ListDone | None = None
    with Bar() as bar:
        async with aclosing(library.exchange.bring(file)) as events:
            async for event in events:
                if isinstance(event, ListDone):
                    done = event
                else:
                    share = event.done / event.total if event.total else 0
                    words = f"{share:4.0%} {event.title}: {count(event.done, 'post')}"
                    bar.measure(
                        event.done, event.total or None, words if event.title else file.name
                    )
    assert done is not None  # the last event, or it has raised
    _tell_list(done, as_json)
    if not fetches:
        if len(done.added) > len(done.paused) and not as_json:
            warn("The blogs are asked with the next `tui-reader fetch`, or when the reader opens.")
        return 0
    paused = {blog.id for blog in await library.blogs() if blog.is_paused}
    ids = [blog_id for blog_id in done.added if blog_id not in paused]
    return await fetch_all(library, ids, as_json=as_json) if ids else 0


def _tell_list(done: ListDone, as_json: bool) -> None:
    if as_json:
        print_json(list_json(done))
        return
    click.echo(told(done))
    for sentence in remarks(done):
        warn(sentence)


def list_json(done: ListDone) -> dict[str, Any]:
    """What came of a list, as the contract has it."""
    return {
        "event": "listed",
        "kind": done.kind,
        "blogs": done.blogs,
        "added": list(done.added),
        "paused": list(done.paused),
        "left_out": list(done.left_out),
        "posts": done.posts,
        "new": done.new,
        "starred": done.starred,
        "searches": done.searches,
    }


def _tell(event: ImportEvent, bar: Bar, as_json: bool) -> None:
    if as_json:
        print_json(event_json(event))
    if isinstance(event, ImportDone):
        bar.hide()
        if not as_json:
            click.echo(clean_line(sentence_of(event)))
    else:
        kept = f"{count(event.posts, 'post')}, {count(event.comments, 'comment')}"
        done = kept if event.blog_id else "looking through the file"
        bar.measure(round(event.share * PARTS), PARTS, f"{event.share:4.0%} {event.title}: {done}")


def sentence_of(event: ImportDone) -> str:
    """What came of a backup, in one line."""
    parts = (
        (event.posts, count(event.posts, "post")),
        (event.pages, count(event.pages, "page")),
        (event.comments, count(event.comments, "comment")),
    )
    held = ", ".join(words for number, words in parts if number)
    if not event.new:
        told = f"nothing new, all was kept before ({held})"
    elif event.new < event.posts + event.pages + event.comments:
        told = f"{held}; {event.new:,} of them new"
    else:
        told = held
    return f"{event.blog_id} {event.title}: {told}. {event.note}".strip()


def event_json(event: ImportEvent) -> dict[str, Any]:
    """An event as the contract has it."""
    if isinstance(event, Imported):
        return {
            "event": "imported",
            "blog_id": event.blog_id or None,
            "posts": event.posts,
            "comments": event.comments,
            "share": round(event.share, 4),
        }
    return {
        "event": "done",
        "blog_id": event.blog_id,
        "title": event.title,
        "posts": event.posts,
        "pages": event.pages,
        "comments": event.comments,
        "new": event.new,
        "left_out": event.left_out,
        "note": event.note,
    }
