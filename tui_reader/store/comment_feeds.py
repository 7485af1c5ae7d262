"""What was last heard of the feed in which a blog shows its newest comments."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from tui_reader.models import ParsedComment, Validators
from tui_reader.store import state
from tui_reader.store.comments import SavedComments, save_comments
from tui_reader.store.durability import replaceable

_KEY: Final = "comments of blog {}"


def validators(connection: sqlite3.Connection, blog_id: int) -> Validators:
    """Give what the feed's last answer gave to ask again with."""
    kept = state.load(connection).get(_KEY.format(blog_id))
    if not isinstance(kept, dict):
        return Validators()
    return Validators(_bytes(kept.get("etag")), _bytes(kept.get("last_modified")))


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
    """Write a blog's newest comments together with what their answer gave to ask again with."""
    saved = save_comments(connection, blog_id, comments, now, canonical_urls=canonical_urls)
    kept = {"etag": _text(given.etag), "last_modified": _text(given.last_modified)}
    state.save(connection, _KEY.format(blog_id), kept)
    return saved


def _bytes(value: object) -> bytes | None:
    return value.encode("latin-1", "ignore") if isinstance(value, str) else None


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("latin-1")
