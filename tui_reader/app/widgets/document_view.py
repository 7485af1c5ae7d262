"""A document, drawn by the line from its layout, and moving through it. Knows no library.

Remote text arrives laid out and clean; it becomes segments and never meets a markup parser.
"""

from dataclasses import dataclass
from typing import Final

from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tui_reader.app.widgets.article_lines import NO_MARKS, LinePainter, Marks
from tui_reader.app.widgets.laid_view import LINES_WAITED_FOR, LaidView

SIDEWAYS_CELLS: Final = 8
"""A step to the side, at least; else a quarter of the pane."""
HEAD_LINES: Final = 2
"""So many first lines hold the title; further down the pane's title line tells it."""
READING: Final = "Laying out the text …"
KEPT_LINES: Final = 2
"""Lines of the last page that are still seen after paging."""


class DocumentView(LaidView, can_focus=True):
    """A document, as far as it is in view."""

    DEFAULT_CSS = """
    DocumentView {
        height: 1fr;
        scrollbar-gutter: stable;
        scrollbar-size: 1 1;
    }
    """

    @dataclass
    class Left(Message):
        """A person went back to the posts."""

    @dataclass
    class Scrolled(Message):
        """Another part of the text is in view."""

        place: str
        """Which part, in words; empty where everything is in view."""
        progress: float
        """How far the text was read, 0.0 to 1.0."""
        is_top: bool
        """Whether its first lines are in view."""

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, DocumentView.Scrolled)

    hint: reactive[str] = reactive("")
    """What is said while there is no document."""

    def __init__(self, *, text_width: int, ascii_signs: bool, id: str) -> None:  # noqa: A002
        super().__init__(text_width=text_width, ascii_signs=ascii_signs, id=id)
        self._painter = LinePainter(self, ascii_signs=ascii_signs)

    @property
    def progress(self) -> float:
        """How far the text was read, 0.0 to 1.0: 1.0 as soon as its end is in view."""
        laid, top, height = self._laid, round(self.scroll_target_y), self.size.height
        if laid is None or not (laid.width and height) or self._coming:
            return 0.0
        if top + height > laid.known_height + LINES_WAITED_FOR:
            return self.position
        read = max(0, laid.offset_of_line(top) - self._lead)
        unread = self._lead + self._letters - laid.offset_of_line(top + height)
        return read / (read + unread) if unread > 0 else 1.0

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Take notice of the part that is in view now."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._tell_place()

    def _tell_place(self) -> None:
        progress = self.progress
        if self.max_scroll_y <= 0:
            place = ""
        elif self.is_at_end:
            place = "end"
        else:
            place = f"{int(100 * progress)} %"
        self.post_message(self.Scrolled(place, progress, self.scroll_target_y < HEAD_LINES))

    # ------------------------------------------------------------------------------ drawing

    def notify_style_update(self) -> None:
        """Take the colours of a new theme."""
        super().notify_style_update()
        self._painter.forget()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the pane."""
        width = self.scrollable_content_region.width
        if width <= 0:
            return Strip.blank(0)
        if self._laid is None:
            words = READING if self._coming else self.hint
            return self._painter.sentence(words, y, width)
        if y == 0 and not self._fits():
            # Textual 8.2 tells a widget nothing of its first size where a scroll comes between.
            self.call_next(self._fit)
        number = y + self.scroll_offset.y
        line = self.line_at(number)
        if line is None:
            return self._painter.blank(width)
        return self._painter.strip(
            line,
            width,
            side=self._side(),
            scroll=self.scroll_offset.x,
            marks=self.marks_on(number),
        )

    def marks_on(self, _number: int) -> Marks:
        """Return what lies over a line of the document: found words, a focused link, hints."""
        return NO_MARKS

    # --------------------------------------------------------------------------- movement

    def _go(self, line: float) -> None:
        self._goes_to_end = False
        self.scroll_to(y=max(0, line), animate=False, immediate=True, force=True)

    def _page(self) -> int:
        return max(1, self.size.height - KEPT_LINES)

    def action_line_down(self) -> None:
        """Go down one line."""
        self._go(self.scroll_target_y + 1)

    def action_line_up(self) -> None:
        """Go up one line."""
        self._go(self.scroll_target_y - 1)

    def action_page_down(self) -> None:
        """Go down one page."""
        self._go(self.scroll_target_y + self._page())

    def action_page_up(self) -> None:
        """Go up one page."""
        self._go(self.scroll_target_y - self._page())

    def action_half_down(self) -> None:
        """Go down half a page."""
        self._go(self.scroll_target_y + max(1, self.size.height // 2))

    def action_half_up(self) -> None:
        """Go up half a page."""
        self._go(self.scroll_target_y - max(1, self.size.height // 2))

    def action_article_top(self) -> None:
        """Go to the beginning."""
        self._go(0)

    def action_article_end(self) -> None:
        """Go to the end."""
        self.go_to_end()

    def action_scroll_left(self) -> None:
        """See more to the left; at the left edge go back to the posts."""
        if self.scroll_target_x <= 0:
            self.post_message(self.Left())
        self._go_aside(-1)

    def action_scroll_right(self) -> None:
        """See more to the right of a wide table or code."""
        self._go_aside(1)

    def _go_aside(self, steps: int) -> None:
        cells = max(SIDEWAYS_CELLS, self.size.width // 4)
        self.scroll_to(x=self.scroll_target_x + steps * cells, animate=False, immediate=True)

    def action_article_leave(self) -> None:
        """Go back to the posts."""
        self.post_message(self.Left())

    def is_seen(self, line: int) -> bool:
        """Tell whether a line of the document is in view."""
        return self.scroll_target_y <= line < self.scroll_target_y + self.size.height

    def _go_to_offset(self, offset: int) -> None:
        """Show a letter at the top, as soon as its line is laid out."""
        if self._laid is None:
            return
        if not self._laid.reaches(offset):
            self._laid.lay_more(LINES_WAITED_FOR)
        if self._laid.reaches(offset):
            self._resize(self._laid.line_of_offset(offset))
        else:
            self._offset = offset
            self._begin()
