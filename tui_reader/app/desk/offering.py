"""A link to a page of a blog: in the browser, or as a visit of that blog in here.

The screen has one of these; it draws nothing itself.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tui_reader.app.blog_addresses import is_page_of
from tui_reader.clean import clean_line

if TYPE_CHECKING:
    from tui_reader.app.link_targets import Target
    from tui_reader.app.screens.reader import ReaderScreen
    from tui_reader.library.library import Library
    from tui_reader.models import Blog


class Offering:
    """Offers what can be done with a blog's page, and visits blogs.

    Args:
        screen: Whose panes show them.
        library: Who finds and keeps them.
    """

    def __init__(self, screen: "ReaderScreen", library: "Library") -> None:
        self._screen = screen
        self._library = library

    def ask(self, target: "Target", open_page: Callable[[], object]) -> None:
        """Ask what to do with an address that looks like a blog's.

        Args:
            target: Where the link leads.
            open_page: Opens it in the browser.
        """
        from tui_reader.app.screens.choose import Answer, ChooseScreen

        blog = self.blog_of(target.url)
        copy = partial(self._screen.desk.following.copy, target.url)
        if blog:
            question = f"This page of “{blog.title}” is not kept here:"
            here = f"Show “{blog.title}” here"
        else:
            question, here = "This seems to be a page of a blog:", "Read that blog here"
        answers = (
            Answer("o", "Open it in the browser", open_page),
            Answer("v", here, partial(self._visit, target, blog)),
            Answer("y", "Copy the address", copy),
        )
        subject = clean_line(f"{target.host}{target.rest}")
        self._screen.app.push_screen(ChooseScreen(question, subject, answers))

    def hosts(self) -> frozenset[str]:
        """Return the hosts of blogs that are kept."""
        hosts = (blog.host.removeprefix("www.") for blog in self._screen.listing.blogs)
        return frozenset(host for host in hosts if host)

    def blog_of(self, url: str) -> "Blog | None":
        """Return the one kept blog that a page belongs to; None for none, and for several."""
        blogs = [each for each in self._screen.listing.blogs if is_page_of(url, each.url)]
        return blogs[0] if len(blogs) == 1 else None

    def _visit(self, target: "Target", blog: "Blog | None") -> None:
        self._screen.app.call_later(self._visit_below, target, blog)

    async def _visit_below(self, target: "Target", blog: "Blog | None") -> None:
        """Visit a blog in the panes."""
        await self._screen.desk.following.come_back()
        work = partial(self._show, blog) if blog else partial(self._open, target)
        self._screen.start(work, "opening", exclusive=False)

    async def _show(self, blog: "Blog") -> None:
        """List a blog that is kept; the page that was meant is in its archive, if anywhere."""
        await self._screen.desk.visiting.show(blog)
        self._screen.say("That page is not among the posts kept: A brings the whole archive.")

    async def _open(self, target: "Target") -> None:
        """Visit a blog by the address of a page of it, then read that page if it came along."""
        words = f"Looking for the blog of {target.host} …"
        self._screen.key_bar.say(words, stays=True)
        try:
            blog, _ = await self._library.add_blog(target.url, follow=False)
        finally:
            self._screen.key_bar.hush(words)
        await self._screen.desk.visiting.show(blog)
        following = self._screen.desk.following
        post_id = following.kept(target.url)
        rows = await self._library.rows([post_id]) if post_id is not None else []
        if rows:
            self._screen.posts.go_to(rows[0].id)
            self._screen.desk.reading.open(rows[0], and_enter=True)
        elif target.rest.strip("/"):
            self._screen.say(f"This is “{blog.title}”; that page is not among its newest posts.")
