"""Every key in one place, to be searched by typing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import wrap
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input, Static

from tui_reader.app.commands import COMMANDS, Command, Scope, headings_from, keys_for
from tui_reader.app.other_words import OTHER_WORDS
from tui_reader.app.widgets.own_input import OwnInput
from tui_reader.app.widgets.painting import Painter

KEYS_CELLS = 16
LABEL_CELLS = 20


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One line of the table: a heading, or keys, name and sentence."""

    heading: str = ""
    keys: str = ""
    label: str = ""
    help: str = ""


def help_lines(
    words: str, overrides: Mapping[str, str], width: int, first: Scope = Scope.APP
) -> Iterator[HelpLine]:
    """Yield the table's lines: all of them by place, or those that speak of ``words``, best first.

    Args:
        words: What is looked for; empty for everything.
        overrides: The person's own keys.
        width: Cells that a line may take.
        first: The table begins with the keys of its place.
    """
    if words.strip():
        for command in _found(words.casefold().split(), overrides):
            yield from _lines(command, overrides, width)
        return
    for heading in headings_from(first):
        yield HelpLine(heading=heading)
        for command in COMMANDS:
            if command.scope.heading == heading:
                yield from _lines(command, overrides, width)
        yield HelpLine()


def _found(words: list[str], overrides: Mapping[str, str]) -> list[Command]:
    """Return the commands that speak of all words; those whose name or key does come first."""

    def names(command: Command) -> str:
        return f"{keys_for(command, overrides)} {command.label}".casefold()

    def told(command: Command) -> str:
        return f"{command.help} {command.scope.heading}"

    def speaks(text: str) -> bool:
        return all(word in text for word in words)

    found = [
        command
        for command in COMMANDS
        if speaks(f"{names(command)} {told(command)} {OTHER_WORDS.get(command.id, '')}".casefold())
    ]
    return sorted(found, key=lambda command: not speaks(names(command)))


def _lines(command: Command, overrides: Mapping[str, str], width: int) -> Iterator[HelpLine]:
    """Yield a command's line; where its sentence finds no room, it goes on below."""
    keys = keys_for(command, overrides)
    label = command.label if width >= KEYS_CELLS + LABEL_CELLS + 24 else ""
    room = width - KEYS_CELLS - (LABEL_CELLS if label else 0) - 1
    first, *rest = wrap(command.help, max(10, room))
    yield HelpLine(keys=keys, label=label, help=first)
    for more in rest:
        yield HelpLine(label=" " if label else "", help=more)


class HelpTable(ScrollView, can_focus=False):
    """The table, drawn by the line."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "help--heading",
        "help--keys",
        "help--label",
        "help--help",
    }

    DEFAULT_CSS = """
    HelpTable {
        height: 1fr;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        background: $surface;
        & > .help--heading { color: $text-primary; text-style: bold; background: $surface; }
        & > .help--keys { color: $accent; text-style: bold; background: $surface; }
        & > .help--label { color: $foreground; background: $surface; }
        & > .help--help { color: $text-muted; background: $surface; }
    }
    """

    def __init__(self, overrides: Mapping[str, str], first: Scope) -> None:
        super().__init__()
        self._overrides = overrides
        self._first = first
        self._words = ""
        self._lines: list[HelpLine] = []
        self._painter = Painter(self)

    def notify_style_update(self) -> None:
        """Take the colours of a new theme, or of the focus."""
        super().notify_style_update()
        self._painter.forget()

    def show(self, words: str) -> None:
        """Show the commands that speak of these words."""
        self._words = words
        width = self.scrollable_content_region.width
        self._lines = list(help_lines(words, self._overrides, width, self._first))
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()

    def on_resize(self) -> None:
        """Fit the sentences to the new width."""
        self.show(self._words)

    @property
    def is_empty(self) -> bool:
        """Whether nothing speaks of the words."""
        return not self._lines

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        if not 0 <= line < len(self._lines):
            return self._painter.blank(width)
        shown = self._lines[line]
        if shown.heading:
            return self._painter.paint([(shown.heading, "help--heading")], width)
        pieces = [(_padded(shown.keys, KEYS_CELLS), "help--keys")]
        if shown.label:
            pieces.append((_padded(shown.label, LABEL_CELLS), "help--label"))
        return self._painter.paint([*pieces, (shown.help, "help--help")], width)


def _padded(text: str, cells: int) -> str:
    return text + " " * max(1, cells - cell_len(text))


class HelpScreen(ModalScreen[None]):
    """The table of commands above everything, with a line to search it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "close", "Close"),
        Binding("down", "scroll(1)", "Down", show=False),
        Binding("up", "scroll(-1)", "Up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
    ]

    CSS = """
    HelpScreen {
        align: center middle;
        & > Vertical {
            width: 100;
            max-width: 100%;
            height: 90%;
            padding: 0 1;
            background: $surface;
            border: round $primary;
        }
        Input { background: $surface; margin-bottom: 1; }
        #foot { color: $text-muted; }
    }
    """

    def __init__(self, overrides: Mapping[str, str], first: Scope) -> None:
        super().__init__()
        self._table = HelpTable(overrides, first)

    def compose(self) -> ComposeResult:
        """Stack the search line, the table and a word on how to go on."""
        with Vertical():
            yield OwnInput(
                placeholder="Every key. Type to search: unread, link, blog …", compact=True
            )
            yield self._table
            yield Static(Content("↑ ↓ pgup pgdn scroll · esc closes"), id="foot")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._table.show(event.value)
        self._table.scroll_home(animate=False)
        words = "Nothing here speaks of that." if self._table.is_empty else ""
        self.query_one("#foot", Static).update(
            Content(words or "↑ ↓ pgup pgdn scroll · esc closes")
        )

    def action_close(self) -> None:
        """Go back to reading."""
        self.dismiss()

    def action_scroll(self, lines: int) -> None:
        """Scroll the table by lines."""
        self._table.scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll the table by pages."""
        self._table.scroll_relative(y=pages * max(1, self._table.size.height - 1), animate=False)
