"""How lists that words choose, and other orders, answer: ``python -m bench.choosing``.

Read the ratios to the whole list by date: the milliseconds are this machine's, today.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Final

from tui_reader.models import PostQuery, Sort
from tui_reader.query import parse
from tui_reader.store import post_lists, posts, search_index
from tui_reader.store.database import Database

POSTS: Final = 100_000
WINDOW: Final = 200
TIMES: Final = 9
TODAY: Final = date(2020, 1, 30)
WORDS: Final = (
    *("bank", "bank river", "bank OR money", "-bank", '"friend answer"', "title:garden"),
    *("is:unread", "is:read", "is:starred", "is:new", "is:begun", "is:changed", "has:picture"),
    *("label:money", 'blog:"number 3"', "author:writer", "after:30d", "before:2019"),
    *("comments:>5", "words:>240", "minutes:1", "bank is:unread comments:>3 -label:asia"),
)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="tui-reader-bench-") as folder:
        path = Path(folder, "reader.db")
        subprocess.run([sys.executable, "-m", "bench.build_store", path, str(POSTS)], check=True)
        store = Database.open(path)
        while store.write_now(search_index.feed, str):
            pass
        measure(store)
        store.close_now()


def measure(store: Database) -> None:
    """Print what each list takes: all of it, its first window, and to be counted."""
    whole = _median(store, PostQuery())
    print(f"{'':40} {'posts':>7} {'all':>9} {'x':>5} {'first':>9} {'counted':>9}")
    for words in WORDS:
        query = PostQuery(filter=parse(words).at(TODAY))
        _print(store, words, query, whole)
    for sort in Sort:
        _print(store, f"by {sort}", PostQuery(sort=sort), whole)


def _print(store: Database, name: str, query: PostQuery, whole: float) -> None:
    found = len(store.read_now(posts.index, query))
    window = PostQuery(filter=query.filter, sort=query.sort, limit=WINDOW)
    every, first = _median(store, query), _median(store, window)
    counted = statistics.median(_counting(store, query) for _ in range(TIMES))
    figures = f"{every:6.1f} ms {every / whole:5.2f} {first:6.1f} ms {counted:6.1f} ms"
    print(f"{name:40} {found:7,} {figures}", flush=True)


def _median(store: Database, query: PostQuery) -> float:
    times = []
    for _ in range(TIMES):
        started = time.perf_counter()
        store.read_now(posts.index, query)
        times.append((time.perf_counter() - started) * 1_000)
    return statistics.median(times)


def _counting(store: Database, query: PostQuery) -> float:
    started = time.perf_counter()
    store.read_now(post_lists.count, query)
    return (time.perf_counter() - started) * 1_000


if __name__ == "__main__":
    main()
