"""Comments of a blog at Blogger: a feed for each post, and one for all of them.

Every address is made for the blog's own host: the links in its feeds lead to another.
"""

import re
from collections.abc import AsyncGenerator
from contextlib import aclosing
from functools import partial
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from tui_reader.errors import FeedError, FetchError
from tui_reader.feeds.archive.base import Asks
from tui_reader.feeds.comments.base import (
    FEED,
    CommentsPage,
    Gathered,
    Newest,
    is_refusal,
    linked,
)
from tui_reader.feeds.comments.indexes import Progress, cursor_of, progress_of, walked
from tui_reader.models import ArchiveSource, ParsedComment, ParsedComments, ThreadSource

_POST: Final = re.compile(r"tag:blogger\.com,1999:blog-(\d+)\.post-(\d+)", re.ASCII)
_FEEDS: Final = re.compile(r"(/feeds(?:/\d+)?)/posts/", re.ASCII)
_OLD_FEEDS: Final = frozenset({"/rss.xml", "/atom.xml"})
_BLOG_ID: Final = "tag:blogger.com,1999:blog-"


class Blogger:
    """The way to comments at Blogger."""

    name: Final = "blogger"

    async def thread(
        self, source: ThreadSource, asks: Asks, blog: ArchiveSource
    ) -> ParsedComments | None:
        """Bring all comments of one post; None where it is no post of Blogger."""
        post = _POST.fullmatch(source.guid)
        if post is None:
            return None
        tail = f"/{post[2]}/comments/default"
        named, is_named, _ = source.comments_feed.partition(tail)
        root = _root(blog.feed_url) or (named if is_named else "")
        if not root and _is_blogger(blog):
            root = _home(blog)
        return await _thread(asks, root + tail, source.guid) if root else None

    async def walk(
        self, blog: ArchiveSource, asks: Asks, cursor: str
    ) -> AsyncGenerator[CommentsPage, None]:
        """Bring the comments of all posts from a cursor on."""
        newest = self.newest(blog)
        if newest is None:
            return
        try:
            ask = partial(_ask, asks, newest.url)
            async with aclosing(walked(ask, progress_of(cursor), lanes=asks.lanes)) as steps:
                async for answer, progress in steps:
                    cursor = cursor_of(self.name, progress)
                    comments = linked(answer.comments)
                    yield CommentsPage(comments, cursor, progress.is_done, progress.total)
        except (FetchError, FeedError) as error:
            if cursor or not is_refusal(error):
                raise

    def newest(self, blog: ArchiveSource) -> Newest | None:
        """Say where the newest comments are."""
        root = (_root(blog.feed_url) or _home(blog)) if _is_blogger(blog) else ""
        return Newest(f"{root}/comments/default", FEED) if root else None


async def _thread(asks: Asks, address: str, guid: str) -> ParsedComments:
    """Bring all comments of a post, for as long as anybody could have written them."""
    gathered, total = Gathered(), None
    async with aclosing(walked(partial(_ask, asks, address), Progress())) as steps:
        async for answer, progress in steps:
            gathered.add(each for each in answer.comments if not _is_of_another(each, guid))
            total = progress.total
            if gathered.is_full:
                break
    return ParsedComments(gathered.linked(), total)


async def _ask(asks: Asks, address: str, first: int, size: int) -> ParsedComments:
    start = "" if first == 1 else f"&start-index={first}"
    page = await asks.get(f"{address}?max-results={size}{start}")
    comments: ParsedComments = await asks.read(FEED, page)
    return comments


def _is_blogger(blog: ArchiveSource) -> bool:
    return blog.feed_id.startswith(_BLOG_ID) or blog.generator.casefold() == "blogger"


def _is_of_another(comment: ParsedComment, guid: str) -> bool:
    return comment.post != guid and _POST.fullmatch(comment.post) is not None


def _root(feed: str) -> str:
    """Give the address under which a blog's feeds are, by one of them; empty if it tells none."""
    try:
        parts = urlsplit(feed)
    except ValueError:
        return ""
    found = _FEEDS.match(parts.path)
    path = found[1] if found else "/feeds" if parts.path in _OLD_FEEDS else ""
    return urlunsplit((parts.scheme, parts.netloc, path, "", "")) if path else ""


def _home(blog: ArchiveSource) -> str:
    """Where the feed is on another host (FeedBurner), the blog's own page tells where it is."""
    try:
        parts = urlsplit(blog.url)
    except ValueError:
        return ""
    is_web = parts.scheme in ("http", "https") and parts.netloc
    return f"{parts.scheme}://{parts.netloc}/feeds" if is_web else ""
