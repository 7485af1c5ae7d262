"""The place in the post that is read: kept when scrolling rests, gone back to; what its end means.

The screen has one of these; it draws nothing itself.
"""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from tui_reader.app.format import left_words
from tui_reader.app.keymap import first_key

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.config import Config
    from tui_reader.library.library import Library
    from tui_reader.models import Article, PostRow

REST_SECONDS: Final = 0.5
"""A new place is kept so long after one scrolled there: a program that is killed loses no more."""
SAME_PLACE: Final = 1e-6


class Bookmark:
    """Lies in the post of the article pane.

    Args:
        screen: Whose article it is.
        library: Who keeps it.
        config: When a post counts as read.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library", config: "Config") -> None:
        self._screen = screen
        self._library = library
        self._config = config
        self._row: PostRow | None = None
        self._saved = (0.0, False)
        self._is_finished = False
        self._marks_at_end = False
        self._timer: Timer | None = None

    # ------------------------------------------------------------------------- in the post

    def lay(self, article: "Article") -> None:
        """Lie in the post that stands in the pane now, at its place."""
        if self._row is None or self._row.id != article.row.id:
            self._marks_at_end = False
        self._row = article.row
        self._is_finished = article.position > 0 and not article.row.begun
        self._saved = (self._screen.article.position, self._is_finished)

    def take_out(self) -> None:
        """Lie in no post."""
        self._row = None

    def opened(self, row: "PostRow") -> None:
        """Take notice that a person opened a post: it is read now, at its end, or not by that."""
        blog = self._screen.listing.blog_with(row.blog_id)
        when = (blog.own.mark_read if blog else "") or self._config.mark_read
        if when == "opened" and not self._library.is_read_only:
            self._screen.desk.marking.mark_opened(row)
        self._marks_at_end = when == "end" and not self._library.is_read_only
        self._look_for_end()

    def kept_unread(self, post_ids: Sequence[int]) -> None:
        """Mark nothing by itself that a person marked as unread."""
        if self._row and self._row.id in post_ids:
            self._marks_at_end = False

    def moved(self) -> None:
        """Take notice that another part is in view; its place is kept a moment later."""
        self._look_for_end()
        if self._timer is None and self._row and not self._library.is_read_only:
            self._timer = self._screen.set_timer(REST_SECONDS, self._rest)

    def _rest(self) -> None:
        self._timer = None
        self.keep()

    def _look_for_end(self) -> None:
        """Mark the post as read once its end is in view, where that is the rule."""
        if self._row and self._screen.article.progress >= 1:
            self._is_finished = True
            if self._marks_at_end:
                self._marks_at_end = False
                self._screen.desk.marking.mark_opened(self._row)

    # ----------------------------------------------------------------------------- keeping

    def keep(self) -> None:
        """Keep the place beside everything else, if it is another one."""
        if work := self._saving():
            self._screen.start(work, "position", exclusive=False)

    async def save(self) -> None:
        """Keep the place, and wait until it is kept."""
        if work := self._saving():
            await work()

    def _saving(self) -> "Callable[[], Awaitable[None]] | None":
        """Return what keeps the place; None where it is kept."""
        position = self._screen.article.position
        self._is_finished = self._is_finished and position > 0  # from the top it begins anew
        kept, was_finished = self._saved
        is_kept = abs(position - kept) < SAME_PLACE and was_finished == self._is_finished
        if self._row is None or is_kept or self._library.is_read_only:
            return None
        return partial(self._save, self._row.id, position, self._is_finished)

    async def _save(self, post_id: int, position: float, is_finished: bool) -> None:
        await self._library.save_position(post_id, position, is_finished=is_finished)
        self._screen.posts.put_begun(post_id, 0.0 if is_finished else position)
        if self._row and self._row.id == post_id:
            self._saved = (position, is_finished)

    # --------------------------------------------------------------------------- going back

    def go_on(self) -> None:
        """Go on with the post that was begun last; from within that one, with the one before."""
        self._screen.start(self._go_on, "article")

    async def _go_on(self) -> None:
        await self.save()
        here = self._row.id if self._row and self._screen.is_in_article else None
        row = await self._library.begun_last(but=here)
        if row is None:
            other = "other " if here else ""
            self._screen.say(f"There is no {other}post that you began and did not finish.")
            return
        self._screen.posts.go_to(row.id)
        self._screen.desk.reading.open(row, and_enter=True)

    async def tell(self) -> None:
        """Say at the start which post was begun, unless one is in it already."""
        row = await self._library.begun_last()
        is_here = row and self._row and row.id == self._row.id and self._screen.is_in_article
        if row and not is_here and not self._screen.key_bar.message[0]:
            self._screen.say(begun_words(row, first_key("continue_reading", self._config)))


def begun_words(row: "PostRow", key: str) -> str:
    """Return how to go on with a post, and what is left of it."""
    left = left_words(row.words, row.begun)
    return f"{key} goes on with “{row.title}”" + (f" · {left}" if left else "")
