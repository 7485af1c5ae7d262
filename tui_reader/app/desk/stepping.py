"""Reading posts one after another: older and newer, unread ones, across months and archives.

The screen has one of these; it draws nothing itself.
"""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from tui_reader.models import PostIndex, Sort, View

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.library.library import Library

FIRST_LISTED: Final = "This is the first post of this list."


class Stepping:
    """Goes from the post one is at to the next one.

    Args:
        screen: Whose panes show it.
        library: Where posts are.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library") -> None:
        self._screen = screen
        self._library = library
        self._steps = 0

    def here(self) -> int | None:
        """Return where in the list one is: at the article's post, or at the cursor."""
        posts = self._screen.posts
        post_id = self._screen.desk.reading.post_id
        if self._screen.is_in_article and post_id:
            return posts.find(post_id)
        return posts.cursor if posts.row_count() else None

    def here_id(self) -> int | None:
        """Return the post one is at; None in an empty list."""
        here = self.here()
        return None if here is None else self._screen.posts.post_id(here)

    def step(self, by: int) -> None:
        """Read the post that stands ``by`` places further down; past the end, what lies beyond."""
        if not self._go(by):
            self._screen.start(partial(self._step_beyond, by), "beyond")

    def page_back(self) -> None:
        """Page the article backwards."""
        self._screen.article.action_page_up()

    def _go(self, by: int) -> bool:
        """Read another post of the list; tell whether there is one."""
        posts = self._screen.posts
        here = self.here()
        target = 0 if here is None else here + by
        row = posts.row(target) if target >= 0 else None
        if row is None:
            return False
        posts.cursor = target
        self._screen.desk.reading.open(row)
        return True

    async def _step_beyond(self, by: int) -> None:
        """Go on in the next month, then in the archive."""
        left = self.here_id()
        await self._screen.listing.load_rest()
        if self.here_id() != left:  # gone elsewhere meanwhile
            return
        if self._go(by) or await self._screen.desk.browsing.go_on(by):
            return
        if by > 0:
            self._screen.desk.archiving.read_older()
        else:
            by_time = self._screen.listing.query.sort is Sort.NEWEST
            self._screen.say("This is the newest post." if by_time else FIRST_LISTED)

    async def go_older(self) -> bool:
        """Read what is older than the post one is at; tell whether there is any."""
        return self._go(1) or await self._screen.desk.browsing.go_on(1)

    def step_unread(self, by: int, *, around: bool = False) -> None:
        """Read the next unread post further down (1) or up (-1); ``around``: from the top again.

        Keys may come faster than the list of what is unread: each of them counts.
        """
        self._steps += by
        self._screen.start(partial(self._step_unread, by, around=around), "article")

    async def _step_unread(self, by: int, *, around: bool) -> None:
        query = replace(self._screen.listing.query, view=View.UNREAD)
        unread = await self._library.post_index(query)
        steps, self._steps = self._steps, 0
        post_id = self._next_of(unread, steps or by, around=around)
        rows = await self._library.rows([post_id]) if post_id is not None else []
        if not rows:
            way = "" if around else " further down" if by > 0 else " further up"
            self._screen.say(f"Nothing unread{way}.")
            return
        self._screen.posts.go_to(rows[0].id)
        await self._screen.desk.reading.open_now(rows[0])

    def _next_of(self, unread: PostIndex, steps: int, *, around: bool) -> int | None:
        """Return the unread post so many steps further down, or up; the last one at the most."""
        here = self.here()
        if here is None:
            return unread.ids[0] if unread.ids else None
        above, below = self._around(unread, here)
        way = above[::-1] if steps < 0 else below or (above if around else [])
        return way[min(abs(steps), len(way)) - 1] if way else None

    def _around(self, unread: PostIndex, here: int) -> tuple[list[int], list[int]]:
        """Return the unread posts above a place of the list, and those below it, in its order."""
        index = self._screen.posts.index
        if self._screen.listing.query.sort is Sort.NEWEST:
            places = list(zip(unread.instants, unread.ids, strict=True))
            now = (index.instants[here], index.ids[here])
            return [each[1] for each in places if each > now], [
                each[1] for each in places if each < now
            ]
        wanted = frozenset(unread.ids)
        return (
            [post_id for post_id in index.ids[:here] if post_id in wanted],
            [post_id for post_id in index.ids[here + 1 :] if post_id in wanted],
        )

    def read_on(self) -> None:
        """Page the article; at its end go to the next unread post; first open the cursor's."""
        screen = self._screen
        article = screen.desk.reading.article
        row = screen.posts.row()
        is_other = row and (article is None or article.row.id != row.id)
        if row and is_other and not screen.is_in_article:
            screen.desk.reading.open(row)
        elif screen.article.is_at_end:
            self.step_unread(1, around=True)
        else:
            screen.article.action_page_down()
