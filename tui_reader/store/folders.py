"""The folders that blogs lie in: each has any number of paths, names with the outermost first."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from tui_reader.clean import clean_line
from tui_reader.limits import FOLDER_LEVELS, NAME_LETTERS
from tui_reader.store import rows
from tui_reader.store.changes import Row, RowChange

Path = tuple[str, ...]


def set_folders(
    connection: sqlite3.Connection, blog_id: int, paths: Iterable[Sequence[str]]
) -> list[RowChange]:
    """Let a blog lie in exactly these folders."""
    wanted = {path for path in map(tidy_path, paths) if path}
    lain = set(paths_of(connection, blog_id))
    changes = [
        change for path in sorted(lain - wanted) for change in _out(connection, blog_id, path)
    ]
    for path in sorted(wanted - lain):
        changes += _into(connection, blog_id, path)
    return changes


def rename_folder(
    connection: sqlite3.Connection, path: Sequence[str], new: Sequence[str]
) -> list[RowChange]:
    """Give a folder another path, with all that lies in it; an empty one takes the folder away.

    What lay in it then lies in the folder around it. Where the new path is there already, both
    become one.
    """
    old, target = tidy_path(path), tidy_path(new)
    changes: list[RowChange] = []
    if not old or old == target:
        return changes
    for blog_id, lain in _within(connection, old):
        changes += _out(connection, blog_id, lain)
        moved = (target or old[:-1]) + lain[len(old) :]
        if moved:
            changes += _into(connection, blog_id, moved[:FOLDER_LEVELS])
    return changes


def tidy_path(path: Sequence[str]) -> Path:
    """Give a path as it is kept: clean names, without empty ones."""
    names = (clean_line(name, NAME_LETTERS) for name in path)
    return tuple(name for name in names if name)[:FOLDER_LEVELS]


def _within(connection: sqlite3.Connection, path: Path) -> Iterator[tuple[int, Path]]:
    """Give each blog in a folder or in one of those in it, with where."""
    found = connection.execute("SELECT blog_id, path FROM blog_folders").fetchall()
    for blog_id, text in found:
        lain = tuple(json.loads(text))
        if lain[: len(path)] == path:
            yield blog_id, lain


def paths_of(connection: sqlite3.Connection, blog_id: int) -> Iterator[Path]:
    """Give the folders that a blog lies in."""
    found = connection.execute("SELECT path FROM blog_folders WHERE blog_id = ?", (blog_id,))
    return (tuple(json.loads(path)) for (path,) in found)


def _into(connection: sqlite3.Connection, blog_id: int, path: Path) -> list[RowChange]:
    return rows.put(connection, "blog_folders", _key(blog_id, path), {})


def _out(connection: sqlite3.Connection, blog_id: int, path: Path) -> list[RowChange]:
    return rows.put(connection, "blog_folders", _key(blog_id, path), None)


def _key(blog_id: int, path: Path) -> Row:
    return {"blog_id": blog_id, "path": json.dumps(path, ensure_ascii=False)}
