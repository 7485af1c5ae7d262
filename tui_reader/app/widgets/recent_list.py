"""The newest comments, one below the other with a date header once a day. Knows no library."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.strip import Strip

from tui_reader.app.bindings import bindings
from tui_reader.app.commands import Scope
from tui_reader.app.widgets.cursor_list import CursorList
from tui_reader.app.widgets.geometry import ListGeometry
from tui_reader.app.widgets.recent_rows import COMPONENTS, HEIGHT, RecentRows
from tui_reader.models import RecentComment

UNDATED = 1
"""The day of comments without a date: they come last."""


class RecentList(CursorList):
    """What was said last."""

    BINDINGS = bindings(Scope.RECENT_ROWS)

    COMPONENT_CLASSES = COMPONENTS
    """
    | Class | Description |
    | :- | :- |
    | `recent--day` | The header above a day's comments. |
    | `recent--name` | Who spoke. |
    | `recent--new` | The same where it is new. |
    | `recent--badge` | The sign of the blog's author. |
    | `recent--words` | How the comment begins. |
    | `recent--facts` | Time, post, blog. |
    | `recent--cursor` | The row of the cursor. |
    | `recent--bar` | The bar at its left. |
    """

    DEFAULT_CSS = """
    RecentList {
        & > .recent--day { color: $text-muted; text-style: italic; }
        & > .recent--name { color: $text-primary; }
        & > .recent--new { color: $text-primary; text-style: bold; }
        & > .recent--badge { color: $text-accent; text-style: bold; }
        & > .recent--words { color: $foreground 85%; }
        & > .recent--facts { color: $text-muted; }
        & > .recent--cursor { background: $surface; }
        & > .recent--bar { color: $accent; }
        &:focus > .recent--cursor { background: $primary 30%; }
    }
    """

    @dataclass
    class Opened(Message):
        """A person asked to read a comment among the others."""

        recent: RecentComment

    @dataclass
    class Moved(Message):
        """The cursor stands on another comment."""

        place: int
        """From 1."""
        places: int

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, RecentList.Moved)

    def __init__(self, *, ascii_signs: bool) -> None:
        super().__init__("recent")
        self._words = RecentRows(ascii_signs=ascii_signs)
        self._comments: Sequence[RecentComment] = ()
        self._geometry = ListGeometry((), HEIGHT)
        self._mixed = True

    def show(self, comments: Sequence[RecentComment], *, mixed: bool) -> None:
        """Show comments, newest first; the cursor stays on its comment where it is still there."""
        here = self.recent
        self._comments, self._mixed = comments, mixed
        self._geometry = ListGeometry([_day(each) for each in comments], HEIGHT)
        ids = [each.comment.id for each in comments]
        is_moved = self.cursor > 0 and here is not None and here.comment.id in ids
        at = ids.index(here.comment.id) if is_moved and here else 0
        self.set_reactive(RecentList.cursor, at)
        self.rows_changed()
        self.show_cursor()
        self._tell()

    @property
    def recent(self) -> RecentComment | None:
        """The comment of the cursor; None in an empty list."""
        return self._comments[self.cursor] if self.cursor < len(self._comments) else None

    def watch_cursor(self, old: int, new: int) -> None:
        """Say where in the list one is."""
        super().watch_cursor(old, new)
        self._tell()

    def _tell(self) -> None:
        size = len(self._comments)
        self.post_message(self.Moved(self.cursor + 1 if size else 0, size))

    # ------------------------------------------------------------------------------ drawing

    def row_count(self) -> int:
        """Return how many comments there are."""
        return len(self._comments)

    def content_height(self) -> int:
        """Return the lines of all comments and day headers."""
        return self._geometry.height

    def row_span(self, index: int) -> tuple[int, int]:
        """Return a comment's first line and height, its day's header counted."""
        first = self._geometry.first_line(index)
        return first, self._geometry.top(index) + HEIGHT - first

    def row_at(self, line: int) -> int | None:
        """Return the comment on a line; None on a day's header or below the list."""
        try:
            index, part = self._geometry.at(line)
        except IndexError:
            return None
        return None if part < 0 else index

    def draw_line(self, line: int, width: int) -> Strip:
        """Draw a header, or one line of a comment."""
        index, part = self._geometry.at(line)
        if part < 0:
            return self._painter.paint(self._words.day(self._geometry.day(index), width), width)
        is_cursor = index == self.cursor
        pieces = self._words.line(
            self._comments[index], part, width, is_cursor=is_cursor, with_blog=self._mixed
        )
        return self._painter.paint(pieces, width, over="recent--cursor" if is_cursor else "")

    # ------------------------------------------------------------------------------ actions

    action_recent_down = CursorList.row_down
    action_recent_up = CursorList.row_up
    action_recent_first = CursorList.row_first
    action_recent_last = CursorList.row_last
    action_recent_page_down = CursorList.row_page_down
    action_recent_page_up = CursorList.row_page_up

    def action_recent_open(self) -> None:
        """Ask to read the comment among the others."""
        if self.recent:
            self.post_message(self.Opened(self.recent))

    def on_click(self, event: events.Click) -> None:
        """Go to the comment that was clicked; a double click opens it."""
        index = self.row_at(event.y + self.scroll_offset.y)
        if index is not None:
            self.cursor = index
            if event.chain > 1:
                self.action_recent_open()


def _day(recent: RecentComment) -> int:
    published = recent.comment.published
    return published.astimezone().date().toordinal() if published else UNDATED
