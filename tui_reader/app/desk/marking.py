"""Marks: shown at once, written after, put back and said so if writing failed."""

from collections.abc import Awaitable, Callable, Sequence
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

    def toggle(self, row: PostRow | None, flag: Flag) -> None:
        """Set a flag that is not set, and the other way round; None in an empty list."""
        if row is None:
            return
        value = not (row.is_read if flag is Flag.READ else row.is_starred)
        self._start(partial(self._set, [row.id], flag, value))

    def mark_all_read(self) -> None:
        """Mark every post of the list as read: those that are shown, no other."""
        self._start(partial(self._mark_all_read, self._screen.posts.index.ids))

    def undo(self) -> None:
        """Take the last mark back."""
        self._step(self._history.undo_step(), self._history.undone, "There is nothing to undo.")

    def redo(self) -> None:
        """Set the mark again that was taken back."""
        self._step(self._history.redo_step(), self._history.redone, "There is nothing to redo.")

    async def mark_opened(self, row: PostRow) -> None:
        """Mark a post read because it was opened: not a step to be undone, ``u`` does that."""
        await self._write([row.id], Flag.READ, True)

    def _start(self, work: Callable[[], Awaitable[None]]) -> None:
        self._screen.start(work, "marks", exclusive=False)

    async def _set(self, post_ids: Sequence[int], flag: Flag, value: bool) -> None:
        self._history.add(await self._write(post_ids, flag, value))

    async def _mark_all_read(self, post_ids: Sequence[int]) -> None:
        mark = await self._write(post_ids, Flag.READ, True)
        self._history.add(mark)
        undo = " ctrl+z brings them back." if mark.post_ids else ""
        self._screen.say(f"{mark_words(mark)}{undo}")

    def _step(self, mark: Mark | None, done: Callable[[], None], otherwise: str) -> None:
        if mark is None:
            self._screen.say(otherwise)
        else:
            self._start(partial(self._take_step, mark, done))

    async def _take_step(self, mark: Mark, done: Callable[[], None]) -> None:
        await self._write(mark.post_ids, mark.flag, mark.value)
        done()
        self._screen.say(mark_words(mark))

    async def _write(self, post_ids: Sequence[int], flag: Flag, value: bool) -> Mark:
        """Show a mark, write it, and show what the store has where that failed."""
        self._screen.posts.put_flag(post_ids, flag, value)
        self._screen.desk.reading.mark_shown(post_ids, flag, value)
        try:
            mark = await self._library.mark(post_ids, flag, value)
        except ReaderError:
            self._screen.posts.forget_rows()
            await self._screen.desk.reading.reread_row()
            raise
        await self._screen.marks_changed()
        return mark
