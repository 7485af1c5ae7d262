"""How long others wait while a rule hides 100,000 posts: ``python -m bench.hiding``.

Another program tries every millisecond whether it could write. Read the ratios to marks of as many
posts: the milliseconds are this machine's, today.
"""

import asyncio
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from tui_reader.config import load
from tui_reader.library.library import Library
from tui_reader.models import Flag, PostQuery
from tui_reader.store import search_index
from tui_reader.store.database import Database

POSTS: Final = 100_000
RULE: Final = "author:writer"
OTHERS: Final = ("title:garden", "label:money", "bank river", "harbour", "comments:>5")
"""Rules that take over what they speak of, too, when the great one goes."""
WATCH: Final = "watch"

Deed = Callable[[Library], Awaitable[object]]


def main() -> None:
    """Measure and print; as a child, watch a store."""
    if sys.argv[1:2] == [WATCH]:
        watch(Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory(prefix="tui-reader-bench-") as folder:
        home = Path(folder)
        path = load(home, {}).paths.store_file
        path.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "bench.build_store", path, str(POSTS)], check=True)
        measure(home, path)


def measure(home: Path, path: Path) -> None:
    """Print what each deed takes, and how long it holds the store at the longest."""
    database = Database.open(path)
    while database.write_now(search_index.feed, str):
        pass
    child = [sys.executable, "-m", "bench.hiding", WATCH, str(path)]
    with subprocess.Popen(
        child, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as watcher:
        asyncio.run(_all(Library(database, load(home, {})), watcher))


async def _all(library: Library, watcher: "subprocess.Popen[str]") -> None:
    ids = (await library.post_index(PostQuery())).ids
    await library.mark(ids, Flag.READ, True)
    print(f"{'':34} {'whole':>9} {'longest lock':>14} {'x':>6}")
    marks = await _print(watcher, f"{POSTS:,} posts marked unread", _marking(ids), library, 0.0)
    for others in ((), OTHERS):
        for words in others:
            await library.keeping.add_rule(words)
        beside = f", {len(others)} others" if others else ""
        await _print(watcher, f"a rule{beside}", _ruling, library, marks)
        await _print(watcher, f"taken back{beside}", lambda b: b.undo(), library, marks)
        await _print(watcher, f"done again{beside}", lambda b: b.redo(), library, marks)
        await _print(watcher, f"removed{beside}", _removing, library, marks)
        await _print(watcher, f"which is taken back{beside}", lambda b: b.undo(), library, marks)
        await library.undo()
    await library.close()


def _marking(ids: Sequence[int]) -> Deed:
    return lambda library: library.mark(ids, Flag.READ, False)


async def _ruling(library: Library) -> None:
    await library.keeping.add_rule(RULE)


async def _removing(library: Library) -> None:
    for rule in await library.keeping.rules():
        if rule.filter == RULE:
            await library.keeping.remove_rule(rule.id)


async def _print(
    watcher: "subprocess.Popen[str]", name: str, deed: Deed, library: Library, marks: float
) -> float:
    _longest(watcher)
    started = time.perf_counter()
    await deed(library)
    whole = (time.perf_counter() - started) * 1_000
    longest = _longest(watcher)
    figures = f"{whole:6.0f} ms {longest:11.0f} ms {longest / (marks or longest):6.2f}"
    print(f"{name:34} {figures}", flush=True)
    return longest


def _longest(watcher: "subprocess.Popen[str]") -> float:
    """Give for how many milliseconds nobody else could write, at the longest since last asked."""
    assert watcher.stdin is not None
    assert watcher.stdout is not None
    watcher.stdin.write("\n")
    watcher.stdin.flush()
    return float(watcher.stdout.readline())


def watch(path: Path) -> None:
    """Try without end whether one could write; tell the longest time one could not, when asked."""
    from threading import Thread

    longest = [0.0]

    def answer() -> None:
        for _ in sys.stdin:
            print(longest[0] * 1_000, flush=True)
            longest[0] = 0.0

    asked = Thread(target=answer)
    asked.start()
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        free = time.perf_counter()
        while asked.is_alive():
            if _could_write(connection):
                free = time.perf_counter()
            longest[0] = max(longest[0], time.perf_counter() - free)
            time.sleep(0.001)


def _could_write(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    connection.execute("ROLLBACK")
    return True


if __name__ == "__main__":
    main()
