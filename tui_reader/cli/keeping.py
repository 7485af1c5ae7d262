"""Commands about what a person keeps: ``undo``, ``redo``, ``history``, ``note``, ``tags``."""

import sys
from typing import TYPE_CHECKING, Any

import click

from tui_reader.clean import clean, clean_line
from tui_reader.cli.bar import Bar
from tui_reader.cli.output import print_json, print_table, with_json
from tui_reader.cli.session import Session, pass_session
from tui_reader.errors import UsageError
from tui_reader.limits import NOTE_LETTERS, STEPS_KEPT

if TYPE_CHECKING:
    from tui_reader.library.library import Library
    from tui_reader.models import Note, Step, Tag


@click.command()
@click.argument("step", type=click.IntRange(min=1), required=False)
@with_json
@pass_session
def undo(session: Session, step: int | None, as_json: bool) -> int:
    """Take back what was done last, in the reader or here; or one STEP of `history`."""
    from tui_reader.library.step_words import TAKING_BACK, undone_words

    async def work(library: "Library") -> "Step | None":
        with Bar() as bar:
            bar.measure(0, None, TAKING_BACK)
            return await (library.undo() if step is None else library.history.undo_step(step))

    _print_turned(session.run(work), "there is nothing to take back", undone_words, as_json)
    return 0


@click.command()
@click.argument("step", type=click.IntRange(min=1), required=False)
@with_json
@pass_session
def redo(session: Session, step: int | None, as_json: bool) -> int:
    """Do again what was taken back last; or one STEP of `history`."""
    from tui_reader.library.step_words import DOING_AGAIN, redone_words

    async def work(library: "Library") -> "Step | None":
        with Bar() as bar:
            bar.measure(0, None, DOING_AGAIN)
            return await (library.redo() if step is None else library.history.redo_step(step))

    _print_turned(session.run(work), "there is nothing to do again", redone_words, as_json)
    return 0


def _print_turned(step: "Step | None", nothing: str, words: Any, as_json: bool) -> None:
    if step is None:
        raise UsageError(nothing)
    if as_json:
        print_json(_step_json(step))
    else:
        click.echo(clean_line(words(step)))


@click.command()
@click.option(
    "--limit", type=click.IntRange(1, STEPS_KEPT), default=20, metavar="N", help="At most so many."
)
@with_json
@pass_session
def history(session: Session, limit: int, as_json: bool) -> int:
    """Show what was done, the last first; `undo` takes it back."""
    steps = session.run(lambda library: library.steps(limit))
    if as_json:
        print_json([_step_json(step) for step in steps])
    elif steps:
        lines = [
            (
                str(each.id),
                f"{each.at.astimezone():%Y-%m-%d %H:%M}",
                clean_line(each.words),
                _sign(each),
            )
            for each in steps
        ]
        print_table(lines, right=frozenset({0}))
    return 0


def _sign(step: "Step") -> str:
    return "taken back" if step.is_undone else ""


def _step_json(step: "Step") -> dict[str, Any]:
    return {
        "id": step.id,
        "at": step.at.isoformat(),
        "kind": step.kind,
        "words": step.words,
        "undone": step.is_undone,
        "note": step.note,
    }


@click.command()
@click.argument("post")
@click.argument("text", required=False)
@click.option("--remove", is_flag=True, help="Take the note away.")
@with_json
@pass_session
def note(session: Session, post: str, text: str | None, remove: bool, as_json: bool) -> int:
    """Print the note on a post, or write it: TEXT in Markdown, or - for standard input."""
    if remove and text is not None:
        raise UsageError("say TEXT or --remove")
    written = "" if remove else _text(text)

    async def work(library: "Library") -> "Note | None":
        post_id = library.find_post(post)
        if written is not None:
            await library.keeping.set_note(post_id, written)
        return await library.keeping.note(post_id)

    found = session.run(work)
    if as_json:
        print_json(None if found is None else _note_json(found))
    elif found is not None and written is None:
        click.echo(clean(found.text))
    return 0


def _text(text: str | None) -> str | None:
    if text != "-":
        return text
    written = sys.stdin.read(NOTE_LETTERS + 1)
    if len(written) > NOTE_LETTERS:
        raise UsageError(f"a note has at most {NOTE_LETTERS:,} letters")
    return written


def _note_json(found: "Note") -> dict[str, Any]:
    return {"post": found.post_id, "text": found.text, "changed": found.changed.isoformat()}


@click.command()
@with_json
@pass_session
def tags(session: Session, as_json: bool) -> int:
    """Show your tags, with how many posts have each; `mark --tag NAME` gives one."""

    async def work(library: "Library") -> "tuple[Tag, ...]":
        return await library.keeping.tags()

    found = session.run(work)
    if as_json:
        print_json([{"name": tag.name, "posts": tag.posts, "unread": tag.unread} for tag in found])
    elif found:
        lines = [(str(tag.posts), str(tag.unread), clean_line(tag.name)) for tag in found]
        print_table(lines, right=frozenset({0, 1}))
    return 0
