"""The gadgets of a blog's page as lists: months, labels, authors, pages, newest comments."""

import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final

from tui_reader.app.format import plural
from tui_reader.app.thread_frame import first_words, name_of
from tui_reader.errors import UsageError
from tui_reader.models import Blog, Period, PostQuery, RecentComment, Tree
from tui_reader.plain.places import Choice, Choices
from tui_reader.plain.verbs import Verb
from tui_reader.plain.wording import month_line, sentences
from tui_reader.plain.work import newest_comments

if TYPE_CHECKING:
    from tui_reader.plain.posts import PostsPlace
    from tui_reader.plain.talk import Talk

COMMENT_CELLS: Final = 200
"""So much of a comment is said in a list of comments."""
_PERIOD: Final = re.compile(r"(\d{4})(?:[-/. ](\d{1,2}))?")


class Gadgets:
    """What narrows a list of posts.

    Args:
        talk: Where it is said.
        place: The list.
    """

    def __init__(self, talk: "Talk", place: "PostsPlace") -> None:
        self._talk = talk
        self._place = place

    # ------------------------------------------------------------------------------ months

    async def months(self, _: str) -> None:
        """List the months that have posts, the newest first."""
        months = await self._talk.library.archives.months(self._place.query.blog_id)
        choices = [
            Choice(month_line(month), self._opener(period=Period(month.year, month.month)))
            for month in months
        ]
        await self._choose("list of months", "Months", choices)

    async def month(self, text: str) -> None:
        """List a month or a year; without one, ask for it."""
        text = text or await self._talk.console.ask("Month or year, such as 2014-03 or 2014:")
        found = _PERIOD.fullmatch(text.strip())
        month = int(found[2] or 0) if found else 0
        if found is None or month > 12 or not int(found[1]):
            raise UsageError(f"{text!r} is no month: write 2014-03, or 2014 for the year")
        await self._opener(period=Period(int(found[1]), month))()

    # ------------------------------------------------------------------------------ names

    async def labels(self, _: str) -> None:
        """List the blog's labels, the most used first."""
        choices = [
            Choice(f"{label.name}: {plural(label.posts, 'post')}.", self._opener(label=label.name))
            for label in (await self._tree()).labels
        ]
        await self._choose("list of labels", "Labels", choices)

    async def label(self, name: str) -> None:
        """List the posts with a label."""
        name = name or await self._talk.console.ask("Label:")
        await self._opener(label=name)()

    async def authors(self, _: str) -> None:
        """List who wrote the blog."""
        choices = [
            Choice(f"{each.name}: {plural(each.posts, 'post')}.", self._opener(author=each.name))
            for each in (await self._tree()).authors
        ]
        await self._choose("list of authors", "Authors", choices)

    async def pages(self, _: str) -> None:
        """List the blog's static pages."""
        await self._tree()
        await self._place.narrow(PostQuery(blog_id=self._blog().id, pages=True))

    async def _tree(self) -> Tree:
        return await self._talk.library.archives.tree(self._blog().id)

    def _blog(self) -> Blog:
        if self._place.blog is None:
            raise UsageError("posts of several blogs are listed here; choose one blog first")
        return self._place.blog

    def _opener(
        self, *, label: str = "", author: str = "", period: Period | None = None
    ) -> Callable[[], Awaitable[None]]:
        query = PostQuery(
            blog_id=self._place.query.blog_id, label=label, author=author, period=period
        )

        async def opened() -> None:
            await self._place.narrow(query)

        return opened

    async def _choose(self, kind: str, what: str, choices: list[Choice]) -> None:
        where = self._place.blog.title if self._place.blog else "all blogs"
        title = f"{what} of {where}:"
        await self._talk.go(Choices(self._talk, kind, title, choices))

    # ------------------------------------------------------------------------------ comments

    async def recent(self, _: str) -> None:
        """List what readers said last, after asking where that is possible."""
        blog = self._place.blog
        where = blog.title if blog else "all blogs"
        refresh = Verb("fetch", "Ask for new comments.", self._fetch_recent, "r")
        await self._talk.go(
            Choices(
                self._talk,
                "list of recent comments",
                f"Newest comments of {where}:",
                make=self._recent,
                empty="No comment is kept yet. fetch asks for them.",
                verbs=(refresh,),
            )
        )

    async def _fetch_recent(self, _: str) -> None:
        blogs = [self._place.blog] if self._place.blog else await self._talk.library.blogs()
        await newest_comments(self._talk, [blog for blog in blogs if blog.feed_url[:4] == "http"])
        await self._talk.places[-1].show()

    async def _recent(self) -> list[Choice]:
        found = await self._talk.library.discussions.recent(self._place.query.blog_id)
        return [Choice(_recent_words(each), self._thread_opener(each)) for each in found]

    def _thread_opener(self, recent: RecentComment) -> Callable[[], Awaitable[None]]:
        from tui_reader.plain.thread import open_thread

        async def opened() -> None:
            await open_thread(self._talk, recent.post_id, comment_id=recent.comment.id)

        return opened


def _recent_words(recent: RecentComment) -> str:
    comment = recent.comment
    new = "New" if comment.is_new else ""
    who = f"{name_of(comment)} on {recent.post_title}"
    return sentences((who, new, first_words(comment, COMMENT_CELLS, "…")))
