"""A store becomes newer in whole steps, with a copy beside it, or stays as it was."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import namedtuple
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.store.making import NOW, add_blog, identity_of, make_post, save, text_of
from tui_reader.errors import StoreError
from tui_reader.models import ParsedPost, Period, PostQuery
from tui_reader.store import archive, blogs, calendar, comments, posts
from tui_reader.store.connections import open_writer
from tui_reader.store.database import Database
from tui_reader.store.migrate import (
    MIGRATIONS,
    TOLD_BYTES,
    UPDATING,
    backup_dir,
    migrate,
    statements,
    version_of,
)
from tui_reader.store.values import iso, json_list, milliseconds, own_day

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


@pytest.mark.parametrize(("large", "told"), [(TOLD_BYTES, []), (1, [UPDATING])])
def test_what_takes_long_is_said_before_it_is_done(
    large: int,
    told: list[str],
    used: Path,
    next_steps: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tui_reader.store.migrate.TOLD_BYTES", large)
    said: list[str] = []
    Database.open(used, tell=said.append).close_now()
    assert said == []
    connection = open_writer(used)
    migrate(connection, used, next_steps, said.append)
    connection.close()
    assert said == told


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
    journal = left_behind.with_name(f"{left_behind.name}-journal")
    for path in (under_way, left_behind, journal):
        path.touch()
    for path in (left_behind, journal):
        os.utime(path, (0, 0))
    take(used, next_steps)
    kept = set(backup_dir(used).iterdir())
    assert {*old[3:], stranger, under_way} < kept
    assert len(kept) == 5


def test_the_copy_just_made_is_kept_though_the_clock_was_set_back(
    used: Path, next_steps: list[Path]
) -> None:
    backup_dir(used).mkdir()
    later = [backup_dir(used) / f"reader-2999010{n}-000000-v1.db" for n in range(1, 5)]
    for path in later:
        path.write_text("a copy")
    take(used, next_steps)
    [made] = set(backup_dir(used).iterdir()) - set(later)
    assert posts_in(made) == 20
    assert set(backup_dir(used).iterdir()) == {made, *later[2:]}


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


def test_where_no_copy_can_be_made_its_folder_is_blamed_and_nothing_changed(
    used: Path, next_steps: list[Path]
) -> None:
    backup_dir(used).write_text("in the way")
    with pytest.raises(StoreError, match=r"storage-readonly: .*backups cannot be used: File exist"):
        take(used, next_steps)
    assert version_at(used) == len(MIGRATIONS)
    assert backup_dir(used).read_text() == "in the way"


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


# ------------------------------------------------------------------------- what was kept before

EDGES = (
    datetime(2019, 12, 31, 23, 30, tzinfo=timezone(timedelta(hours=-8))),
    datetime(2020, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=14))),
    datetime(2012, 2, 29, 12, tzinfo=UTC),
)


def kept_before() -> list[ParsedPost]:
    """Posts of several months, with labels in every spelling, some without a date."""
    labels = (("Asia", "Straße"), ("ASIA", "été"), ("ÉTÉ",), ())
    return [
        make_post(
            n,
            published=None if n % 10 == 9 else EDGES[n % 3] - timedelta(days=31 * (n // 3)),
            labels=labels[n % 4],
            author=("Ana", "Bo", "")[n % 3],
            comments=n % 3 or None,
        )
        for n in range(40)
    ]


def fill(connection: sqlite3.Connection, blog_id: int, posts: Sequence[ParsedPost]) -> None:
    """Write posts as version 1 did."""
    label_ids = {label: n for n, label in enumerate(("asia", "strasse", "été"), 1)}
    connection.executemany(
        "INSERT OR IGNORE INTO labels VALUES (?, ?)", [(n, each) for each, n in label_ids.items()]
    )
    for post in posts:
        sort_at = milliseconds(post.published or NOW)
        day = own_day(sort_at, post.published)
        status = (blog_id, identity_of(post), milliseconds(NOW), sort_at, day)
        post_id = connection.execute(
            "INSERT INTO statuses (blog_id, identity, first_seen, sort_at, own_day)"
            " VALUES (?, ?, ?, ?, ?)",
            status,
        ).lastrowid
        connection.execute(
            "INSERT INTO posts VALUES"
            " (?, ?, ?, ?, ?, ?, '', '', 2, ?, ?, NULL, ?, ?, '', '', 0, '[]', ?)",
            (
                post_id,
                blog_id,
                post.guid,
                post.url,
                post.url,
                post.title,
                post.author,
                iso(post.published),
                json_list(post.labels),
                post.comments,
                b"1",
            ),
        )
        connection.execute(
            "INSERT INTO bodies VALUES (?, ?, '', ?)", (post_id, post.html, text_of(post))
        )
        connection.executemany(
            "INSERT INTO post_labels VALUES (?, ?, ?, ?, ?)",
            [(label_ids[each.casefold()], sort_at, post_id, day, blog_id) for each in post.labels],
        )


@pytest.fixture
def version_1(store_path: Path) -> Path:
    """A store as version 1 left it: a Blogger blog, one of its labels, another blog."""
    store_path.parent.mkdir()
    store_path.touch()
    take(store_path, list(MIGRATIONS[:1]))
    connection = sqlite3.connect(store_path)
    given = kept_before()
    blogs = (
        ("https://a.example/feeds/posts/default", "tag:blogger.com,1999:blog-77", given[:29]),
        (
            "https://a.example/feeds/posts/default/-/Asia",
            "tag:blogger.com,1999:blog-77",
            given[29:],
        ),
        ("https://b.example/feed", "tag:blogger.com,1999:blog-7x", []),
        ("https://c.example/feed", "", []),
    )
    for blog_id, (feed_url, feed_id, posts_of_blog) in enumerate(blogs, 1):
        connection.execute(
            "INSERT INTO blogs (feed_url, canonical_feed_url, standing, title, feed_id, added)"
            " VALUES (?, ?, 'followed', 'A', ?, 0)",
            (feed_url, feed_url, feed_id),
        )
        connection.execute("INSERT INTO schedules (blog_id) VALUES (?)", (blog_id,))
        fill(connection, blog_id, posts_of_blog)
    connection.execute("UPDATE statuses SET is_read = 1 WHERE id % 3 = 0")
    connection.execute("UPDATE statuses SET is_starred = 1 WHERE id % 7 = 0")
    connection.commit()
    connection.close()
    return store_path


def test_what_version_1_kept_is_counted_as_if_it_came_today(
    version_1: Path, tmp_path: Path
) -> None:
    aged, fresh = Database.open(version_1), Database.open(tmp_path / "fresh" / "reader.db")
    given = kept_before()
    for blog_id, posts_of_blog in ((1, given[:29]), (2, given[29:])):
        assert add_blog(fresh, f"b{blog_id}") == blog_id
        save(fresh, blog_id, *posts_of_blog)
        old, new = (each.read_now(calendar.tree, blog_id) for each in (aged, fresh))
        assert old.months == new.months
        assert old.authors == new.authors
        assert sum(month.kept for month in old.months) == len(posts_of_blog)
        spelled = {name.casefold(): count for name, count in old.labels}
        assert spelled == {name.casefold(): count for name, count in new.labels}
    for blog_id, asia in ((1, "Asia"), (2, "ASIA")):
        names = {name for name, _ in aged.read_now(calendar.tree, blog_id).labels}
        assert names == {asia, "été", "strasse"}
    aged.close_now()
    fresh.close_now()


def test_words_that_no_blank_parts_are_counted_anew(version_1: Path) -> None:
    before = sqlite3.connect(version_1)
    with before:
        before.execute("UPDATE posts SET words = 2 WHERE id IN (1, 2)")
        before.execute(
            "UPDATE bodies SET text = ? WHERE post_id = 1", ("日本語の長い文\n二行目。",)
        )
    before.close()
    aged = Database.open(version_1)
    rows = aged.read_now(posts.rows, [1, 2])
    assert [row.words for row in rows] == [7, 2]
    aged.close_now()


def test_what_version_1_kept_goes_on_as_it_was(version_1: Path) -> None:
    aged = Database.open(version_1)
    (blog, *_) = aged.read_now(blogs.list_blogs)
    assert (blog.posts, blog.unread, blog.starred, blog.comments) == (29, 20, 4, 28)
    assert aged.read_now(blogs.find_by_origin, "blogger:77") == [1]
    assert aged.read_now(blogs.find_by_origin, "") == []
    query = PostQuery(period=Period(2019, 12), author="Ana")
    assert len(aged.read_now(posts.index, query)) == 1
    assert aged.read_now(archive.states) == ()
    thread = aged.read_now(comments.thread, 2)
    assert thread is not None
    assert (thread.count, thread.comments, thread.is_whole) == (1, (), False)
    save(aged, 1, *kept_before()[:29], make_post(50, labels=("Straße", "Été"), published=EDGES[0]))
    tree = aged.read_now(calendar.tree, 1)
    assert {name for name, _ in tree.labels} == {"Asia", "Été", "Straße"}
    assert sum(month.kept for month in tree.months) == 30
    aged.write_now(blogs.remove, 1)
    while aged.write_now(blogs.clear_removed):
        pass
    assert aged.read_now(calendar.months, 1)[0].kept <= 4
    aged.close_now()


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
