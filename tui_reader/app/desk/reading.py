"""Reading a post: opening it, going back to the one before, the place in the text.

The screen has one of these; it draws nothing itself.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from tui_reader.app.desk.framing import Framing
from tui_reader.app.desk.texts import Texts, place_of
from tui_reader.app.history import Aim
from tui_reader.app.thread_frame import new_in
from tui_reader.models import Article, Flag, PostRow, Thread
from tui_reader.render.beginning import Beginning
from tui_reader.render.blocks import Document

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.config import Config
    from tui_reader.library.library import Library

TITLES_ONLY: Final = frozenset({"sitemap", "substack"})
"""The ways to an archive that give titles and dates; a text is asked for when it is read."""
TEXT_IS_READ: Final = "Reading this very long text …"
TEXT_COMES: Final = "Fetching the text …"
PAINT_SECONDS: Final = 0.1
"""So long the beginning of a long post has to be painted before the rest is read."""
WHERE_LEFT: Final = Aim()


class Reading:
    """What stands in the article pane, and where to go from it.

    Args:
        screen: Whose panes show it.
        library: Where posts are.
        config: Keys and signs of the page around a post.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library", config: "Config") -> None:
        self._screen = screen
        self._library = library
        self.framing = Framing(screen, library, config)
        self._bookmark = screen.desk.bookmark
        self._texts = Texts()
        self.opening_id: int | None = None
        """The post that is being opened."""
        self._openings = 0
        self._document = Document()
        self._thread: Thread | None = None
        self.article: Article | None = None
        """The post in the article pane."""

    # ------------------------------------------------------------------------------ opening

    def open(
        self,
        row: PostRow,
        *,
        and_enter: bool = False,
        is_return: bool = False,
        aim: Aim = WHERE_LEFT,
    ) -> None:
        """Show a post; the one shown before can be gone back to.

        Args:
            row: The post.
            and_enter: Send the keys to the article.
            is_return: Going back: nothing is added to the trail.
            aim: The place in it to go to.
        """
        if self.article and self._is_shown(row.id) and self.opening_id in (None, row.id):
            if aim != WHERE_LEFT:
                self._screen.article.go_to_share(place_of(self.article, self._document, aim))
            self._screen.article_opened(self.article, and_enter=and_enter)
            return
        self._begin_opening(row)
        work = partial(self._open, row, and_enter=and_enter, is_return=is_return, aim=aim)
        self._screen.start(work, "article")

    def _begin_opening(self, row: PostRow) -> None:
        self.opening_id = row.id
        self._openings += 1

    @property
    def post_id(self) -> int | None:
        """The post that is being opened, else the one in the pane: keys may outrun texts."""
        return self.opening_id or (self.article.row.id if self.article else None)

    def _is_shown(self, post_id: int) -> bool:
        """Tell whether a post stands in the pane."""
        return self.article is not None and self.article.row.id == post_id

    async def open_now(self, row: PostRow, enter: bool = False, aim: Aim = WHERE_LEFT) -> None:
        """Show a post, as part of other work."""
        self._begin_opening(row)
        await self._open(row, and_enter=enter, is_return=False, aim=aim)

    async def _open(self, row: PostRow, *, and_enter: bool, is_return: bool, aim: Aim) -> None:
        opening = self._openings
        try:
            article = await self._library.article(row.id)
            if article is None:
                self._screen.say("This post is no longer kept.", is_error=True)
                return
            document, thread = await self._read(article, aim)
            self._put(article, document, thread, is_return=is_return, aim=aim)
        finally:
            if self._openings == opening:
                self.opening_id = None
        self._screen.article_opened(article, and_enter=and_enter)
        self._bookmark.opened(article.row)
        is_cut = article.is_summary and article.url and not article.page_text
        if is_cut and not self._library.is_read_only:
            self._screen.start(partial(self._bring_text, article), "text")

    async def _bring_text(self, article: Article) -> None:
        """Bring the text of a post of which its blog's archive gave no more than the title."""
        state = await self._library.archives.state(article.row.blog_id)
        if state is None or state.strategy not in TITLES_ONLY:
            return
        self._screen.key_bar.say(TEXT_COMES, stays=True)
        try:
            await self._library.archives.body(article.row.id)
        finally:
            self._screen.key_bar.hush(TEXT_COMES)
        whole = await self._library.article(article.row.id)
        read = await self._read(whole) if whole else None
        if whole and read and self._is_shown(whole.row.id):
            self._put(whole, *read, is_return=True)
            self._screen.workspace.name_article(whole.row)
        self._screen.posts.forget_rows()

    async def _read(
        self, article: Article, aim: Aim = WHERE_LEFT
    ) -> tuple[Document, Thread | None]:
        """Read a post's text, and what is kept of its comments."""
        position = article.position if aim.position is None else aim.position
        place = 1.0 if aim.anchor else position
        if self._texts.is_slow(article, place):
            self._screen.key_bar.say(TEXT_IS_READ, stays=True)
        try:
            document = await self._texts.read(article, place)
        finally:
            self._screen.key_bar.hush(TEXT_IS_READ)
        await self._screen.desk.picturing.look(article.row.id, document)
        return document, await self._library.discussions.thread(article.row.id)

    def _put(
        self,
        article: Article,
        document: Document,
        thread: Thread | None,
        *,
        is_return: bool,
        aim: Aim = WHERE_LEFT,
    ) -> None:
        """Put a post into the pane; keep how far the one before was read, and the way back."""
        self.keep_position()
        self._screen.desk.trailing.left(is_return=is_return)
        if not self._is_shown(article.row.id):
            self.framing.begin()
        self.article, self._document, self._thread = article, document, thread
        page, lead = self._framed(thread)
        self._screen.desk.picturing.begin(article.row.id)
        self._screen.article.show(
            page,
            position=place_of(article, document, aim),
            lead=lead,
            letters=document.letters,
        )
        self._bookmark.lay(article)
        if isinstance(document, Beginning):
            self._screen.article.await_rest(document.all_letters)
            self._screen.start(partial(self._bring_rest, article, document), "rest")

    async def _bring_rest(self, article: Article, begun: Document) -> None:
        """Read the rest of a long post, whose beginning is shown meanwhile."""
        await asyncio.sleep(PAINT_SECONDS)
        document = await self._texts.read_whole(article)
        await self._screen.desk.picturing.look(article.row.id, document)
        if self._document is begun:
            self._screen.desk.picturing.begin(article.row.id)
            self._document = document
            page, _ = self._framed(self._thread)
            self._screen.article.grow(page, letters=document.letters)

    def _framed(self, thread: Thread | None) -> tuple[Document, int]:
        """Return the post with its page around it, and how many letters stand before its text."""
        assert self.article is not None
        return self.framing.page(self._document, self.article, thread)

    async def reread_thread(self, post_id: int) -> None:
        """Show the comments that came below the post; what is read stays where it is."""
        if self._is_shown(post_id):
            thread = await self._library.discussions.thread(post_id)
            if self._is_shown(post_id):
                self._thread = thread
                page, _ = self._framed(thread)
                self._screen.article.grow(page)

    async def reread(self, post_id: int, position: float | None = None) -> None:
        """Show the text of the post that is to be shown now.

        Args:
            post_id: The post; nothing is done where another one is read.
            position: The place in it; None: the letter on top stays there.
        """
        article = await self._library.article(post_id)
        if article is None or not self._is_shown(post_id):
            return
        letters = self._screen.article.position * self._document.letters
        document, thread = await self._read(article, Aim(position=position))
        if not self._is_shown(post_id):
            return  # another post was opened meanwhile
        if position is None:
            position = min(1.0, letters / document.letters) if document.letters else 0.0
        self._put(article, document, thread, is_return=True, aim=Aim(position=position))
        self._screen.workspace.name_article(article.row)

    def keep_position(self) -> None:
        """Keep how far the post was read, beside everything else."""
        self._see_comments()
        self._bookmark.keep()

    def _see_comments(self) -> None:
        """Take the comments below the text for seen, once their end has been in view."""
        thread, self._thread = self._thread, None
        if not thread or self._library.is_read_only or not new_in(thread):
            return
        if self._screen.article.is_at_end:
            self._screen.desk.discussing.seen_below(thread.post_id)
        else:
            self._thread = thread

    async def reopen(self, post_id: int) -> None:
        """Show the post that was open when the reader ended; that marks nothing.

        Whoever has opened another one meanwhile is not interrupted.
        """
        article = await self._library.article(post_id)
        read = await self._read(article) if article else None
        if article and read and self.article is None and self.opening_id is None:
            self._put(article, *read, is_return=True)
            self._screen.workspace.name_article(article.row)

    def forget(self) -> None:
        """Show no post."""
        self.article, self._document, self._thread = None, Document(), None
        self._bookmark.take_out()
        self._screen.desk.picturing.forget()
        self._screen.article.clear()
        self._screen.workspace.name_article(None)

    # -------------------------------------------------------------------------------- marks

    async def reread_row(self) -> None:
        """Show the marks of the post as the store has them."""
        rows = await self._library.rows([self.article.row.id]) if self.article else []
        if self.article and rows:
            self.article = replace(self.article, row=rows[0])

    async def reread_frame(self) -> None:
        """Show what a person has put to the post meanwhile: tags, a note."""
        await self.reread_row()
        if self.article:
            await self.reread_thread(self.article.row.id)

    async def show_others_marks(self) -> None:
        """Show what another program did to the post: marks, tags, a note."""
        before = self.article.row if self.article else None
        await self.reread_row()
        row = self.article.row if self.article else None
        if row and before and (row != before or self.framing.note_of(row) != self.framing.note):
            await self.reread_thread(row.id)

    def mark_shown(self, post_ids: Sequence[int], flag: Flag, value: bool) -> None:
        """Take notice that the post in the article pane was marked."""
        if flag is Flag.READ and not value:
            self._bookmark.kept_unread(post_ids)
        if self.article and self.article.row.id in post_ids:
            row = self.article.row.marked(flag, value)
            self.article = replace(self.article, row=row)
