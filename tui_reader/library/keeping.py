"""Puts one answer into the store: posts, validators and schedule in one transaction.

No network. The slow part, text out of HTML, is done before the store is locked.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final

from tui_reader.feeds.urls import canonical
from tui_reader.library.identity import Entry, entries
from tui_reader.library.plan import TextOf, fit_to_kept, plan
from tui_reader.models import (
    ArchivePage,
    Change,
    KnownPost,
    ParsedFeed,
    ParsedPost,
    Validators,
)
from tui_reader.store import answers, archive, blogs, pages
from tui_reader.store.database import Database
from tui_reader.store.schedule import Schedule

REST: Final = "wp-json"
"""The kind of an answer of WordPress's interface: it words some things otherwise than the feed."""


@dataclass(frozen=True, slots=True)
class Ready:
    """An answer whose texts are read, so that the store is locked for the writing only."""

    named: tuple[Entry, ...]
    urls: tuple[str, ...]
    identities: tuple[str, ...]
    text_of: TextOf
    now: datetime
    has_new: bool

    def plan(self, known: Sequence[KnownPost]) -> tuple[Change, ...]:
        """What to write, from the posts that are known at that moment."""
        return plan(self.named, known, self.now, self.text_of)


async def keep(
    database: Database,
    blog_id: int,
    feed: ParsedFeed,
    validators: Validators,
    schedule_of: Callable[[bool], Schedule],
    now: datetime,
) -> answers.Saved:
    """Store an answer whole.

    Args:
        database: Where.
        blog_id: Whose answer it is.
        feed: What was in it.
        validators: What it gave to ask again with.
        schedule_of: Gives the blog's next schedule, told whether there are new posts.
        now: When the answer arrived.

    Raises:
        StoreError: Nothing of it was stored.
    """
    ready = await make_ready(database, blog_id, feed, now)
    return await database.write(
        answers.save_answer,
        blog_id,
        feed,
        validators,
        schedule_of(ready.has_new),
        ready.plan,
        now,
        text_of=ready.text_of,
        canonical_urls=ready.urls,
        identities=ready.identities,
    )


async def keep_first(
    database: Database,
    newcomer: answers.Newcomer,
    feed: ParsedFeed,
    validators: Validators,
    schedule: Schedule,
    now: datetime,
) -> tuple[int, answers.Saved]:
    """Store a blog together with its first answer: both or neither.

    Returns:
        The blog's number, and what the answer brought.

    Raises:
        StoreError: Nothing of it was stored.
    """
    known_id = await database.read(blogs.find_by_feed, newcomer.canonical_feed_url)
    ready = await make_ready(database, known_id, feed, now)
    return await database.write(
        answers.save_first,
        newcomer,
        feed,
        validators,
        schedule,
        ready.plan,
        now,
        text_of=ready.text_of,
        canonical_urls=ready.urls,
        identities=ready.identities,
    )


async def keep_page(
    database: Database, blog_id: int, page: ArchivePage, now: datetime, *, arrives_unread: bool
) -> answers.Saved:
    """Store one page of an archive together with where the walk goes on.

    Args:
        database: Where.
        blog_id: Whose archive it is.
        page: What came.
        now: When it came.
        arrives_unread: Whether old posts are news, too.

    Raises:
        StoreError: Nothing of it was stored.
    """
    ready = await make_ready(database, blog_id, page.feed, now)

    def fitted(known: Sequence[KnownPost]) -> tuple[Change, ...]:
        return fit_to_kept(ready.plan(known), known, is_filtered=page.feed.kind == REST)

    return await database.write(
        archive.save_page,
        blog_id,
        page,
        fitted,
        now,
        text_of=ready.text_of,
        canonical_urls=ready.urls,
        identities=ready.identities,
        arrives_unread=arrives_unread,
    )


async def keep_static_pages(
    database: Database, blog_id: int, posts: Sequence[ParsedPost], now: datetime
) -> None:
    """Store what stands beside a blog's posts; StoreError: nothing of it was stored."""
    text_of = cache(text_of_post)
    await asyncio.to_thread(lambda: [text_of(post) for post in posts])
    urls = [canonical(post.url) for post in posts]
    await database.write(pages.save_pages, blog_id, posts, now, text_of, canonical_urls=urls)


async def make_ready(
    database: Database, blog_id: int | None, feed: ParsedFeed, now: datetime
) -> Ready:
    """Name the posts of an answer, and read the texts of those that are new or edited.

    Args:
        database: Where it will be stored.
        blog_id: Whose answer it is; None: a blog that is not kept yet.
        feed: What was in it.
        now: When it arrived.
    """
    named = await asyncio.to_thread(entries, feed.posts)
    urls = tuple(entry.canonical_url for entry in named)
    identities = tuple(entry.identity for entry in named)
    posts = [entry.post for entry in named]
    known: tuple[KnownPost, ...] = ()
    if blog_id is not None:
        known = await database.read(answers.known_posts, blog_id, posts, urls, identities)
    text_of = cache(text_of_post)
    changes = await asyncio.to_thread(plan, named, known, now, text_of)
    has_new = any(change.post_id is None for change in changes)
    return Ready(named, urls, identities, text_of, now, has_new)


def text_of_post(post: ParsedPost) -> str:
    """The plain text of a post."""
    from tui_reader.render.text import plain_of  # only when something new has come

    return plain_of(post.html)
