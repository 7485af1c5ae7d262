"""The headings of an article, one below the other, set in by their level. Knows no library."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from tui_reader.app.bindings import bindings
from tui_reader.app.commands import Scope
from tui_reader.app.format import cut
from tui_reader.app.widgets.cursor_list import CursorList
from tui_reader.app.widgets.painting import signs
from tui_reader.render.outline import Stage

INDENT = 2


class OutlineList(CursorList):
    """Headings, with the one where a person is reading marked."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.OUTLINE)

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "outline-list--title",
        "outline-list--heading",
        "outline-list--deep",
        "outline-list--here",
        "outline-list--bar",
        "outline-list--cursor",
    }

    DEFAULT_CSS = """
    OutlineList {
        & > .outline-list--title { color: $primary; text-style: bold; }
        & > .outline-list--heading { color: $foreground; text-style: bold; }
        & > .outline-list--deep { color: $foreground; }
        & > .outline-list--here { color: $text-accent; }
        & > .outline-list--bar { color: $accent; }
        & > .outline-list--cursor { background: $primary 20%; }
    }
    """

    @dataclass
    class Chosen(Message):
        """A person wants to read on from a heading."""

        stage: Stage

    @dataclass
    class Left(Message):
        """A person wants back to where they were."""

    def __init__(self, stages: Sequence[Stage], here: int, *, ascii_signs: bool) -> None:
        super().__init__("outline-list")
        self._stages = stages
        self._here = here
        self._signs = signs(ascii_signs=ascii_signs)
        top = min((stage.level for stage in stages if stage.level), default=1)
        self._depths = [max(0, stage.level - top + 1) for stage in stages]
        self.set_reactive(OutlineList.cursor, here)

    def row_count(self) -> int:
        """Return how many headings there are."""
        return len(self._stages)

    def row_span(self, index: int) -> tuple[int, int]:
        """Return a heading's line; each has one."""
        return index, 1

    def row_at(self, line: int) -> int | None:
        """Return the heading on a line, None where there is none."""
        return line if 0 <= line < len(self._stages) else None

    def content_height(self) -> int:
        """Return the lines of all headings."""
        return len(self._stages)

    def draw_line(self, line: int, width: int) -> Strip:
        """Draw one heading; a sign stands before the one where one was reading."""
        is_cursor = line == self.cursor
        depth = self._depths[line]
        bar = self._signs["bar"] if is_cursor else " "
        here = self._signs["unread"] if line == self._here else " "
        indent = " " * min(INDENT * depth, max(0, width // 3))
        room = width - len(bar) - len(here) - 1 - len(indent) - 1
        look = ("title", "heading")[depth] if depth < 2 else "deep"
        pieces = [
            (bar, "outline-list--bar"),
            (f"{here} ", "outline-list--here"),
            (
                indent + cut(self._stages[line].text, room, self._signs["cut"]),
                f"outline-list--{look}",
            ),
        ]
        over = "outline-list--cursor" if is_cursor else ""
        return self._painter.paint(pieces, width, over=over)

    action_outline_down = CursorList.row_down
    action_outline_up = CursorList.row_up
    action_outline_first = CursorList.row_first
    action_outline_last = CursorList.row_last
    action_outline_page_down = CursorList.row_page_down
    action_outline_page_up = CursorList.row_page_up

    def action_outline_open(self) -> None:
        """Read on from the heading of the cursor."""
        self.post_message(self.Chosen(self._stages[self.cursor]))

    def action_outline_leave(self) -> None:
        """Go back to where one was."""
        self.post_message(self.Left())

    def on_click(self, event: events.Click) -> None:
        """Read on from the heading that was clicked."""
        index = self.row_at(event.y + self.scroll_offset.y)
        if index is not None:
            self.cursor = index
            self.action_outline_open()
