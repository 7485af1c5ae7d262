"""The file that ``config --init`` writes: every setting with what it does, none of them changed."""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from textwrap import wrap
from typing import Final, NamedTuple

from tui_reader.config.settings import SETTINGS, Setting
from tui_reader.config.values import as_toml
from tui_reader.errors import ConfigError, UsageError

COLUMNS: Final = 88
HEAD: Final = """\
# The settings of tui-reader. This file is yours: the reader reads it and never writes to it.
#
# Each line here says what holds anyway. To change something, take the "#" before its name
# away and write another value. A mistake costs its own line only; `tui-reader config` names it,
# and shows what holds and why.
"""
KEYS: Final = """\
# Keys of your own. Several keys for one command have commas between them: "x, f5".
# A chord has blanks between its keys, which are pressed one after the other: "g g",
# "ctrl+k s". No key can begin the chord of a command that works in the same place.
"""
PIPES: Final = """\
# Programs of yours that a post is given to, each under a name of your own. A program gets the
# post on its standard input: as "text", "markdown" or "html". %u stands for the post's address,
# %t for its title. No shell is asked: a command is split into words once. Examples:
#
#"read aloud" = "espeak-ng"
#"to paper" = { run = "pandoc -f markdown -o post.pdf", as = "markdown" }
"""


class KeyLine(NamedTuple):
    """A command for the table of keys."""

    place: str
    """Where its keys work."""
    id: str
    keys: str
    """As people write them, with commas between."""
    help: str


def template(commands: Iterable[KeyLine]) -> str:
    """Return the whole file.

    Args:
        commands: Those whose keys can be changed, in the order of their places.
    """
    return "\n".join(
        (HEAD, *map(_setting, SETTINGS), "[keys]", KEYS, *_keys(commands), "[pipe]", PIPES)
    )


def _setting(setting: Setting) -> str:
    sentence = f"{setting.help} ({setting.kind})"
    return f"{_comment(sentence)}#{setting.name} = {as_toml(setting.default)}\n"


def _keys(commands: Iterable[KeyLine]) -> Iterator[str]:
    place = ""
    for command in commands:
        if command.place != place:
            place = command.place
            yield f"# ---- {place}\n"
        keys = json.dumps(command.keys, ensure_ascii=False)
        yield f"{_comment(command.help)}#{command.id} = {keys}\n"


def _comment(sentence: str) -> str:
    return "".join(f"# {line}\n" for line in wrap(sentence, COLUMNS))


def write_new(file: Path, text: str) -> None:
    """Write a file that is not there yet, for its owner alone.

    Raises:
        UsageError: It is there; nothing was touched.
        ConfigError: It cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        if os.path.lexists(file):
            raise UsageError(f"there is a file already, which stays as it is: {file}") from None
        raise ConfigError(f"{file} cannot be written: {error.strerror}.") from None
    try:
        with os.fdopen(number, "w", encoding="utf-8") as opened:
            opened.write(text)
    except OSError as error:
        with suppress(OSError):
            file.unlink()  # half a file would be read as a whole one
        raise ConfigError(f"{file} cannot be written: {error.strerror}.") from None
