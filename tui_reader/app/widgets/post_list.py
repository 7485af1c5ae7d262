"""The list of posts, newest first: drawn by the line, from numbers; rows are read as they show.

Knows no library: the screen gives it the numbers and a way to look rows up.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui_reader.app.bindings import bindings
from tui_reader.app.commands import Scope
from tui_reader.app.format import local_days
from tui_reader.app.widgets.choosing_list import ChoosingList
from tui_reader.app.widgets.cursor_list import CursorList
from tui_reader.app.widgets.geometry import ListGeometry
from tui_reader.app.widgets.post_rows import LOOKS, PostRows, RowLook
from tui_reader.app.widgets.row_memory import RowMemory, RowSource
from tui_reader.models import Flag, PostIndex, PostRow


class PostList(ChoosingList):
    """Posts with a date header once a day."""

    BINDINGS = bindings(Scope.POSTS)

    LOOKS = LOOKS

    @dataclass
    class Opened(Message):
        """A person asked to read a post."""

        row: PostRow
        and_enter: bool
        """Whether the keys should go to the article."""

    @dataclass
    class Left(Message):
        """A person went to the pane beside: -1 is left, 1 is right."""

        direction: int

    class AllReadAsked(Message):
        """A person asked to mark the whole list as read."""

    @dataclass
    class MonthAsked(Message):
        """A person asked for the next older month (1), or the next newer one (-1)."""

        step: int

    def __init__(self, source: RowSource, *, one_line: bool, ascii_signs: bool) -> None:
        super().__init__("posts")
        self._words = PostRows(one_line=one_line, ascii_signs=ascii_signs)
        self._index = PostIndex()
        self._geometry = ListGeometry()
        self._rows = RowMemory(source)
        self._mixed = True
        self._by_date = True

    # ------------------------------------------------------------------------ what is shown

    @property
    def index(self) -> PostIndex:
        """The numbers of the posts shown."""
        return self._index

    def listed(self) -> Sequence[int]:
        """Return the numbers of the posts shown, in order."""
        return self._index.ids

    def show(
        self, index: PostIndex, *, mixed: bool, by_date: bool = True, keep_place: bool = True
    ) -> None:
        """Show a list of posts.

        Args:
            index: The posts, in the order in which they are shown.
            mixed: Whether posts of several blogs stand beside each other.
            by_date: Whether they are in order of time: then each day has a header.
            keep_place: Stay on the same post, at the same height of the pane, where it is still
                there; at the very top stay at the top, so that new posts are seen.
        """
        place = self._place() if keep_place else (None, None)
        self.keep_selected(index.ids if keep_place else ())
        self._mixed, self._by_date = mixed, by_date
        self._rows.forget()
        self._take(index)
        self._return_to(*place)

    def grow(self, index: PostIndex) -> None:
        """Show the rest of the list whose beginning is shown, without moving anything."""
        cursor_id = self.post_id()
        self._take(index)
        self._set_cursor(self.find(cursor_id) or 0)
        self._resize_to(self.scroll_target_y)

    def set_rows(self, *, one_line: bool) -> None:
        """Give each post one line, or two; the one of the cursor stays where it is."""
        place = self._place()
        self._words.set_height(one_line=one_line)
        self._take(self._index)
        self._return_to(*place)

    def _take(self, index: PostIndex) -> None:
        days = local_days(index.instants) if self._mixed else index.days
        self._index = index
        self._geometry = ListGeometry(days, self._words.height, has_headers=self._by_date)

    def _place(self) -> tuple[int | None, int | None]:
        """Return the post to stay on, and how far it stands below the top of the pane.

        At the very top of the list the pane stays there, so that new posts are seen.
        """
        if self.cursor == 0 and self.scroll_target_y == 0:
            return self.post_id(), None
        top = self._geometry.top(self.cursor) if len(self._geometry) else 0
        return self.post_id(), round(top - self.scroll_target_y)

    def _return_to(self, post_id: int | None, below_top: int | None) -> None:
        found = self.find(post_id)
        self._set_cursor(found or 0)
        is_top = found is None or below_top is None
        line = 0 if is_top else max(0, self._geometry.top(found or 0) - (below_top or 0))
        self._resize_to(line)
        self.show_cursor()

    def _set_cursor(self, index: int) -> None:
        self.set_reactive(PostList.cursor, max(0, min(index, len(self._index) - 1)))

    def _resize_to(self, line: float) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self._geometry.height)
        self.scroll_at_once(line)
        self.refresh()

    def find(self, post_id: int | None) -> int | None:
        """Return where a post stands in the list, None if it does not."""
        if post_id is None:
            return None
        try:
            return self._index.ids.index(post_id)
        except ValueError:
            return None

    def go_to(self, post_id: int) -> None:
        """Put the cursor on a post, where the list holds it."""
        if (index := self.find(post_id)) is not None:
            self.cursor = index

    def post_id(self, index: int | None = None) -> int | None:
        """Return the number of the post at a place (the cursor's), None in an empty list."""
        index = self.cursor if index is None else index
        return self._index.ids[index] if 0 <= index < len(self._index) else None

    def row(self, index: int | None = None) -> PostRow | None:
        """Return the post at a place (the cursor's), None if there is none any more."""
        index = self.cursor if index is None else index
        return self._rows.row(self._index.ids, index) if 0 <= index < len(self._index) else None

    def put_flag(self, post_ids: Sequence[int], flag: Flag, value: bool) -> None:
        """Set a flag on the posts that are remembered here."""
        self._rows.put_flag(post_ids, flag, value)
        self.refresh()

    def put_begun(self, post_id: int, begun: float) -> None:
        """Say how far a post was read, where it is remembered here."""
        self._rows.put_begun(post_id, begun)
        if (at := self.find(post_id)) is not None:
            self.refresh_row(at)

    def forget_rows(self) -> None:
        """Read every row anew when it is drawn next."""
        self._rows.forget()
        self.refresh()

    # ------------------------------------------------------------------------------ drawing

    def row_count(self) -> int:
        """Return how many posts there are."""
        return len(self._index)

    def content_height(self) -> int:
        """Return the lines of all posts and day headers."""
        return self._geometry.height

    def row_span(self, index: int) -> tuple[int, int]:
        """Return a post's first line and height, its day's header counted."""
        first = self._geometry.first_line(index)
        return first, self._geometry.top(index) + self._words.height - first

    def row_at(self, line: int) -> int | None:
        """Return the post on a line; None on a day's header or below the list."""
        try:
            index, part = self._geometry.at(line)
        except IndexError:
            return None
        return None if part < 0 else index

    def draw_line(self, line: int, width: int) -> Strip:
        """Draw a header, or one line of a post."""
        index, part = self._geometry.at(line)
        if part < 0:
            return self._painter.paint(self._words.day(self._geometry.day(index), width), width)
        row = self.row(index)
        if row is None:
            return self._painter.paint(self._words.vanished(), width)
        day = None if self._by_date else self._geometry.day(index)
        look = RowLook(self._mixed, index == self.cursor, row.id in self.selected, day)
        return self._painter.paint(self._words.line(row, part, width, look), width, over=look.under)

    # ------------------------------------------------------------------------------ actions

    action_posts_down = CursorList.row_down
    action_posts_up = CursorList.row_up
    action_posts_first = CursorList.row_first
    action_posts_last = CursorList.row_last
    action_posts_page_down = CursorList.row_page_down
    action_posts_page_up = CursorList.row_page_up

    def action_posts_open(self) -> None:
        """Read the post of the cursor, and go into it."""
        self.open_cursor(and_enter=True)

    def open_cursor(self, *, and_enter: bool) -> None:
        """Ask for the post of the cursor to be read."""
        if row := self.row():
            self.post_message(self.Opened(row, and_enter))

    def action_posts_right(self) -> None:
        """Go to the article."""
        self.post_message(self.Left(1))

    def action_posts_left(self) -> None:
        """Go to the blogs."""
        self.post_message(self.Left(-1))

    def action_mark_all_read(self) -> None:
        """Ask for the list to be marked as read, or what is selected of it."""
        self.post_message(self.AllReadAsked())

    def action_older_month(self) -> None:
        """Ask for the next older month."""
        self.post_message(self.MonthAsked(1))

    def action_newer_month(self) -> None:
        """Ask for the next newer month."""
        self.post_message(self.MonthAsked(-1))

    def on_click(self, event: events.Click) -> None:
        """Read the post that was clicked; a double click goes into it, ctrl selects it."""
        index = self.row_at(event.y + self.scroll_offset.y)
        if index is None:
            return
        self.cursor = index
        if event.ctrl:
            self.toggle_selected(index)
        else:
            self.open_cursor(and_enter=event.chain > 1)
