"""What a person says of posts: read, starred, how far read. Durable at once, but the position.

No posts are written here.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tui_reader.models import Flag, PostQuery, View
from tui_reader.store.durability import replaceable
from tui_reader.store.posts import index
from tui_reader.store.values import json_list

if TYPE_CHECKING:
    from tui_reader.models import Mark

_READ: Final = """
    UPDATE statuses SET
        is_read = 1,
        is_changed = 0,
        comments_seen = ifnull((SELECT comments FROM posts WHERE posts.id = statuses.id),
                               comments_seen)
    WHERE id IN (SELECT value FROM json_each(?))
"""


def set_flag(connection: sqlite3.Connection, ids: Sequence[int], flag: Flag, value: bool) -> "Mark":
    """Set or take away a flag of posts.

    Reading a post, also one that was read before, means to have seen its comments and its edits.

    Returns:
        The mark, with only the posts whose flag really changed.
    """
    from tui_reader.models import Mark  # the first picture needs no mark

    wanted = json_list(ids)
    changed = connection.execute(
        f"SELECT id FROM statuses WHERE id IN (SELECT value FROM json_each(?)) AND {flag} <> ?",
        (wanted, value),
    ).fetchall()
    if flag is Flag.READ and value:
        connection.execute(_READ, (wanted,))
    else:
        connection.execute(
            f"UPDATE statuses SET {flag} = ?"
            f" WHERE id IN (SELECT value FROM json_each(?)) AND {flag} <> ?",
            (value, wanted, value),
        )
    return Mark(flag, value, tuple(post_id for (post_id,) in changed))


def mark_query_read(connection: sqlite3.Connection, query: PostQuery) -> "Mark":
    """Mark every unread post of a list as read."""
    if query.view is View.ALL:
        query = replace(query, view=View.UNREAD)
    return set_flag(connection, index(connection, query).ids, Flag.READ, True)


@replaceable
def save_position(connection: sqlite3.Connection, post_id: int, share: float) -> None:
    """Keep how far a post was read, 0.0 to 1.0 of its text."""
    connection.execute(
        "UPDATE statuses SET position = ? WHERE id = ?", (min(max(share, 0.0), 1.0), post_id)
    )
