"""Asks a blog itself for its posts with some words: Blogger by ``q=``, WordPress by ``s=``.

No strategy: it brings what the blog finds, in the blog's own order, and nothing goes on from it.
"""

from collections.abc import AsyncGenerator, Sequence
from typing import Final
from urllib.parse import urlencode

from tui_reader.errors import FeedError, UsageError
from tui_reader.feeds.archive.base import Asks
from tui_reader.feeds.archive.blogger import MOST, feed_base
from tui_reader.feeds.archive.feed_pages import page_url
from tui_reader.feeds.archive.replies import feed_if_there, page_if_there
from tui_reader.feeds.archive.wordpress_api import address, api_roots, home_of
from tui_reader.models import ArchiveSource, ParsedFeed

ANSWERS: Final = 5
"""So many pages of posts are asked for: who wants more brings the whole archive."""
_OF_INTERFACE: Final = 100
_NO_SEARCH: Final = (
    "this blog has no search that can be asked; its whole archive can be brought (A)"
)


async def found_on(
    source: ArchiveSource, asks: Asks, words: Sequence[str]
) -> AsyncGenerator[ParsedFeed, None]:
    """Bring the posts in which a blog finds words, an answer at a time; the last may be empty.

    Args:
        source: The blog.
        asks: What asks, at the pace of a walk.
        words: Each a word, or several that must stand together.

    Raises:
        FetchError: The blog cannot be asked now.
        UsageError: It has no search that this knows of.
    """
    seen: set[str] = set()
    answers = 0
    async for feed in _answers(source, asks, _typed(words)):
        answers += 1
        yield feed
        names = {post.guid or post.url for post in feed.posts}
        if answers >= ANSWERS or names <= seen:
            return
        seen |= names
    if not answers:
        raise UsageError(_NO_SEARCH)


def _typed(words: Sequence[str]) -> str:
    """Write words as a person types them into a blog's own search."""
    return " ".join(f'"{each}"' if " " in each else each for each in words)


async def _answers(
    source: ArchiveSource, asks: Asks, text: str
) -> AsyncGenerator[ParsedFeed, None]:
    """Give one answer after the other, as far as there are any; none where nobody answers."""
    base = feed_base(source)
    if base:
        async for feed in _of_blogger(base, asks, text):
            yield feed
        return
    has_answered = False
    async for feed in _of_feed(home_of(source), asks, text):
        has_answered = True
        yield feed
    if not has_answered:
        async for feed in _of_interface(source, asks, text):
            yield feed


async def _of_blogger(base: str, asks: Asks, text: str) -> AsyncGenerator[ParsedFeed, None]:
    start = 1
    while True:
        asked = urlencode(
            {"q": text, "redirect": "false", "start-index": start, "max-results": MOST}
        )
        feed = await feed_if_there(asks, f"{base}{'&' if '?' in base else '?'}{asked}")
        if feed is None:
            return
        yield feed
        start += len(feed.posts)
        is_all = feed.posts_total is not None and start > feed.posts_total
        if not feed.posts or is_all:
            return


async def _of_feed(home: str, asks: Asks, text: str) -> AsyncGenerator[ParsedFeed, None]:
    """Ask WordPress's search for its feed; a page past the end is none."""
    base = f"{home}?{urlencode({'s': text, 'feed': 'rss2'})}"
    number = 1
    while (feed := await feed_if_there(asks, page_url(base, "paged", number))) is not None:
        yield feed
        if not feed.posts:
            return
        number += 1


async def _of_interface(
    source: ArchiveSource, asks: Asks, text: str
) -> AsyncGenerator[ParsedFeed, None]:
    """Ask WordPress's interface, where its feeds are shut."""
    async for root in api_roots(source, asks):
        number, pages = 1, 1
        while number <= pages:
            url = address(
                root, "posts", search=text, per_page=_OF_INTERFACE, page=number, _embed="author"
            )
            page = await page_if_there(asks, url)
            if page is None:
                break
            try:
                yield await asks.read("wordpress-posts", page)
            except FeedError:
                break
            pages = page.total_pages or 1
            number += 1
        if number > 1:
            return
