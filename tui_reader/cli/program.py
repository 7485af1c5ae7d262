"""The program: its options, its commands, and what its exit status says.

No command's own work is done here.
"""

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import click

from tui_reader.clean import clean_line
from tui_reader.cli import (
    archive,
    blogs,
    completion,
    discussion,
    doctor,
    export,
    fetching,
    importing,
    info,
    keeping,
    manual,
    posts,
    reading,
    search,
    serving,
    state,
)
from tui_reader.cli.opening import STOPPED, is_openable
from tui_reader.cli.session import Session
from tui_reader.config import suggest
from tui_reader.config.paths import PROGRAM, find_paths
from tui_reader.errors import ConfigError, ReaderError, StoreError, UsageError

DONE, SOME_FAILED, WRONG_USAGE, UNUSABLE, BUG, INTERRUPTED = 0, 1, 2, 3, 70, 130


class Program(click.Group):
    """A group whose first word may also be an address or a file: then the reader opens it."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an address or a file stands for the command that opens it."""
        if args[0] in self.commands:
            return super().resolve_command(ctx, args)
        if is_openable(args[0]):
            return reading.read.name, reading.read, args
        known = [name for name, command in self.commands.items() if not command.hidden]
        raise click.UsageError(f"no command {args[0]!r}{suggest(args[0], known)}")


def _print_versions(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(info.versions())
        ctx.exit()


@click.group(
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    subcommand_metavar="[COMMAND | URL | FILE] …",
)
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Keep configuration, store and cache in DIR (also the variable TUI_READER_HOME).",
)
@click.option("--offline", is_flag=True, help="No network, whatever is asked.")
@click.option(
    "--plain",
    is_flag=True,
    help="Read line by line, by typed words: for screen readers and pipes.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_versions,
    help="Show the versions of the reader and of what it stands on.",
)
@click.pass_context
def program(ctx: click.Context, home: Path | None, offline: bool, plain: bool) -> int:
    """Read blogs in the terminal, also offline.

    Without a command the reader opens, with a URL or a FILE it opens that.
    """
    ctx.obj = Session(home, offline, is_plain=plain)
    if ctx.invoked_subcommand is not None:
        return DONE
    return int(ctx.invoke(reading.read, what=()))


for _command in (
    blogs.add,
    blogs.remove,
    fetching.fetch,
    archive.archive,
    blogs.list_blogs,
    posts.list_posts,
    posts.show,
    discussion.comments,
    search.search,
    posts.mark,
    keeping.tags,
    keeping.note,
    keeping.undo,
    keeping.redo,
    keeping.history,
    importing.import_file,
    export.export,
    state.backup,
    state.restore,
    info.keys,
    info.config,
    doctor.doctor,
    serving.serve,
    completion.completion,
    manual.man,
    reading.read,
):
    program.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program and end with its status."""
    for stream in (sys.stdout, sys.stderr):
        _never_fail_to_encode(stream)
    words = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(run(words))


def _never_fail_to_encode(stream: Any) -> None:
    with suppress(AttributeError, ValueError):
        stream.reconfigure(errors="replace")


def run(arguments: list[str]) -> int:
    """Run the program; every ending is a status and, but for success, a sentence on stderr."""
    try:
        return _run(arguments)
    except (Exception, KeyboardInterrupt) as error:
        return status_of(error, arguments)


def status_of(error: BaseException, arguments: list[str]) -> int:
    """Say how the program ended, and return the status that says the same."""
    match error:
        case click.Abort() | KeyboardInterrupt():
            return _say(STOPPED, INTERRUPTED)
        case click.ClickException():
            return _say(f"usage: {error.format_message()}", WRONG_USAGE)
        case ReaderError():
            return _say(str(error), _status_of(error))
        case BrokenPipeError():
            _write_no_more()
            return DONE
        case OSError(errno=errno.ENOSPC | errno.EDQUOT | errno.EFBIG):
            _write_no_more()
            return _say("storage-full: there is no room for what is printed", SOME_FAILED)
    return _report_bug(error, arguments)


def _run(arguments: list[str]) -> int:
    """Do what click's own ``main`` does, but for what it prints and how it ends."""
    try:
        with program.make_context(PROGRAM, list(arguments)) as ctx:
            status = program.invoke(ctx)
    except click.exceptions.Exit as end:
        status = end.exit_code
    sys.stdout.flush()
    return status if isinstance(status, int) else DONE


def _status_of(error: ReaderError) -> int:
    if isinstance(error, UsageError):
        return WRONG_USAGE
    return UNUSABLE if isinstance(error, StoreError | ConfigError) else SOME_FAILED


def _say(sentence: str, status: int) -> int:
    with suppress(BrokenPipeError):
        click.echo(clean_line(sentence), err=True)
    return status


def _write_no_more() -> None:
    """Let what is still to be written go nowhere: whoever read has had enough, or it is full."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _report_bug(error: BaseException, arguments: list[str]) -> int:
    from tui_reader.cli.logbook import log_bug  # nobody waits for logging but here

    where = log_bug(error, arguments, find_paths(_home_of(arguments), os.environ).log_file)
    return _say(f"internal: {type(error).__name__}, which is a bug; {where}", BUG)


def _home_of(arguments: list[str]) -> Path | None:
    """The folder after ``--home``, looked for without parsing: parsing may be what went wrong."""
    for place, word in enumerate(arguments):
        if word == "--home" and place + 1 < len(arguments):
            return Path(arguments[place + 1])
        if word.startswith("--home="):
            return Path(word.removeprefix("--home="))
    return None
