"""What a setting may be: each function gives what Config holds, or says what is wrong.

Pure. ValueError carries the end of a sentence that begins with the setting's name.
"""

import shlex
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Final

HEADER_LETTERS: Final = 200
SHELLS: Final = frozenset({"sh", "bash", "dash", "zsh", "ksh", "fish", "csh", "tcsh", "cmd"})
MODIFIERS: Final = frozenset({"ctrl", "shift", "alt", "meta", "super", "hyper"})
KEY_NAMES: Final = frozenset(
    {"backspace", "delete", "down", "end", "enter", "escape", "home", "insert", "left", "right"}
    | {"pagedown", "pageup", "space", "tab", "up", "minus", "plus", "slash", "backslash"}
    | {"equals_sign"}
    | {f"f{number}" for number in range(1, 25)}
)


def flag(value: object) -> bool:
    """A switch."""
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def number(low: int, high: int) -> Callable[[object], int]:
    """A whole number in bounds."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise ValueError("must be a whole number")
        if not low <= value <= high:
            raise ValueError(f"must be between {low} and {high}")
        return value

    return read


def one_of(*known: str) -> Callable[[object], str]:
    """One of a few words."""

    def read(value: object) -> str:
        if value not in known:
            raise ValueError("must be " + " or ".join(f'"{word}"' for word in known))
        return str(value)

    return read


def words(value: object) -> str:
    """Any text."""
    if not isinstance(value, str):
        raise ValueError('must be text in "quotes"')
    return value


def header(value: object) -> str:
    """Text that goes into a request header: what could end the header early is refused."""
    text = words(value)
    if not (text.isascii() and text.isprintable()) or len(text) > HEADER_LETTERS:
        raise ValueError(f"must be at most {HEADER_LETTERS} plain ASCII letters on one line")
    return text


def command(value: object) -> tuple[str, ...]:
    """A command as its arguments; a shell is refused, for it would run the page's address."""
    text = words(value)
    try:
        arguments = tuple(shlex.split(text))
    except ValueError as error:
        raise ValueError(f"is no command: {str(error).lower()}") from None
    if arguments and Path(arguments[0]).stem in SHELLS:
        raise ValueError("must name the browser itself, not a shell")
    return arguments


def key_list(value: object) -> str:
    """One key, several with commas between, or a list of them: with commas between."""
    names = value if isinstance(value, list) else [value]
    keys = [key for name in names if isinstance(name, str) for key in _split_keys(name)]
    if len(keys) < len(names) or not all(keys):
        raise ValueError('must be a key or a list of keys in "quotes"')
    for key in keys:
        if not is_key(key):
            raise ValueError(f"name {key!r}, which is no key")
    return ",".join(keys)


def _split_keys(text: str) -> list[str]:
    return ["comma"] if text == "," else [key.strip() for key in text.split(",")]


def is_key(text: str) -> bool:
    """Whether ``text`` names a key as Textual does: ``q``, ``ctrl+f``, ``f2``, ``comma``."""
    *modifiers, key = text.split("+") if len(text) > 1 else [text]
    if not MODIFIERS.issuperset(modifiers):
        return False
    if len(key) == 1:
        return key.isprintable()
    return key in KEY_NAMES or _is_letter_name(key)


def _is_letter_name(key: str) -> bool:
    try:
        return bool(unicodedata.lookup(key.replace("_", " ")))
    except KeyError:
        return False
