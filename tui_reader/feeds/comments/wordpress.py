"""Comments of a WordPress blog by its REST interface: the one that tells who replies to whom."""

import re
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Final

from tui_reader.errors import FeedError, FetchError
from tui_reader.feeds.archive.base import Asks, read_cursor, written
from tui_reader.feeds.archive.wordpress_api import home_of
from tui_reader.feeds.comments.base import CommentsPage, Gathered, Newest, is_refusal, linked
from tui_reader.feeds.comments.indexes import IDLE
from tui_reader.feeds.tree import list_at, number_at
from tui_reader.limits import ARCHIVE_COMMENTS
from tui_reader.models import ArchiveSource, ParsedComments, ThreadSource

PER_PAGE: Final = 100
"""What WordPress gives at most."""
TASK: Final = "wordpress-comments"
_REFUSALS: Final = 2
"""One refusal may be about that post alone."""
_FORMS: Final = ("wp-json/wp/v2/comments?", "?rest_route=/wp/v2/comments&")
_POST: Final = re.compile(r"[?&](?:p|page_id|post)=(\d+)(?:&|\Z)", re.ASCII)
_FEED_PATH: Final = re.compile(r"/(?:feed|comments/feed)(?:/(?:rss|rss2|atom|rdf))?/?\Z")


class WordPress:
    """The way to comments by WordPress's REST interface.

    It remembers when that is closed: then no thread is asked for there in vain.
    """

    name: Final = "wordpress"

    def __init__(self) -> None:
        self._refused = 0
        self._form = ""
        """How its addresses are written, once one has been answered."""

    async def thread(
        self, source: ThreadSource, asks: Asks, blog: ArchiveSource
    ) -> ParsedComments | None:
        """Bring all comments of one post; None where the interface or the number is not known."""
        post = _POST.search(source.guid) or _POST.search(source.url)
        if post is None or not (is_wordpress(blog) or is_like_it(source)) or self._is_closed:
            return None
        question = f"post={post[1]}&per_page={PER_PAGE}&order=asc"
        gathered = Gathered()
        for _ in range(2):  # one that goes meanwhile moves another out of sight
            total = await self._whole(asks, blog, question, gathered)
            if total is None or len(gathered.found) >= total or gathered.is_full:
                break
        if total is None:
            return None
        is_sure = not (gathered.is_full or gathered.is_stuck)
        return ParsedComments(gathered.linked(), total if is_sure else None)

    async def walk(
        self, blog: ArchiveSource, asks: Asks, cursor: str
    ) -> AsyncGenerator[CommentsPage, None]:
        """Bring the comments of all posts from a cursor on, newest first."""
        if not is_wordpress(blog) or self._is_closed:
            return
        question = f"per_page={PER_PAGE}&order=desc"
        at = _at(cursor)
        seen: set[str] = set()
        idle = 0
        while not at.is_done:
            answer = await self._ask(asks, blog, question, at.page)
            if answer is None and not cursor:
                self._refused = _REFUSALS
                return
            comments = answer.comments if answer else ()
            idle = idle + 1 if seen.issuperset(each.guid for each in comments) else 0
            seen.update(each.guid for each in comments)
            at = _after(at, answer or ParsedComments(()))
            if idle >= IDLE or len(seen) >= ARCHIVE_COMMENTS:
                at = _At(0, at.total)
            cursor = at.cursor(self.name)
            yield CommentsPage(linked(comments), cursor, at.is_done, at.total)

    def newest(self, _blog: ArchiveSource) -> Newest | None:
        """Leave that to the feed: it says by itself whether anything has changed."""
        return None

    @property
    def _is_closed(self) -> bool:
        return not self._form and self._refused >= _REFUSALS

    async def _whole(
        self, asks: Asks, blog: ArchiveSource, question: str, gathered: Gathered
    ) -> int | None:
        """Add all comments of a post; how many there are, or None where this is not the way."""
        page, total = 1, None
        seen: set[str] = set()
        while (answer := await self._ask(asks, blog, question, page)) is not None:
            gathered.add(answer.comments)
            total = answer.total if answer.total is not None else len(gathered.found)
            guids = {each.guid for each in answer.comments}
            if _is_last(answer, page) or gathered.is_full:
                break
            gathered.is_stuck = guids <= seen
            if gathered.is_stuck:
                break
            seen |= guids
            page += 1
        return total

    async def _ask(
        self, asks: Asks, blog: ArchiveSource, question: str, page: int
    ) -> ParsedComments | None:
        """Ask for one page; None where the interface is closed, or there is no such page."""
        for form in (self._form,) if self._form else _FORMS:
            address = f"{home_of(blog)}{form}{question}&page={page}"
            try:
                comments: ParsedComments = await asks.read(TASK, await asks.get(address))
            except (FetchError, FeedError) as error:
                if not is_refusal(error):
                    raise
                if getattr(error, "status", None) != 404:  # it is there, and closed
                    break
            else:
                self._form = form
                return comments
        self._refused += 1
        return None


@dataclass(frozen=True, slots=True)
class _At:
    """How far a walk has come."""

    next: int
    """The page to go on with; 0: there is none."""
    total: int | None = None
    again: tuple[int, ...] = ()
    """Pages from which comments may have been missed."""

    @property
    def page(self) -> int:
        return self.again[0] if self.again else self.next

    @property
    def is_done(self) -> bool:
        return not self.page

    def cursor(self, name: str) -> str:
        return written(
            {"way": name, "next": self.next, "total": self.total, "again": list(self.again)}
        )


def _at(cursor: str) -> _At:
    state = read_cursor(cursor)
    pages = (page for page in list_at(state, "again") if type(page) is int and page > 0)
    start = number_at(state, "next")
    return _At(1 if start is None else start, number_at(state, "total"), tuple(pages))


def _after(at: _At, answer: ParsedComments) -> _At:
    """Say how far a walk is after an answer: where the number has changed, a page is asked again.

    One more at the head moves comments to the next page, where they are met twice; the new one is
    on the first. One less moves them to the page before.
    """
    total = at.total if answer.total is None else answer.total
    again = at.again[1:]
    grown = 0 if total is None or at.total is None else total - at.total
    if grown and at.next > 1:
        again += (1,) if grown > 0 else (at.next - 1,)
    after = at.next
    if not at.again:
        after = 0 if _is_last(answer, at.next) else at.next + 1
    return _At(after, total, again)


def is_wordpress(blog: ArchiveSource) -> bool:
    """Whether a blog says that WordPress serves it."""
    return "wordpress" in blog.generator.casefold()


def is_like_it(source: ThreadSource) -> bool:
    """Whether a post looks like one of a WordPress that hides its name, as many do."""
    is_feed = _FEED_PATH.search(source.comments_feed.partition("?")[0]) is not None
    return is_feed and "/?p=" in source.guid


def is_plain(blog: ArchiveSource) -> bool:
    """Whether a blog's addresses are made of parameters alone (``?feed=rss2``)."""
    return "feed=" in blog.feed_url.partition("?")[2]


def _is_last(answer: ParsedComments, page: int) -> bool:
    if answer.pages is None:
        return len(answer.comments) < PER_PAGE
    return not answer.comments or page >= answer.pages
