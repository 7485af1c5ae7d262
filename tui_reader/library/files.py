"""Whether a word that a person typed names a file. Imports nothing: a start with words asks it."""

from pathlib import Path


def is_file(word: str) -> bool:
    """Whether a word names a file that is there; an address never does.

    What cannot be looked at (a name that is too long, a folder that may not be entered) is none.
    """
    try:
        return "://" not in word and Path(word).is_file()
    except OSError:  # before Python 3.14 only some of them become False
        return False
