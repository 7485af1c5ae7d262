"""How long a refresh of 100 blogs takes, and how long it keeps the event loop from anything else.

``python -m bench.fetch [BLOGS]``. Fifty posts each, from a server on this machine that answers
after 50 ms; then once more, when nothing is new (304). The least possible is said beside it.
"""

import asyncio
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Final

from bench import homes
from bench.build_store import NOW
from bench.server import LATENCY_SECONDS
from tui_reader.config import load
from tui_reader.feeds.urls import host_of
from tui_reader.library.library import Library
from tui_reader.limits import CONNECTIONS
from tui_reader.models import Fetched, ParsedFeed
from tui_reader.store import blogs as store_blogs
from tui_reader.store.database import Database

POSTS: Final = 50
TICK_SECONDS: Final = 0.005


def main(blogs: int = 100) -> None:
    """Print seconds, seconds of processor, and the longest wait for the event loop."""
    least = blogs / CONNECTIONS * LATENCY_SECONDS
    print(f"{blogs} blogs of {POSTS} posts; {CONNECTIONS} at once, so at least {least:.2f} s")
    with tempfile.TemporaryDirectory(prefix="tui-reader-bench-") as folder, server(blogs) as port:
        database = Database.open(homes.store_file(Path(folder)))
        for blog in range(blogs):
            follow(database, f"http://127.0.0.1:{port}/{blog}")
        asyncio.run(refresh_twice(Library(database, load(Path(folder), {}))))


@contextmanager
def server(blogs: int) -> Iterator[int]:
    """Serve so many blogs; give the port."""
    command = [sys.executable, "-m", "bench.server", str(blogs), str(POSTS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline())
        finally:
            process.kill()


def follow(database: Database, address: str) -> None:
    """Follow a blog that was never asked yet."""
    database.write_now(
        store_blogs.add,
        feed_url=address,
        canonical_feed_url=address,
        feed=ParsedFeed(kind="atom10", title=address, posts=()),
        followed=True,
        now=NOW,
        typed_host=host_of(address),
    )


async def refresh_twice(library: Library) -> None:
    """Ask all blogs, and ask them again."""
    try:
        for name in ("all is new", "nothing is new"):
            async with ticking() as gaps:
                started, cpu = time.perf_counter(), time.process_time()
                happened, new = await refresh(library)
                seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
            print(
                f"{name:16} {seconds:6.2f} s, {cpu:5.2f} s of cpu, longest wait "
                f"{1000 * max(gaps):4.0f} ms; {new:,} new posts, {dict(happened)}",
                flush=True,
            )
    finally:
        await library.close()


async def refresh(library: Library) -> tuple[Counter[str], int]:
    """Ask all blogs; give how often each thing happened, and how many posts are new."""
    happened: Counter[str] = Counter()
    new = 0
    async for event in library.refresh(force=True):
        happened[type(event).__name__] += 1
        new += event.new if isinstance(event, Fetched) else 0
    return happened, new


@asynccontextmanager
async def ticking() -> AsyncIterator[list[float]]:
    """Note how much later than asked for the event loop comes back, every five milliseconds."""
    late = [0.0]

    async def tick() -> None:
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(TICK_SECONDS)
            late.append(time.perf_counter() - begun - TICK_SECONDS)

    ticker = asyncio.create_task(tick())
    try:
        yield late
    finally:
        ticker.cancel()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
