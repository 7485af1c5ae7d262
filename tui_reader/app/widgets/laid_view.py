"""A document laid out at a pane's width, more of it as time allows; how far it was read.

Knows no library. Draws nothing: ``document_view.py`` does.
"""

import asyncio
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual import events
from textual.filter import LineFilter
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.timer import Timer

from tui_reader.app.collecting import pause, resume, settle
from tui_reader.app.widgets.plain_signs import as_they_are
from tui_reader.render.pixels import NO_PICTURES, PicturePlan
from tui_reader.render.running import Manner

if TYPE_CHECKING:
    from tui_reader.render.blocks import Document
    from tui_reader.render.layout import Layout, Line

LINES_AT_ONCE: Final = 300
"""Lines laid out below those in view before they are shown."""
LINES_WAITED_FOR: Final = 2_000
"""A place so many lines down is laid out at once: keys wait a few hundredths of a second."""
LONG_LETTERS: Final = 300_000
"""Letters from which a text is kept from the collector of cycles."""
STEP_LINES: Final = 4
STEP_SECONDS: Final = 0.006
"""How long lines are laid out in one go while nothing else is to be done."""
SIDE_CELLS: Final = 2
ROOMY: Final = 44
"""A pane with fewer cells has no margin beside the text."""


class LaidView(ScrollView):
    """A document at the pane's width."""

    def __init__(self, *, text_width: int, ascii_signs: bool, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._text_width = text_width
        self._ascii = ascii_signs
        self.document: Document | None = None
        """What is shown."""
        self.justifies = self.parts_words = False
        """Whether lines are equally long, and long words go on in the next line."""
        self._laid: Layout | None = None
        """The lines in view; those of the width before while new ones are laid out."""
        self._coming: Layout | None = None
        self._goes_to_end = self._is_beginning = False
        self._lead = self._letters = 0
        self._offset = self._laid_line = 0
        self._idle: Timer | None = None

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Leave the words of posts as they are."""
        return as_they_are(super().get_line_filters())

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
        self._laid = None
        self._goes_to_end = self._is_beginning = False
        self.scroll_to(x=0, animate=False, immediate=True, force=True)
        if self._letters < LONG_LETTERS:
            resume()
        self._begin()

    def await_rest(self, letters: int) -> None:
        """Take what is shown for the beginning of a text of about so many letters."""
        self._letters, self._is_beginning = letters, True

    def grow(self, document: "Document", *, letters: int = 0) -> None:
        """Show the same text with something else below it; the letter at the top stays there.

        Args:
            document: What is shown now.
            letters: Of the text, if only its beginning was shown before.
        """
        self._offset = self._top_offset()
        self.document = document
        if letters:
            self._letters, self._is_beginning = letters, False
        self._begin()

    def set_manner(self, *, text_width: int, justifies: bool, parts_words: bool) -> None:
        """Lay the text out otherwise; the letter at the top stays there."""
        self._text_width, self.justifies, self.parts_words = text_width, justifies, parts_words
        if self.document:
            self.grow(self.document)

    def clear(self) -> None:
        """Show no post."""
        self.document = None
        self._laid = self._coming = None
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
        line that holds it: else each change of width would move the place up. Lines that are seen
        until the place is reached are those from before, perhaps of another text.
        """
        line = round(self.scroll_target_y)
        if self._coming:
            return self._offset
        if self._laid is None or not self._laid.width or line == self._laid_line:
            return self._offset
        return self._laid.offset_of_line(line) if line else 0

    @property
    def is_at_end(self) -> bool:
        """Whether the last line is in view."""
        if self._laid is None:
            return True
        return (
            not self._is_beginning
            and self._laid.is_whole
            and self.scroll_target_y >= self.max_scroll_y
        )

    def _side(self) -> int:
        return SIDE_CELLS if self.scrollable_content_region.width >= ROOMY else 1

    def line_at(self, number: int) -> "Line | None":
        """Return a line; None past the end, and far below what is laid out so far."""
        if self._laid is None or number > self._laid.known_height + LINES_WAITED_FOR:
            return None
        return next(iter(self._laid.lines(number, 1)), None)

    # -------------------------------------------------------------------------- laying out

    def _layout_at(self, width: int) -> "Layout":
        from tui_reader.render.layout import Layout  # the list is painted before it is needed

        assert self.document is not None
        return Layout(
            self.document,
            width,
            text_width=self._text_width,
            ascii=self._ascii,
            pictures=self._picture_plan(),
            manner=self._manner(self.document),
        )

    def _manner(self, document: "Document") -> Manner:
        """Return how running text is set; a language's patterns come later: it is set anew then."""
        if not self.parts_words:
            return Manner(self.justifies)
        from tui_reader.render import hyphens

        language = hyphens.language_of(document)
        found = hyphens.loaded(language)
        if language and found is None:
            self.run_worker(self._load_patterns(language), group="patterns", exclusive=True)
        return Manner(self.justifies, found)

    async def _load_patterns(self, language: str) -> None:
        from tui_reader.render import hyphens

        await asyncio.to_thread(hyphens.load, language)
        if self.document is not None:
            self._offset = self._top_offset()
            self._begin()

    def _picture_plan(self) -> PicturePlan:
        """Return which pictures are drawn in the text."""
        return NO_PICTURES

    def _begin(self) -> None:
        """Lay the text out at the pane's width: at once, or in steps where its place is far down.

        Until it is reached the lines that were in view before stay there, and keys are answered.
        """
        if self.document is None:
            return
        self._coming = self._layout_at(self._width())
        if self._offset and not self._is_near(self._coming):
            self._lay_on()
            self.refresh()
        else:
            self._lay_out()

    def _is_near(self, layout: "Layout") -> bool:
        """Lay out so much as keys may wait for; tell whether the letter at the top is in it."""
        while layout.known_height < LINES_WAITED_FOR and not layout.reaches(self._offset):
            layout.lay_more(STEP_LINES)
        return layout.reaches(self._offset)

    def _lay_out(self) -> None:
        """Put the lines in view, the letter at the top staying at the top."""
        self._laid, self._coming = self._coming, None
        if self._laid is None:
            return
        line = self._laid.line_of_offset(self._offset) if self._offset else 0
        self._laid_line = line
        self._laid.lines(line, self.size.height + 1)
        self._lay_for(STEP_SECONDS, line + self.size.height + LINES_AT_ONCE)
        self._resize(line)
        self._lay_on()

    def _width(self) -> int:
        return max(0, self.scrollable_content_region.width - 2 * self._side())

    def _resize(self, line: float) -> None:
        assert self._laid is not None
        width = self._laid.widest + 2 * self._side()
        self.virtual_size = Size(width, self._laid.estimated_height)
        self.scroll_to(y=line, animate=False, immediate=True, force=True)
        self.refresh()
        self._tell_place()

    def _lay_on(self) -> None:
        """Lay out the lines out of view in small steps, keys first."""
        if self._idle:
            self._idle.stop()
        if self._coming or (self._laid and not self._laid.is_whole):
            if self._letters >= LONG_LETTERS:
                pause()
            self._idle = self.set_interval(0.01, self._lay_more)

    def _lay_for(self, seconds: float, lines: int) -> None:
        """Lay out for so long, or until there are so many lines."""
        layout = self._coming or self._laid
        end = time.perf_counter() + seconds
        while layout and layout.known_height < lines and layout.lay_more(STEP_LINES):
            if time.perf_counter() > end:
                break

    def _lay_more(self) -> None:
        layout = self._coming or self._laid
        self._lay_for(STEP_SECONDS, sys.maxsize)
        if self._coming and self._coming.reaches(self._offset):
            self._lay_out()
        elif self._coming is None and (layout is None or layout.is_whole):
            self._lay_no_more()

    def _lay_no_more(self) -> None:
        if self._idle:
            self._idle.stop()
        if self._letters >= LONG_LETTERS and not self._is_beginning:
            settle()
        if self._laid:
            self._resize(self.scroll_target_y)
            if self._goes_to_end and not self._is_beginning:
                self.go_to_end()

    def go_to_end(self) -> None:
        """Show the last lines, as soon as they are laid out."""
        layout = self._laid
        self._goes_to_end = layout is not None and (
            self._is_beginning or layout.lay_more(LINES_WAITED_FOR)
        )
        if layout and not self._goes_to_end:
            self._resize(layout.height)

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the text out anew when the width changed; keep the letter at the top."""
        self._fit()

    def _fits(self) -> bool:
        """Tell whether the text is, or will soon be, laid out at the pane's width."""
        layout = self._coming or self._laid
        return layout is not None and layout.width == self._width()

    def _fit(self) -> None:
        if not self._fits():
            self._offset = self._top_offset()
            self._begin()

    def _tell_place(self) -> None:
        """Say which part is in view, where anybody wants to know."""
