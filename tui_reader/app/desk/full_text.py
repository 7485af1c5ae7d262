"""The whole text of a post that its feed cuts: brought from its page, shown, hidden again.

Draws nothing: ``reading`` shows the text, the header how far many pages are.
"""

from contextlib import aclosing
from functools import partial
from typing import TYPE_CHECKING, Final

from tui_reader.app.article_frame import WHOLE_KEY
from tui_reader.app.format import no_server_words, plural
from tui_reader.app.progress import Progress
from tui_reader.errors import ReaderError

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.library.library import Library
    from tui_reader.models import Afterwards, Article, Blog, PostRow

COMES: Final = "Fetching the whole post …"
NO_POST: Final = "There is no post here."
NO_PAGE: Final = "This post has no page to take its text from."
OFFLINE: Final = "offline: the whole text of this post is not kept yet."
NO_BLOG: Final = "Choose a blog first: e shows them."


class FullText:
    """Toggles the two texts of a post, and what each fetch of a blog brings.

    Args:
        screen: Whose panes show it.
        library: Who asks pages, and keeps their texts.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library") -> None:
        self._screen = screen
        self._library = library
        self._coming: int | None = None
        """The post whose page is being asked for."""
        self._left: dict[int, float] = {}
        """How far whole posts were read that have given way to what their feeds have."""

    # ------------------------------------------------------------------------------ one post

    def toggle(self, row: "PostRow | None") -> None:
        """Show the whole post, fetching it where it is not kept; or what its feed has."""
        if row is None:
            self._screen.say(NO_POST)
        elif self._library.is_read_only:
            self._screen.say(self._library.why_read_only, is_error=True)
        elif self._coming != row.id:
            self._screen.start(partial(self._toggle, row.id), "full-text")

    async def _toggle(self, post_id: int) -> None:
        article = await self._library.article(post_id)
        if article is None:
            self._screen.say(NO_POST)
            return
        kept = article.page_text
        if kept and kept.is_shown:
            if self._is_read(post_id):
                self._left[post_id] = self._screen.article.position
            await self._library.page_texts.show(post_id, False)
            await self._shown_anew(post_id)
        elif kept and (not kept.is_stale or self._library.connection.is_offline):
            await self._library.page_texts.show(post_id, True)
            await self._shown_anew(post_id, self._left.pop(post_id, None))
        else:
            await self._bring(article)

    async def _bring(self, article: "Article") -> None:
        post_id = article.row.id
        if not article.url:
            self._screen.say(NO_PAGE)
            return
        if self._library.connection.is_offline:
            self._screen.say(OFFLINE)
            return
        self._coming = post_id
        self._screen.key_bar.say(COMES, stays=True)
        try:
            await self._library.page_texts.bring(post_id)
        except ReaderError:
            if article.page_text:  # an older one is better than none
                await self._shown_anew(post_id)
            raise
        finally:
            self._coming = None
            self._screen.key_bar.hush(COMES)
        await self._shown_anew(post_id)

    def _is_read(self, post_id: int) -> bool:
        article = self._screen.desk.reading.article
        return article is not None and article.row.id == post_id

    async def _shown_anew(self, post_id: int, position: float | None = None) -> None:
        """Show the text that was chosen, wherever the post is shown, and say which it is."""
        await self._screen.desk.reading.reread(post_id, position)
        self._screen.posts.forget_rows()
        self._screen.desk.fetching.index_again()
        article = await self._library.article(post_id)
        if article is not None:
            key = self._screen.desk.reading.framing.key_of("whole_text", WHOLE_KEY)
            self._screen.say(_shown_words(article, key))

    # ------------------------------------------------------------------------------ a blog's

    def toggle_blog(self, blog: "Blog | None") -> None:
        """Let each fetch of a blog bring the whole text of its cut posts, or no longer."""
        why_not = no_server_words(blog) if blog else NO_BLOG
        if self._library.is_read_only:
            self._screen.say(self._library.why_read_only, is_error=True)
        elif blog is None or why_not:
            self._screen.say(why_not)
        else:
            self._screen.start(partial(self._toggle_blog, blog), "full-texts")

    async def _toggle_blog(self, blog: "Blog") -> None:
        wanted = not blog.wants_page_texts
        await self._library.page_texts.want(blog.id, wanted)
        await self._screen.listing.load_blogs()
        if not wanted:
            self._screen.say(f"Fetches of “{blog.title}” bring what its feed has, no more.")
            return
        self._screen.say(f"Each fetch of “{blog.title}” brings the whole text of its cut posts.")
        if not self._screen.desk.fetching.is_running and not self._library.connection.is_offline:
            work = partial(self._bring_unread, blog)
            self._screen.start(work, "fetch", exclusive=False)  # ctrl+x stops it

    async def _bring_unread(self, blog: "Blog") -> None:
        """Bring those that are kept already, in place of waiting for the next fetch."""
        last: Afterwards | None = None
        is_stopped = True
        try:
            stream = self._library.page_texts.bring_unread(blog.id)
            async with aclosing(stream) as events:
                async for last in events:
                    self._screen.title_bar.progress = Progress(afterwards=last)
                    self._screen.refresh_bindings()
            is_stopped = False
        finally:
            self._screen.title_bar.progress = None
            self._screen.refresh_bindings()
            if last is not None:
                self._screen.say(("Stopped. " if is_stopped else "") + _brought_words(last))
        if last is not None:
            await self.came()

    async def came(self) -> None:
        """Show texts that came for many posts; what is read stays where it is."""
        reading = self._screen.desk.reading
        self._screen.posts.forget_rows()
        self._screen.desk.fetching.index_again()
        shown = reading.article
        now = await self._library.article(shown.row.id) if shown else None
        if shown and now and now.page_text != shown.page_text:
            await reading.reread(now.row.id)


def _shown_words(article: "Article", key: str) -> str:
    words = plural(article.row.words, "word")
    if article.page_text and article.page_text.is_shown:
        return f"The whole post, {words}. {key} shows what the feed has of it."
    return f"What the feed has of it, {words}. {key} shows the whole post again."


def _brought_words(event: "Afterwards") -> str:
    came = plural(event.done - event.failed, "whole post")
    failed = f", {event.failed:,} did not come" if event.failed else ""
    return f"“{event.title}”: {came}{failed}."
