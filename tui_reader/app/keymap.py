"""The person's own keys and theme, checked against those there are: a bad line costs only itself.

Pure.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from tui_reader.app.commands import COMMANDS, Command, key_name, meet
from tui_reader.config import SETTINGS, Config, suggest

ALWAYS_QUITS: Final = "ctrl+q"
"""Textual's own: whatever a person writes, a way to quit remains."""


def checked_keymap(config: Config) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the keys that can be used, and a sentence for each that cannot.

    Args:
        config: Its ``keys``: command id -> keys parted by commas; and where they came from.
    """
    by_id = {command.id: command for command in COMMANDS}
    keymap = {name: wanted for name, wanted in config.keys.items() if name in by_id}
    wrong = {name: _unknown(name, by_id) for name in config.keys if name not in by_id}
    while bad := _last_clash(keymap, by_id):
        wrong[bad[0]] = bad[1]
        del keymap[bad[0]]
    where = f"config: {config.paths.config_file}"
    return keymap, tuple(
        f"{where} {line}: {wrong[name]}" if (line := config.sources.get(f"keys.{name}"))
        else f"{where}: {wrong[name]}"
        for name in config.keys
        if name in wrong
    )  # fmt: skip


def _last_clash(keymap: dict[str, str], by_id: Mapping[str, Command]) -> tuple[str, str] | None:
    """Return the last line whose keys stand in the way of others, and the sentence for it.

    The last one: of two lines that want the same key, the first gets it.
    """
    clashes = ((name, _clash(by_id[name], keymap)) for name in reversed(keymap))
    return next((clash for clash in clashes if clash[1]), None)


def in_order(problems: Iterable[str]) -> tuple[str, ...]:
    """Return what is wrong in the order of the file's lines."""

    def line(problem: str) -> int:
        found = re.search(r" line (\d+): ", problem)
        return int(found[1]) if found else 0

    return tuple(sorted(problems, key=line))


def first_problem(problems: Sequence[str], config: Config) -> str:
    """Say the first of some problems in one line, and how to see the others."""
    file = config.paths.config_file
    first = problems[0].replace(str(file), file.name)
    if len(problems) == 1:
        return first
    key = first_key("settings", config)
    return (
        f"config: {len(problems)} mistakes (key {key} shows all): {first.removeprefix('config: ')}"
    )


def first_key(command_id: str, config: Config) -> str:
    """Return the key of a command as sentences name it: the person's own, else the table's."""
    keymap, _ = checked_keymap(config)
    keys = keymap.get(command_id) or next(each.keys for each in COMMANDS if each.id == command_id)
    return key_name(keys.partition(",")[0])


def theme_problems(config: Config, known: Iterable[str]) -> tuple[str, ...]:
    """Return a sentence if the configuration names a theme that there is not."""
    name, known = str(config.given.get("theme", "")), tuple(known)
    if not name or name in known:
        return ()
    where = f"{config.paths.config_file} {config.sources.get('theme', '')}"
    near = suggest(name, known).rstrip(".") or "; T shows those there are."
    return (f"config: {where}: there is no theme {name!r}{near}",)


def _unknown(name: str, by_id: Iterable[str]) -> str:
    if name in (each.name for each in SETTINGS):
        return f"{name!r} is a setting, not a command: it stands above [keys]."
    return f"there is no command {name!r}{suggest(name, by_id)}"


def _clash(command: Command, keymap: Mapping[str, str]) -> str:
    """Tell which other command has one of a command's keys where both would work."""
    keys = keymap[command.id].split(",")
    for other in COMMANDS:
        if other is command or not meet(command.scope, other.scope):
            continue
        for taken in keymap.get(other.id, other.keys).split(","):
            for key in keys:
                if met := _meet(key, taken.strip()):
                    return f"{_shown(key)} {met} {other.id}; {command.id} keeps its own."
    if ALWAYS_QUITS in keys and command.id != "quit":
        return f"{_shown(ALWAYS_QUITS)} always leaves the reader; {command.id} keeps its own."
    return ""


def _meet(key: str, taken: str) -> str:
    """Tell in words how a key or chord stands in the way of another, empty where it does not."""
    if key == taken:
        return "is the key of"
    if f"{taken} ".startswith(f"{key} "):
        return f"begins {_shown(taken)}, the keys of"
    if f"{key} ".startswith(f"{taken} "):
        return f"begins with {_shown(taken)}, the key of"
    return ""


def _shown(keys: str) -> str:
    return f"'{key_name(keys)}'"
