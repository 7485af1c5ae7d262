"""Reads what strangers wrote in processes of their own, which can be killed when they hang (R12).

No parsing here and no feedparser: importing it would cost the reader 60 ms and its safety.
"""

import asyncio
import os
import pickle
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncGenerator, Coroutine
from contextlib import suppress
from typing import Any, Final

from tui_reader.errors import FeedError
from tui_reader.feeds.worker_child import FRAME, OVER
from tui_reader.limits import PARSE_SECONDS
from tui_reader.models import Page, ParsedFeed

IDLE_SECONDS: Final = 30.0
"""The process ends when it had nothing to do for so long: a big feed leaves it big."""
_START_SECONDS: Final = 30.0
"""For starting Python and its imports (0.2 s) on a machine that is busy with other things."""
_CHILD_MODULE: Final = "tui_reader.feeds.worker_child"


class ParseWorker:
    """One parser process for everybody, started when first needed, replaced when it was killed.

    Belongs to one event loop. Requests wait their turn; each has its own time limit. A stream has
    a process of its own, so that nobody waits for its end.

    Args:
        seconds: How long one answer may take.
        idle_seconds: How long the process is kept without work.
        task: What it is started for: its imports are waited for at the start.
        what: What it reads, for messages.
    """

    def __init__(
        self,
        *,
        seconds: float = PARSE_SECONDS,
        idle_seconds: float = IDLE_SECONDS,
        task: str = "parse",
        what: str = "feed",
    ) -> None:
        self._seconds = seconds
        self._task = task
        self._what = what
        self._idle_seconds = idle_seconds
        self._turn = asyncio.Lock()
        self._process: Process | None = None
        self._streams: dict[Process, asyncio.Lock] = {}
        """Those at work, and what is held while one is listened to."""
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
        feed: ParsedFeed = await self.run("parse", page)
        return feed

    async def run(self, task: str, payload: Any) -> Any:
        """Do a task of ``worker_tasks.TASKS`` in the worker process.

        Raises:
            FeedError: What the task raises; timeout when it took too long; malformed when the
                process died of it.
        """
        message = pickle.dumps((task, payload))
        async with self._turn:
            answer = await self._answer(message)
        if isinstance(answer, FeedError):
            raise answer
        return answer

    async def stream(self, task: str, payload: Any) -> AsyncGenerator[Any, None]:
        """Do a task of ``worker_tasks.STREAMS``: its answers as they come, each in its time.

        Its process makes little more than is taken from it, and ends with the generator.

        Raises:
            FeedError: As for ``run``.
        """
        self._refuse_when_closed()
        process = await self._start(task)
        listening = self._streams[process] = asyncio.Lock()
        try:
            self._refuse_when_closed()
            await _send(process, pickle.dumps((task, payload)))
            while True:
                async with listening:
                    frame = await self._in_time(process, _receive(process))
                if frame == OVER:
                    return
                answer = pickle.loads(frame)
                if isinstance(answer, FeedError):
                    raise answer
                yield answer
        finally:
            _kill(process)
            async with listening:
                await process.communicate()
            del self._streams[process]

    async def close(self) -> None:
        """End the process for good; nothing of it is left. What still waits is refused."""
        self._is_closed = True
        self._retire()
        for process, listening in list(self._streams.items()):
            _kill(process)
            async with listening:  # who listens sees its end first
                await process.communicate()
        async with self._turn:  # whoever was being served sees the end of the process first
            while self._ended:
                await self._ended.pop().communicate()

    async def _answer(self, message: bytes) -> Any:
        self._stop_idle_timer()
        process = await self._running()
        try:
            answer = await self._ask(process, message)
        except BaseException:  # cancelled as well: what it is still at would be taken for the next
            self._retire()
            raise
        self._start_idle_timer()
        return answer

    async def _ask(self, process: Process, message: bytes) -> Any:
        self._refuse_when_closed()  # it may have been closed during the start
        return pickle.loads(await self._in_time(process, _exchange(process, message)))

    async def _in_time(self, process: Process, answer: Coroutine[Any, Any, bytes]) -> bytes:
        try:
            async with asyncio.timeout(self._seconds):
                return await answer
        except TimeoutError as error:
            raise FeedError("timeout", self._too_slow()) from error
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise self._death(await process.wait()) from error

    def _refuse_when_closed(self) -> None:
        if self._is_closed:
            raise FeedError("malformed", "the reader is closing: nothing was read")

    async def _running(self) -> Process:
        """Give the process, started anew where there is none or it has ended by itself."""
        self._refuse_when_closed()
        if self._process is not None and self._process.returncode is None:
            return self._process
        self._retire()
        self._process = await self._start(self._task)
        return self._process

    async def _start(self, task: str) -> Process:
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-P",
                "-m",
                _CHILD_MODULE,
                str(self._seconds),
                task,
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
        _kill(process)
        self._ended = [old for old in self._ended if old.returncode is None] + [process]

    def _start_idle_timer(self) -> None:
        loop = asyncio.get_running_loop()
        self._idle_timer = loop.call_later(self._idle_seconds, self._retire)

    def _stop_idle_timer(self) -> None:
        if self._idle_timer is not None:
            self._idle_timer.cancel()
            self._idle_timer = None

    def _too_slow(self) -> str:
        return f"the {self._what} takes longer than {self._seconds:g} s to read: tell its owner"

    def _death(self, return_code: int) -> FeedError:
        if return_code == -getattr(signal, "SIGXCPU", 0):
            return FeedError("timeout", self._too_slow())
        return FeedError("malformed", f"the {self._what} makes the parser fail: tell its owner")


def _kill(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()


async def _exchange(process: Process, message: bytes) -> bytes:
    await _send(process, message)
    return await _receive(process)


async def _send(process: Process, message: bytes) -> None:
    assert process.stdin is not None  # it was started with pipes
    process.stdin.write(FRAME.pack(len(message)) + message)
    await process.stdin.drain()


async def _receive(process: Process) -> bytes:
    assert process.stdout is not None  # it was started with pipes
    (length,) = FRAME.unpack(await process.stdout.readexactly(FRAME.size))
    return await process.stdout.readexactly(length)
