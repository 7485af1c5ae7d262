"""A look into a store that may be old, new or in use: nothing is changed, nothing is waited for."""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.store.blogs import list_blogs
from tui_reader.store.connections import open_reader

if TYPE_CHECKING:
    from tui_reader.models import Blog


def blogs_kept(file: Path) -> "tuple[Blog, ...]":
    """Give the blogs of a store; none where it cannot be read as it is."""
    if not file.is_file():
        return ()
    try:
        connection = open_reader(file)
    except sqlite3.Error:
        return ()
    try:
        return list_blogs(connection)
    except sqlite3.Error:
        return ()
    finally:
        connection.close()
