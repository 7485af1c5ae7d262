"""The screen with the newest comments of a blog, or of all that are followed."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from tui_reader.app.bindings import bindings
from tui_reader.app.commands import Scope
from tui_reader.app.format import connection_words, no_server_words, plural
from tui_reader.app.screens.working import WorkingScreen
from tui_reader.app.widgets.bars import TitleBar
from tui_reader.app.widgets.pane import PaneTitle
from tui_reader.app.widgets.recent_list import RecentList
from tui_reader.errors import ReaderError

if TYPE_CHECKING:
    from tui_reader.app.desk import Desk
    from tui_reader.config import Config
    from tui_reader.library.library import Library
    from tui_reader.models import Blog

MOST = 200
"""So many comments are listed at the most."""
NONE_KEPT = "No comment is kept yet. Press r to ask for the newest, or c on a post for its own."
NOBODY_TO_ASK = "There is no blog to ask: press a in the reader to follow one."


class RecentScreen(WorkingScreen):
    """What was said last.

    Args:
        library: Where comments are kept, and who asks for them.
        desk: The reader's tools.
        config: How the person wants it.
        blog: Whose comments; None: those of all blogs that are followed.
    """

    OWN_SCOPE = Scope.RECENT
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.RECENT)

    def __init__(
        self, library: "Library", desk: "Desk", config: "Config", blog: "Blog | None"
    ) -> None:
        super().__init__()
        self._library = library
        self._desk = desk
        self._blog = blog
        self.title_bar = TitleBar(ascii_signs=config.ascii_signs)
        self.pane_title = PaneTitle("Recent comments")
        self.list = RecentList(ascii_signs=config.ascii_signs)

    def compose(self) -> ComposeResult:
        """Stack the bars around the list."""
        yield self.title_bar
        yield self.pane_title
        yield self.list
        yield self.key_bar

    def on_mount(self) -> None:
        """Show what is kept."""
        self.title_bar.title = self._blog.title if self._blog else "All blogs"
        self.pane_title.set_class(True, "-lit")
        self.list.focus()
        self._show_what_is_kept()

    def on_screen_resume(self) -> None:
        """Show what was read meanwhile as read."""
        self._show_what_is_kept()

    def _show_what_is_kept(self) -> None:
        self.start(self._show, "show")

    async def _show(self) -> None:
        blog_id = self._blog.id if self._blog else None
        comments = await self._library.discussions.recent(blog_id, limit=MOST)
        self.list.hint = NONE_KEPT
        self.list.show(comments, mixed=self._blog is None)
        connection = self._library.connection
        self.title_bar.network = connection_words(connection, self._library.now())

    # ------------------------------------------------------------------------------- asking

    def action_recent_fetch(self) -> None:
        """Ask the blog for new comments; every blog, where those of all are shown."""
        self.start(self._ask, "ask")

    async def _ask(self) -> None:
        asked = [blog for blog in await self._asked() if not no_server_words(blog)]
        new, failures = 0, list[str]()
        for number, blog in enumerate(asked, 1):
            of = f" ({number} of {len(asked)})" if len(asked) > 1 else ""
            self.key_bar.say(f"Asking {blog.title}{of} …", stays=True)
            try:
                new += await self._library.discussions.fetch_recent(blog.id)
            except ReaderError as error:
                failures.append(f"{blog.title}: {error}")
            await self._show()
        self._say(new, failures, was_asked=bool(asked))
        await self._desk.discussing.counted()

    async def _asked(self) -> "tuple[Blog, ...]":
        if self._blog:
            return (self._blog,)
        blogs = await self._library.blogs()
        return tuple(blog for blog in blogs if blog.is_followed)

    def _say(self, new: int, failures: list[str], *, was_asked: bool) -> None:
        if not was_asked:
            self.say(no_server_words(self._blog) if self._blog else NOBODY_TO_ASK)
        elif failures:
            more = f" ({len(failures) - 1} more failed)" if len(failures) > 1 else ""
            self.say(f"{failures[0]}{more}", is_error=True)
        else:
            self.say(f"{plural(new, 'new comment')}." if new else "No new comments.")

    # ------------------------------------------------------------------- what the list tells

    @on(RecentList.Moved)
    def _moved(self, event: RecentList.Moved) -> None:
        self.pane_title.place = f"{event.place:,} of {event.places:,}" if event.places else ""

    @on(RecentList.Opened)
    def _open(self, event: RecentList.Opened) -> None:
        post_id, comment_id = event.recent.post_id, event.recent.comment.id
        self.start(
            partial(self._desk.discussing.open_post, post_id, comment_id=comment_id), "thread"
        )

    def action_recent_leave(self) -> None:
        """Go back to the posts."""
        self.dismiss()
