"""A document, drawn by the line from its layout, and moving through it. Knows no library.

Remote text arrives laid out and clean; it becomes segments and never meets a markup parser.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.timer import Timer

from tui_reader.app.widgets.article_lines import NO_MARKS, LinePainter, Marks

if TYPE_CHECKING:
    from tui_reader.render.blocks import Document
    from tui_reader.render.layout import Layout

LINES_AT_ONCE: Final = 300
"""Lines laid out in one go while nothing else is to be done: a few milliseconds."""
SIDE_CELLS: Final = 2
ROOMY: Final = 44
"""A pane with fewer cells has no margin beside the text."""
SIDEWAYS_CELLS: Final = 8
HEAD_LINES: Final = 2
"""So many first lines hold the title; further down the pane's title line tells it."""
KEPT_LINES: Final = 2
"""Lines of the last page that are still seen after paging."""


class DocumentView(ScrollView, can_focus=True):
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
        """Which part, in words."""
        is_top: bool
        """Whether its first lines are in view."""

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, DocumentView.Scrolled)

    hint: reactive[str] = reactive("")
    """What is said while there is no document."""

    def __init__(self, *, text_width: int, ascii_signs: bool, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._text_width = text_width
        self._ascii = ascii_signs
        self._painter = LinePainter(self)
        self.document: Document | None = None
        """What is shown."""
        self._laid: Layout | None = None
        self._lead = self._letters = 0
        self._offset = self._laid_line = 0
        self._idle: Timer | None = None

    # ------------------------------------------------------------------------ what is shown

    def show(
        self, document: "Document", *, position: float = 0.0, lead: int = 0, letters: int = 0
    ) -> None:
        """Show a document from where it was left.

        Args:
            document: What is shown: a text, perhaps with a page around it.
            position: 0.0 to 1.0 of the text's own letters.
            lead: Letters of the page before the text.
            letters: The text's own; 0: all of the document's.
        """
        self.document = document
        self._lead = lead
        self._letters = letters or document.letters
        self._offset = lead + round(position * self._letters) if position else 0
        self._lay_out()

    def grow(self, document: "Document") -> None:
        """Show the same text with something else below it; the letter at the top stays there."""
        self._offset = self._top_offset()
        self.document = document
        self._lay_out()

    def clear(self) -> None:
        """Show no post."""
        self.document = None
        self._laid = None
        self.virtual_size = Size(0, 0)
        self.refresh()

    @property
    def position(self) -> float:
        """How far the text was read: the share of its letters above the top line."""
        read = self._top_offset() - self._lead
        return max(0.0, min(1.0, read / self._letters)) if self._letters else 0.0

    def _top_offset(self) -> int:
        """Return the letters above the top line.

        As long as nobody scrolls it is the offset that was laid out for, not the beginning of the
        line that holds it: else each change of width would move the place up.
        """
        line = round(self.scroll_target_y)
        if self._laid is None or not self._laid.width or line == self._laid_line:
            return self._offset
        return self._laid.offset_of_line(line) if line else 0

    @property
    def is_at_end(self) -> bool:
        """Whether the last line is in view."""
        if self._laid is None:
            return True
        return self._laid.is_whole and self.scroll_target_y >= self.max_scroll_y

    def _side(self) -> int:
        return SIDE_CELLS if self.scrollable_content_region.width >= ROOMY else 1

    def _lay_out(self) -> None:
        """Lay the text out at the pane's width, the letter at the top staying at the top."""
        from tui_reader.render.layout import Layout  # the list is painted before it is needed

        if self.document is None:
            return
        width = max(0, self.scrollable_content_region.width - 2 * self._side())
        self._laid = Layout(self.document, width, text_width=self._text_width, ascii=self._ascii)
        line = self._laid.line_of_offset(self._offset) if self._offset else 0
        self._laid_line = line
        self._laid.lines(line, self.size.height + LINES_AT_ONCE)
        self._resize(line)
        self._lay_out_rest()

    def _resize(self, line: float) -> None:
        assert self._laid is not None
        drawn = self._laid.lines(0, self._laid.known_height)
        width = max((each.width + each.margin for each in drawn), default=0) + 2 * self._side()
        self.virtual_size = Size(width, self._laid.estimated_height)
        self.scroll_to(x=0, y=line, animate=False, immediate=True, force=True)
        self.refresh()
        self._tell_place()

    def _lay_out_rest(self) -> None:
        """Lay out the lines out of view in small steps, keys first."""
        if self._idle:
            self._idle.stop()
        if self._laid and not self._laid.is_whole:
            self._idle = self.set_interval(0.01, self._lay_out_more)

    def _lay_out_more(self) -> None:
        layout = self._laid
        if layout and layout.lay_more(LINES_AT_ONCE):
            return
        if self._idle:
            self._idle.stop()
        self._resize(self.scroll_target_y)

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the text out anew when the width changed; keep the letter at the top."""
        width = max(0, self.scrollable_content_region.width - 2 * self._side())
        if self._laid is None or self._laid.width != width:
            self._offset = self._top_offset()
            self._lay_out()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say where in the text one is."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._tell_place()

    def _tell_place(self) -> None:
        if self.max_scroll_y <= 0:
            place = ""
        elif self.is_at_end:
            place = "end"
        else:
            place = f"{round(100 * self.scroll_target_y / self.max_scroll_y)} %"
        self.post_message(self.Scrolled(place, self.scroll_target_y < HEAD_LINES))

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
            return self._painter.sentence(self.hint, y, width)
        number = y + self.scroll_offset.y
        lines = self._laid.lines(number, 1)
        if not lines:
            return self._painter.blank(width)
        return self._painter.strip(
            lines[0],
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
        if self._laid:
            self.virtual_size = Size(self.virtual_size.width, self._laid.height)
            self._go(self.max_scroll_y)

    def action_scroll_left(self) -> None:
        """See more to the left; at the left edge go back to the posts."""
        if self.scroll_target_x <= 0:
            self.post_message(self.Left())
        self.scroll_to(x=self.scroll_target_x - SIDEWAYS_CELLS, animate=False, immediate=True)

    def action_scroll_right(self) -> None:
        """See more to the right of a wide table or code."""
        self.scroll_to(x=self.scroll_target_x + SIDEWAYS_CELLS, animate=False, immediate=True)

    def action_article_leave(self) -> None:
        """Go back to the posts."""
        self.post_message(self.Left())

    def is_seen(self, line: int) -> bool:
        """Tell whether a line of the document is in view."""
        return self.scroll_target_y <= line < self.scroll_target_y + self.size.height
