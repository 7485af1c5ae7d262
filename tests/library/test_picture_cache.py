"""The cache folder may be emptied, full, read-only or no folder at all, at any time."""

import os
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from tests.fakeblog import FakeClock, FakeNet, FakePost
from tests.gallery import Gallery, flag, saved
from tests.library.conftest import Opener
from tui_reader.library import picture_files
from tui_reader.library.library import Library
from tui_reader.library.picture_files import PictureFiles
from tui_reader.models import Flag, PictureBrought, PostQuery

ROOM = 3
"""Of so many pictures each test's budget has room."""


def picture(number: int, megabytes: float = 0.3) -> bytes:
    """A picture of about so many megabytes, unlike any other."""
    return saved(flag(10 + number, 20), "PNG") + b"\0" * int(megabytes * 1024 * 1024)


def url(number: int) -> str:
    return f"https://blog.test/{number}.png"


@pytest.fixture
def gallery(net: FakeNet) -> Gallery:
    posts = [FakePost(number, f"Post {number}", "<p>text</p>") for number in (2, 1)]
    gallery = Gallery(posts=posts, pictures={f"/{n}.png": picture(n) for n in range(10)})
    net.add(gallery)
    return gallery


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "pictures"


async def opened(open_library: Opener, tmp_path: Path, megabytes: int) -> tuple[Library, list[int]]:
    (tmp_path / "config.toml").write_text(f"picture_megabytes = {megabytes}\n")
    library = open_library()
    await library.add_blog("https://blog.test/")
    return library, list((await library.post_index(PostQuery())).ids)


async def bring(library: Library, post_id: int, *numbers: int) -> list[bool]:
    """Whether each came, and will be there at the next start."""
    stream = library.pictures.bring(post_id, [url(number) for number in numbers])
    return [isinstance(event, PictureBrought) and event.is_kept async for event in stream]


async def kept(library: Library) -> set[int]:
    found = await library.pictures.kept([url(number) for number in range(10)])
    return {number for number in range(10) if url(number) in found}


async def test_past_the_budget_the_one_looked_at_longest_ago_goes(
    open_library: Opener, tmp_path: Path, gallery: Gallery, clock: FakeClock, folder: Path
) -> None:
    library, (post_id, _) = await opened(open_library, tmp_path, 1)
    for number in range(ROOM):
        await bring(library, post_id, number)
        clock.forward(minutes=1)
    assert await kept(library) == {0, 1, 2}
    await library.close()
    library, _ = await opened(open_library, tmp_path, 1)
    await library.pictures.draw(url(0), 2, 2)
    clock.forward(minutes=1)
    await bring(library, post_id, 3)
    assert await kept(library) == {0, 2, 3}
    assert len(files(folder)) == ROOM
    await library.close()


async def test_pictures_of_starred_posts_go_last(
    open_library: Opener, tmp_path: Path, gallery: Gallery, clock: FakeClock
) -> None:
    library, (first, second) = await opened(open_library, tmp_path, 1)
    await library.mark([first], Flag.STARRED, True)
    for post_id, number in ((first, 0), (second, 1), (second, 2), (second, 3), (second, 4)):
        await bring(library, post_id, number)
        clock.forward(minutes=1)
    assert await kept(library) == {0, 3, 4}
    await bring(library, second, 0)  # of a post that is not starred, too
    for number in (5, 6, 7):
        await bring(library, second, number)
        clock.forward(minutes=1)
    assert 0 in await kept(library)
    await library.mark([first], Flag.STARRED, False)
    await bring(library, second, 8)
    assert await kept(library) == {6, 7, 8}
    await library.close()


async def test_pictures_that_are_looked_at_together_do_not_push_each_other_out(
    open_library: Opener, tmp_path: Path, gallery: Gallery, folder: Path, clock: FakeClock
) -> None:
    library, (first, second) = await opened(open_library, tmp_path, 1)
    await bring(library, first, 9)
    clock.forward(minutes=1)
    came = await bring(library, second, *range(5))
    assert came.count(True) == len(files(folder)) == ROOM
    assert await kept(library) == {0, 1, 2, 3, 4}
    for number in range(5):
        assert await library.pictures.draw(url(number), 2, 2) is not None
    await library.close()


async def test_what_was_looked_at_a_little_ago_stays_however_long_the_reader_runs(
    open_library: Opener, tmp_path: Path, gallery: Gallery, clock: FakeClock
) -> None:
    library, (first, second) = await opened(open_library, tmp_path, 1)
    for number in range(ROOM):
        await bring(library, first, number)
        clock.forward(minutes=1)
    await library.pictures.draw(url(0), 2, 2)
    clock.forward(minutes=1)
    await bring(library, second, 3)
    assert await kept(library) == {0, 2, 3}
    await library.close()


@pytest.mark.parametrize(("megabytes", "left"), [(0, 0), (1, ROOM)])
async def test_a_smaller_budget_takes_away_what_it_has_no_room_for(
    open_library: Opener,
    tmp_path: Path,
    gallery: Gallery,
    folder: Path,
    megabytes: int,
    left: int,
) -> None:
    library, (post_id, _) = await opened(open_library, tmp_path, 2)
    await bring(library, post_id, *range(6))
    assert len(files(folder)) == 6
    await library.close()
    library, _ = await opened(open_library, tmp_path, megabytes)
    await bring(library, post_id, 6)
    assert len(files(folder)) == left
    await library.close()


async def test_two_that_come_at_once_are_both_known_though_files_are_just_looked_through(
    open_library: Opener, tmp_path: Path, gallery: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, (post_id, _) = await opened(open_library, tmp_path, 1)
    names = PictureFiles.names

    def slow(self: PictureFiles) -> frozenset[str] | None:
        found = names(self)
        is_waited_for.wait(0.3)  # as long as thousands of files take
        return found

    is_waited_for = Event()
    (tmp_path / "cache" / "pictures").mkdir(parents=True)
    monkeypatch.setattr(PictureFiles, "names", slow)
    assert await bring(library, post_id, 0, 1) == [True, True]
    assert await kept(library) == {0, 1}
    await library.close()


async def test_a_picture_larger_than_the_budget_is_shown_but_not_kept(
    open_library: Opener, tmp_path: Path, gallery: Gallery, folder: Path
) -> None:
    library, (post_id, _) = await opened(open_library, tmp_path, 0)
    assert await bring(library, post_id, 0) == [False]
    assert await kept(library) == {0}
    assert await library.pictures.draw(url(0), 2, 2) is not None
    assert files(folder) == []
    await library.close()
    library, _ = await opened(open_library, tmp_path, 0)
    assert await kept(library) == set()
    await library.close()


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.exists() else []


def file_of(folder: Path, number: int) -> Path:
    [file] = [file for file in files(folder) if file.read_bytes() == picture(number)]
    return file


def emptied(folder: Path) -> None:
    for file in files(folder):
        file.unlink()
    folder.rmdir()


def left_behind(folder: Path) -> list[Path]:
    """An old file, a young one, half a file, and one that is not of this program."""
    folder.mkdir(parents=True)
    names = ("a" * 32 + ".png", "b" * 32 + ".jpg", "c" * 32 + ".gif.77", "my notes.txt")
    for name in names:
        (folder / name).write_bytes(b"x")
    for name in (names[0], names[2], names[3]):
        os.utime(folder / name, (0, 0))
    return [folder / name for name in names]


def is_a_file(folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_bytes(b"")


def parent_is_a_file(folder: Path) -> None:
    folder.parent.write_bytes(b"")


def is_a_broken_link(folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.symlink_to(folder.parent / "nowhere" / "at all")


@pytest.mark.parametrize("spoil", [is_a_file, parent_is_a_file, is_a_broken_link])
async def test_without_a_folder_pictures_are_held_until_the_reader_ends(
    open_library: Opener,
    tmp_path: Path,
    gallery: Gallery,
    folder: Path,
    net: FakeNet,
    spoil: Callable[[Path], None],
) -> None:
    library, (post_id, _) = await opened(open_library, tmp_path, 1)
    spoil(folder)
    assert await bring(library, post_id, 0, 1) == [False, False]
    assert await kept(library) == {0, 1}
    assert await library.pictures.draw(url(1), 2, 2) is not None
    net.requests.clear()
    assert await bring(library, post_id, 0) == [False]
    assert net.requests == []
    await library.close()


async def test_a_disk_that_is_full_loses_nothing(
    open_library: Opener,
    tmp_path: Path,
    gallery: Gallery,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library, (post_id, _) = await opened(open_library, tmp_path, 1)
    await bring(library, post_id, 0)
    write = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        write(self, data[:1000])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(picture_files.Path, "write_bytes", full)
    assert await bring(library, post_id, 1) == [False]
    assert await kept(library) == {0, 1}
    assert len(files(folder)) == 1  # half a file is no file
    monkeypatch.undo()
    assert await bring(library, post_id, 2) == [True]
    assert await kept(library) == {0, 1, 2}
    await library.close()


async def test_an_emptied_folder_means_that_nothing_is_kept_and_all_can_come_again(
    open_library: Opener, tmp_path: Path, gallery: Gallery, folder: Path, net: FakeNet
) -> None:
    library, (post_id, _) = await opened(open_library, tmp_path, 1)
    await bring(library, post_id, 0, 1, 2)
    emptied(folder)
    assert await kept(library) == set()
    assert await library.pictures.draw(url(0), 2, 2) is None
    assert await bring(library, post_id, 0) == [True]
    assert await kept(library) == {0}
    await library.close()


async def test_files_that_are_gone_fill_no_room(
    open_library: Opener, tmp_path: Path, gallery: Gallery, folder: Path, clock: FakeClock
) -> None:
    library, (post_id, _) = await opened(open_library, tmp_path, 1)
    await bring(library, post_id, 0)
    clock.forward(minutes=1)
    await bring(library, post_id, 1, 2)
    for number in (1, 2):
        file_of(folder, number).unlink()
    assert await kept(library) == {0}
    await bring(library, post_id, 3, 4)
    assert await kept(library) == {0, 3, 4}
    await library.close()


async def test_a_file_that_somebody_changed_is_not_drawn(
    open_library: Opener, tmp_path: Path, gallery: Gallery, folder: Path
) -> None:
    library, (post_id, _) = await opened(open_library, tmp_path, 1)
    await bring(library, post_id, 0)
    [file] = files(folder)
    file.write_bytes(b"?" * file.stat().st_size)
    assert await library.pictures.draw(url(0), 2, 2) is None
    file.write_bytes(b"short")
    assert await kept(library) == set()
    await library.close()


async def test_leftovers_go_and_what_is_not_ours_stays(
    open_library: Opener, tmp_path: Path, gallery: Gallery, folder: Path
) -> None:
    library, (post_id, _) = await opened(open_library, tmp_path, 1)
    old, young, half, foreign = left_behind(folder)
    await bring(library, post_id, 0)
    assert [file.exists() for file in (old, young, half, foreign)] == [False, True, False, True]
    await library.close()


async def test_two_readers_share_the_folder(
    open_library: Opener, tmp_path: Path, gallery: Gallery, net: FakeNet
) -> None:
    one, (post_id, _) = await opened(open_library, tmp_path, 1)
    other = open_library()
    await bring(one, post_id, 0)
    assert await kept(other) == {0}
    await bring(other, post_id, 1)
    assert await kept(one) == {0, 1}
    await one.close()
    await other.close()


async def test_a_store_that_can_only_be_read_shows_pictures_all_the_same(
    open_library: Opener, tmp_path: Path, gallery: Gallery, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, (post_id, _) = await opened(open_library, tmp_path, 1)
    await bring(library, post_id, 0)
    await library.close()
    monkeypatch.setattr(os, "access", lambda *_: False)
    library = open_library()
    assert library.is_read_only
    assert await library.pictures.draw(url(0), 2, 2) is not None
    assert await bring(library, post_id, 1) == [False]
    assert await kept(library) == {0, 1}
    await library.close()
