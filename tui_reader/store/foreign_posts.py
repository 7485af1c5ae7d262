"""Writes posts as another reader keeps them, with what the person said of them there.

What is kept already stays as read as it is, and no star is lost; only new ones arrive as they are
there.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tui_reader.models import Change as PostChange
from tui_reader.models import Flag, KnownPost, Mark, ParsedPost, Step
from tui_reader.store import marks, subscribing, tags
from tui_reader.store.answers import Plan, Saved, TextOf
from tui_reader.store.changes import Change
from tui_reader.store.post_saving import write_posts
from tui_reader.store.schedule import is_scheduled
from tui_reader.store.values import json_list, storable

NamesOf = Callable[[tuple[KnownPost, ...]], Mapping[str, str]]
"""Gives, from what is kept, under which identity each post is kept that was here already."""

_IDS: Final = """
    SELECT identity, id FROM statuses
    WHERE blog_id = ? AND identity IN (SELECT value FROM json_each(?))
"""
_READ: Final = """
    UPDATE statuses SET is_read = 1 WHERE id IN (SELECT value FROM json_each(?)) AND is_read = 0
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What the person said of the posts elsewhere, by the identity that they arrive with."""

    read: frozenset[str]
    starred: frozenset[str]
    tags: Mapping[str, frozenset[str]]
    """The posts of each tag."""


@dataclass(frozen=True, slots=True)
class SavedForeign:
    """What came of it."""

    new: int = 0
    starred: int = 0
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Foreign:
    """Some posts of one blog; the first five are those of ``save_answer``."""

    posts: Sequence[ParsedPost]
    plan: Plan
    text_of: TextOf
    canonical_urls: Sequence[str]
    identities: Sequence[str]
    names_of: NamesOf
    said: Said


def save_foreign(
    connection: sqlite3.Connection,
    blog_id: int,
    foreign: Foreign,
    now: datetime,
    *,
    step: Step | None,
    words: str,
) -> SavedForeign:
    """Write some posts and marks; nothing if their blog was removed meanwhile.

    Args:
        connection: To the store, in a transaction.
        blog_id: The blog.
        foreign: What the other reader keeps.
        now: The time.
        step: Of the import, where it has one.
        words: What the import comes to, for the history.
    """
    if not is_scheduled(connection, blog_id):
        return SavedForeign(step=step)
    names, said = foreign.identities, foreign.said
    before = _ids_of(connection, blog_id, names)
    saved, kept = _write(connection, blog_id, foreign, now)
    found = _found(connection, blog_id, {name: kept.get(name, name) for name in names})
    new = [name for name in found if name not in before and name not in kept]
    arrived = json_list([found[name] for name in new if name in said.read])
    connection.execute(_READ, (arrived,))
    changes = _say(connection, found, said)
    starred = sum(len(each.post_ids) for each in changes if isinstance(each, Mark))
    if changes:
        step = subscribing.extend(connection, step, words, changes, now)
    return SavedForeign(saved.new, starred, step)


def _write(
    connection: sqlite3.Connection, blog_id: int, foreign: Foreign, now: datetime
) -> tuple[Saved, dict[str, str]]:
    """Write the posts; give under which identity each is kept that was here already."""
    kept: dict[str, str] = {}

    def planned(known: tuple[KnownPost, ...]) -> tuple[PostChange, ...]:
        kept.update(foreign.names_of(known))
        return foreign.plan(known)

    saved = write_posts(
        connection,
        blog_id,
        foreign.posts,
        planned,
        now,
        text_of=foreign.text_of,
        canonical_urls=foreign.canonical_urls,
        identities=foreign.identities,
        is_partial=True,
    )
    return saved, kept


def _ids_of(
    connection: sqlite3.Connection, blog_id: int, identities: Sequence[str]
) -> dict[str, int]:
    wanted = json_list([storable(name) for name in identities])
    return dict(connection.execute(_IDS, (blog_id, wanted)).fetchall())


def _found(
    connection: sqlite3.Connection, blog_id: int, kept_as: Mapping[str, str]
) -> dict[str, int]:
    """Give the number of each post that is kept now, by the identity that it arrived with."""
    ids = _ids_of(connection, blog_id, list(kept_as.values()))
    numbers = {name: ids.get(storable(kept)) for name, kept in kept_as.items()}
    return {name: number for name, number in numbers.items() if number is not None}


def _say(connection: sqlite3.Connection, found: Mapping[str, int], said: Said) -> list[Change]:
    """Star and tag posts; give what that changed."""
    changes: list[Change] = []
    starred = marks.set_flag(connection, _numbers(found, said.starred), Flag.STARRED, True)
    if starred.post_ids:
        changes.append(starred)
    for tag, names in said.tags.items():
        changes += tags.set_tag(connection, _numbers(found, names), tag, True)
    return changes


def _numbers(found: Mapping[str, int], names: frozenset[str]) -> list[int]:
    return [found[name] for name in names if name in found]
