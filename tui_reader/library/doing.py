"""What a person does with blogs and posts, and taking it back. No SQL.

Each thing done is a step of the history, written with it in one transaction.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from tui_reader.library.parts import Parts
from tui_reader.limits import DAYS_UNTIL_GONE
from tui_reader.models import Flag
from tui_reader.store import blogs

if TYPE_CHECKING:
    from tui_reader.models import Mark, Step


class Doing(Parts):
    """The verbs that change what a person follows, has read and has starred."""

    # ----------------------------------------------------------------------------- blogs

    async def follow(self, blog_id: int) -> "Step | None":
        """Follow a blog that was only visited."""
        return await self.history.follow(blog_id)

    async def remove_blog(self, blog_id: int) -> "Step | None":
        """Stop following a blog. It goes at once; its posts a week later, and some never.

        Those that are starred, tagged or have a note stay. Of a blog that was only visited nothing
        is remembered: its posts go at once, in batches, and that cannot be taken back.
        """
        step = await self.history.remove(blog_id)
        while await self.tidy():
            pass
        return step

    async def tidy(self) -> int:
        """Let go of some posts of blogs removed a week ago; how many, 0: none are left."""
        before = self._desk.now() - timedelta(DAYS_UNTIL_GONE)
        return await self._desk.database.write(blogs.clear_removed, before=before)

    # ----------------------------------------------------------------------------- posts

    async def mark(
        self,
        ids: Sequence[int],
        flag: Flag,
        value: bool,
        *,
        sees: bool = True,
        is_step: bool = True,
    ) -> "Mark":
        """Set or clear a flag; the answer names the posts that really changed.

        Reading a post is to see its new comments and edits; to open one that was read before is,
        too (``sees``, not of a step). ``is_step``: whether it can be taken back: not, where a post
        was only opened.
        """
        from tui_reader.library.marking import Wish, mark

        return await mark(self._desk, ids, Wish(flag, value, sees), is_step=is_step)

    async def undo(self) -> "Step | None":
        """Take back what was done last; None if there is nothing. ``Step.note``: what was not."""
        return await self.history.undo()

    async def redo(self) -> "Step | None":
        """Do again what was taken back last, unless something new was done since."""
        return await self.history.redo()

    async def steps(self, limit: int) -> "tuple[Step, ...]":
        """What was done, the last first, what was taken back among it."""
        return await self.history.steps(limit)

    async def undo_to(self, step_id: int) -> "tuple[Step, ...]":
        """Take back everything from the last step to this one; give what was taken back."""
        return await self.history.undo_to(step_id)
