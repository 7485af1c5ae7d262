"""What is to be known of one setting: what it does, what it may be, why it is as it is."""

from textwrap import wrap
from typing import ClassVar

from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.app.format import cut
from tui_reader.app.setting_rows import SettingRow
from tui_reader.app.widgets.painting import Painter
from tui_reader.clean import clean_line


class SettingCard(Widget):
    """Some lines below the list."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"card--help", "card--note", "card--error"}

    DEFAULT_CSS = """
    SettingCard {
        height: 5;
        background: $surface;
        & > .card--help { color: $foreground; background: $surface; }
        & > .card--note { color: $text-muted; background: $surface; }
        & > .card--error { color: $text-error; text-style: bold; background: $surface; }
    }
    """

    row: reactive[SettingRow | None] = reactive(None)
    error: reactive[str] = reactive("")
    """What is wrong with what was typed; it stands in the place of the notes."""

    def __init__(self, *, ascii_signs: bool) -> None:
        super().__init__()
        self._painter = Painter(self)
        self._mark = "~" if ascii_signs else "…"

    def notify_style_update(self) -> None:
        """Take the colours of a new theme, or of the focus."""
        super().notify_style_update()
        self._painter.forget()

    def render_line(self, y: int) -> Strip:
        """Draw one line; the last one says by its end that there is more."""
        width = self.size.width
        lines = self._lines(max(1, width - 2))
        if not 0 <= y < len(lines):
            return self._painter.blank(width)
        words, look = lines[y]
        if y == self.size.height - 1 and len(lines) > self.size.height:
            words = cut(f"{words} {lines[y + 1][0]}", max(1, width - 2), self._mark)
        return self._painter.paint([(" ", look), (words, look)], width)

    def _lines(self, width: int) -> list[tuple[str, str]]:
        row = self.row
        if row is None:
            return []
        texts = [(row.help, "card--help")]
        if self.error:
            texts.append((self.error, "card--error"))
        else:
            texts += [(note, "card--note") for note in row.notes]
        return [(line, look) for text, look in texts for line in wrap(clean_line(text), width)]
