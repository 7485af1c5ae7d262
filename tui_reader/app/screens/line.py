"""A dialog with one line of text: a name, some folders."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui_reader.app.widgets.own_input import OwnInput
from tui_reader.clean import clean_line


class LineScreen(ModalScreen[str | None]):
    """Takes a line; leaving it changes nothing.

    Args:
        heading: What is asked for.
        value: What it is now.
        foot: What may be typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", "Close")]

    CSS = """
    LineScreen {
        align: center middle;
        & > Vertical {
            width: 64;
            max-width: 95%;
            height: auto;
            padding: 1 2;
            background: $surface;
            border: round $primary;
        }
        #heading { text-style: bold; height: auto; }
        Input { margin: 1 0; }
        #foot { color: $text-muted; height: auto; max-height: 4; }
        &.-tight > Vertical { padding: 0 1; }
        &.-tight Input { margin: 0; }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-tight"), (16, "-roomy")]  # noqa: RUF012 - Textual's own form

    def __init__(self, heading: str, value: str, foot: str) -> None:
        super().__init__()
        self._heading = heading
        self._value = value
        self._foot = foot

    def compose(self) -> ComposeResult:
        """Stack heading, line and words."""
        with Vertical():
            yield Static(Content(clean_line(self._heading)), id="heading")
            yield OwnInput(self._value, compact=True, select_on_focus=False)
            yield Static(Content(clean_line(self._foot)), id="foot")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss(clean_line(event.value))

    def action_give_up(self) -> None:
        """Change nothing."""
        self.dismiss(None)
