"""Marks: shown at once, written after, put back and said so if writing failed."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from tui_reader.app.history import MarkHistory, mark_words
from tui_reader.errors import ReaderError
from tui_reader.models import Flag, Mark, PostRow

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.library.library import Library


class Marking:
    """Sets marks and takes them back.

    Args:
        screen: Whose panes show them.
        library: Who keeps them.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library") -> None:
        self._screen = screen
        self._library = library
        self._history = MarkHistory()

    def toggle(self, row: PostRow, flag: Flag) -> None:
        """Set a flag that is not set, and the other way round."""
        value = not (row.is_read if flag is Flag.READ else row.is_starred)
        self._screen.start(partial(self._set, [row.id], flag, value), "marks", exclusive=False)

    async def _set(self, post_ids: Sequence[int], flag: Flag, value: bool) -> None:
        self._show(post_ids, flag, value)
        try:
            mark = await self._library.mark(post_ids, flag, value)
        except ReaderError:
            self._screen.posts.forget_rows()
            raise
        self._history.add(mark)
        await self._screen.marks_changed()

    def _show(self, post_ids: Sequence[int], flag: Flag, value: bool) -> None:
        self._screen.posts.put_flag(post_ids, flag, value)
        self._screen.desk.reading.mark_shown(post_ids, flag, value)

    async def mark_opened(self, row: PostRow) -> None:
        """Mark a post read because it was opened: not a step to be undone, ``u`` does that."""
        self._show([row.id], Flag.READ, True)
        await self._library.mark([row.id], Flag.READ, True)
        await self._screen.marks_changed()

    def mark_all_read(self) -> None:
        """Mark every post of the list as read."""
        self._screen.start(self._mark_all_read, "marks", exclusive=False)

    async def _mark_all_read(self) -> None:
        mark = await self._library.mark_all_read(self._screen.listing.query)
        self._history.add(mark)
        self._show(mark.post_ids, mark.flag, mark.value)
        await self._screen.marks_changed()
        undo = " ctrl+z brings them back." if mark.post_ids else ""
        self._screen.say(f"{mark_words(mark)}{undo}")

    def undo(self) -> None:
        """Take the last mark back."""
        self._apply(self._history.undo(), "There is nothing to undo.")

    def redo(self) -> None:
        """Set the mark again that was taken back."""
        self._apply(self._history.redo(), "There is nothing to redo.")

    def _apply(self, mark: Mark | None, otherwise: str) -> None:
        if mark is None:
            self._screen.say(otherwise)
        else:
            self._screen.start(partial(self._write, mark), "marks", exclusive=False)

    async def _write(self, mark: Mark) -> None:
        self._show(mark.post_ids, mark.flag, mark.value)
        await self._library.mark(mark.post_ids, mark.flag, mark.value)
        await self._screen.marks_changed()
        self._screen.say(mark_words(mark))
