"""First paint of the list, as a ratio to a bare Textual app: 1,000 and 100,000 posts stored.

``python -m bench.first_paint [RUNS]``. Runs alternate, so that a slow moment hits all alike.
"""

import sys
import tempfile
from pathlib import Path
from statistics import median

from bench.build_store import build
from bench.terminal import Terminal

BARE = [sys.executable, "-m", "bench.bare", "label"]


def reader(home: Path) -> list[str]:
    """The command that opens the reader on a home."""
    return [str(Path(sys.executable).with_name("tui-reader")), "--offline", "--home", str(home)]


def paint_seconds(command: list[str], mark: bytes) -> float:
    """Seconds until a mark is painted."""
    with Terminal(command) as terminal:
        return terminal.wait_for(mark)


def make_home(folder: Path, posts: int) -> tuple[Path, bytes]:
    """A home with so many posts, and what its newest row says."""
    from tui_reader.config import load
    from tui_reader.models import PostQuery
    from tui_reader.store import posts as store_posts
    from tui_reader.store.database import Database

    home = folder / str(posts)
    path = load(home, {}).paths.store_file
    path.parent.mkdir(parents=True, exist_ok=True)
    build(path, posts)
    database = Database.open(path)
    newest = database.read_now(store_posts.index, PostQuery(limit=1)).ids
    title = database.read_now(store_posts.rows, newest)[0].title
    database.close_now()
    return home, title[:12].encode()


def main(runs: int = 9) -> None:
    """Print medians and their ratios."""
    with tempfile.TemporaryDirectory() as folder:
        homes = {posts: make_home(Path(folder), posts) for posts in (1_000, 100_000)}
        seconds: dict[str, list[float]] = {"bare": [], "1000": [], "100000": []}
        for run in range(runs + 1):
            taken = {"bare": paint_seconds(BARE, b"READY-MARK")}
            for posts, (home, mark) in homes.items():
                taken[str(posts)] = paint_seconds(reader(home), mark)
            if run:
                for name, value in taken.items():
                    seconds[name].append(value)
    bare, few, many = (median(seconds[name]) for name in ("bare", "1000", "100000"))
    print(f"bare Textual app   {bare * 1000:7.0f} ms")
    print(f"1,000 posts        {few * 1000:7.0f} ms  {few / bare:.2f} x bare")
    print(f"100,000 posts      {many * 1000:7.0f} ms  {many / bare:.2f} x bare")
    print(f"100,000 to 1,000   {many / few:.3f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
