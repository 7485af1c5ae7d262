"""Several posts at once: their pages in the browser, their addresses in the clipboard."""

import os
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from tui_reader.app.format import plural
from tui_reader.app.link_targets import Way, outward
from tui_reader.app.opening import browser_command
from tui_reader.app.widgets.favoured import Favoured
from tui_reader.clean import clean_address

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.config import Config
    from tui_reader.library.library import Library

MOST_PAGES: Final = 10
"""More pages than this are opened only where a person says yes."""
EXAMPLE: Final = "https://blog.example/"
"""Stands for any page: is there a browser for it?"""

LABELS: Final = {
    "leave": "Select none",
    "select_range": "Up to here",
    "star": "",
    "unread": "",
    "tags": "",
    "mark_all_read": "",
    "open_browser": "",
    "copy_link": "",
    "export": "",
}
"""What the bar tells while posts are selected, the most needed first."""


class SelectedPosts:
    """Does with all selected posts what a key does with one.

    Args:
        screen: In whose list they are selected.
        library: Where their addresses are.
        config: How to open pages.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library", config: "Config") -> None:
        self._screen = screen
        self._library = library
        self._config = config

    def tell(self) -> None:
        """Tell in the bar which keys matter while posts are selected."""
        posts, bar = self._screen.posts, self._screen.key_bar
        if posts.selected and not bar.favoured:
            bar.hush()
        bar.favoured = Favoured(posts, LABELS) if posts.selected else None

    def open_in_browser(self, ids: Sequence[int]) -> None:
        """Open the page of each post; a person is asked first where they are many."""
        work = partial(self._screen.start, partial(self._open, ids), "url")
        if len(ids) <= MOST_PAGES:
            work()
            return
        from tui_reader.app.screens.confirm import ask

        ask(self._screen, f"Open {len(ids):,} pages in the browser?", "Open", work)

    def copy_links(self, ids: Sequence[int]) -> None:
        """Copy the address of each post, one a line."""
        self._screen.start(partial(self._copy, ids), "url")

    async def _open(self, ids: Sequence[int]) -> None:
        if browser_command(EXAMPLE, self._config.browser, os.environ) is None:
            await self._copy(ids, "No browser can be opened from here. ")
            return
        targets = [outward(url) for url in await self._addresses(ids)]
        pages = [each.url for each in targets if each.way is Way.PAGE and not each.reason]
        for url in pages:
            self._screen.desk.following.browse(url)
        left = len(ids) - len(pages)
        rest = f" {plural(left, 'post')} cannot be opened so: press o on each." if left else ""
        self._screen.say(f"Opened {plural(len(pages), 'page')}.{rest}")

    async def _copy(self, ids: Sequence[int], words: str = "") -> None:
        addresses = [clean_address(url) for url in await self._addresses(ids)]
        if not addresses:
            self._screen.say("These posts have no address.")
            return
        self._screen.app.copy_to_clipboard("\n".join(addresses))
        self._screen.say(f"{words}Copied {plural(len(addresses), 'link')}.")

    async def _addresses(self, ids: Sequence[int]) -> list[str]:
        """Return the addresses of those posts that have one."""
        return [article.url for article in await self._library.articles(ids) if article.url]
