"""Words that choose posts, kept under a name in the order in which they were saved."""

import sqlite3
from typing import Final

from tui_reader.clean import clean_line
from tui_reader.limits import FILTER_LETTERS, NAME_LETTERS
from tui_reader.models import SavedSearch
from tui_reader.store import rows
from tui_reader.store.changes import RowChange

_NEXT: Final = """
    SELECT ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'saved_searches'), 0) + 1,
           (SELECT ifnull(max(position), 0) + 1 FROM saved_searches)
"""


def list_searches(connection: sqlite3.Connection) -> tuple[SavedSearch, ...]:
    """Give all saved searches, the first saved first."""
    found = connection.execute(
        "SELECT id, name, filter, sort FROM saved_searches ORDER BY position, id"
    )
    return tuple(SavedSearch(*row) for row in found)


def find_search(connection: sqlite3.Connection, name: str) -> SavedSearch | None:
    """Give the search of a name, compared without regard to case."""
    wanted = tidy_name(name).casefold()
    found = (each for each in list_searches(connection) if each.name.casefold() == wanted)
    return next(found, None)


def save_search(
    connection: sqlite3.Connection, name: str, words: str, sort: str = ""
) -> list[RowChange]:
    """Keep a search under a name, in place of the one that has it."""
    values = {"name": tidy_name(name), "filter": tidy_words(words), "sort": sort}
    former = find_search(connection, name)
    if former is not None:
        return rows.put(connection, "saved_searches", {"id": former.id}, values)
    search_id, position = connection.execute(_NEXT).fetchone()
    made = {**values, "position": position}
    return rows.put(connection, "saved_searches", {"id": search_id}, made)


def rename_search(connection: sqlite3.Connection, search_id: int, name: str) -> list[RowChange]:
    """Give a search another name; nothing where another search has it."""
    other = find_search(connection, name)
    known = {search.id for search in list_searches(connection)}
    if search_id not in known or (other is not None and other.id != search_id):
        return []
    return rows.put(connection, "saved_searches", {"id": search_id}, {"name": tidy_name(name)})


def remove_search(connection: sqlite3.Connection, search_id: int) -> list[RowChange]:
    """Keep a search no longer."""
    return rows.put(connection, "saved_searches", {"id": search_id}, None)


def tidy_name(name: str) -> str:
    """Give a search's name as it is kept."""
    return clean_line(name, NAME_LETTERS)


def tidy_words(words: str) -> str:
    """Give words that choose posts as they are kept: one clean line."""
    return clean_line(words, FILTER_LETTERS)
