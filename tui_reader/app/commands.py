"""Every command of the reader, once: its key, its words and where it works.

Pure data. No Textual: the command line prints this table too.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from tui_reader.app.command import HEADINGS, Command, Scope, headings_from, meet
from tui_reader.app.commands_of_export import EXPORT_COMMANDS
from tui_reader.app.commands_of_finding import FINDING_COMMANDS
from tui_reader.app.commands_of_keeping import KEEPING_COMMANDS
from tui_reader.app.commands_of_links import LINK_COMMANDS
from tui_reader.app.commands_of_panes import PANE_COMMANDS
from tui_reader.app.commands_of_reader import READER_COMMANDS
from tui_reader.app.commands_of_selection import SELECTION_COMMANDS
from tui_reader.app.commands_of_settings import SETTINGS_COMMANDS
from tui_reader.app.commands_of_threads import THREAD_COMMANDS

__all__ = [
    "COMMANDS",
    "HEADINGS",
    "KEY_NAMES",
    "Command",
    "Scope",
    "commands_of",
    "headings_from",
    "key_name",
    "key_names",
    "keys_for",
    "meet",
]

COMMANDS: Final[tuple[Command, ...]] = (
    *READER_COMMANDS,
    *FINDING_COMMANDS,
    *EXPORT_COMMANDS,
    *PANE_COMMANDS,
    *SELECTION_COMMANDS,
    *THREAD_COMMANDS,
    *LINK_COMMANDS,
    *SETTINGS_COMMANDS,
    *KEEPING_COMMANDS,
)

KEY_NAMES: Final = {
    "question_mark": "?",
    "dollar_sign": "$",
    "asterisk": "*",
    "number_sign": "#",
    "colon": ":",
    "comma": ",",
    "slash": "/",
    "plus": "+",
    "vertical_line": "|",
    "exclamation_mark": "!",
    "full_stop": ".",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
}
"""How a key is written for people, where that differs from Textual's name."""


def key_name(keys: str) -> str:
    """Return a key or chord as people write it: ``question_mark`` gives ``?``."""
    return " ".join(map(_one_key, keys.split(" ")))


def _one_key(key: str) -> str:
    *modifiers, last = key.split("+")
    return "+".join((*modifiers, KEY_NAMES.get(last, last)))


def commands_of(scope: Scope) -> Iterator[Command]:
    """Yield the commands of one scope, in the table's order."""
    return (command for command in COMMANDS if command.scope is scope)


def key_names(command: Command, overrides: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return a command's keys as people write them, with the person's own keys in place."""
    keys = (overrides or {}).get(command.id, command.keys)
    return tuple(key_name(key.strip()) for key in keys.split(","))


def keys_for(command: Command, overrides: Mapping[str, str] | None = None) -> str:
    """Return a command's keys in one text, ``?  f1``, with the person's own keys in place."""
    return "  ".join(key_names(command, overrides))
