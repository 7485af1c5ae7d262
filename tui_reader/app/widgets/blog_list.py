"""The sidebar: blogs, and the tree that unfolds below each. Drawn by the line.

Knows no library.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.message import Message
from textual.strip import Strip

from tui_reader.app.bindings import bindings
from tui_reader.app.commands import Scope
from tui_reader.app.widgets.cursor_list import CursorList
from tui_reader.app.widgets.shelf import Kind, Shelf
from tui_reader.app.widgets.shelf_rows import INDENT, LOOKS, ShelfRows
from tui_reader.app.widgets.shelves import parent_of, shelves

DIGITS: Final = tuple("0123456789")


class BlogList(CursorList):
    """What there is to read, and how much of it is unread."""

    BINDINGS = bindings(Scope.BLOGS)

    LOOKS = LOOKS

    @dataclass
    class Chosen(Message):
        """A person asked for the posts of a line."""

        shelf: Shelf

    @dataclass
    class Folded(Message):
        """A person wants what lies below a line to be shown, or hidden."""

        key: str
        is_open: bool

    @dataclass
    class Typed(Message):
        """A person types a year, where nothing takes it yet."""

        letter: str

    class Left(Message):
        """A person went to the pane beside."""

    def __init__(self, *, ascii_signs: bool) -> None:
        super().__init__("blogs")
        self._words = ShelfRows(ascii_signs=ascii_signs)
        self._shelves = shelves((), 0, {}, (), ascii_signs=ascii_signs)
        self._shown: int | None = None
        self._chosen_place = ""
        self._is_typing = False
        self.is_searched = False
        """Whether a line is looked for: the cursor shows what was found."""

    def show(self, lines: Sequence[Shelf], shown: Sequence[str]) -> None:
        """Show the sidebar; the cursor stays on its line, at its height, where that is there.

        Args:
            lines: At least one.
            shown: Keys of the lines whose posts are listed, the narrowest first.
        """
        height = self.cursor - self.scroll_target_y
        was_seen = 0 <= height < self.scrollable_content_region.height
        here = self.shelf()
        self._shelves = list(lines)
        found = (self._place_of(key, self._chosen_place) for key in shown)
        self._shown = next((at for at in found if at is not None), None)
        at = self._place_of(here.key, here.place) if self.has_focus else self._shown
        self.set_reactive(BlogList.cursor, self.validate_cursor(self.cursor if at is None else at))
        self.rows_changed()
        self.scroll_at_once(max(0, self.cursor - height))
        if was_seen or self.shelf().key != here.key:  # whoever scrolled elsewhere stays there
            self.show_cursor()

    def _place_of(self, key: str, folder: str) -> int | None:
        """Return where a line stands: the one in that folder, else the first of its name."""
        places = [at for at, shelf in enumerate(self._shelves) if shelf.key == key]
        inside = (at for at in places if self._shelves[at].place == folder)
        return next(inside, places[0] if places else None)

    def go_to(self, key: str, folder: str = "") -> None:
        """Put the cursor on a line, where it is shown: on the one in that folder, if it is."""
        at = self._place_of(key, folder)
        self.cursor = self.cursor if at is None else at

    def shelf(self) -> Shelf:
        """Return the line of the cursor."""
        return self._shelves[self.validate_cursor(self.cursor)]

    def row_count(self) -> int:
        """Return how many lines there are."""
        return len(self._shelves)

    def content_height(self) -> int:
        """Return how many lines there are."""
        return len(self._shelves)

    def row_span(self, index: int) -> tuple[int, int]:
        """Return the line of a row: itself, one line high."""
        return index, 1

    def row_at(self, line: int) -> int | None:
        """Return the row on a line."""
        return line if 0 <= line < len(self._shelves) else None

    def draw_line(self, line: int, width: int) -> Strip:
        """Draw a sign, a title and numbers."""
        pieces = self._words.line(self._shelves[line], width, is_lit=self._is_lit(line))
        return self._painter.paint(pieces, width, over=self._under(line))

    def _is_lit(self, line: int) -> bool:
        return line == self.cursor and (self.has_focus or self.is_searched)

    def _under(self, line: int) -> str:
        if self._is_lit(line):
            return "blog-list--cursor"
        return "blog-list--shown" if line == self._shown else ""

    action_blogs_down = CursorList.row_down
    action_blogs_up = CursorList.row_up
    action_blogs_first = CursorList.row_first
    action_blogs_last = CursorList.row_last
    action_blogs_page_down = CursorList.row_page_down
    action_blogs_page_up = CursorList.row_page_up

    def action_blogs_open(self) -> None:
        """Ask for the posts of the line; what only holds others is unfolded, or folded."""
        shelf = self.shelf()
        if shelf.kind in (Kind.LABELS, Kind.AUTHORS, Kind.TAGS):
            self._fold(shelf, is_open=not shelf.is_open)
        else:
            self._chosen_place = shelf.place
            self.post_message(self.Chosen(shelf))

    def action_blogs_fold(self) -> None:
        """Show what lies below the line, or hide it."""
        shelf = self.shelf()
        if shelf.is_open is not None:
            self._fold(shelf, is_open=not shelf.is_open)

    def action_blogs_right(self) -> None:
        """Show what lies below the line; where it is shown, go to the posts."""
        shelf = self.shelf()
        if shelf.is_open is False:
            self._fold(shelf, is_open=True)
        else:
            self.action_blogs_leave()

    def action_blogs_left(self) -> None:
        """Hide what lies below the line, or go to the line that this one lies below."""
        shelf = self.shelf()
        if shelf.is_open:
            self._fold(shelf, is_open=False)
        elif (above := parent_of(self._shelves, self.cursor)) is not None:
            self.cursor = above

    def _fold(self, shelf: Shelf, *, is_open: bool) -> None:
        self.post_message(self.Folded(shelf.key, is_open))

    def action_blogs_leave(self) -> None:
        """Go to the posts."""
        self.post_message(self.Left())

    def on_key(self, event: events.Key) -> None:
        """Begin to look for a year, unless the person gave the digit to a command.

        What is typed before the line that takes it has the keys is not lost.
        """
        letter = event.character or ""
        active = self.screen.active_bindings.get(event.key)
        if (
            letter
            and letter.isprintable()
            and (self._is_typing or (letter in DIGITS and not active))
        ):
            event.stop()
            event.prevent_default()
            self._is_typing = True
            self.post_message(self.Typed(letter))
        elif active and active.binding.id == "find":
            self._is_typing = True

    def on_blur(self) -> None:
        """Let what is typed go elsewhere."""
        self._is_typing = False

    def on_click(self, event: events.Click) -> None:
        """Show the posts of the line that was clicked; its sign unfolds it, or folds it."""
        index = self.row_at(event.y + self.scroll_offset.y)
        if index is None:
            return
        self.cursor = index
        if event.x <= self.shelf().depth * INDENT + 2 and self.shelf().is_open is not None:
            self.action_blogs_fold()
        else:
            self.action_blogs_open()
