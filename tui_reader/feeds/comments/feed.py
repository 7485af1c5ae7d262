"""Comments by any feed of them: WordPress's, page by page, and whatever a post's entry names."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Final

from tui_reader.errors import FeedError, FetchError
from tui_reader.feeds.archive.base import Asks, read_cursor, written
from tui_reader.feeds.archive.wordpress_api import home_of
from tui_reader.feeds.comments.base import (
    FEED,
    CommentsPage,
    Gathered,
    Newest,
    is_refusal,
    linked,
)
from tui_reader.feeds.comments.wordpress import is_like_it, is_plain, is_wordpress
from tui_reader.feeds.tree import number_at
from tui_reader.feeds.urls import WEB_SCHEMES, scheme_of
from tui_reader.models import ArchiveSource, ParsedComments, ThreadSource

_USUAL_PAGE: Final = 10
"""Comments in one of WordPress's feeds, where nobody has set it otherwise."""
_PAGES: Final = 1_000
"""A feed whose next page never ends is left here."""


class Feed:
    """The way to comments by feeds.

    It remembers when a blog's feeds have no further pages: most of WordPress's have none.
    """

    name: Final = "feed"

    def __init__(self) -> None:
        self._is_single = False

    async def thread(
        self, source: ThreadSource, asks: Asks, blog: ArchiveSource
    ) -> ParsedComments | None:
        """Bring all comments of one post; None where it names no feed of them."""
        address = source.comments_feed or _own_feed(source, blog)
        if scheme_of(address) not in WEB_SCHEMES:
            return None
        if is_wordpress(blog) or is_like_it(source):
            return await self._by_number(asks, address, source.count)
        return await _by_links(asks, address, source.count)

    async def _by_number(self, asks: Asks, address: str, count: int | None) -> ParsedComments:
        """Ask for page after page, until there is no further one."""
        gathered, found = Gathered(), 0
        for number in range(1, _PAGES):
            answer = await _page(asks, address, number)
            comments = () if answer is None else answer.comments
            before, found = found, gathered.add(comments)
            is_whole = not comments and _may_be_all(number, found, count)
            if is_whole or (found == count and len(comments) < _USUAL_PAGE):
                return ParsedComments(gathered.linked(), found)
            self._is_single |= found == before  # nothing more: it does not page
            if self._is_single or gathered.is_full:
                break
        return ParsedComments(gathered.linked(), _agreed(found, None, count))

    async def walk(
        self, blog: ArchiveSource, asks: Asks, cursor: str
    ) -> AsyncGenerator[CommentsPage, None]:
        """Bring the comments of all posts by WordPress's feed of them, from a cursor on."""
        newest = self.newest(blog)
        if newest is None:
            return
        try:
            async with aclosing(self._pages(newest.url, asks, cursor)) as pages:
                async for page in pages:
                    cursor = page.cursor
                    yield page
        except (FetchError, FeedError) as error:
            if cursor or not is_refusal(error):
                raise

    async def _pages(
        self, address: str, asks: Asks, cursor: str
    ) -> AsyncGenerator[CommentsPage, None]:
        number = number_at(read_cursor(cursor), "next") or 1
        seen: set[str] = set()
        is_last = False
        while not is_last:
            answer = await _page(asks, address, number)
            comments = () if answer is None else answer.comments
            guids = {comment.guid for comment in comments}
            is_last = guids <= seen or number >= _PAGES
            seen |= guids
            number += 1
            yield CommentsPage(
                linked(comments), written({"way": self.name, "next": number}), is_last
            )

    def newest(self, blog: ArchiveSource) -> Newest | None:
        """Say where the newest comments are: WordPress has a feed of them."""
        if not is_wordpress(blog):
            return None
        tail = "?feed=comments-rss2" if is_plain(blog) else "comments/feed/"
        return Newest(home_of(blog) + tail, FEED)


def _own_feed(source: ThreadSource, blog: ArchiveSource) -> str:
    """WordPress has a feed of each post's comments, also where the post's entry does not say."""
    if not is_wordpress(blog) or "?" in source.url or not source.url:
        return ""
    return source.url.partition("#")[0].rstrip("/") + "/feed/"


async def _by_links(asks: Asks, address: str, count: int | None) -> ParsedComments:
    """Follow ``rel=next`` as long as it leads to anything new."""
    gathered, found = Gathered(), 0
    asked: set[str] = set()
    total = None
    while address and address not in asked and len(asked) < _PAGES and not gathered.is_full:
        asked.add(address)
        page = await asks.get(address)
        answer: ParsedComments = await asks.read(FEED, page)
        total = answer.total if answer.total is not None else total
        before, found = found, gathered.add(answer.comments)
        address = answer.next_url if found > before else ""
    return ParsedComments(gathered.linked(), _agreed(found, total, count))


def _may_be_all(number: int, found: int, count: int | None) -> bool:
    """Whether a page without comments is behind the last: a feed without pages has no second."""
    return number != 2 or found < _USUAL_PAGE or count is None or found >= count


def _agreed(number: int, total: int | None, count: int | None) -> int | None:
    """The feed's own word; else the number, where the post says the same."""
    return total if total is not None else (number if number == count else None)


async def _page(asks: Asks, address: str, number: int) -> ParsedComments | None:
    """Ask for one page of WordPress's feed; None where there is none of this number."""
    mark = "&" if "?" in address else "?"
    try:
        page = await asks.get(address if number == 1 else f"{address}{mark}paged={number}")
    except FetchError as error:
        if number > 1 and error.status == 404:
            return None
        raise
    comments: ParsedComments = await asks.read(FEED, page)
    return comments
