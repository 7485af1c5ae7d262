"""Commands about posts: ``posts``, ``show``, ``mark``."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import click

from tui_reader.clean import clean_line
from tui_reader.cli.choosing import WordsCommand, catch_up, chosen, chosen_by, with_words
from tui_reader.cli.completion import BLOG
from tui_reader.cli.discussion import Reading, read_thread
from tui_reader.cli.output import (
    JsonArray,
    print_json,
    print_table,
    text_columns,
    with_json,
)
from tui_reader.cli.session import Session, pass_session
from tui_reader.cli.times import end_instant, first_instant
from tui_reader.errors import UsageError
from tui_reader.export.forms import FORMS, Form, as_text, plain_words
from tui_reader.export.objects import comment_object, post_object
from tui_reader.models import Article, Flag, PostQuery, PostRow, Sort, View

if TYPE_CHECKING:
    from tui_reader.library.library import Library
    from tui_reader.models import Mark
    from tui_reader.query import Filter

BATCH: Final = 200


@click.command("posts", cls=WordsCommand)
@with_words
@click.option(
    "--blog", type=BLOG, help="Only of this blog: its number, address or part of its title."
)
@click.option("--unread", is_flag=True, help="Only unread posts.")
@click.option("--starred", is_flag=True, help="Only starred posts.")
@click.option("--label", default="", help="Only posts with this label.")
@click.option("--since", metavar="TIME", help="Not older: 2024-03, 2024-03-01, 7d.")
@click.option("--until", metavar="TIME", help="Not newer: 2024-03, 2024-03-01, 7d.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most so many.")
@click.option(
    "--sort",
    type=click.Choice([each.value for each in Sort]),
    default="newest",
    help="Their order.",
)
@with_json
@pass_session
def list_posts(session: Session, /, blog: str | None, as_json: bool, **wanted: Any) -> int:
    """Show posts, newest first: all, or those that a QUERY chooses.

    A QUERY is what the reader takes, too: heron "white stork" -crow label:birds is:unread
    """
    wanted["chosen"] = chosen(wanted.pop("words"))

    async def work(library: "Library") -> None:
        blog_id = library.find_blog(blog).id if blog is not None else None
        query = _query(blog_id, **wanted)
        await catch_up(library, query.filter)
        await print_posts(library, query, as_json=as_json)

    session.run(work)
    return 0


def _query(
    blog_id: int | None,
    *,
    unread: bool,
    starred: bool,
    label: str,
    since: str | None,
    until: str | None,
    limit: int | None,
    sort: str,
    chosen: "Filter | None",
) -> PostQuery:
    if unread and starred:
        raise UsageError("choose --unread or --starred")
    now = datetime.now(UTC)
    return PostQuery(
        view=View.UNREAD if unread else View.STARRED if starred else View.ALL,
        blog_id=blog_id,
        label=label,
        since=first_instant(since, now) if since else None,
        until=end_instant(until, now) if until else None,
        filter=chosen,
        sort=Sort(sort),
        limit=limit,
    )


async def print_posts(library: "Library", query: PostQuery, *, as_json: bool) -> None:
    """Print what a query finds."""
    ids = (await library.post_index(query)).ids
    if as_json:
        await _print_json(library, ids)
        return
    rows: list[PostRow] = []
    for batch in _batches(ids):
        rows.extend(await library.rows(batch))
    if rows:
        print_table(map(_line, rows), right=frozenset({0}))


async def _print_json(library: "Library", ids: Sequence[int]) -> None:
    with JsonArray() as array:
        for batch in _batches(ids):
            for article in await library.articles(batch):
                array.add(post_object(article))


def _batches(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]


def _line(row: PostRow) -> tuple[str, ...]:
    signs = ("" if row.is_read else "●") + ("★" if row.is_starred else "")
    return (str(row.id), signs, f"{row.published:%Y-%m-%d}", row.blog_title, row.title)


@click.command()
@click.argument("post")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    default="text",
    help="How the article is written.",
)
@click.option("--comments", "with_comments", is_flag=True, help="And what readers said of it.")
@click.option(
    "--width",
    type=click.IntRange(min=1),
    metavar="N",
    help="Columns of text; else those of the terminal, 88 at most, and 80 in a pipe.",
)
@with_json
@pass_session
def show(
    session: Session,
    post: str,
    form: str,
    with_comments: bool,
    width: int | None,
    as_json: bool,
) -> int:
    """Print one article."""

    async def work(library: "Library") -> tuple[Article, Reading | None]:
        post_id = library.find_post(post)
        reading = await read_thread(library, post_id, is_aside=True) if with_comments else None
        article = await library.article(post_id)
        if article is None:
            raise UsageError(f"no post is {post!r}")
        return article, reading

    article, reading = session.run(work)
    if as_json:
        print_json(_whole_json(article, reading))
    else:
        thread = reading.thread if reading is not None else None
        click.echo(_form(session, form)(article, thread, width or text_columns()))
    return int(reading is not None and reading.is_failed)


def _form(session: Session, name: str) -> Form:
    if name != "text":
        return FORMS[name]
    config = session.config
    return partial(as_text, justify=config.justify, hyphenate=config.hyphenate)


def _whole_json(article: Article, reading: Reading | None) -> dict[str, Any]:
    whole = {**post_object(article), "html": article.html, "text": plain_words(article)}
    if reading is not None:
        whole["thread"] = list(map(comment_object, reading.thread.comments))
    return whole


@click.command()
@click.argument("posts", nargs=-1, metavar="[POST …]")
@click.option("--where", metavar="QUERY", help="And all posts that these words choose.")
@click.option("--read/--unread", "read", default=None, help="They have been read, or have not.")
@click.option("--star/--unstar", "star", default=None, help="Star them, or take stars away.")
@click.option("--tag", "tagged", multiple=True, metavar="NAME", help="Give them a tag of yours.")
@click.option("--untag", "untagged", multiple=True, metavar="NAME", help="Take a tag away.")
@with_json
@pass_session
def mark(
    session: Session,
    posts: tuple[str, ...],
    where: str | None,
    read: bool | None,
    star: bool | None,
    tagged: tuple[str, ...],
    untagged: tuple[str, ...],
    as_json: bool,
) -> int:
    """Mark posts as read, unread or starred, take their stars away, or give them tags."""
    flags = {Flag.READ: read, Flag.STARRED: star}
    wished = {flag: value for flag, value in flags.items() if value is not None}
    wanted = _where(where)
    tags = {**dict.fromkeys(tagged, True), **dict.fromkeys(untagged, False)}
    if not wished and not tags:
        raise UsageError("say --read, --unread, --star, --unstar, --tag or --untag")
    if not posts and wanted is None:
        raise UsageError("say which posts: by POST, or by --where")

    async def work(library: "Library") -> None:
        ids = [library.find_post(text) for text in posts]
        if wanted is not None:
            ids += await _ids_of(library, wanted)
        done = [_done(await library.mark(ids, flag, value)) for flag, value in wished.items()]
        done += [await _tag(library, ids, name, value) for name, value in tags.items()]
        if as_json:
            await _print_json(library, list(dict.fromkeys(ids)))
        elif wanted is not None:
            click.echo("\n".join(done))

    session.run(work)
    return 0


async def _tag(library: "Library", ids: Sequence[int], name: str, value: bool) -> str:
    step = await library.keeping.tag(ids, name, value)
    return clean_line(step.words if step else f"{name}: no post changed.")


def _done(mark: "Mark") -> str:
    from tui_reader.library.step_words import of_mark

    return of_mark(mark.flag, mark.value, len(mark.post_ids))


async def _ids_of(library: "Library", wanted: "Filter") -> Sequence[int]:
    """Find all posts that words choose, also those that have just come."""
    await catch_up(library, wanted, seconds=None)
    return (await library.post_index(PostQuery(filter=wanted))).ids


def _where(words: str | None) -> "Filter | None":
    """Read the words of ``--where``; empty ones, as of a variable that is not set, are refused."""
    if words is None:
        return None
    wanted = chosen_by(words)
    if wanted is None:
        raise UsageError("--where has no words")
    return wanted
