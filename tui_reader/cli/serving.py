"""Command ``serve``: the reader in a browser on this machine."""

import os
import sys
from secrets import token_urlsafe
from typing import Final

import click

from tui_reader.cli.session import Session, pass_session
from tui_reader.errors import UsageError

PORT: Final = 8123
NEEDED: Final = "serve needs the extra [web]: pip install 'tui-reader[web]'"


@click.command()
@click.option(
    "--port",
    type=click.IntRange(1024, 65535),
    default=PORT,
    show_default=True,
    metavar="N",
    help="Where to listen, on this machine only.",
)
@pass_session
def serve(session: Session, port: int) -> int:
    """Show the reader in a browser on this machine.

    It prints an address with a key in it: who has no key cannot come in. ctrl+C ends it.
    """
    try:
        from tui_reader.web.server import serve as run
    except ModuleNotFoundError as error:
        raise UsageError(f"{NEEDED} ({error.name} is missing)") from None
    session.checked_config()
    words = [sys.executable, "-m", "tui_reader", *session.options()]
    try:
        run(words, port=port, key=token_urlsafe(24), tell=_tell)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise UsageError(f"port {port} cannot be used: {reason}; --port names another") from None
    return 0


def _tell(address: str) -> None:
    click.echo(address)
    click.echo("Open this in a browser on this machine; ctrl+C ends it.", err=True)
