"""The blogs: followed, visited, and removed ones whose starred posts stay.

No schedule (``schedule``), no posts but the ones that go with a removed blog.
"""

import json
import sqlite3
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from tui_reader.clean import clean_address, clean_line
from tui_reader.limits import BATCH_COMMENTS, BATCH_POSTS
from tui_reader.models import Blog, BlogError, BlogOwn
from tui_reader.models.kept import host_in
from tui_reader.store.durability import replaceable
from tui_reader.store.values import milliseconds, optional_milliseconds, optional_moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tui_reader.models import ParsedFeed

_BLOGS: Final = """
    SELECT id, title, feed_url, blogs.url, posts, posts_total, unread, starred,
           standing = 'followed', last_fetch, next_fetch, error_class, error_message,
           comments, subtitle, note, wants_page_texts, own_title, is_paused,
           own_sort, own_mark_read, own_pictures, own_minutes,
           (SELECT json_group_array(json(path)) FROM blog_folders WHERE blog_id = blogs.id)
    FROM blogs LEFT JOIN schedules ON schedules.blog_id = blogs.id
"""
_ADD: Final = """
    INSERT INTO blogs
        (feed_url, canonical_feed_url, typed_host, standing, title, url, added, origin)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (canonical_feed_url) DO UPDATE SET
        feed_url = excluded.feed_url,
        typed_host = excluded.typed_host,
        origin = coalesce(nullif(excluded.origin, ''), origin),
        standing = CASE standing WHEN 'followed' THEN standing ELSE excluded.standing END,
        removed_at = NULL
"""
_COMMENTS: Final = "(SELECT count(*) FROM comments WHERE post_id = statuses.id)"
_IS_DROPPED: Final = """
    NOT is_starred
    AND NOT EXISTS (SELECT 1 FROM post_tags WHERE post_tags.post_id = statuses.id)
    AND NOT EXISTS (SELECT 1 FROM notes WHERE notes.post_id = statuses.id)
"""
"""Of a removed blog: nothing of the person's own is on it."""
_OF_REMOVED: Final = f"""
    SELECT statuses.id, {_COMMENTS}
    FROM blogs JOIN statuses INDEXED BY list_blog_all ON statuses.blog_id = blogs.id
    WHERE blogs.standing = 'removed' AND blogs.posts > blogs.starred
        AND ifnull(removed_at < ?, 1) AND sort_at IS NOT NULL AND {_IS_DROPPED}
    LIMIT ?
"""
_PAGES_OF_REMOVED: Final = f"""
    SELECT statuses.id, {_COMMENTS}
    FROM blogs
    JOIN posts INDEXED BY pages_of_blog ON posts.blog_id = blogs.id AND posts.kind = 'page'
    JOIN statuses ON statuses.id = posts.id
    WHERE standing = 'removed' AND ifnull(removed_at < ?, 1) AND {_IS_DROPPED}
    LIMIT ?
"""
# Whoever takes the removal back finds a blog whose posts have gone: it is asked for all of them.
_CANNOT_COME_BACK: Final = """
    UPDATE blogs SET removed_at = NULL WHERE standing = 'removed' AND removed_at < ?
"""
_FREE_ADDRESS: Final = """
    UPDATE blogs SET canonical_feed_url = 'removed:' || id || ':' || canonical_feed_url
    WHERE canonical_feed_url = ? AND standing = 'removed'
        AND (SELECT standing FROM blogs AS adopting WHERE id = ?) <> 'removed'
"""
_ADOPT: Final = """
    UPDATE OR IGNORE blogs SET feed_url = ?, canonical_feed_url = ?, typed_host = ?
    WHERE id = ? AND standing <> 'removed'
"""


def list_blogs(connection: sqlite3.Connection) -> tuple[Blog, ...]:
    """Give all followed and visited blogs by title, the built-in guide last."""
    rows = connection.execute(_BLOGS + "WHERE standing <> 'removed'")
    return tuple(sorted(map(_blog, rows), key=_place))


def get_blog(connection: sqlite3.Connection, blog_id: int) -> Blog | None:
    """Give one blog, also one that was removed; None if there never was one of this number."""
    row = connection.execute(_BLOGS + "WHERE id = ?", (blog_id,)).fetchone()
    return None if row is None else _blog(row)


def count_stars(connection: sqlite3.Connection) -> int:
    """Give how many posts are starred, in removed blogs too: their stars stay."""
    (count,) = connection.execute("SELECT ifnull(sum(starred), 0) FROM blogs").fetchone()
    return int(count)


def find_by_feed(connection: sqlite3.Connection, canonical_feed_url: str) -> int | None:
    """Give the number of the followed or visited blog with this canonical feed address."""
    row = connection.execute(
        "SELECT id FROM blogs WHERE canonical_feed_url = ? AND standing <> 'removed'",
        (clean_address(canonical_feed_url),),
    ).fetchone()
    return None if row is None else int(row[0])


def find_by_origin(connection: sqlite3.Connection, origin: str) -> list[int]:
    """Give the blogs of one origin (``blogger:BLOGID``, ``site:ADDRESS``): removed ones last.

    There can be several, where a blog was followed by two addresses: followed ones come first,
    then visited ones, the eldest of each first.
    """
    rows = connection.execute(
        "SELECT id FROM blogs WHERE origin <> '' AND origin = ?"
        " ORDER BY standing = 'removed', standing = 'visiting', id",
        (clean_address(origin),),
    )
    return [blog_id for (blog_id,) in rows]


def set_origin(connection: sqlite3.Connection, blog_id: int, origin: str) -> None:
    """Keep which blog a blog is, where it was not known when it was added."""
    connection.execute(
        "UPDATE blogs SET origin = ? WHERE id = ? AND origin = ''", (clean_address(origin), blog_id)
    )


def adopt_feed(
    connection: sqlite3.Connection, blog_id: int, feed_url: str, canonical: str, typed_host: str
) -> bool:
    """Give a blog the address that it is asked at from now on, and ask it for everything.

    Returns:
        False, and nothing is changed, where another blog that is not removed has this address.
    """
    address = clean_address(canonical)
    connection.execute(_FREE_ADDRESS, (address, blog_id))
    adopted = connection.execute(
        _ADOPT, (clean_address(feed_url), address, clean_line(typed_host), blog_id)
    )
    if not adopted.rowcount:
        return False
    connection.execute("DELETE FROM schedules WHERE blog_id = ?", (blog_id,))
    _schedule(connection, blog_id)
    return True


def add(
    connection: sqlite3.Connection,
    *,
    feed_url: str,
    canonical_feed_url: str,
    feed: "ParsedFeed",
    followed: bool,
    now: datetime,
    typed_host: str = "",
    origin: str = "",
) -> int:
    """Add a blog (its posts come with ``answers.save_answer``), or bring a removed one back.

    A blog that is there already keeps its number, and stays followed if it was. ``typed_host`` is
    the host that the person typed; without it the feed is never asked on the local network.
    ``origin`` says which blog it is, wherever its documents come from; empty if nothing tells it.
    """
    canonical = clean_address(canonical_feed_url)
    connection.execute(
        _ADD,
        (
            clean_address(feed_url),
            canonical,
            clean_line(typed_host),
            "followed" if followed else "visiting",
            clean_line(feed.title),
            clean_address(feed.url),
            milliseconds(now),
            clean_address(origin),
        ),
    )
    (blog_id,) = connection.execute(
        "SELECT id FROM blogs WHERE canonical_feed_url = ?", (canonical,)
    ).fetchone()
    _schedule(connection, blog_id)
    return int(blog_id)


def _schedule(connection: sqlite3.Connection, blog_id: int) -> None:
    """Let a blog be asked; one that is asked already goes on as it was."""
    connection.execute("INSERT OR IGNORE INTO schedules (blog_id) VALUES (?)", (blog_id,))


def follow(connection: sqlite3.Connection, blog_id: int, followed: bool) -> None:
    """Follow a blog that is visited, or only visit one that is followed.

    One that was removed meanwhile comes back, and is asked for its posts.
    """
    connection.execute(
        "UPDATE blogs SET standing = ?, removed_at = NULL WHERE id = ?",
        ("followed" if followed else "visiting", blog_id),
    )
    _schedule(connection, blog_id)


def remove(connection: sqlite3.Connection, blog_id: int, now: datetime | None = None) -> None:
    """Stop following a blog and hide it at once; ``clear_removed`` takes its posts some days later.

    Without ``now`` there is nothing to wait for.
    Its validators go with it (else a blog that comes back would be told "nothing new"), so does
    how far its archive and its comments were walked through, and an answer still under way.
    """
    connection.execute(
        "UPDATE blogs SET standing = 'removed', removed_at = ? WHERE id = ?",
        (optional_milliseconds(now), blog_id),
    )
    for table in ("schedules", "archives", "archive_documents", "comment_walks"):
        connection.execute(f"DELETE FROM {table} WHERE blog_id = ?", (blog_id,))
    connection.execute("UPDATE months SET total = NULL WHERE blog_id = ?", (blog_id,))


@replaceable
def clear_removed(
    connection: sqlite3.Connection, limit: int = BATCH_POSTS, before: datetime | None = None
) -> int:
    """Delete at most ``limit`` posts and pages of removed blogs, and their comments with them.

    Only of those removed ``before`` that, and of those for which there is nothing to wait. What is
    starred, tagged or has a note stays, with its comments, and so do all statuses.

    Returns:
        How many went: to be called until it is 0. A blog that came back meanwhile keeps the rest.
    """
    until = milliseconds(before) if before else 0
    connection.execute(_CANNOT_COME_BACK, (until,))
    found = connection.execute(_OF_REMOVED, (until, limit)).fetchall()
    found += connection.execute(_PAGES_OF_REMOVED, (until, limit - len(found))).fetchall()
    ids = list(_first_of(found))
    connection.executemany("DELETE FROM posts WHERE id = ?", ids)
    return len(ids)


def _first_of(found: "Iterable[tuple[int, int]]") -> "Iterator[tuple[int]]":
    """Give posts, found with how many comments go with each, until that is enough at once."""
    comments = 0
    for post_id, count in found:
        yield (post_id,)
        comments += count
        if comments >= BATCH_COMMENTS:
            return


def shown_title(title: str, url: str, feed_url: str) -> str:
    """Give the feed's own title of a blog, else its host; never empty."""
    return title or host_in(url) or host_in(feed_url) or feed_url or "(untitled)"


def _place(blog: Blog) -> tuple[bool, str, int]:
    return blog.is_guide, blog.title.casefold(), blog.id


def _blog(row: tuple[Any, ...]) -> Blog:
    (blog_id, title, feed_url, url, posts, posts_total, unread, starred, is_followed,
     last_fetch, next_fetch, error_class, error_message, comments, subtitle,
     note, wants_page_texts, own_title, is_paused, *own, folders) = row  # fmt: skip
    return Blog(
        id=blog_id,
        title=own_title or shown_title(title, url, feed_url),
        url=url,
        feed_url=feed_url,
        posts=posts,
        posts_total=posts_total,
        unread=unread,
        starred=starred,
        is_followed=bool(is_followed),
        last_fetch=optional_moment(last_fetch),
        next_fetch=optional_moment(next_fetch),
        error=BlogError(error_class, error_message) if error_class else None,
        comments=comments,
        subtitle=subtitle,
        note=note,
        wants_page_texts=bool(wants_page_texts),
        own_title=own_title,
        folders=() if folders == "[]" else _paths(folders),
        is_paused=bool(is_paused),
        own=BlogOwn(*own),
    )


@lru_cache(maxsize=1_000)  # of many blogs that lie in few folders
def _paths(folders: str) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(tuple(path) for path in json.loads(folders)))
