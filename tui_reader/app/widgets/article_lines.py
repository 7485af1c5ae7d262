"""From a laid-out line to a strip: colours, the focused link, found words, link hints.

Remote text arrives clean and leaves as segments.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.style import Style as VisualStyle
from textual.widget import Widget

from tui_reader.app.widgets.painting import Painter

if TYPE_CHECKING:
    from tui_reader.render.lines import Line, Piece

LOOKS: Final = {
    "title": "bold $primary",
    "heading1": "bold $text-primary",
    "heading2": "bold $text-primary",
    "heading3": "bold $foreground",
    "strong": "bold",
    "emphasis": "italic",
    "code": "$text-success",
    "link": "underline $text-primary",
    "quote": "$text-secondary",
    "rule": "$foreground 40%",
    "caption": "italic $foreground 60%",
    "strike": "strike",
    "mark": "$background on $warning",
    "list-sign": "$text-accent",
    "table-head": "bold",
    "muted": "$foreground 60%",
    "picture": "$text-accent",
    "focused-link": "$background on $accent",
    "found": "underline $foreground on $primary 45%",
    "found-here": "bold $background on $accent",
    "hint": "bold $background on $accent",
    "byline": "$foreground 60%",
    "name": "not bold $text-primary",
    "name-new": "bold $text-primary",
    "badge": "bold $text-accent",
    "answers": "italic",
    "first-words": "$foreground 80%",
    "replies": "$text-accent",
    "removed": "italic $foreground 60%",
    "gone": "italic $text-warning",
    "new": "bold $text-success",
    "guide": "$foreground 30%",
    "cursor": "bold $accent",
}
"""How each style name of the renderer looks, in the theme's colours.

Not component classes: Textual would apply twenty more rules at the start, and again whenever the
focus moves, for colours that only an open article needs.
"""

Range = tuple[int, int, str]
"""First letter, letter after the last, and the style to lay over."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What lies over one line."""

    focused: int | None = None
    """The link that has the focus."""
    ranges: Sequence[Range] = ()
    """Found words."""
    hints: Mapping[int, str] = field(default_factory=dict)
    """Column of a link -> the letters to type."""
    bar: tuple[int, str] | None = None
    """The cursor's sign, and where it stands: cells from the line's beginning, or before it."""


NO_MARKS: Final = Marks()


def overlaid(pieces: "Sequence[Piece]", ranges: Sequence[Range]) -> "list[Piece]":
    """Return the pieces with styles laid over ranges of letters; ranges do not overlap."""
    result: list[Piece] = []
    at = 0
    for piece in pieces:
        end = at + len(piece.text)
        cuts = sorted({at, end, *(c for r in ranges for c in r[:2] if at < c < end)})
        for start, stop in pairwise(cuts):
            over = next((style for first, last, style in ranges if first <= start < last), "")
            styles = (*piece.styles, over) if over else piece.styles
            text = piece.text[start - at : stop - at]
            result.append(piece._replace(text=text, styles=styles))
        at = end
    return result


def moved_left(line: "Line", width: int, side: int) -> bool:
    """Tell whether a line follows the pane sideways: only one that does not fit it does."""
    return line.margin + line.width + side > width


class LinePainter(Painter):
    """Draws lines in a widget's colours."""

    def __init__(self, widget: Widget) -> None:
        super().__init__(widget)
        self._looks: dict[tuple[str, ...], Style] = {}

    def forget(self) -> None:
        """Look the colours up anew."""
        super().forget()
        self._looks.clear()

    def _style(self, names: tuple[str, ...]) -> Style:
        """Return the look of a piece: its styles, the later laid over the earlier."""
        look = self._looks.get(names)
        if look is None:
            widget = self._widget
            mixed = widget.visual_style
            for name in names:
                if name in LOOKS:
                    mixed += VisualStyle.parse(LOOKS[name])
            look = self._looks[names] = mixed.rich_style
        return look

    def strip(
        self,
        line: "Line",
        width: int,
        *,
        side: int,
        scroll: int,
        marks: Marks,
    ) -> Strip:
        """Draw one line.

        Args:
            line: As it is laid out.
            width: Cells of the pane.
            side: Blank cells at the left.
            scroll: Cells that a line wider than the pane is moved to the left.
            marks: What lies over it.
        """
        strip = Strip(self._segments(line, marks))
        if marks.hints:
            strip = self._hinted(strip, marks.hints)
        if scroll and moved_left(line, width, side):
            strip = strip.crop(scroll)
        left = side + line.margin
        drawn = Strip([Segment(" " * left, self._style(())), *strip])
        if marks.bar:
            column, sign = marks.bar
            drawn = self._barred(drawn, max(0, left + column), sign)
        return drawn.adjust_cell_length(width, self._style(()))

    def _segments(self, line: "Line", marks: Marks) -> list[Segment]:
        """Return the letters of a line in their looks, with found words and the focus over them."""
        pieces = overlaid(line.pieces, marks.ranges) if marks.ranges else line.pieces
        return [
            Segment(
                piece.text,
                self._style(
                    (*piece.styles, "focused-link")
                    if marks.focused is not None and piece.link == marks.focused
                    else piece.styles
                ),
            )
            for piece in pieces
        ]

    def _barred(self, strip: Strip, column: int, sign: str) -> Strip:
        """Lay the cursor's sign over one cell."""
        after = column + 1
        end = max(strip.cell_length, after)
        parts = strip.extend_cell_length(end, self._style(())).divide([column, after, end])
        bar = Strip([Segment(sign, self._style(("cursor",)))])
        return Strip.join([parts[0], bar, *parts[2:]])

    def _hinted(self, strip: Strip, hints: Mapping[int, str]) -> Strip:
        """Lay the letters to type over the beginnings of links."""
        for column, label in sorted(hints.items()):
            after = column + cell_len(label)
            end = max(strip.cell_length, after)
            strip = strip.extend_cell_length(end, self._style(()))
            parts = strip.divide([column, after, end])
            hint = Strip([Segment(label, self._style(("hint",)))])
            strip = Strip.join([parts[0], hint, *parts[2:]])
        return strip
