"""Blogs that come and go: opened by address, followed, removed; the guide at the first start."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from tui_reader.app.format import backup_words, plural
from tui_reader.app.panes import PaneName
from tui_reader.limits import DAYS_UNTIL_GONE
from tui_reader.models import Blog, PostQuery

if TYPE_CHECKING:
    from pathlib import Path

    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.library.library import Library
    from tui_reader.models import ImportEvent, ListEvent


class Visiting:
    """Opens, follows and removes blogs.

    Args:
        screen: Whose panes show them.
        library: Who finds and keeps them.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library") -> None:
        self._screen = screen
        self._library = library

    async def begin(self, openings: Sequence[str]) -> None:
        """Open what was asked for; with nothing set up, the guide."""
        for opening in openings:
            self._screen.start(partial(self._open, opening), "opening", exclusive=False)
        blogs = self._screen.listing.blogs
        if not openings and not blogs:
            await self.open_guide()
            self._screen.desk.touring.offer()
        elif any(blog.is_guide for blog in blogs):
            await self._library.open_guide()
        self._screen.listing.has_begun = True
        self._screen.listing.show_titles()

    async def _open(self, opening: str) -> None:
        words = f"Opening {opening} …"
        self._screen.key_bar.say(words, stays=True)
        try:
            if path := await self._library.backups.named_by(opening):
                await self._open_backup(path)
            elif path := await self._library.exchange.named_by(opening):
                await self._open_list(path)
            else:
                await self.show(await self._library.open(opening))
        finally:
            self._screen.key_bar.hush(words)

    async def _open_backup(self, path: "Path") -> None:
        """Show a blog from its backup; what is wrong with the file stays to be read."""

        def tell(event: "ImportEvent") -> None:
            self._screen.say(backup_words(event))

        blog, done = await self._library.backups.bring(path, follow=False, tell=tell)
        await self.show(blog)
        tell(done)

    async def _open_list(self, path: "Path") -> None:
        """Ask whether to follow the blogs of a list, and do so."""
        from tui_reader.app.screens.confirm import ConfirmScreen
        from tui_reader.lists.signs import NEWSBOAT
        from tui_reader.lists.wording import question

        def answered(is_yes: bool | None) -> None:
            work = partial(self._bring_list, path) if is_yes else self._open_guide_if_alone
            self._screen.start(work, "opening", exclusive=False)

        exchange = self._library.exchange
        is_cache = await exchange.kind_of(path) == NEWSBOAT
        blogs = None if is_cache else len((await exchange.read(path)).subscriptions)
        self._screen.app.push_screen(ConfirmScreen(question(path.name, blogs), "Follow"), answered)

    async def _bring_list(self, path: "Path") -> None:
        from tui_reader.lists.wording import heard

        def tell(event: "ListEvent") -> None:
            self._screen.say(heard(event))

        await self._followed_list(heard(await self._library.exchange.bring_all(path, tell)))

    async def _open_guide_if_alone(self) -> None:
        if not self._screen.listing.blogs:
            await self.open_guide()

    async def _followed_list(self, words: str) -> None:
        """Show the blogs of a list among the others, and say what came of it."""
        await self._screen.listing.load_blogs()
        await self._screen.listing.list_now(PostQuery())
        self._screen.workspace.go_to(PaneName.BLOGS)
        self._screen.say(f"{words} r asks a blog, R all.")

    async def open_guide(self) -> None:
        """Show the built-in guide, from its first lesson on."""
        guide = await self._library.open_guide()
        await self.show(guide)
        if row := self._screen.posts.row(0):
            self._screen.desk.reading.open(row)

    async def show(self, blog: Blog) -> None:
        """List a blog's posts."""
        await self._screen.listing.load_blogs()
        await self._screen.listing.list_now(PostQuery(blog_id=blog.id))
        self._screen.workspace.go_to(PaneName.POSTS)

    def ask_for_blog(self) -> None:
        """Ask for an address, and follow the blog that is found there."""
        from tui_reader.app.screens.add_blog import AddBlogScreen

        def added(found: tuple[Blog | None, str] | None) -> None:
            if found:
                self._screen.start(partial(self._added, *found), "blogs")

        self._screen.app.push_screen(AddBlogScreen(self._library), added)

    async def _added(self, blog: Blog | None, note: str) -> None:
        if blog is None:
            await self._followed_list(note)
            return
        await self.show(blog)
        words = f"You follow “{blog.title}” now: {plural(blog.posts, 'post')} kept."
        paused = "It is paused: it is asked only when you name it." if blog.is_paused else ""
        self._screen.say(" ".join(filter(None, (words, paused, note))))

    def follow(self) -> None:
        """Follow the blog that is visited."""
        if blog := self._screen.listing.blog:
            self._screen.start(partial(self._follow, blog), "blogs")

    async def _follow(self, blog: Blog) -> None:
        await self._library.follow(blog.id)
        await self._screen.listing.load_blogs()
        self._screen.refresh_bindings()
        self._screen.say(f"You follow “{blog.title}” now.")

    def ask_to_remove(self, blog: Blog | None) -> None:
        """Ask whether to stop following a blog."""
        from tui_reader.app.screens.confirm import ask

        if blog is None:
            self._screen.say("Choose a blog first: e shows them.")
            return
        stars = f" {plural(blog.starred, 'starred post')} will stay." if blog.starred else ""
        back = f"For {DAYS_UNTIL_GONE} days you can take that back, then its posts go."
        goes = back if blog.is_followed else "Its posts go."
        question = f"Stop following “{blog.title}”? {goes}{stars}"
        remove = partial(self._remove, blog)
        work = partial(self._screen.start, remove, "remove", exclusive=False)
        ask(self._screen, question, "Remove", work)

    async def _remove(self, blog: Blog) -> None:
        await self._library.remove_blog(blog.id)
        article = self._screen.desk.reading.article
        if article and article.row.blog_id == blog.id:
            self._screen.desk.reading.forget()
            self._screen.workspace.go_to(PaneName.POSTS)
        await self._screen.listing.load_blogs()
        await self._screen.listing.list_now(PostQuery())
        back = " ctrl+z brings it back." if blog.is_followed else ""
        self._screen.say(f"You no longer follow “{blog.title}”.{back}")

    async def ask_about_visited(self) -> bool:
        """Before leaving, ask of each blog that was only visited whether to follow it.

        Returns:
            False where a person thought better of leaving.
        """
        from tui_reader.app.screens.confirm import ConfirmScreen

        for blog in await self._library.blogs():
            if blog.is_followed or blog.is_guide:
                continue
            question = f"You visited “{blog.title}”. Follow it, so that it stays?"
            screen = ConfirmScreen(question, "Follow", "Let go", "Stay here")
            answer = await self._screen.app.push_screen_wait(screen)
            if answer is None:
                return False
            if answer:
                await self._library.follow(blog.id)
            else:
                await self._library.remove_blog(blog.id)
        return True
