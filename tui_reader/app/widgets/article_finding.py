"""A document in which words are found, and headings gone to. Knows no library."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.message import Message

from tui_reader.app.widgets.article_lines import Marks, Range
from tui_reader.app.widgets.caret_view import CaretView
from tui_reader.app.widgets.places_found import Place, find_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui_reader.render.blocks import Document
    from tui_reader.render.outline import Stage


class FindingView(CaretView):
    """A document, and the places in it where words were found."""

    @dataclass
    class OutlineAsked(Message):
        """A person wants to see the headings."""

        stages: "Sequence[Stage]"
        here: int
        """Which of them one is reading under."""

    def __init__(self, *, text_width: int, ascii_signs: bool, id: str) -> None:  # noqa: A002
        super().__init__(text_width=text_width, ascii_signs=ascii_signs, id=id)
        self._words = ""
        self._places: list[Place] = []
        self._on_line: dict[int, list[tuple[int, int, int]]] = {}
        self._place = -1

    def show(
        self, document: "Document", *, position: float = 0.0, lead: int = 0, letters: int = 0
    ) -> None:
        """Show a post from where it was left; what lay over the one before is forgotten."""
        self._forget()
        super().show(document, position=position, lead=lead, letters=letters)

    def clear(self) -> None:
        """Show no post."""
        self._forget()
        super().clear()

    def _forget(self) -> None:
        """Let go of what lies over the document's lines."""
        super()._forget()
        self._look_for("")

    def _lay_out(self) -> None:
        """Lay the text out; places belonged to the lines as they were."""
        super()._lay_out()
        here = self._place
        self._look_for(self._words)
        self._place = min(here, len(self._places) - 1)

    def marks_on(self, number: int) -> Marks:
        """Return what lies over a line of the document."""
        marks = super().marks_on(number)
        return replace(marks, ranges=(*marks.ranges, *self._ranges(number)))

    # -------------------------------------------------------------------------------- words

    def find(self, words: str, step: int) -> tuple[int, int]:
        """Find words; return which place is shown, from 1, and how many there are.

        Args:
            words: What to find; empty ends it.
            step: 0: the first place from here on; 1, -1: the next one, the one before.
        """
        if self._laid is None:
            return 0, 0
        if step == 0 or words != self._words:
            self._look_for(words)
            top = self.scroll_target_y
            below = (i for i, place in enumerate(self._places) if place[0][0] >= top)
            self._place = next(below, 0)
        elif self._places:
            self._place = (self._place + step) % len(self._places)
        if self._places and not self.is_seen(line := self._places[self._place][0][0]):
            self._go(line - self.size.height // 3)
        self.refresh()
        return (self._place + 1 if self._places else 0), len(self._places)

    def _look_for(self, words: str) -> None:
        """Find places, and remember them by line: a frame must not look through thousands."""
        lines = self._laid.lines(0, self._laid.height) if self._laid and words else []
        self._words = words
        self._places, self._place = find_places([line.text for line in lines], words), -1
        self._on_line = {}
        for index, place in enumerate(self._places):
            for line, start, end in place:
                self._on_line.setdefault(line, []).append((index, start, end))

    def _ranges(self, number: int) -> list[Range]:
        return [
            (start, end, "found-here" if index == self._place else "found")
            for index, start, end in self._on_line.get(number, ())
        ]

    # ----------------------------------------------------------------------------- headings

    def action_outline(self) -> None:
        """Ask for the list of headings; where one is comes with them."""
        from tui_reader.render.outline import outline, stage_at

        stages = outline(self.document) if self.document else []
        self.post_message(self.OutlineAsked(stages, stage_at(stages, self._top_offset())))

    def action_next_heading(self) -> None:
        """Go to the next heading."""
        if self._laid:
            self._laid.lines(0, self._laid.height)
            below = [h.line for h in self._laid.headings if h.line > self.scroll_target_y]
            if below:
                self._go(below[0])

    def action_previous_heading(self) -> None:
        """Go to the heading before, or to the beginning."""
        if self._laid:
            above = [h.line for h in self._laid.headings if h.line < self.scroll_target_y]
            self._go(above[-1] if above else 0)
