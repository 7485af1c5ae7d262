"""The command line: what scripts, cron jobs and status bars depend on (see the CLI contract).

Imports no Textual and no network: the screen and the library are imported when they are needed.
"""

import os
import sys
from typing import Final, NoReturn

from tui_reader.cli.opening import (
    STOPPED,
    has_terminal,
    is_dumb,
    open_reader,
    plain_opening,
    tell,
)

COMPLETES: Final = "_TUI_READER_COMPLETE"
"""Set by a shell that wants to know how the line may go on (``completion``)."""
_STREAMS: Final = (
    ("stdin", os.O_RDONLY, "r"),
    ("stdout", os.O_WRONLY, "w"),
    ("stderr", os.O_WRONLY, "w"),
)


def main() -> NoReturn:
    """Run the program and end with its status."""
    _open_closed()
    try:
        _run()
    except KeyboardInterrupt:  # while a part of it was still being loaded
        tell(STOPPED)
        sys.exit(130)


def _run() -> NoReturn:
    if asked := os.environ.get(COMPLETES):
        from tui_reader.cli.completion import answer
        from tui_reader.cli.program import program

        sys.exit(answer(program, asked))
    opening = plain_opening(sys.argv[1:])
    if opening is None or is_dumb() or not has_terminal():
        from tui_reader.cli.program import main as run_program  # click takes a tenth of a start

        run_program()
    try:
        status = open_reader(opening)
    except (Exception, KeyboardInterrupt) as error:
        from tui_reader.cli.program import status_of

        status = status_of(error, sys.argv[1:])
    sys.exit(status)


def _open_closed() -> None:
    """Let nothing stand for a stream that was closed (``>&-``), in its number, too.

    A file that is opened later would have that number, and be written to.
    """
    for name, flags, mode in _STREAMS:
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), mode))


__all__ = ["main"]
