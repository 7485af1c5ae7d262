"""Reading ``config.toml``: a bad line costs only itself, and is named. Never writes a file."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tui_reader.config import values
from tui_reader.config.nearest import suggest
from tui_reader.config.paths import find_paths
from tui_reader.config.settings import RENAMED, SETTINGS, Config, Setting
from tui_reader.errors import ConfigError


@dataclass(slots=True)
class _Found:
    """What reading one file has brought so far."""

    file: Path
    lines: Mapping[str, int]
    values: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    problems: list[tuple[int, str]] = field(default_factory=list)
    is_broken: bool = False

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
        keys=found.keys,
        sources=found.sources,
        problems=tuple(text for _, text in sorted(found.problems)),
        is_broken=found.is_broken,
    )


def _read(file: Path) -> _Found:
    try:
        text = file.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return _Found(file, {})
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror}.") from None
    found = _Found(file, dict(_line_numbers(text)))
    _take_all(found, _parse(text, found))
    return found


def _parse(text: str, found: _Found) -> dict[str, Any]:
    """The file's tables; from a line that breaks the syntax on, nothing is read."""
    import tomllib  # only where there is a file

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        lines = text.rstrip().split("\n")
        place = re.search(r"line (\d+)", str(error))
        number = int(place[1]) if place else len(lines)
        what = str(error).partition(" (at ")[0]
        found.blame("", f"{what[:1].lower()}{what[1:]}; read up to here.", line=number)
        found.is_broken = True
    for end in range(min(number - 1, len(lines)), 0, -1):
        try:
            return tomllib.loads("\n".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            continue
    return {}


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
    known = {setting.name: setting for setting in SETTINGS}
    for name, value in tables.items():
        if name == "keys" and isinstance(value, dict):
            _take_keys(found, value)
        elif name in known:
            _take(found, known[name], value)
        elif name in RENAMED:
            found.blame(name, f"{name} is called {RENAMED[name]} now.")
        else:
            found.blame(name, f"unknown setting {name!r}{suggest(name, [*known, 'keys'])}")


def _take(found: _Found, setting: Setting, value: object) -> None:
    try:
        found.values[setting.name] = setting.read(value)
        found.sources[setting.name] = f"line {found.line(setting.name)}"
    except ValueError as error:
        found.blame(setting.name, f"{setting.name} {error}; the default stays.")
        found.is_broken = True


def _take_keys(found: _Found, table: Mapping[str, object]) -> None:
    for command, value in table.items():
        name = f"keys.{command}"
        try:
            found.keys[command] = values.key_list(value)
            found.sources[name] = f"line {found.line(name)}"
        except ValueError as error:
            found.blame(name, f"the keys of {command!r} {error}; the default stays.")
