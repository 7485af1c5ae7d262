"""Writes the posts of a document: what is known of them, what the plan says, what it came to.

Within a transaction of ``answers``, ``archive`` or another; nothing but posts is written here.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from tui_reader.clean import clean_address
from tui_reader.models import Change, KnownPost, ParsedPost
from tui_reader.store.post_writer import PostWriter, Written
from tui_reader.store.values import from_iso, json_list, milliseconds, storable

Plan = Callable[[tuple[KnownPost, ...]], tuple[Change, ...]]
TextOf = Callable[[ParsedPost], str]

_KNOWN: Final = """
    SELECT posts.id, identity, guid, canonical_url, title, published, content_hash, comments,
           sort_at, is_summary, words, snippet, updated
    FROM posts JOIN statuses ON statuses.id = posts.id
    WHERE kind = 'post' AND posts.id IN (
        SELECT id FROM posts INDEXED BY posts_by_guid
        WHERE blog_id = :blog_id AND guid <> ''
            AND guid IN (SELECT value FROM json_each(:guids))
        UNION
        SELECT id FROM posts INDEXED BY posts_by_url
        WHERE blog_id = :blog_id AND canonical_url <> ''
            AND canonical_url IN (SELECT value FROM json_each(:urls))
        UNION
        SELECT id FROM statuses
        WHERE blog_id = :blog_id AND identity IN (SELECT value FROM json_each(:identities))
    )
    ORDER BY posts.id
"""
# The plan leaves out a post of which nothing changed, but who wrote it may be known only now.
_NAME_AUTHOR: Final = """
    UPDATE posts INDEXED BY posts_by_guid SET author_key = ?
    WHERE blog_id = ? AND guid <> '' AND guid = ? AND author_key = ''
"""
_NUMBERS: Final = """
    SELECT id, identity FROM statuses
    WHERE blog_id = ? AND identity IN (SELECT value FROM json_each(?))
"""


@dataclass(frozen=True, slots=True)
class Saved:
    """What one answer brought."""

    new: int = 0
    """Posts that were never here before."""
    changed: int = 0
    """Posts whose title or body was edited."""
    counted: int = 0
    """Posts of which only the comment count moved."""
    back: int = 0
    """Posts that had gone with their blog and are here again, as read as they were."""
    note: str = ""
    """What a person should know about the answer and was not told yet."""
    is_moved: bool = False
    """Whether the blog is asked at another address from now on."""


def known_posts(
    connection: sqlite3.Connection,
    blog_id: int,
    posts: Iterable[ParsedPost],
    canonical_urls: Iterable[str],
    identities: Iterable[str],
) -> tuple[KnownPost, ...]:
    """Give the kept posts that an answer may speak of: by guid, by address or by identity."""
    rows = connection.execute(
        _KNOWN,
        {
            "blog_id": blog_id,
            "guids": _unique(storable(post.guid) for post in posts),
            "urls": _unique(map(clean_address, canonical_urls)),
            "identities": _unique(map(storable, identities)),
        },
    )
    return tuple(map(_known, rows))


def write_posts(
    connection: sqlite3.Connection,
    blog_id: int,
    posts: Sequence[ParsedPost],
    plan: Plan,
    now: datetime,
    *,
    text_of: TextOf,
    canonical_urls: Sequence[str],
    identities: Sequence[str],
    read_until: int | None = None,
    is_partial: bool = False,
) -> Saved:
    """Write the posts of a document and nothing else of it, within its transaction.

    New posts that stand no later in lists than ``read_until`` (milliseconds) arrive read. What a
    document that ``is_partial`` leaves out of a known post stays.
    """
    known = known_posts(connection, blog_id, posts, canonical_urls, identities)
    writer = PostWriter(connection, blog_id, milliseconds(now), text_of, read_until, is_partial)
    written = [(change.identity, writer.write(change)) for change in plan(known)]
    hidden = _hide(connection, blog_id, [identity for identity, _ in written], now)
    saved = _counted([what for identity, what in written if identity not in hidden])
    connection.executemany(
        _NAME_AUTHOR,
        [
            (clean_address(post.author_key), blog_id, storable(post.guid))
            for post in posts
            if post.author_key and post.guid
        ],
    )
    return saved


def _hide(
    connection: sqlite3.Connection,
    blog_id: int,
    identities: Sequence[str],
    now: datetime,
) -> frozenset[str]:
    """Hide what a rule speaks of before anybody can see it; give its identities: it is no news.

    A label, an author or a count that came later is as good as a word.
    """
    if connection.execute("SELECT 1 FROM hide_rules LIMIT 1").fetchone() is None:
        return frozenset()
    from tui_reader.store.hiding import hide_arrived

    rows = connection.execute(_NUMBERS, (blog_id, _unique(map(storable, identities)))).fetchall()
    hidden = hide_arrived(connection, [post_id for post_id, _ in rows], now)
    return frozenset(identity for post_id, identity in rows if post_id in hidden)


def _counted(written: Sequence[Written]) -> Saved:
    return Saved(
        new=written.count(Written.NEW),
        changed=written.count(Written.EDITED),
        counted=written.count(Written.COUNTED),
        back=written.count(Written.BACK),
    )


def _unique(texts: Iterable[str]) -> str:
    return json_list([text for text in dict.fromkeys(texts) if text])


def _known(row: tuple[Any, ...]) -> KnownPost:
    (post_id, identity, guid, canonical_url, title, published, content_hash, comments, sort_at,
     is_summary, words, snippet, updated) = row  # fmt: skip
    return KnownPost(
        post_id=post_id,
        identity=identity,
        guid=guid,
        canonical_url=canonical_url,
        title=title,
        published=from_iso(published),
        content_hash=content_hash,
        comments=comments,
        sort_at=sort_at,
        is_summary=bool(is_summary),
        words=words,
        snippet=snippet,
        updated=from_iso(updated),
    )
