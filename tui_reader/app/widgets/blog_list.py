"""The sidebar: all posts, what is starred, and every blog with its counts. Drawn by the line.

Knows no library.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui_reader.app.bindings import bindings
from tui_reader.app.commands import Scope
from tui_reader.app.format import count, cut
from tui_reader.app.widgets.cursor_list import CursorList
from tui_reader.app.widgets.painting import signs
from tui_reader.clean import clean_line
from tui_reader.models import Blog, View


class Shelf(NamedTuple):
    """One line of the sidebar: which posts it stands for, and what it says."""

    blog_id: int | None
    view: View | None
    """A view that this line fixes; None keeps the view as it is."""
    title: str
    sign: str
    number: int
    """Unread posts, or starred ones on the line of the stars."""
    is_failing: bool = False
    is_visiting: bool = False


def shelves(blogs: Sequence[Blog], stars: int, *, ascii_signs: bool) -> list[Shelf]:
    """Return the lines of the sidebar."""
    draw = signs(ascii_signs=ascii_signs)
    followed = [blog for blog in blogs if blog.is_followed]
    unread = sum(blog.unread for blog in followed)
    return [
        Shelf(None, None, "All posts", draw["unread"], unread),
        Shelf(None, View.STARRED, "Starred", draw["star"], stars),
        *(
            Shelf(
                blog.id,
                None,
                blog.title,
                draw["failed"] if blog.error else draw["blog"],
                blog.unread,
                is_failing=blog.error is not None,
                is_visiting=not (blog.is_followed or blog.is_guide),
            )
            for blog in blogs
        ),
    ]


class BlogList(CursorList):
    """What there is to read, and how much of it is unread."""

    BINDINGS = bindings(Scope.BLOGS)

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "blog-list--title",
        "blog-list--unread",
        "blog-list--number",
        "blog-list--sign",
        "blog-list--failing",
        "blog-list--visiting",
        "blog-list--shown",
        "blog-list--cursor",
        "blog-list--bar",
    }
    """
    | Class | Description |
    | :- | :- |
    | `blog-list--title` | A blog without unread posts. |
    | `blog-list--unread` | A blog with unread posts. |
    | `blog-list--number` | How many are unread. |
    | `blog-list--sign` | The sign before a title. |
    | `blog-list--failing` | The sign of a blog that could not be fetched. |
    | `blog-list--visiting` | A blog that is visited, not followed. |
    | `blog-list--shown` | The line whose posts are listed. |
    | `blog-list--cursor` | The line of the cursor. |
    | `blog-list--bar` | The bar at its left. |
    """

    DEFAULT_CSS = """
    BlogList {
        & > .blog-list--title { color: $foreground 75%; }
        & > .blog-list--unread { color: $foreground; text-style: bold; }
        & > .blog-list--number { color: $text-muted; }
        & > .blog-list--sign { color: $text-primary; }
        & > .blog-list--failing { color: $text-error; text-style: bold; }
        & > .blog-list--visiting { color: $text-muted; text-style: italic; }
        & > .blog-list--shown { background: $surface; }
        & > .blog-list--cursor { background: $surface; }
        & > .blog-list--bar { color: $accent; }
        &:focus > .blog-list--cursor { background: $primary 30%; }
    }
    """

    @dataclass
    class Chosen(Message):
        """A person asked for the posts of a line."""

        shelf: Shelf

    class Left(Message):
        """A person went to the pane beside."""

    def __init__(self, *, ascii_signs: bool) -> None:
        super().__init__("blogs")
        self._ascii = ascii_signs
        self._signs = signs(ascii_signs=ascii_signs)
        self._shelves = shelves((), 0, ascii_signs=ascii_signs)
        self._shown: tuple[int | None, View | None] = (None, None)

    def show(
        self, blogs: Sequence[Blog], stars: int, shown: tuple[int | None, View | None]
    ) -> None:
        """Show the blogs; the cursor stays on its line where that is still there.

        Args:
            blogs: In the order to be shown.
            stars: How many posts are starred, whatever became of their blogs.
            shown: The blog and the fixed view whose posts are listed.
        """
        here = self.shelf()
        self._shelves = shelves(blogs, stars, ascii_signs=self._ascii)
        keys = [(shelf.blog_id, shelf.view) for shelf in self._shelves]
        key = (here.blog_id, here.view) if self.has_focus else shown
        self._shown = shown
        self.set_reactive(BlogList.cursor, keys.index(key) if key in keys else 0)
        self.rows_changed()
        self.show_cursor()

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
        """Draw a sign, a title and a number."""
        shelf = self._shelves[line]
        number = f" {count(shelf.number)} " if shelf.number else " "
        room = width - 3 - cell_len(number)
        title = cut(clean_line(shelf.title), room, self._signs["cut"])
        bar = self._signs["bar"] if line == self.cursor and self.has_focus else " "
        pieces = [
            (bar, "blog-list--bar"),
            (f"{shelf.sign} ", "blog-list--failing" if shelf.is_failing else "blog-list--sign"),
            (title, self._title_look(shelf)),
            (" " * (room - cell_len(title)), ""),
            (number, "blog-list--number"),
        ]
        return self._painter.paint(pieces, width, over=self._under(line))

    def _title_look(self, shelf: Shelf) -> str:
        if shelf.is_visiting:
            return "blog-list--visiting"
        return "blog-list--unread" if shelf.number else "blog-list--title"

    def _under(self, line: int) -> str:
        if line == self.cursor and self.has_focus:
            return "blog-list--cursor"
        shelf = self._shelves[line]
        return "blog-list--shown" if (shelf.blog_id, shelf.view) == self._shown else ""

    def action_blogs_down(self) -> None:
        """Go down one line."""
        self.cursor += 1

    def action_blogs_up(self) -> None:
        """Go up one line."""
        self.cursor -= 1

    def action_blogs_first(self) -> None:
        """Go to the first line."""
        self.cursor = 0

    def action_blogs_last(self) -> None:
        """Go to the last blog."""
        self.cursor = len(self._shelves) - 1

    def action_blogs_page_down(self) -> None:
        """Go down one page."""
        self.cursor += self.page_rows()

    def action_blogs_page_up(self) -> None:
        """Go up one page."""
        self.cursor -= self.page_rows()

    def action_blogs_open(self) -> None:
        """Ask for the posts of the line."""
        self.post_message(self.Chosen(self.shelf()))

    def action_blogs_leave(self) -> None:
        """Go to the posts."""
        self.post_message(self.Left())

    def on_click(self, event: events.Click) -> None:
        """Show the posts of the line that was clicked."""
        index = self.row_at(event.y + self.scroll_offset.y)
        if index is not None:
            self.cursor = index
            self.action_blogs_open()
