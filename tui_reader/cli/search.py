"""The command ``search``: everything that is kept, the best first, with the line that fits."""

import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from tui_reader.clean import clean_line
from tui_reader.cli.bar import Bar
from tui_reader.cli.choosing import WordsCommand, catch_up, chosen, with_words
from tui_reader.cli.completion import BLOG
from tui_reader.cli.output import GAP, count, cut, pad, print_json_array, with_json
from tui_reader.cli.session import Session, pass_session, warn
from tui_reader.errors import FeedError, FetchError, UsageError
from tui_reader.export.objects import post_object

if TYPE_CHECKING:
    from tui_reader.library.library import Library
    from tui_reader.models import Blog, Hit, Hits
    from tui_reader.query import Filter

DEFAULT_LIMIT: Final = 20


@click.command("search", cls=WordsCommand)
@with_words
@click.option(
    "--blog", type=BLOG, help="Only in this blog: its number, address or part of its title."
)
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=DEFAULT_LIMIT,
    show_default=True,
    metavar="N",
    help="At most so many.",
)
@click.option("--ask-blog", is_flag=True, help="First ask that blog itself; needs --blog.")
@with_json
@pass_session
def search(
    session: Session,
    words: tuple[str, ...],
    blog: str | None,
    limit: int,
    ask_blog: bool,
    as_json: bool,
) -> int:
    """Search titles, texts, labels, comments and notes, the best first."""
    wanted = chosen(words)
    if wanted is None:
        raise UsageError("say what is looked for: tui-reader search heron")
    if ask_blog and blog is None:
        raise UsageError("--ask-blog needs --blog: one blog is asked at a time")

    async def work(library: "Library") -> bool:
        found = library.find_blog(blog) if blog is not None else None
        is_answered = await _ask(library, found, wanted) if found and ask_blog else True
        await catch_up(library, wanted)
        blog_id = found.id if found else None
        hits = await library.search(wanted, limit=limit, blog_id=blog_id)
        if as_json:
            print_json_array([await _object(library, hit) for hit in hits.hits])
        else:
            _print(hits)
        return is_answered

    return int(not session.run(work))


async def _ask(library: "Library", blog: "Blog", wanted: "Filter") -> bool:
    """Ask a blog itself; False where it did not answer: what is kept is searched all the same."""
    new = 0
    try:
        with Bar() as bar:
            async for event in library.searching.on_the_blog(blog.id, wanted.text):
                new = event.new
                bar.measure(event.found, None, f"{count(event.found, 'post')} on {blog.title}")
    except (FetchError, FeedError) as error:
        warn(f"{blog.title}: {error}")
        return False
    if new:
        warn(f"{blog.title}: {count(new, 'more post')}, kept now")
    return True


async def _object(library: "Library", hit: "Hit") -> dict[str, Any]:
    """A hit as the contract has it."""
    [article] = await library.articles([hit.row.id])
    return {**post_object(article), "snippet": _plain(hit)}


def _print(hits: "Hits") -> None:
    rows = [_row(hit) for hit in hits.hits]
    width = max((len(row[0]) for row in rows), default=0)
    for hit, (number, *facts) in zip(hits.hits, rows, strict=True):
        _echo(pad(number, width, is_right=True) + GAP + GAP.join(facts))
        if hit.snippet:
            _echo(" " * width + GAP + _whose(hit) + _plain(hit), marked=_marked(hit))
    if len(rows) < hits.total:
        warn(f"the best {len(rows):,} of {'more than ' * hits.is_bounded}{hits.total:,}")
    elif not rows:
        warn("nothing was found")


def _row(hit: "Hit") -> Sequence[str]:
    row = hit.row
    facts = (str(row.id), f"{row.published:%Y-%m-%d}", row.blog_title, row.title)
    return list(map(clean_line, facts))


def _whose(hit: "Hit") -> str:
    if hit.in_note:
        return "your note: "
    if hit.comment_id is None:
        return ""
    author = clean_line(hit.comment_author)
    return f"comment by {author}: " if author else "comment: "


def _plain(hit: "Hit") -> str:
    return clean_line("".join(piece.text for piece in hit.snippet))


def _marked(hit: "Hit") -> Sequence[str]:
    return [clean_line(piece.text) for piece in hit.snippet if piece.is_match]


def _echo(line: str, *, marked: Sequence[str] = ()) -> None:
    """Print a line no wider than the terminal, with what was found in bold where it is one."""
    if not sys.stdout.isatty():
        click.echo(line)
        return
    line = cut(line, shutil.get_terminal_size().columns)
    at, shown = 0, ""
    for text in marked:
        place = line.find(text, at)
        if place < 0:
            break
        shown += line[at:place] + click.style(text, bold=True)
        at = place + len(text)
    click.echo(shown + line[at:])
