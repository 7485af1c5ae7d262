"""How long a thread takes to be read as far as it is seen: ``python -m bench.threads``.

One of 5,000 comments and one of 50, in turns; read the ratio.
"""

import statistics
import time
from datetime import UTC, datetime, timedelta
from typing import Final

from bench.figures import machine
from tui_reader.app.thread_frame import ThreadPage
from tui_reader.models import Comment, Removed, Thread
from tui_reader.render.layout import Layout

LINES: Final = 50
TURNS: Final = 15
START: Final = datetime(2026, 1, 5, tzinfo=UTC)
SIZES: Final = (50, 5_000)


def comment(number: int) -> Comment:
    """One of a long conversation in which every other one answers the one before."""
    return Comment(
        id=number,
        parent_id=number - 1 if number % 2 else None,
        depth=number % 2,
        replies=1 - number % 2,
        author=f"Reader {number % 70}",
        author_url="",
        is_author=False,
        published=START + timedelta(minutes=number),
        html=f"<p>{'Words. ' * 40}</p>",
        base="",
        url="",
        removed=Removed.NO,
        is_gone=False,
        is_new=False,
    )


def seconds(thread: Thread) -> float:
    """The first screen of a thread, from what the store gave."""
    begun = time.perf_counter()
    Layout(ThreadPage(thread).document(), 80).lines(0, LINES)
    return time.perf_counter() - begun


def main() -> None:
    """Print medians and their ratio."""
    print(machine())
    threads = [
        Thread(1, "A post", tuple(map(comment, range(size))), size, START, is_whole=True)
        for size in SIZES
    ]
    turns = [[seconds(thread) for thread in threads] for _ in range(TURNS)]
    few, many = (statistics.median(times) for times in zip(*turns, strict=True))
    for size, median in zip(SIZES, (few, many), strict=True):
        print(f"{size:5,} comments   {median * 1000:6.1f} ms")
    print(f"{many / few:.1f} times for a hundred times as many")


if __name__ == "__main__":
    main()
