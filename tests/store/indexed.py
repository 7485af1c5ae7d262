"""Compares the full-text index with what is kept."""

import sqlite3

from tui_reader.store.search_forms import indexed
from tui_reader.store.values import from_json_list

_COLUMNS = "title, text, labels, author, note, comments"


def check_index(connection: sqlite3.Connection, kind: str = "instance") -> None:
    """Have FTS5 look at its index, and compare it word by word with one that is made anew.

    Args:
        connection: To the store.
        kind: ``col`` compares only how often each word is where; where there are many.
    """
    connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    (declared,) = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE name = 'search'"
    ).fetchone()
    connection.execute(declared.replace("TABLE search", "TABLE temp.anew"))
    for post_id, title, text, labels, *others in connection.execute("SELECT * FROM searchable"):
        texts = (title, text, "\n".join(from_json_list(labels)), *others)
        connection.execute(
            f"INSERT INTO temp.anew (rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (post_id, *map(indexed, texts)),
        )
    for schema, table in (("main", "search"), ("temp", "anew")):
        connection.execute(
            f"CREATE VIRTUAL TABLE temp.words_of_{table}"
            f" USING fts5vocab('{schema}', '{table}', '{kind}')"
        )
    made, kept = (
        connection.execute(f"SELECT * FROM temp.words_of_{table} ORDER BY 1, 2, 3, 4").fetchall()
        for table in ("anew", "search")
    )
    for table in ("words_of_anew", "words_of_search", "anew"):
        connection.execute(f"DROP TABLE temp.{table}")
    assert kept == made
