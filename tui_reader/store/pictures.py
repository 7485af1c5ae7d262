"""Which pictures lie in the cache folder, how large they are, and which goes first.

The files themselves are ``library.picture_files``'s: one that is gone is a picture not kept.
"""

import sqlite3
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from tui_reader.store.durability import replaceable
from tui_reader.store.values import json_list, milliseconds

_KNOWN: Final = """
    SELECT url, file, width, height, bytes FROM pictures
    WHERE url IN (SELECT value FROM json_each(?))
"""
_SAVE: Final = """
    INSERT INTO pictures (url, file, width, height, bytes, used, post_id)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (url) DO UPDATE SET
        file = excluded.file, width = excluded.width, height = excluded.height,
        bytes = excluded.bytes, used = excluded.used,
        post_id = CASE WHEN EXISTS (SELECT 1 FROM statuses
                                    WHERE id = pictures.post_id AND is_starred)
                  THEN pictures.post_id ELSE excluded.post_id END
"""
_FIRST_TO_GO: Final = """
    SELECT url, file, bytes FROM pictures LEFT JOIN statuses ON statuses.id = post_id
    ORDER BY ifnull(is_starred, 0), used, url
"""
_NEW_POSTS: Final = """
    SELECT statuses.id FROM statuses JOIN posts ON posts.id = statuses.id
    WHERE statuses.blog_id = ? AND statuses.first_seen >= ? AND sort_at IS NOT NULL
    ORDER BY sort_at DESC LIMIT ?
"""


class Filed(NamedTuple):
    """A picture and its file."""

    url: str
    """Its address, or what stands for one that is long (``library.picture_files.key_of``)."""
    file: str
    """The name of its file in the cache folder."""
    width: int
    height: int
    bytes: int


def known(connection: sqlite3.Connection, urls: Sequence[str]) -> dict[str, Filed]:
    """Give those of these pictures that were kept, by their address."""
    rows = connection.execute(_KNOWN, (json_list(urls),))
    return {row[0]: Filed(*row) for row in rows}


@replaceable
def save(
    connection: sqlite3.Connection,
    filed: Filed,
    post_id: int,
    now: datetime,
    budget: int,
    staying: Collection[str] = (),
) -> list[str]:
    """Keep where a picture lies; others are forgotten where all together are past the budget.

    Args:
        connection: To the store, in a transaction.
        filed: The picture.
        post_id: Whose it is.
        now: When it came.
        budget: Bytes of all together.
        staying: Those that are looked at together with it. None of them goes for it: where
            nothing else makes room, it is not kept itself.

    Returns:
        The files of those that are forgotten.
    """
    connection.execute(_SAVE, (*filed, milliseconds(now), post_id))
    going = _past(connection, budget, {filed.url, *staying})
    if going is None:
        going = {filed.url: filed.file}
    forget(connection, list(going))
    return list(going.values())


@replaceable
def shrink(connection: sqlite3.Connection, budget: int) -> list[str]:
    """Forget what is past a budget that is smaller now; give the files of what is forgotten."""
    going = _past(connection, budget, ()) or {}
    forget(connection, list(going))
    return list(going.values())


def _past(
    connection: sqlite3.Connection, budget: int, staying: Collection[str]
) -> dict[str, str] | None:
    """Give what has to go, its files by their addresses; None: even that would not be enough.

    Those that were looked at longest ago go first, those of starred posts after all others.
    """
    (total,) = connection.execute("SELECT ifnull(sum(bytes), 0) FROM pictures").fetchone()
    going: dict[str, str] = {}
    if total > budget:
        for url, file, size in connection.execute(_FIRST_TO_GO).fetchall():
            if total <= budget:
                break
            if url not in staying:
                going[url] = file
                total -= size
    return going if total <= budget else None


@replaceable
def touch(connection: sqlite3.Connection, urls: Sequence[str], now: datetime) -> None:
    """Keep that pictures were looked at."""
    connection.execute(
        "UPDATE pictures SET used = ? WHERE url IN (SELECT value FROM json_each(?))",
        (milliseconds(now), json_list(urls)),
    )


@replaceable
def forget(connection: sqlite3.Connection, urls: Sequence[str]) -> None:
    """Keep no longer where pictures lie."""
    connection.execute(
        "DELETE FROM pictures WHERE url IN (SELECT value FROM json_each(?))", (json_list(urls),)
    )


def files(connection: sqlite3.Connection) -> dict[str, str]:
    """Give the address of every picture by the name of its file."""
    return dict(connection.execute("SELECT file, url FROM pictures"))


def new_posts(
    connection: sqlite3.Connection, blog_id: int, since: datetime, limit: int
) -> list[int]:
    """Give the posts of a blog that came since a moment, newest first, at most so many."""
    return [row[0] for row in connection.execute(_NEW_POSTS, (blog_id, milliseconds(since), limit))]
