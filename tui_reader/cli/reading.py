"""Opens the reader: full-screen, or plain; without a terminal, prints the newest posts instead."""

from typing import TYPE_CHECKING, Final

import click

from tui_reader.cli.opening import has_terminal, is_dumb, open_reader
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
    """Open the reader, on an address or a file where one is given.

    On a terminal that can draw nothing it is the plain one.
    """
    if session.is_plain or (is_dumb() and has_terminal()):
        from tui_reader.plain import run

        return session.run(lambda library: run(library, session.config, what))
    if has_terminal():
        return open_reader(session.opening(what))
    session.run(lambda library: _print(library, what))
    return 0


async def _print(library: "Library", what: tuple[str, ...]) -> None:
    if not what and not await library.blogs():
        warn("Nothing is followed yet; `tui-reader add URL` follows a blog.")
    for word in what or (None,):
        blog_id = None if word is None else (await library.open(word)).id
        query = PostQuery(blog_id=blog_id, limit=NEWEST)
        await print_posts(library, query, as_json=False)
