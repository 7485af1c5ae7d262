"""The dialog in which a note on a post is written: it is kept when one leaves it, however."""

from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static, TextArea

from tui_reader.app.widgets.own_input import OwnText
from tui_reader.clean import clean_line

if TYPE_CHECKING:
    from tui_reader.app.desk.keeping import Keeping

DRAFT_SECONDS: Final = 1.0
"""What was typed is kept so long after it was typed, at the latest."""
FOOT: Final = "esc keeps it · an empty note is none · Markdown"


class NoteScreen(ModalScreen[None]):
    """A text of the person's own.

    Args:
        keeping: Who keeps it.
        post_id: The post it is on.
        subject: What that is called.
        before: What it says by now.
        typed: The same, or what could not be kept before.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+s", "leave", "Keep")]

    CSS = """
    NoteScreen {
        align: center middle;
        & > Vertical {
            width: 80;
            max-width: 95%;
            height: 22;
            max-height: 100%;
            padding: 1 2;
            background: $surface;
            border: round $primary;
        }
        #heading { text-style: bold; height: 1; text-overflow: ellipsis; text-wrap: nowrap; }
        TextArea, TextArea:focus { margin: 1 0; height: 1fr; border: none; background: $panel; }
        TextArea .text-area--cursor-line { background: $panel; }
        #foot.-error { color: $text-error; }
        #foot { color: $text-muted; height: 1; text-overflow: ellipsis; text-wrap: nowrap; }
        &.-tight > Vertical { padding: 0 1; }
        &.-tight TextArea { margin: 0; }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-tight"), (20, "-roomy")]  # noqa: RUF012 - Textual's own form

    def __init__(
        self, keeping: "Keeping", post_id: int, subject: str, before: str, typed: str
    ) -> None:
        super().__init__()
        self._keeping = keeping
        self._post_id = post_id
        self._subject = subject
        self.before = before
        self._soon: Timer | None = None
        self.area = OwnText(typed, soft_wrap=True, show_line_numbers=False, compact=True)

    def compose(self) -> ComposeResult:
        """Stack heading, text and words."""
        with Vertical():
            yield Static(Content(clean_line(f"Note on {self._subject}")), id="heading")
            yield self.area
            yield Static(Content(FOOT), id="foot")

    def on_mount(self) -> None:
        """Go on where the text ends."""
        self.area.move_cursor(self.area.document.end)
        self.area.focus()

    @property
    def draft(self) -> tuple[int, str] | None:
        """The post and what is typed so far; None where that is what was kept before."""
        text = self.area.text
        return (self._post_id, text) if text != self.before else None

    @on(TextArea.Changed)
    def _changed(self) -> None:
        """Keep what is typed so far, soon: also of somebody who never rests."""
        self._say(FOOT)
        if self._soon is None:
            self._soon = self.set_timer(DRAFT_SECONDS, self._keep_draft)

    def _keep_draft(self) -> None:
        self._soon = None
        self._keeping.keep_draft(self._post_id, self.area.text)

    def action_leave(self) -> None:
        """Keep the note, and go back; one that is too long stays to be shortened."""
        text = self.area.text
        if problem := self._keeping.problem(text):
            self._say(f"Not kept: {problem}", is_error=True)
            return
        if self._soon:
            self._soon.stop()
        self.dismiss()
        self._keeping.keep_note(self._post_id, text, self.before)

    def _say(self, words: str, *, is_error: bool = False) -> None:
        """Show a sentence below the text."""
        foot = self.query_one("#foot", Static)
        foot.set_class(is_error, "-error")
        foot.update(Content(words))
