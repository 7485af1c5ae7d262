"""17,461 posts brought from a server of some latency: how long, how much memory, and the keys.

``python -m tests.replica.scale --latency 0.1`` prints the figures.
"""

import argparse
import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.e2e.homes import ask
from tests.e2e.terminal import Terminal, run, start
from tests.e2e.test_many_blogs import Seen, press
from tests.replica.apart import Apart, apart

LANES = 2


@dataclass
class Measured:
    """One archive, brought.

    Attributes:
        seconds: From the first request for a page to the last stored post.
        least: Seconds that a client takes which only takes the same pages in, two at once.
        requests: How many pages were asked for.
        latency: Of the server, in seconds.
        memory: Kilobytes of the program and all it started, by the share of posts kept by then.
        own_memory: The same of the program without its workers.
        seen: Keys pressed meanwhile.
    """

    seconds: float = 0.0
    least: float = 0.0
    requests: int = 0
    latency: float = 0.0
    posts: int = 0
    memory: list[tuple[float, int]] = field(default_factory=list)
    own_memory: list[tuple[float, int]] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)
    most_busy: int = 0

    def third(self, number: int, memory: list[tuple[float, int]]) -> int:
        """The highest memory, in megabytes, in a third of the walk."""
        part = [kb for share, kb in memory if number / 3 <= share <= (number + 1) / 3]
        return max(part, default=0) // 1024

    def figures(self) -> str:
        """All of it in lines."""
        lines = [
            f"{self.posts} posts in {self.seconds:.1f} s, {self.requests} requests, at most "
            f"{self.most_busy} at once; least {self.least:.1f} s at {self.latency * 1000:.0f} ms: "
            f"{self.seconds / self.least:.2f} times"
        ]
        for name, memory in (("all", self.memory), ("program", self.own_memory)):
            thirds = [self.third(number, memory) for number in range(3)]
            lines.append(f"memory of {name}, MB, highest of each third: {thirds}")
        if self.seen.moves:
            lines.append(self.seen.figures())
        return "\n".join(lines)


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    found = [pid]
    for each in found:
        try:
            for thread in Path(f"/proc/{each}/task").iterdir():
                found += map(int, (thread / "children").read_text().split())
        except OSError:
            continue
    return found


def resident(pid: int) -> int:
    """Kilobytes that a process has in memory; 0 if it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if "VmRSS" in line), 0)


def kept(home: Path) -> int:
    """Posts in the store."""
    return int(str(ask(home, "SELECT posts FROM blogs WHERE feed_url LIKE 'http%'")[0][0]))


def is_done(home: Path) -> bool:
    """Whether the walk is at its end."""
    return ask(home, "SELECT is_done FROM archives") == [(1,)]


def follow(home: Path, server: Apart) -> int:
    """Follow the blog; how many posts it has in all."""
    added = run("--home", str(home), "add", f"{server.url}/")
    assert added.returncode == 0, added
    return int(str(ask(home, "SELECT posts_total FROM blogs WHERE posts_total > 0")[0][0]))


def bare(server: Apart, posts: int, cap: int = 150) -> float:
    """Ask for every page, two at once, and do nothing with it; how many seconds that takes."""
    base = f"{server.url}/feeds/posts/default?redirect=false"
    starts = range(1, posts + 1, cap)
    urls = iter([f"{base}&start-index={start}&max-results=150" for start in starts])
    lock = threading.Lock()

    def lane() -> None:
        connection = http.client.HTTPConnection(server.url.partition("://")[2])
        while True:
            with lock:
                url = next(urls, None)
            if url is None:
                connection.close()
                return
            connection.request(
                "GET", url.removeprefix(server.url), headers={"Accept-Encoding": "gzip"}
            )
            connection.getresponse().read()

    lanes = [threading.Thread(target=lane) for _ in range(LANES)]
    begun = time.monotonic()
    for each in lanes:
        each.start()
    for each in lanes:
        each.join()
    return time.monotonic() - begun


def least(server: Apart, posts: int) -> float:
    """The same when every answer has been made before."""
    bare(server, posts)
    return bare(server, posts)


def watch(
    measured: Measured, home: Path, pid: int, total: int, meanwhile: Callable[[], None]
) -> None:
    """Look at memory and posts until the walk is over; ``meanwhile`` takes some time itself."""
    while not is_done(home):
        share = kept(home) / total
        measured.memory.append((share, sum(map(resident, family(pid)))))
        measured.own_memory.append((share, resident(pid)))
        meanwhile()
        assert Path(f"/proc/{pid}").exists() or is_done(home), "it ended before its end"


def settle(measured: Measured, home: Path, server: Apart, end: float) -> Measured:
    """What the server says of it."""
    pages = [line for line in server.log() if "max-results=" in line[0]]
    pages = [line for line in pages if not line[0].endswith("max-results=1")]
    measured.seconds = end - pages[0][2]
    measured.requests = len(pages)
    measured.posts = kept(home)
    measured.most_busy = server.most_busy()
    return measured


@contextmanager
def followed(blog: str, home: Path, latency: float) -> Iterator[tuple[Apart, int, Measured]]:
    """A server with a blog that is followed: it, its posts in all, and the least it takes."""
    with apart(blog, latency=latency) as server:
        total = follow(home, server)
        measured = Measured(latency=latency, least=least(server, total))
        server.forget()
        yield server, total, measured


def by_command(blog: str, home: Path, latency: float) -> Measured:
    """``tui-reader archive`` alone."""
    with followed(blog, home, latency) as (server, total, measured):
        with start(["--home", str(home), "archive", "--json"]) as process:
            watch(measured, home, process.pid, total, lambda: time.sleep(0.05))
            end = time.monotonic()
            told, problems = process.communicate(timeout=60)
        assert problems == ""
        assert json.loads(told.splitlines()[-1])["event"] == "done"
        return settle(measured, home, server, end)


def while_reading(blog: str, home: Path, latency: float) -> Measured:
    """The key for the whole archive in the reader, which goes on answering keys."""
    with followed(blog, home, latency) as (server, total, measured):
        (home / "config.toml").write_text("fetch_on_start = false\n", encoding="utf-8")
        with Terminal("--home", str(home)) as terminal:
            terminal.wait_to_open()
            terminal.press("A")
            terminal.wait(lambda: ask(home, "SELECT 1 FROM archives"), "the beginning of the walk")
            keys = iter(("j", "k") * 100_000)
            watch(
                measured,
                home,
                terminal.process.pid,
                total,
                lambda: press(terminal, next(keys), measured.seen),
            )
            end = time.monotonic()
            terminal.press("q")
            assert terminal.end() == 0
        return settle(measured, home, server, end)


def beside_reader(blog: str, home: Path, latency: float) -> Measured:
    """The command, while the reader of the same home answers keys."""
    with followed(blog, home, latency) as (server, total, measured):
        (home / "config.toml").write_text("fetch_on_start = false\n", encoding="utf-8")
        with Terminal("--home", str(home)) as terminal:
            terminal.wait_to_open()
            process: subprocess.Popen[str]
            with start(["--home", str(home), "archive", "--json"]) as process:
                keys = iter(("j", "k") * 100_000)
                watch(
                    measured,
                    home,
                    process.pid,
                    total,
                    lambda: press(terminal, next(keys), measured.seen),
                )
                end = time.monotonic()
                process.communicate(timeout=60)
            terminal.press("q")
            assert terminal.end() == 0
        return settle(measured, home, server, end)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--blog", default="scale")
    parser.add_argument("--latency", type=float, default=0.1)
    parser.add_argument("--how", nargs="*", default=["command", "reading", "beside"])
    given = parser.parse_args()
    ways = {"command": by_command, "reading": while_reading, "beside": beside_reader}
    for name in given.how:
        with tempfile.TemporaryDirectory() as home:
            load = os.getloadavg()[0]
            measured = ways[name](given.blog, Path(home), given.latency)
            sys.stdout.write(f"{name}, load before {load:.2f}:\n{measured.figures()}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
