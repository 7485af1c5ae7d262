"""A list of posts: read a page at a time, narrowed, marked; and the steps to older and newer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from tui_reader.app.format import day_words, local_days
from tui_reader.errors import UsageError
from tui_reader.models import Blog, Flag, PostIndex, PostQuery, PostRow, View
from tui_reader.plain.places import AT_END, Pages, is_there
from tui_reader.plain.wording import list_words, row_words

if TYPE_CHECKING:
    from tui_reader.plain.talk import Talk
    from tui_reader.plain.verbs import Verb

EMPTY: Final = {
    View.ALL: "Nothing is here yet. fetch asks for new posts, back leads to the blogs.",
    View.UNREAD: "Nothing is unread. all lists every post.",
    View.STARRED: "Nothing has a star. all lists every post; star, in a post, gives it one.",
}
NONE_CHOSEN: Final = "These words choose no post. all lists every post."
BATCH: Final = 500


class PostsPlace:
    """The posts that a query finds.

    Args:
        talk: Where they are said.
        query: Which posts.
    """

    kind = "list of posts"
    hint = (
        "Type the number of a post to read it. unread, starred, months and labels narrow the list."
        " ? tells what else can be typed."
    )

    def __init__(self, talk: "Talk", query: PostQuery) -> None:
        self._talk = talk
        self._pages = Pages()
        self.query = query
        self.index = PostIndex()
        self.blog: Blog | None = None

    @cached_property
    def verbs(self) -> "Sequence[Verb]":
        """What can be typed here."""
        from tui_reader.plain.posts_verbs import verbs_of

        return verbs_of(self._talk, self)

    @property
    def prompt(self) -> str:
        """Whether there is more."""
        return self._pages.prompt

    # ------------------------------------------------------------------------------ saying

    async def load(self) -> None:
        """Read which posts there are."""
        self.index = await self._talk.library.post_index(self.query)
        self.blog = await self._talk.blog(self.query.blog_id)

    async def show(self) -> None:
        """Say what is listed, and the page on which one was last."""
        await self.load()
        self._pages.begin(len(self.index))
        self._talk.say(list_words(self.query, self.blog, len(self.index)))
        if self.blog and self.blog.error:
            error = self.blog.error
            self._talk.say(f"Last fetch: {error.error_class}: {error.message}.")
        if len(self.index):
            await self.go_on()
        else:
            self._talk.say(NONE_CHOSEN if self.query.filter else EMPTY[self.query.view])

    async def go_on(self) -> None:
        """Say the next page, each day above its posts."""
        page = self._pages.page()
        days = self._days(page)
        rows = {row.id: row for row in await self._talk.library.rows(self._ids(page))}
        before: int | None = None
        for at, day in zip(page, days, strict=True):
            if day != before:
                self._talk.say(day_words(date.fromordinal(day)))
                before = day
            row = rows.get(self.index.ids[at])
            words = row_words(row, with_blog=self.query.blog_id is None) if row else "Gone."
            self._talk.say(f"{at + 1}. {words}")
        if not page:
            self._talk.say(AT_END)

    def _ids(self, page: range) -> list[int]:
        return [self.index.ids[at] for at in page]

    def _days(self, page: range) -> Sequence[int]:
        """The day of each post: the blog's own in one blog, the reader's where blogs mix."""
        if self.query.blog_id is not None:
            return [self.index.days[at] for at in page]
        return local_days(self.index.instants[at] for at in page)

    # ------------------------------------------------------------------------------ going

    async def choose(self, number: int) -> None:
        """Read a post."""
        if is_there(self._talk, number, len(self.index)):
            await self.open(self.index.ids[number - 1])

    async def open(self, post_id: int) -> None:
        """Read a post; coming back, one hears the page that it is on."""
        from tui_reader.plain.article import ArticlePlace

        if (at := self.place_of(post_id)) is not None:
            self._pages.turn_to(at)
        await self._talk.go(ArticlePlace(self._talk, post_id, self))

    def turn_to(self, post_id: int) -> None:
        """Let the page with a post be the one that is said next."""
        if (at := self.place_of(post_id)) is not None:
            self._pages.turn_to(at)

    async def narrow(self, query: PostQuery) -> None:
        """List other posts; back leads to these."""
        await self._talk.go(PostsPlace(self._talk, query))

    async def change_view(self, view: View) -> None:
        """List all, whatever words chose, or the unread or the starred ones of these."""
        chosen = None if view is View.ALL else self.query.filter
        await self.change(replace(self.query, view=view, filter=chosen))

    async def change(self, query: PostQuery) -> None:
        """List these in place of those before."""
        self.query = query
        self._pages = Pages()
        await self.show()

    # ------------------------------------------------------------------------------ steps

    def place_of(self, post_id: int) -> int | None:
        """Where a post stands in the list; None: nowhere."""
        try:
            return self.index.ids.index(post_id)
        except ValueError:
            return None

    async def beside(self, post_id: int, step: int) -> PostRow | None:
        """The post below (1) or above (-1) another one; None at the end."""
        at = self.place_of(post_id)
        if at is None or not 0 <= at + step < len(self.index):
            return None
        rows = await self._talk.library.rows([self.index.ids[at + step]])
        return rows[0] if rows else None

    async def unread_after(self, post_id: int) -> int | None:
        """The next unread post below another one; None: there is none."""
        unread = replace(self.query, view=View.UNREAD)
        ids = set((await self._talk.library.post_index(unread)).ids)
        at = self.place_of(post_id)
        below = self.index.ids[0 if at is None else at + 1 :]
        return next((below_id for below_id in below if below_id in ids), None)

    # ------------------------------------------------------------------------------ marks

    def numbered(self, text: str) -> list[int]:
        """The posts whose numbers were typed: ``3``, ``3 5``, ``3-7``.

        Raises:
            UsageError: There are none of these numbers.
        """
        ids: list[int] = []
        for word in text.replace(",", " ").split():
            first, _, last = word.partition("-")
            if not (first.isdecimal() and (last or first).isdecimal()):
                raise UsageError(f"{word!r} is no number of a post; 3, 3 5 and 3-7 are")
            chosen = self.index.ids[max(0, int(first) - 1) : int(last or first)]
            if not len(chosen) or not int(first):
                raise UsageError(f"there is no post number {word} in this list")
            ids.extend(chosen)
        if not ids:
            raise UsageError("say the number of a post, or several: 3, 3 5, 3-7")
        return ids

    async def toggle(self, text: str, flag: Flag) -> None:
        """Set a flag of posts where one of them lacks it, else clear it."""
        ids = self.numbered(text)
        rows = await self._talk.library.rows(ids)
        has = all(row.is_read if flag is Flag.READ else row.is_starred for row in rows)
        await self._talk.mark(ids, flag, not has)

    async def find(self, words: str) -> None:
        """Say the posts whose titles hold words; their numbers are those of the list."""
        words = words or await self._talk.console.ask("Words to find in the titles:")
        if not words:
            return
        looking = self._found(words.casefold())
        found = await self._talk.said_if_slow("Looking through the titles.", looking)
        for number, row in found:
            self._talk.say(f"{number}. {row_words(row, with_blog=self.query.blog_id is None)}")
        self._talk.say(f"{len(found)} found." if found else "No title holds that.")

    async def _found(self, wanted: str) -> list[tuple[int, PostRow]]:
        found: list[tuple[int, PostRow]] = []
        for first in range(0, len(self.index), BATCH):
            ids = self._ids(range(first, min(first + BATCH, len(self.index))))
            numbers = {post_id: number for number, post_id in enumerate(ids, first + 1)}
            rows = await self._talk.library.rows(ids)
            found += [(numbers[row.id], row) for row in rows if wanted in row.title.casefold()]
        return found
