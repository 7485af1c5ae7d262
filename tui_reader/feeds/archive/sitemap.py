"""Sitemaps: what a blog without paging tells search engines. Addresses and days, no bodies.

A post is known by the title that its address spells, until it is opened and fetched.
"""

from collections.abc import AsyncGenerator
from typing import Final

from tui_reader.errors import FeedError
from tui_reader.feeds.archive.base import Asks, read_cursor, written
from tui_reader.feeds.archive.replies import page_if_there
from tui_reader.feeds.archive.sitemap_file import Sitemap as File
from tui_reader.feeds.tree import list_at, number_at
from tui_reader.feeds.urls import join
from tui_reader.models import ArchiveFound, ArchivePage, ArchiveSource, ParsedFeed, ParsedPost

_PLACES: Final = ("/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml")
_MOST_FILES: Final = 500
_BATCH: Final = 1_000
"""Posts handed over at once."""
_NOTE: Final = (
    "its sitemap has addresses and days only: titles are guessed, and a post is fetched when it "
    "is opened"
)


class Sitemap:
    """See the module."""

    name = "sitemap"
    mark = "todo"

    async def probe(self, source: ArchiveSource, asks: Asks) -> ArchiveFound | None:
        """See whether there is a sitemap with posts in it; see ``base.Strategy``."""
        home = source.url or source.feed_url
        robots = await _file(asks, join(home, "/robots.txt"))
        named = robots.sitemaps if robots and not robots.posts else ()
        for url in dict.fromkeys((*named, *(join(home, place) for place in _PLACES))):
            file = await _file(asks, url)
            if file is None or not (file.posts or file.sitemaps):
                continue
            dates = [post.published for post in file.posts if post.published]
            return ArchiveFound(
                strategy=self.name,
                cursor=_cursor([url]),
                posts_total=None if file.sitemaps else len(file.posts),
                since=None if file.sitemaps else min(dates, default=None),
                note=_NOTE,
            )
        return None

    async def walk(
        self, source: ArchiveSource, asks: Asks, cursor: str
    ) -> AsyncGenerator[ArchivePage, None]:
        """Bring the posts; see ``base.Strategy``."""
        state = read_cursor(cursor)
        todo = [url for url in list_at(state, "todo") if isinstance(url, str)]
        skip, files = number_at(state, "skip") or 0, number_at(state, "files") or 0
        visited: set[str] = set()
        while todo:
            url = todo.pop(0)
            files += 1
            visited.add(url)
            read = await _file(asks, url)
            file = read or File()
            todo[:0] = [each for each in file.sitemaps if each not in visited]
            note = _missing(read, len(todo) > _MOST_FILES - files)
            del todo[max(0, _MOST_FILES - files) :]
            for start in range(skip, len(file.posts), _BATCH):
                end = start + _BATCH
                is_whole = end >= len(file.posts)
                yield ArchivePage(
                    feed=_feed(file.posts[start:end]),
                    cursor=_cursor(todo, 0, files)
                    if is_whole
                    else _cursor([url, *todo], end, files - 1),
                    is_last=is_whole and not todo,
                    note=note,
                )
            if skip >= len(file.posts):
                yield ArchivePage(_feed(()), _cursor(todo, 0, files), is_last=not todo, note=note)
            skip = 0
            if not todo:
                return
        yield ArchivePage(_feed(()), _cursor([]), is_last=True)


def _missing(file: File | None, is_too_many: bool) -> str:
    if is_too_many:
        return f"only the first {_MOST_FILES} files of its sitemap were read"
    return "" if file else "a file of its sitemap is missing or broken"


async def _file(asks: Asks, url: str) -> File | None:
    page = await page_if_there(asks, url)
    if page is None:
        return None
    try:
        file: File = await asks.read("sitemap", page)
    except FeedError:
        return None
    return file if file.is_sitemap else None


def _feed(posts: tuple[ParsedPost, ...]) -> ParsedFeed:
    return ParsedFeed(kind="sitemap", title="", posts=posts)


def _cursor(todo: list[str], skip: int = 0, files: int = 0) -> str:
    return written({"todo": todo, "skip": skip, "files": files})
