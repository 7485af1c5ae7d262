"""How a comment looks in the list of the newest ones: who and when, the first words, the post.

Pure: remote text comes in as it is kept and leaves clean, with the name of its look.
"""

from datetime import date
from typing import Final

from rich.cells import cell_len

from tui_reader.app.format import cut, day_words, short_day
from tui_reader.app.thread_frame import ASCII_SIGNS, SIGNS, first_words, name_of
from tui_reader.app.widgets.painting import signs
from tui_reader.clean import clean_line
from tui_reader.models import RecentComment

Piece = tuple[str, str]
"""Text, and its component class."""

HEIGHT: Final = 3
LEFT_CELLS: Final = 3
"""The cursor's bar, the sign of what is new and a blank."""
DAY_CELLS: Final = 31
SAYING_CELLS: Final = 8
"""A blog's title is left out where it would have less room."""
COMPONENTS: Final = {
    "recent--day",
    "recent--name",
    "recent--new",
    "recent--badge",
    "recent--words",
    "recent--facts",
    "recent--cursor",
    "recent--bar",
}


class RecentRows:
    """Words comments for a list.

    Args:
        ascii_signs: Plain letters for signs.
    """

    def __init__(self, *, ascii_signs: bool) -> None:
        self._signs = signs(ascii_signs=ascii_signs)
        own = ASCII_SIGNS if ascii_signs else SIGNS
        self._badge = own["author"]

    def day(self, ordinal: int, width: int) -> list[Piece]:
        """Return the header of a day."""
        day = date.fromordinal(ordinal)
        words = day_words(day) if width > DAY_CELLS else short_day(day)
        return [(f" {self._cut(words, width - 2)}", "recent--day")]

    def line(
        self, recent: RecentComment, part: int, width: int, *, is_cursor: bool, with_blog: bool
    ) -> list[Piece]:
        """Return one of the three lines of a comment."""
        bar = (self._signs["bar"] if is_cursor else " ", "recent--bar")
        room = max(0, width - LEFT_CELLS - 1)
        if part == 0:
            return [bar, *self._byline(recent, room)]
        if part == 1:
            words = first_words(recent.comment, room, self._signs["cut"])
            return [bar, ("  ", ""), (words, "recent--words")]
        return [bar, ("  ", ""), (self._post(recent, room, with_blog), "recent--facts")]

    def _byline(self, recent: RecentComment, room: int) -> list[Piece]:
        comment = recent.comment
        badge = f" {self._badge} author" if comment.is_author else ""
        when = f"{comment.published.astimezone():%H:%M}" if comment.published else ""
        when = f" {self._signs['dot']} {when}" if when else ""
        left = room - cell_len(badge) - cell_len(when)
        return [
            (f"{self._signs['unread']} " if comment.is_new else "  ", "recent--new"),
            (
                self._cut(name_of(comment), max(0, left)),
                "recent--new" if comment.is_new else "recent--name",
            ),
            (badge, "recent--badge"),
            (when, "recent--facts"),
        ]

    def _post(self, recent: RecentComment, room: int, with_blog: bool) -> str:
        """Return the post's title, and where there is room and doubt the blog's."""
        title = self._cut(clean_line(recent.post_title), room)
        left = room - cell_len(title) - 3
        if not with_blog or left < SAYING_CELLS:
            return title
        return f"{title} {self._signs['dot']} {self._cut(clean_line(recent.blog_title), left)}"

    def _cut(self, text: str, width: int) -> str:
        return cut(text, width, self._signs["cut"])
