"""Runs the parser in a process of its own, which can be killed: a feed can make it hang (R12).

No parsing here and no feedparser: importing it would cost the reader 60 ms and its safety.
"""

import asyncio
import os
import pickle
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from typing import Final

from tui_reader.errors import FeedError
from tui_reader.feeds.worker_child import FRAME
from tui_reader.limits import PARSE_SECONDS
from tui_reader.models import Page, ParsedFeed

IDLE_SECONDS: Final = 30.0
"""The process ends when it had nothing to do for so long: a big feed leaves it big."""
_START_SECONDS: Final = 30.0
"""For starting Python and its imports (0.2 s) on a machine that is busy with other things."""
_CHILD_MODULE: Final = "tui_reader.feeds.worker_child"


class ParseWorker:
    """One parser process for everybody, started when first needed, replaced when it was killed.

    Belongs to one event loop. Pages wait their turn; each has its own time limit.

    Args:
        seconds: How long one page may take.
        idle_seconds: How long the process is kept without work.
    """

    def __init__(
        self, *, seconds: float = PARSE_SECONDS, idle_seconds: float = IDLE_SECONDS
    ) -> None:
        self._seconds = seconds
        self._idle_seconds = idle_seconds
        self._turn = asyncio.Lock()
        self._process: Process | None = None
        self._ended: list[Process] = []
        self._idle_timer: asyncio.TimerHandle | None = None
        self._is_closed = False

    @property
    def pid(self) -> int | None:
        """The process that is at work or waiting for it; None if there is none."""
        process = self._process
        return process.pid if process is not None and process.returncode is None else None

    async def parse(self, page: Page) -> ParsedFeed:
        """Parse a page in the worker process; cancelling ends the process with the work.

        Raises:
            FeedError: What ``feeds.parse.parse`` raises; timeout when it took too long; malformed
                when the process died of it.
        """
        message = pickle.dumps(page)
        async with self._turn:
            answer = await self._answer(message)
        if isinstance(answer, FeedError):
            raise answer
        return answer

    async def close(self) -> None:
        """End the process for good; nothing of it is left. What still waits is refused."""
        self._is_closed = True
        self._retire()
        async with self._turn:  # whoever was being served sees the end of the process first
            while self._ended:
                await self._ended.pop().communicate()

    async def _answer(self, message: bytes) -> ParsedFeed | FeedError:
        self._stop_idle_timer()
        process = await self._running()
        try:
            answer = await self._ask(process, message)
        except BaseException:  # cancelled as well: what it is still at would be taken for the next
            self._retire()
            raise
        self._start_idle_timer()
        return answer

    async def _ask(self, process: Process, message: bytes) -> ParsedFeed | FeedError:
        self._refuse_when_closed()  # it may have been closed during the start
        try:
            async with asyncio.timeout(self._seconds):
                answer: ParsedFeed | FeedError = pickle.loads(await _exchange(process, message))
        except TimeoutError as error:
            raise FeedError("timeout", self._too_slow()) from error
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise self._death(await process.wait()) from error
        return answer

    def _refuse_when_closed(self) -> None:
        if self._is_closed:
            raise FeedError("malformed", "the reader is closing: nothing was read")

    async def _running(self) -> Process:
        """Give the process, started anew where there is none or it has ended by itself."""
        self._refuse_when_closed()
        if self._process is not None and self._process.returncode is None:
            return self._process
        self._retire()
        self._process = await self._start()
        return self._process

    async def _start(self) -> Process:
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-P",
                "-m",
                _CHILD_MODULE,
                str(self._seconds),
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                start_new_session=True,  # a Ctrl+C on the terminal is meant for the reader
            )
        except OSError as error:
            raise FeedError("malformed", f"the parser cannot be started: {error}") from error
        is_ready = False
        try:
            async with asyncio.timeout(_START_SECONDS):
                await _receive(process)
            is_ready = True
        except (TimeoutError, asyncio.IncompleteReadError) as error:
            raise FeedError("malformed", "the parser does not start: try again") from error
        finally:
            if not is_ready:
                self._end(process)
        return process

    def _retire(self) -> None:
        """Kill the process now; the loop collects it, ``close`` waits for that."""
        self._stop_idle_timer()
        process, self._process = self._process, None
        if process is not None:
            self._end(process)

    def _end(self, process: Process) -> None:
        with suppress(ProcessLookupError):
            process.kill()
        self._ended = [old for old in self._ended if old.returncode is None] + [process]

    def _start_idle_timer(self) -> None:
        loop = asyncio.get_running_loop()
        self._idle_timer = loop.call_later(self._idle_seconds, self._retire)

    def _stop_idle_timer(self) -> None:
        if self._idle_timer is not None:
            self._idle_timer.cancel()
            self._idle_timer = None

    def _too_slow(self) -> str:
        return f"the feed takes longer than {self._seconds:g} s to read: tell its owner"

    def _death(self, return_code: int) -> FeedError:
        if return_code == -getattr(signal, "SIGXCPU", 0):
            return FeedError("timeout", self._too_slow())
        return FeedError("malformed", "the feed makes the parser fail: tell its owner")


async def _exchange(process: Process, message: bytes) -> bytes:
    assert process.stdin is not None  # it was started with pipes
    process.stdin.write(FRAME.pack(len(message)) + message)
    await process.stdin.drain()
    return await _receive(process)


async def _receive(process: Process) -> bytes:
    assert process.stdout is not None  # it was started with pipes
    (length,) = FRAME.unpack(await process.stdout.readexactly(FRAME.size))
    return await process.stdout.readexactly(length)
