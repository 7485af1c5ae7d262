"""The worker's process with tasks of the tests: run in place of ``feeds.worker_child``."""

import os
import sys
import time
from collections.abc import Iterator

from tui_reader.errors import FeedError
from tui_reader.feeds import worker_child, worker_tasks


def count(most: int) -> Iterator[int]:
    yield from range(most)


def big(most: int) -> Iterator[bytes]:
    for number in range(most):
        yield bytes([number]) * 3_000_000


def refuse(most: int) -> Iterator[int]:
    yield from range(most)
    raise FeedError("not-a-feed", "that is all")


def break_off(most: int) -> Iterator[int]:
    yield from range(most)
    raise ZeroDivisionError


def hang(most: int) -> Iterator[int]:
    yield from range(most)
    time.sleep(60)


def die(most: int) -> Iterator[int]:
    yield from range(most)
    os._exit(3)


def stumble(payload: str) -> str:
    raise RecursionError(payload)


def eat(payload: str) -> str:
    raise MemoryError(payload)


if __name__ == "__main__":
    for name in ("count", "big", "refuse", "break_off", "hang", "die"):
        worker_tasks.STREAMS[name] = f"tests.feeds.worker_streams:{name}"
    for name in ("stumble", "eat"):
        worker_tasks.TASKS[name] = f"tests.feeds.worker_streams:{name}"
    worker_child.main(float(sys.argv[1]), sys.argv[2])
