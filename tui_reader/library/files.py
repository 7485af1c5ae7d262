"""Whether a word that a person typed names a file. Imports nothing: a start with words asks it."""

from contextlib import suppress
from pathlib import Path


def is_file(word: str) -> bool:
    """Whether a word names a file that is there; an address never does.

    What cannot be looked at (a name that is too long, a folder that may not be entered) is none.
    """
    try:
        return "://" not in word and Path(word).is_file()
    except OSError:  # before Python 3.14 only some of them become False
        return False


def file_named(word: str) -> Path | None:
    """The file that a word names, also one in somebody's home (``~/…``); None: there is none."""
    if word.startswith("~"):
        with suppress(RuntimeError):  # nobody of that name has a home
            word = str(Path(word).expanduser())
    return Path(word) if is_file(word) else None
