"""A blog's static pages, such as "About": they stand beside the posts and are asked for at once.

No strategy: where a blog's pages are is known only of Blogger and WordPress.
"""

from typing import Final

from tui_reader.errors import FeedError
from tui_reader.feeds.archive.base import Asks
from tui_reader.feeds.archive.replies import feed_if_there, page_if_there
from tui_reader.feeds.archive.wordpress_api import address, api_roots
from tui_reader.feeds.urls import join, path_of
from tui_reader.models import ArchiveSource, Page, ParsedFeed, ParsedPost

_AT_ONCE: Final = 100
_MOST_ANSWERS: Final = 5


async def static_pages(source: ArchiveSource, asks: Asks) -> tuple[ParsedPost, ...]:
    """Bring a blog's pages; none where it has none, or does not say where they are.

    Raises:
        FetchError: The blog cannot be asked now.
    """
    generator = source.generator.lower()
    if "blogger" in generator or source.feed_id.startswith("tag:blogger.com,"):
        return await _of_blogger(source, asks)
    if "wordpress" in generator:
        return await _of_wordpress(source, asks)
    return ()


async def _of_blogger(source: ArchiveSource, asks: Asks) -> tuple[ParsedPost, ...]:
    path, found, _ = path_of(source.feed_url).partition("/posts/")
    folder = f"{path}/pages/default" if found else "/feeds/pages/default"
    base = join(source.feed_url if found else source.url or source.feed_url, folder)
    pages: list[ParsedPost] = []
    for _ in range(_MOST_ANSWERS):
        start = f"&start-index={len(pages) + 1}" if pages else ""
        url = f"{base}?redirect=false&max-results={_AT_ONCE}{start}"
        feed = await feed_if_there(asks, url)
        pages += feed.posts if feed else ()
        if feed is None or not feed.posts or len(pages) >= (feed.posts_total or 0):
            break
    return tuple(pages)


async def _of_wordpress(source: ArchiveSource, asks: Asks) -> tuple[ParsedPost, ...]:
    async for root in api_roots(source, asks):
        first = await _answer(asks, root, 1)
        if first is None:
            continue
        pages = list(first[1].posts)
        for number in range(2, min(first[0].total_pages or 1, _MOST_ANSWERS) + 1):
            answer = await _answer(asks, root, number)
            pages += answer[1].posts if answer else ()
        return tuple(pages)
    return ()


async def _answer(asks: Asks, root: str, number: int) -> tuple[Page, ParsedFeed] | None:
    url = address(root, "pages", per_page=_AT_ONCE, page=number, _embed="author")
    page = await page_if_there(asks, url)
    if page is None:
        return None
    try:
        return page, await asks.read("wordpress-posts", page)
    except FeedError:
        return None
