"""A line with a name and one of several values, which arrows and the mouse change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.app.format import cut
from tui_reader.app.widgets.painting import Painter
from tui_reader.clean import clean_line

NAME_CELLS: Final = 11


class OptionLine(Widget, can_focus=True):
    """One choice.

    Args:
        name: What is chosen.
        values: What there is to choose from, in words; the first is taken.
        ascii_signs: Plain letters for signs.
        id: Of the widget.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space,l", "change(1)", "Next", show=False),
        Binding("left,h", "change(-1)", "Before", show=False),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "option-line--name",
        "option-line--value",
        "option-line--sign",
    }

    DEFAULT_CSS = """
    OptionLine {
        height: 1;
        & > .option-line--name { color: $text-muted; }
        & > .option-line--value { color: $foreground; }
        & > .option-line--sign { color: $text-muted; }
        &:focus { background: $primary 30%; }
        &:focus > .option-line--name { color: $foreground; text-style: bold; }
        &:focus > .option-line--sign { color: $accent; text-style: bold; }
    }
    """

    chosen: reactive[int] = reactive(0)
    """Number of the value."""
    is_idle: reactive[bool] = reactive(False)
    """Whether it means nothing now."""

    @dataclass
    class Changed(Message):
        """Another value was chosen."""

        line: "OptionLine"

    def __init__(self, name: str, values: Sequence[str], *, ascii_signs: bool, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._label = name
        self._values = tuple(values)
        self._signs = ("<", ">") if ascii_signs else ("‹", "›")
        self._mark = "~" if ascii_signs else "…"
        self._painter = Painter(self)

    if TYPE_CHECKING:
        can_focus: bool

    def notify_style_update(self) -> None:
        """Take the colours of a new theme, or of the focus."""
        super().notify_style_update()
        self._painter.forget()

    def watch_is_idle(self, is_idle: bool) -> None:
        """Let the keys pass by what means nothing."""
        self.can_focus = not is_idle

    def action_change(self, step: int) -> None:
        """Choose the next value, or the one before; round and round."""
        if len(self._values) > 1 and not self.is_idle:
            self.chosen = (self.chosen + step) % len(self._values)
            self.post_message(self.Changed(self))

    def on_click(self, event: events.Click) -> None:
        """Choose the next value."""
        event.stop()
        self.action_change(1)

    def render_line(self, y: int) -> Strip:
        """Draw name and value, with signs beside it where there are others."""
        width = self.size.width
        before, after = self._signs if len(self._values) > 1 and not self.is_idle else (" ", " ")
        name = f" {self._label}".ljust(NAME_CELLS)
        value = "-" if self.is_idle else clean_line(self._values[self.chosen])
        value = cut(value, width - NAME_CELLS - 5, self._mark)
        gap = " " * max(0, width - NAME_CELLS - cell_len(value) - 4)
        return self._painter.paint(
            [
                (cut(name, width), "option-line--name"),
                (f"{before} ", "option-line--sign"),
                (value, "option-line--value"),
                (f" {after}{gap}", "option-line--sign"),
            ],
            width,
        )
