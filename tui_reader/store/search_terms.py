"""Writes what the full-text index is asked for the words of a filter.

A word that stands nowhere by itself is looked for as a part of words.
"""

import sqlite3
from collections.abc import Sequence
from typing import Final

from tui_reader.query.tree import All, AnyOf, Node, Place, Word
from tui_reader.store.search_forms import asked

_FOUND: Final = "SELECT rowid FROM search WHERE search MATCH ?"
_NONE: Final = "SELECT NULL WHERE 0"
_COLUMNS: Final = {
    Place.TITLE: "title",
    Place.TEXT: "text",
    Place.COMMENTS: "comments",
    Place.NOTES: "note",
}
_IS_WORD: Final = "SELECT EXISTS (SELECT 1 FROM search_words WHERE word BETWEEN ? AND ?)"
_STANDS: Final = "SELECT EXISTS (SELECT 1 FROM search WHERE search MATCH ?)"
_LAST_LETTER: Final = "\U0010ffff"
_WITH_PART: Final = "SELECT word FROM search_parts WHERE word LIKE ? LIMIT ?"
_PART_LETTERS: Final = 3
"""A part of a word has so many letters at least."""
_WORDS_WITH_PART: Final = 40
"""So many words are looked for in place of their part: those that were met first."""


def words_condition(connection: sqlite3.Connection, node: Node) -> tuple[str, list[int | str]]:
    """Write the query of the numbers of all posts that words find.

    Args:
        connection: To the store.
        node: A ``Word``, or ``All`` or ``AnyOf`` of such trees.

    Returns:
        A SELECT of one column, fit for ``IN (…)``, and its values.
    """
    expression = words_expression(connection, node)
    return (_FOUND, [expression]) if expression else (_NONE, [])


def whole_words_condition(
    connection: sqlite3.Connection, node: Node
) -> tuple[str, list[int | str]]:
    """Do what ``words_condition`` does, but never look for parts of words.

    For what hides or leaves out: it must not take more than was said.
    """
    expression = words_expression(connection, node, with_parts=False)
    return (_FOUND, [expression]) if expression else (_NONE, [])


def words_expression(connection: sqlite3.Connection, node: Node, *, with_parts: bool = True) -> str:
    """Write FTS5's own words for a tree of words; empty where nothing can be found."""
    return _expression(connection, node, with_parts=with_parts) or ""


def _expression(connection: sqlite3.Connection, node: Node, *, with_parts: bool) -> str | None:
    """Write a tree; None where it has no letters, so that it asks for nothing."""
    if isinstance(node, All | AnyOf):
        parts = [_expression(connection, each, with_parts=with_parts) for each in node.nodes]
        sign = " AND " if isinstance(node, All) else " OR "
        return _joined([part for part in parts if part is not None], sign)
    assert isinstance(node, Word)
    form, is_beginning = asked(node.text)
    if not form:
        return None
    columns = _columns(node.places)
    whole = columns + _quoted(form) + ("*" if node.is_prefix or is_beginning else "")
    if node.is_phrase or not with_parts or not _can_be_part(form):
        return whole
    end = form + _LAST_LETTER if node.is_prefix else form
    if connection.execute(_IS_WORD, (form, end)).fetchone()[0]:
        return whole
    return _with_parts(connection, whole, columns, form)


def _joined(parts: Sequence[str], sign: str) -> str | None:
    if len(parts) < 2:
        return next(iter(parts), None)
    return f"({sign.join(parts)})"


def _columns(places: Sequence[Place]) -> str:
    if Place.ANYWHERE in places:
        return ""
    return f"{{{' '.join(_COLUMNS[place] for place in places)}}} : "


def _can_be_part(form: str) -> bool:
    return len(form) >= _PART_LETTERS and form.isalnum()


def _with_parts(connection: sqlite3.Connection, whole: str, columns: str, form: str) -> str:
    """Give a word as it is, or the words of which it is a part where it stands nowhere itself."""
    if connection.execute(_STANDS, (whole,)).fetchone()[0]:
        return whole
    rows = connection.execute(_WITH_PART, (f"%{form}%", _WORDS_WITH_PART))
    words = [columns + _quoted(word) for (word,) in rows]
    return _joined(words, " OR ") or whole


def _quoted(form: str) -> str:
    return '"' + form.replace('"', " ") + '"'
