"""The person's own keys and theme, checked against those there are: a bad line costs only itself.

Pure.
"""

from collections.abc import Iterable, Mapping
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
    keymap: dict[str, str] = {}
    problems: list[str] = []
    for name, wanted in config.keys.items():
        command = by_id.get(name)
        problem = _clash(command, wanted, keymap) if command else _unknown(name, by_id)
        if problem:
            where = f"{config.paths.config_file} {config.sources.get(f'keys.{name}', '')}".strip()
            problems.append(f"config: {where}: {problem}")
        else:
            keymap[name] = wanted
    return keymap, tuple(problems)


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


def _clash(command: Command, wanted: str, keymap: Mapping[str, str]) -> str:
    """Tell which other command has one of these keys where both would work."""
    keys = wanted.split(",")
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
