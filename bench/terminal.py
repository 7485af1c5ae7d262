"""A program on a real pseudo-terminal, timed from outside: shared by the screen's benchmarks."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Self

QUIET_SECONDS: Final = 0.04
"""An answer is over when nothing more is printed for so long; Textual paints each 0.017 s."""


class Answer(NamedTuple):
    """When something was printed after a key, in seconds from writing it."""

    first: float
    last: float
    """The last bytes that followed without a pause."""


class Terminal:
    """One run of a program on a terminal of ``columns`` x ``rows``."""

    def __init__(self, command: Sequence[str], *, columns: int = 120, rows: int = 36) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        environ = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        # An installed program has its byte code beside it; measure that, not the compiler.
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environ, start_new_session=True
        )
        os.close(slave)
        self.output = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._master)

    def read(self, seconds: float) -> bytes:
        """Return what is printed, waiting at most ``seconds`` for its beginning."""
        if not select.select([self._master], [], [], seconds)[0]:
            return b""
        try:
            chunk = os.read(self._master, 1 << 16)
        except OSError:  # the program has ended
            return b""
        self.output += chunk
        return chunk

    def wait_for(self, text: bytes, seconds: float = 15.0) -> float:
        """Return the seconds from the start until ``text`` was printed.

        Raises:
            TimeoutError: It was not printed in time.
        """
        limit = time.perf_counter() + seconds
        while text not in self.output:
            if time.perf_counter() > limit:
                raise TimeoutError(f"{text!r} was not printed")
            self.read(0.05)
        return time.perf_counter() - self.started

    def drain(self, quiet: float = 0.3, at_most: float = 5.0) -> None:
        """Read until nothing was printed for ``quiet`` seconds, and forget it.

        Raises:
            RuntimeError: The program has ended; its last words are said.
        """
        limit = time.perf_counter() + at_most
        while self.read(quiet) and time.perf_counter() < limit:
            pass
        if self.process.poll() is not None:
            raise RuntimeError(f"it has ended: {self.output[-1000:].decode(errors='replace')}")
        self.output = b""

    def write(self, keys: bytes) -> None:
        """Send keys."""
        os.write(self._master, keys)

    def press(self, keys: bytes, quiet: float = QUIET_SECONDS) -> Answer:
        """Send keys and read their whole answer.

        Raises:
            TimeoutError: Nothing was printed for two seconds.
        """
        begun = time.perf_counter()
        self.write(keys)
        if not self.read(2.0):
            raise TimeoutError(f"{keys!r} was not answered")
        first = last = time.perf_counter()
        while self.read(quiet):
            last = time.perf_counter()
        return Answer(first - begun, last - begun)

    def resident_mb(self) -> float:
        """Return the memory of the program's own process that is in use now, in MB."""
        return resident_mb(self.process.pid)


def resident_mb(pid: int) -> float:
    """Return how much memory of a process is in use now, in MB (1,000,000 bytes). Linux only."""
    status = Path(f"/proc/{pid}/status").read_text("ascii", "replace")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1.024 / 1_000
