"""How much memory the reader holds with 100,000 posts stored: ``python -m bench.memory``. Linux.

What is resident in its own process after the list is loaded, after 200 rows, and after an article;
beside it Textual's smallest program, and what the parser's process takes while blogs are fetched.
"""

import asyncio
from typing import Final

from bench import homes
from bench.bare import bare
from bench.server import feed
from bench.terminal import Terminal, resident_mb
from tui_reader.feeds.worker import ParseWorker
from tui_reader.models import Page

POSTS: Final = 100_000
ROWS: Final = 200
FEED_POSTS: Final = 1_000


def main() -> None:
    """Print megabytes (1,000,000 bytes)."""
    with Terminal(bare("label")) as terminal:
        terminal.wait_for(b"READY-MARK")
        tell(terminal, "bare Textual app")
    with homes.home(POSTS) as home, Terminal(homes.reader(home)) as terminal:
        terminal.wait_for(f"1 of {POSTS:,}".encode())
        tell(terminal, f"{POSTS:,} posts, list loaded")
        for _ in range(ROWS):
            terminal.press(b"j")
        tell(terminal, f"after {ROWS} rows")
        terminal.press(b"\r")
        tell(terminal, "after an article")
    size, used = asyncio.run(parsing())
    print(f"{f'parser, after {size:.1f} MB':28} {used:6.1f} MB")


def tell(terminal: Terminal, name: str) -> None:
    """Print what a program holds once it rests."""
    terminal.drain(1.0)
    print(f"{name:28} {terminal.resident_mb():6.1f} MB", flush=True)


async def parsing() -> tuple[float, float]:
    """Give the size of a large feed, and what the parser's process holds after it, in MB."""
    worker = ParseWorker()
    address = "https://blog.example/feed"
    page = Page(address, address, 200, feed(0, FEED_POSTS), "application/atom+xml")
    try:
        await worker.parse(page)
        assert worker.pid is not None
        return len(page.body) / 1e6, resident_mb(worker.pid)
    finally:
        await worker.close()


if __name__ == "__main__":
    main()
