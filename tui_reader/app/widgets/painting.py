"""From words and the names of their looks to a strip of one width. Markup is never parsed."""

from collections.abc import Callable, Iterable, Mapping
from textwrap import wrap
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style as VisualStyle
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


NO_LOOKS: Final[Mapping[str, str]] = {}


class Painter:
    """Draws lines in a widget's colours, which are looked up once and kept.

    Looking a style up walks the widget's ancestors, and adding two compares them attribute by
    attribute: done for each piece of each line, that is most of the cost of a picture.

    Args:
        widget: Whose colours they are; its ``notify_style_update`` must call ``forget``.
        looks: Name of a look -> words for Textual's style parser; ``NAME:focus`` holds while the
            widget has the keys. A name that is not here is one of its component classes: Textual
            applies the rules of each at the start, and again whenever the focus moves.
    """

    def __init__(self, widget: Widget, looks: Mapping[str, str] = NO_LOOKS) -> None:
        self._widget = widget
        self._in_words = looks
        self._styles: dict[tuple[str, str], Style] = {}

    def forget(self) -> None:
        """Look the colours up anew: the theme changed, or the focus."""
        self._styles.clear()

    def style(self, name: str = "", over: str = "") -> Style:
        """Return a look by its name (empty: the widget's own), over another's ground."""
        style = self._styles.get((name, over))
        if style is None:
            style = self._look(name) if name else self._widget.rich_style
            if over:
                style += Style(bgcolor=self._look(over).bgcolor)
            self._styles[name, over] = style
        return style

    def _look(self, name: str) -> Style:
        widget, words = self._widget, self._in_words.get(name)
        if widget.has_focus:
            words = self._in_words.get(f"{name}:focus", words)
        if words is None:
            return widget.get_component_rich_style(name)
        look = widget.visual_style + _parsed(words, widget.app.theme_variables)
        ink, ground = look.foreground, look.background
        if ink and ground and ink.auto:
            look += VisualStyle(foreground=ground.get_contrast_text(ink.a))
        return look.rich_style

    def paint(self, pieces: Iterable[tuple[str, str]], width: int, *, over: str = "") -> Strip:
        """Draw one line.

        Args:
            pieces: Text, and the name of its look; empty for the widget's own.
            width: Cells of the line; what is shorter is filled.
            over: A look whose background lies under the whole line (the cursor's).
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


def _parsed(words: str, colours: Mapping[str, str]) -> VisualStyle:
    """Read a look with the theme's colours in it.

    They are put in here: of one that is ``auto 60%`` Textual 8.2 would forget how much it is.
    """
    filled = (colours[word[1:]] if word[0] == "$" else word for word in words.split(" "))
    return VisualStyle.parse(" ".join(filled))
