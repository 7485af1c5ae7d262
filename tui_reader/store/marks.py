"""What a person says of posts: read, starred, how far read. Durable at once, but the position.

No posts are written here.
"""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from tui_reader.models import Flag
from tui_reader.store.durability import replaceable
from tui_reader.store.values import json_list, milliseconds

if TYPE_CHECKING:
    from tui_reader.models import Mark

_BUT_HIDDEN: Final = "AND NOT EXISTS (SELECT 1 FROM hidden_posts WHERE post_id = statuses.id)"
"""What nobody sees is not counted as unread."""
_SEE: Final = """
    UPDATE statuses SET
        is_changed = 0,
        comments_seen = ifnull((SELECT comments FROM posts WHERE posts.id = statuses.id),
                               comments_seen)
    WHERE id IN (SELECT value FROM json_each(?))
"""
_UNSEE: Final = """
    UPDATE statuses SET is_changed = 0, comments_seen = NULL
    WHERE id IN (SELECT value FROM json_each(?))
"""
_BEGUN_LAST: Final = """
    SELECT id FROM statuses INDEXED BY posts_begun
    WHERE position_at IS NOT NULL AND position > 0 AND sort_at IS NOT NULL AND id IS NOT ?
        AND EXISTS (SELECT 1 FROM posts WHERE posts.id = statuses.id)
    ORDER BY position_at DESC LIMIT 1
"""
_SEE_AS_BEFORE: Final = "UPDATE statuses SET comments_seen = ?, is_changed = ? WHERE id = ?"


def set_flag(
    connection: sqlite3.Connection,
    ids: Sequence[int],
    flag: Flag,
    value: bool,
    *,
    sees: bool = True,
) -> "Mark":
    """Set or take away a flag of posts.

    Reading a post means to have seen its comments and its edits. ``sees`` says whether this holds
    for posts that were read before, too: opened they are seen, listed they are not.

    Returns:
        The mark, with only the posts whose flag really changed.
    """
    mark = _changing(connection, ids, flag, value)
    _put(connection, mark)
    if flag is Flag.READ and value:
        connection.execute(_SEE, (json_list(ids if sees else mark.post_ids),))
    return mark


def undo(connection: sqlite3.Connection, mark: "Mark") -> "Mark":
    """Set exactly the posts of a mark back, also what had been seen of them.

    Returns:
        The mark that did so: undoing it does the first one again.
    """
    undone = _changing(connection, mark.post_ids, mark.flag, not mark.value)
    _put(connection, undone)
    if mark.flag is Flag.READ:
        _see_as_before(connection, mark, undone.post_ids)
    return undone


def _see_as_before(connection: sqlite3.Connection, mark: "Mark", ids: Sequence[int]) -> None:
    connection.execute(_UNSEE, (json_list(ids),))
    wanted = frozenset(ids)
    before = [seen for seen in mark.seen if seen.post_id in wanted]
    connection.executemany(
        _SEE_AS_BEFORE, [(seen.comments, seen.is_changed, seen.post_id) for seen in before]
    )


def _changing(
    connection: sqlite3.Connection, ids: Sequence[int], flag: Flag, value: bool
) -> "Mark":
    """Give the mark that this would be."""
    from tui_reader.models import Mark, Seen  # the first picture needs no mark

    but = _BUT_HIDDEN if flag is Flag.READ and not value else ""
    rows = connection.execute(
        "SELECT id, comments_seen, is_changed FROM statuses"
        f" WHERE id IN (SELECT value FROM json_each(?)) AND {flag} <> ? {but}",
        (json_list(ids), value),
    ).fetchall()
    seen = (
        Seen(post_id, comments, bool(is_changed))
        for post_id, comments, is_changed in rows
        if flag is Flag.READ and (comments is not None or is_changed)
    )
    return Mark(flag, value, tuple(row[0] for row in rows), tuple(seen))


def _put(connection: sqlite3.Connection, mark: "Mark") -> None:
    connection.execute(
        f"UPDATE statuses SET {mark.flag} = ? WHERE id IN (SELECT value FROM json_each(?))",
        (mark.value, json_list(mark.post_ids)),
    )


@replaceable
def save_position(
    connection: sqlite3.Connection, post_id: int, share: float, moved: datetime | None
) -> None:
    """Keep how far a post was read, 0.0 to 1.0 of its text.

    Args:
        connection: To the store.
        post_id: The post.
        share: The letters above the top line.
        moved: When the place moved there; None where the end was reached: nothing is to be gone on
            with.
    """
    share = min(max(share, 0.0), 1.0)
    moment = milliseconds(moved) if moved and share else None
    connection.execute(
        "UPDATE statuses SET position = ?, position_at = ? WHERE id = ?", (share, moment, post_id)
    )


def begun_last(connection: sqlite3.Connection, but: int | None = None) -> int | None:
    """Give the post whose place moved last of those begun and not finished, without one of them."""
    row = connection.execute(_BEGUN_LAST, (but,)).fetchone()
    return None if row is None else int(row[0])
