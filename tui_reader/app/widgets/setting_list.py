"""All settings, one below the other, in groups: name, value, where the value comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui_reader.app.bindings import bindings
from tui_reader.app.commands import Scope
from tui_reader.app.format import cut
from tui_reader.app.setting_rows import CHOSEN, Group, SettingRow
from tui_reader.app.widgets.cursor_list import CursorList
from tui_reader.app.widgets.painting import signs

NAME_CELLS: Final = 20
SOURCE_CELLS: Final = 13
VALUE_CELLS: Final = 26
WIDE: Final = 100
"""So many cells have room for what a setting does, too."""
ROOMY: Final = 64
"""A pane with fewer cells leaves the source to the words below."""


class Deed(Enum):
    """What a person wants of a setting."""

    CHANGE = auto()
    MORE = auto()
    LESS = auto()
    BACK = auto()
    COPY = auto()
    WRITE = auto()
    """Of all of them: write the file."""
    LEAVE = auto()


class SettingList(CursorList):
    """Rows in groups; the heading of a group stands above its first row.

    Args:
        ascii_signs: Plain letters for signs.
    """

    BINDINGS = bindings(Scope.SETTINGS)

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *("settings--heading", "settings--name", "settings--value", "settings--default"),
        *("settings--source", "settings--problem", "settings--cursor", "settings--bar"),
    }
    """
    | Class | Description |
    | :- | :- |
    | `settings--heading` | What a group of rows is. |
    | `settings--name` | The name of a setting. |
    | `settings--value` | A value that is not the default. |
    | `settings--default` | One that is. |
    | `settings--source` | Where the value comes from. |
    | `settings--problem` | What is wrong in the file. |
    | `settings--cursor` | The row of the cursor. |
    | `settings--bar` | The bar at its left. |
    """

    DEFAULT_CSS = """
    SettingList {
        & > .settings--heading { color: $text-primary; text-style: bold; }
        & > .settings--name { color: $foreground; }
        & > .settings--value { color: $accent; text-style: bold; }
        & > .settings--default { color: $text-muted; }
        & > .settings--source { color: $text-muted; }
        & > .settings--problem { color: $text-error; }
        & > .settings--cursor { background: $surface; }
        & > .settings--bar { color: $accent; }
        &:focus > .settings--cursor { background: $primary 30%; }
    }
    """

    @dataclass
    class Wanted(Message):
        """A person wants something of a setting."""

        row: SettingRow
        deed: Deed

    @dataclass
    class Moved(Message):
        """The cursor stands on another setting."""

        row: SettingRow

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, SettingList.Moved)

    def __init__(self, *, ascii_signs: bool) -> None:
        super().__init__("settings")
        self._signs = signs(ascii_signs=ascii_signs)
        self.has_file = False
        """Whether there is a configuration file."""
        self._rows: Sequence[SettingRow] = ()
        self._lines: list[tuple[Group | None, int]] = []
        self._tops: list[int] = []

    def show(self, rows: Sequence[SettingRow]) -> None:
        """Show rows; the cursor stays on its row, or goes to the first that can be changed."""
        first = next((at for at, row in enumerate(rows) if row.setting), 0)
        cursor = min(self.cursor, len(rows) - 1) if self._rows else first
        self._rows, self._lines, self._tops = rows, [], []
        group: Group | None = None
        for index, row in enumerate(rows):
            if row.group is not group:
                self._lines += [(None, index)] * bool(group) + [(row.group, index)]
                group = row.group
            self._tops.append(len(self._lines))
            self._lines.append((None, index))
        self.set_reactive(SettingList.cursor, cursor)
        self.rows_changed()
        self.show_cursor()
        self._tell()

    def row(self) -> SettingRow | None:
        """Return the row of the cursor."""
        return self._rows[self.cursor] if self._rows else None

    def watch_cursor(self, old: int, new: int) -> None:
        """Tell of the row one is on."""
        super().watch_cursor(old, new)
        self._tell()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with the row."""
        row = self.row()
        match action:
            case "settings_back":
                return row is not None and row.source == CHOSEN
            case "settings_change" | "settings_more" | "settings_less":
                return row is not None and row.setting is not None
            case "settings_file":
                return not self.has_file
        return True

    def _tell(self) -> None:
        self.refresh_bindings()
        if row := self.row():
            self.post_message(self.Moved(row))

    # ------------------------------------------------------------------------------ drawing

    def row_count(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def content_height(self) -> int:
        """Return the lines of all rows and headings."""
        return len(self._lines)

    def row_span(self, index: int) -> tuple[int, int]:
        """Return a row's first line and its height, with the heading above it."""
        top = self._tops[index]
        above = index and self._tops[index - 1] + 1
        return above, top - above + 1

    def row_at(self, line: int) -> int | None:
        """Return the row on a line, None on a heading and below the list."""
        if not 0 <= line < len(self._lines):
            return None
        index = self._lines[line][1]
        return index if self._tops[index] == line else None

    def draw_line(self, line: int, width: int) -> Strip:
        """Draw a heading, or a row."""
        heading, index = self._lines[line]
        if heading:
            return self._painter.paint([(cut(f" {heading}", width), "settings--heading")], width)
        if self._tops[index] != line:
            return self._painter.blank(width)
        is_cursor = index == self.cursor
        bar = (self._signs["bar"] if is_cursor else " ", "settings--bar")
        pieces = [bar, *self._pieces(self._rows[index], max(0, width - 2))]
        return self._painter.paint(pieces, width, over="settings--cursor" if is_cursor else "")

    def _pieces(self, row: SettingRow, width: int) -> list[tuple[str, str]]:
        mark = self._signs["cut"]
        is_short = row.group in (Group.PATHS, Group.PROBLEMS)
        names = NAME_CELLS // 2 if is_short else NAME_CELLS
        name = _filled(cut(row.name, names - 1, mark), names)
        if row.group is Group.PROBLEMS:
            words = cut(row.value, max(0, width - names), mark)
            return [(name, "settings--problem"), (words, "settings--problem")]
        sources = SOURCE_CELLS if width >= ROOMY else 0
        room = max(0, width - names - sources)
        if width >= WIDE:
            room = NAME_CELLS + VALUE_CELLS - names
        value = _filled(cut(row.value, max(0, room - 1), mark), room)
        look = "settings--value" if row.is_changed else "settings--default"
        pieces = [(name, "settings--name"), (value, look)]
        if sources:
            pieces.append((_filled(row.source, sources), "settings--source"))
        rest = width - names - room - sources
        return [*pieces, (cut(row.help, max(0, rest), mark), "settings--source")]

    # ------------------------------------------------------------------------------ actions

    action_settings_down = CursorList.row_down
    action_settings_up = CursorList.row_up
    action_settings_first = CursorList.row_first
    action_settings_last = CursorList.row_last
    action_settings_page_down = CursorList.row_page_down
    action_settings_page_up = CursorList.row_page_up

    def action_settings_change(self) -> None:
        """Take the next value of the setting, or write one."""
        self._want(Deed.CHANGE)

    def action_settings_more(self) -> None:
        """Take the next value, or more."""
        self._want(Deed.MORE)

    def action_settings_less(self) -> None:
        """Take the value before, or less."""
        self._want(Deed.LESS)

    def action_settings_back(self) -> None:
        """Let go of what was chosen."""
        self._want(Deed.BACK)

    def action_settings_copy(self) -> None:
        """Copy the line of the file."""
        self._want(Deed.COPY)

    def action_settings_file(self) -> None:
        """Write a configuration file where there is none."""
        self._want(Deed.WRITE)

    def action_settings_leave(self) -> None:
        """Go back to reading."""
        self._want(Deed.LEAVE)

    def _want(self, deed: Deed) -> None:
        if row := self.row():
            self.post_message(self.Wanted(row, deed))

    def on_click(self, event: events.Click) -> None:
        """Go to the row that was clicked; a double click changes it."""
        index = self.row_at(event.y + self.scroll_offset.y)
        if index is not None:
            self.cursor = index
            if event.chain > 1:
                self.action_settings_change()


def _filled(text: str, cells: int) -> str:
    return text + " " * max(0, cells - cell_len(text))
