"""Brings the pictures of new posts with each fetch. No SQL, no HTTP."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime
from typing import Final, Protocol

from tui_reader.library.afterwards import Answered
from tui_reader.library.desk import Desk
from tui_reader.limits import POSTS_WITH_PICTURES
from tui_reader.models import Afterwards, Article, Fetched, PictureEvent, PictureFailed
from tui_reader.render.html import to_document
from tui_reader.render.pictures import pictures_of
from tui_reader.store import pictures, posts
from tui_reader.store.standing import REMOVED, standing_of

PICTURES: Final = "pictures"


class Bring(Protocol):
    """``Pictures.bring``."""

    def __call__(
        self, post_id: int, urls: Sequence[str], *, is_asked: bool = True
    ) -> AsyncGenerator[PictureEvent, None]:
        """Fetch what is not kept of a post's pictures."""


async def follow(
    desk: Desk, bring: Bring, since: datetime, answered: Sequence[Answered]
) -> AsyncGenerator[Afterwards, None]:
    """Bring the pictures of posts that have come since, blog by blog.

    Args:
        desk: The store.
        bring: ``Pictures.bring``.
        since: When the fetch began.
        answered: The blogs that answered; those without new posts have nothing to bring.
    """
    for blog in answered:
        if not isinstance(blog, Fetched) or not blog.new:
            continue
        wanted = await _wanted(desk, blog, since)
        total = sum(map(len, wanted.values()))
        last = told = Afterwards(blog.blog_id, blog.title, PICTURES, 0, total, 0)
        for post_id, urls in wanted.items():
            if await desk.database.read(standing_of, blog.blog_id) == REMOVED:
                told = replace(told, total=told.total - len(urls))
                continue
            async with aclosing(bring(post_id, urls, is_asked=False)) as events:
                async for event in events:
                    failed = told.failed + isinstance(event, PictureFailed)
                    last = told = replace(told, done=told.done + 1, failed=failed)
                    yield told
        if told != last:
            yield told


async def _wanted(desk: Desk, blog: Fetched, since: datetime) -> dict[int, tuple[str, ...]]:
    """The pictures of each new post of a blog, newest first, each picture once."""
    most = min(blog.new, POSTS_WITH_PICTURES)
    ids = await desk.database.read(pictures.new_posts, blog.blog_id, since, most)
    seen: set[str] = set()
    wanted: dict[int, tuple[str, ...]] = {}
    for post_id in ids:
        article = await desk.database.read(posts.article, post_id)
        if article is not None:
            urls = await asyncio.to_thread(_pictures_of, article)
            wanted[post_id] = tuple(url for url in urls if url not in seen)
            seen.update(urls)
    return wanted


def _pictures_of(article: Article) -> tuple[str, ...]:
    labels = pictures_of(to_document(article.html, article.base))
    return tuple(label.source for label in labels)
