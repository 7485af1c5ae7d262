"""A pane: one line that says what it shows, and what it shows below. Knows no library."""

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.app.format import cut
from tui_reader.app.widgets.painting import Painter, alike
from tui_reader.clean import clean_line


class PaneTitle(Widget):
    """The line above a pane."""

    DEFAULT_CSS = """
    PaneTitle {
        height: 1;
        background: $surface;
        color: $text-muted;
        &.-lit {
            background: $primary 40%;
            color: $foreground;
            text-style: bold;
        }
    }
    """

    words: reactive[str] = reactive("")
    """What the pane shows."""
    place: reactive[str] = reactive("")
    """Where in it one is."""
    unit: reactive[str] = reactive("")
    """What ``place`` counts, where there is room for it."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._painter = Painter(self)
        self.set_reactive(PaneTitle.words, words)

    def notify_style_update(self) -> None:
        """Take the colours of a new theme, or of the focus."""
        super().notify_style_update()
        self._painter.forget()

    def render_line(self, y: int) -> Strip:
        """Draw the words at the left, the place at the right."""
        width = self.size.width
        title = f" {clean_line(self.words)}"
        place = f" {clean_line(self.place)} " if self.place else ""
        counted = f"{place}{self.unit} " if place and self.unit else place
        if cell_len(title + counted) <= width:
            place = counted
        words = cut(title, width - cell_len(place))
        gap = " " * max(0, width - cell_len(words) - cell_len(place))
        return self._painter.paint([(words + gap + place, "")], width)


class Pane(Vertical):
    """A title line and one widget that takes the keys; that widget's height must be 1fr."""

    DEFAULT_CSS = """
    Pane {
        width: 1fr;
        height: 100%;
    }
    """

    def __init__(self, name: str, words: str, body: Widget | None = None) -> None:
        super().__init__(name=name, id=f"{name}-pane")
        self.title = PaneTitle(words)
        """The line above."""
        self.body = body
        """What takes the keys; None as long as there is nothing to show."""

    def compose(self) -> ComposeResult:
        """Stack title and body."""
        yield self.title
        if self.body:
            yield self.body

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the ground below what lies on it."""
        return alike(super().render_lines, crop)

    def fill(self, body: Widget) -> None:
        """Show something below the title."""
        self.body = body
        self.mount(body)

    def light(self, is_lit: bool) -> None:
        """Show whether the keys go to this pane."""
        self.title.set_class(is_lit, "-lit")
