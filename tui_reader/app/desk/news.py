"""What came since the last time, as the first thing that is seen after the fetch at the start."""

from typing import TYPE_CHECKING

from tui_reader.app.format import plural
from tui_reader.app.keymap import first_key
from tui_reader.app.panes import PaneName
from tui_reader.app.widgets.shelves import IS_NEW
from tui_reader.models import PostQuery
from tui_reader.query import parse

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.config import Config
    from tui_reader.library.library import Library


class News:
    """Lists new posts where nobody has begun to read, else only says that there are some.

    Args:
        screen: Whose list shows them.
        library: Who counts them.
        config: The person's own keys, for what is said.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library", config: "Config") -> None:
        self._screen = screen
        self._library = library
        self._config = config

    async def tell(self, failed: int = 0) -> bool:
        """List what is new, and say how much that is; tell whether anything is.

        Args:
            failed: How many blogs could not be asked, to be said as well.
        """
        new = await self._library.keeping.count_new()
        if not new:
            return False
        words = f"{plural(new, 'new post')} since last time"
        if failed:
            words = f"{words}, {plural(failed, 'blog')} failed"
        if self._is_free:
            way_back = await self._list()
            self._screen.say(f"{words} · {first_key('leave', self._config)} {way_back}")
        else:
            sidebar = first_key("sidebar", self._config)
            self._screen.say(f"{words}: New in the sidebar, {sidebar}")
        return True

    @property
    def _is_free(self) -> bool:
        """Tell whether the list may become another one: nothing moves under a reader's eyes."""
        screen = self._screen
        query = screen.listing.query
        is_whole = query == PostQuery(blog_id=query.blog_id)
        in_article = screen.workspace.pane is PaneName.ARTICLE
        return is_whole and not (screen.is_touched or in_article or screen.tour)

    async def _list(self) -> str:
        """List what is new, the cursor on the newest; return where the way back leads."""
        listing = self._screen.listing
        blog = listing.blog
        await listing.take_detour(PostQuery(filter=parse(IS_NEW)))
        return f"leads back to {blog.title}" if blog else "lists all"
