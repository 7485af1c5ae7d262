"""What is found at the store's place, and what is done about it: never harm."""

import os
import resource
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest

from tests.shared import HOSTILE, needs_hostile
from tests.store.making import add_blog, make_post, save
from tui_reader.errors import StoreError
from tui_reader.models import PostQuery
from tui_reader.store import blogs, posts, state
from tui_reader.store.database import Database

NOBODY = 65534


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def refusal(path: Path) -> StoreError:
    with pytest.raises(StoreError) as caught:
        Database.open(path)
    return caught.value


def test_a_new_store_is_made_for_its_owner_only(store_path: Path) -> None:
    database = Database.open(store_path)
    add_blog(database)
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in (store_path.parent, *store_path.parent.iterdir())
    }
    database.close_now()
    assert modes.pop("data") == 0o700
    assert set(modes.values()) == {0o600}
    assert not database.is_read_only


def test_what_was_written_is_there_after_closing(store_path: Path) -> None:
    database = Database.open(store_path)
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1))
    database.close_now()
    assert [path.name for path in store_path.parent.iterdir()] == ["reader.db"]
    again = Database.open(store_path)
    assert [blog.posts for blog in again.read_now(blogs.list_blogs)] == [1]
    again.close_now()


@needs_hostile
@pytest.mark.parametrize(
    ("name", "error_class"),
    [
        ("store-not-sqlite.db", "storage-corrupt"),
        ("store-header-garbage.db", "storage-corrupt"),
        ("store-newer-schema.db", "storage-newer"),
    ],
)
def test_a_file_that_is_no_store_is_named_and_left_alone(
    tmp_path: Path, name: str, error_class: str
) -> None:
    path = tmp_path / "reader.db"
    shutil.copyfile(HOSTILE / name, path)
    before = contents(tmp_path)
    error = refusal(path)
    assert error.error_class == error_class
    assert str(path) in error.message
    assert contents(tmp_path) == before


@pytest.mark.parametrize("size", [1, 15, 16, 99, 511, 5_000])
def test_garbage_of_any_size_is_corrupt_and_left_alone(tmp_path: Path, size: int) -> None:
    path = tmp_path / "reader.db"
    path.write_bytes(b"x" * size)
    assert refusal(path).error_class == "storage-corrupt"
    assert path.read_bytes() == b"x" * size


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "reader.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE feeds (id INTEGER)")
    other.close()
    before = contents(tmp_path)
    assert refusal(path).error_class == "storage-corrupt"
    assert contents(tmp_path) == before


def test_an_empty_file_is_a_new_store(store_path: Path) -> None:
    store_path.parent.mkdir()
    store_path.touch()
    database = Database.open(store_path)
    assert database.read_now(blogs.list_blogs) == ()
    database.close_now()


@pytest.mark.parametrize("sign", ["backups/reader-20200130-v1.db", "reader.db-wal"])
def test_an_empty_file_with_a_sign_of_earlier_use_is_corrupt(store_path: Path, sign: str) -> None:
    store_path.parent.mkdir()
    store_path.touch()
    (store_path.parent / sign).parent.mkdir(exist_ok=True)
    (store_path.parent / sign).write_bytes(b"earlier")
    assert refusal(store_path).error_class == "storage-corrupt"
    assert store_path.read_bytes() == b""


def test_a_page_of_garbage_inside_is_corrupt(store_path: Path) -> None:
    database = Database.open(store_path)
    save(database, add_blog(database), *map(make_post, range(300)))
    database.close_now()
    with store_path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (store_path.stat().st_size - 4096))
    assert refusal(store_path).error_class == "storage-corrupt"


def test_read_only_reads_but_writes_nothing(store_path: Path, database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1))
    reader = Database.open(store_path, read_only=True)
    assert reader.is_read_only
    assert len(reader.read_now(posts.index, PostQuery())) == 1
    with pytest.raises(StoreError, match="storage-readonly"):
        reader.write_now(blogs.remove, blog_id)
    reader.close_now()


def test_a_store_on_a_full_disk_is_opened_for_reading_and_says_that_it_is_full(
    store_path: Path,
) -> None:
    database = Database.open(store_path)
    save(database, add_blog(database), make_post(1))
    database.close_now()
    bounds = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, bounds[1]))
    try:
        reader = Database.open(store_path)
        assert refusal(store_path.with_name("other.db")).error_class == "storage-full"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, bounds)
    assert (reader.is_read_only, reader.is_full) == (True, True)
    assert len(reader.read_now(posts.index, PostQuery())) == 1
    with pytest.raises(StoreError, match="storage-full: the disk is full"):
        reader.write_now(state.save, "theme", "dark")
    reader.close_now()


def test_nothing_is_said_to_be_kept_in_a_file_that_was_taken_away(
    store_path: Path, database: Database
) -> None:
    blog_id = add_blog(database)
    store_path.rename(store_path.with_suffix(".elsewhere"))
    with pytest.raises(StoreError, match=r"storage-readonly: .* was taken away"):
        database.write_now(blogs.remove, blog_id)


def test_read_only_without_a_store_says_so(store_path: Path) -> None:
    with pytest.raises(StoreError, match="storage-readonly: there is no store yet"):
        Database.open(store_path, read_only=True)


def test_a_home_that_is_a_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("not a folder")
    assert refusal(tmp_path / "home" / "reader.db").error_class == "storage-readonly"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may not write")
def test_a_folder_that_cannot_be_written_is_opened_for_reading(
    store_path: Path,
) -> None:
    database = Database.open(store_path)
    save(database, add_blog(database), make_post(1))
    database.close_now()
    open_to_all = [store_path, *store_path.parents[: len(store_path.parents) - 2]]
    for path in open_to_all:
        path.chmod(0o755)
    assert run_as_nobody(lambda: read_but_not_write(store_path)) == 0
    assert [path.name for path in store_path.parent.iterdir()] == ["reader.db"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may not read")
def test_a_folder_that_cannot_be_entered_is_a_sentence(store_path: Path) -> None:
    store_path.parent.mkdir(mode=0o700)
    assert run_as_nobody(lambda: refusal(store_path)) == 0


def read_but_not_write(path: Path) -> None:
    database = Database.open(path)
    assert database.is_read_only
    assert len(database.read_now(posts.index, PostQuery())) == 1
    with pytest.raises(StoreError, match="storage-readonly"):
        database.write_now(state.save, "theme", "dark")
    database.close_now()


def run_as_nobody(step: object) -> int:
    """Run a step in a child without rights; give its exit status, 0 when it did not raise."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = 1
    try:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        assert callable(step)
        step()
        status = 0
    finally:
        os._exit(status)
    return status
