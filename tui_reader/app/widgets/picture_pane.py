"""One picture in the middle of a pane: as half-blocks, or by codes of the terminal's own."""

from textwrap import wrap
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import ControlType, Segment
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.app.widgets.half_blocks import row_segments
from tui_reader.app.widgets.painting import Painter

if TYPE_CHECKING:
    from tui_reader.render.pixels import Raster

_NOTHING = ((ControlType.CURSOR_FORWARD, 0),)
"""Marks a segment as one that fills no cells."""


class PicturePane(Widget):
    """A picture, else a sentence."""

    DEFAULT_CSS = """
    PicturePane { height: 1fr; color: $foreground; }
    """

    class Clicked(Message):
        """A person clicked the picture."""

    class Sent(Message):
        """What the terminal is to be sent once was painted."""

    def __init__(self) -> None:
        super().__init__()
        self._painter = Painter(self)
        self._words = ""
        self._raster: Raster | None = None
        self._codes = self._first = ""

    def notify_style_update(self) -> None:
        """Take the colours of a new theme."""
        super().notify_style_update()
        self._painter.forget()

    def say(self, words: str) -> None:
        """Show a sentence."""
        self._show(words)

    def show_cells(self, raster: "Raster") -> None:
        """Show a picture as half-blocks."""
        self._show("", raster)

    def show_codes(self, codes: str, first: str = "") -> None:
        """Have the terminal draw over blank cells.

        Args:
            codes: What draws, anew each time cells are painted.
            first: What the terminal is sent once, before.
        """
        self._show("", codes=codes, first=first)

    def _show(
        self, words: str, raster: "Raster | None" = None, *, codes: str = "", first: str = ""
    ) -> None:
        self._words, self._raster, self._codes, self._first = words, raster, codes, first
        self.refresh()

    def on_click(self) -> None:
        """Tell of a click."""
        self.post_message(self.Clicked())

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines; the terminal's own codes come last, for blanks would wipe the picture out.

        Below another screen nothing is drawn over it.
        """
        strips = super().render_lines(crop)
        if (self._codes or self._first) and strips and self.app.screen is self.screen:
            last = strips[-1]
            codes = Segment(self._first + self._codes, None, _NOTHING)
            strips[-1] = Strip([*last, codes], last.cell_length)
            if self._first:
                self._first = ""
                self.post_message(self.Sent())
        return strips

    def render_line(self, y: int) -> Strip:
        """Draw one line of half-blocks, of the sentence, or a blank one."""
        width, height = self.size
        if self._raster is not None:
            return self._row(self._raster, y - (height - self._raster.lines) // 2, width)
        lines = wrap(self._words, max(1, width - 4))
        at = y - max(0, (height - len(lines)) // 2)
        text = lines[at] if 0 <= at < len(lines) else ""
        left = max(0, (width - cell_len(text)) // 2)
        return self._painter.paint([(" " * left, ""), (text, "")], width)

    def _row(self, raster: "Raster", row: int, width: int) -> Strip:
        if not 0 <= row < raster.lines:
            return self._painter.blank(width)
        left = Segment(" " * max(0, (width - raster.columns) // 2), self._painter.style())
        segments = row_segments(raster, row, self.app.console.color_system)
        strip = Strip([left, *segments])
        return strip.adjust_cell_length(width, self._painter.style())
