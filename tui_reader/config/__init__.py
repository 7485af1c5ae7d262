"""Settings: reads ``config.toml`` once and says where everything lives.

Never writes a file and imports no Textual: theme and command names are judged by those who know.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final, TypeVar

from tui_reader.config import values
from tui_reader.config.paths import Paths, find_paths
from tui_reader.errors import ConfigError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Setting:
    """One line that ``config.toml`` may hold."""

    name: str
    default: object
    help: str
    read: Callable[[object], object]
    """Checks a value from the file and gives what Config holds; ValueError says what is wrong."""
    kind: str
    """What may be written, in words."""


def _setting(default: T, read: Callable[[object], T], kind: str, sentence: str) -> T:
    return field(default=default, metadata={"read": read, "kind": kind, "help": sentence})


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting, with its default where the file says nothing or something wrong."""

    paths: Paths
    theme: str = _setting("", values.words, "text", "The theme; empty: the one last chosen.")
    ascii_signs: bool = _setting(
        False, values.flag, "true or false", "Draw signs and lines with plain ASCII letters."
    )
    one_line_rows: bool = _setting(
        False, values.flag, "true or false", "One line for each post in the list, not two."
    )
    article_width: int = _setting(
        88, values.number(20, 88), "20 to 88", "Columns of an article's text, at most."
    )
    justify: bool = _setting(
        False, values.flag, "true or false", "Lines of an article are equally long."
    )
    hyphenate: bool = _setting(
        False, values.flag, "true or false", "Long words are parted at the end of a line."
    )
    mark_read: str = _setting(
        "opened",
        values.one_of("opened", "end", "never"),
        '"opened", "end" or "never"',
        "When a post counts as read: opened, its end in view, or only by your own mark.",
    )
    fetch_on_start: bool = _setting(
        True, values.flag, "true or false", "Ask the blogs that are due when the reader starts."
    )
    refresh_minutes: int = _setting(
        60,
        values.number(0, 1440),
        "0 to 1440",
        "Minutes between looks for blogs that are due, while the reader is open; 0: never.",
    )
    archive_unread: bool = _setting(
        False,
        values.flag,
        "true or false",
        "Old posts that an archive brings arrive unread.",
    )
    pictures: str = _setting(
        "asked",
        values.one_of("never", "asked", "opened", "fetched"),
        "never, asked, opened or fetched",
        "When a post's pictures are fetched: when asked for, when it is opened, or with the post.",
    )
    picture_megabytes: int = _setting(
        200,
        values.number(0, 100_000),
        "0 to 100000",
        "Megabytes of pictures kept for reading offline; 0: none.",
    )
    picture_graphics: str = _setting(
        "auto",
        values.one_of("auto", "kitty", "sixel", "blocks"),
        "auto, kitty, sixel or blocks",
        "How one picture is drawn on the whole screen; auto: as the terminal says it can.",
    )
    browser: tuple[str, ...] = _setting(
        (),
        values.command,
        "text",
        "Opens a page, %u its address; empty: the system's own.",
    )
    contact: str = _setting(
        "", values.header, "text", "Your address, told to every blog; empty: the reader's page."
    )
    user_agent: str = _setting(
        "",
        values.header,
        "text",
        "The name told to blogs; empty: name and version.",
    )
    keys: Mapping[str, str] = field(default_factory=dict)
    """Command name -> its keys, with commas between; from the table ``[keys]``."""
    problems: tuple[str, ...] = ()
    """What is wrong in the file: ``config: FILE line N: …``, in the file's order."""
    is_broken: bool = False
    """Whether a value or the syntax is wrong: no command may fetch with what is left."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """Setting or ``keys.NAME`` -> ``line N`` of the file; absent: the default."""


SETTINGS: Final = tuple(
    Setting(each.name, each.default, each.metadata["help"], each.metadata["read"], kind)
    for each in fields(Config)
    if (kind := each.metadata.get("kind"))
)

RENAMED: Final = {"mark_read_on_open": 'mark_read ("opened", "end" or "never")'}
"""Names that settings had in a released version."""


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


def suggest(name: str, known: list[str]) -> str:
    """``; did you mean …?`` for a name that is nearly one of ``known``, else a full stop."""
    import difflib  # only after a mistake

    near = difflib.get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else "."
