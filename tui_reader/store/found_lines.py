"""Makes hits of posts that were found: each with the line in which most of the words stand.

That line is of the text where it has them all; else of the person's note or of a comment, where
they have more of them.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from tui_reader.models import Hit, PostRow
from tui_reader.query.tree import Filter, Place, Word
from tui_reader.store import posts
from tui_reader.store.snippets import Finder, Found, snippet

_LETTERS_READ: Final = 256 * 1024
"""Of one text: words that stand behind them are found, but not shown in a line."""
_TEXT: Final = "SELECT title, substr(text, 1, ?), note FROM searchable WHERE post_id = ?"
_COMMENTS: Final = """
    SELECT id, author, text FROM comments
    WHERE post_id = ? AND removed = '' AND text <> ''
    ORDER BY sort_at, id
"""


class _Line(NamedTuple):
    """Where the words may stand."""

    text: str
    found: Found
    comment_id: int | None = None
    comment_author: str = ""
    in_note: bool = False


def hits_of(
    connection: sqlite3.Connection, ids: Sequence[int], chosen: Filter, finder: Finder
) -> tuple[Hit, ...]:
    """Give these posts with their lines, in this order; vanished ones are left out."""
    places = {place for node in chosen.wanted() if isinstance(node, Word) for place in node.places}
    is_of_text = not places or not places.isdisjoint((Place.ANYWHERE, Place.TITLE, Place.TEXT))
    return tuple(
        _hit(row, _line(connection, row.id, finder, is_of_text=is_of_text))
        for row in posts.rows(connection, ids)
    )


def _hit(row: PostRow, line: _Line | None) -> Hit:
    if line is None:
        return Hit(row, ())
    pieces = snippet(line.text, line.found.spans)
    return Hit(row, pieces, line.comment_id, line.comment_author, line.in_note)


def _line(
    connection: sqlite3.Connection, post_id: int, finder: Finder, *, is_of_text: bool
) -> _Line | None:
    found = connection.execute(_TEXT, (_LETTERS_READ, post_id)).fetchone()
    if found is None:
        return None
    title, text, note = found
    own = _Line(text, finder.find(text))
    if is_of_text and _has_all(own, title, finder):
        return own
    others = list(_others(connection, post_id, note, finder))
    lines = [own, *others] if is_of_text else [*others, own]
    return max(lines, key=lambda line: line.found.kinds)  # the first of its like


def _has_all(line: _Line, title: str, finder: Finder) -> bool:
    """Whether nothing is missing in a text that is not in its title."""
    if line.found.kinds == finder.kinds:
        return True
    return finder.find(f"{title}\n{line.text}").kinds == finder.kinds


def _others(
    connection: sqlite3.Connection, post_id: int, note: str, finder: Finder
) -> Iterator[_Line]:
    if note:
        yield _Line(note, finder.find(note), in_note=True)
    for comment_id, author, text in connection.execute(_COMMENTS, (post_id,)):
        yield _Line(text, finder.find(f"{text}\n{author}"), comment_id, author)
