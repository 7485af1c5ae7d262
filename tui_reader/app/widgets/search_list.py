"""What was found, best first: drawn by the line. Knows no library."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual import events
from textual.message import Message
from textual.strip import Strip

from tui_reader.app.widgets.cursor_list import CursorList
from tui_reader.app.widgets.search_rows import COMPONENTS, LINES, SearchRows
from tui_reader.models import Hit

if TYPE_CHECKING:
    from tui_reader.query.tree import Needle

AIRY_LINES: Final = 18
"""A list of so many lines has an empty one between two posts."""


class SearchList(CursorList, can_focus=False):
    """Posts that were found. Letters go to the line above; so do the keys that move here."""

    COMPONENT_CLASSES = COMPONENTS
    """
    | Class | Description |
    | :- | :- |
    | `search--title` | The title of a post that was read. |
    | `search--unread` | The title of a post that was not. |
    | `search--words` | What stands around the words that were found. |
    | `search--lit` | The words that were found. |
    | `search--who` | Who said it. |
    | `search--facts` | Blog, day, labels, comments. |
    | `search--sign` | The unread sign. |
    | `search--star` | The star. |
    | `search--cursor` | The row of the cursor. |
    | `search--bar` | The bar at its left. |
    """

    DEFAULT_CSS = """
    SearchList {
        & > .search--title { color: $foreground 75%; }
        & > .search--unread { color: $foreground; text-style: bold; }
        & > .search--words { color: $foreground 85%; }
        & > .search--lit { color: $text-accent; text-style: bold; }
        & > .search--who { color: $text-primary; }
        & > .search--facts { color: $text-muted; }
        & > .search--sign { color: $text-primary; text-style: bold; }
        & > .search--star { color: $text-warning; }
        & > .search--cursor { background: $primary 30%; }
        & > .search--bar { color: $accent; }
    }
    """

    class Taken(Message):
        """A person chose the row of the cursor."""

    @dataclass
    class Moved(Message):
        """The cursor stands on another post."""

        place: int
        """From 1."""

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, SearchList.Moved)

    def __init__(self, *, ascii_signs: bool) -> None:
        super().__init__("hits")
        self._words = SearchRows(ascii_signs=ascii_signs)
        self._hits: Sequence[Hit] = ()
        self._needles: Sequence[Needle] = ()

    def show(
        self, hits: Sequence[Hit], needles: "Sequence[Needle]", *, post_id: int | None = None
    ) -> None:
        """Show what was found; with the cursor on a post, where it is among it, else on the first.

        Args:
            hits: Best first.
            needles: What to light up in titles.
            post_id: The post of the cursor.
        """
        self._hits, self._needles = hits, needles
        at = next((at for at, hit in enumerate(hits) if hit.row.id == post_id), 0)
        self.set_reactive(SearchList.cursor, at)
        self.rows_changed()
        self.show_cursor()
        self._tell()

    @property
    def hit(self) -> Hit | None:
        """The post of the cursor; None in an empty list."""
        return self._hits[self.cursor] if self.cursor < len(self._hits) else None

    def watch_cursor(self, old: int, new: int) -> None:
        """Say where in the list one is."""
        super().watch_cursor(old, new)
        self._tell()

    def _tell(self) -> None:
        self.post_message(self.Moved(self.cursor + 1 if self._hits else 0))

    # ------------------------------------------------------------------------------ drawing

    @property
    def _height(self) -> int:
        return LINES + (self.size.height >= AIRY_LINES)

    def row_count(self) -> int:
        """Return how many posts there are."""
        return len(self._hits)

    def content_height(self) -> int:
        """Return the lines of all posts."""
        return len(self._hits) * self._height

    def row_span(self, index: int) -> tuple[int, int]:
        """Return a post's first line and height; where not all of it can be seen, its title."""
        room = max(1, self.scrollable_content_region.height)
        return index * self._height, min(LINES, room)

    def row_at(self, line: int) -> int | None:
        """Return the post on a line."""
        index, part = divmod(line, self._height)
        return index if part < LINES and index < len(self._hits) else None

    def draw_line(self, line: int, width: int) -> Strip:
        """Draw one line of a post."""
        index, part = divmod(line, self._height)
        if part == LINES:
            return self._painter.blank(width)
        is_cursor = index == self.cursor
        pieces = self._words.line(
            self._hits[index], part, width, is_cursor=is_cursor, needles=self._needles
        )
        return self._painter.paint(pieces, width, over="search--cursor" if is_cursor else "")

    def on_click(self, event: events.Click) -> None:
        """Go to the post that was clicked; a double click opens it."""
        index = self.row_at(event.y + self.scroll_offset.y)
        if index is not None:
            self.cursor = index
            if event.chain > 1:
                self.post_message(self.Taken())
