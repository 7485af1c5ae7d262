"""Exit statuses, and that every ending says one sentence."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest

from tests.cli.conftest import Program
from tests.fakeblog import FakeBlog
from tests.shared import HOSTILE, needs_hostile
from tui_reader.cli import main
from tui_reader.cli.session import Session
from tui_reader.library.library import Library

NO_UTF_8 = "https://a.test/\udcff"
"""As Python reads a word of the command line that holds the byte ff."""
HEAVY = ("textual", "httpx", "feedparser", "pebble", "rich")


def one_line(text: str) -> bool:
    return text.endswith("\n") and text.count("\n") == 1 and "Traceback" not in text


@pytest.mark.parametrize(
    "arguments",
    [
        ("blgos",),
        ("posts", "--nonsense"),
        ("posts", "--limit", "many"),
        ("posts", "--since", "soon"),
        ("posts", "--unread", "--starred"),
        ("posts", "--blog", "nobody"),
        ("show", "999"),
        ("show", NO_UTF_8),
        ("show",),
        ("mark", "1"),
        ("mark", "999", "--read"),
        ("mark", NO_UTF_8, "--read"),
        ("fetch", "nobody"),
        ("fetch", NO_UTF_8),
        ("remove", "nobody", "--yes"),
        ("remove", NO_UTF_8, "--yes"),
        ("add", "not an address"),
    ],
)
def test_wrong_usage_is_status_2_and_one_sentence(
    program: Program, arguments: tuple[str, ...]
) -> None:
    ran = program(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("usage: ")
    assert one_line(ran.err)


@pytest.mark.parametrize("arguments", [("add", NO_UTF_8), (NO_UTF_8,)])
def test_an_address_that_is_no_utf_8_is_asked_for_like_any_other(
    program: Program, arguments: tuple[str, ...]
) -> None:
    ran = program("--offline", *arguments)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("network: ")
    assert one_line(ran.err)


def test_a_command_that_is_nearly_right_is_suggested(program: Program) -> None:
    assert "did you mean 'blogs'?" in program("blgos").err


@needs_hostile
@pytest.mark.parametrize(
    ("name", "error_class"),
    [
        ("store-not-sqlite.db", "storage-corrupt"),
        ("store-newer-schema.db", "storage-newer"),
        ("store-header-garbage.db", "storage-corrupt"),
    ],
)
def test_a_store_that_cannot_be_used_is_status_3_and_stays_as_it_is(
    program: Program, home: Path, name: str, error_class: str
) -> None:
    store = home / "data" / "reader.db"
    store.parent.mkdir(parents=True)
    shutil.copy(HOSTILE / name, store)
    ran = program("posts")
    assert ran.status == 3
    assert ran.err.startswith(f"{error_class}: ")
    assert one_line(ran.err)
    assert store.read_bytes() == (HOSTILE / name).read_bytes()


def test_a_configuration_that_cannot_be_read_is_status_3(program: Program, home: Path) -> None:
    (home / "config.toml").mkdir(parents=True)
    ran = program("blogs")
    assert (ran.status, ran.err.startswith("config: ")) == (3, True)


@needs_hostile
def test_a_broken_configuration_is_status_3_and_nothing_is_fetched(
    program: Program, home: Path
) -> None:
    home.mkdir()
    shutil.copy(HOSTILE / "config-bad-types.toml", home / "config.toml")
    for command in ("fetch", "blogs", "config"):
        ran = program(command)
        assert ran.status == 3
        assert "line 9: " in ran.err
        assert all(line.startswith("config: ") for line in ran.err.splitlines())
    assert not (home / "data").exists()
    ran = program("doctor")
    assert (ran.status, ran.err, ran.out.count("! settings  config: ")) == (1, "", 9)
    assert (home / "config.toml").read_bytes() == (HOSTILE / "config-bad-types.toml").read_bytes()


@needs_hostile
def test_bad_keys_are_named_and_stop_nothing(program: Program, home: Path) -> None:
    home.mkdir()
    shutil.copy(HOSTILE / "keymap-bad.toml", home / "config.toml")
    ran = program("blogs")
    assert ran.status == 0
    assert "line 4: " in ran.err
    named = program("config").err
    assert all(f"line {number}: " in named for number in (3, 4, 5, 6, 7, 8))
    quits = [row["keys"] for row in program("keys", "--json").json if row["command"] == "quit"]
    assert quits == [["q"]]


def test_a_bug_is_status_70_one_line_and_a_log(
    program: Program, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_: Library) -> tuple[()]:
        raise ZeroDivisionError("at https://me:secret@blog.test/ \x1b[31m")

    monkeypatch.setattr(Library, "blogs", broken)
    ran = program("blogs")
    assert ran.status == 70
    assert ran.err.startswith("internal: ")
    assert one_line(ran.err)
    log = (home / "tui-reader.log").read_text(encoding="utf-8")
    assert str(home / "tui-reader.log") in ran.err
    assert "ZeroDivisionError" in log
    assert "secret" not in log
    assert "\x1b" not in log


def run_program(*arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tui_reader", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONWARNINGS": "default"},
    )


@pytest.mark.sockets
def test_interrupted_is_status_130_and_what_was_done_is_kept(
    program: Program, home: Path, served: FakeBlog
) -> None:
    import threading

    program("add", served.home)
    asked = threading.Event()

    class Gate(asyncio.Event):
        async def wait(self) -> bool:
            asked.set()
            await asyncio.sleep(0.5)
            return True

    served.gate = Gate()
    with run_program("--home", home, "fetch", "--force") as running:
        assert asked.wait(20)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=20)
    assert running.returncode == 130
    assert out == ""
    assert one_line(err)
    assert program("blogs").status == 0


def test_interrupted_while_it_is_still_loading_it_says_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def loading(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui_reader.cli.plain_opening", loading)
    with pytest.raises(SystemExit) as end:
        main()
    assert (end.value.code, one_line(capsys.readouterr().err)) == (130, True)


def test_interrupted_before_its_work_begins_it_closes_the_store(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Library] = []
    open_library = Session.open_library

    def opening(session: Session) -> Library:
        opened.append(open_library(session))
        return opened[-1]

    monkeypatch.setattr(Session, "open_library", opening)
    with monkeypatch.context() as patch:
        patch.setattr("asyncio.run", Mock(side_effect=KeyboardInterrupt))
        assert program("blogs").status == 130
    with pytest.raises(RuntimeError, match="shutdown"):
        asyncio.run(opened[0].blogs())


def test_a_reader_of_the_output_that_leaves_is_no_failure(home: Path) -> None:
    with run_program("--home", home, "keys") as running:
        assert running.stdout is not None
        running.stdout.close()
        assert running.stderr is not None
        assert running.stderr.read() == ""
    assert running.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_that_there_is_no_room_for_what_is_printed_is_said(home: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "tui_reader", "--home", home, "config", "--json"]
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (ran.returncode, ran.stderr.partition(":")[0]) == (1, "storage-full")
    assert one_line(ran.stderr)


def test_streams_that_are_closed_are_no_bug(home: Path) -> None:
    command = 'exec "$@" <&- >&- 2>&-'
    words = [sys.executable, "-m", "tui_reader", "--home", home]
    assert subprocess.run(["sh", "-c", command, "sh", *words], check=False).returncode == 0
    assert not (home / "tui-reader.log").exists()


def test_the_command_line_imports_neither_screen_nor_network(home: Path) -> None:
    code = (
        "import sys, tui_reader.cli\n"
        "from tui_reader.cli.program import run\n"
        f"status = run(['--home', {str(home)!r}, 'posts'])\n"
        f"print(status, *[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == ["0"]
