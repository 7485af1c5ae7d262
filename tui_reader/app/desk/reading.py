"""Reading posts one after another: opening, older and newer, back, the place in the text.

The screen has one of these; it draws nothing itself.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from tui_reader.app.article_frame import frame
from tui_reader.app.history import Trail
from tui_reader.models import Article, Flag, PostIndex, PostRow, View
from tui_reader.render.blocks import Document
from tui_reader.render.html import to_document

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.config import Config
    from tui_reader.library.library import Library

LONG_HTML: Final = 100_000
"""Letters from which a post is read in a thread, so that keys are answered meanwhile."""


class Reading:
    """What stands in the article pane, and where to go from it.

    Args:
        screen: Whose panes show it.
        library: Where posts are.
        config: How to open pages, and whether opening marks as read.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library", config: "Config") -> None:
        self._screen = screen
        self._library = library
        self._config = config
        self._trail = Trail()
        self._saved = 0.0
        self._steps = 0
        self._opening_id: int | None = None
        self.article: Article | None = None
        """The post in the article pane."""

    # ------------------------------------------------------------------------------ opening

    def open(self, row: PostRow, *, and_enter: bool = False, is_return: bool = False) -> None:
        """Show a post; the one shown before can be gone back to.

        Args:
            row: The post.
            and_enter: Send the keys to the article.
            is_return: Going back: nothing is added to the trail.
        """
        is_shown = self.article and self.article.row.id == row.id
        if self.article and is_shown and self._opening_id in (None, row.id):
            self._screen.article_opened(self.article, and_enter=and_enter)
            return
        self._opening_id = row.id
        work = partial(self._open, row, and_enter=and_enter, is_return=is_return)
        self._screen.start(work, "article")

    async def _open(self, row: PostRow, *, and_enter: bool, is_return: bool) -> None:
        try:
            article = await self._library.article(row.id)
            if article is None:
                self._screen.say("This post is no longer kept.", is_error=True)
                return
            self._put(article, await _document(article), is_return=is_return)
        finally:
            if self._opening_id == row.id:
                self._opening_id = None
        self._screen.article_opened(article, and_enter=and_enter)
        if self._config.mark_read_on_open and not self._library.is_read_only:
            self._screen.desk.marking.mark_opened(article.row)

    def _put(self, article: Article, document: Document, *, is_return: bool) -> None:
        """Put a post into the pane; keep how far the one before was read, and the way back."""
        self.keep_position()
        if self.article and not is_return:
            self._trail.leave(self.article.row.id)
        self.article = article
        self._show(article, document)

    def _show(self, article: Article, document: Document) -> None:
        newer, older = self._neighbours(article.row.id)
        ascii_signs = self._config.ascii_signs
        with_blog = self._screen.listing.query.blog_id is None
        page, lead = frame(
            document,
            article,
            newer=newer,
            older=older,
            with_blog=with_blog,
            ascii_signs=ascii_signs,
        )
        self._saved = article.position
        self._screen.article.show(
            page, position=article.position, lead=lead, letters=document.letters
        )

    def _neighbours(self, post_id: int) -> tuple[PostRow | None, PostRow | None]:
        """Return the posts above and below in the list."""
        posts = self._screen.posts
        at = posts.find(post_id)
        if at is None:
            return None, None
        return (posts.row(at - 1) if at else None), posts.row(at + 1)

    def keep_position(self) -> None:
        """Keep how far the post was read, beside everything else."""
        position = self._screen.article.position
        if self.article and position != self._saved and not self._library.is_read_only:
            work = partial(self._save_position, self.article.row.id, position)
            self._screen.start(work, "position", exclusive=False)

    async def _save_position(self, post_id: int, position: float) -> None:
        await self._library.save_position(post_id, position)
        if self.article and self.article.row.id == post_id:
            self._saved = position

    async def save_position(self) -> None:
        """Keep how far the post was read, and wait until it is kept."""
        if self.article and not self._library.is_read_only:
            await self._save_position(self.article.row.id, self._screen.article.position)

    async def reopen(self, post_id: int) -> None:
        """Show the post that was open when the reader ended; that marks nothing.

        Whoever has opened another one meanwhile is not interrupted.
        """
        article = await self._library.article(post_id)
        document = await _document(article) if article else None
        if article and document and self.article is None and self._opening_id is None:
            self._put(article, document, is_return=True)
            self._screen.workspace.name_article(article.row.title, article.row.blog_title)

    def forget(self) -> None:
        """Show no post."""
        self.article = None
        self._screen.article.clear()
        self._screen.workspace.name_article("", "")

    # ------------------------------------------------------------------- one after another

    def here(self) -> int | None:
        """Return where in the list one is: at the article's post, or at the cursor.

        A post that is still being opened counts as the article's: keys may come faster than texts.
        """
        posts = self._screen.posts
        if self._screen.is_in_article and (self._opening_id or self.article):
            post_id = self._opening_id or (self.article.row.id if self.article else None)
            return posts.find(post_id)
        return posts.cursor if posts.row_count() else None

    def step(self, by: int) -> None:
        """Read the post that stands ``by`` places further down in the list."""
        here = self.here()
        target = (0 if here is None else here + by) if self._screen.posts.row_count() else -1
        row = self._screen.posts.row(target) if target >= 0 else None
        if row is None:
            self._screen.say("This is the oldest post." if by > 0 else "This is the newest post.")
            return
        self._screen.posts.cursor = target
        self.open(row)

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
        self._opening_id = rows[0].id
        await self._open(rows[0], and_enter=False, is_return=False)

    def _next_of(self, unread: PostIndex, steps: int, *, around: bool) -> int | None:
        """Return the unread post so many steps further down, or up; the last one at the most."""
        index = self._screen.posts.index
        here = self.here()
        places = list(zip(unread.instants, unread.ids, strict=True))
        if here is None:
            return places[0][1] if places else None
        now = (index.instants[here], index.ids[here])
        below = [place for place in places if place < now]
        above = [place for place in places if place > now]
        way = above[::-1] if steps < 0 else below or (above if around else [])
        return way[min(abs(steps), len(way)) - 1][1] if way else None

    def read_on(self) -> None:
        """Page the article; at its end go to the next unread post; first open the cursor's."""
        screen = self._screen
        row = screen.posts.row()
        is_other = row and (self.article is None or self.article.row.id != row.id)
        if row and is_other and not screen.is_in_article:
            self.open(row)
        elif screen.article.is_at_end:
            self.step_unread(1, around=True)
        else:
            screen.article.action_page_down()

    def back(self) -> None:
        """Go back to the post that was read before this one."""
        post_id = self._trail.back()
        rows = self._library.rows_now([post_id]) if post_id is not None else []
        if not rows:
            self._screen.say("There is no post to go back to.")
            return
        self._screen.posts.go_to(rows[0].id)
        self.open(rows[0], is_return=True)

    # -------------------------------------------------------------------------------- marks

    async def reread_row(self) -> None:
        """Show the marks of the post as the store has them."""
        rows = await self._library.rows([self.article.row.id]) if self.article else []
        if self.article and rows:
            self.article = replace(self.article, row=rows[0])

    def mark_shown(self, post_ids: Sequence[int], flag: Flag, value: bool) -> None:
        """Take notice that the post in the article pane was marked."""
        if self.article and self.article.row.id in post_ids:
            row = self.article.row.marked(flag, value)
            self.article = replace(self.article, row=row)


async def _document(article: Article) -> Document:
    if len(article.html) < LONG_HTML:
        return to_document(article.html, article.base)
    return await asyncio.to_thread(to_document, article.html, article.base)
