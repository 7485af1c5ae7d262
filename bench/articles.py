"""How long an article takes from the key to its picture: ``python -m bench.articles [TIMES]``.

The reader on a real terminal, a list in which short and long posts take turns: j goes to the next
one, enter opens it; opened it is when a word of its text has come through the terminal.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Final

from bench import homes
from bench.build_store import NOW, parsed_post, save_batch
from bench.render import article
from bench.terminal import Terminal
from tui_reader.models import ParsedFeed, ParsedPost
from tui_reader.store import blogs
from tui_reader.store.database import Database

SIZES: Final = {"5 kB": 5_000, "300 kB": 300_000}
WARM_UP: Final = "warm-up"
ESCAPE: Final = b"\x1b"


def main(times: int = 15) -> None:
    """Print the median and the slowest of each size."""
    taken: dict[str, list[float]] = {name: [] for name in SIZES}
    with reading(times) as terminal:
        for number in range(times):
            for name in SIZES:
                terminal.press(b"j")
                taken[name].append(open_article(terminal, mark(number, name)))
    for name, seconds in taken.items():
        typical, slowest = 1000 * median(seconds), 1000 * max(seconds)
        print(f"{name:>8} {typical:7.1f} ms, the slowest of {times} {slowest:7.1f} ms")


def open_article(terminal: Terminal, word: str) -> float:
    """Give the seconds until the post of the cursor is shown; go back to the list."""
    terminal.drain()
    started = time.perf_counter()
    terminal.write(b"\r")
    terminal.wait_for(word.encode())
    seconds = time.perf_counter() - started
    terminal.drain()
    terminal.press(ESCAPE)
    terminal.drain()
    return seconds


@contextmanager
def reading(times: int) -> Iterator[Terminal]:
    """Open the reader on a blog of so many posts of each size, after one that is not counted."""
    with tempfile.TemporaryDirectory(prefix="tui-reader-bench-") as folder:
        texts = [(mark(turn, name), size) for turn in range(times) for name, size in SIZES.items()]
        posts = [post(n, *text) for n, text in enumerate([(WARM_UP, 5_000), *texts])]
        save(Path(folder), posts)
        with Terminal(homes.reader(Path(folder))) as terminal:
            terminal.wait_for(f"1 of {len(posts)}".encode())
            open_article(terminal, WARM_UP)
            yield terminal


def mark(number: int, name: str) -> str:
    """Give the word with which a post begins."""
    return f"mark-{name.split()[0]}-{number}"


def post(number: int, word: str, size: int) -> ParsedPost:
    """Make a post of so many bytes that begins with a word."""
    html = f"<p>{word}</p>{article(size)}"
    return replace(parsed_post(0, number), html=html, comments=None, labels=())


def save(folder: Path, posts: list[ParsedPost]) -> None:
    """Keep the posts as one blog's."""
    database = Database.open(homes.store_file(folder))
    feed = ParsedFeed(kind="atom10", title="Short and long", posts=())
    address = "https://blog0.example/feed"
    blog_id = database.write_now(
        blogs.add, feed_url=address, canonical_feed_url=address, feed=feed, followed=True, now=NOW
    )
    save_batch(database, blog_id, feed, tuple(posts))
    database.close_now()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
