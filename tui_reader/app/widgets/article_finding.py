"""A document in which words are found, and headings gone to. Knows no library."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from math import inf
from typing import TYPE_CHECKING

from textual.message import Message

from tui_reader.app.widgets.article_lines import Marks, Range
from tui_reader.app.widgets.caret_view import CaretView
from tui_reader.app.widgets.laid_view import LINES_WAITED_FOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui_reader.query.tree import Needle
    from tui_reader.render.blocks import Document
    from tui_reader.render.finding import Searched
    from tui_reader.render.lines import Line
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
        self._needles: Sequence[Needle] = ()
        self._searched: Searched | None = None
        self._starts: list[int] = []
        self._ends: list[int] = []
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

    def grow(self, document: "Document", *, letters: int = 0) -> None:
        """Show the same text with something else below it; places in it stay what they are."""
        self._searched = None
        here = self._place
        super().grow(document, letters=letters)
        self._look_for(self._words, self._needles)
        self._place = min(here, len(self._starts) - 1)

    def _forget(self) -> None:
        """Let go of what lies over the document's lines."""
        super()._forget()
        self._searched = None
        self._look_for("")

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
        if step == 0 or words != self._words or self._needles:
            self._look_for(words)
            below = bisect_left(self._starts, self._top_letter())
            self._place = below if below < len(self._starts) else 0
        elif self._starts:
            self._place = (self._place + step) % len(self._starts)
        return self._show_place()

    def light(self, needles: "Sequence[Needle]", *, goes: bool = True) -> tuple[int, int]:
        """Light words up and go to the first of them; return as ``find``.

        Args:
            needles: All of them; they stay lit until other words are looked for.
            goes: False stays where one is.
        """
        self._look_for("", needles)
        if goes and self._starts:
            self._place = 0
            return self._show_place()
        self.refresh()
        return 0, len(self._starts)

    def step_lit(self, step: int) -> tuple[int, int]:
        """Go to the next one (1) of the words that are lit up, or the one before (-1)."""
        if self.is_lit:
            self._place = (self._place + step) % len(self._starts)
        return self._show_place()

    @property
    def is_lit(self) -> bool:
        """Whether words are lit up that were found elsewhere."""
        return bool(self._needles and self._starts)

    def _show_place(self) -> tuple[int, int]:
        if self._starts:
            self._show_letter(self._starts[self._place])
        self.refresh()
        return (self._place + 1 if self._starts else 0), len(self._starts)

    @property
    def line_found(self) -> int:
        """The line of the place that is shown; 0 without one."""
        if self._laid is None or not 0 <= self._place < len(self._starts):
            return 0
        return self._laid.line_of_offset(self._starts[self._place])

    def _show_letter(self, offset: int) -> None:
        """Bring a letter into view, a little below the top; what is seen stays where it is."""
        if self._laid is None:
            return
        line = self._line_of(offset)
        if line == inf:
            self._go_to_offset(offset)
        elif not self.is_seen(round(line)):
            self._go(line - self.size.height // 3)

    def _look_for(self, words: str, needles: "Sequence[Needle]" = ()) -> None:
        """Find places in the document, whether its lines are laid out already or not."""
        self._words, self._needles = words, needles
        self._starts, self._ends, self._place = [], [], -1
        if (words or needles) and self.document:
            from tui_reader.render.finding import Searched

            searched = self._searched = self._searched or Searched(self.document)
            found = searched.places_of(needles) if needles else searched.places(words)
            self._starts, self._ends = found

    def _ranges(self, number: int) -> list[Range]:
        """Return where found words lie on a line: of thousands only those are looked at."""
        line = self.line_at(number) if self._starts else None
        if line is None or line.pixels is not None or not self._laid or not self._searched:
            return []
        first, end = line.offset, self._laid.offset_of_line(number + 1)
        near = range(bisect_right(self._ends, first), bisect_left(self._starts, end))
        return self._ranges_in(line, self._searched.text(first, end), near) if near else []

    def _ranges_in(self, line: "Line", told: str, near: range) -> list[Range]:
        from tui_reader.render.finding import places_of_letters

        letters = places_of_letters(line, told)
        ranges: list[Range] = []
        for index in near:
            start = max(0, self._starts[index] - line.offset)
            found = letters[start : max(0, self._ends[index] - line.offset)]
            look = "found-here" if index == self._place else "found"
            if found:
                ranges.append((found[0], found[-1] + 1, look))
        return ranges

    # ----------------------------------------------------------------------------- headings

    def action_outline(self) -> None:
        """Ask for the list of headings; where one is comes with them."""
        from tui_reader.render.outline import outline, stage_at

        stages = outline(self.document) if self.document else []
        self.post_message(self.OutlineAsked(stages, stage_at(stages, self._top_offset())))

    def action_next_heading(self) -> None:
        """Go to the next heading."""
        top = self._top_letter()
        here = round(self.scroll_target_y)
        for stage in self._stages():
            if stage.offset >= top and self._line_of(stage.offset) > here:
                self._go_to_offset(stage.offset)
                return

    def action_previous_heading(self) -> None:
        """Go to the heading before, or to the beginning."""
        top = self._top_letter()
        here = round(self.scroll_target_y)
        above = [stage.offset for stage in self._stages() if stage.offset <= top]
        while above and self._line_of(above[-1]) >= here:
            above.pop()
        self._go_to_offset(above[-1] if above else 0)

    def _stages(self) -> "list[Stage]":
        from tui_reader.render.outline import outline

        return [stage for stage in outline(self.document) if stage.level] if self.document else []

    def _top_letter(self) -> int:
        return self._laid.offset_of_line(round(self.scroll_target_y)) if self._laid else 0

    def _line_of(self, offset: int) -> float:
        """Return the line of a letter; of one far below what is laid out, that it is far below."""
        if self._laid is None:
            return inf
        if not self._laid.reaches(offset):
            self._laid.lay_more(LINES_WAITED_FOR)
        return self._laid.line_of_offset(offset) if self._laid.reaches(offset) else inf
