"""A pane of rows with a cursor, drawn line by line when they come into view.

What a row looks like is the subclass's matter. Knows no library.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui_reader.app.widgets.painting import NO_LOOKS, Painter
from tui_reader.app.widgets.plain_signs import as_they_are


class CursorList(ScrollView, can_focus=True):
    """Rows of any height with one cursor, for lists of any length."""

    DEFAULT_CSS = """
    CursorList {
        overflow-x: hidden;
        overflow-y: auto;
        height: 1fr;
        scrollbar-size-vertical: 1;
    }
    """

    LOOKS: ClassVar[Mapping[str, str]] = NO_LOOKS
    """The looks of its rows, in words."""

    cursor: reactive[int] = reactive(0, init=False, repaint=False)
    """The row that commands are about; its watcher paints the two rows that change, no more."""

    hint: reactive[str] = reactive("")
    """What an empty list says: what to do next."""

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self._painter = Painter(self, self.LOOKS)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Leave the words of posts as they are."""
        return as_they_are(super().get_line_filters())

    def notify_style_update(self) -> None:
        """Take the colours of a new theme, or of the focus."""
        super().notify_style_update()
        self._painter.forget()

    def row_count(self) -> int:
        """Return how many rows there are."""
        raise NotImplementedError

    def row_span(self, index: int) -> tuple[int, int]:
        """Return a row's first line and its height, with what belongs above it."""
        raise NotImplementedError

    def row_at(self, line: int) -> int | None:
        """Return the row on a line, None where there is none."""
        raise NotImplementedError

    def content_height(self) -> int:
        """Return the lines of all rows."""
        raise NotImplementedError

    def draw_line(self, line: int, width: int) -> Strip:
        """Draw one line, counted from the top of the list."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw what stands on a line of the pane."""
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        if width <= 0:
            return Strip.blank(0)
        if not self.row_count():
            return self._painter.sentence(self.hint, y, width)
        if line >= self.content_height():
            return self._painter.blank(width)
        return self.draw_line(line, width)

    def rows_changed(self) -> None:
        """Take notice that rows came, went or changed height."""
        self.virtual_size = Size(self.scrollable_content_region.width, self.content_height())
        self.refresh()

    def refresh_row(self, index: int) -> None:
        """Draw one row anew, and nothing else."""
        if 0 <= index < self.row_count():
            top, height = self.row_span(index)
            self.refresh(Region(0, top - self.scroll_offset.y, self.size.width, height))

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, self.row_count() - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Bring the row into view; draw only the rows that changed."""
        self.refresh_row(old)
        self.refresh_row(new)
        self.show_cursor()

    def show_cursor(self) -> None:
        """Scroll as little as needed to see the whole row of the cursor."""
        if not self.row_count() or not self.scrollable_content_region.height:
            return
        top, height = self.row_span(self.cursor)
        view = max(1, self.scrollable_content_region.height)
        target = min(self.scroll_target_y, max(0, self.content_height() - view))
        if top < target:
            target = top
        elif top + height > target + view:
            target = top + height - view
        if target != self.scroll_target_y or target != self.scroll_y:
            self.scroll_at_once(target)

    def scroll_at_once(self, line: float) -> None:
        """Scroll to a line, also where the list was so short until now that it had no scrollbar."""
        self.scroll_to(y=line, animate=False, immediate=True, force=True)

    def on_resize(self, _event: events.Resize) -> None:
        """Keep the cursor in sight when the pane changes its size."""
        self.rows_changed()
        self.show_cursor()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Show at the cursor where the keys go."""
        super().watch_has_focus(_has_focus)
        self._painter.forget()
        self.refresh_row(self.cursor)

    def page_rows(self) -> int:
        """Return about how many rows a page has, one less to keep the thread."""
        if not self.row_count():
            return 1
        _, height = self.row_span(self.cursor)
        return max(1, self.scrollable_content_region.height // height - 1)

    # What each list's own commands do; a list gives them its names for these.

    def row_down(self) -> None:
        """Go down one row."""
        self.cursor += 1

    def row_up(self) -> None:
        """Go up one row."""
        self.cursor -= 1

    def row_first(self) -> None:
        """Go to the first row."""
        self.cursor = 0

    def row_last(self) -> None:
        """Go to the last row."""
        self.cursor = self.row_count() - 1

    def row_page_down(self) -> None:
        """Go down one page."""
        self.cursor += self.page_rows()

    def row_page_up(self) -> None:
        """Go up one page."""
        self.cursor -= self.page_rows()
