"""Folders with so many posts in them, for the reader to be started on.

Each is made once in a run (100,000 posts take half a minute) and copied for each use.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from bench.build_store import build
from tui_reader.config import load
from tui_reader.models import PostQuery
from tui_reader.store import posts as store_posts
from tui_reader.store.database import Database


@contextmanager
def home(posts: int) -> Iterator[Path]:
    """Give a home with so many posts that may be changed; it is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="tui-reader-bench-") as folder:
        copy = Path(folder, "home")
        shutil.copytree(Path(_built(posts).name), copy)
        yield copy


def reader(folder: Path) -> list[str]:
    """Give the command that opens the reader on a home, asking no server."""
    return [*program(), "--offline", "--home", str(folder)]


def program() -> list[str]:
    """Give the installed program."""
    return [str(Path(sys.executable).with_name("tui-reader"))]


def newest_title(folder: Path) -> str:
    """Give the title that the first row of the list shows."""
    database = Database.open(store_file(folder))
    newest = database.read_now(store_posts.index, PostQuery(limit=1)).ids
    title = database.read_now(store_posts.rows, newest)[0].title
    database.close_now()
    return title


def store_file(folder: Path) -> Path:
    """Give where a home keeps its posts; makes the folder."""
    path = load(folder, {}).paths.store_file
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


@cache
def _built(posts: int) -> tempfile.TemporaryDirectory[str]:
    """Make a home; it goes when the process ends."""
    folder = tempfile.TemporaryDirectory(prefix="tui-reader-bench-")
    build(store_file(Path(folder.name)), posts)
    return folder
