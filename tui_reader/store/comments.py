"""Keeps what readers said, by post, and when a person last read it.

A comment is never deleted but with its post: one that its blog took away is marked as gone. Who
asks for comments, and when, is not decided here.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from tui_reader.clean import clean_address
from tui_reader.models import ParsedComment, ParsedComments
from tui_reader.store.comment_reader import (
    KEPT,
    count_kept,
    recent,
    sources,
    thread,
    threads_wanted,
)
from tui_reader.store.comment_writer import CommentWriter
from tui_reader.store.durability import replaceable
from tui_reader.store.schedule import is_scheduled
from tui_reader.store.values import json_list, milliseconds, optional_moment, storable

__all__ = [
    "CommentWalk",
    "SavedComments",
    "comment_walk",
    "count_kept",
    "recent",
    "save_comments",
    "save_thread",
    "see_thread",
    "sources",
    "thread",
    "threads_wanted",
]

_ASKED: Final = """
    INSERT INTO threads (post_id, fetched, is_whole, counted)
    SELECT id, :now, :is_whole, comments FROM posts WHERE id = :post_id
    ON CONFLICT (post_id) DO UPDATE SET
        fetched = excluded.fetched, is_whole = excluded.is_whole, counted = excluded.counted
"""
_GONE: Final = """
    UPDATE comments SET is_gone = 1
    WHERE post_id = ? AND is_gone = 0 AND guid NOT IN (SELECT value FROM json_each(?))
"""
# A post has no fewer comments than are kept and not gone; where nothing is known, nothing is said.
_NO_FEWER: Final = f"UPDATE posts SET comments = {KEPT} WHERE id = ? AND comments < {KEPT}"
_POST_BY_GUID: Final = "SELECT id FROM posts WHERE blog_id = ? AND guid <> '' AND guid = ?"
_POST_BY_URL: Final = """
    SELECT id FROM posts WHERE canonical_url <> '' AND canonical_url = ? AND blog_id = ?
    ORDER BY id LIMIT 1
"""
_SEE: Final = """
    INSERT INTO threads (post_id, seen) SELECT id, :now FROM posts WHERE id = :post_id
    ON CONFLICT (post_id) DO UPDATE SET seen = excluded.seen
"""
_SEE_COUNT: Final = """
    UPDATE statuses SET comments_seen =
        ifnull((SELECT comments FROM posts WHERE posts.id = statuses.id), comments_seen)
    WHERE id = ?
"""
_SAVE_WALK: Final = """
    INSERT INTO comment_walks (blog_id, cursor, finished) VALUES (?, ?, ?)
    ON CONFLICT (blog_id) DO UPDATE SET
        cursor = excluded.cursor, finished = ifnull(excluded.finished, finished)
"""


@dataclass(frozen=True, slots=True)
class SavedComments:
    """What one document with comments brought."""

    new: int = 0
    removed: int = 0
    """Kept comments that their author or the blog removed."""
    gone: int = 0
    """Kept comments that a whole thread no longer has."""
    unknown: tuple[ParsedComment, ...] = ()
    """Comments of posts that are not kept: they were not written."""
    posts: tuple[int, ...] = ()
    """Posts that got a comment written after they were first seen: their counts may be old."""


class CommentWalk(NamedTuple):
    """How far the walk through a blog's comments has come."""

    cursor: str = ""
    """Where it goes on; empty: from the newest one."""
    finished: datetime | None = None
    """When such a walk last came to its end; None: never."""


@replaceable
def save_thread(
    connection: sqlite3.Connection,
    post_id: int,
    parsed: ParsedComments,
    now: datetime,
    *,
    is_whole: bool,
) -> SavedComments:
    """Write the comments that a blog gives of one post; nothing where the post is not kept.

    ``is_whole`` says that these are all: kept ones that are not among them are gone from the blog
    (and are marked, not deleted), and the count of the post is what the document says.
    """
    if connection.execute("SELECT 1 FROM posts WHERE id = ?", (post_id,)).fetchone() is None:
        return SavedComments()
    writer = CommentWriter(connection, milliseconds(now))
    writer.write(post_id, parsed.comments)
    gone = _settle(connection, post_id, parsed, writer.guids) if is_whole else 0
    if not is_whole or parsed.total is None:
        connection.execute(_NO_FEWER, (post_id,))
    asked = {"post_id": post_id, "now": milliseconds(now), "is_whole": is_whole}
    connection.execute(_ASKED, asked)
    return SavedComments(writer.new, writer.removed, gone)


@replaceable
def save_comments(
    connection: sqlite3.Connection,
    blog_id: int,
    comments: Sequence[ParsedComment],
    now: datetime,
    *,
    canonical_urls: Sequence[str] = (),
    cursor: str | None = None,
    is_last: bool = False,
) -> SavedComments:
    """Write comments of a whole blog; nothing where it was removed meanwhile.

    Args:
        connection: To the store, in a transaction.
        blog_id: The blog.
        comments: In any order; none that is left out is gone for that.
        now: When they came.
        canonical_urls: Of the comments' ``post_url``, in their order: what a post is known by
            where the comment does not name its guid.
        cursor: Where the walk through the blog's comments goes on; None: this is no part of one.
        is_last: Whether that walk is at its end.
    """
    if not is_scheduled(connection, blog_id):
        return SavedComments()
    if cursor is not None:
        _save_walk(connection, blog_id, cursor, now if is_last else None)
    urls = canonical_urls or [comment.post_url for comment in comments]
    places = [
        (comment, _post_of(connection, blog_id, comment, url))
        for comment, url in zip(comments, urls, strict=True)
    ]
    writer = CommentWriter(connection, milliseconds(now))
    later = _write_placed(writer, places)
    unknown = tuple(comment for comment, post_id in places if post_id is None)
    return SavedComments(writer.new, writer.removed, unknown=unknown, posts=later)


def comment_walk(connection: sqlite3.Connection, blog_id: int) -> CommentWalk:
    """Give how far the walk through a blog's comments has come."""
    row = connection.execute(
        "SELECT cursor, finished FROM comment_walks WHERE blog_id = ?", (blog_id,)
    ).fetchone()
    return CommentWalk() if row is None else CommentWalk(row[0], optional_moment(row[1]))


def see_thread(connection: sqlite3.Connection, post_id: int, now: datetime) -> None:
    """Keep that a person reads a post's comments now: those that arrive later are new to them."""
    connection.execute(_SEE, {"post_id": post_id, "now": milliseconds(now)})
    connection.execute(_SEE_COUNT, (post_id,))


def _settle(
    connection: sqlite3.Connection, post_id: int, parsed: ParsedComments, guids: set[str]
) -> int:
    """Take a document for all that a post's thread is; give how many comments are gone now."""
    gone = connection.execute(_GONE, (post_id, json_list(list(guids))))
    connection.execute(
        "UPDATE posts SET comments = ifnull(?, comments) WHERE id = ?", (parsed.total, post_id)
    )
    return gone.rowcount


def _write_placed(
    writer: CommentWriter, places: Sequence[tuple[ParsedComment, int | None]]
) -> tuple[int, ...]:
    """Write comments of many posts; give the posts of ``SavedComments.posts``."""
    grown: dict[int, bool] = {}
    for comment, post_id in places:
        if post_id is not None and writer.write(post_id, [comment]):
            is_later = _is_later(writer.connection, post_id, comment)
            grown[post_id] = grown.get(post_id, False) or is_later
    writer.connection.executemany(_NO_FEWER, [(post_id,) for post_id in grown])
    return tuple(post_id for post_id, is_later in grown.items() if is_later)


def _post_of(
    connection: sqlite3.Connection, blog_id: int, comment: ParsedComment, canonical_url: str
) -> int | None:
    row = connection.execute(_POST_BY_GUID, (blog_id, storable(comment.post))).fetchone()
    if row is None:
        url = clean_address(canonical_url)
        row = connection.execute(_POST_BY_URL, (url, blog_id)).fetchone()
    return None if row is None else int(row[0])


def _is_later(connection: sqlite3.Connection, post_id: int, comment: ParsedComment) -> bool:
    """Whether a comment was written after its post was first seen here."""
    if comment.published is None:
        return False
    later = connection.execute(
        "SELECT 1 FROM statuses WHERE id = ? AND first_seen < ?",
        (post_id, milliseconds(comment.published)),
    )
    return later.fetchone() is not None


def _save_walk(
    connection: sqlite3.Connection, blog_id: int, cursor: str, finished: datetime | None
) -> None:
    ends = None if finished is None else milliseconds(finished)
    connection.execute(_SAVE_WALK, (blog_id, storable(cursor), ends))
