"""The command ``import``: brings the backup of a whole blog, as a blog that is followed."""

from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from tui_reader.clean import clean_line
from tui_reader.cli.bar import Bar
from tui_reader.cli.output import count, print_json, with_json
from tui_reader.cli.session import Session, pass_session
from tui_reader.models import ImportDone, Imported, ImportEvent

if TYPE_CHECKING:
    from tui_reader.library.library import Library

PARTS: Final = 1_000
"""Into so many parts the bar divides a file."""


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@with_json
@pass_session
def import_file(session: Session, file: Path, as_json: bool) -> int:
    """Bring the backup of a whole blog: of Blogger (both forms) or WordPress (WXR).

    The blog is followed from then on; what is kept of it already stays, each post once. Drafts,
    spam, private posts and the like are left out. Stopped in the middle, the same command
    completes it.

    --json prints a line as each part is kept: {"event": "imported", "blog_id", "posts",
    "comments", "share"}, and at the end {"event": "done", "blog_id", "title", "posts", "pages",
    "comments", "new", "left_out", "note"}.
    """

    async def work(library: "Library") -> int:
        with Bar() as bar:
            async with aclosing(library.backups.read(file)) as events:
                async for event in events:
                    _tell(event, bar, as_json)
        return 0

    return session.run(work)


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
