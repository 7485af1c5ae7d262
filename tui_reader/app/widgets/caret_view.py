"""A caret in the text, moved by keys: what lies between two of its places is selected.

Knows no library.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual import events
from textual.message import Message

from tui_reader.app.commands import Scope, commands_of
from tui_reader.app.widgets import caret
from tui_reader.app.widgets.article_lines import Range, moved_left
from tui_reader.app.widgets.selecting import SelectingView

if TYPE_CHECKING:
    from textual.selection import Selection

    from tui_reader.render.selected import Spot

OF_SELECTION: Final = frozenset(command.id for command in commands_of(Scope.SELECTION))
OF_MOUSE_TOO: Final = frozenset({"select_copy", "select_end"})


class CaretView(SelectingView):
    """A document with a caret in it, while a person selects by keys."""

    class Begun(Message):
        """A caret stands in the text."""

    def __init__(self, *, text_width: int, ascii_signs: bool, id: str) -> None:  # noqa: A002
        super().__init__(text_width=text_width, ascii_signs=ascii_signs, id=id)
        self._caret: Spot | None = None
        self._start: Spot | None = None
        self._cell = 0

    # ------------------------------------------------------------------------ the caret's life

    @property
    def is_selecting(self) -> bool:
        """Whether keys move the caret."""
        return self._caret is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the keys of the caret only while there is one, and copying while there is text."""
        if action in OF_SELECTION:
            return self.is_selecting or (action in OF_MOUSE_TOO and self.has_selection)
        return super().check_action(action, parameters)

    def action_select(self) -> None:
        """Put a caret on the text in view."""
        spot = self._first_spot()
        if spot is not None:
            self.screen.clear_selection()
            self._start = None
            self._place_caret(spot)
            self.refresh_bindings()
            self.post_message(self.Begun())

    def _first_spot(self) -> "Spot | None":
        """Return where the caret begins: the first text in view."""
        return self._spot_on(round(self.scroll_target_y), 1)

    def action_select_start(self) -> None:
        """Select from the caret on; where something is selected already, from here anew."""
        self._start = self._caret
        self.refresh()

    def action_select_copy(self) -> None:
        """Copy what is selected; without that, the word at the caret."""
        span = self._chosen() or self._word()
        if span:
            self.post_message(self.Copied(self._copy_of(span)))
        self.action_select_end()

    def _word(self) -> "tuple[Spot, Spot] | None":
        if self._caret is None:
            return None
        found = caret.word_around(self._text(self._caret.line), self._caret.letter)
        spot = self._caret
        return (spot._replace(letter=found[0]), spot._replace(letter=found[1])) if found else None

    def action_select_end(self) -> None:
        """Take the caret away; select nothing."""
        self._caret = self._start = None
        super().action_select_end()

    @property
    def has_selection(self) -> bool:
        """Whether a part of the text is selected, or a caret stands in it."""
        return self.is_selecting or super().has_selection

    def selection_updated(self, selection: "Selection | None") -> None:
        """Show what the mouse has selected so far; it takes the place of the caret."""
        if selection is not None:
            self._caret = self._start = None
        super().selection_updated(selection)

    def _chosen(self) -> "tuple[Spot, Spot] | None":
        """Return the first letter that is selected, and the place after the last."""
        if self._caret is None:
            return super()._chosen()
        if self._start is None:
            return None
        first, last = sorted((self._start, self._caret))
        return first, last._replace(letter=caret.letter_after(self._text(last.line), last.letter))

    def _held_lines(self) -> list[int]:
        lines = super()._held_lines()
        return [self._caret.line, *lines] if self._caret else lines

    def _selected_on(self, number: int) -> list[Range]:
        ranges = super()._selected_on(number)
        here = self._caret
        if here is None or here.line != number:
            return ranges
        return [
            (here.letter, caret.letter_after(self._text(number), here.letter), "caret"),
            *ranges,
        ]

    def on_click(self, event: events.Click) -> None:
        """Put the caret where one clicked, while there is one."""
        if not self.is_selecting:
            return
        letter, number = self.letter_at(event.x, event.y)
        spot, last = self._spot_on(number, -1), caret.last_letter(self._text(number))
        if spot and spot.line == number:
            self._place_caret(spot._replace(letter=max(spot.letter, min(letter, last))))

    # ---------------------------------------------------------------------- the caret's steps

    def _spot_on(self, number: int, by: int) -> "Spot | None":
        """Return the first letter of the first line with text, from a line on up or down."""
        from tui_reader.render.selected import Spot

        while number >= 0 and self.line_at(number) is not None:
            if self._text(number).strip():
                return Spot(number, self._first_letter(number))
            number += by
        return None

    def _place_caret(self, spot: "Spot") -> None:
        """Put the caret on a letter, and bring it into view."""
        self._caret = spot
        text = self._text(spot.line)
        self._cell = cell_len(text[: spot.letter])
        self._show_line(spot.line)
        self._show_cell(spot.line, self._cell)
        self.refresh()

    def _show_line(self, number: int) -> None:
        if number < self.scroll_target_y:
            self._go(number)
        elif number >= self.scroll_target_y + self.size.height:
            self._go(number - self.size.height + 1)

    def _show_cell(self, number: int, cell: int) -> None:
        """Move a line that is wider than the pane so far that a cell of it is seen."""
        line, width = self.line_at(number), self.scrollable_content_region.width
        if line is None or not moved_left(line, width, self._side()):
            return
        x = cell + line.margin + self._side()
        left = self.scroll_target_x
        if not left < x < left + width - 1:
            self.scroll_to(x=max(0, x - width // 2), animate=False, immediate=True)

    def _walk(self, to: "Callable[[Spot], Spot | None]") -> None:
        if self._caret is not None:
            spot = to(self._caret)
            if spot is not None:
                self._place_caret(spot)

    def _go_beside(self, by: int) -> None:
        """Go up or down, below or above the same cell; lines without text are passed over."""
        cell = self._cell
        self._walk(lambda here: self._below(here, by, cell))
        self._cell = cell

    def _below(self, here: "Spot", by: int, cell: int) -> "Spot | None":
        height = self._laid.known_height if self._laid else 0
        number = max(0, min(here.line + by, height - 1))
        step = 1 if by > 0 else -1
        spot = self._spot_on(number, step) or self._spot_on(number, -step)
        if spot is None:
            return None
        text = self._text(spot.line)
        letter = min(caret.letter_at_cell(text, cell), caret.last_letter(text))
        return spot._replace(letter=max(letter, spot.letter))

    def action_select_left(self) -> None:
        """Go to the letter before."""
        self._walk(self._letter_before)

    def _letter_before(self, here: "Spot") -> "Spot | None":
        text = self._text(here.line)
        if here.letter > self._first_letter(here.line):
            return here._replace(letter=caret.letter_before(text, here.letter))
        above = self._spot_on(here.line - 1, -1)
        return above and above._replace(letter=caret.last_letter(self._text(above.line)))

    def action_select_right(self) -> None:
        """Go to the letter after."""
        self._walk(self._letter_after)

    def _letter_after(self, here: "Spot") -> "Spot | None":
        text = self._text(here.line)
        if here.letter < caret.last_letter(text):
            return here._replace(letter=caret.letter_after(text, here.letter))
        return self._spot_on(here.line + 1, 1)

    def action_select_down(self) -> None:
        """Go down one line."""
        self._go_beside(1)

    def action_select_up(self) -> None:
        """Go up one line."""
        self._go_beside(-1)

    def action_select_page_down(self) -> None:
        """Go down one page."""
        self._go_beside(self._page())

    def action_select_page_up(self) -> None:
        """Go up one page."""
        self._go_beside(-self._page())

    def action_select_word(self) -> None:
        """Go to the next word."""
        self._walk(self._word_after)

    def _word_after(self, here: "Spot") -> "Spot | None":
        at = caret.word_after(self._text(here.line), here.letter)
        return self._spot_on(here.line + 1, 1) if at is None else here._replace(letter=at)

    def action_select_word_back(self) -> None:
        """Go to the beginning of the word, or to the word before."""
        self._walk(self._word_before)

    def _word_before(self, here: "Spot") -> "Spot | None":
        at = caret.word_before(self._text(here.line), here.letter)
        if at is not None:
            return here._replace(letter=at)
        above = self._spot_on(here.line - 1, -1)
        if above is None:
            return None
        text = self._text(above.line)
        return above._replace(letter=caret.word_before(text, len(text)) or 0)

    def action_select_line_start(self) -> None:
        """Go to the beginning of the line."""
        self._walk(lambda here: here._replace(letter=self._first_letter(here.line)))

    def action_select_line_end(self) -> None:
        """Go to the end of the line."""
        self._walk(lambda here: here._replace(letter=caret.last_letter(self._text(here.line))))

    def action_select_first(self) -> None:
        """Go to the beginning of the text."""
        self._walk(lambda _: self._spot_on(0, 1))

    def action_select_last(self) -> None:
        """Go to the end of what is laid out of the text."""
        self._walk(lambda _: self._last_spot())

    def _last_spot(self) -> "Spot | None":
        spot = self._spot_on(self._laid.known_height - 1, -1) if self._laid else None
        return spot and spot._replace(letter=caret.last_letter(self._text(spot.line)))
