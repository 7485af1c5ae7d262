"""A document of which parts can be selected with the mouse, and copied.

Knows no library, and does not copy: it says what is to be copied.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.message import Message
from textual.selection import Selection
from textual.widget import Widget

from tui_reader.app.widgets import caret
from tui_reader.app.widgets.article_lines import Marks, Range, moved_left
from tui_reader.app.widgets.document_view import DocumentView
from tui_reader.render.signs import ASCII, UNICODE

if TYPE_CHECKING:
    from tui_reader.render.layout import Layout
    from tui_reader.render.selected import Spot


class SelectingView(DocumentView):
    """A document with a caret, or with what the mouse selected."""

    ALLOW_SELECT = True

    @dataclass
    class Copied(Message):
        """A person wants text in the clipboard."""

        text: str

    @property
    def has_selection(self) -> bool:
        """Whether a part of the text is selected."""
        return self._chosen() is not None

    def _chosen(self) -> "tuple[Spot, Spot] | None":
        """Return the first letter that is selected, and the place after the last."""
        selection = self.text_selection
        return None if selection is None else self._chosen_by_mouse(selection)

    def _chosen_by_mouse(self, selection: Selection) -> "tuple[Spot, Spot] | None":
        """Return what the mouse selected; where it left the pane, no more than is in view."""
        from tui_reader.render.selected import Spot

        top = round(self.scroll_target_y)
        start, end = selection.start, selection.end
        first = Spot(start.y, start.x) if start else Spot(top, 0)
        bottom = top + max(0, self.size.height - 1)
        last = Spot(end.y, end.x) if end else Spot(bottom, len(self._text(bottom)))
        return (first, last) if first < last else None

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text that the mouse selected, and what parts it from other widgets' text."""
        span = self._chosen_by_mouse(selection)
        return (self._copy_of(span), "\n") if span else None

    def selection_updated(self, selection: Selection | None) -> None:
        """Show what the mouse has selected so far."""
        self.refresh_bindings()
        self.refresh()

    def _copy_of(self, span: "tuple[Spot, Spot]") -> str:
        from tui_reader.render.selected import selected_text

        return selected_text(self._laid, *span) if self._laid else ""

    def marks_on(self, number: int) -> Marks:
        """Return what lies over a line: what is selected."""
        marks = super().marks_on(number)
        ranges = self._selected_on(number)
        return replace(marks, ranges=(*ranges, *marks.ranges)) if ranges else marks

    def _selected_on(self, number: int) -> list[Range]:
        span = self._chosen()
        if span is None or not span[0].line <= number <= span[1].line:
            return []
        first = span[0].letter if number == span[0].line else self._first_letter(number)
        last = span[1].letter if number == span[1].line else len(self._text(number))
        return [(first, last, "selected")]

    def letter_at(self, x: int, y: int) -> Offset:
        """Return the letter of the document under a cell of the pane, for the mouse.

        As (letter, line): left of a line its first letter, right of it the place after the last.
        """
        number = y + self.scroll_offset.y
        line = self.line_at(number)
        if line is None or self._laid is None:
            last = max(0, (self._laid.known_height if self._laid else 0) - 1)
            return Offset(len(self._text(last)), last)
        moved = moved_left(line, self.scrollable_content_region.width, self._side())
        cell = x - self._side() - line.margin + (self.scroll_offset.x if moved else 0)
        return Offset(caret.letter_at_cell(line.text, cell), number)

    def text_select_all(self) -> None:
        """Select nothing at a double click: the whole article is hardly ever meant."""

    @property
    def select_container(self) -> Widget:
        """What a triple click would select."""
        return self

    def _text(self, number: int) -> str:
        """Return what a line says; nothing of one that is a picture, or is not there."""
        line = self.line_at(number)
        return "" if line is None or line.pixels is not None else line.text

    def _first_letter(self, number: int) -> int:
        """Return where a line's text begins: behind signs of quotes, of headings, and blanks."""
        signs, at = (ASCII if self._ascii else UNICODE), 0
        before = ("", signs.bar, signs.heading.strip(), signs.subheading.strip())
        line = self.line_at(number)
        for piece in line.pieces if line else ():
            if piece.text.strip() not in before:
                return at + caret.first_letter(piece.text)
            at += len(piece.text)
        return 0

    def action_select_end(self) -> None:
        """Select nothing."""
        self.screen.clear_selection()
        self.refresh_bindings()
        self.refresh()

    def _forget(self) -> None:
        """Let go of what lies over the document's lines."""
        self._select_nothing()

    def _select_nothing(self) -> None:
        if self.is_attached and self.has_selection:
            self.action_select_end()

    def _lay_out(self) -> None:
        """Put other lines in view: what was selected belonged to the lines as they were."""
        before = self._laid
        super()._lay_out()
        if self._laid is not None and self._moved(before, self._laid):
            self._select_nothing()

    def _moved(self, before: "Layout | None", now: "Layout") -> bool:
        """Tell whether what is selected stands on other lines than before."""
        if before is None or before.width != now.width:
            return True
        return any(_offset_on(before, line) != _offset_on(now, line) for line in self._held_lines())

    def _held_lines(self) -> list[int]:
        """Return the lines between which text is selected."""
        span = self._chosen()
        return [span[0].line, span[1].line] if span else []


def _offset_on(layout: "Layout", line: int) -> int:
    """Return the letters before a line; -1 where it is not laid out."""
    return layout.offset_of_line(line) if line < layout.known_height else -1
