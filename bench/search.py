"""How fast everything is searched while somebody types: ``python -m bench.search``.

Each key is one search, as the screen asks it. Read the ratios: the milliseconds are this
machine's, today.
"""

import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from bench.build_store import build
from bench.figures import quantile
from tui_reader.models import PostQuery
from tui_reader.query import parse
from tui_reader.store import posts, search, search_index
from tui_reader.store.database import Database

SMALL: Final = 1_000
LARGE: Final = 100_000
SIZES: Final = (SMALL, LARGE)
TITLES: Final = 30
HITS: Final = 200
"""As many as the screen asks for."""
TYPED: Final = (
    "bank",
    "bank river winter",
    '"bank river" teacher',
    "harbour -bank",
    "title:bank evening",
    "rive is:unread",
    "letter OR mountain",
    "idge",
    "zebra",
)


class Key(NamedTuple):
    """What one key took, in milliseconds."""

    wall: float
    cpu: float


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="tui-reader-bench-") as folder:
        few, many = (_indexed(Path(folder, str(count), "reader.db"), count) for count in SIZES)
        try:
            _compare(few, many)
            _look_for_titles(many)
        finally:
            few.close_now()
            many.close_now()


def _indexed(path: Path, count: int) -> Database:
    """Make a store and let the index learn it; say what that took."""
    path.parent.mkdir()
    begun = time.process_time()
    build(path, count)
    stored = time.process_time() - begun
    database = Database.open(path)
    before = path.stat().st_size
    begun, longest = time.process_time(), 0.0
    while True:
        batch = time.perf_counter()
        if not database.write_now(search_index.feed, str):
            break
        longest = max(longest, time.perf_counter() - batch)
    indexed = time.process_time() - begun
    database.write_now(lambda connection: None)
    print(
        f"{count:,} posts indexed: {indexed:.1f} s, x {indexed / stored:.2f} of storing,"
        f" longest batch {longest * 1_000:.0f} ms, {(path.stat().st_size - before) / 1e6:.0f} MB"
    )
    return database


def _compare(few: Database, many: Database) -> None:
    every: list[Key] = []
    for words in TYPED:
        small, large = _typed(few, words), _typed(many, words)
        every += large
        ratio = statistics.median(key.cpu for key in large) / statistics.median(
            key.cpu for key in small
        )
        print(
            f"{words:24} {_told(large)}, longest {max(key.wall for key in large):.1f} ms,"
            f" x {ratio:.1f} of {SMALL:,} posts"
        )
    print(f"all {len(every)} keys{'':13}{_told(every)}")


def _told(keys: Sequence[Key]) -> str:
    walls, cpus = [key.wall for key in keys], [key.cpu for key in keys]
    return (
        f"p50 {quantile(walls, 0.5):5.1f} ms ({quantile(cpus, 0.5):.1f} of cpu),"
        f" p95 {quantile(walls, 0.95):5.1f} ({quantile(cpus, 0.95):.1f})"
    )


def _typed(database: Database, words: str) -> Sequence[Key]:
    """Search after each letter."""
    return [_search(database, words[:end]) for end in range(1, len(words) + 1)]


def _search(database: Database, typed: str) -> Key:
    """Search three times; give the median."""
    chosen = parse(typed, is_typing=True)
    times: list[Key] = []
    for _ in range(3):
        wall, cpu = time.perf_counter(), time.thread_time()
        database.read_now(search.search, chosen, limit=HITS)
        times.append(Key((time.perf_counter() - wall) * 1_000, (time.thread_time() - cpu) * 1_000))
    return sorted(times)[1]


def _look_for_titles(many: Database) -> None:
    ids = many.read_now(posts.index, PostQuery()).ids
    rows = many.read_now(posts.rows, ids[:: len(ids) // TITLES][:TITLES])
    first = [many.read_now(search.search, parse(row.title)).hits[0].row.title for row in rows]
    right = sum(found == row.title for found, row in zip(first, rows, strict=True))
    print(f"{right} of {len(rows)} titles are the first hit of their words")


if __name__ == "__main__":
    main()
