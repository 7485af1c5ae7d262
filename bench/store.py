"""How the store answers with 1,000 and with 100,000 posts: ``python -m bench.store``.

Read the ratios: the milliseconds are this machine's, today. Makes its stores in a temporary folder.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from bench.build_store import parsed_post, save_batch
from tui_reader.limits import FEED_ITEMS
from tui_reader.models import Flag, ParsedFeed, PostQuery, View
from tui_reader.render.text import plain_of
from tui_reader.store import blogs, marks, posts, search_index
from tui_reader.store.database import Database

_T = TypeVar("_T")

SMALL: Final = 1_000
LARGE: Final = 100_000
WINDOW: Final = 200
ROWS: Final = 40
TIMES: Final = 15

FIRST_WINDOWS: Final = {
    "all posts": PostQuery(limit=WINDOW),
    "unread": PostQuery(view=View.UNREAD, limit=WINDOW),
    "starred": PostQuery(view=View.STARRED, limit=WINDOW),
    "a label": PostQuery(label="Money", limit=WINDOW),
    "a label, unread": PostQuery(label="Money", view=View.UNREAD, limit=WINDOW),
    "one blog": PostQuery(blog_id=1, limit=WINDOW),
    "one blog, unread": PostQuery(blog_id=1, view=View.UNREAD, limit=WINDOW),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What something took, in milliseconds."""

    wall: float
    cpu: float


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="tui-reader-bench-") as folder:
        small, large = Path(folder, "small", "reader.db"), Path(folder, "large", "reader.db")
        for path, count in ((small, SMALL), (large, LARGE)):
            subprocess.run(
                [sys.executable, "-m", "bench.build_store", path, str(count)], check=True
            )
        compare("open, list blogs, close", open_and_close, small, large)
        with opened(small) as few, opened(large) as many:
            compare_reading(few, many)
            print_large(many)
            print_writing(many)
        print(f"largest memory of this process: {memory():.0f} MB")


def compare_reading(few: Database, many: Database) -> None:
    """Print what the screen asks for at each move, for both stores."""
    for name, query in FIRST_WINDOWS.items():
        compare(f"first {WINDOW}: {name}", partial(window, query), few, many)
    compare("the blogs", lambda store: store.read_now(blogs.list_blogs), few, many)
    compare("data_version", Database.data_version, few, many)


def print_large(many: Database) -> None:
    """Print what grows with the number of posts."""
    ids = many.read_now(posts.index, PostQuery()).ids
    somewhere = ids[len(ids) // 2 : len(ids) // 2 + ROWS]
    report(f"index of {len(ids):,}", lambda: many.read_now(posts.index, PostQuery()))
    report("index of the unread", lambda: many.read_now(posts.index, PostQuery(view=View.UNREAD)))
    report(f"{ROWS} rows", lambda: many.read_now(posts.rows, somewhere))
    report("one row", lambda: many.read_now(posts.rows, somewhere[:1]))
    report("an article", lambda: many.read_now(posts.article, somewhere[0]))
    flags = iter([True, False] * TIMES)
    report(
        "a mark, durable",
        lambda: many.write_now(marks.set_flag, somewhere[:1], Flag.STARRED, next(flags)),
    )
    started = time.perf_counter()
    unread = many.read_now(posts.index, PostQuery(view=View.UNREAD)).ids
    mark = many.write_now(marks.set_flag, unread, Flag.READ, True, sees=False)
    line(f"mark {len(mark.post_ids):,} read", f"{since(started):8.1f} ms")


def print_writing(many: Database) -> None:
    """Print what one full answer costs, and its index afterwards."""
    batch = tuple(parsed_post(0, LARGE + number) for number in range(FEED_ITEMS))
    feed = ParsedFeed(kind="atom10", title="Blog number 0", posts=())
    while many.write_now(search_index.feed, plain_of):
        pass
    stored = cost(lambda: save_batch(many, 1, feed, batch))
    again = cost(lambda: save_batch(many, 1, feed, batch))
    batches: list[Cost] = []
    while not batches or many.read_now(search_index.pending):
        batches.append(cost(lambda: many.write_now(search_index.feed, plain_of)))
    indexing = sum(batch.cpu for batch in batches)
    line(f"answer of {FEED_ITEMS:,} new posts", f"{stored.wall:8.1f} ms, {stored.cpu:.0f} of cpu")
    line("the same answer again", f"{again.wall:8.1f} ms")
    line("indexing them", f"{indexing:8.1f} ms of cpu, {indexing / stored.cpu:.1f} times storing")
    line("longest index batch", f"{max(batch.wall for batch in batches):8.1f} ms")


def window(query: PostQuery, store: Database) -> None:
    """Do what the first paint of a list needs."""
    store.read_now(posts.rows, store.read_now(posts.index, query).ids[:ROWS])


def open_and_close(path: Path) -> None:
    """Do what the start and the end of every command need."""
    store = Database.open(path)
    store.read_now(blogs.list_blogs)
    store.close_now()


@contextmanager
def opened(path: Path) -> Iterator[Database]:
    """Give an open store."""
    store = Database.open(path)
    try:
        yield store
    finally:
        store.close_now()


def compare(name: str, step: Callable[[_T], object], few: _T, many: _T) -> None:
    """Print a step's time with few and with many posts, and the ratio."""
    small, large = median(lambda: step(few)), median(lambda: step(many))
    line(name, f"{small:8.3f} ms {large:8.3f} ms   x {large / small:.2f}")


def report(name: str, step: Callable[[], object]) -> None:
    """Print a step's median time."""
    line(name, f"{median(step):8.3f} ms")


def median(step: Callable[[], object]) -> float:
    """Give the median time of a step, in milliseconds."""
    return statistics.median(cost(step).wall for _ in range(TIMES))


def cost(step: Callable[[], object]) -> Cost:
    """Run a step once."""
    wall, cpu = time.perf_counter(), time.process_time()
    step()
    return Cost(since(wall), (time.process_time() - cpu) * 1_000)


def since(started: float) -> float:
    """Give the milliseconds since a moment of ``perf_counter``."""
    return (time.perf_counter() - started) * 1_000


def memory() -> float:
    """Give the largest resident size of this process, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000


def line(name: str, figures: str) -> None:
    """Print one line of the table."""
    print(f"{name:28} {figures}", flush=True)


if __name__ == "__main__":
    main()
