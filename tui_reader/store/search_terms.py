"""Writes what the full-text index is asked for the words of a filter."""

import sqlite3
from typing import Final

from tui_reader.query.tree import All, AnyOf, Node, Place, Word

_FOUND: Final = "SELECT rowid FROM search WHERE search MATCH ?"
_NONE: Final = "SELECT NULL WHERE 0"
_COLUMNS: Final = {Place.TITLE: "title", Place.TEXT: "text"}


def words_condition(connection: sqlite3.Connection, node: Node) -> tuple[str, list[int | str]]:
    """Write the query of the numbers of all posts that words find.

    Args:
        connection: To the store.
        node: A ``Word``, or ``All`` or ``AnyOf`` of such trees.

    Returns:
        A SELECT of one column, fit for ``IN (…)``, and its values.
    """
    expression = _expression(node)
    return (_FOUND, [expression]) if expression else (_NONE, [])


def _expression(node: Node) -> str:
    """Write FTS5's own words for a tree; empty where nothing can be found."""
    if isinstance(node, All):
        parts = [_expression(each) for each in node.nodes]
        return f"({' AND '.join(parts)})" if all(parts) else ""
    if isinstance(node, AnyOf):
        parts = [part for part in map(_expression, node.nodes) if part]
        return f"({' OR '.join(parts)})" if parts else ""
    assert isinstance(node, Word)
    phrase = '"' + node.text.replace('"', '""') + '"' + ("*" if node.is_prefix else "")
    if Place.ANYWHERE in node.places:
        return phrase
    columns = " ".join(_COLUMNS[place] for place in node.places if place in _COLUMNS)
    return f"({{{columns}}} : {phrase})" if columns else ""
