"""A blog's life as a picture: a bar for each month, with a cursor. Drawn by the line.

Knows no library.
"""

from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.app.format import count
from tui_reader.app.widgets.month_bars import EIGHTHS, Bars, Chart, eighths
from tui_reader.app.widgets.painting import Painter
from tui_reader.models import Period

BLOCKS: Final = " ▁▂▃▄▅▆▇█"
FOOT_LINES: Final = 2
"""The line under the bars and the years."""
LEAST_BARS: Final = 3
"""The scale at the left gives way where the bars would have less lines."""


class Histogram(Widget, can_focus=True):
    """Bars from the oldest month at the left to the newest at the right."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "histogram--kept",
        "histogram--missing",
        "histogram--cursor",
        "histogram--ground",
        "histogram--axis",
    }
    """
    | Class | Description |
    | :- | :- |
    | `histogram--kept` | Posts that are kept. |
    | `histogram--missing` | Posts that the blog has besides. |
    | `histogram--cursor` | The bar of the cursor. |
    | `histogram--ground` | What lies above that bar. |
    | `histogram--axis` | Scale, line and years. |
    """

    DEFAULT_CSS = """
    Histogram {
        height: 1fr;
        background: $surface;
        & > .histogram--kept { color: $primary; background: $surface; }
        & > .histogram--missing { color: $foreground 20%; background: $surface; }
        & > .histogram--cursor { color: $accent; text-style: bold; background: $surface; }
        & > .histogram--ground { background: $primary 20%; }
        & > .histogram--axis { color: $text-muted; background: $surface; }
    }
    """

    cursor: reactive[int] = reactive(0, init=False)
    """The month that is looked at, counted from the oldest."""

    @dataclass
    class Moved(Message):
        """Another month is looked at."""

        period: Period

    class Taken(Message):
        """A person wants to see the posts of the month."""

    def __init__(self, chart: Chart, here: Period | None, *, ascii_signs: bool) -> None:
        super().__init__()
        self._painter = Painter(self)
        self._ascii = ascii_signs
        self.chart = chart
        self._bars = Bars.laid_out(chart, 1)
        self._gutter = 0
        self.set_reactive(Histogram.cursor, chart.find(here))

    def notify_style_update(self) -> None:
        """Take the colours of a new theme."""
        super().notify_style_update()
        self._painter.forget()

    def on_resize(self) -> None:
        """Share the new width among the months."""
        width, height = self.size
        scale = len(count(Bars.laid_out(self.chart, max(1, width)).highest())) + 1
        self._gutter = scale if height - FOOT_LINES >= LEAST_BARS and width > 4 * scale else 0
        self._bars = Bars.laid_out(self.chart, max(1, width - self._gutter))
        self.refresh()
        self.watch_cursor()

    @property
    def share(self) -> int:
        """How many months share a bar."""
        return self._bars.share

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a month."""
        return max(0, min(cursor, len(self.chart.counts) - 1))

    def watch_cursor(self) -> None:
        """Tell which month is looked at, and how the bars show it."""
        self.post_message(self.Moved(self.chart.period(self.cursor)))

    # ------------------------------------------------------------------------------ drawing

    def render_line(self, y: int) -> Strip:
        """Draw a line of the bars, the line under them, or the years."""
        width, height = self.size
        if width <= 0:
            return Strip.blank(0)
        lines = max(0, height - FOOT_LINES)
        if y < lines:
            return self._painter.paint(self._line_of_bars(lines - y - 1, lines), width)
        axis = self._marker() if y == lines else self._years()
        return self._painter.paint([(axis, "histogram--axis")], width)

    def _line_of_bars(self, above: int, lines: int) -> list[tuple[str, str]]:
        """Return a line that has so many of the bars' lines below it."""
        highest = self._bars.highest()
        pieces = [(self._scale(above, lines, highest), "histogram--axis")]
        here = self._bars.bar_of(self.cursor)
        for bar in range(self._skipped(), self._bars.number):
            kept, total = self._bars.count(bar)
            low = eighths(kept, highest, lines) - above * EIGHTHS
            high = eighths(total, highest, lines) - above * EIGHTHS
            text, look = self._cell(low, high, is_lowest=above == 0)
            gap = 1 if self._bars.cells > 1 else 0
            if bar == here:
                look = "histogram--cursor" if text.strip() else "histogram--ground"
            pieces += [(text * (self._bars.cells - gap), look), (" " * gap, "")]
        return pieces

    def _cell(self, low: int, high: int, *, is_lowest: bool) -> tuple[str, str]:
        """Return what stands in a cell: what is kept, and above it what the blog has besides."""
        if low > 0:
            return "#" if self._ascii else BLOCKS[min(low, EIGHTHS)], "histogram--kept"
        if high >= EIGHTHS // 2 or (high > 0 and is_lowest):
            return ":" if self._ascii else "░", "histogram--missing"
        return " ", ""

    def _scale(self, above: int, lines: int, highest: int) -> str:
        """Return the number at the left of a line: that of the top, and of the middle."""
        if not self._gutter:
            return ""
        number = highest if above == lines - 1 else 0
        if above + 1 == lines // 2 and lines > LEAST_BARS * 2 and highest % 2 == 0:
            number = highest // 2
        return f"{count(number) if number else '':>{self._gutter - 1}} "

    def _marker(self) -> str:
        """Return the line under the bars, with a sign under the cursor's."""
        line, sign = ("-", "^") if self._ascii else ("─", "▲")
        at = (self._bars.bar_of(self.cursor) - self._skipped()) * self._bars.cells
        cells = (self._bars.number - self._skipped()) * self._bars.cells
        return " " * self._gutter + line * at + sign + line * max(0, cells - at - 1)

    def _years(self) -> str:
        """Return the years, each below the bar of its January."""
        text = ""
        for bar, year in self._bars.years():
            at = self._gutter + (bar - self._skipped()) * self._bars.cells
            if at >= cell_len(text):
                text = f"{text:<{at}}{year} "
        return text

    def _skipped(self) -> int:
        """Return how many bars at the left have no room."""
        room = max(1, self.size.width - self._gutter) // self._bars.cells
        return max(0, min(self._bars.number - room, self._bars.bar_of(self.cursor)))

    # ------------------------------------------------------------------------------ the mouse

    def on_click(self, event: events.Click) -> None:
        """Look at the fullest month of the bar that was clicked; a double click takes it."""
        bar = (event.x - self._gutter) // self._bars.cells + self._skipped()
        if event.x < self._gutter or not 0 <= bar < self._bars.number:
            return
        if event.chain > 1:
            self.post_message(self.Taken())
        else:
            self.cursor = self._bars.fullest(bar)
