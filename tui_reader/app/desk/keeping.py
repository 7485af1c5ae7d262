"""Tags, notes, blogs' own sheets and the history: what the keys for them begin."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from tui_reader.app.format import plural
from tui_reader.clean import clean, clean_line
from tui_reader.errors import ReaderError
from tui_reader.library.step_words import DOING_AGAIN, TAKING_BACK, redone_words, undone_words
from tui_reader.limits import STEPS_KEPT

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.config import Config
    from tui_reader.library.library import Library
    from tui_reader.models import Step, Tag

DRAFT: Final = "note_draft"
"""Where the note is kept that is being written: it outlives the program's sudden end."""
OTHERS_WORDS: Final = " What another program wrote on it meanwhile stands below."
ROWS_AT_ONCE: Final = 500
TITLE_LETTERS: Final = 60


class Keeping:
    """Asks for what a person wants to keep, and shows it once it is kept.

    Args:
        screen: Whose posts and blogs it is about.
        library: Who keeps it.
        config: Keys and signs.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library", config: "Config") -> None:
        self._screen = screen
        self._library = library
        self._config = config
        self._unkept: dict[int, tuple[str, str]] = {}
        """Notes that are not written yet or could not be, and what stood there before, by post."""
        self._written: set[int] = set()
        """Hashes of notes and drafts that were written here: no other program's words."""

    async def begin(self) -> None:
        """Keep the note that was being written when the program ended without a word."""
        match self._screen.places.value(DRAFT):
            case [int(post_id), str(text)] if not self._library.is_read_only:
                await self._keep_left(post_id, text)

    async def _keep_left(self, post_id: int, text: str) -> None:
        keeping = self._library.keeping
        try:
            step = await keeping.set_note(post_id, text)
            await self._library.save_state(DRAFT, None)
        except ReaderError as error:
            note = await keeping.note(post_id)
            self._unkept[post_id] = (text, clean(note.text) if note else "")
            where = await self._name(post_id)
            words = f"not kept, E on {where} shows your words again ({error.message})"
            self._screen.say(f"{error.error_class}: {words}", is_error=True)
            return
        if step:
            self._screen.say(f"Kept what was being written. {step.words}")

    async def _name(self, post_id: int) -> str:
        rows = await self._library.rows([post_id])
        return f"“{clean_line(rows[0].title, TITLE_LETTERS)}”" if rows else "its post"

    def _meant(self) -> tuple[int, ...]:
        """Return the posts that a key is about; says so where there is none."""
        row = self._screen.row()
        if self._library.is_read_only:
            self._screen.say(self._library.why_read_only, is_error=True)
            return ()
        if row is None:
            self._screen.say("There is no post here.")
            return ()
        return self._screen.selected() or (row.id,)

    def _subject(self, ids: Sequence[int]) -> str:
        row = self._screen.row()
        title = clean_line(row.title, TITLE_LETTERS) if row else ""
        return f"“{title}”" if len(ids) == 1 and row else plural(len(ids), "post")

    # --------------------------------------------------------------------------------- tags

    def ask_for_tags(self) -> None:
        """Show the tags of the post one is on, or of all that are selected, to change them."""
        if ids := self._meant():
            from tui_reader.app.screens.tags import TagsScreen

            plain = self._config.ascii_signs
            screen = TagsScreen(self, ids, self._subject(ids), ascii_signs=plain)
            self._screen.app.push_screen(screen)

    async def tags_of(self, ids: Sequence[int]) -> "tuple[tuple[Tag, ...], Counter[str]]":
        """Return all tags, and how many of some posts have each."""
        found: Counter[str] = Counter()
        for first in range(0, len(ids), ROWS_AT_ONCE):
            for row in await self._library.rows(ids[first : first + ROWS_AT_ONCE]):
                found.update(row.tags)
        return await self._library.keeping.tags(), found

    async def tag(self, ids: Sequence[int], name: str, on: bool) -> "Step | None":
        """Give posts a tag, or take it away, and show it. UsageError: it is no name."""
        async with self._screen.desk.marking.turn:
            step = await self._library.keeping.tag(ids, name, on)
        await self.show_posts()
        return step

    async def show_posts(self) -> None:
        """Show rows, counts and the page of a post with what a person has put to it."""
        self._screen.posts.forget_rows()
        await self._screen.desk.reading.reread_frame()
        await self._screen.listing.load_blogs()

    # --------------------------------------------------------------------------------- notes

    def ask_for_note(self) -> None:
        """Show the note on the post one is on, to write it."""
        if self._meant():
            self._screen.start(self._ask_for_note, "note")

    async def _ask_for_note(self) -> None:
        from tui_reader.app.screens.note import NoteScreen

        row = self._screen.row()
        if row and not isinstance(self._screen.app.screen, NoteScreen):
            note = await self._library.keeping.note(row.id)
            before = clean(note.text) if note else ""
            typed, before = self._unkept.get(row.id, (before, before))
            screen = NoteScreen(self, row.id, self._subject([row.id]), before, typed)
            await self._screen.app.push_screen(screen)

    def keep_draft(self, post_id: int, text: str) -> None:
        """Keep what is written so far, beside everything else."""
        self._written.add(_hash(post_id, text))
        self._screen.places.keep_value(DRAFT, [post_id, text])

    async def save_draft(self) -> None:
        """Keep the note that is being written, before the program ends."""
        for post_id, text, _ in self._drafts():
            await self._library.save_state(DRAFT, [post_id, text])

    def _drafts(self) -> "list[tuple[int, str, str]]":
        """Return what is being written: post, text, and what stood there before."""
        from tui_reader.app.screens.note import NoteScreen

        open_ = [each for each in self._screen.app.screen_stack if isinstance(each, NoteScreen)]
        return [(*each.draft, each.before) for each in open_ if each.draft]

    def keep_note(self, post_id: int, text: str, before: str) -> None:
        """Keep a note as it was left; an empty one is taken away."""
        self._unkept[post_id] = (text, before)
        work = partial(self._keep_note, post_id, text, before)
        self._screen.start(work, "kept notes", exclusive=False)

    async def _keep_note(self, post_id: int, text: str, before: str) -> None:
        """Keep a note; where that cannot be, its words are shown when it is written again."""
        try:
            said = await self._write_note(post_id, text, before) if text != before else ""
            self._screen.workers.cancel_group(self._screen, DRAFT)
            others = ([other, more] for other, more, _ in self._drafts() if other != post_id)
            await self._library.save_state(DRAFT, next(others, None))
        except ReaderError as error:
            words = f"not kept, E shows your words again ({error.message})"
            self._screen.say(f"{error.error_class}: {words}", is_error=True)
            return
        self._forget_unkept(post_id, text, before)
        if text != before:
            await self.show_posts()
            self._screen.desk.fetching.index_again()
            self._screen.say(said)

    def problem(self, text: str) -> str:
        """Tell why a note cannot be kept as it is; empty where it can."""
        return self._library.keeping.problem_of_note(text)

    async def keep_unkept(self) -> ReaderError | None:
        """Write what could not be written before; give what is in the way."""
        problem: ReaderError | None = None
        for post_id, (text, before) in tuple(self._unkept.items()):
            try:
                if text != before:
                    await self._write_note(post_id, text, before)
                await self._library.save_state(DRAFT, None)
                self._forget_unkept(post_id, text, before)
            except ReaderError as error:
                problem = error
        return problem

    def _forget_unkept(self, post_id: int, text: str, before: str) -> None:
        """Forget what is written now, unless more waits for it."""
        if self._unkept.get(post_id) == (text, before):
            del self._unkept[post_id]

    async def ask_about_unkept(self) -> bool:
        """Before leaving, write all notes that are not; ask whether to leave without them.

        Returns:
            False where a person thought better of leaving.
        """
        for post_id, text, before in self._drafts():
            self._unkept[post_id] = (text, before)
        problem = await self.keep_unkept()
        if problem is None:
            return True
        from tui_reader.app.screens.confirm import ConfirmScreen

        name = await self._name(next(iter(self._unkept)))
        others = f" and {plural(more, 'other post')}" if (more := len(self._unkept) - 1) else ""
        question = f"{problem}.\nWhat you wrote on {name}{others} is not kept. Leave without it?"
        screen = ConfirmScreen(question, "Leave", "Stay here")
        return await self._screen.app.push_screen_wait(screen) is True

    async def _write_note(self, post_id: int, text: str, before: str) -> str:
        """Write a note, above what another program wrote meanwhile; return what to say of it."""
        async with self._screen.desk.marking.turn:
            note = await self._library.keeping.note(post_id)
            other = clean(note.text) if note else ""
            is_own = _hash(post_id, other) in self._written
            is_mixed = not is_own and other not in ("", before, text)
            both = f"{text}\n\n{other}".strip() if is_mixed else text
            step = await self._library.keeping.set_note(post_id, both)
            self._written.add(_hash(post_id, both))
        return f"{step.words if step else ''}{OTHERS_WORDS if is_mixed else ''}".strip()

    # ------------------------------------------------------------------------- what was done

    def show_steps(self) -> None:
        """Show what was done, to take any of it back."""
        from tui_reader.app.screens.steps import StepsScreen

        screen = StepsScreen(self, ascii_signs=self._config.ascii_signs)
        self._screen.app.push_screen(screen)

    async def steps(self) -> "tuple[Step, ...]":
        """Return all steps that are kept, the newest first."""
        return await self._library.steps(STEPS_KEPT)

    def now(self) -> datetime:
        """Return the time, with the reader's own offset."""
        return self._library.now()

    async def turn(self, step: "Step") -> str:
        """Take one step back, or do it again; return what to say of it."""
        history = self._library.history
        turn = history.redo_step if step.is_undone else history.undo_step
        with self._screen.saying(DOING_AGAIN if step.is_undone else TAKING_BACK):
            async with self._screen.desk.marking.turn:
                turned = await turn(step.id)
            if turned is None:
                return "This was turned by another program meanwhile."
            await self._screen.desk.marking.show_what_changed()
        return undone_words(turned) if turned.is_undone else redone_words(turned)

    async def back_to(self, step: "Step") -> str:
        """Take back everything from the newest step to this one; return what to say of it."""
        with self._screen.saying(TAKING_BACK):
            async with self._screen.desk.marking.turn:
                undone = await self._library.undo_to(step.id)
            await self._screen.desk.marking.show_what_changed()
        if len(undone) == 1:
            return undone_words(undone[0])
        notes = sum(1 for each in undone if each.note)
        left = f" {notes:,} of them in part: the rest was changed since." if notes else ""
        return f"Took back {plural(len(undone), 'step')}.{left}"


def _hash(post_id: int, text: str) -> int:
    """Return what tells a note, as it is kept, from others."""
    return hash((post_id, clean(text).strip()))
