"""A blog's life as a picture above everything, to go to one of its months."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_reader.app.format import count, plural
from tui_reader.app.listed import month_words
from tui_reader.app.widgets.histogram import Histogram
from tui_reader.app.widgets.month_bars import YEAR, Chart, Count
from tui_reader.clean import clean_line
from tui_reader.models import Month, Period

KEYS = "← → month · ↑ ↓ year · enter shows its posts · esc closes"
ASCII_KEYS = "h l month - j k year - enter shows its posts - esc closes"


class HistogramScreen(ModalScreen[Period | None]):
    """Posts per month; answers with the month whose posts are wanted, None for none.

    Args:
        months: At least one.
        title: Whose they are.
        here: The month or year to begin at.
        ascii_signs: Plain letters for blocks.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,H,q", "close", "Close"),
        Binding("enter", "take", "Show posts"),
        Binding("left,h", "move(-1)", "Month before", show=False),
        Binding("right,l", "move(1)", "Month after", show=False),
        Binding("down,j,pagedown", "move_years(-1)", "Year before", show=False),
        Binding("up,k,pageup", "move_years(1)", "Year after", show=False),
        Binding("home,g", "first", "First month", show=False),
        Binding("end,G", "last", "Last month", show=False),
    ]

    HORIZONTAL_BREAKPOINTS = [(0, "-tight"), (60, "-roomy")]  # noqa: RUF012 - Textual's own form
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]  # noqa: RUF012 - Textual's own form

    CSS = """
    HistogramScreen {
        align: center middle;
        & > Vertical {
            width: 100%;
            max-width: 140;
            height: 100%;
            max-height: 26;
            padding: 0 1;
            background: $surface;
            border: round $primary;
            border-title-color: $foreground;
        }
        &.-roomy > Vertical { width: 92%; }
        &.-high > Vertical { height: 80%; padding: 1 2; }
        #words { text-style: bold; }
        #keys { color: $text-muted; }
        &.-high #words { margin-top: 1; }
        &.-low #keys { display: none; }
    }
    """

    def __init__(
        self, months: Sequence[Month], title: str, here: Period | None, *, ascii_signs: bool
    ) -> None:
        super().__init__()
        self._chart = Chart.of(months)
        self._title = title
        self._ascii = ascii_signs
        self._picture = Histogram(self._chart, here, ascii_signs=ascii_signs)

    def compose(self) -> ComposeResult:
        """Stack the picture, what is said of the month, and the keys."""
        with Vertical() as frame:
            frame.border_title = Content(clean_line(self._title))
            yield self._picture
            yield Static(Content(self._words()), id="words")
            yield Static(Content(ASCII_KEYS if self._ascii else KEYS), id="keys")

    def on_mount(self) -> None:
        """Send the keys to the picture."""
        self._picture.focus()

    def _words(self) -> str:
        at = self._picture.cursor
        dot = " - " if self._ascii else " · "
        when = month_words(self._chart.period(at))
        words = f"{when}{dot}{posts_words(self._chart.counts[at])}"
        share = f"{dot}a bar is {self._picture.share} months" if self._picture.share > 1 else ""
        return words + share if len(words + share) <= self._picture.size.width else words

    @on(Histogram.Moved)
    def _say(self) -> None:
        self.query_one("#words", Static).update(Content(self._words()))

    @on(Histogram.Taken)
    def action_take(self) -> None:
        """Show the posts of the month."""
        self.dismiss(self._chart.period(self._picture.cursor))

    def action_close(self) -> None:
        """Go back to what was listed."""
        self.dismiss(None)

    def action_move(self, months: int) -> None:
        """Go so many months on."""
        self._picture.cursor += months

    def action_move_years(self, years: int) -> None:
        """Go so many years on."""
        self._picture.cursor += years * YEAR

    def action_first(self) -> None:
        """Go to the oldest month."""
        self._picture.cursor = 0

    def action_last(self) -> None:
        """Go to the newest month."""
        self._picture.cursor = len(self._chart.counts) - 1


def posts_words(posts: Count) -> str:
    """Return ``31 posts``, or ``12 of 31 posts kept``."""
    if posts.kept < posts.total:
        return (
            f"{count(posts.kept) if posts.kept else 'none'} of {plural(posts.total, 'post')} kept"
        )
    return plural(posts.total, "post") if posts.total else "no posts"
