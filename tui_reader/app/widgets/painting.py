"""From words and component classes to a strip of one width. Markup is never parsed."""

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

SIGNS = {
    "unread": "●",
    "changed": "≠",
    "star": "★",
    "bar": "▌",
    "cut": "…",
    "blog": "▪",
    "failed": "!",
}
ASCII_SIGNS = {
    "unread": "o",
    "changed": "#",
    "star": "*",
    "bar": ">",
    "cut": "~",
    "blog": "-",
    "failed": "!",
}


def signs(*, ascii_signs: bool) -> dict[str, str]:
    """Return the signs to draw with."""
    return ASCII_SIGNS if ascii_signs else SIGNS


def paint(
    widget: Widget, pieces: Iterable[tuple[str, str]], width: int, *, over: str = ""
) -> Strip:
    """Draw one line.

    Args:
        widget: Whose component classes give the colours.
        pieces: Text, and the component class to draw it with; empty for the widget's own look.
        width: Cells of the line; what is shorter is filled.
        over: A component class whose background lies under the whole line (the cursor's).
    """
    base = widget.rich_style
    under = Style(bgcolor=widget.get_component_rich_style(over).bgcolor) if over else Style()
    segments = [
        Segment(text, (widget.get_component_rich_style(name) if name else base) + under)
        for text, name in pieces
        if text
    ]
    return Strip(segments).adjust_cell_length(width, base + under)
