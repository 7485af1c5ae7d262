"""Scrollbars of whole cells: the eighths that Textual draws their ends with are no plain ASCII."""

from typing import ClassVar

from textual.scrollbar import ScrollBar, ScrollBarRender


class PlainBars(ScrollBarRender):
    """Draws nothing but blanks, on the grounds of bar and thumb."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "]


def draw_scrollbars(*, ascii_signs: bool) -> None:
    """Choose how all scrollbars are drawn."""
    ScrollBar.renderer = PlainBars if ascii_signs else ScrollBarRender
