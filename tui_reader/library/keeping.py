"""Puts one answer into the store: posts, validators and schedule in one transaction.

No network. The slow part, text out of HTML, is done before the store is locked.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache, partial

from tui_reader.library.identity import Entry, entries
from tui_reader.library.plan import TextOf, plan
from tui_reader.models import Change, KnownPost, ParsedFeed, ParsedPost, Validators
from tui_reader.store import answers
from tui_reader.store.database import Database
from tui_reader.store.schedule import Schedule


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
    named = await asyncio.to_thread(entries, feed.posts)
    urls = tuple(entry.canonical_url for entry in named)
    identities = tuple(entry.identity for entry in named)
    posts = [entry.post for entry in named]
    known = await database.read(answers.known_posts, blog_id, posts, urls, identities)
    text_of = cache(_text_of)
    changes = await asyncio.to_thread(plan, named, known, now, text_of)
    return await database.write(
        answers.save_answer,
        blog_id,
        feed,
        validators,
        schedule_of(any(change.post_id is None for change in changes)),
        partial(_plan, named, now, text_of),
        now,
        text_of=text_of,
        canonical_urls=urls,
        identities=identities,
    )


def _plan(
    named: Sequence[Entry], now: datetime, text_of: TextOf, known: Sequence[KnownPost]
) -> tuple[Change, ...]:
    return plan(named, known, now, text_of)


def _text_of(post: ParsedPost) -> str:
    from tui_reader.render.text import plain_of  # only when something new has come

    return plain_of(post.html)
