"""What a person makes of blogs and posts: tags, notes, names, folders, searches, rules.

Each is a step of the history, written with it in one transaction. No SQL.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tui_reader.errors import UsageError
from tui_reader.library import rules
from tui_reader.library import step_words as words
from tui_reader.limits import NOTE_LETTERS
from tui_reader.models import Blog, BlogOwn, HideRule, Note, SavedSearch, Step, Tag
from tui_reader.query import parse
from tui_reader.store import (
    blogs,
    folders,
    hiding,
    names,
    new_posts,
    notes,
    posts,
    saved_searches,
    tags,
)

if TYPE_CHECKING:
    from tui_reader.library.desk import Desk
    from tui_reader.library.steps import History


class Keeping:
    """The person's own words and choices, kept.

    Every method that changes something gives the step that can be taken back; None where all was so
    already.

    Args:
        desk: What it works with.
        history: Where the steps are kept.
    """

    def __init__(self, desk: "Desk", history: "History") -> None:
        self._desk = desk
        self._database = desk.database
        self._history = history

    # ----------------------------------------------------------------------------- posts

    async def tags(self) -> tuple[Tag, ...]:
        """All tags that kept posts have, by name."""
        return await self._database.read(tags.list_tags)

    async def tag(self, ids: Sequence[int], name: str, on: bool) -> Step | None:
        """Give posts a tag, or take it away. UsageError: no letter is in its name."""
        if not tags.tidy_tag(name):
            raise UsageError("a tag needs a name")
        return await self._history.do_in_batches(
            "tag", words.of_tags, lambda c, some: tags.set_tag(c, some, name, on), ids
        )

    async def rename_tag(self, name: str, new: str) -> Step | None:
        """Give a tag another name; where that is there already, both become one."""
        if not tags.tidy_tag(new):
            raise UsageError("a tag needs a name")
        said = f"Named the tag “{tags.tidy_tag(name)}” “{tags.tidy_tag(new)}”."
        ids = await self._database.read(tags.tagged, name)
        return await self._history.do_in_batches(
            "tag", lambda _: said, lambda c, some: tags.retag(c, some, name, new), ids
        )

    async def note(self, post_id: int) -> Note | None:
        """The note on a post; None if there is none."""
        return await self._database.read(notes.get_note, post_id)

    def note_now(self, post_id: int) -> Note | None:
        """The same while painting."""
        return self._database.read_now(notes.get_note, post_id)

    async def set_note(self, post_id: int, text: str) -> Step | None:
        """Write the note on a post in Markdown; one without letters takes it away.

        Raises:
            UsageError: It is too long; nothing was changed.
        """
        if problem := self.problem_of_note(text):
            raise UsageError(problem)
        rows = await self._database.read(posts.rows, [post_id])
        title = rows[0].title if rows else f"post {post_id}"
        had = await self.note(post_id) is not None
        said = words.of_note(title, had, bool(notes.tidy_note(text)))
        now = self._desk.now()
        return await self._history.do(
            "note", lambda _: said, lambda c: notes.set_note(c, post_id, text, now)
        )

    @staticmethod
    def problem_of_note(text: str) -> str:
        """Tell why a note cannot be kept; empty where it can."""
        past = notes.letters_past(text)
        many = "1 letter" if past == 1 else f"{past:,} letters"
        return f"{many} more than the {NOTE_LETTERS:,} that a note may have" if past else ""

    # ----------------------------------------------------------------------------- blogs

    async def rename(self, blog_id: int, title: str) -> Step | None:
        """Give a blog the person's own name; empty: the feed's again."""
        said = words.of_name((await self._blog(blog_id)).title, title.strip())
        return await self._history.do(
            "name", lambda _: said, lambda c: names.set_own_title(c, blog_id, title)
        )

    async def set_folders(self, blog_id: int, paths: Sequence[Sequence[str]]) -> Step | None:
        """Let a blog lie in exactly these folders: paths of names, the outermost first."""
        said = words.of_folders((await self._blog(blog_id)).title, paths)
        return await self._history.do(
            "folder", lambda _: said, lambda c: folders.set_folders(c, blog_id, paths)
        )

    async def rename_folder(self, path: Sequence[str], new: Sequence[str]) -> Step | None:
        """Give a folder another path, with all that lies in it; an empty one takes it away.

        What lay in it then lies in the folder around it.
        """
        said = words.of_folder(path, folders.tidy_path(new))
        return await self._history.do(
            "folder", lambda _: said, lambda c: folders.rename_folder(c, path, new)
        )

    async def set_own(self, blog_id: int, own: BlogOwn) -> Step | None:
        """Keep what is set for a blog alone, all of it."""
        said = words.of_own((await self._blog(blog_id)).title, own)
        return await self._history.do(
            "own", lambda _: said, lambda c: names.set_own(c, blog_id, own)
        )

    async def mark_read_of(self, post_id: int) -> str:
        """When a post is marked read by itself, where that is set for its blog alone; or empty."""
        for row in await self._database.read(posts.rows, [post_id]):
            return (await self._blog(row.blog_id)).own.mark_read
        return ""

    async def pause(self, blog_id: int, on: bool) -> Step | None:
        """Let a blog be asked only when it is named, or as the others are again."""
        said = words.of_pause((await self._blog(blog_id)).title, on)
        return await self._history.do(
            "own", lambda _: said, lambda c: names.set_paused(c, blog_id, on)
        )

    # ----------------------------------------------------------------------------- searches

    async def searches(self) -> tuple[SavedSearch, ...]:
        """All saved searches, the first saved first."""
        return await self._database.read(saved_searches.list_searches)

    async def save_search(self, name: str, text: str, sort: str = "") -> Step | None:
        """Keep words under a name, in place of those it had. UsageError, QueryError."""
        parse(text)
        tidy = self._name_of_search(name)
        said = f"Kept the search “{tidy}”."
        return await self._history.do(
            "search", lambda _: said, lambda c: saved_searches.save_search(c, name, text, sort)
        )

    async def rename_search(self, search_id: int, name: str) -> Step | None:
        """Give a search another name. UsageError: another search has it."""
        tidy = self._name_of_search(name)
        former = await self._search(search_id)
        other = await self._database.read(saved_searches.find_search, name)
        if other is not None and other.id != search_id:
            raise UsageError(f"another search is called “{tidy}”")
        said = f"Named the search “{former.name}” “{tidy}”."
        return await self._history.do(
            "search", lambda _: said, lambda c: saved_searches.rename_search(c, search_id, name)
        )

    async def remove_search(self, search_id: int) -> Step | None:
        """Keep a search no longer; its posts stay."""
        said = f"Removed the search “{(await self._search(search_id)).name}”."
        return await self._history.do(
            "search", lambda _: said, lambda c: saved_searches.remove_search(c, search_id)
        )

    # ----------------------------------------------------------------------------- rules

    async def rules(self) -> tuple[HideRule, ...]:
        """All rules that hide posts, the eldest first."""
        return await self._database.read(hiding.list_rules)

    async def would_hide(self, text: str) -> tuple[int, int, bool]:
        """How many posts a rule would hide, of how many; whether all were seen. QueryError."""
        return await rules.would_hide(self._desk, text)

    async def add_rule(self, text: str) -> Step | None:
        """Hide what words choose, now and whenever it arrives. UsageError, QueryError."""
        return await rules.make_rule(self._desk, text)

    async def remove_rule(self, rule_id: int) -> Step | None:
        """Show again what a rule hid, unread where it was."""
        return await rules.remove_rule(self._desk, rule_id)

    async def finish_rules(self) -> None:
        """Let rules that were stopped while they were made hide what they speak of."""
        await rules.finish_rules(self._desk)

    # ----------------------------------------------------------------------------- what is new

    def last_time(self) -> datetime | None:
        """When this store was last looked at; None: never before."""
        return self._database.read_now(new_posts.last_time)

    async def count_new(self) -> int:
        """How many posts came since then and are not read."""
        return await self._database.read(new_posts.count_new)

    async def leave(self) -> None:
        """End the look at this store: what comes from now on is new."""
        if not self._database.is_read_only:
            await self._database.write(new_posts.leave, self._desk.now())

    def leave_now(self) -> None:
        """The same where the event loop that used this library has ended already."""
        if not self._database.is_read_only:
            self._database.write_now(new_posts.leave, self._desk.now())

    # ----------------------------------------------------------------------------- inside

    async def _blog(self, blog_id: int) -> Blog:
        found = await self._database.read(blogs.get_blog, blog_id)
        if found is None:
            raise UsageError(f"there is no blog {blog_id}")
        return found

    async def _search(self, search_id: int) -> SavedSearch:
        for search in await self.searches():
            if search.id == search_id:
                return search
        raise UsageError(f"there is no search {search_id}")

    @staticmethod
    def _name_of_search(name: str) -> str:
        tidy = saved_searches.tidy_name(name)
        if not tidy:
            raise UsageError("a search needs a name")
        return tidy
