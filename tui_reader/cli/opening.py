"""Opening the reader: the one thing that is done most and must not wait for anything.

Imports no click: for a start on stored posts, the command line is read by hand where it is plain.
"""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from tui_reader.library.files import is_file

STOPPED: Final = "interrupted: stopped; what was done is kept"


class Opening(NamedTuple):
    """A command line that asks for nothing but the reader."""

    home: Path | None
    offline: bool
    what: tuple[str, ...]


def plain_opening(words: Sequence[str]) -> Opening | None:
    """Read a command line that only opens the reader; None where it asks for anything else."""
    home, offline, what = None, False, []
    rest = iter(words)
    for word in rest:
        if word == "--offline":
            offline = True
        elif word == "--home":
            home = next(rest, None)
            if home is None:
                return None
        elif word.startswith("--home="):
            home = word.removeprefix("--home=")
        elif is_openable(word):
            what.append(word)
        else:
            return None
    return Opening(Path(home) if home else None, offline, tuple(what))


def is_openable(word: str) -> bool:
    """Whether a word of the command line is an address or a file, and no command or option."""
    return not word.startswith("-") and (is_address(word) or is_file(word))


def is_address(word: str) -> bool:
    """Whether a word is written as an address; a command never is."""
    return any(sign in word for sign in ".:/") or word == "localhost"


def is_dumb() -> bool:
    """Whether the terminal only types on, line below line: nothing can be drawn on it."""
    return os.environ.get("TERM") == "dumb"


def has_terminal() -> bool:
    """Whether there is a screen to draw on and a keyboard to read from."""
    return (sys.stdin.isatty() and sys.stdout.isatty()) or _is_served()


def _is_served() -> bool:
    from tui_reader.web import SERVED  # looked for where no terminal is

    return SERVED in os.environ


def tell(sentence: str) -> None:
    """Say one line on standard error, at once; click is not wanted for it."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def open_reader(opening: Opening) -> int:
    """Open the full-screen reader, stay in it, and return the exit status.

    Raises:
        ReaderError: The store or the configuration cannot be used.
    """
    # Importing makes hundreds of thousands of objects that live as long as the program: looking
    # for garbage among them delays the first picture by an eighth. The screen turns it on again.
    gc.disable()
    from tui_reader.app import run
    from tui_reader.config import load
    from tui_reader.library.library import Library
    from tui_reader.store.database import Database

    config = load(opening.home, os.environ)
    database = Database.open(config.paths.store_file, tell=tell)
    library = Library(database, config, offline=opening.offline)
    try:
        status = run(library, config, opening.what)
        library.keeping.leave_now()
        return status
    finally:
        library.close_now()
