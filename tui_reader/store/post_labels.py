"""The labels of posts: one number a label whatever its case, and how each blog spells it.

A post's own list, in its own order and spelling, is a column of ``posts``. How many posts of a blog
have a label is counted by triggers.
"""

import sqlite3
from collections.abc import Sequence
from typing import Final

from tui_reader.clean import clean_line
from tui_reader.limits import LABEL_LETTERS, LABELS

# The first spelling stays; one that is only folded (it may be all that was known) gives way.
_NAME: Final = """
    INSERT INTO blog_labels (blog_id, label_id, name) VALUES (?, ?, ?)
    ON CONFLICT (blog_id, label_id) DO UPDATE SET name = excluded.name WHERE name = ?
"""


def find_label(connection: sqlite3.Connection, label: str) -> int | None:
    """Give the number of a label, compared without regard to case."""
    row = connection.execute(
        "SELECT id FROM labels WHERE folded = ?", (_folded(clean_line(label, LABEL_LETTERS)),)
    ).fetchone()
    return None if row is None else int(row[0])


def tidy_labels(labels: Sequence[str]) -> tuple[str, ...]:
    """Clean labels, without empty ones and without one that differs only in case."""
    tidy: dict[str, str] = {}
    for label in labels:
        line = clean_line(label, LABEL_LETTERS)
        if line:
            tidy.setdefault(_folded(line), line)
    return tuple(tidy.values())[:LABELS]


class LabelWriter:
    """Writes the labels of the posts of one answer; each label is looked up once."""

    def __init__(self, connection: sqlite3.Connection, blog_id: int) -> None:
        self.connection = connection
        self.blog_id = blog_id
        self.ids: dict[str, int] = {}

    def replace(self, post_id: int, labels: Sequence[str], sort_at: int, own_day: int) -> None:
        """Give a post these labels, and take its former ones."""
        self.connection.execute("DELETE FROM post_labels WHERE post_id = ?", (post_id,))
        self.add(post_id, labels, sort_at, own_day)

    def add(self, post_id: int, labels: Sequence[str], sort_at: int, own_day: int) -> None:
        """Give a post that has none these labels."""
        self.connection.executemany(
            "INSERT INTO post_labels (label_id, sort_at, post_id, own_day, blog_id)"
            " VALUES (?, ?, ?, ?, ?)",
            [(self._id_of(label), sort_at, post_id, own_day, self.blog_id) for label in labels],
        )

    def _id_of(self, label: str) -> int:
        if label not in self.ids:
            self.ids[label] = self._register(label)
        return self.ids[label]

    def _register(self, label: str) -> int:
        self.connection.execute(
            "INSERT INTO labels (folded) VALUES (?) ON CONFLICT (folded) DO NOTHING",
            (_folded(label),),
        )
        label_id = find_label(self.connection, label)
        assert label_id is not None  # it was just written
        self.connection.execute(_NAME, (self.blog_id, label_id, label, _folded(label)))
        return label_id


def _folded(label: str) -> str:
    return label.casefold()
