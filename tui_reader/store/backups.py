"""Writes what a backup of a whole blog holds, part by part: posts, pages and comments together.

It decides nothing about posts (the plan does). A backup is no answer of a server: validators and
schedule of a blog that is kept stay as they are, and what it brings is no news.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tui_reader.models import BackupPart, KnownPost, ParsedFeed, Validators
from tui_reader.store import answers, archive, comments, pages
from tui_reader.store.answers import Newcomer, Plan, TextOf
from tui_reader.store.durability import replaceable
from tui_reader.store.schedule import Schedule


@dataclass(frozen=True, slots=True)
class PartNames:
    """What is known by what in a part: canonical addresses, in the part's order."""

    urls: Sequence[str]
    identities: Sequence[str]
    page_urls: Sequence[str]
    comment_urls: Sequence[str]


@dataclass(frozen=True, slots=True)
class SavedPart:
    """What one part of a backup brought."""

    blog_id: int
    new: int
    """Posts, pages and comments that were not here before."""
    unknown: int
    """Comments of posts that are not kept: they were not written."""


@replaceable
def save_part(
    connection: sqlite3.Connection,
    blog: Newcomer | int,
    head: ParsedFeed,
    part: BackupPart,
    plan: Plan,
    now: datetime,
    *,
    text_of: TextOf,
    names: PartNames,
) -> SavedPart:
    """Write a part; a new blog is added with it, so that none is there without its posts.

    Args:
        connection: To the store, in a transaction.
        blog: A blog that is kept, or one that is to be added.
        head: What the backup says of the blog: for one that is added.
        part: What was read.
        plan: As for ``save_answer``.
        now: When it was read.
        text_of: The plain text of a post or page: have it ready.
        names: Of the posts that the plan speaks of, and of the part's pages and comments.
    """
    blog_id = blog if isinstance(blog, int) else _add(connection, blog, head, now, text_of)
    saved = archive.save_posts(
        connection,
        blog_id,
        part.posts,
        plan,
        now,
        text_of=text_of,
        canonical_urls=names.urls,
        identities=names.identities,
    )
    urls = names.page_urls
    new_pages = pages.save_pages(connection, blog_id, part.pages, now, text_of, canonical_urls=urls)
    said = comments.save_comments(
        connection, blog_id, part.comments, now, canonical_urls=names.comment_urls
    )
    return SavedPart(blog_id, saved.new + saved.back + new_pages + said.new, len(said.unknown))


def _add(
    connection: sqlite3.Connection,
    newcomer: Newcomer,
    head: ParsedFeed,
    now: datetime,
    text_of: TextOf,
) -> int:
    """Add a blog that was never asked, so that it is due at once where it has a server."""
    never = Schedule(next_fetch=None, last_attempt=None, last_fetch=None)
    blog_id, _ = answers.save_first(
        connection,
        newcomer,
        head,
        Validators(),
        never,
        _nothing,
        now,
        text_of=text_of,
        canonical_urls=(),
        identities=(),
    )
    return blog_id


def _nothing(_known: tuple[KnownPost, ...]) -> tuple[()]:
    return ()
