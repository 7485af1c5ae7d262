"""The commands that take posts out of the reader. Pure data."""

from typing import Final

from tui_reader.app.command import Command, Scope

EXPORT_COMMANDS: Final = (
    Command(
        "export",
        "ctrl+e",
        "Export",
        Scope.READER,
        "Write posts as a book, a folder, a page: what is selected, this list, or a whole blog.",
    ),
)
