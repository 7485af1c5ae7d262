"""What a person wrote about posts: one note a post, in Markdown. It outlives the post."""

import sqlite3
from datetime import datetime

from tui_reader.clean import clean
from tui_reader.limits import NOTE_LETTERS
from tui_reader.models import Note
from tui_reader.store import rows
from tui_reader.store.changes import Row, RowChange
from tui_reader.store.values import milliseconds, moment, storable


def get_note(connection: sqlite3.Connection, post_id: int) -> Note | None:
    """Give the note on a post; None if there is none."""
    row = connection.execute(
        "SELECT text, changed FROM notes WHERE post_id = ?", (post_id,)
    ).fetchone()
    return None if row is None else Note(post_id, row[0], moment(row[1]))


def set_note(
    connection: sqlite3.Connection, post_id: int, text: str, now: datetime
) -> list[RowChange]:
    """Write the note on a post in place of a former one; one without letters takes it away.

    Nothing where the same is written already, or where there never was such a post.
    """
    tidy = tidy_note(text)
    former = get_note(connection, post_id)
    if tidy == (former.text if former else "") or not _is_known(connection, post_id):
        return []
    values: Row | None = {"text": tidy, "changed": milliseconds(now)} if tidy else None
    return rows.put(connection, "notes", {"post_id": post_id}, values)


def tidy_note(text: str) -> str:
    """Give a note as it is kept: harmless, without blank ends."""
    return storable(clean(text)).strip()


def letters_past(text: str) -> int:
    """Give by how many letters a note is longer than what is kept; 0 where it is not."""
    return max(len(tidy_note(text)) - NOTE_LETTERS, 0)


def _is_known(connection: sqlite3.Connection, post_id: int) -> bool:
    found = connection.execute("SELECT 1 FROM statuses WHERE id = ?", (post_id,)).fetchone()
    return found is not None
