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
    "code-keyword": "bold $text-primary",
    "code-name": "$text-accent",
    "code-string": "$text-warning",
    "code-number": "$text-warning",
    "code-comment": "italic $foreground 60%",
    "code-deleted": "$text-error",
    "link": "underline $text-primary",
    "quote": "$text-secondary",
    "rule": "$foreground 40%",
    "caption": "italic $foreground 60%",
    "strike": "strike",
    "inserted": "underline",
    "key": "bold on $surface",
    "mark": "$background on $warning",
    "list-sign": "$text-accent",
    "table-head": "bold",
    "muted": "$foreground 60%",
    "picture": "$text-accent",
    "focused-link": "$background on $accent",
    "hovered-link": "$text-accent on $surface",
    "found": "underline $foreground on $primary 45%",
    "found-here": "bold $background on $accent",
    "selected": "$background on $primary 80%",
    "caret": "bold $background on $warning",
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
    "pixels": "not underline on $foreground 8%",
}
"""How each style name of the renderer looks, in the theme's colours.

Not component classes: Textual would apply twenty more rules at the start, and again whenever the
focus moves, for colours that only an open article needs.
"""

MOST_ENDS: Final = 8
"""A pane with fewer cells shows letters in place of the signs that a line goes on."""

Range = tuple[int, int, str]
"""First letter, letter after the last, and the style to lay over."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What lies over one line."""

    hovered: int | None = None
    """The link under the mouse."""
    ranges: Sequence[Range] = ()
    """The link that has the focus, found words; where two meet, the first one is seen."""
    hints: Mapping[int, str] = field(default_factory=dict)
    """Column of a link -> the letters to type."""
    bar: tuple[int, str] | None = None
    """The cursor's sign, and where it stands: cells from the line's beginning, or before it."""
    pixels: Sequence[Segment] = ()
    """What is painted in place of a picture's blank piece; empty until it has been drawn."""


NO_MARKS: Final = Marks()


def overlaid(pieces: "Sequence[Piece]", ranges: Sequence[Range]) -> "list[Piece]":
    """Return the pieces with styles laid over ranges of letters; of two that meet the first."""
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


def in_view(pieces: "Sequence[Piece]", first: int, end: int) -> "tuple[Sequence[Piece], int]":
    """Return the pieces of a long line that are seen between two cells, and where they begin."""
    at = start = 0
    seen: list[Piece] = []
    for piece in pieces:
        after = at + cell_len(piece.text)
        if after <= first:
            start = after
        else:
            seen.append(piece)
        if after >= end:
            break
        at = after
    return seen, start


class LinePainter(Painter):
    """Draws lines in a widget's colours."""

    def __init__(self, widget: Widget, *, ascii_signs: bool = False) -> None:
        super().__init__(widget)
        self._ends = ("<", ">") if ascii_signs else ("‹", "›")
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
        left = side + line.margin
        room = width - left
        shift = scroll if scroll and moved_left(line, width, side) else 0
        strip = self._letters(line, marks, shift, room)
        drawn = Strip([Segment(" " * left, self._style(())), *strip])
        if marks.bar:
            column, sign = marks.bar
            drawn = self._barred(drawn, max(0, left + column), sign)
        drawn = drawn.adjust_cell_length(width, self._style(()))
        if line.width > room:
            drawn = self._with_ends(drawn, is_left=shift > 0, is_right=line.width - shift > room)
        return drawn

    def _letters(self, line: "Line", marks: Marks, shift: int, room: int) -> Strip:
        """Draw the letters of a line from ``shift`` cells on; of a long line not many more."""
        pieces: Sequence[Piece] = line.pieces
        if marks.ranges:
            pieces = overlaid(pieces, marks.ranges)
        start = 0
        if line.width > room:
            pieces, start = in_view(pieces, shift, shift + room)
        strip = Strip(self._segments(pieces, marks))
        if marks.hints:
            hints = {at - start: text for at, text in marks.hints.items() if at >= start}
            strip = self._hinted(strip, hints)
        return strip.crop(shift - start) if shift > start else strip

    def _segments(self, pieces: "Sequence[Piece]", marks: Marks) -> list[Segment]:
        """Return letters in their looks, with the focus over them, and pixels in their place."""
        segments: list[Segment] = []
        for piece in pieces:
            styles = piece.styles
            if marks.pixels and "pixels" in styles:
                segments.extend(marks.pixels)
                continue
            if marks.hovered is not None and piece.link == marks.hovered:
                styles = (*styles, "hovered-link")
            segments.append(Segment(piece.text, self._style(styles)))
        return segments

    def _with_ends(self, strip: Strip, *, is_left: bool, is_right: bool) -> Strip:
        """Lay signs over the ends of a line that goes on outside of the pane."""
        width = strip.cell_length
        if width < MOST_ENDS:
            return strip
        first, inner, last = strip.divide([1, width - 1, width])
        left, right = (Strip([Segment(sign, self._style(("muted",)))]) for sign in self._ends)
        return Strip.join([left if is_left else first, inner, right if is_right else last])

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
