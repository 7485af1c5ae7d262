"""From words and component classes to a strip of one width. Markup is never parsed."""

from collections.abc import Callable, Iterable
from textwrap import wrap

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

SIGNS = {
    "unread": "●",
    "begun": "◐",
    "changed": "≠",
    "star": "★",
    "bar": "▌",
    "cut": "…",
    "dot": "·",
    "folded": "▸",
    "unfolded": "▾",
    "failed": "!",
    "check": "✓",
    "note": "✎",
    "new": "✦",
    "search": "≈",
    "tag": "#",
    "paused": "‖",
}
ASCII_SIGNS = {
    "unread": "o",
    "begun": ",",
    "changed": "#",
    "star": "*",
    "bar": ">",
    "cut": "~",
    "dot": "-",
    "folded": "+",
    "unfolded": "-",
    "failed": "!",
    "check": "x",
    "note": '"',
    "new": "!",
    "search": "=",
    "tag": "#",
    "paused": "|",
}


def signs(*, ascii_signs: bool) -> dict[str, str]:
    """Return the signs to draw with."""
    return ASCII_SIGNS if ascii_signs else SIGNS


def alike(render_lines: Callable[[Region], list[Strip]], crop: Region) -> list[Strip]:
    """Draw the first line of a widget for all its lines: for what only holds other widgets.

    Textual 8.2 draws each line of what lies under others, too, which is most of a picture's lines.
    """
    return render_lines(Region(crop.x, crop.y, crop.width, min(1, crop.height))) * crop.height


class Painter:
    """Draws lines in a widget's colours, which are looked up once and kept.

    Looking a style up walks the widget's ancestors, and adding two compares them attribute by
    attribute: done for each piece of each line, that is most of the cost of a picture.

    Args:
        widget: Whose component classes give the colours; its ``notify_style_update`` must call
            ``forget``.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[tuple[str, str], Style] = {}

    def forget(self) -> None:
        """Look the colours up anew: the theme changed, or the focus."""
        self._styles.clear()

    def style(self, name: str = "", over: str = "") -> Style:
        """Return the look of a component class (empty: the widget's own), over another's ground."""
        style = self._styles.get((name, over))
        if style is None:
            widget = self._widget
            style = widget.get_component_rich_style(name) if name else widget.rich_style
            if over:
                style += Style(bgcolor=widget.get_component_rich_style(over).bgcolor)
            self._styles[name, over] = style
        return style

    def paint(self, pieces: Iterable[tuple[str, str]], width: int, *, over: str = "") -> Strip:
        """Draw one line.

        Args:
            pieces: Text, and the component class to draw it with; empty for the widget's own look.
            width: Cells of the line; what is shorter is filled.
            over: A component class whose background lies under the whole line (the cursor's).
        """
        segments = [Segment(text, self.style(name, over)) for text, name in pieces if text]
        return Strip(segments).adjust_cell_length(width, self.style("", over))

    def sentence(self, words: str, y: int, width: int) -> Strip:
        """Draw one line of an otherwise empty pane: words a line below its top, wrapped."""
        lines = wrap(words, max(1, width - 4))
        text = lines[y - 1] if 1 <= y <= len(lines) else ""
        return self.paint([("  ", ""), (text, "")], width)

    def blank(self, width: int) -> Strip:
        """Draw an empty line."""
        return Strip.blank(max(0, width), self.style())
