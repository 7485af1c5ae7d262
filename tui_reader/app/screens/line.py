"""A dialog with one line of text: a name, some folders."""

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
from tui_reader.limits import TITLE_LETTERS

SHOWN_LETTERS: Final = 120
"""So much is shown of what a line is about."""


class LineScreen(ModalScreen[str | None]):
    """Takes a line; leaving it changes nothing.

    Args:
        heading: What is asked for.
        value: What it is now.
        foot: What may be typed.
        words: What it is about, on a line of its own; empty for none.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", "Close")]

    # Not CSS: Textual keeps that of a screen from the screens made of it.
    DEFAULT_CSS = """
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
        #words { color: $text-primary; height: auto; }
        #foot { color: $text-muted; height: auto; max-height: 4; }
        #foot.-error { color: $text-error; }
        &.-tight > Vertical { padding: 0 1; }
        &.-tight Input { margin: 0; }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-tight"), (16, "-roomy")]  # noqa: RUF012 - Textual's own form

    SELECTS: ClassVar[bool] = False
    """Whether what is typed first takes the place of what stands there."""
    MOST_LETTERS: ClassVar[int] = TITLE_LETTERS

    def __init__(self, heading: str, value: str, foot: str, words: str = "") -> None:
        super().__init__()
        self._words = words
        self._heading = heading
        self._value = value
        self._foot = foot

    def compose(self) -> ComposeResult:
        """Stack heading, line and words."""
        with Vertical():
            yield Static(Content(clean_line(self._heading)), id="heading")
            if self._words:
                yield Static(Content(clean_line(self._words, SHOWN_LETTERS)), id="words")
            yield OwnInput(self._cleaned(self._value), compact=True, select_on_focus=self.SELECTS)
            yield Static(Content(clean_line(self._foot)), id="foot")

    def _cleaned(self, text: str) -> str:
        return clean_line(text, self.MOST_LETTERS)

    def refusal(self, line: str) -> str | None:
        """Return why a line cannot be; empty: it is just not taken; None: it is taken."""
        return None

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        line = self._cleaned(event.value)
        why_not = self.refusal(line)
        if why_not is None:
            self.dismiss(line)
        elif why_not:
            foot = self.query_one("#foot", Static)
            foot.set_class(True, "-error")
            foot.update(Content(why_not))

    def action_give_up(self) -> None:
        """Change nothing."""
        self.dismiss(None)
