"""Opens the full-screen reader; where there is no terminal, prints the newest posts instead."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from tui_reader.cli.posts import print_posts
from tui_reader.cli.session import Session, pass_session, warn
from tui_reader.models import PostQuery

if TYPE_CHECKING:
    from tui_reader.library.library import Library

NEWEST: Final = 30


@click.command("read", hidden=True)
@click.argument("what", nargs=-1, metavar="[URL | FILE] …")
@pass_session
def read(session: Session, what: tuple[str, ...]) -> int:
    """Open the reader, on an address or a file where one is given."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        return _open(session, what)
    session.run(lambda library: _print(library, what))
    return 0


def _open(session: Session, what: tuple[str, ...]) -> int:
    from tui_reader.app import run  # the screen is imported to be opened, never before

    library = session.open_library()
    try:
        return run(library, session.config, what)
    finally:
        library.close_now()


async def _print(library: "Library", what: tuple[str, ...]) -> None:
    if not what and not await library.blogs():
        warn("Nothing is followed yet; `tui-reader add URL` follows a blog.")
    for word in what or (None,):
        blog_id = None if word is None else await _visit(library, word)
        query = PostQuery(blog_id=blog_id, limit=NEWEST)
        await print_posts(library, query, as_json=False)


async def _visit(library: "Library", word: str) -> int:
    if is_file(word):
        return (await library.open_file(Path(word))).id
    blog, _ = await library.add_blog(word, follow=False)
    return blog.id


def is_file(word: str) -> bool:
    """Whether a word of the command line names a file; an address never does."""
    return "://" not in word and Path(word).is_file()
