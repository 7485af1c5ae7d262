"""A question before something is done."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Button, Static

from tui_reader.clean import clean


def ask(asker: Screen[None], question: str, yes: str, then: Callable[[], object]) -> None:
    """Ask above a screen, and do something where a person says yes."""

    def answered(is_yes: bool | None) -> None:
        if is_yes:
            then()

    asker.app.push_screen(ConfirmScreen(question, yes), answered)


class ConfirmScreen(ModalScreen[bool | None]):
    """Asks, and answers True only where a person said yes.

    Args:
        question: What is asked.
        yes: The word for yes.
        no: The word for no.
        neither: The word for thinking better of the whole thing; the answer is None. Where it is
            empty, leaving the question means no.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes"),
        Binding("n", "answer(False)", "No"),
        Binding("escape,q", "leave", "Leave"),
        Binding("left,h", "app.focus_previous", "Before", show=False),
        Binding("right,l", "app.focus_next", "Next", show=False),
    ]

    HORIZONTAL_BREAKPOINTS = [(0, "-tight"), (60, "-roomy")]  # noqa: RUF012 - Textual's own form

    CSS = """
    ConfirmScreen {
        align: center middle;
        & > Vertical {
            width: 60;
            max-width: 95%;
            height: auto;
            padding: 1 2;
            background: $surface;
            border: round $primary;
        }
        Static { margin-bottom: 1; }
        Horizontal { height: auto; align-horizontal: right; }
        Button { margin-left: 1; min-width: 0; padding: 0 1; }
        Button { background: $panel; color: $foreground; text-style: none; }
        Button:focus { background: $primary; color: $background; text-style: bold; }
        &.-tight > Vertical { padding: 0 1; }
        &.-tight Horizontal { layout: vertical; }
    }
    """

    def __init__(self, question: str, yes: str, no: str = "Cancel", neither: str = "") -> None:
        super().__init__()
        self._question = question
        self._yes = yes
        self._no = no
        self._neither = neither

    def compose(self) -> ComposeResult:
        """Put the question above the answers; the harmless one has the focus."""
        with Vertical():
            yield Static(Content(clean(self._question)))
            with Horizontal():
                if self._neither:
                    yield Button(Content(f"{self._neither} (esc)"), id="neither", compact=True)
                yield Button(Content(f"{self._no} (n)"), id="no", compact=True)
                yield Button(Content(f"{self._yes} (y)"), id="yes", variant="primary", compact=True)

    def on_mount(self) -> None:
        """Make Enter harmless."""
        self.query_one("#neither" if self._neither else "#no").focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss({"yes": True, "no": False}.get(event.button.id or ""))

    def action_leave(self) -> None:
        """Leave the question: the harmless answer."""
        self.dismiss(None if self._neither else False)

    def action_answer(self, answer: bool) -> None:
        """Answer by key."""
        self.dismiss(answer)
