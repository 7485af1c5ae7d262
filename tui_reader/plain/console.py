"""Lines in and lines out: the only place of the plain mode that reads and writes.

What is typed is read in a thread of its own, and no more of it than was asked for: the event loop
stays free, and a pipe that never ends fills no memory.
"""

import asyncio
import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import Final, TextIO

from tui_reader.clean import clean, clean_line
from tui_reader.render.wrapping import rows

CHUNK_BYTES: Final = 1 << 16
LINE_BYTES: Final = 1 << 16
"""A line that is longer is taken as one that ends there."""
PIPE_COLUMNS: Final = 80
WIDEST: Final = 88
"""Text wider than this tires the eye."""
LINE_LETTERS: Final = 10_000
"""Room for the longest address that is kept, and words around it."""
LEAST_LINES: Final = 8
"""A part of an article has at least so many lines, however low the terminal is."""


class Keyboard:
    """What is typed, line by line.

    Args:
        descriptor: The file that is read, a terminal or a pipe.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._buffer = b""
        self._is_over = False
        self._asked: SimpleQueue[Callable[[bytes], None]] | None = None

    async def line(self) -> str | None:
        """The next line without its end; None where there is none any more."""
        while b"\n" not in self._buffer and len(self._buffer) < LINE_BYTES and not self._is_over:
            chunk = await self._chunk()
            self._buffer += chunk
            self._is_over = not chunk
        if not self._buffer:
            return None
        line, _, self._buffer = self._buffer.partition(b"\n")
        return clean_line(line.decode(errors="replace"), LINE_LETTERS)

    async def _chunk(self) -> bytes:
        """Let the thread read once; what it read while nobody waited any more is kept, too."""
        loop = asyncio.get_running_loop()
        coming: asyncio.Future[bytes] = loop.create_future()

        def take(chunk: bytes) -> None:
            if coming.done():
                self._buffer += chunk
                self._is_over |= not chunk
            else:
                coming.set_result(chunk)

        def tell(chunk: bytes) -> None:
            with suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(take, chunk)

        self._thread().put(tell)
        return await coming

    def _thread(self) -> "SimpleQueue[Callable[[bytes], None]]":
        if self._asked is None:
            self._asked = SimpleQueue()
            # Python waits for no daemon at its end: this one may sit in a read for ever.
            Thread(target=self._read, args=(self._asked,), daemon=True).start()
        return self._asked

    def _read(self, asked: "SimpleQueue[Callable[[bytes], None]]") -> None:
        while True:
            tell = asked.get()
            try:
                chunk = os.read(self._descriptor, CHUNK_BYTES)
            except OSError:  # the terminal is gone
                chunk = b""
            tell(chunk)


class Console:
    """A talk in lines of text.

    Args:
        descriptor: What is typed comes from here.
        out: What is said goes here.
        widest: Columns of text on a terminal, at most.
    """

    def __init__(self, descriptor: int, out: TextIO, widest: int = WIDEST) -> None:
        self._widest = widest
        self._keyboard = Keyboard(descriptor)
        self._out = out
        self.is_typed = os.isatty(descriptor)
        """Whether somebody types, and sees what they type."""
        self.is_shown = out.isatty()
        """Whether what is said goes to a terminal."""
        self.lines_at_once: int | None = None
        """How many lines of an article are said before a pause; 0: all; None: as many as fit."""

    @property
    def width(self) -> int:
        """Columns of text: the terminal's, at most those that do not tire the eye."""
        if not self.is_shown:
            return PIPE_COLUMNS
        return max(1, min(self._widest, shutil.get_terminal_size().columns))

    @property
    def height(self) -> int:
        """How many lines of an article are said before a pause; 0: all of them."""
        if self.lines_at_once is not None:
            return self.lines_at_once
        if not (self.is_typed and self.is_shown):
            return 0
        return max(LEAST_LINES, shutil.get_terminal_size().lines - 3)

    def say(self, text: str = "") -> None:
        """Say a sentence; empty: a blank line. On a terminal no word is broken at its edge."""
        self.print(self._rows(clean_line(text, LINE_LETTERS)))

    def _rows(self, line: str) -> list[str]:
        """A line as the lines that it takes on a terminal; in a pipe it stays one."""
        if not self.is_shown:
            return [line]
        return [line[row[0] : row[1]] for row in rows(line, self.width)]

    def print(self, lines: Iterable[str]) -> None:
        """Say lines of a text as they are, blanks at their beginnings kept."""
        for line in lines:
            self._out.write(clean(line).rstrip() + "\n")

    async def ask(self, prompt: str) -> str:
        """Ask for a line and give it, without blanks at its ends.

        Where nobody sees what is typed, it is said after the prompt: so the talk can be read.

        Raises:
            EOFError: There is none: the pipe has ended, or the terminal was told so (ctrl+D).
        """
        *before, last = self._rows(clean_line(prompt))
        self.print(before)
        self._out.write(f"{last} ")
        self._out.flush()
        line = await self._keyboard.line()
        if line is None:
            self._out.write("\n")
            self._out.flush()
            raise EOFError
        if not self.is_typed:
            self._out.write(line + "\n")
        return line

    def flush(self) -> None:
        """Let all be seen that was said."""
        self._out.flush()
