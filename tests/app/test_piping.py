"""``|`` gives a post to a program of the person's own, without a shell, and shows what it says."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.app.stage import Reader, Stage
from tests.fakeblog import FakeBlog, FakeClock, FakeNet, FakePost
from tui_reader.app.screens.said import SaidScreen
from tui_reader.config.pipes import Pipe

POST = FakePost(1, "--version; rm -rf", "<p>One heron, <b>two</b> crows.</p>", comments=None)


def script(name: str, code: str, *arguments: str, form: str = "text") -> Pipe:
    return Pipe(name, (sys.executable, "-c", code, *arguments), form)


ECHO = script("echo", "import sys; print(sys.argv[1:], sys.stdin.read())", "%t", "%u")
LAST = script("last", "import sys; print(sys.stdin.read().split()[-1])", form="markdown")
FAIL = script("fail", "import sys; sys.exit('no \x1b[31mvoice')")
SLOW = script("slow", "import time; print('a', flush=True); time.sleep(60)")
DEAF = script("deaf", "pass")
MISSING = Pipe("missing", ("/no/such/program",))


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path, FakeNet(FakeBlog(posts=[POST])), FakeClock())


@asynccontextmanager
async def opened(stage: Stage, *pipes: Pipe) -> AsyncIterator[Reader]:
    stage.settings["pipes"] = pipes
    async with stage.open("https://blog.test/") as reader:
        yield reader


async def test_without_a_program_it_is_said_how_to_set_one(stage: Stage) -> None:
    async with opened(stage) as reader:
        await reader.press("vertical_line")
        assert "[pipe]" in reader.message


async def test_what_a_program_says_in_lines_is_shown_and_left_again(stage: Stage) -> None:
    async with opened(stage, ECHO) as reader:
        await reader.press("vertical_line")
        screen = reader.app.screen
        assert isinstance(screen, SaidScreen)
        assert "echo says" in reader.text
        assert "One heron, two crows." in reader.text
        assert "['version; rm -rf', 'https://blog.test/" in " ".join(reader.text.split())
        await reader.press("escape")
        assert reader.app.screen is reader.screen


@pytest.mark.parametrize(
    ("pipe", "message", "is_error"),
    [
        (LAST, "last: crows.", False),
        (FAIL, "fail ended with status 1. no ", True),
        (DEAF, "deaf: done.", False),
        (MISSING, "config: /no/such/program cannot be started: No such file or directory.", True),
    ],
)
async def test_how_a_program_ended_is_said(
    stage: Stage, pipe: Pipe, message: str, is_error: bool
) -> None:
    async with opened(stage, pipe) as reader:
        await reader.press("vertical_line")
        assert reader.message.startswith(message)
        assert "\x1b" not in reader.message
        assert reader.is_error == is_error


async def test_one_of_several_is_chosen_and_a_slow_one_is_stopped(stage: Stage) -> None:
    async with opened(stage, LAST, SLOW) as reader:
        await reader.press("vertical_line")
        assert "Give it to which program?" in reader.text
        await reader.pilot.press("2")
        await reader.until(lambda: reader.message.startswith("slow reads"))
        await reader.pilot.press("vertical_line")
        await reader.until(lambda: reader.message == "slow was stopped.")
