"""Whole or not at all, and never a lock error."""

import asyncio
import sqlite3
import threading
from pathlib import Path

import pytest

from tests.store.making import ETAG, add_blog, make_post, save, write_answer
from tui_reader.errors import StoreError
from tui_reader.models import Flag, ParsedPost, PostQuery, Validators
from tui_reader.store import blogs, marks, posts, state
from tui_reader.store.database import Database
from tui_reader.store.schedule import fetch_states


def rename(connection: sqlite3.Connection, blog_id: int) -> None:
    connection.execute("UPDATE blogs SET title = 'Mine' WHERE id = ?", (blog_id,))


def test_a_write_that_raises_is_undone(database: Database) -> None:
    def rename_and_fail(connection: sqlite3.Connection, blog_id: int) -> None:
        rename(connection, blog_id)
        raise ZeroDivisionError

    blog_id = add_blog(database)
    with pytest.raises(ZeroDivisionError):
        database.write_now(rename_and_fail, blog_id)
    assert database.read_now(blogs.list_blogs)[0].title == "What Now?"


async def test_reads_and_writes_run_beside_the_event_loop(store_path: Path) -> None:
    database = Database.open(store_path)
    threads = {
        await database.read(lambda _: threading.get_ident()),
        await database.write(lambda _: threading.get_ident()),
        database.read_now(lambda _: threading.get_ident()),
    }
    assert len(threads) == 3
    assert threading.get_ident() in threads
    await database.write(state.save, "theme", "dark")
    assert await database.read(state.load) == {"theme": "dark"}
    await database.close()


async def test_a_cancelled_write_is_whole_or_not_begun(store_path: Path) -> None:
    database = Database.open(store_path)
    blog_id = add_blog(database)
    going_on, go_on = threading.Event(), threading.Event()

    def wait_and_write(connection: sqlite3.Connection) -> None:
        going_on.set()
        go_on.wait(5)
        write_answer(connection, blog_id, [make_post(1)])

    first = asyncio.create_task(database.write(wait_and_write))
    second = asyncio.create_task(database.write(rename, blog_id))
    await asyncio.to_thread(going_on.wait, 5)
    first.cancel()
    second.cancel()
    await asyncio.gather(first, second, return_exceptions=True)
    go_on.set()
    await database.close()
    database = Database.open(store_path)
    (blog,) = database.read_now(blogs.list_blogs)
    assert (blog.title, blog.posts) == ("What Now?", 1)
    await database.close()


def test_one_read_sees_one_moment(database: Database) -> None:
    blog_id = add_blog(database)

    def twice(connection: sqlite3.Connection) -> tuple[str, str]:
        before = blogs.list_blogs(connection)[0].title
        database.write_now(rename, blog_id)
        return before, blogs.list_blogs(connection)[0].title

    assert database.read_now(twice) == ("What Now?", "What Now?")
    assert database.read_now(blogs.list_blogs)[0].title == "Mine"


def test_reading_cannot_write(database: Database) -> None:
    blog_id = add_blog(database)
    with pytest.raises(StoreError, match="storage-readonly"):
        database.read_now(rename, blog_id)


def test_a_fault_of_this_program_is_not_dressed_up(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        database.read_now(lambda connection: connection.execute("SELECT * FROM no_table"))
    with pytest.raises(sqlite3.IntegrityError):
        database.write_now(
            lambda connection: connection.execute("INSERT INTO bodies VALUES (7, '', '', '')")
        )


def test_the_data_version_moves_when_another_program_wrote(
    database: Database, store_path: Path
) -> None:
    before = database.data_version()
    assert database.data_version() == before
    other = Database.open(store_path)
    other.write_now(state.save, "theme", "dark")
    moved = database.data_version()
    other.close_now()
    assert moved != before


def test_others_version_moves_for_the_writes_of_other_programs_only(
    database: Database, store_path: Path
) -> None:
    before = database.others_version()
    database.write_now(state.save, "theme", "dark")
    assert database.others_version() == before
    other = Database.open(store_path)
    other.write_now(state.save, "theme", "light")
    database.write_now(state.save, "theme", "dark")
    moved = database.others_version()
    assert moved != before, "a write of one's own does not hide another's"
    database.write_now(state.save, "theme", "dim")
    assert database.others_version() == moved
    other.close_now()


def test_others_version_does_not_wait_for_a_write(database: Database, store_path: Path) -> None:
    before = database.others_version()
    begun, go_on = threading.Event(), threading.Event()

    def slow(connection: sqlite3.Connection) -> None:
        begun.set()
        assert go_on.wait(10)

    writing = threading.Thread(target=database.write_now, args=(slow,))
    writing.start()
    assert begun.wait(10)
    assert database.others_version() == before
    go_on.set()
    writing.join()


def test_others_version_of_a_store_that_is_only_read_moves_too(
    database: Database, store_path: Path
) -> None:
    reading = Database.open(store_path, read_only=True)
    before = reading.others_version()
    database.write_now(state.save, "theme", "dark")
    assert reading.others_version() != before
    reading.close_now()


def test_a_write_waits_for_another_program(database: Database, store_path: Path) -> None:
    held = sqlite3.connect(store_path, isolation_level=None, check_same_thread=False)
    held.execute("BEGIN IMMEDIATE")
    timer = threading.Timer(0.3, lambda: held.execute("COMMIT"))
    timer.start()
    database.write_now(state.save, "theme", "dark")
    timer.join()
    held.close()
    assert database.read_now(state.load) == {"theme": "dark"}


def test_a_write_that_waits_too_long_is_busy_and_works_later(
    database: Database, store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.write_now(lambda connection: connection.execute("PRAGMA busy_timeout = 50"))
    monkeypatch.setattr("tui_reader.store.connections.BUSY_SECONDS", 0.2)
    held = sqlite3.connect(store_path, isolation_level=None)
    held.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="storage-busy"):
        database.write_now(state.save, "theme", "dark")
    held.close()
    database.write_now(state.save, "theme", "light")
    assert database.read_now(state.load) == {"theme": "light"}


def test_a_program_stops_writing_when_a_newer_one_took_over(
    database: Database, store_path: Path
) -> None:
    newer = sqlite3.connect(store_path)
    newer.execute("PRAGMA user_version = 9999")
    newer.close()
    with pytest.raises(StoreError, match="storage-newer"):
        database.write_now(state.save, "theme", "dark")


def test_a_full_disk_at_any_write_loses_nothing_and_heals(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1), make_post(2))
    database.write_now(marks.set_flag, [1], Flag.STARRED, True)
    given = [make_post(number, html="x" * 3_000, labels=("Asia",)) for number in range(3, 60)]
    room = 0
    while not is_saved(database, blog_id, given, room):
        assert len(database.read_now(posts.index, PostQuery())) == 2
        (kept,) = database.read_now(fetch_states)
        assert kept.validators == ETAG
        assert database.read_now(posts.rows, [1])[0].is_starred
        room += 1
    assert room > 30
    assert len(database.read_now(posts.index, PostQuery())) == 2 + len(given)
    assert database.read_now(lambda c: c.execute("PRAGMA quick_check").fetchall()) == [("ok",)]


def is_saved(database: Database, blog_id: int, given: list[ParsedPost], room: int) -> bool:
    """Try to save an answer where only so many pages are free; False: it said that it is full."""
    set_room(database, room)
    validators = Validators(f'"room {room}"'.encode(), None)
    try:
        return save(database, blog_id, *given, validators=validators).new == len(given)
    except StoreError as error:
        if error.error_class != "storage-full":
            raise
    return False


def set_room(database: Database, pages: int) -> None:
    """Let the store grow by so many pages from what it has now."""

    def set_limit(connection: sqlite3.Connection) -> None:
        (count,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {count + pages}").fetchall()

    database.write_now(set_limit)


@pytest.mark.parametrize("value", ["dark", 7, None, 1.5, [1, "a"], {"width": 30}, "\ud800"])
def test_state_comes_back_as_it_was_given(database: Database, value: object) -> None:
    database.write_now(state.save, "other", "kept")
    database.write_now(state.save, "key", "former")
    database.write_now(state.save, "key", value)
    assert database.read_now(state.load) == {"other": "kept", "key": value}
