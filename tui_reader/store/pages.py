"""Keeps a blog's static pages: read, found and opened like posts, but in no list of posts.

Their statuses have no place in time (``sort_at`` is NULL) and count as read: a page is no news.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import blake2b

from tui_reader.models import Change, ParsedPost
from tui_reader.store.durability import replaceable
from tui_reader.store.post_saving import TextOf
from tui_reader.store.post_writer import PostWriter, Written
from tui_reader.store.schedule import is_scheduled
from tui_reader.store.values import milliseconds


@replaceable
def save_pages(
    connection: sqlite3.Connection,
    blog_id: int,
    posts: Sequence[ParsedPost],
    now: datetime,
    text_of: TextOf,
    *,
    canonical_urls: Sequence[str] = (),
) -> int:
    """Write static pages; one that is left out stays. Nothing where the blog was removed meanwhile.

    Args:
        connection: To the store, in a transaction.
        blog_id: The blog.
        posts: The pages, as its server or its backup gives them.
        now: When they came.
        text_of: The plain text of a page: have it ready, others wait for the lock.
        canonical_urls: Of these pages, in their order: without them a page is found by its address
            as it is.

    Returns:
        How many were not here before.
    """
    if not is_scheduled(connection, blog_id):
        return 0
    writer = PostWriter(
        connection, blog_id, milliseconds(now), text_of, is_partial=True, is_page=True
    )
    written = [writer.write(change) for change in _changes(posts, canonical_urls)]
    return written.count(Written.NEW)


def _changes(posts: Sequence[ParsedPost], canonical_urls: Sequence[str]) -> Iterator[Change]:
    urls = canonical_urls or [post.url for post in posts]
    for post, url in zip(posts, urls, strict=True):
        name = post.guid or url or post.title
        if name:
            yield Change(
                post=post,
                identity=f"page:{name}",
                canonical_url=url,
                content_hash=_digest(post),
                sort_at=0,
                keeps_body=not post.html.strip(),
            )


def _digest(post: ParsedPost) -> bytes:
    mixed = blake2b(digest_size=16)
    for part in (post.title, post.html, post.base):
        mixed.update(part.encode("utf-8", "replace") + b"\0")
    return mixed.digest()
