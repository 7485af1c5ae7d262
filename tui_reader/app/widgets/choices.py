"""Lines of words below headings, one of them with the cursor. Knows no library."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.filter import LineFilter
from textual.message import Message
from textual.strip import Strip

from tui_reader.app.format import cut
from tui_reader.app.widgets.cursor_list import CursorList
from tui_reader.app.widgets.painting import signs
from tui_reader.clean import clean_line

WORDS_CELLS: Final = 30
"""What the words have of a wide line; of a narrow one, half."""


class Choice(NamedTuple):
    """A line: a heading (no words), or words that can be chosen, and what is told of them."""

    words: str
    told: str = ""
    key: int = 0
    """What the line stands for, where that is more than words."""


class ChoiceList(CursorList, can_focus=False):
    """Lines to choose from. The keys are its screen's."""

    COMPONENT_CLASSES = {  # noqa: RUF012 - Textual's own form
        "choices--heading",
        "choices--words",
        "choices--told",
        "choices--cursor",
        "choices--bar",
    }
    """
    | Class | Description |
    | :- | :- |
    | `choices--heading` | A heading. |
    | `choices--words` | Words that can be chosen. |
    | `choices--told` | What is told of them. |
    | `choices--cursor` | The line of the cursor. |
    | `choices--bar` | The bar at its left. |
    """

    DEFAULT_CSS = """
    ChoiceList {
        & > .choices--heading { color: $text-primary; text-style: bold; }
        & > .choices--words { color: $text-accent; }
        & > .choices--told { color: $text-muted; }
        & > .choices--cursor { background: $primary 30%; }
        & > .choices--bar { color: $accent; }
    }
    """

    class Taken(Message):
        """A person chose the line of the cursor by the mouse."""

    def __init__(self, name: str, *, ascii_signs: bool) -> None:
        super().__init__(name)
        self._signs = signs(ascii_signs=ascii_signs)
        self._lines: Sequence[Choice] = ()
        self._tops: list[int] = []
        self._rows: list[int] = []
        self._words_cells = 0

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Write plainly what the reader says."""
        return self.app.get_line_filters()

    def show(self, lines: Sequence[Choice], *, at: int = 0) -> None:
        """Show lines; with the cursor on one that can be chosen, counted from 0."""
        self._lines = lines
        self._rows = [number for number, line in enumerate(lines) if line.words]
        self._tops = []
        top = 0
        for line in lines:
            top += not line.words  # a blank line above each heading
            self._tops.append(top)
            top += 1
        told = [cell_len(line.words) for line in lines if line.words and line.told]
        self._words_cells = max(told, default=0)
        self.set_reactive(ChoiceList.cursor, self.validate_cursor(at))
        self.rows_changed()
        self.show_cursor()

    @property
    def choice(self) -> Choice | None:
        """The line of the cursor; None where none can be chosen."""
        return self._lines[self._rows[self.cursor]] if self._rows else None

    # ------------------------------------------------------------------------------ drawing

    def row_count(self) -> int:
        """Return how many lines can be chosen."""
        return len(self._rows)

    def content_height(self) -> int:
        """Return the lines of all, the blank ones above headings counted."""
        return self._tops[-1] + 1 if self._tops else 0

    def row_span(self, index: int) -> tuple[int, int]:
        """Return the line of a row; what stands above the first one belongs to it."""
        line = self._tops[self._rows[index]]
        return (0, line + 1) if index == 0 else (line, 1)

    def row_at(self, line: int) -> int | None:
        """Return the row on a line."""
        at = self._line_at(line)
        return self._rows.index(at) if at in self._rows else None

    def _line_at(self, line: int) -> int | None:
        at = bisect_right(self._tops, line) - 1
        return at if at >= 0 and self._tops[at] == line else None

    def draw_line(self, line: int, width: int) -> Strip:
        """Draw a heading, or words and what is told of them."""
        at = self._line_at(line)
        if at is None:
            return self._painter.blank(width)
        shown = self._lines[at]
        if not shown.words:
            heading = cut(f" {shown.told}", width, self._signs["cut"])
            return self._painter.paint([(heading, "choices--heading")], width)
        is_cursor = at == self._rows[self.cursor]
        bar = self._signs["bar"] if is_cursor else " "
        pieces = [(f"{bar}  ", "choices--bar"), *self._pieces(shown, width - 4)]
        return self._painter.paint(pieces, width, over="choices--cursor" if is_cursor else "")

    def _pieces(self, shown: Choice, room: int) -> list[tuple[str, str]]:
        """Return the words, and beside them what is told of them."""
        most = max(WORDS_CELLS, room // 2) if room > 2 * WORDS_CELLS else room * 3 // 5
        column = min(self._words_cells, most) if shown.told else room
        words = cut(clean_line(shown.words), max(0, column), self._signs["cut"])
        gap = " " * (column - cell_len(words) + 2)
        told = cut(clean_line(shown.told), max(0, room - column - 2), self._signs["cut"])
        return [(words, "choices--words"), (f"{gap}{told}", "choices--told")]

    def on_click(self, event: events.Click) -> None:
        """Go to the line that was clicked; a double click takes it."""
        index = self.row_at(event.y + self.scroll_offset.y)
        if index is not None:
            self.cursor = index
            if event.chain > 1:
                self.post_message(self.Taken())
