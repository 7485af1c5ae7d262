"""Following links and addresses: to a post or a label in here, to the browser, to the clipboard."""

import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from tui_reader.app.article_frame import LABEL_ADDRESS, POST_ADDRESS, THREAD_ADDRESS
from tui_reader.app.comment_places import page_of, place_in
from tui_reader.app.opening import browser_command, start
from tui_reader.app.panes import PaneName
from tui_reader.clean import clean_address, clean_line
from tui_reader.errors import UsageError
from tui_reader.models import PostRow
from tui_reader.render.links import Gate, judge

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.app.screens.thread import ThreadScreen
    from tui_reader.config import Config
    from tui_reader.library.library import Library

GUIDE_SITE: Final = "https://guide.tui-reader.example/"


class Following:
    """Goes where addresses lead.

    Args:
        screen: Whose panes show posts that are kept.
        library: Who knows which posts are kept.
        config: How to open pages.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library", config: "Config") -> None:
        self._screen = screen
        self._library = library
        self._config = config

    def follow(self, url: str) -> None:
        """Follow a link: to a post or label in here, else to the browser."""
        self._screen.start(partial(self._follow, url), "follow")

    def follow_from(self, thread: "ThreadScreen", url: str) -> None:
        """Follow a link of a comment: within its thread, else as any link; its screen may go."""
        post_id = self._kept(url)
        place = place_in(url)
        if place and post_id == thread.post_id:
            thread.go_to(place)
        elif post_id is not None or url.startswith(LABEL_ADDRESS):
            self._screen.app.call_later(self._follow_below, url)
        else:
            self.browse(url)

    async def _follow_below(self, url: str) -> None:
        """Leave whatever screen lies above the panes, and follow a link in them."""
        while self._screen.app.screen is not self._screen:
            await self._screen.app.pop_screen()
        self.follow(url)

    async def _follow(self, url: str) -> None:
        if url.startswith(LABEL_ADDRESS):
            self._screen.listing.choose_label(url.removeprefix(LABEL_ADDRESS))
            self._screen.workspace.go_to(PaneName.POSTS)
            return
        post_id = self._kept(url)
        rows = await self._library.rows([post_id]) if post_id is not None else []
        reading = self._screen.desk.reading
        if rows and (url.startswith(THREAD_ADDRESS) or place_in(url)):
            self._screen.desk.discussing.open(rows[0], place=place_in(url))
        elif rows and not (reading.article and rows[0].id == reading.article.row.id):
            self._screen.posts.go_to(rows[0].id)
            reading.open(rows[0], and_enter=True)
        else:
            self.browse(url)

    def _kept(self, url: str) -> int | None:
        """Return the number of the post behind an address; anybody may write any address."""
        name = url.removeprefix(POST_ADDRESS).removeprefix(THREAD_ADDRESS)
        for address in (name, page_of(name)):
            with suppress(UsageError):
                return self._library.find_post(address)
        return None

    def browse(self, url: str) -> None:
        """Open an address in the browser, if the gate lets it through."""
        if url.startswith(GUIDE_SITE):
            self._screen.say("The guide is built in: it has no page on the web.")
            return
        verdict = judge(url)
        if verdict.gate is Gate.REFUSE:
            words = f"blocked-scheme: {verdict.reason}: {clean_line(url, 100)}"
            self._screen.say(words, is_error=True)
        elif verdict.gate is Gate.CONFIRM:
            question = f"This link leads to {verdict.host}: {verdict.reason}. Open it?"
            from tui_reader.app.screens.confirm import ask

            ask(self._screen, question, "Open", lambda: self._start_browser(verdict.url))
        else:
            self._start_browser(verdict.url)

    def _start_browser(self, url: str) -> None:
        command = browser_command(url, self._config.browser, os.environ)
        if command is None:
            self.copy(url, "No browser can be opened from here; the address is copied: ")
            return
        try:
            start(command)
        except OSError as error:
            words = f"config: {command[0]} cannot be started: {error.strerror}."
            self._screen.say(words, is_error=True)
        else:
            self._screen.say(f"Opened {clean_line(url)}")

    def copy(self, url: str, words: str = "Copied ") -> None:
        """Put an address into the clipboard of the terminal (OSC 52)."""
        if not url:
            self._screen.say("This post has no address.")
            return
        self._screen.app.copy_to_clipboard(clean_address(url))
        self._screen.say(f"{words}{url}")

    def with_url(self, row: PostRow | None, then: Callable[[str], None]) -> None:
        """Do something with the address of a post's page."""
        if row:
            self._screen.start(partial(self._with_url, row, then), "url")
        else:
            self._screen.say("There is no post here.")

    async def _with_url(self, row: PostRow, then: Callable[[str], None]) -> None:
        then(await self._url_of(row))

    async def _url_of(self, row: PostRow) -> str:
        """Return the address of a post's page; empty if it has none."""
        article = await self._library.article(row.id)
        return article.url if article else ""
