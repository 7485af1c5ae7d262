"""The installed program on a real pseudo-terminal: keys go in, the screen is read by an emulator.

Waits for what is to be seen, with a deadline, never for a time.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import pyte

PROGRAM: Final = str(Path(sys.executable).with_name("tui-reader"))
SECONDS: Final = 20.0
"""How long anything may take before a test gives up; far more than it does take."""
_MODES: Final = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_UNKNOWN_TO_PYTE: Final = re.compile(rb"\x1b\[[<=>][\d;]*[a-z]")
"""The keyboard protocols that a program asks for, and a real terminal may not know either."""


def environment(**more: str) -> dict[str, str]:
    """The variables of a person's terminal, in a zone that does not differ from one to another."""
    environ = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "TZ": "UTC"}
    # An installed program has its byte code beside it; to compile it anew takes a second.
    for name in ("PYTHONDONTWRITEBYTECODE", "NO_COLOR", "TUI_READER_HOME", "LINES", "COLUMNS"):
        environ.pop(name, None)
    return environ | more


class Terminal:
    """One run of the program on a terminal of ``columns`` x ``rows``.

    Args:
        words: The command line after ``tui-reader``.
        columns: Cells in a line.
        rows: Lines.
        environ: More variables.
        program: Another one than the reader.
    """

    def __init__(
        self,
        *words: str,
        columns: int = 120,
        rows: int = 36,
        environ: dict[str, str] | None = None,
        program: str = PROGRAM,
    ) -> None:
        self._master, slave = pty.openpty()
        self._set_size(columns, rows)
        self.attributes_before = termios.tcgetattr(self._master)
        self.process = subprocess.Popen(
            (program, *words),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment(**(environ or {})),
            start_new_session=True,
        )
        os.close(slave)
        self.output = bytearray()
        """All that was ever printed."""
        self._drawn = 0
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        with suppress(OSError):  # it was lost
            os.close(self._master)

    # ------------------------------------------------------------------------- what it shows

    def read(self, seconds: float) -> bool:
        """Take in what is printed, waiting at most so long for its beginning; whether any was."""
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            self.output += (chunk := os.read(self._master, 1 << 16))
        except OSError:  # the program has ended and let go of the terminal
            return False
        return bool(chunk)

    @property
    def lines(self) -> list[str]:
        """The screen, line by line, as of what was read so far."""
        fresh = bytes(self.output[self._drawn :])
        if fresh:
            self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", fresh))
            self._drawn = len(self.output)
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    def wait(self, happened: Callable[[], Any], what: str, seconds: float = SECONDS) -> float:
        """Read until something has happened; how many seconds that took.

        Raises:
            AssertionError: It did not happen in time; shows the screen.
        """
        begun = time.monotonic()
        while not happened():
            if time.monotonic() - begun > seconds:
                raise AssertionError(f"{what} was not seen in {seconds} s:\n{self.text}")
            self.read(0.02)
        return time.monotonic() - begun

    def wait_for(self, text: str, seconds: float = SECONDS, *, line: int | None = None) -> float:
        """Read until a text stands on the screen, or in one line of it."""
        return self.wait(
            lambda: text in (self.text if line is None else self.lines[line]), repr(text), seconds
        )

    def wait_without(self, text: str, seconds: float = SECONDS) -> float:
        """Read until a text stands on the screen no more."""
        return self.wait(lambda: text not in self.text, f"a screen without {text!r}", seconds)

    def wait_to_open(self) -> None:
        """Read until the panes and the keys at the bottom are drawn."""
        self.wait_for("? Help", line=-1)

    # ------------------------------------------------------------------------- what is done to it

    def press(self, *keys: str) -> None:
        """Type keys, as a terminal sends them."""
        for key in keys:
            os.write(self._master, key.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, as its window does; what is seen then is drawn anew."""
        self._set_size(columns, rows)
        self._screen.resize(rows, columns)
        self._screen.erase_in_display(2)
        os.kill(self.process.pid, signal.SIGWINCH)

    def hang_up(self, seconds: float = SECONDS) -> None:
        """Close the window; wait for the program to end, taking what it still says."""
        os.kill(self.process.pid, signal.SIGHUP)
        self.end(seconds)

    def lose_window(self, seconds: float = SECONDS) -> int:
        """Take the terminal away, as a window that crashes or a connection that breaks does."""
        os.close(self._master)
        return self.process.wait(seconds)

    def kill(self) -> None:
        """End it at once, with what it started."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def end(self, seconds: float = SECONDS) -> int:
        """Wait for the program to end by itself; its status."""
        self.wait(lambda: self.process.poll() is not None, "the end", seconds)
        while self.read(0):
            pass
        return self.process.wait()

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    # ------------------------------------------------------------------------- how it leaves

    @property
    def modes(self) -> dict[int, bool]:
        """The private modes that were ever set or reset, and how each stands now."""
        found: dict[int, bool] = {}
        for numbers, letter in _MODES.findall(bytes(self.output)):
            found |= {int(number): letter == b"h" for number in numbers.split(b";")}
        return found

    @property
    def attributes(self) -> list[Any]:
        """How the terminal treats what is typed: echo, lines, signals."""
        return termios.tcgetattr(self._master)


def run(*words: str, seconds: float = 60.0) -> subprocess.CompletedProcess[str]:
    """Run the program without a terminal, as a script does."""
    return subprocess.run(
        (PROGRAM, *words),
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
    )


def start(words: Sequence[str]) -> subprocess.Popen[str]:
    """Start the program without a terminal, to be killed or to be read as it goes."""
    return subprocess.Popen(
        (PROGRAM, *words),
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
