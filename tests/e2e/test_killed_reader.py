"""The reader is killed while a person reads: the place in the text is found again."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.e2e.homes import ask
from tests.e2e.terminal import Terminal

SECONDS = 2.0
"""A place that rests is kept within one; the machine may be busy with other tests."""
PLACES = "SELECT position, position_at FROM statuses WHERE position > 0"


def seen(terminal: Terminal) -> str:
    """The article in view: a blank line at its top may be gone when it is found again."""
    text = "\n".join(line.rstrip("▁▂▃▄▅▆▇█ ▕") for line in terminal.lines[2:-1])
    return text.strip()


def turn(terminal: Terminal) -> None:
    """Go to the next page."""
    before = seen(terminal)
    terminal.press(" ")
    terminal.wait(lambda: seen(terminal) != before, "the next page")


def stop_and_go_on(terminal: Terminal) -> None:
    """Stop the process as a shell does; when it goes on, all is drawn anew."""
    number = terminal.process.pid
    os.kill(number, signal.SIGTSTP)
    stopped = os.WUNTRACED | os.WNOHANG
    terminal.wait(lambda: os.waitpid(number, stopped)[0], "that it is stopped")
    before = len(terminal.output)
    os.kill(number, signal.SIGCONT)
    terminal.wait(lambda: b"Help" in terminal.output[before:], "all of it drawn anew")


@pytest.mark.parametrize(("columns", "rows", "pages"), [(40, 10, 2), (60, 14, 1), (120, 12, 1)])
def test_the_place_in_the_text_is_found_again_after_kill(
    columns: int, rows: int, pages: int, tmp_path: Path
) -> None:
    with Terminal("--home", str(tmp_path), columns=columns, rows=rows) as terminal:
        terminal.wait_for("Welcome. This is a small blog")
        for _ in range(pages):
            turn(terminal)
        begun = time.monotonic()
        terminal.wait(lambda: ask(tmp_path, PLACES), "the kept place", SECONDS)
        while time.monotonic() < begun + SECONDS:
            terminal.read(0.1)
        left = seen(terminal)
        stop_and_go_on(terminal)
        terminal.kill()
    ((position, moment),) = ask(tmp_path, PLACES)
    assert 0 < float(str(position)) < 1
    assert moment is not None or "%" not in terminal.lines[1]
    with Terminal("--home", str(tmp_path), columns=columns, rows=rows) as terminal:
        terminal.wait(lambda: seen(terminal)[:80] == left[:80], f"the place again:\n{left}\n")
