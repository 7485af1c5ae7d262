"""Marks: shown at once, written after, put back and said so if writing failed; steps back."""

from asyncio import Lock
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from tui_reader.errors import ReaderError
from tui_reader.library.step_words import (
    DOING_AGAIN,
    TAKING_BACK,
    of_mark,
    redone_words,
    undone_words,
)
from tui_reader.models import Flag, Mark, PostQuery, PostRow

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.library.library import Library

ROWS_AT_ONCE: Final = 500


class Marking:
    """Sets marks, and takes back whatever was done.

    Args:
        screen: Whose panes show them.
        library: Who keeps them.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library") -> None:
        self._screen = screen
        self._library = library
        self.turn = Lock()
        """Held while a step is written: keys may come faster, and each must see the one before."""

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
        """Take back what was done last, be it a mark or anything else."""
        self._start(partial(self._turn_back, back=True))

    def redo(self) -> None:
        """Do again what was taken back."""
        self._start(partial(self._turn_back, back=False))

    def _start(self, work: Callable[[], Awaitable[None]]) -> None:
        self._screen.start(work, "marks", exclusive=False)

    def _show(self, post_ids: Sequence[int], flag: Flag, value: bool) -> None:
        self._screen.posts.put_flag(post_ids, flag, value)
        self._screen.desk.reading.mark_shown(post_ids, flag, value)

    async def _set(self, post_ids: Sequence[int], flag: Flag, value: bool) -> None:
        async with self.turn:
            mark = await self._write(post_ids, flag, value)
        if self._screen.is_in_article:  # where perhaps no list shows the sign
            self._screen.say(_words(mark))

    async def _toggle_all(self, post_ids: Sequence[int], flag: Flag) -> None:
        async with self.turn:
            value = not await self._is_on_all(post_ids, flag)
            self._show(post_ids, flag, value)
            mark = await self._write(post_ids, flag, value)
        self._screen.say(_words(mark))

    async def _is_on_all(self, post_ids: Sequence[int], flag: Flag) -> bool:
        for first in range(0, len(post_ids), ROWS_AT_ONCE):
            rows = await self._library.rows(post_ids[first : first + ROWS_AT_ONCE])
            if not all(row.is_read if flag is Flag.READ else row.is_starred for row in rows):
                return False
        return True

    async def _mark_opened(self, post_id: int) -> None:
        await self._write([post_id], Flag.READ, True, is_step=False)

    async def _mark_all_read(self, post_ids: Sequence[int]) -> None:
        async with self.turn:
            mark = await self._write(post_ids, Flag.READ, True, sees=False)
        undo = " ctrl+z brings them back." if mark.post_ids else ""
        self._screen.say(f"{_words(mark)}{undo}")

    async def _write(
        self,
        post_ids: Sequence[int],
        flag: Flag,
        value: bool,
        *,
        sees: bool = True,
        is_step: bool = True,
    ) -> Mark:
        """Write a mark that is shown already; show what the store has where that fails."""
        try:
            mark = await self._library.mark(post_ids, flag, value, sees=sees, is_step=is_step)
        except ReaderError:
            await self._show_the_store()
            raise
        await self._screen.marks_changed()
        return mark

    async def _show_the_store(self) -> None:
        self._screen.posts.forget_rows()
        await self._screen.desk.reading.reread_row()

    # ------------------------------------------------------------------- steps back and forward

    async def _turn_back(self, *, back: bool) -> None:
        with self._screen.saying(TAKING_BACK if back else DOING_AGAIN):
            async with self.turn:
                step = await (self._library.undo() if back else self._library.redo())
            if step is not None:
                await self.show_what_changed()
        if step is None:
            self._screen.say(f"There is nothing to {'undo' if back else 'redo'}.")
            return
        self._screen.say((undone_words if back else redone_words)(step))

    async def show_what_changed(self) -> None:
        """Show lists, counts and the post as they are after a step was taken back, or done again.

        What had been seen of the posts is as it was before, too.
        """
        self._screen.posts.forget_rows()
        await self._screen.desk.reading.reread_frame()
        listing = self._screen.listing
        await listing.reload()
        if listing.query.blog_id is not None and listing.blog is None:  # it was followed meanwhile
            await listing.list_now(PostQuery())


def _words(mark: Mark) -> str:
    return of_mark(mark.flag, mark.value, len(mark.post_ids))
