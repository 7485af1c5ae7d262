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
LABEL_CELLS = 8
"""Labels are left out where they would have less room."""
GAP = " · "


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
        """Return the second line: what finds no room whole is left out, only labels are cut."""
        new = f" ({count(row.comments_new)} new)" if row.comments_new else ""
        facts = [
            [(clean_line(row.blog_title) if with_blog else "", "post-list--facts")],
            [(comments_words(row.comments), "post-list--facts"), (new, "post-list--new")],
            [(clean_line(", ".join(row.labels)), "post-list--facts")],
            [(reading_time(row.words), "post-list--facts")],
        ]
        room = width - LEFT_CELLS - 1
        labels_room = room - sum(_cells(fact) for fact in (*facts[:2], facts[3]))
        labels = self._cut(facts[2][0][0], labels_room) if labels_room >= LABEL_CELLS else ""
        facts[2] = [(labels, "post-list--facts")]
        return [("  ", ""), *self._joined(facts, room)]

    def _joined(self, facts: list[list[Piece]], room: int) -> list[Piece]:
        """Part the facts by dots, as many as find room; the first is cut rather than left out."""
        pieces: list[Piece] = []
        for fact in facts:
            if not fact[0][0]:
                continue
            if not pieces:
                pieces = [(self._cut(fact[0][0], room), fact[0][1]), *fact[1:]]
                room += cell_len(GAP)
            elif room >= _cells(fact):
                pieces += [(GAP, "post-list--facts"), *fact]
            room -= _cells(fact)
        return pieces


def _cells(fact: list[Piece]) -> int:
    """Return the cells of a fact and the gap before it."""
    cells = sum(cell_len(text) for text, _ in fact)
    return cells + cell_len(GAP) if cells else 0
