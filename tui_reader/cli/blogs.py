"""Commands about blogs: ``add``, ``remove``, ``blogs``."""

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from tui_reader.clean import clean_line
from tui_reader.cli.archive import bring
from tui_reader.cli.completion import BLOG
from tui_reader.cli.output import (
    blog_json,
    count,
    print_json,
    print_json_array,
    print_table,
    with_json,
)
from tui_reader.cli.session import Session, pass_session, warn
from tui_reader.errors import FeedError, FetchError, ReaderError, UsageError
from tui_reader.limits import DAYS_UNTIL_GONE
from tui_reader.models import Blog

if TYPE_CHECKING:
    from tui_reader.library.library import Library


@click.command()
@click.argument("urls", nargs=-1, required=True, metavar="URL …")
@click.option("--archive", "with_archive", is_flag=True, help="Bring all their old posts, too.")
@with_json
@pass_session
def add(session: Session, urls: tuple[str, ...], with_archive: bool, as_json: bool) -> int:
    """Follow blogs by the address of any of their pages."""

    async def work(library: "Library") -> int:
        tell = (_tell_event if with_archive else None) if as_json else _tell_added
        added, failed = await _add_all(library, urls, tell)
        if as_json and not with_archive:
            print_json_array(map(blog_json, added))
        status = 0
        if with_archive and added:
            status = await bring(library, [blog.id for blog in added], as_json=as_json)
        return max(status, _status(failed))

    return session.run(work)


async def _add_all(
    library: "Library", urls: Sequence[str], tell: Callable[[Blog], None] | None
) -> tuple[list[Blog], list[ReaderError]]:
    added: list[Blog] = []
    failed: list[ReaderError] = []
    for url in urls:
        try:
            blog, _ = await library.add_blog(url)
        except (FetchError, FeedError, UsageError) as error:
            failed.append(error)
            warn(str(error))
            continue
        added.append(blog)
        if tell:
            tell(blog)
    return added, failed


def _tell_added(blog: Blog) -> None:
    paused = "; it is paused: asked only when named" if blog.is_paused else ""
    click.echo(clean_line(f"{blog.id}  {blog.title}: {count(blog.posts, 'post')} kept{paused}"))


def _tell_event(blog: Blog) -> None:
    """Where events follow, one a line, the blog is one of them."""
    print_json({"event": "added", **blog_json(blog)})


def _status(failed: list[ReaderError]) -> int:
    if any(isinstance(error, UsageError) for error in failed):
        return 2
    return 1 if failed else 0


@click.command()
@click.argument("blog", type=BLOG)
@click.option("--yes", "-y", is_flag=True, help="Do not ask first.")
@with_json
@pass_session
def remove(session: Session, blog: str, yes: bool, as_json: bool) -> int:
    """Stop following a blog; its starred posts stay.

    For a week `tui-reader undo` brings it back with all its posts.
    """

    async def work(library: "Library") -> Blog | None:
        found = library.find_blog(blog)
        if not yes and not _is_sure(found):
            return None
        await library.remove_blog(found.id)
        return found

    removed = session.run(work)
    if removed is None:
        warn("Nothing was removed.")
    elif as_json:
        print_json(blog_json(removed))
    else:
        click.echo(clean_line(f"{removed.title} is no longer followed"))
    return 0


def _is_sure(blog: Blog) -> bool:
    if not sys.stdin.isatty():
        raise UsageError("nobody is there to confirm; say --yes")
    kept = f"; {count(blog.starred, 'starred post')} will stay" if blog.starred else ""
    back = f"; for {DAYS_UNTIL_GONE} days undo brings it back" if blog.is_followed else ""
    held = f"{count(blog.posts, 'post')}{kept}{back}"
    return click.confirm(clean_line(f"Stop following {blog.title} ({held})?"), err=True)


@click.command("blogs")
@click.option(
    "--format",
    "form",
    metavar="TEXT",
    help="A line of your own for each: {unread} {title} {host} {posts} {total} {error} …",
)
@click.option("--sum", "as_sum", is_flag=True, help="With --format: one line for all together.")
@with_json
@pass_session
def list_blogs(session: Session, form: str | None, as_sum: bool, as_json: bool) -> int:
    """Show the blogs followed.

    For a status bar: blogs --sum --format '{unread} unread in {blogs} blogs'.
    """
    if as_sum and form is None:
        raise UsageError("--sum needs --format")

    async def work(library: "Library") -> tuple[Blog, ...]:
        return await library.blogs()

    blogs = [blog for blog in session.run(work) if not blog.is_guide]
    if as_json:
        print_json_array(map(blog_json, blogs))
    elif form is not None:
        _print_lines(blogs, form, as_sum=as_sum)
    elif blogs:
        head = ("", "posts", "has", "unread", "comments", "last fetch", "blog", "")
        print_table([head, *map(_line, blogs)], right=frozenset({0, 1, 2, 3, 4}))
    else:
        warn("No blog is followed yet; `tui-reader add URL` follows one.")
    return 0


def _print_lines(blogs: Sequence[Blog], form: str, *, as_sum: bool) -> None:
    from tui_reader.cli.status_line import line_of, line_of_all

    if as_sum:
        click.echo(line_of_all(blogs, form))
        return
    for blog in blogs:
        click.echo(line_of(blog, form))


def _line(blog: Blog) -> tuple[str, ...]:
    return (
        str(blog.id),
        f"{blog.posts:,}",
        "?" if blog.posts_total is None else f"{blog.posts_total:,}",
        f"{blog.unread:,}",
        f"{blog.comments:,}",
        f"{blog.last_fetch.astimezone():%Y-%m-%d %H:%M}" if blog.last_fetch else "never",
        blog.title if blog.is_followed else f"{blog.title} (visiting)",
        f"{blog.error.error_class}: {blog.error.message}" if blog.error else "",
    )
