"""What was last heard of the feed in which a blog shows its newest comments."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from tui_reader.models import ParsedComment, Validators
from tui_reader.store.comments import SavedComments, save_comments
from tui_reader.store.durability import replaceable
from tui_reader.store.schedule import is_scheduled

_SAVE: Final = """
    INSERT INTO comment_walks (blog_id, etag, last_modified) VALUES (?, ?, ?)
    ON CONFLICT (blog_id) DO UPDATE SET
        etag = excluded.etag, last_modified = excluded.last_modified
"""


def validators(connection: sqlite3.Connection, blog_id: int) -> Validators:
    """Give what the feed's last answer gave to ask again with: it goes with a removed blog."""
    row = connection.execute(
        "SELECT etag, last_modified FROM comment_walks WHERE blog_id = ?", (blog_id,)
    ).fetchone()
    return Validators() if row is None else Validators(*row)


@replaceable
def save_newest(
    connection: sqlite3.Connection,
    blog_id: int,
    comments: Sequence[ParsedComment],
    given: Validators,
    now: datetime,
    *,
    canonical_urls: Sequence[str],
) -> SavedComments:
    """Write a blog's newest comments together with what their answer gave to ask again with.

    Nothing where the blog was removed meanwhile.
    """
    if not is_scheduled(connection, blog_id):
        return SavedComments()
    saved = save_comments(connection, blog_id, comments, now, canonical_urls=canonical_urls)
    connection.execute(_SAVE, (blog_id, given.etag, given.last_modified))
    return saved
