"""How a post looks in the list: one or two lines, cut at a cell, never wrapped.

Pure: remote text comes in as it is kept and leaves clean, with the name of its look.
"""

from datetime import date

from rich.cells import cell_len

from tui_reader.app.format import comments_words, count, cut, day_words, reading_time
from tui_reader.app.widgets.painting import signs
from tui_reader.clean import clean_line
from tui_reader.models import PostRow

Piece = tuple[str, str]
"""Text, and its component class."""

COMPONENTS = {
    "post-list--day",
    "post-list--title",
    "post-list--unread",
    "post-list--facts",
    "post-list--new",
    "post-list--sign",
    "post-list--star",
    "post-list--cursor",
    "post-list--cursor-bar",
}
LEFT_CELLS = 3
"""The cursor's bar, the unread sign and a blank."""


class PostRows:
    """Words posts for a list.

    Args:
        one_line: One line a post in place of two.
        ascii_signs: Plain letters for signs.
    """

    def __init__(self, *, one_line: bool, ascii_signs: bool) -> None:
        self._signs = signs(ascii_signs=ascii_signs)
        self.height = 1 if one_line else 2

    def day(self, ordinal: int, width: int) -> list[Piece]:
        """Return the header of a day."""
        words = self._cut(day_words(date.fromordinal(ordinal)), width - 2)
        return [(f" {words}", "post-list--day")]

    def vanished(self) -> list[Piece]:
        """Return what stands for a post that another program took away meanwhile."""
        return [("   (no longer kept)", "post-list--facts")]

    def line(
        self, row: PostRow, part: int, width: int, *, is_cursor: bool, with_blog: bool
    ) -> list[Piece]:
        """Return one line of a post: its title, or its facts."""
        bar = (self._signs["bar"], "post-list--cursor-bar") if is_cursor else (" ", "")
        body = self._title(row, width) if part == 0 else self._facts(row, width, with_blog)
        return [bar, *body]

    def _cut(self, text: str, width: int) -> str:
        return cut(text, width, self._signs["cut"])

    def _title(self, row: PostRow, width: int) -> list[Piece]:
        star = f" {self._signs['star']} " if row.is_starred else ""
        tail = f" {count(row.comments)} " if self.height == 1 and row.comments else ""
        room = width - LEFT_CELLS - cell_len(star) - cell_len(tail) - 1
        title = self._cut(clean_line(row.title), room)
        gap = " " * (room - cell_len(title) + 1)
        return [
            (f"{self._sign(row)} ", "post-list--sign"),
            (title, "post-list--title" if row.is_read else "post-list--unread"),
            (gap, ""),
            (tail, "post-list--new" if row.comments_new else "post-list--facts"),
            (star, "post-list--star"),
        ]

    def _sign(self, row: PostRow) -> str:
        if row.is_changed:
            return self._signs["changed"]
        return " " if row.is_read else self._signs["unread"]

    def _facts(self, row: PostRow, width: int, with_blog: bool) -> list[Piece]:
        facts = [
            (clean_line(row.blog_title) if with_blog else "", " · ", "post-list--facts"),
            (comments_words(row.comments), " · ", "post-list--facts"),
            (
                f"({count(row.comments_new)} new)" if row.comments_new else "",
                " ",
                "post-list--new",
            ),
            (clean_line(", ".join(row.labels)), " · ", "post-list--facts"),
            (reading_time(row.words), " · ", "post-list--facts"),
        ]
        room = width - LEFT_CELLS - 1
        return [("  ", ""), *self._joined([fact for fact in facts if fact[0]], room)]

    def _joined(self, facts: list[tuple[str, str, str]], room: int) -> list[Piece]:
        """Part the facts by their gaps and cut the first that finds no room."""
        pieces: list[Piece] = []
        for text, gap, look in facts:
            gap = gap if pieces else ""
            if room <= cell_len(gap) + 1:
                break
            shown = self._cut(text, room - cell_len(gap))
            pieces += [(gap, "post-list--facts"), (shown, look)]
            room -= cell_len(gap) + cell_len(shown)
        return pieces
