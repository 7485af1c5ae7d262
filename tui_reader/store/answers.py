"""Writes what a server answered: posts, validators and schedule in one transaction.

It decides nothing about posts (the plan does), and deletes nothing, whatever a feed leaves out.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from tui_reader.clean import clean_address, clean_line
from tui_reader.models import ParsedFeed, Validators
from tui_reader.store import blogs, following
from tui_reader.store.durability import replaceable
from tui_reader.store.post_saving import Plan, Saved, TextOf, known_posts, write_posts
from tui_reader.store.schedule import (
    Schedule,
    is_scheduled,
    note_new_post,
    save_schedule,
    save_validators,
    save_wishes,
)
from tui_reader.store.values import storable

__all__ = [
    "Newcomer",
    "Plan",
    "Saved",
    "TextOf",
    "known_posts",
    "save_answer",
    "save_first",
    "save_unchanged",
]

# A name that a list gave a blog, and that is the feed's own, is none of the person's.
_SAVE_FEED: Final = """
    UPDATE blogs SET
        kind = ?, title = ?, own_title = coalesce(nullif(own_title, ?), ''), feed_id = ?,
        url = coalesce(nullif(?, ''), url),
        subtitle = ?, author = ?, language = ?, generator = ?, posts_total = ifnull(?, posts_total),
        note = ?
    WHERE id = ?
"""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A blog that is added, or brought back."""

    feed_url: str
    canonical_feed_url: str
    is_followed: bool
    typed_host: str = ""
    origin: str = ""


@replaceable
def save_answer(
    connection: sqlite3.Connection,
    blog_id: int,
    parsed: ParsedFeed,
    validators: Validators,
    schedule: Schedule,
    plan: Plan,
    now: datetime,
    *,
    text_of: TextOf,
    canonical_urls: Sequence[str] = (),
    identities: Sequence[str] = (),
) -> Saved:
    """Write all that a good answer says; nothing where its blog was removed meanwhile.

    ``plan`` says, from the posts known at that moment, what to write. It and ``text_of`` (the plain
    text of a new or edited post) run within the transaction: have the texts ready.
    ``canonical_urls`` and ``identities`` are those of the posts in the answer.
    """
    if not is_scheduled(connection, blog_id):
        return Saved()
    saved = write_posts(
        connection,
        blog_id,
        parsed.posts,
        plan,
        now,
        text_of=text_of,
        canonical_urls=canonical_urls,
        identities=identities,
    )
    note = _save_feed(connection, blog_id, parsed)
    if saved.new:
        note_new_post(connection, blog_id, now)
    save_validators(connection, blog_id, validators)
    is_moved = save_schedule(connection, blog_id, schedule)
    return replace(saved, note=note, is_moved=is_moved)


def save_first(
    connection: sqlite3.Connection,
    newcomer: Newcomer,
    parsed: ParsedFeed,
    validators: Validators,
    schedule: Schedule,
    plan: Plan,
    now: datetime,
    *,
    text_of: TextOf,
    canonical_urls: Sequence[str],
    identities: Sequence[str],
) -> tuple[int, Saved]:
    """Add a blog and write its first answer, so that no blog is ever there without its posts.

    One that is followed by that is a step, which can be taken back.

    Returns:
        The blog's number, and what the answer brought.
    """
    before = following.standing_of_feed(connection, newcomer.canonical_feed_url)
    blog_id = _add(connection, newcomer, parsed, now)
    saved = save_answer(
        connection,
        blog_id,
        parsed,
        validators,
        schedule,
        plan,
        now,
        text_of=text_of,
        canonical_urls=canonical_urls,
        identities=identities,
    )
    following.record(connection, blog_id, before, now)
    return blog_id, saved


@replaceable
def save_unchanged(
    connection: sqlite3.Connection, blog_id: int, validators: Validators, schedule: Schedule
) -> bool:
    """Write that a server had nothing new (304): its validators may be new all the same.

    Returns:
        Whether the blog is asked at another address from now on.
    """
    save_validators(connection, blog_id, validators)
    return save_schedule(connection, blog_id, schedule)


def _add(
    connection: sqlite3.Connection, newcomer: Newcomer, parsed: ParsedFeed, now: datetime
) -> int:
    return blogs.add(
        connection,
        feed_url=newcomer.feed_url,
        canonical_feed_url=newcomer.canonical_feed_url,
        feed=parsed,
        followed=newcomer.is_followed,
        now=now,
        typed_host=newcomer.typed_host,
        origin=newcomer.origin,
    )


def _save_feed(connection: sqlite3.Connection, blog_id: int, parsed: ParsedFeed) -> str:
    """Write what the feed says of its blog; give what is new in the note for the person.

    A new title is taken over, but never silently: it may be another blog.
    """
    (former_title, former_note) = connection.execute(
        "SELECT title, note FROM blogs WHERE id = ?", (blog_id,)
    ).fetchone()
    title = clean_line(parsed.title) or former_title
    notes = list(parsed.notes)
    if former_title and title != former_title:
        notes.insert(0, f"This blog was called “{former_title}”.")
    note = clean_line(" ".join(notes))
    connection.execute(
        _SAVE_FEED,
        (
            clean_line(parsed.kind),
            title,
            title,
            storable(parsed.feed_id),
            clean_address(parsed.url),
            clean_line(parsed.subtitle),
            clean_line(parsed.author),
            clean_line(parsed.language),
            clean_line(parsed.generator),
            parsed.posts_total,
            note,
            blog_id,
        ),
    )
    save_wishes(connection, blog_id, parsed)
    return "" if note == former_note else note
