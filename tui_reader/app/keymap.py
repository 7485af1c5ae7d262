"""The person's own keys, checked against the commands: a bad line costs only itself. Pure."""

import re
from collections.abc import Mapping
from typing import Final

from tui_reader.app.commands import COMMANDS, KEY_NAMES, Command, key_name, meet
from tui_reader.config import Config

SIGN_NAMES: Final = {name: key for key, name in KEY_NAMES.items()}
"""How people write a key, to Textual's name of it."""
NAMED_KEYS: Final = frozenset(
    {
        *("enter", "escape", "space", "tab", "backspace", "delete", "insert", "home", "end"),
        *("pageup", "pagedown", "up", "down", "left", "right"),
        *(f"f{number}" for number in range(1, 25)),
        *KEY_NAMES,
    }
)
_MODIFIED = re.compile(r"((?:ctrl|shift|alt|super)\+)+")


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
        textual_keys = [_textual_name(key.strip()) for key in wanted.split(",")]
        problem = (
            _unknown(name, by_id)
            if command is None
            else _bad_key(name, textual_keys) or _clash(command, textual_keys, keymap)
        )
        if problem:
            where = f"{config.paths.config_file} {config.sources.get(f'keys.{name}', '')}".strip()
            problems.append(f"config: {where}: {problem}")
        else:
            keymap[name] = ",".join(textual_keys)
    return keymap, tuple(problems)


def first_key(command_id: str, config: Config) -> str:
    """Return the key of a command as sentences name it: the person's own, else the table's."""
    keymap, _ = checked_keymap(config)
    keys = keymap.get(command_id) or next(each.keys for each in COMMANDS if each.id == command_id)
    return key_name(keys.partition(",")[0])


def _textual_name(key: str) -> str:
    return SIGN_NAMES.get(key, key)


def _unknown(name: str, by_id: Mapping[str, Command]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, by_id, n=1)
    hint = f"; perhaps {near[0]}" if near else ""
    return f"there is no command {name!r}{hint}."


def _bad_key(name: str, keys: list[str]) -> str:
    bad = next((key for key in keys if not _is_key(key)), None)
    return f"{bad!r} is no key; {name} keeps its own." if bad is not None else ""


def _is_key(key: str) -> bool:
    plain = _MODIFIED.sub("", key, count=1) if _MODIFIED.match(key) else key
    return plain in NAMED_KEYS or (len(plain) == 1 and plain.isprintable())


def _clash(command: Command, keys: list[str], keymap: Mapping[str, str]) -> str:
    """Tell which other command has one of these keys where both would work."""
    for other in COMMANDS:
        if other is command or not meet(command.scope, other.scope):
            continue
        taken = keymap.get(other.id, other.keys).split(",")
        for key in keys:
            if key in (each.strip() for each in taken):
                return f"{key!r} is the key of {other.id}; {command.id} keeps its own."
    return ""
