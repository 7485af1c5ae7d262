"""How a line of the sidebar looks: one line, cut at a cell, never wrapped.

Pure: names come in as they are kept and leave clean, with the name of their look.
"""

from typing import Final

from rich.cells import cell_len

from tui_reader.app.format import cut
from tui_reader.app.widgets.painting import signs
from tui_reader.app.widgets.shelf import Kind, Shelf
from tui_reader.clean import clean_line

Piece = tuple[str, str]
"""Text, and the name of its look."""

LOOKS: Final = {
    "blog-list--title": "$foreground 75%",  # A blog without unread posts.
    "blog-list--unread": "bold $foreground",  # A blog with unread posts.
    "blog-list--new": "bold $foreground",  # How many are unread.
    "blog-list--number": "$text-muted",  # How many posts there are.
    "blog-list--part": "$foreground 85%",  # A year, month, label, page or author of a blog.
    "blog-list--sign": "$text-primary",  # The sign before a title.
    "blog-list--failing": "bold $text-error",  # The sign of a blog that could not be fetched.
    "blog-list--visiting": "italic $text-muted",  # A blog that is visited, not followed.
    "blog-list--shown": "on $surface",  # The line whose posts are listed.
    "blog-list--cursor": "on $surface",  # The line of the cursor.
    "blog-list--bar": "$accent",  # The bar at its left.
    "blog-list--cursor:focus": "on $primary 30%",
}
"""Each name and how it looks (``painting.Painter``); ``:focus``: while the list has the keys."""
INDENT: Final = 2
WHOLE: Final = {Kind.NEW, Kind.ALL, Kind.STARS, Kind.SEARCH, Kind.FOLDER, Kind.BLOG}
"""What is no part of something else: in full colour, bold where it has unread posts."""
LEAST_TITLE: Final = 16
"""A blog's size is left out where its title would have less room."""


class ShelfRows:
    """Words the lines of the sidebar.

    Args:
        ascii_signs: Plain letters for signs.
    """

    def __init__(self, *, ascii_signs: bool) -> None:
        self._signs = signs(ascii_signs=ascii_signs)

    def line(self, shelf: Shelf, width: int, *, is_lit: bool) -> list[Piece]:
        """Return a sign, a title and numbers."""
        left = shelf.depth * INDENT
        number, size = self._numbers(shelf, width - 3 - left)
        room = width - 3 - left - cell_len(number + size)
        title = cut(clean_line(shelf.title), room, self._signs["cut"])
        return [
            (self._signs["bar"] if is_lit else " ", "blog-list--bar"),
            (" " * left, ""),
            (f"{shelf.sign} ", "blog-list--failing" if shelf.is_failing else "blog-list--sign"),
            (title, self._title_look(shelf)),
            (" " * (room - cell_len(title)), ""),
            (number, "blog-list--new" if shelf.has_unread else "blog-list--number"),
            (size, "blog-list--number"),
        ]

    def _numbers(self, shelf: Shelf, room: int) -> tuple[str, str]:
        """Return what is unread (or how many posts) and of how many, as far as there is room."""
        number = f" {shelf.number}" if shelf.number else ""
        size = f" / {shelf.size} " if shelf.size else " "
        title = min(LEAST_TITLE, cell_len(shelf.title))
        if not shelf.size or room - cell_len(number + size) >= title:
            return number, size
        return number if shelf.has_unread else "", " "

    def _title_look(self, shelf: Shelf) -> str:
        if shelf.is_visiting or shelf.is_paused:
            return "blog-list--visiting"
        if shelf.kind not in WHOLE:
            return "blog-list--part"
        return "blog-list--unread" if shelf.has_unread else "blog-list--title"
