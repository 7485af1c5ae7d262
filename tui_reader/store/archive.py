"""How far each blog's archive has been brought, and the pages it comes in.

A page, its posts and the cursor to go on from are one transaction. Nobody is asked here.
"""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from tui_reader.clean import clean_address, clean_line
from tui_reader.models import ArchiveFound, ArchivePage, ArchiveSource, ArchiveState, ParsedPost
from tui_reader.store.blogs import shown_title
from tui_reader.store.durability import replaceable
from tui_reader.store.post_saving import Plan, Saved, TextOf, write_posts
from tui_reader.store.schedule import is_scheduled
from tui_reader.store.values import (
    json_list,
    milliseconds,
    moment,
    optional_milliseconds,
    optional_moment,
    storable,
)

_SOURCES: Final = """
    SELECT id, coalesce(nullif(own_title, ''), title), feed_url, url, kind, generator, feed_id,
           posts, posts_total, typed_host
    FROM blogs WHERE standing <> 'removed' AND feed_url LIKE 'http%'
"""
_STATES: Final = """
    SELECT blog_id, strategy, cursor, archives.posts_total, since, is_done, is_wanted, started,
           updated, archives.note, was_done
    FROM archives JOIN blogs ON blogs.id = blog_id AND standing <> 'removed'
"""
_BEGIN: Final = """
    INSERT OR REPLACE INTO archives
        (blog_id, strategy, cursor, posts_total, since, is_wanted, newest_before, started, updated,
         note, was_done)
    VALUES (:blog_id, :strategy, :cursor, :posts_total, :since, :is_wanted,
            (SELECT max(sort_at) FROM statuses INDEXED BY list_blog_all
             WHERE blog_id = :blog_id AND sort_at <= ifnull(
                 (SELECT updated FROM archives WHERE blog_id = :blog_id AND :was_done), :latest)),
            :now, :now, :note, :was_done)
"""
# What lies beyond a kept document is here only if that walk came to its end.
_FORGET_DOCUMENTS: Final = """
    DELETE FROM archive_documents WHERE blog_id = :blog_id
        AND NOT EXISTS (SELECT 1 FROM archives WHERE blog_id = :blog_id AND is_done)
"""
_TOTAL_OF_MONTH: Final = """
    INSERT INTO months (blog_id, month, total) VALUES (?, ?, ?)
    ON CONFLICT (blog_id, month) DO UPDATE SET total = excluded.total
"""
_SAVE_CURSOR: Final = """
    UPDATE archives SET
        cursor = :cursor,
        posts_total = ifnull(:posts_total, posts_total),
        is_done = is_done OR :is_last,
        is_wanted = is_wanted AND NOT :is_last,
        note = coalesce(nullif(:note, ''), note),
        updated = :now
    WHERE blog_id = :blog_id
"""
_LATEST: Final = 2**63 - 1


def sources(
    connection: sqlite3.Connection, blog_ids: Sequence[int] | None = None
) -> tuple[ArchiveSource, ...]:
    """Give what a strategy starts from, for these or for all blogs that have a server.

    Removed blogs, the built-in guide and feeds from files are left out.
    """
    if blog_ids is None:
        rows = connection.execute(f"{_SOURCES} ORDER BY id")
    else:  # after each page of a walk: by number
        named = f"{_SOURCES} AND id IN (SELECT value FROM json_each(?)) ORDER BY id"
        rows = connection.execute(named, (json_list(blog_ids),))
    return tuple(_source(connection, row) for row in rows.fetchall())


def state(connection: sqlite3.Connection, blog_id: int) -> ArchiveState | None:
    """Give how far a blog's archive has been brought; None if that was never begun."""
    row = connection.execute(_STATES + "WHERE blog_id = ?", (blog_id,)).fetchone()
    return None if row is None else _state(row)


def states(connection: sqlite3.Connection) -> tuple[ArchiveState, ...]:
    """Give the archives of all blogs for which one was begun."""
    return tuple(map(_state, connection.execute(_STATES + "ORDER BY blog_id")))


def begin(
    connection: sqlite3.Connection,
    blog_id: int,
    found: ArchiveFound,
    now: datetime,
    wanted: bool,
    *,
    was_done: bool = False,
) -> None:
    """Begin a walk, or begin it anew; the blog's own counts take the place of former ones.

    Posts that are newer than the newest one kept now will be news, and where the archive was whole
    those that came since, too; all others arrive read. The documents of a walk that did not come
    to its end are forgotten. Nothing is written where the blog was removed meanwhile.

    Args:
        connection: To the store, in a transaction.
        blog_id: The blog.
        found: Where the walk begins, and what there is.
        now: The time.
        wanted: Whether it goes on by itself at the next start.
        was_done: Whether this walk looks only for what has come since the archive was whole.
    """
    if not is_scheduled(connection, blog_id):
        return
    connection.execute(_FORGET_DOCUMENTS, {"blog_id": blog_id})
    walk = {"blog_id": blog_id, "is_wanted": wanted, "was_done": was_done, "latest": _LATEST}
    connection.execute(_BEGIN, walk | _found(found) | {"now": milliseconds(now)})
    _save_total(connection, blog_id, found.posts_total)
    _save_months(connection, blog_id, found)


def set_wanted(connection: sqlite3.Connection, blog_id: int, wanted: bool) -> None:
    """Keep whether a walk that was begun goes on by itself at the next start."""
    connection.execute("UPDATE archives SET is_wanted = ? WHERE blog_id = ?", (wanted, blog_id))


@replaceable
def save_page(
    connection: sqlite3.Connection,
    blog_id: int,
    page: ArchivePage,
    plan: Plan,
    now: datetime,
    *,
    text_of: TextOf,
    canonical_urls: Sequence[str],
    identities: Sequence[str],
    arrives_unread: bool,
) -> Saved:
    """Write one page of a walk and where it goes on, together; nothing if its blog was removed.

    ``plan``, ``text_of``, ``canonical_urls`` and ``identities`` are those of ``save_answer``.
    Validators, schedule and the blog's own facts stay as they are, but the number of its posts.
    New posts arrive read, unless they are newer than what was kept when the walk began, or
    ``arrives_unread``; a post that comes back is as read as it was. What a page leaves out of a
    known post (its count, its labels) stays. The last page ends the walk.
    """
    begun = connection.execute(
        "SELECT newest_before FROM archives WHERE blog_id = ?", (blog_id,)
    ).fetchone()
    if begun is None or not is_scheduled(connection, blog_id):
        return Saved()
    newest_before = _LATEST if begun[0] is None else begun[0]
    saved = write_posts(
        connection,
        blog_id,
        page.feed.posts,
        plan,
        now,
        text_of=text_of,
        canonical_urls=canonical_urls,
        identities=identities,
        read_until=None if arrives_unread else newest_before,
        is_partial=True,
    )
    _save_cursor(connection, blog_id, page, now)
    return saved


@replaceable
def save_posts(
    connection: sqlite3.Connection,
    blog_id: int,
    posts: Sequence[ParsedPost],
    plan: Plan,
    now: datetime,
    *,
    text_of: TextOf,
    canonical_urls: Sequence[str],
    identities: Sequence[str],
    arrives_unread: bool = False,
) -> Saved:
    """Write posts that are part of no walk (a backup's, a body that was fetched on demand).

    As ``save_page``, but all new ones arrive read unless ``arrives_unread``.
    """
    if not is_scheduled(connection, blog_id):
        return Saved()
    return write_posts(
        connection,
        blog_id,
        posts,
        plan,
        now,
        text_of=text_of,
        canonical_urls=canonical_urls,
        identities=identities,
        read_until=None if arrives_unread else _LATEST,
        is_partial=True,
    )


def finish(connection: sqlite3.Connection, blog_id: int, note: str, now: datetime) -> None:
    """End a walk that has nothing more to bring; ``note`` says what is missing, empty: nothing."""
    connection.execute(
        "UPDATE archives SET is_done = 1, is_wanted = 0, note = ?, updated = ? WHERE blog_id = ?",
        (clean_line(note), milliseconds(now), blog_id),
    )


def _found(found: ArchiveFound) -> dict[str, object]:
    return {
        "strategy": clean_line(found.strategy),
        "cursor": storable(found.cursor),
        "posts_total": found.posts_total,
        "since": optional_milliseconds(found.since),
        "note": clean_line(found.note),
    }


def _save_cursor(
    connection: sqlite3.Connection, blog_id: int, page: ArchivePage, now: datetime
) -> None:
    connection.execute(
        _SAVE_CURSOR,
        {
            "blog_id": blog_id,
            "cursor": storable(page.cursor),
            "posts_total": page.posts_total,
            "is_last": page.is_last,
            "note": clean_line(page.note),
            "now": milliseconds(now),
        },
    )
    _save_total(connection, blog_id, page.posts_total)
    document = clean_address(page.document)
    if document:
        connection.execute(
            "INSERT OR IGNORE INTO archive_documents VALUES (?, ?)", (blog_id, document)
        )


def _save_total(connection: sqlite3.Connection, blog_id: int, posts_total: int | None) -> None:
    connection.execute(
        "UPDATE blogs SET posts_total = ifnull(?, posts_total) WHERE id = ?",
        (posts_total, blog_id),
    )


def _save_months(connection: sqlite3.Connection, blog_id: int, found: ArchiveFound) -> None:
    connection.execute("UPDATE months SET total = NULL WHERE blog_id = ?", (blog_id,))
    connection.executemany(
        _TOTAL_OF_MONTH,
        [(blog_id, year * 100 + month, posts) for year, month, posts in found.months],
    )


def _source(connection: sqlite3.Connection, row: tuple[Any, ...]) -> ArchiveSource:
    (blog_id, title, feed_url, url, kind, generator, feed_id, posts, posts_total,
     typed_host) = row  # fmt: skip
    documents = connection.execute(
        "SELECT url FROM archive_documents WHERE blog_id = ?", (blog_id,)
    )
    return ArchiveSource(
        blog_id=blog_id,
        title=shown_title(title, url, feed_url),
        feed_url=feed_url,
        url=url,
        kind=kind,
        generator=generator,
        feed_id=feed_id,
        posts=posts,
        posts_total=posts_total,
        typed_host=typed_host,
        documents=frozenset(document for (document,) in documents),
    )


def _state(row: tuple[Any, ...]) -> ArchiveState:
    (blog_id, strategy, cursor, posts_total, since, is_done, is_wanted, started, updated,
     note, was_done) = row  # fmt: skip
    return ArchiveState(
        blog_id=blog_id,
        strategy=strategy,
        cursor=cursor,
        posts_total=posts_total,
        since=optional_moment(since),
        is_done=bool(is_done),
        is_wanted=bool(is_wanted),
        started=moment(started),
        updated=moment(updated),
        note=note,
        was_done=bool(was_done),
    )
