"""How a post looks in the list: one or two lines, cut at a cell, never wrapped.

Pure: remote text comes in as it is kept and leaves clean, with the name of its look.
"""

from datetime import date
from typing import Final, NamedTuple

from rich.cells import cell_len

from tui_reader.app.format import (
    comments_words,
    count,
    cut,
    date_words,
    day_words,
    left_words,
    short_day,
)
from tui_reader.app.widgets.painting import signs
from tui_reader.clean import clean_line
from tui_reader.models import PostRow

Piece = tuple[str, str]
"""Text, and the name of its look."""

LOOKS: Final = {
    "post-list--day": "italic $text-muted",  # The header above a day's posts.
    "post-list--title": "$foreground 75%",  # The title of a post that was read.
    "post-list--unread": "bold $foreground",  # The title of a post that was not.
    "post-list--facts": "$text-muted",  # Comments, labels, length.
    "post-list--new": "bold $text-success",  # The part that says how many comments are new.
    "post-list--tags": "$text-secondary",  # The person's own tags.
    "post-list--sign": "bold $text-primary",  # The unread and changed signs.
    "post-list--star": "$text-warning",  # The star, and the sign of a note.
    "post-list--check": "bold $text-success",  # The sign of a post that is selected.
    "post-list--selected": "on $success 15%",  # Its row.
    "post-list--cursor": "on $surface",  # The row of the cursor.
    "post-list--cursor-bar": "$text-muted on $surface",  # The bar at its left.
    "post-list--cursor:focus": "on $primary 30%",
    "post-list--cursor-bar:focus": "$accent on $primary 30%",
}
"""Each name and how it looks (``painting.Painter``); ``:focus``: while the list has the keys."""
LEFT_CELLS = 3
"""The cursor's bar, the unread sign and a blank."""
DAY_CELLS = 31
"""The longest day: a list that has no room for it writes all days short."""
SAYING_CELLS = 8
"""A blog's title and labels are left out where they would have less room."""
LEAST_TAGS = 12
"""Tags have a third of the row, and no less than this."""
ONE_LINE_WITH_DAY = 50
"""A narrower list of one-line rows has no room for each post's day."""
DATE_CELLS = len("Jan 30, 2020")
SIGNS_CELLS = len(" ✎ ★")
COUNT_CELLS = len(" 1,234")
FEW_CELLS = len(" 123")
ROOMY_CELLS = 34
"""A narrower list of one-line rows has no room for a column of so large counts."""
FACTS = "post-list--facts"


class RowLook(NamedTuple):
    """How a row stands in its list."""

    with_blog: bool = False
    """Whether posts of several blogs stand beside each other."""
    is_cursor: bool = False
    is_selected: bool = False
    day: int | None = None
    """Its day, where no header says it."""

    @property
    def under(self) -> str:
        """The look whose ground lies under the row; empty for the list's own."""
        if self.is_cursor:
            return "post-list--cursor"
        return "post-list--selected" if self.is_selected else ""


class PostRows:
    """Words posts for a list.

    Args:
        one_line: One line a post in place of two.
        ascii_signs: Plain letters for signs.
    """

    def __init__(self, *, one_line: bool, ascii_signs: bool) -> None:
        self._signs = signs(ascii_signs=ascii_signs)
        self._gap = f" {self._signs['dot']} "
        self.set_height(one_line=one_line)

    def set_height(self, *, one_line: bool) -> None:
        """Give each post one line, or two."""
        self.height = 1 if one_line else 2

    def day(self, ordinal: int, width: int) -> list[Piece]:
        """Return the header of a day."""
        day = date.fromordinal(ordinal)
        words = day_words(day) if width > DAY_CELLS else short_day(day)
        return [(f" {self._cut(words, width - 2)}", "post-list--day")]

    def vanished(self) -> list[Piece]:
        """Return what stands for a post that another program took away meanwhile."""
        return [("   (no longer kept)", "post-list--facts")]

    def line(self, row: PostRow, part: int, width: int, look: RowLook) -> list[Piece]:
        """Return one line of a post: its title, or its facts; with its day where one is given.

        The sign of a post that is selected stands where its own sign does, which goes to the
        second line where there is one; an unread title is bold as well.
        """
        bar = (self._signs["bar"], "post-list--cursor-bar") if look.is_cursor else (" ", "")
        own = self._sign(row), "post-list--sign"
        signs = [own, (" ", "")]
        if look.is_selected:
            signs = [(self._signs["check"], "post-list--check"), own]
        when = date_words(date.fromordinal(look.day)) if look.day is not None else ""
        if part == 0:
            body = self._title(row, width, when)
        else:
            body = self._facts(row, width, when, look.with_blog)
        return [bar, signs[part], (" ", ""), *body]

    def _cut(self, text: str, width: int) -> str:
        return cut(text, width, self._signs["cut"])

    def _title(self, row: PostRow, width: int, when: str) -> list[Piece]:
        """Return the first line; what stands at its end stands in columns down the list."""
        day, signs, counted = self._tail(row, width, when)
        room = width - LEFT_CELLS - cell_len(day + signs + counted) - 1
        title = self._cut(clean_line(row.title), room)
        return [
            (title, "post-list--title" if row.is_read else "post-list--unread"),
            (" " * (room - cell_len(title) + 1), ""),
            (day, FACTS),
            (signs, "post-list--star"),
            (counted, "post-list--new" if row.comments_new else FACTS),
        ]

    def _tail(self, row: PostRow, width: int, when: str) -> tuple[str, str, str]:
        """Return the day, the signs and the count that stand at the end of the first line."""
        star = f" {self._signs['star']}" if row.is_starred else ""
        signs = f" {self._signs['note']}{star or '  '}" if row.has_note else star
        if self.height > 1:
            return "", signs and f"{signs} ", ""
        counted = f" {count(row.comments)}" if row.comments else ""
        day = f" {when:>{DATE_CELLS}}" if when and width >= ONE_LINE_WITH_DAY else ""
        if day or signs:
            counted = counted.rjust(COUNT_CELLS if width >= ROOMY_CELLS else FEW_CELLS)
        return day, signs.rjust(SIGNS_CELLS) if day else signs, counted and f"{counted} "

    def _sign(self, row: PostRow) -> str:
        if row.is_changed:
            return self._signs["changed"]
        if not row.is_read:
            return self._signs["unread"]
        return self._signs["begun"] if row.begun else " "

    def _facts(self, row: PostRow, width: int, when: str, with_blog: bool) -> list[Piece]:
        """Return the second line: the counts first, then what there is room for besides."""
        left = width - LEFT_CELLS - 1
        day = [(self._cut(when, left), FACTS)]
        left -= self._cells(day)
        new = f" ({count(row.comments_new)} new)" if row.comments_new else ""
        words = self._cut(comments_words(row.comments), left)
        if row.comments and left <= len(count(row.comments)):
            words = ""  # a number that is cut says something else
        new = new if cell_len(words + new) <= left else ""
        comments = [(words, FACTS), (new, "post-list--new")]
        left -= self._cells(comments)
        own = clean_line(" ".join(f"#{tag}" for tag in row.tags))
        tags = [(self._in_room(own, min(left, max(LEAST_TAGS, width // 3))), "post-list--tags")]
        left -= self._cells(tags)
        reading_time = left_words(row.words, row.begun)
        blog_room = left if row.tags else left - cell_len(reading_time + self._gap)
        blog = [(self._in_room(clean_line(row.blog_title) if with_blog else "", blog_room), FACTS)]
        left -= self._cells(blog)
        length = [(self._in_room(reading_time, left), FACTS)]
        left -= self._cells(length)
        labels = [(self._in_room(clean_line(", ".join(row.labels)), left), FACTS)]
        facts = [fact for fact in (day, blog, comments, tags, labels, length) if fact[0][0]]
        return self._joined(facts)

    def _in_room(self, text: str, room: int) -> str:
        """Return words that may be cut, or none where they would say too little."""
        gap = cell_len(self._gap)
        return self._cut(text, room) if room >= min(SAYING_CELLS, cell_len(text)) + gap else ""

    def _joined(self, facts: list[list[Piece]]) -> list[Piece]:
        """Part the facts by dots."""
        pieces: list[Piece] = []
        for fact in facts:
            pieces += [(self._gap, FACTS), *fact] if pieces else fact
        return pieces

    def _cells(self, fact: list[Piece]) -> int:
        """Return the cells of a fact and the gap after it; 0 for none."""
        cells = sum(cell_len(text) for text, _ in fact)
        return cells + cell_len(self._gap) if cells else 0
