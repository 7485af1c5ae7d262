"""The parse worker's own process: reads what it is asked from stdin, writes answers to stdout.

Started by ``ParseWorker`` only. It opens no connection, and ends when stdin does.
"""

import math
import os
import pickle
import struct
import sys
from contextlib import suppress
from typing import Any, BinaryIO, Final

from tui_reader.errors import FeedError
from tui_reader.feeds import worker_tasks
from tui_reader.limits import PARSE_MEMORY_BYTES

try:
    import resource
except ImportError:  # Windows: there the wall clock alone ends a parse that does not end
    resource = None  # type: ignore[assignment]  # a module that is absent has no type

FRAME: Final = struct.Struct("!Q")
"""Stands before every message in either direction: how many bytes of pickle follow."""
READY: Final = b""
"""The first message of the process: everything is imported."""
OVER: Final = b""
"""The last message of a stream that came to its end."""
NICENESS: Final = 5
"""A key is answered before a feed is read, where both want the same core."""
_SPARE_SECONDS: Final = 2
"""The wall clock of the reader comes first; this bound is for a reader that is no longer there."""


def main(seconds: float, first_task: str) -> None:
    """Answer until stdin ends: each request with an answer or a ``FeedError``, streams with many.

    Args:
        seconds: How long one answer may take.
        first_task: What it is started for; imported before it says that it is ready.
    """
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not end up among the answers
    _limit("RLIMIT_AS", PARSE_MEMORY_BYTES)
    _limit("RLIMIT_CORE", 0)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    worker_tasks.load(first_task)
    send(answers, READY)
    while (message := receive(requests)) is not None:
        name, payload = pickle.loads(message)
        if name in worker_tasks.STREAMS:
            _stream(name, payload, answers, seconds)
        else:
            _bound_time(seconds)
            send(answers, pickle.dumps(_answer(name, payload)))


def _answer(name: str, payload: Any) -> Any:
    try:
        return worker_tasks.load(name)(payload)
    except FeedError as error:
        return error
    except Exception as error:  # what hostile input makes a task stumble over is its refusal
        return refusal(error)


def _stream(name: str, payload: Any, answers: BinaryIO, seconds: float) -> None:
    """Send each answer when it is there; the last message is ``OVER``, or a ``FeedError``."""
    _bound_time(seconds)
    try:
        for answer in worker_tasks.load(name)(payload):
            send(answers, pickle.dumps(answer))
            _bound_time(seconds)
    except FeedError as error:
        send(answers, pickle.dumps(error))
    except BrokenPipeError:  # the reader wants no more of it
        sys.exit()
    except Exception as error:
        send(answers, pickle.dumps(refusal(error)))
    else:
        send(answers, OVER)


def refusal(error: Exception) -> FeedError:
    """Say what a fault that no task foresaw means for the person."""
    if isinstance(error, MemoryError):
        return FeedError("too-large", "it takes more memory to read than it may have")
    return FeedError("malformed", "it is broken and cannot be read")


def send(stream: BinaryIO, message: bytes) -> None:
    """Write one message."""
    stream.write(FRAME.pack(len(message)) + message)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """Read one message; None at the end of the stream."""
    head = stream.read(FRAME.size)
    if len(head) < FRAME.size:
        return None
    (length,) = FRAME.unpack(head)
    return stream.read(length)


def _limit(name: str, value: int) -> None:
    """Lower a limit of this process where its system has it, and lets it be lowered."""
    if resource is None:
        return
    kind = getattr(resource, name)
    with suppress(ValueError, OSError):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (value if hard < 0 else min(value, hard), hard))


def _bound_time(seconds: float) -> None:
    _limit("RLIMIT_CPU", _cpu_seconds() + math.ceil(seconds) + _SPARE_SECONDS)


def _cpu_seconds() -> int:
    times = os.times()
    return math.ceil(times.user + times.system)


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2])
