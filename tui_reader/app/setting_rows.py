"""What the screen of settings shows: one row for each line the file may have. Pure."""

import shlex
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from tui_reader.app.commands import COMMANDS, key_name, key_names
from tui_reader.config import SETTINGS, Config, Setting
from tui_reader.config.values import as_toml

THEME = "theme"
CHOSEN = "chosen here"
"""Where a value comes from that can be let go of."""


class Group(StrEnum):
    """What a row belongs to; the value stands above its rows."""

    PROBLEMS = "Mistakes in the file"
    SETTINGS = "Settings"
    KEYS = "Keys of your own"
    PIPES = "Programs for posts"
    PATHS = "Where everything lives"


class SettingRow(NamedTuple):
    """One row."""

    group: Group
    name: str
    value: str
    """As the file would have it; a path or a mistake as it is."""
    source: str = ""
    """Where the value comes from, in two words."""
    help: str = ""
    setting: Setting | None = None
    """What can be changed here."""
    notes: tuple[str, ...] = ()
    """What is to be known besides: what may be written, and what holds when."""
    is_changed: bool = False
    """Whether it is not the default."""

    @property
    def line(self) -> str:
        """Return what stands in the file for this row; empty where nothing can."""
        return f"{self.name} = {self.value}" if self.group in _OF_THE_FILE else ""


_OF_THE_FILE = (Group.SETTINGS, Group.KEYS, Group.PIPES)


def setting_rows(
    config: Config, problems: Sequence[str], theme: str, default_theme: str, home: Path
) -> list[SettingRow]:
    """Return all rows.

    Args:
        config: With what was chosen.
        problems: All that is wrong in the file, as ``config: FILE line N: …``.
        theme: The theme in use.
        default_theme: The one that is used where nobody chose one.
        home: The person's own folder, which paths are shortened by.
    """
    return [
        *_problems(problems, f"config: {config.paths.config_file} "),
        *(
            _theme(each, config, theme, default_theme)
            if each.name == THEME
            else _setting(each, config)
            for each in SETTINGS
        ),
        *_keys(config),
        *_pipes(config),
        *_paths(config, home),
    ]


def _problems(problems: Sequence[str], place: str) -> Iterator[SettingRow]:
    for problem in problems:
        where, _, what = problem.removeprefix(place).partition(": ")
        yield SettingRow(Group.PROBLEMS, where, what, help=problem)


def _setting(setting: Setting, config: Config) -> SettingRow:
    value, line = getattr(config, setting.name), config.sources.get(setting.name, "")
    is_chosen = setting.name in config.chosen
    notes = [f"May be: {setting.kind}. Default: {as_toml(setting.default)}."]
    if is_chosen and line:
        notes.append(f"Chosen here for now; {line} of the file holds again at the next start.")
    elif is_chosen:
        notes.append("Chosen here, and kept. A line in the file would win over it.")
    elif line:
        notes.append(f"From {line} of the file.")
    if setting.needs_start:
        notes.append("A change is seen at the next start.")
    return SettingRow(
        Group.SETTINGS,
        setting.name,
        as_toml(value),
        CHOSEN if is_chosen else line or "default",
        setting.help,
        setting,
        tuple(notes),
        value != setting.default,
    )


def _theme(setting: Setting, config: Config, theme: str, default: str) -> SettingRow:
    line = config.sources.get(THEME, "")
    is_files = bool(line) and config.given.get(THEME) == theme
    notes = ["May be: the name of a theme; all of them are shown when you change it."]
    if line and not is_files:
        notes.append(f"{line.capitalize()} of the file holds again at the next start.")
    is_default = theme == default
    source = line if is_files else "default" if is_default else CHOSEN
    value, changed = as_toml(theme), not is_default
    return SettingRow(
        Group.SETTINGS, THEME, value, source, setting.help, setting, tuple(notes), changed
    )


def _keys(config: Config) -> Iterator[SettingRow]:
    by_id = {command.id: command for command in COMMANDS}
    for name, keys in config.keys.items():
        if command := by_id.get(name):
            yield SettingRow(
                Group.KEYS,
                name,
                as_toml(", ".join(map(key_name, keys.split(",")))),
                config.sources.get(f"keys.{name}", ""),
                command.help,
                notes=(f"Default: {as_toml(', '.join(key_names(command)))}.",),
                is_changed=True,
            )


def _pipes(config: Config) -> Iterator[SettingRow]:
    for pipe in config.pipes:
        words = as_toml(shlex.join(pipe.command))
        value = words if pipe.form == "text" else f'{{ run = {words}, as = "{pipe.form}" }}'
        yield SettingRow(
            Group.PIPES,
            as_toml(pipe.name),
            value,
            config.sources.get(f"pipe.{pipe.name}", ""),
            f"A post is given to it as {pipe.form}.",
            is_changed=True,
        )


def _paths(config: Config, home: Path) -> Iterator[SettingRow]:
    paths = config.paths
    source = paths.chosen_by or "default"
    for name, path, sentence in (
        ("settings", paths.config_file, "What this reader never writes to, and you may."),
        ("posts", paths.store_file, "The store: posts, and what you did with them."),
        ("cache", paths.cache_dir, "What can be made again: pictures."),
        ("log", paths.log_file, "What went wrong."),
    ):
        shown = shortened(path, home)
        yield SettingRow(Group.PATHS, name, shown, source, sentence, notes=(shown,))


def shortened(path: Path, home: Path) -> str:
    """Return a path as people write it: ``~/.config/…``."""
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


def stepped(row: SettingRow, value: object, by: int) -> object:
    """Return the value after (or before) one, as ``Setting.read`` takes it; None: it has none.

    Args:
        row: What is changed.
        value: What holds.
        by: 1 or -1.
    """
    may = row.setting.may if row.setting else None
    if may and may.choices:
        return may.choices[(may.choices.index(value) + by) % len(may.choices)]
    if may and may.step and isinstance(value, int):
        down = -(-value // may.step) - 1  # the step below, also from between two
        wanted = (value // may.step + 1 if by > 0 else down) * may.step
        return max(may.low, min(wanted, may.high))
    return None


def from_typed(row: SettingRow, text: str) -> object:
    """Return what was typed as ``Setting.read`` takes it: a number where one is wanted."""
    is_number = row.setting is not None and row.setting.may.step
    plain = text.strip()
    return int(plain) if is_number and plain.isascii() and plain.isdigit() else plain
