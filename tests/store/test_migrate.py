"""A store becomes newer in whole steps, with a copy beside it, or stays as it was."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from tests.store.making import add_blog, make_post, save
from tui_reader.errors import StoreError
from tui_reader.models import PostQuery
from tui_reader.store import posts
from tui_reader.store.connections import open_writer
from tui_reader.store.database import Database
from tui_reader.store.migrate import MIGRATIONS, backup_dir, migrate, statements, version_of

REBUILD = """
CREATE TABLE new_state (key TEXT PRIMARY KEY, value TEXT NOT NULL, changed INTEGER);
INSERT INTO new_state SELECT key, value, 0 FROM state;
DROP TABLE state;
ALTER TABLE new_state RENAME TO state;
ALTER TABLE posts ADD COLUMN is_pinned INTEGER NOT NULL DEFAULT 0;
CREATE INDEX pinned ON posts (is_pinned) WHERE is_pinned = 1;
UPDATE posts SET is_pinned = 1 WHERE id = 1;
"""
ROOT = Path(__file__).parents[2]


@pytest.fixture
def used(store_path: Path) -> Path:
    """A store of the newest version, in use, then closed."""
    database = Database.open(store_path)
    save(database, add_blog(database), *map(make_post, range(20)))
    database.close_now()
    return store_path


@pytest.fixture
def next_steps(tmp_path: Path) -> list[Path]:
    """The steps there are and one more, which rebuilds a table."""
    step = tmp_path / "9999_rebuild.sql"
    step.write_text(REBUILD)
    return [*MIGRATIONS, step]


def schema(path: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    connection.close()
    return rows


def version_at(path: Path) -> int:
    connection = sqlite3.connect(path)
    version = version_of(connection)
    connection.close()
    return version


def posts_in(path: Path) -> int:
    connection = sqlite3.connect(path)
    (count,) = connection.execute(
        "SELECT count(*) FROM bodies JOIN posts ON post_id = id"
    ).fetchone()
    connection.close()
    return int(count)


def take(path: Path, steps: list[Path]) -> None:
    connection = open_writer(path)
    try:
        migrate(connection, path, steps)
    finally:
        connection.close()


def test_steps_are_numbered_without_a_gap() -> None:
    numbers = [int(step.name[:4]) for step in MIGRATIONS]
    assert numbers == list(range(1, len(MIGRATIONS) + 1))


@pytest.mark.parametrize("old", range(len(MIGRATIONS)))
def test_every_older_version_becomes_the_newest(tmp_path: Path, old: int) -> None:
    fresh, aged = tmp_path / "fresh" / "reader.db", tmp_path / "aged" / "reader.db"
    for path in (fresh, aged):
        path.parent.mkdir()
        path.touch()
    take(aged, list(MIGRATIONS[:old]))
    assert version_at(aged) == old
    for path in (fresh, aged):
        Database.open(path).close_now()
    assert version_at(aged) == version_at(fresh) == len(MIGRATIONS)
    assert schema(aged) == schema(fresh)


def test_a_step_keeps_everything_and_leaves_a_copy(used: Path, next_steps: list[Path]) -> None:
    before = schema(used)
    take(used, next_steps)
    assert version_at(used) == len(MIGRATIONS) + 1
    assert posts_in(used) == 20
    (copy,) = backup_dir(used).iterdir()
    assert copy.stat().st_mode & 0o777 == 0o600
    assert schema(copy) == before
    opened = Database.open(copy)
    assert len(opened.read_now(posts.index, PostQuery())) == 20
    opened.close_now()


def test_nothing_is_copied_where_nothing_is_to_do(used: Path) -> None:
    Database.open(used).close_now()
    assert not backup_dir(used).exists()


def test_only_the_newest_three_copies_are_kept(used: Path, next_steps: list[Path]) -> None:
    backup_dir(used).mkdir()
    old = [backup_dir(used) / f"reader-2019010{n}-000000-v1.db" for n in range(1, 6)]
    stranger = backup_dir(used) / "notes.txt"
    for path in (*old, stranger):
        path.write_text("a copy")
    under_way, left_behind = (backup_dir(used) / f"reader-now-{n}.part" for n in (1, 2))
    for path in (under_way, left_behind):
        path.touch()
    os.utime(left_behind, (0, 0))
    take(used, next_steps)
    kept = set(backup_dir(used).iterdir())
    assert {*old[3:], stranger, under_way} < kept
    assert len(kept) == 5


def test_without_room_for_a_copy_nothing_is_changed(
    used: Path, next_steps: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10, 10, 4096))
    before = schema(used)
    with pytest.raises(StoreError, match="storage-full"):
        take(used, next_steps)
    assert schema(used) == before
    assert list(backup_dir(used).iterdir()) == []


@pytest.mark.parametrize(
    "fault",
    [
        "CREATE TABLE one (id INTEGER); CREATE TABLE one (id INTEGER);",
        "CREATE TABLE one (id INTEGER); INSERT INTO one VALUES (1, 2);",
        "DELETE FROM statuses;",
        "CREATE TABLE half (id INTEGER",
    ],
)
def test_a_step_that_fails_leaves_the_old_version(used: Path, tmp_path: Path, fault: str) -> None:
    step = tmp_path / "bad.sql"
    step.write_text(fault)
    before = schema(used)
    with pytest.raises(sqlite3.Error):
        take(used, [*MIGRATIONS, step])
    assert schema(used) == before
    assert version_at(used) == len(MIGRATIONS)
    assert posts_in(used) == 20


def test_a_trigger_is_one_statement() -> None:
    script = (
        "-- first; not a statement\nCREATE TABLE a (x TEXT DEFAULT ';');\n"
        "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET x = 1; DELETE FROM a; END;\n"
    )
    assert len(list(statements(script))) == 2


KILLED = """
import os, signal, sys
from pathlib import Path
from tui_reader.store.connections import open_writer
from tui_reader.store.migrate import migrate

path, moment, *steps = sys.argv[1:]
left = int(moment)

def count(statement):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)

connection = open_writer(Path(path))
connection.set_trace_callback(count)
migrate(connection, Path(path), [Path(step) for step in steps])
"""


@pytest.mark.parametrize("moment", [*range(3, 18), 500])
def test_killed_at_any_statement_it_is_old_or_new(
    used: Path, next_steps: list[Path], moment: int
) -> None:
    old = schema(used)
    arguments = [str(used), str(moment), *map(str, next_steps)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    killed = subprocess.run([sys.executable, "-c", KILLED, *arguments], env=environment)
    assert killed.returncode == (0 if moment == 500 else -signal.SIGKILL)
    is_new = version_at(used) > len(MIGRATIONS)
    assert (schema(used) == old) is not is_new
    assert is_new or moment < 500
    assert posts_in(used) == 20
    take(used, next_steps)
    assert version_at(used) == len(MIGRATIONS) + 1
    assert posts_in(used) == 20


def test_a_new_store_cut_off_while_it_is_made_is_made_again(store_path: Path) -> None:
    store_path.parent.mkdir()
    for moment in range(1, 60, 6):
        store_path.unlink(missing_ok=True)
        store_path.touch()
        arguments = [str(store_path), str(moment), *map(str, MIGRATIONS)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", KILLED, *arguments], env=environment)
        database = Database.open(store_path)
        assert add_blog(database) == 1
        database.close_now()
