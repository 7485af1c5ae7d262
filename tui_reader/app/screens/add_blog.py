"""The dialog that follows a blog by the address of any of its pages."""

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui_reader.app.format import backup_words
from tui_reader.app.widgets.own_input import OwnInput
from tui_reader.clean import clean_line
from tui_reader.errors import ReaderError
from tui_reader.models import Blog

if TYPE_CHECKING:
    from tui_reader.library.library import Library
    from tui_reader.models import ImportEvent, ListEvent

EXAMPLE = (
    "A home page, any post of it, or a feed: blog.example. Or a file: a list of blogs, a backup."
)


class AddBlogScreen(ModalScreen[tuple[Blog | None, str] | None]):
    """Takes an address, looks for the feed, and stays open until it is found or given up.

    Answers the blog, and what is to be said of it; for a list, no blog.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", "Close")]

    CSS = """
    AddBlogScreen {
        align: center middle;
        & > Vertical {
            width: 72;
            max-width: 95%;
            height: auto;
            max-height: 100%;
            padding: 1 2;
            background: $surface;
            border: round $primary;
        }
        #heading { text-style: bold; }
        Input { margin: 1 0; }
        #words { color: $text-muted; height: auto; }
        #words.-error { color: $text-error; }
        &.-tight > Vertical { padding: 0 1; }
        &.-tight Input { margin: 0; }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-tight"), (16, "-roomy")]  # noqa: RUF012 - Textual's own form

    def __init__(self, library: "Library") -> None:
        super().__init__()
        self._library = library

    def compose(self) -> ComposeResult:
        """Stack heading, line and words."""
        with Vertical():
            yield Static(Content("Follow a blog"), id="heading")
            yield OwnInput(placeholder="https://blog.example", compact=True)
            yield Static(Content(EXAMPLE), id="words")

    def _say(self, words: str, *, is_error: bool = False) -> None:
        line = self.query_one("#words", Static)
        line.set_class(is_error, "-error")
        line.update(Content(clean_line(words)))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self._add(event.value.strip())
        else:
            self._say(EXAMPLE)

    @work(group="add", exclusive=True)
    async def _add(self, address: str) -> None:
        self._say(f"Looking for the feed of {address} … (esc stops)")
        backups = self._library.backups
        blog: Blog | None = None
        try:
            if path := await backups.named_by(address):
                blog, done = await backups.bring(path, follow=True, tell=self._tell_backup)
                note = done.note
            elif path := await self._library.exchange.named_by(address):
                from tui_reader.lists.wording import heard

                note = heard(await self._library.exchange.bring_all(path, self._tell_list))
            else:
                blog, found = await self._library.add_blog(address)
                note = found.note
        except ReaderError as error:
            self._say(str(error), is_error=True)
        else:
            self.dismiss((blog, note))

    def _tell_backup(self, event: "ImportEvent") -> None:
        self._say(backup_words(event))

    def _tell_list(self, event: "ListEvent") -> None:
        from tui_reader.lists.wording import heard

        self._say(heard(event))

    def action_give_up(self) -> None:
        """Close; what is being looked for is let go."""
        self.workers.cancel_group(self, "add")
        self.dismiss(None)
