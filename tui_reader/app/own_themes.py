"""Themes of a person's own: files ``themes/NAME.toml`` beside the configuration.

Each is read once, when the reader starts; what is wrong in one is said and costs only that line.
The files are never written.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from textual.color import Color, ColorParseError
from textual.theme import Theme

from tui_reader.app.themes import DEFAULT
from tui_reader.clean import clean_line
from tui_reader.config.files import text_of
from tui_reader.config.nearest import suggest

COLOURS: Final = (
    "primary",
    "secondary",
    "accent",
    "warning",
    "error",
    "success",
    "foreground",
    "background",
    "surface",
    "panel",
    "boost",
)
_OTHERS: Final = ("based_on", "dark", "variables")


def own_themes(folder: Path, known: Mapping[str, Theme]) -> tuple[list[Theme], list[str]]:
    """Read the themes of a folder.

    Args:
        folder: Where they are; it need not be there.
        known: The themes that one can be based on.

    Returns:
        The themes, and a sentence for each thing that is wrong: ``config: FILE line N: …``.
    """
    themes: list[Theme] = []
    problems: list[str] = []
    for file in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        one = _Reading(file, problems)
        theme = one.theme({**known, **{each.name: each for each in themes}})
        if theme is not None:
            themes.append(theme)
    return themes, problems


class _Reading:
    """Reads one file.

    Args:
        file: Which.
        problems: Gets what is wrong.
    """

    def __init__(self, file: Path, problems: list[str]) -> None:
        self._file = file
        self._problems = problems
        self._lines: Sequence[str] = ()

    def theme(self, known: Mapping[str, Theme]) -> Theme | None:
        """Give the theme, as far as it can be read; None: not at all."""
        table = self._table()
        if table is None:
            return None
        for name in table:
            if name not in (*COLOURS, *_OTHERS):
                self._blame(name, f"unknown {name!r}{suggest(name, (*COLOURS, *_OTHERS))}")
        base = self._base(table, known)
        variables = table.get("variables", {})
        if not isinstance(variables, dict):
            self._blame("variables", "variables must be a table.")
            variables = {}
        dark = self._taken(table, "dark", lambda value: isinstance(value, bool), base.dark)
        own = {name.replace("_", "-"): value for name, value in self._colours(variables)}
        name = clean_line(self._file.stem, 40)
        theme = replace(base, name=name, dark=dark, variables={**base.variables, **own})
        for colour, value in self._colours(table, COLOURS):
            setattr(theme, colour, value)
        return theme

    def _table(self) -> dict[str, Any] | None:
        import tomllib  # only where there is a file

        try:
            text = text_of(self._file)
            self._lines = text.split("\n")
            return tomllib.loads(text)
        except OSError as error:
            self._blame("", f"it cannot be read: {error.strerror}.")
        except RecursionError:
            self._blame("", "it is nested too deeply; the theme is left out.")
        except tomllib.TOMLDecodeError as error:
            self._blame("", f"{str(error)[:1].lower()}{str(error)[1:]}; the theme is left out.")
        return None

    def _base(self, table: Mapping[str, Any], known: Mapping[str, Theme]) -> Theme:
        name = table.get("based_on", DEFAULT)
        if name in known:
            return known[name]
        self._blame("based_on", f"there is no theme {name!r}{suggest(str(name), known)}")
        return known[DEFAULT]

    def _colours(
        self, table: Mapping[str, Any], names: Sequence[str] | None = None
    ) -> Iterator[tuple[str, str]]:
        for name in table if names is None else names:
            value = table.get(name)
            if value is None:
                continue
            if _is_colour(value):
                yield name, value
            else:
                self._blame(name, f'{name} must be a colour like "#1f5f99" or "teal".')

    def _taken(
        self, table: Mapping[str, Any], name: str, is_right: Callable[[object], bool], default: bool
    ) -> bool:
        value = table.get(name, default)
        if is_right(value):
            return bool(value)
        self._blame(name, f"{name} must be true or false.")
        return default

    def _blame(self, name: str, sentence: str) -> None:
        begins = (number for number, line in enumerate(self._lines, 1) if _names(line, name))
        line = next(begins, 1)
        self._problems.append(clean_line(f"config: {self._file} line {line}: {sentence}"))


def _names(line: str, name: str) -> bool:
    return bool(name) and line.partition("=")[0].strip(" \t\"'") == name


def _is_colour(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(Color.parse(value))
    except ColorParseError:
        return False
