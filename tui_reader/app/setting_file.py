"""The configuration file with every setting in it, written where there is none. No Textual."""

from pathlib import Path

from tui_reader.app.commands import COMMANDS, Scope, key_names
from tui_reader.config.template import KeyLine, template, write_new


def whole_file() -> str:
    """Return the text of a file in which every setting stands and none is changed."""
    places = list(Scope)
    commands = sorted(COMMANDS, key=lambda command: places.index(command.scope))
    return template(
        KeyLine(each.scope.heading, each.id, ", ".join(key_names(each)), each.help)
        for each in commands
    )


def write_file(file: Path) -> str:
    """Write it, and say so. UsageError where a file is there, ConfigError where it cannot be."""
    write_new(file, whole_file())
    return f"Every setting is written there, none is changed: {file}"
