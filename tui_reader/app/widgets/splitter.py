"""The line between two panes, to be dragged with the mouse. Knows no library."""

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.app.widgets.painting import Painter


class Splitter(Widget):
    """A line that gives the panes beside it their widths."""

    DEFAULT_CSS = """
    Splitter {
        width: 1;
        height: 100%;
        color: $panel-lighten-1;
        background: $background;
        &:hover { color: $accent; }
    }
    """

    @dataclass
    class Dragged(Message):
        """The line was dragged; ``x`` is its new column on the screen."""

        splitter: "Splitter"
        x: int

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, Splitter.Dragged) and message.splitter is self.splitter

    def __init__(self, *, ascii_signs: bool, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._painter = Painter(self)
        self._sign = "|" if ascii_signs else "│"

    def notify_style_update(self) -> None:
        """Take the colours of a new theme, or of the focus."""
        super().notify_style_update()
        self._painter.forget()

    def render_line(self, y: int) -> Strip:
        """Draw one cell of the line."""
        return self._painter.paint([(self._sign, "")], self.size.width)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to drag."""
        self.capture_mouse()
        event.stop()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        self.release_mouse()
        event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the mouse while it drags."""
        if self.app.mouse_captured is self:
            self.post_message(self.Dragged(self, int(event.screen_x)))
