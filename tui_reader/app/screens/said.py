"""What a program said of a post, to be read and copied."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from tui_reader.app.widgets.own_input import OwnText


class SaidScreen(ModalScreen[None]):
    """Shows lines of text as they are.

    Args:
        name: Who said it.
        said: What, clean.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "dismiss", "Leave")]

    CSS = """
    SaidScreen {
        align: center middle;
        & > Vertical {
            width: 100;
            max-width: 95%;
            height: 80%;
            padding: 0 1;
            background: $surface;
            border: round $primary;
        }
        #name { color: $text-primary; text-style: bold; }
        TextArea { border: none; padding: 0; background: $surface; }
        TextArea:focus { border: none; }
        TextArea .text-area--cursor-line { background: $surface; }
        #keys { color: $text-muted; }
    }
    """

    def __init__(self, name: str, said: str) -> None:
        super().__init__()
        self._name_of_program = name
        self._said = said

    def compose(self) -> ComposeResult:
        """Stack name, text and keys."""
        with Vertical():
            yield Static(Content(f"{self._name_of_program} says"), id="name")
            yield OwnText(self._said, read_only=True, soft_wrap=True)
            yield Static(Content("↑ ↓ pgup pgdn scroll · esc closes"), id="keys")

    def on_mount(self) -> None:
        """Send the keys to the text."""
        self.query_one(TextArea).focus()
