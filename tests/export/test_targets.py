"""What is exported is there whole or not at all, and nothing is written over by itself."""

import errno
import os
from pathlib import Path

import pytest

from tui_reader.errors import ReaderError, UsageError
from tui_reader.export.targets import explained, new_file, new_folder, refuse_taken, write_in


def test_a_file_has_its_name_once_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    with new_file(path, replaces=False) as file:
        file.write(b"whole")
        assert not path.exists()
    assert [each.name for each in tmp_path.iterdir()] == ["a.epub"]
    assert path.read_bytes() == b"whole"


def write_half(path: Path) -> None:
    with new_file(path, replaces=True) as file:
        file.write(b"half")
        raise KeyboardInterrupt


def test_of_a_file_that_was_stopped_nothing_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(b"before")
    with pytest.raises(KeyboardInterrupt):
        write_half(path)
    assert [each.name for each in tmp_path.iterdir()] == ["a.epub"]
    assert path.read_bytes() == b"before"


def test_a_file_that_came_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    with pytest.raises(UsageError, match="is there already"), new_file(path, replaces=False):
        path.write_bytes(b"another's")
    assert path.read_bytes() == b"another's"
    with new_file(path, replaces=True) as file:
        file.write(b"mine")
    assert path.read_bytes() == b"mine"


def test_a_link_is_replaced_and_never_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("kept", "utf-8")
    link = tmp_path / "a.epub"
    link.symlink_to(secret)
    with pytest.raises(UsageError):
        refuse_taken(link, is_folder=False, replaces=False)
    with new_file(link, replaces=True) as file:
        file.write(b"book")
    assert secret.read_text("utf-8") == "kept"
    assert link.read_bytes() == b"book"
    assert not link.is_symlink()


def fill(path: Path, *, replaces: bool = False) -> None:
    with new_folder(path, replaces=replaces) as folder:
        write_in(folder, "post.md", b"new")
        write_in(folder, "pictures/a.png", b"picture")


def test_a_folder_is_there_once_it_is_whole(tmp_path: Path) -> None:
    fill(tmp_path / "out")
    assert (tmp_path / "out/pictures/a.png").read_bytes() == b"picture"
    (tmp_path / "empty").mkdir()
    fill(tmp_path / "empty")
    assert (tmp_path / "empty/post.md").exists()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["empty", "out"]


def test_a_place_that_cannot_be_is_said_in_words(tmp_path: Path) -> None:
    for path in (tmp_path / ("x" * 300), tmp_path / ("x" * 300) / "book"):
        with pytest.raises(UsageError, match="cannot be written"):
            fill(path)
        with pytest.raises(UsageError, match="cannot be written"), new_file(path, replaces=False):
            pass


def test_what_a_killed_program_left_is_swept_an_hour_later(tmp_path: Path) -> None:
    old, fresh = (tmp_path / f".tui-reader-1-{end}.part" for end in ("a", "b"))
    for half in (old, fresh):
        fill(half)
    os.utime(old, (0, 0))
    fill(tmp_path / "out")
    assert sorted(each.name for each in tmp_path.iterdir()) == [fresh.name, "out"]


def test_others_files_in_a_folder_stay(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine", "utf-8")
    (out / "post.md").write_text("old", "utf-8")
    with pytest.raises(UsageError, match="holds files already"):
        fill(out)
    assert (out / "post.md").read_text("utf-8") == "old"
    fill(out, replaces=True)
    assert (out / "post.md").read_text("utf-8") == "new"
    assert (out / "mine.txt").read_text("utf-8") == "mine"


def test_a_link_within_the_folder_leads_nothing_out_of_it(tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.mkdir()
    (out / "pictures").symlink_to(elsewhere)
    with pytest.raises(UsageError, match="leads elsewhere"):
        fill(out, replaces=True)
    assert list(elsewhere.iterdir()) == []


def test_an_empty_folder_is_filled_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, link = tmp_path / "out", tmp_path / "link"
    out.mkdir(mode=0o750)
    number = out.stat().st_ino
    link.symlink_to(out)
    fill(link)
    monkeypatch.chdir(out)
    fill(Path(), replaces=True)
    assert sorted(each.name for each in out.iterdir()) == ["pictures", "post.md"]
    assert (out.stat().st_ino, out.stat().st_mode & 0o777) == (number, 0o750)


@pytest.mark.parametrize(("name", "words"), [("pictures", "is a file"), ("post.md", "is a folder")])
def test_where_one_file_cannot_take_its_place_none_does(
    tmp_path: Path, name: str, words: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    if name == "post.md":
        (out / name).mkdir()
    else:
        (out / name).touch()
    before = sorted(out.iterdir())
    with pytest.raises(UsageError, match=words):
        fill(out, replaces=True)
    assert sorted(out.iterdir()) == before


@pytest.mark.parametrize(
    ("name", "is_folder", "words"),
    [
        ("folder", False, "is a folder: name a file in it"),
        ("file", True, "is a file: name a folder"),
        ("file", False, "is there already"),
        ("folder", True, "holds files already"),
        ("nowhere/a", False, "there is no folder"),
    ],
)
def test_what_cannot_be_had_is_said_before(
    tmp_path: Path, name: str, is_folder: bool, words: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/a").touch()
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match=words):
        refuse_taken(tmp_path / name, is_folder=is_folder, replaces=False)


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "^storage-full: there is no room"), (errno.EACCES, "^usage: .*Permission")],
)
def test_what_the_system_refuses_is_a_sentence(number: int, words: str) -> None:
    with pytest.raises(ReaderError, match=words), explained(Path("a.epub")):
        raise OSError(number, os.strerror(number))
