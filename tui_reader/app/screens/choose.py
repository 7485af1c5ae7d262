"""A question with several answers, one below the other, each with a letter."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from tui_reader.clean import clean


class Answer(NamedTuple):
    """One of the answers."""

    key: str
    """The letter that gives it."""
    words: str
    then: Callable[[], object]
    """What it does."""


class ChooseScreen(ModalScreen[None]):
    """Asks, and does what is chosen; leaving it does nothing.

    Args:
        question: What is asked.
        subject: What it is about, on a line of its own.
        answers: The first has the focus.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss", "Leave"),
        Binding("up,k", "app.focus_previous", "Before", show=False),
        Binding("down,j", "app.focus_next", "Next", show=False),
    ]

    HORIZONTAL_BREAKPOINTS = [(0, "-tight"), (60, "-roomy")]  # noqa: RUF012 - Textual's own form

    CSS = """
    ChooseScreen {
        align: center middle;
        & > Vertical {
            width: 64;
            max-width: 95%;
            height: auto;
            max-height: 100%;
            overflow-y: auto;
            scrollbar-size-vertical: 1;
            padding: 1 2;
            background: $surface;
            border: round $primary;
        }
        #subject { margin-bottom: 1; color: $text-primary; }
        Button { width: 100%; min-width: 0; padding: 0 1; content-align: left middle; }
        Button { text-align: left; background: $surface; color: $foreground; text-style: none; }
        Button:focus { background: $primary; color: $background; text-style: bold; }
        &.-tight > Vertical { padding: 0 1; }
        &.-tight #subject { margin-bottom: 0; }
    }
    """

    def __init__(self, question: str, subject: str, answers: Sequence[Answer]) -> None:
        super().__init__()
        self._question = question
        self._subject = subject
        self._answers = answers

    def compose(self) -> ComposeResult:
        """Put the question above the answers."""
        with Vertical():
            yield Static(Content(clean(self._question)))
            yield Static(Content(clean(self._subject)), id="subject")
            for number, answer in enumerate(self._answers):
                words = f"{answer.key}  {clean(answer.words)}"
                yield Button(Content(words), id=f"answer-{number}", compact=True)
            yield Button(Content("esc  Cancel"), id="cancel", compact=True)

    def on_mount(self) -> None:
        """Give the keys to the first answer."""
        self.query_one("#answer-0").focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        number = (event.button.id or "").removeprefix("answer-")
        self._choose(self._answers[int(number)] if number.isdigit() else None)

    def on_key(self, event: events.Key) -> None:
        """Take an answer by its letter."""
        for answer in self._answers:
            if event.key == answer.key:
                event.stop()
                self._choose(answer)

    def _choose(self, answer: Answer | None) -> None:
        self.dismiss()
        if answer:
            answer.then()
