"""Following links and addresses: to a post or a label in here, to the browser, to the clipboard."""

import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from tui_reader.app.article_frame import LABEL_ADDRESS
from tui_reader.app.comment_places import same_place
from tui_reader.app.history import Aim
from tui_reader.app.link_targets import GUIDE_WORDS, Target, Way, outward, target_of
from tui_reader.app.opening import browser_command, start
from tui_reader.app.panes import PaneName
from tui_reader.app.widgets.lead import Lead
from tui_reader.clean import clean_address, clean_line
from tui_reader.errors import UsageError
from tui_reader.models import PostRow

if TYPE_CHECKING:
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.app.screens.thread import ThreadScreen
    from tui_reader.app.widgets.article import ArticleView
    from tui_reader.app.widgets.bars import KeyBar
    from tui_reader.config import Config
    from tui_reader.library.library import Library

REFUSED_LETTERS: Final = 100
NO_PLACE: Final = "That place is not in this text."


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

    # ------------------------------------------------------------------ where a link leads

    def target(self, url: str, text: str = "", *, here: int | None = None) -> Target:
        """Return where a link leads, before it is followed.

        Args:
            url: Its address.
            text: Its words.
            here: The post in which it stands.
        """
        hosts = self._screen.desk.offering.hosts()
        document = self._screen.article.document if here else None
        anchors = document.anchors if document else ()
        return target_of(url, text, self.kept, hosts, here=here, anchors=anchors)

    def kept(self, address: str) -> int | None:
        """Return the number of the kept post at an address; None where there is none."""
        with suppress(UsageError):
            return self._library.find_post(address)
        return None

    def point(self, bar: "KeyBar", url: str, text: str, *, here: int | None = None) -> None:
        """Show in a bar where a link leads that one points at; an empty address: at none."""
        if not url:
            bar.point(None)
            return
        bar.point(self.lead(url, text, here=here))

    def lead(self, url: str, text: str, *, here: int | None = None) -> Lead:
        """Return where a link leads, in words."""
        target = self.target(url, text, here=here)
        arrow, mark = ("->", "~") if self._config.ascii_signs else ("→", "…")
        return Lead(target.host, target.rest, target.does, arrow, mark)

    def list_links(self, view: "ArticleView", title: str, *, here: int | None = None) -> None:
        """Show all links and pictures of a text.

        Args:
            view: The text.
            title: What it is called.
            here: The post it belongs to, where it is that post's own text.
        """
        from tui_reader.app.screens.links import LinksScreen

        plain = self._config.ascii_signs
        screen = LinksScreen(view, self, title=title, here=here, ascii_signs=plain)
        self._screen.app.push_screen(screen)

    # ---------------------------------------------------------------------------- following

    def follow(self, url: str, text: str = "", *, is_sure: bool = True) -> None:
        """Follow a link of the article.

        Args:
            url: Its address.
            text: Its words.
            is_sure: Its true address was seen before; where not, only what stays in here opens.
        """
        article = self._screen.desk.reading.article
        target = self.target(url, text, here=article.row.id if article else None)
        if target.is_here:
            self._screen.start(partial(self._go, target), "follow")
        elif is_sure:
            self.open(target)

    def follow_from(self, thread: "ThreadScreen", target: Target) -> None:
        """Follow a link of a comment: within its thread, else as any link; its screen may go."""
        if target.way is Way.COMMENT and target.post_id == thread.post_id:
            thread.go_to(target.place)
        elif target.way is Way.PLACE:
            self._screen.say(NO_PLACE)
        elif target.is_here:
            self._screen.app.call_later(self._follow_below, target)
        else:
            self.open(target)

    async def _follow_below(self, target: Target) -> None:
        """Follow a link in the panes."""
        await self.come_back()
        self._screen.start(partial(self._go, target), "follow")

    async def come_back(self) -> None:
        """Leave whatever screen lies above the panes."""
        while self._screen.app.screen is not self._screen:
            await self._screen.app.pop_screen()

    async def _go(self, target: Target) -> None:
        """Go to a place in here."""
        match target.way:
            case Way.LABEL:
                label = target.url.removeprefix(LABEL_ADDRESS)
                self._screen.listing.choose_label(label)
                self._screen.workspace.go_to(PaneName.POSTS)
            case Way.WHOLE:
                shown = self._screen.desk.reading.article
                self._screen.desk.full_text.toggle(shown.row if shown else None)
            case Way.PLACE:
                trailing, article = self._screen.desk.trailing, self._screen.article
                if not trailing.jump(partial(article.go_to_anchor, target.place)):
                    self._screen.say(NO_PLACE)
            case _:
                for row in await self._library.rows([target.post_id or 0]):
                    await self._go_to_post(row, target)

    async def _go_to_post(self, row: PostRow, target: Target) -> None:
        desk = self._screen.desk
        if target.way is Way.COMMENT and await self._is_below(row, target.place):
            return
        if target.way in (Way.COMMENT, Way.COMMENTS):
            desk.discussing.open(row, place=target.place)
        else:
            self._screen.posts.go_to(row.id)
            desk.reading.open(row, and_enter=True, aim=_aim(target))

    async def _is_below(self, row: PostRow, place: str) -> bool:
        """Go to a comment that stands below the text of the article; tell whether it does."""
        reading = self._screen.desk.reading
        if reading.article is None or reading.article.row.id != row.id:
            return False
        thread = await self._library.discussions.thread(row.id)
        for comment in thread.comments if thread else ():
            if same_place(comment.url, place):
                go = partial(self._screen.article.go_to_remark, comment.id)
                return self._screen.desk.trailing.jump(go)
        return False

    # -------------------------------------------------------------------------- the browser

    def open(self, target: Target) -> None:
        """Open what lies outside: a blog's page by what a person chooses, else in the browser."""
        if target.way is Way.BLOG:
            open_page = partial(self._start_browser, target.url)
            self._screen.desk.offering.ask(target, open_page)
        else:
            self._browse(target)

    def browse(self, url: str, text: str = "") -> None:
        """Open an address in the browser, if the gate lets it through."""
        self._browse(outward(url, text))

    def _browse(self, target: Target) -> None:
        if target.reason == GUIDE_WORDS:
            self._screen.say("The guide is built in: it has no page on the web.")
        elif target.way is Way.REFUSED:
            words = f"blocked-scheme: {target.reason}: {target.rest[:REFUSED_LETTERS]}"
            self._screen.say(words, is_error=True)
        elif target.reason:
            question = f"This link leads to {target.host}: {target.reason}. Open it?"
            from tui_reader.app.screens.confirm import ask

            ask(self._screen, question, "Open", partial(self._start_browser, target.url))
        else:
            self._start_browser(target.url)

    def _start_browser(self, url: str) -> None:
        if self._screen.app.is_web:  # the page's own browser is the one that is looked at
            self._screen.app.open_url(url)
            self._screen.say(f"Opened {clean_line(url)}")
            return
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


def _aim(target: Target) -> Aim:
    """Return the place in a post that its address names; else where it was left."""
    return Aim(anchor=target.place) if target.place else Aim()
