"""The command ``export``: writes posts, or the list of blogs, for other programs."""

import asyncio
import sys
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from tui_reader.clean import clean_line
from tui_reader.cli.bar import Bar
from tui_reader.cli.choosing import WordsCommand, catch_up, chosen, with_words
from tui_reader.cli.output import count
from tui_reader.cli.session import Session, pass_session, warn
from tui_reader.errors import UsageError
from tui_reader.export.wording import done_words, title_of
from tui_reader.models import ExportDone, ExportForm, ExportOrder, Period, PostQuery, View

if TYPE_CHECKING:
    from tui_reader.library.library import Library
    from tui_reader.models import SubscriptionList
    from tui_reader.query import Filter

OPML: Final = "opml"
URLS: Final = "urls"
_LISTS: Final = (OPML, URLS)
_FORMS: Final = (*(form.value for form in ExportForm), *_LISTS)
_HELP: Final = {
    "markdown": "A folder: a file a post, pictures beside them.",
    "epub": "One book, a chapter a month.",
    "html": "One page that needs nothing else.",
    "json": "An object a line, as posts prints them, with html and text.",
    "opml": "The list of your blogs, for other readers.",
    "urls": "The list of your blogs, as newsboat has it.",
}
_BY_SUFFIX: Final = {
    ".epub": "epub",
    ".htm": "html",
    ".html": "html",
    ".json": "json",
    ".jsonl": "json",
    ".opml": "opml",
}
"""What is meant where only a file is named."""
_TO_OUTPUT: Final = frozenset({"json", *_LISTS})
"""What is printed where no file is named."""


def _with_forms(command: Any) -> Any:
    for form in reversed(_FORMS):
        flag = click.option(f"--{form}", "form", flag_value=form, help=_HELP[form])
        command = flag(command)
    return command


@click.command("export", cls=WordsCommand)
@with_words
@_with_forms
@click.option("--blog", help="Only of this blog: its number, address or part of its title.")
@click.option("--label", default="", help="Only posts with this label.")
@click.option("--year", type=click.IntRange(1, 9999), metavar="Y", help="Only of this year.")
@click.option("--starred", is_flag=True, help="Only starred posts.")
@click.option("--comments", is_flag=True, help="With what is kept of their comments.")
@click.option("--no-pictures", is_flag=True, help="Without pictures.")
@click.option("--fetch-pictures", is_flag=True, help="Fetch the pictures that are not kept.")
@click.option("--passwords", is_flag=True, help="Leave passwords in the addresses of a list.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The file, or the folder of --markdown; - prints it. The end of a file's name can say"
    " what to write: diary.epub.",
)
@click.option("--force", is_flag=True, help="Write over what is there.")
@pass_session
def export(session: Session, /, form: str | None, **wanted: Any) -> int:
    """Write posts for other programs: all, or those that a QUERY chooses.

    A QUERY is what the reader takes, too: heron "white stork" -crow label:birds is:unread

    Nothing that is there already is written over without --force. Stopped in the middle, nothing
    is left of it.
    """
    output: Path | None = wanted["output"]
    form = form or _BY_SUFFIX.get(output.suffix.casefold() if output else "")
    if form is None:
        raise UsageError(f"say what to write: {', '.join(f'--{each}' for each in _FORMS)}")
    wanted["query"] = chosen(wanted.pop("words"))
    if form in _LISTS:
        return _export_list(session, form, **wanted)
    names = ("query", "label", "year", "starred")
    asked = _asked(**{name: wanted.pop(name) for name in names})
    return _export_posts(session, ExportForm(form), asked, **wanted)


# ------------------------------------------------------------------------------------- posts


def _asked(*, query: "Filter | None", label: str, year: int | None, starred: bool) -> PostQuery:
    return PostQuery(
        view=View.STARRED if starred else View.ALL,
        label=label,
        period=Period(year) if year is not None else None,
        filter=query,
    )


def _export_posts(
    session: Session,
    form: ExportForm,
    asked: PostQuery,
    *,
    blog: str | None,
    comments: bool,
    no_pictures: bool,
    fetch_pictures: bool,
    passwords: bool,
    output: Path | None,
    force: bool,
) -> int:
    if passwords:
        raise UsageError("--passwords is for --opml and --urls: posts have none")
    if no_pictures and fetch_pictures:
        raise UsageError("choose --no-pictures or --fetch-pictures")

    async def work(library: "Library") -> ExportDone:
        found = library.find_blog(blog) if blog is not None else None
        chosen_posts = replace(asked, blog_id=found.id) if found else asked
        await catch_up(library, asked.filter)
        title = title_of(chosen_posts, found.title if found else "")
        order = ExportOrder(
            form,
            (await library.post_index(chosen_posts)).ids,
            title,
            with_comments=comments,
            with_pictures=not no_pictures,
            fetches_pictures=fetch_pictures,
            replaces=force,
        )
        return await _write(library, _placed(order, output))

    _tell(session.run(work), fetches=fetch_pictures)
    return 0


def _placed(order: ExportOrder, output: Path | None) -> ExportOrder:
    """Say where it goes: a file or a folder of its title's name, where none was named."""
    from tui_reader.export.names import file_name

    name = file_name(order.title, order.form.ending, nameless="posts")
    if str(output) == "-" or (output is None and order.form.value in _TO_OUTPUT):
        return replace(order, out=_output(order.form))
    if output is None:
        return replace(order, path=Path(name))
    is_folder = order.form is ExportForm.MARKDOWN
    return replace(order, path=output if is_folder else _in_folder(output, name))


def _in_folder(path: Path, name: str) -> Path:
    """Give the file that is named; in a folder that is there, one of the usual name."""
    return path / name if path.is_dir() else path


def _output(form: ExportForm) -> Any:
    if form is ExportForm.MARKDOWN:
        raise UsageError("a folder cannot be printed: name one with -o PATH")
    if form is ExportForm.EPUB and sys.stdout.isatty():
        raise UsageError("a book is nothing for a terminal: name a file with -o PATH")
    return sys.stdout.buffer


async def _write(library: "Library", order: ExportOrder) -> ExportDone:
    total = len(order.ids)
    with Bar() as bar:
        bar.measure(0, total, f"0/{total:,} posts")
        try:
            async with aclosing(library.exporting.run(order)) as events:
                async for event in events:
                    if isinstance(event, ExportDone):
                        return event
                    figures = f"{event.done:,}/{total:,} posts · {event.title}"
                    bar.measure(event.done, total, figures)
        except asyncio.CancelledError:
            bar.hide()
            if order.path is not None:
                warn(f"{order.path} was not written")
            raise
    raise AssertionError("an export ends with what came of it, or it raises")


def _tell(done: ExportDone, *, fetches: bool) -> None:
    if done.path is not None:
        click.echo(clean_line(f"{done.path}: {done_words(done)}"))
    if done.no_pictures:
        how = "could not be had" if fetches else "not kept: --fetch-pictures brings them"
        warn(f"{count(done.no_pictures, 'picture')} {how}")
    if done.no_comments:
        how = "not kept: tui-reader archive --comments brings them"
        warn(f"{count(done.no_comments, 'comment')} {how}")


# ------------------------------------------------------------------------------------- lists


def _export_list(
    session: Session,
    form: str,
    *,
    blog: str | None,
    passwords: bool,
    output: Path | None,
    force: bool,
    **others: Any,
) -> int:
    if meant := [name for name, value in others.items() if value]:
        option = meant[0].replace("_", "-")
        what = "words choose" if option == "query" else f"--{option} is for"
        raise UsageError(f"{what} posts, and --{form} writes a list of blogs")

    async def work(library: "Library") -> None:
        from tui_reader.library.exchange import list_of

        if blog is None:
            listed = await library.exchange.listed(with_passwords=passwords)
        else:
            listed = list_of([library.find_blog(blog)], with_passwords=passwords)
        await _write_list(library, listed, form, output, replaces=force)

    session.run(work)
    return 0


async def _write_list(
    library: "Library",
    listed: "SubscriptionList",
    form: str,
    output: Path | None,
    *,
    replaces: bool,
) -> None:
    from tui_reader.library.exporting import list_text

    for sentence in listed.left_out:
        warn(sentence)
    if output is None or str(output) == "-":
        click.echo(list_text(listed, form), nl=False)
        return
    path = _in_folder(output, "blogs.opml" if form == OPML else "urls")
    await library.exporting.write_list(listed, form, path, replaces=replaces)
    click.echo(clean_line(f"{path}: {count(len(listed.subscriptions), 'blog')}"))
