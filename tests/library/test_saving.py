"""All that is kept in one file, and back: equal, checked before anything is touched, never half."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from tests.library.newsboat_cache import item, write_cache
from tui_reader.config.paths import Paths, find_paths
from tui_reader.errors import ReaderError, StoreError, UsageError
from tui_reader.library.library import Library
from tui_reader.library.restoring import look_into, restore
from tui_reader.library.saving import CONFIG, STORE, TABLE, back_up
from tui_reader.models import PostQuery
from tui_reader.store.database import Database
from tui_reader.store.migrate import MIGRATIONS, migrate

NOW: Final = datetime(2026, 1, 5, 12, tzinfo=UTC)
KILLS: Final = int(os.environ.get("TUI_READER_TEST_KILLS", "6"))
PICTURE: Final = f"{'ab' * 16}.png"


@pytest.fixture
def home(tmp_path: Path) -> Paths:
    return find_paths(tmp_path, {})


@pytest.fixture
def other(tmp_path: Path) -> Paths:
    return find_paths(tmp_path / "other", {})


async def fill(library: Library, tmp_path: Path, *, posts: int = 3) -> None:
    """Bring a blog with some posts, flagged and tagged."""
    items = [item(number, flags="a", unread=number % 2) for number in range(posts)]
    path = write_cache(tmp_path / f"cache-{posts}.db", *items)
    _ = [event async for event in library.exchange.bring(path)]


@pytest.fixture
async def saved(library: Library, tmp_path: Path, home: Paths) -> Path:
    """A backup of a store with three posts, made while it is open."""
    await fill(library, tmp_path)
    home.config_file.write_text('theme = "dark"\n')
    (home.cache_dir / "pictures").mkdir(parents=True)
    (home.cache_dir / "pictures" / PICTURE).write_bytes(b"picture")
    (home.cache_dir / "pictures" / "stranger.txt").write_bytes(b"no picture")
    return back_up(home, tmp_path / "all.zip", NOW, with_pictures=True).path


def rows_of(store: Path) -> list[str]:
    with closing(sqlite3.connect(store)) as connection:
        return sorted(connection.iterdump())


def titles(paths: Paths) -> int:
    with closing(sqlite3.connect(paths.store_file)) as connection:
        return int(connection.execute("SELECT count(*) FROM posts").fetchone()[0])


def test_everything_comes_back_as_it_was(saved: Path, home: Paths, other: Paths) -> None:
    assert saved.stat().st_mode & 0o777 == 0o600
    told = look_into(saved)
    assert (told.facts.blogs, told.facts.posts, told.pictures, told.has_config) == (1, 3, 1, True)
    restored = restore(other, saved)
    assert (restored.aside, restored.config) == (None, other.config_file)
    assert rows_of(other.store_file) == rows_of(home.store_file)
    assert other.store_file.stat().st_mode & 0o777 == 0o600
    assert other.config_file.read_text() == 'theme = "dark"\n'
    assert [file.name for file in (other.cache_dir / "pictures").iterdir()] == [PICTURE]
    assert not list(other.data_dir.glob("*.part"))


def test_a_store_beside_which_nothing_can_be_written_is_saved_too(
    saved: Path, other: Paths, tmp_path: Path
) -> None:
    restore(other, saved)
    with closing(sqlite3.connect(other.store_file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    other.store_file.with_name("reader.db-shm").symlink_to(tmp_path / "nowhere" / "a")
    assert back_up(other, tmp_path / "again.zip", NOW).facts.posts == 3


def test_what_was_there_is_set_aside(saved: Path, other: Paths) -> None:
    restore(other, saved)
    other.config_file.write_text("")
    with closing(sqlite3.connect(other.store_file)) as connection, connection:
        connection.execute("UPDATE blogs SET own_title = 'Renamed since'")
    before = rows_of(other.store_file)
    again = restore(other, saved)
    assert again.aside is not None
    assert rows_of(again.aside) == before
    assert "Renamed since" not in "".join(rows_of(other.store_file))
    assert (other.config_file.read_text(), again.config) == (
        "",
        other.config_file.with_name("config.restored-1.toml"),
    )
    assert restore(other, saved).config == again.config


async def test_a_store_that_is_open_is_left_alone(
    saved: Path, home: Paths, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.store.connections.BUSY_SECONDS", 0.05)
    monkeypatch.setattr("tui_reader.store.saving.BUSY_SECONDS", 0.05)
    before = rows_of(home.store_file)
    with pytest.raises(StoreError, match="storage-busy: another tui-reader is open"):
        restore(home, saved)
    assert rows_of(home.store_file) == before
    assert len(await library.post_index(PostQuery())) == 3


def test_a_broken_store_makes_room(saved: Path, other: Paths) -> None:
    other.data_dir.mkdir(parents=True)
    other.store_file.write_bytes(b"no store at all" * 100)
    restored = restore(other, saved)
    assert restored.aside is not None
    assert restored.aside.read_bytes() == b"no store at all" * 100
    assert titles(other) == 3
    other.store_file.write_bytes(b"")  # with a copy beside it: the store was lost
    assert restore(other, saved).aside is None
    Database.open(other.store_file).close_now()


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS)))
def test_a_store_of_a_former_version_is_saved_and_put_back_as_it_is(
    home: Paths, other: Paths, tmp_path: Path, version: int
) -> None:
    home.data_dir.mkdir(parents=True)
    home.store_file.touch()
    with closing(sqlite3.connect(home.store_file, isolation_level=None)) as connection:
        migrate(connection, home.store_file, MIGRATIONS[:version])
    saved = back_up(home, tmp_path / "old.zip", NOW)
    assert saved.facts.version == version
    restore(other, saved.path)
    assert rows_of(other.store_file) == rows_of(home.store_file)
    Database.open(other.store_file).close_now()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[3_000] ^= 0xFF
    path.write_bytes(data)


def without_table(path: Path) -> None:
    path.unlink()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("feed.atom", "<feed/>")


def no_zip(path: Path) -> None:
    path.write_text("https://a.test/feed\n")


def changed(**facts: object) -> Callable[[Path], None]:
    """Write a backup anew with another table, or another store."""

    def change(path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        table = json.loads(files[TABLE])
        files[TABLE] = json.dumps(table | facts).encode()
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in files.items():
                archive.writestr(name, data)

    return change


def with_another_store(path: Path) -> None:
    """Its table is as it should be, but the store in it is a newer program's."""
    import hashlib

    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    store = path.with_name("newer.db")
    store.write_bytes(files[STORE])
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("PRAGMA user_version = 9999")
        connection.commit()
    files[STORE] = store.read_bytes()
    table = json.loads(files[TABLE])
    table["files"][STORE] = {
        "bytes": len(files[STORE]),
        "sha256": hashlib.sha256(files[STORE]).hexdigest(),
    }
    files[TABLE] = json.dumps(table).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (cut, "storage-corrupt: {} is damaged; nothing was changed"),
        (flip, "storage-corrupt: {} is damaged; nothing was changed"),
        (no_zip, "usage: {} is no backup that `tui-reader backup` wrote"),
        (without_table, "usage: {} is no backup that `tui-reader backup` wrote"),
        (changed(format="one"), "usage: {} is no backup that `tui-reader backup` wrote"),
        (changed(files=[]), "usage: {} is no backup that `tui-reader backup` wrote"),
        (changed(made="today"), "usage: {} is no backup that `tui-reader backup` wrote"),
        (
            changed(files={STORE: {"bytes": 9, "sha256": ""}}),
            "storage-corrupt: {} is damaged; nothing was changed",
        ),
        (changed(format=2), "storage-newer: {} was written by a newer tui-reader"),
        (with_another_store, "storage-newer: {} was written by a newer tui-reader"),
        (Path.unlink, "usage: {} cannot be read: No such file or directory"),
    ],
)
def test_what_is_not_as_it_was_written_changes_nothing(
    saved: Path, other: Paths, spoil: Callable[[Path], None], words: str
) -> None:
    restore(other, saved)
    before = rows_of(other.store_file)
    files = sorted(other.data_dir.rglob("*"))
    spoil(saved)
    with pytest.raises(ReaderError) as caught:
        restore(other, saved)
    assert str(caught.value).startswith(words.format(saved))
    assert (rows_of(other.store_file), sorted(other.data_dir.rglob("*"))) == (before, files)


def test_what_is_no_ordinary_file_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UsageError, match="no ordinary file"):
        look_into(tmp_path / "pipe")


def test_what_is_no_ordinary_file_is_never_replaced(home: Paths, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(UsageError, match="is no ordinary file"):
        back_up(home, pipe, NOW, replaces=True)
    assert pipe.is_fifo()


def test_a_name_may_be_as_long_as_names_may_be(saved: Path, home: Paths, tmp_path: Path) -> None:
    target = tmp_path / f"{'n' * 251}.zip"
    assert back_up(home, target, NOW).path == target
    assert {file.name for file in tmp_path.glob("*.zip")} == {target.name, saved.name}
    assert not [*tmp_path.glob(".n*")]


def test_without_a_folder_it_is_the_place_that_is_blamed(home: Paths, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no folder .*no folder$"):
        back_up(home, tmp_path / "no folder" / "x.zip", NOW)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="not even root can write into /proc")
def test_where_no_copy_can_be_made_it_is_the_place_that_is_blamed(saved: Path, home: Paths) -> None:
    with pytest.raises(UsageError, match=r"/proc/x.zip cannot be written"):
        back_up(home, Path("/proc/x.zip"), NOW)


def test_a_newer_store_is_not_called_broken(saved: Path, other: Paths) -> None:
    restore(other, saved)
    with closing(sqlite3.connect(other.store_file)) as connection:
        connection.execute("PRAGMA user_version = 9999")
    aside = restore(other, saved).aside
    assert aside is not None
    assert aside.name.startswith("newer-")


def test_a_file_that_is_there_is_replaced_only_on_request(
    saved: Path, home: Paths, other: Paths, tmp_path: Path
) -> None:
    before = saved.read_bytes()
    with pytest.raises(UsageError, match="is there already"):
        back_up(home, saved, NOW)
    assert saved.read_bytes() == before
    assert back_up(home, saved, NOW, replaces=True).pictures == 0
    folder = tmp_path / "folder"
    folder.mkdir()
    assert back_up(home, folder, NOW).path == folder / "tui-reader-20260105-120000.zip"
    with pytest.raises(StoreError, match="there is no store"):
        back_up(other, tmp_path / "none.zip", NOW)
    with pytest.raises(ReaderError):
        back_up(home, tmp_path / "no folder" / "x.zip", NOW)
    assert {file.name for file in tmp_path.glob("*.zip")} == {"all.zip"}
    assert not list(tmp_path.glob(".*.zip*"))
    assert CONFIG in zipfile.ZipFile(saved).namelist()


_RESTORE: Final = """
import sys
from pathlib import Path
from tui_reader.config.paths import find_paths
from tui_reader.library.restoring import restore
restore(find_paths(Path(sys.argv[1]), {}), Path(sys.argv[2]))
"""


async def test_killed_at_any_moment_it_is_the_old_store_or_the_new_one(
    library: Library, home: Paths, other: Paths, tmp_path: Path
) -> None:
    await fill(library, tmp_path, posts=400)
    small = back_up(home, tmp_path / "small.zip", NOW).path
    await fill(library, tmp_path, posts=2_000)
    large = back_up(home, tmp_path / "large.zip", NOW).path
    restore(other, small)
    seconds = _timed(other, large, None)
    seen = set()
    for number in range(KILLS):
        restore(other, small)
        _timed(other, large, seconds * (0.6 + 0.4 * number / KILLS))
        database = Database.open(other.store_file)
        database.close_now()
        seen.add(titles(other))
    assert seen <= {400, 2_000}


def test_what_a_killed_program_left_is_swept_an_hour_later(
    saved: Path, home: Paths, other: Paths
) -> None:
    left = [saved.with_name(f".{saved.name}.1.part"), other.data_dir / "restoring.1.part"]
    fresh = other.data_dir / "restoring.2.part"
    other.data_dir.mkdir(parents=True)
    for file in (*left, fresh):
        file.write_bytes(b"half")
    for file in left:
        os.utime(file, (time.time() - 4_000,) * 2)
    back_up(home, saved, NOW, replaces=True)
    restore(other, saved)
    assert (any(file.exists() for file in left), fresh.exists()) == (False, True)


def _timed(paths: Paths, backup: Path, seconds: float | None) -> float:
    begun = time.monotonic()
    words = (sys.executable, "-c", _RESTORE, str(paths.config_file.parent), str(backup))
    child = subprocess.Popen(words)
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
        child.wait()
    return time.monotonic() - begun
