"""What was done, and taking it back: a history that outlives the program. No SQL."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tui_reader.library.step_words import BY_ANOTHER, left_words, of_page_texts
from tui_reader.limits import BATCH_MARKS, BREATH_SECONDS
from tui_reader.models import Step
from tui_reader.store import blogs, history, names, standing
from tui_reader.store.following import followed_words

if TYPE_CHECKING:
    from tui_reader.library.desk import Desk
    from tui_reader.store.changes import Changes
    from tui_reader.store.history import ChangeOf, ChangeSome, WordsOf


class History:
    """The steps that were done on this store, by whichever program.

    Taking one back changes exactly what it changed, and only where nobody changed that since;
    ``Step.note`` says what was left.

    Args:
        desk: What it works with.
    """

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._database = desk.database

    async def steps(self, limit: int) -> tuple[Step, ...]:
        """The newest steps, the last one first, those that were taken back among them."""
        return await self._database.read(history.list_steps, limit)

    async def do(self, kind: str, words_of: "WordsOf", change: "ChangeOf") -> Step | None:
        """Change something and keep the step of it; None where nothing changed."""
        return await self._database.write(history.perform, self._desk.now(), kind, words_of, change)

    async def do_in_batches(
        self, kind: str, words_of: "WordsOf", change: "ChangeSome", ids: Sequence[int]
    ) -> Step | None:
        """Change something of many posts as one step, so that nobody waits long for the store.

        One that is stopped has changed what its step says, and nothing else.
        """
        step: Step | None = None
        changes: Changes = ()
        for start in range(0, len(ids), BATCH_MARKS):
            if start:
                await self._desk.sleep(BREATH_SECONDS)
            some = ids[start : start + BATCH_MARKS]
            step, changes = await self._database.write(
                history.perform_more, self._desk.now(), kind, words_of, change, some, step, changes
            )
        return step

    async def follow(self, blog_id: int) -> Step | None:
        """Follow a blog; None where it is followed already."""
        said, now = followed_words(await self._title(blog_id)), self._desk.now()
        return await self.do(
            "follow",
            lambda _: said,
            lambda c: standing.set_standing(c, blog_id, standing.FOLLOWED, now),
        )

    async def remove(self, blog_id: int) -> Step | None:
        """Stop following a blog; one that was only visited goes without a step."""
        stands = await self._database.read(standing.standing_of, blog_id)
        if stands == standing.VISITING:
            await self._database.write(blogs.remove, blog_id)
        if stands != standing.FOLLOWED:
            return None
        title, now = await self._title(blog_id), self._desk.now()
        return await self.do(
            "remove",
            lambda _: f"Removed “{title}”.",
            lambda c: standing.set_standing(c, blog_id, standing.REMOVED, now),
        )

    async def want_page_texts(self, blog_id: int, wanted: bool) -> Step | None:
        """Let each fetch bring the pages of a blog's cut posts, or no longer."""
        said = of_page_texts(await self._title(blog_id), wanted)
        return await self.do(
            "own", lambda _: said, lambda c: names.set_wants_page_texts(c, blog_id, wanted)
        )

    async def undo(self) -> Step | None:
        """Take back the newest step that stands; None if there is none."""
        step = await self._database.read(history.last_step)
        return await self._turn(step, back=True)

    async def redo(self) -> Step | None:
        """Do again what was taken back last, unless something new was done since; else None."""
        step = await self._database.read(history.last_undone)
        return await self._turn(step, back=False)

    async def undo_step(self, step_id: int) -> Step | None:
        """Take one step back, whatever was done after it; None if it is not kept or undone."""
        step = await self._database.read(history.get_step, step_id)
        return await self._turn(step, back=True) if step and not step.is_undone else None

    async def redo_step(self, step_id: int) -> Step | None:
        """Do one step again that was taken back; None if it is not kept or stands."""
        step = await self._database.read(history.get_step, step_id)
        return await self._turn(step, back=False) if step and step.is_undone else None

    async def undo_to(self, step_id: int) -> tuple[Step, ...]:
        """Take back every step from the newest to this one, which is the last; give them."""
        undone: list[Step] = []
        while (step := await self._database.read(history.last_step)) and step.id >= step_id:
            turned = await self._turn(step, back=True)
            undone += (turned,) if turned and turned.note != BY_ANOTHER else ()
        return tuple(undone)

    async def _title(self, blog_id: int) -> str:
        blog = await self._database.read(blogs.get_blog, blog_id)
        return blog.title if blog else f"blog {blog_id}"

    async def _turn(self, step: Step | None, *, back: bool) -> Step | None:
        """Turn a step round, part by part: others may use the store in between."""
        if step is None:
            return None
        if step.kind == "rule":
            from tui_reader.library import rules  # with the whole language of choosing posts

            await rules.get_ready_to_show(self._desk)
        parts: list[history.Turned] = []
        while not (parts and parts[-1].is_finished):
            if parts:
                await self._desk.sleep(BREATH_SECONDS)
            now = self._desk.now()
            parts += [await self._database.write(history.turn, step.id, now, back=back)]
        if step.kind == "rule":
            await rules.finish_rules(self._desk)
        note = left_words(sum(each.done for each in parts), sum(each.left for each in parts))
        return replace(step, is_undone=back, note=BY_ANOTHER if parts[0].was_turned else note)
