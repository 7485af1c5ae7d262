"""Marks: shown at once, written after, put back and said so if writing failed."""

from asyncio import Lock
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from tui_reader.app.history import MarkHistory, mark_words
from tui_reader.errors import ReaderError
from tui_reader.models import Flag, Mark, PostRow

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.library.library import Library


ROWS_AT_ONCE: Final = 500


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
        self._turn = Lock()

    def toggle(self, row: PostRow | None, flag: Flag) -> None:
        """Set a flag that is not set, and the other way round; None in an empty list."""
        if row is None:
            self._screen.say("There is no post here.")
        else:
            value = not (row.is_read if flag is Flag.READ else row.is_starred)
            self._show([row.id], flag, value)
            self._start(partial(self._set, [row.id], flag, value))

    def toggle_all(self, post_ids: Sequence[int], flag: Flag) -> None:
        """Set a flag on posts of which one has it not; where all have it, take it away.

        So that one press never turns some on and others off.
        """
        self._start(partial(self._toggle_all, post_ids, flag))

    def mark_all_read(self) -> None:
        """Mark as read what is selected, else every post of the list: no other."""
        post_ids = self._screen.selected() or self._screen.posts.index.ids
        self._show(post_ids, Flag.READ, True)
        self._start(partial(self._mark_all_read, post_ids))

    def mark_opened(self, row: PostRow) -> None:
        """Mark a post read because it was opened: not a step to be undone, ``u`` does that."""
        self._show([row.id], Flag.READ, True)
        self._start(partial(self._mark_opened, row.id))

    def undo(self) -> None:
        """Take the last mark back."""
        history = self._history
        if mark := history.last_done():
            self._reverse(mark, history.put_undone, history.put_done)
        else:
            self._screen.say("There is nothing to undo.")

    def redo(self) -> None:
        """Set the mark again that was taken back."""
        history = self._history
        if mark := history.last_undone():
            self._reverse(mark, history.put_done, history.put_undone)
        else:
            self._screen.say("There is nothing to redo.")

    def _reverse(
        self, mark: Mark, put: Callable[[Mark], None], back: Callable[[Mark], None]
    ) -> None:
        self._show(mark.post_ids, mark.flag, not mark.value)
        self._start(partial(self._write_reverse, mark, put, back))

    def _start(self, work: Callable[[], Awaitable[None]]) -> None:
        self._screen.start(work, "marks", exclusive=False)

    def _show(self, post_ids: Sequence[int], flag: Flag, value: bool) -> None:
        self._screen.posts.put_flag(post_ids, flag, value)
        self._screen.desk.reading.mark_shown(post_ids, flag, value)

    async def _set(self, post_ids: Sequence[int], flag: Flag, value: bool) -> None:
        mark = await self._write(post_ids, flag, value)
        self._history.add(mark)
        if self._screen.is_in_article:  # where perhaps no list shows the sign
            self._screen.say(mark_words(mark))

    async def _toggle_all(self, post_ids: Sequence[int], flag: Flag) -> None:
        async with self._turn:  # two quick presses: the second sees what the first has done
            value = not await self._is_on_all(post_ids, flag)
            self._show(post_ids, flag, value)
            mark = await self._write(post_ids, flag, value)
        self._history.add(mark)
        self._screen.say(mark_words(mark))

    async def _is_on_all(self, post_ids: Sequence[int], flag: Flag) -> bool:
        for first in range(0, len(post_ids), ROWS_AT_ONCE):
            rows = await self._library.rows(post_ids[first : first + ROWS_AT_ONCE])
            if not all(row.is_read if flag is Flag.READ else row.is_starred for row in rows):
                return False
        return True

    async def _mark_opened(self, post_id: int) -> None:
        await self._write([post_id], Flag.READ, True)

    async def _mark_all_read(self, post_ids: Sequence[int]) -> None:
        mark = await self._write(post_ids, Flag.READ, True, sees=False)
        self._history.add(mark)
        undo = " ctrl+z brings them back." if mark.post_ids else ""
        self._screen.say(f"{mark_words(mark)}{undo}")

    async def _write_reverse(
        self, mark: Mark, put: Callable[[Mark], None], back: Callable[[Mark], None]
    ) -> None:
        """Write a step in the history; where that fails it goes back to where it was."""
        try:
            reverse = await self._library.undo_mark(mark)
        except ReaderError:
            back(mark)
            await self._show_the_store()
            raise
        put(reverse)
        await self._show_the_store()  # what had been seen of the posts is as it was before, too
        await self._screen.marks_changed()
        self._screen.say(mark_words(reverse))

    async def _write(
        self, post_ids: Sequence[int], flag: Flag, value: bool, *, sees: bool = True
    ) -> Mark:
        """Write a mark that is shown already; show what the store has where that fails."""
        try:
            mark = await self._library.mark(post_ids, flag, value, sees=sees)
        except ReaderError:
            await self._show_the_store()
            raise
        await self._screen.marks_changed()
        return mark

    async def _show_the_store(self) -> None:
        self._screen.posts.forget_rows()
        await self._screen.desk.reading.reread_row()
