"""Reading ``config.toml``: a bad line costs only itself, and is named. Never writes a file."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tui_reader.config.files import text_of
from tui_reader.config.nearest import suggest
from tui_reader.config.paths import find_paths
from tui_reader.config.settings import RENAMED, SETTING, Config, Setting
from tui_reader.errors import ConfigError

if TYPE_CHECKING:
    from tui_reader.config.pipes import Pipe

TABLES: Final = {"keys": 'lines like star = "x"', "pipe": 'lines like aloud = "espeak-ng"'}
"""The tables that the file may have, and what stands in them."""


class _Found:
    """What reading one file has brought so far."""

    def __init__(self, file: Path, lines: Mapping[str, int]) -> None:
        self.file = file
        self.lines = lines
        self.values: dict[str, Any] = {}
        self.keys: dict[str, str] = {}
        self.pipes: list[Pipe] = []
        self.sources: dict[str, str] = {}
        self.problems: list[tuple[int, str]] = []
        self.is_broken = False

    def line(self, name: str) -> int:
        return self.lines.get(name) or self.lines.get(name.partition(".")[0], 1)

    def blame(self, name: str, sentence: str, *, line: int | None = None) -> None:
        number = line or self.line(name)
        self.problems.append((number, f"config: {self.file} line {number}: {sentence}"))


def load(home: Path | None, environ: Mapping[str, str]) -> Config:
    """Read the configuration; a missing file means defaults, a bad line its own default.

    Args:
        home: The folder of ``--home``; None: the variable, else the platform's own places.
        environ: The environment, for ``TUI_READER_HOME``.

    Raises:
        ConfigError: The file is there and cannot be read.
    """
    paths = find_paths(home, environ)
    found = _read(paths.config_file)
    return replace(
        Config(paths),
        **found.values,
        given=found.values,
        pipes=tuple(found.pipes),
        keys=found.keys,
        sources=found.sources,
        problems=tuple(text for _, text in sorted(found.problems)),
        is_broken=found.is_broken,
    )


def _read(file: Path) -> _Found:
    try:
        text = text_of(file)
    except FileNotFoundError:
        return _Found(file, {})
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror}.") from None
    found = _Found(file, dict(reversed([*_line_numbers(text)])))
    _take_all(found, _parse(text, found))
    return found


def _parse(text: str, found: _Found) -> dict[str, Any]:
    """The file's tables; where the syntax is broken, what can be read of them."""
    import tomllib  # only where there is a file

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        from tui_reader.config.salvage import salvage

        found.is_broken = True
        tables = salvage(text, lambda line, sentence: found.blame("", sentence, line=line))
        if not found.problems:  # each statement is well, but not beside another: a table twice
            what, _, place = str(error).partition(" (at line ")
            line = re.match(r"\d+", place)
            sentence = f"{what[:1].lower()}{what[1:]}; what stands there is read all the same."
            found.blame("", sentence, line=int(line[0]) if line else 1)
        return tables


def _line_numbers(text: str) -> Iterator[tuple[str, int]]:
    """Dotted name -> the line where it stands; tomllib does not tell."""
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        if header := re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line):
            table = header[1].strip("\"'") + "."
            yield table[:-1], number
        elif name := re.match(r"""\s*(?:"([^"]+)"|'([^']+)'|([\w.-]+))\s*=""", line):
            yield table + (name[1] or name[2] or name[3]), number


def _take_all(found: _Found, tables: Mapping[str, object]) -> None:
    for name, value in tables.items():
        if name == "keys":
            _take_table(found, name, value, _take_keys)
        elif name == "pipe":
            _take_table(found, name, value, _take_pipe)
        elif name in SETTING:
            _take(found, SETTING[name], value)
        elif name in RENAMED:
            found.blame(name, f"{name} is called {RENAMED[name]} now.")
        else:
            near = suggest(name, [*SETTING, *TABLES])
            found.blame(name, f"unknown setting {name!r}{near}")


def _take(found: _Found, setting: Setting, value: object) -> None:
    try:
        found.values[setting.name] = setting.read(value)
        found.sources[setting.name] = f"line {found.line(setting.name)}"
    except ValueError as error:
        found.blame(setting.name, f"{setting.name} {error}; the default stays.")
        found.is_broken = True


def _take_table(
    found: _Found, name: str, value: object, take: Callable[[_Found, str, object], None]
) -> None:
    if not isinstance(value, dict):
        found.blame(name, f"{name} is a table: a line [{name}], and below it {TABLES[name]}.")
        return
    for each, part in value.items():
        take(found, each, part)


def _take_keys(found: _Found, command: str, value: object) -> None:
    from tui_reader.config.keys import key_list  # only for those who have keys of their own

    name = f"keys.{command}"
    try:
        found.keys[command] = key_list(value)
        found.sources[name] = f"line {found.line(name)}"
    except ValueError as error:
        found.blame(name, f"the keys of {command!r} {error}; the default stays.")


def _take_pipe(found: _Found, pipe: str, value: object) -> None:
    from tui_reader.config.pipes import read_pipe

    name = f"pipe.{pipe}"
    try:
        found.pipes.append(read_pipe(pipe, value))
        found.sources[name] = f"line {found.line(name)}"
    except ValueError as error:
        found.blame(name, f"the program {pipe!r} {error}; it is left out.")
