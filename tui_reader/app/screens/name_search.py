"""The dialog that gives a name to words that are kept as a search."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui_reader.app.widgets.own_input import OwnInput
from tui_reader.clean import clean_line

NAME_LETTERS = 60
SHOWN_LETTERS: Final = 120
"""So much of the words is shown above the line for their name."""


class NameScreen(ModalScreen[str | None]):
    """Takes a name; leaving it keeps nothing.

    Args:
        words: What the search looks for: its name, too, unless another one is given.
        taken: The names there are.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", "Close")]

    CSS = """
    NameScreen {
        align: center middle;
        & > Vertical {
            width: 64;
            max-width: 95%;
            height: auto;
            padding: 1 2;
            background: $surface;
            border: round $primary;
        }
        #heading { text-style: bold; }
        #words { color: $text-primary; height: auto; }
        Input { margin: 1 0; }
        #foot { color: $text-muted; height: auto; }
        #foot.-error { color: $text-error; }
        &.-tight > Vertical { padding: 0 1; }
        &.-tight Input { margin: 0; }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-tight"), (16, "-roomy")]  # noqa: RUF012 - Textual's own form

    def __init__(self, words: str, taken: Sequence[str]) -> None:
        super().__init__()
        self._words = words
        self._taken = {name.casefold() for name in taken}

    def compose(self) -> ComposeResult:
        """Stack the words, the line for their name, and what is said of it."""
        with Vertical():
            yield Static(Content("Keep this search in the list of blogs"), id="heading")
            yield Static(Content(clean_line(self._words, SHOWN_LETTERS)), id="words")
            yield OwnInput(clean_line(self._words, NAME_LETTERS), compact=True)
            yield Static(Content("Its name. enter keeps it, esc does not."), id="foot")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        name = clean_line(event.value, NAME_LETTERS)
        if name.casefold() in self._taken:
            foot = self.query_one("#foot", Static)
            foot.set_class(True, "-error")
            foot.update(Content("There is a search of this name. Give it another one."))
        elif name:
            self.dismiss(name)

    def action_give_up(self) -> None:
        """Keep nothing."""
        self.dismiss(None)
