"""The person's own tags on posts: one number a tag whatever its case. They outlive the post."""

import sqlite3
from collections.abc import Sequence
from typing import Final

from tui_reader.clean import clean_line
from tui_reader.limits import TAG_LETTERS
from tui_reader.models import Tag
from tui_reader.store import rows
from tui_reader.store.changes import RowChange, TagChange
from tui_reader.store.values import json_list

_TAGS: Final = """
    SELECT name, count(sort_at), ifnull(sum(is_read = 0 AND sort_at IS NOT NULL), 0)
    FROM tags CROSS JOIN post_tags ON tag_id = tags.id
    JOIN statuses ON statuses.id = post_id
    JOIN posts ON posts.id = post_id
    GROUP BY tags.id ORDER BY folded
"""
_TAGGED: Final = """
    SELECT id FROM statuses
    WHERE id IN (SELECT value FROM json_each(?))
        AND EXISTS (SELECT 1 FROM post_tags WHERE tag_id = ? AND post_id = statuses.id) = ?
"""


def list_tags(connection: sqlite3.Connection) -> tuple[Tag, ...]:
    """Give all tags that kept posts have, by name, with how many posts and unread ones.

    Static pages are in no list of a tag, so they are not counted.
    """
    return tuple(Tag(*row) for row in connection.execute(_TAGS))


def find_tag(connection: sqlite3.Connection, name: str) -> int | None:
    """Give the number of a tag, compared without regard to case."""
    row = connection.execute("SELECT id FROM tags WHERE folded = ?", (_folded(name),)).fetchone()
    return None if row is None else int(row[0])


def set_tag(
    connection: sqlite3.Connection, ids: Sequence[int], name: str, value: bool
) -> list[TagChange]:
    """Give posts a tag, or take it away; nothing where all were so already.

    The first spelling of a tag stays while any post has it.
    """
    tidy = tidy_tag(name)
    tag_id = _register(connection, tidy) if value else find_tag(connection, tidy)
    if tag_id is None:
        return []
    found = connection.execute(_TAGGED, (json_list(ids), tag_id, not value))
    changed = tuple(post_id for (post_id,) in found)
    if not changed:
        return []
    (spelled,) = connection.execute("SELECT name FROM tags WHERE id = ?", (tag_id,)).fetchone()
    _write(connection, tag_id, changed, value)
    return [TagChange(spelled, value, changed)]


def tagged(connection: sqlite3.Connection, name: str) -> list[int]:
    """Give the posts that have a tag, kept or not."""
    found = connection.execute(
        "SELECT post_id FROM post_tags WHERE tag_id = ?", (find_tag(connection, name),)
    )
    return [post_id for (post_id,) in found]


def retag(
    connection: sqlite3.Connection, ids: Sequence[int], name: str, new: str
) -> list[TagChange | RowChange]:
    """Give posts another tag in place of one that they have; a mere spelling changes for all."""
    tag_id, tidy = find_tag(connection, name), tidy_tag(new)
    if tag_id is None or not tidy:
        return []
    if _folded(name) == _folded(new):
        return [*rows.put(connection, "tags", {"id": tag_id}, {"name": tidy})]
    lost = set_tag(connection, ids, name, False)
    had = [post_id for change in lost for post_id in change.post_ids]
    return [*lost, *set_tag(connection, had, tidy, True)]


def reverse(connection: sqlite3.Connection, change: TagChange) -> TagChange | None:
    """Take a tag from exactly the posts that got it, or give it back; None: from none of them."""
    reversed_ = set_tag(connection, change.post_ids, change.name, not change.value)
    return reversed_[0] if reversed_ else None


def tidy_tag(name: str) -> str:
    """Give a tag's name as it is kept: one clean line; empty where there is no letter in it."""
    return clean_line(name, TAG_LETTERS).lstrip("#").strip()


def _register(connection: sqlite3.Connection, name: str) -> int | None:
    if not name:
        return None
    connection.execute(
        "INSERT INTO tags (folded, name) VALUES (?, ?) ON CONFLICT (folded) DO NOTHING",
        (_folded(name), name),
    )
    return find_tag(connection, name)


def _write(connection: sqlite3.Connection, tag_id: int, ids: Sequence[int], value: bool) -> None:
    if value:
        connection.executemany(
            "INSERT INTO post_tags (tag_id, post_id) VALUES (?, ?)",
            [(tag_id, post_id) for post_id in ids],
        )
        return
    connection.execute(
        "DELETE FROM post_tags WHERE tag_id = ? AND post_id IN (SELECT value FROM json_each(?))",
        (tag_id, json_list(ids)),
    )
    connection.execute(
        "DELETE FROM tags WHERE id = ?"
        " AND NOT EXISTS (SELECT 1 FROM post_tags WHERE tag_id = tags.id)",
        (tag_id,),
    )


def _folded(name: str) -> str:
    return tidy_tag(name).casefold()
