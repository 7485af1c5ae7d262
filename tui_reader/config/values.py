"""What a setting may be: each kind gives what Config holds, or says what is wrong.

Pure. ValueError carries the end of a sentence that begins with the setting's name.
"""

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Final, Generic, NamedTuple, TypeVar

from tui_reader.config.nearest import suggest

T = TypeVar("T")

HEADER_LETTERS: Final = 200
SHELLS: Final = frozenset({"sh", "bash", "dash", "zsh", "ksh", "fish", "csh", "tcsh", "cmd"})


class Kind(NamedTuple, Generic[T]):
    """What may be written for a setting."""

    words: str
    """The same for people."""
    read: Callable[[object], T]
    """Checks a value from the file and gives what Config holds; ValueError says what is wrong."""
    choices: tuple[object, ...] = ()
    """All of them, where they are few."""
    step: int = 0
    """By how much a number changes at once; 0: it is none."""
    low: int = 0
    high: int = 0
    """A number's bounds."""


def one_of(*known: str) -> Kind[str]:
    """One of a few words."""

    def read(value: object) -> str:
        if value not in known:
            near = suggest(str(value), known).rstrip(".")
            raise ValueError("must be " + " or ".join(f'"{word}"' for word in known) + near)
        return str(value)

    *most, last = (f'"{word}"' for word in known)
    return Kind(f"{', '.join(most)} or {last}", read, known)


def number(low: int, high: int, step: int) -> Kind[int]:
    """A whole number in bounds."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError("must be a whole number")
        if not low <= value <= high:
            raise ValueError(f"must be between {low} and {high}")
        return value

    return Kind(f"{low} to {high}", read, step=step, low=low, high=high)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError('must be text in "quotes"')
    return value


def _header(value: object) -> str:
    """Check text that goes into a request: what could end the header early is refused."""
    text = _words(value)
    if not (text.isascii() and text.isprintable()) or len(text) > HEADER_LETTERS:
        raise ValueError(f"must be at most {HEADER_LETTERS} plain ASCII letters on one line")
    return text


def arguments(value: object) -> tuple[str, ...]:
    """Split a command once; a shell is refused, for it would run what a page says."""
    text = _words(value)
    try:
        words = tuple(shlex.split(text))
    except ValueError as error:
        raise ValueError(f"is no command: {str(error).lower()}") from None
    if words and Path(words[0]).stem in SHELLS:
        raise ValueError("must name the program itself, not a shell")
    return words


FLAG: Final = Kind("true or false", _flag, (False, True))
WORDS: Final = Kind("text", _words)
HEADER: Final = Kind("text", _header)
COMMAND: Final = Kind("a command", arguments)


def as_toml(value: object) -> str:
    """Write a value as the file would have it: ``true``, ``72``, ``"firefox %u"``."""
    if isinstance(value, bool | int):
        return str(value).lower()
    text = shlex.join(value) if isinstance(value, tuple) else str(value)
    return json.dumps(text, ensure_ascii=False).replace("\x7f", r"\u007f")


def as_written(value: object) -> object:
    """Give a value of Config as the file would give it to ``Kind.read``."""
    return shlex.join(value) if isinstance(value, tuple) else value
