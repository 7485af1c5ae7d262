"""The line of words that everything is searched by, and the line below: how many, or what is wrong.

They know no library.
"""

from textwrap import wrap

from rich.cells import cell_len
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.app.format import cut
from tui_reader.app.widgets.own_input import OwnInput
from tui_reader.app.widgets.painting import Painter
from tui_reader.clean import clean_line

LEFT_CELLS = 1
"""What stands left of the words that are typed."""


class SearchLine(OwnInput):
    """Words to look for."""

    DEFAULT_CSS = """
    SearchLine {
        height: 1;
        border: none;
        padding: 0 1 !important;
        background: $surface;
        &:focus { border: none; background: $surface; }
    }
    """

    def __init__(self, words: str = "") -> None:
        super().__init__(
            words, placeholder="Words to look for everywhere", compact=True, select_on_focus=False
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the screen's own keys to it: an input would delete up to the end, or submit."""
        return action not in ("delete_right_all", "submit")

    def column_of(self, place: int) -> int:
        """Return the cell of the screen at which a letter stands."""
        return LEFT_CELLS + cell_len(self.value[:place]) - self.scroll_offset.x


class SearchStatus(Widget):
    """How much was found, or where the words cannot be read and why."""

    COMPONENT_CLASSES = {"status--error"}  # noqa: RUF012 - Textual's own form

    DEFAULT_CSS = """
    SearchStatus {
        height: 1;
        background: $primary 40%;
        color: $foreground;
        text-style: bold;
        & > .status--error { color: $text-error; text-style: bold; }
    }
    """

    words: reactive[str] = reactive("")
    """What was found."""
    place: reactive[str] = reactive("")
    """Which of it one is at."""
    problem: reactive[tuple[str, int]] = reactive(("", 0))
    """What is wrong with the words, and the cell at which it shows; empty: nothing."""

    def __init__(self, *, ascii_signs: bool) -> None:
        super().__init__()
        self._painter = Painter(self)
        self._caret = "^" if ascii_signs else "▲"
        self._mark = "~" if ascii_signs else "…"

    def notify_style_update(self) -> None:
        """Take the colours of a new theme."""
        super().notify_style_update()
        self._painter.forget()

    def watch_problem(self) -> None:
        """Take the lines that the sentence needs: where the screen is narrow, more than one."""
        self.styles.height = len(self._problem(self.size.width)) if self.problem[0] else 1

    def on_resize(self) -> None:
        """Fit the sentence to the new width."""
        self.watch_problem()

    def render_line(self, y: int) -> Strip:
        """Draw the counts, or the sentence with a mark below the letter that it is about."""
        width = self.size.width
        if self.problem[0]:
            lines = self._problem(width)
            line = lines[y] if y < len(lines) else ""
            return self._painter.paint([(line, "status--error")], width)
        place = f" {self.place} " if self.place else ""
        words = cut(f" {clean_line(self.words)}", width - cell_len(place), self._mark)
        gap = " " * max(0, width - cell_len(words) - cell_len(place))
        return self._painter.paint([(words + gap + place, "")], width)

    def _problem(self, width: int) -> list[str]:
        """Return the mark and the sentence: on the side of it that has room, else below it."""
        words, column = clean_line(self.problem[0]), max(0, min(self.problem[1], width - 1))
        if cell_len(words) <= width - column - 3:
            return [f"{' ' * column}{self._caret} {words}"]
        if cell_len(words) <= column - 2:
            return [f"{' ' * (column - cell_len(words) - 1)}{words} {self._caret}"]
        below = [f" {line}" for line in wrap(words, max(10, width - 2))]
        return [f"{' ' * column}{self._caret}", *below]
