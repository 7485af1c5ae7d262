"""What readers said: the thread of a post, the newest comments, and keeping counts true.

Draws nothing: each has a screen of its own, imported when it is first wanted.
"""

from functools import partial
from typing import TYPE_CHECKING

from tui_reader.app.format import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.config import Config
    from tui_reader.library.library import Library
    from tui_reader.models import Blog, PostRow, Thread
    from tui_reader.query.tree import Needle

CLOSED = "Comments are closed here, or the blog does not tell of any."
NONE_YET = "No comments yet."
OFFLINE = "offline: nothing is kept yet of"


class Discussing:
    """Opens the screens with comments.

    Args:
        screen: Whose panes show what they change.
        library: Where comments are kept, and who asks for them.
        config: How the person wants it.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library", config: "Config") -> None:
        self._screen = screen
        self._library = library
        self._config = config

    def open(
        self, row: "PostRow | None", *, place: str = "", comment_id: int | None = None
    ) -> None:
        """Show the comments of a post.

        Args:
            row: The post; None in an empty list.
            place: What the address of a comment calls it: it is gone to.
            comment_id: The kept comment to go to.
        """
        if row is None:
            self._screen.say("There is no post here.")
        else:
            work = partial(self._open, row, place=place, comment_id=comment_id)
            self._screen.start(work, "thread")

    async def open_post(
        self,
        post_id: int,
        *,
        place: str = "",
        comment_id: int | None = None,
        needles: "Sequence[Needle]" = (),
    ) -> None:
        """Show the comments of a post by its number, with words lit up in them."""
        for row in await self._library.rows([post_id]):
            await self._open(row, place=place, comment_id=comment_id, needles=needles)

    async def _open(
        self,
        row: "PostRow",
        *,
        place: str,
        comment_id: int | None,
        needles: "Sequence[Needle]" = (),
    ) -> None:
        thread = await self._library.discussions.thread(row.id)
        if thread and not thread.comments and not row.comments:
            thread = await self._ask_whether(row)
        elif thread and not thread.comments and self._library.connection.is_offline:
            self._screen.say(f"{OFFLINE} the {plural(row.comments or 0, 'comment')} of this post.")
            return
        if thread:
            await self._push(row, thread, place=place, comment_id=comment_id, needles=needles)

    async def _ask_whether(self, row: "PostRow") -> "Thread | None":
        """Return the comments of a post of which no count is known; None where it has none."""
        if row.comments == 0:
            self._screen.say(NONE_YET)
            return None
        if self._library.connection.is_offline:
            self._screen.say("offline: whether anybody commented here is not known.")
            return None
        words = "Asking for comments …"
        self._screen.key_bar.say(words, stays=True)
        try:
            thread = await self._library.discussions.fetch(row.id)
        finally:
            self._screen.key_bar.hush(words)
        if thread.comments:
            return thread
        self._screen.say(CLOSED if thread.count is None else NONE_YET)
        return None

    async def _push(
        self,
        row: "PostRow",
        thread: "Thread",
        *,
        place: str,
        comment_id: int | None,
        needles: "Sequence[Needle]",
    ) -> None:
        from tui_reader.app.screens.thread import ThreadScreen

        app = self._screen.app
        if not isinstance(app.screen, ThreadScreen):
            screen = ThreadScreen(self._library, self._screen.desk, self._config, row, thread)
            screen.place, screen.comment_id, screen.needles = place, comment_id, needles
            await app.push_screen(screen)

    def blog_of(self, row: "PostRow") -> "Blog | None":
        """Return the blog of a post; None for one that was removed."""
        return self._screen.listing.blog_with(row.blog_id)

    def open_recent(self, blog_id: int | None) -> None:
        """Show what was said last on a blog, or on all that are followed."""
        self._screen.start(partial(self._open_recent, blog_id), "recent")

    async def _open_recent(self, blog_id: int | None) -> None:
        from tui_reader.app.screens.recent import RecentScreen

        blog = self._screen.listing.blog_with(blog_id)
        screen = RecentScreen(self._library, self._screen.desk, self._config, blog)
        await self._screen.app.push_screen(screen)

    def seen(self, post_id: int, *, has_comments: bool) -> None:
        """Take notice that a post's comments were read; where none came, that was asked for."""
        work = partial(self._seen, post_id, has_comments=has_comments)
        self._screen.start(work, "seen", exclusive=False)

    async def _seen(self, post_id: int, *, has_comments: bool) -> None:
        if has_comments and not self._library.is_read_only:
            await self._library.discussions.see(post_id)
        reading = self._screen.desk.reading
        await self.counted()
        await reading.reread_thread(post_id)

    def seen_below(self, post_id: int) -> None:
        """Take notice that a post's comments were read below its text; they stay as they are."""
        self._screen.start(partial(self._seen_below, post_id), "seen", exclusive=False)

    async def _seen_below(self, post_id: int) -> None:
        await self._library.discussions.see(post_id)
        await self.counted()

    async def counted(self) -> None:
        """Show the counts of comments as the store has them."""
        self._screen.posts.forget_rows()
        await self._screen.desk.reading.reread_row()
        await self._screen.marks_changed()
