"""The parse worker's own process: reads pages from stdin, writes what they hold to stdout.

Started by ``ParseWorker`` only. It opens no file and no connection, and ends when stdin does.
"""

import math
import os
import pickle
import struct
import sys
from contextlib import suppress
from typing import BinaryIO, Final

from tui_reader.errors import FeedError
from tui_reader.limits import PARSE_MEMORY_BYTES
from tui_reader.models import Page, ParsedFeed

try:
    import resource
except ImportError:  # Windows: there the wall clock alone ends a parse that does not end
    resource = None  # type: ignore[assignment]  # a module that is absent has no type

FRAME: Final = struct.Struct("!Q")
"""Stands before every message in either direction: how many bytes of pickle follow."""
READY: Final = b""
"""The first message of the process: everything is imported."""
NICENESS: Final = 5
"""A key is answered before a feed is read, where both want the same core."""
_SPARE_SECONDS: Final = 2
"""The wall clock of the reader comes first; this bound is for a reader that is no longer there."""


def main(seconds: float) -> None:
    """Answer pages until stdin ends: each with a ``ParsedFeed``, or with a ``FeedError``."""
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not end up among the answers
    _limit("RLIMIT_AS", PARSE_MEMORY_BYTES)
    _limit("RLIMIT_CORE", 0)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    from tui_reader.feeds.parse import parse

    send(answers, READY)
    while (message := receive(requests)) is not None:
        _limit("RLIMIT_CPU", _cpu_seconds() + math.ceil(seconds) + _SPARE_SECONDS)
        page: Page = pickle.loads(message)
        answer: ParsedFeed | FeedError
        try:
            answer = parse(page)
        except FeedError as error:
            answer = error
        send(answers, pickle.dumps(answer))


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


def _cpu_seconds() -> int:
    times = os.times()
    return math.ceil(times.user + times.system)


if __name__ == "__main__":
    main(float(sys.argv[1]))
