"""A replica in a process of its own: it must not take from the process that is measured.

``python -m tests.replica.apart --blog scale --latency 0.1`` prints a line of JSON, then answers
each line on its standard input with one: ``log`` with what was asked so far.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from tests.replica import synthetic
from tests.replica.blog import Blog
from tests.replica.blogger import Blogger, Ways
from tests.replica.mirror import Mirrored
from tests.replica.server import Replica
from tests.replica.web import Answer, Asked, packed

BLOGS: Final[dict[str, Callable[[], Blog]]] = {
    "scale": synthetic.scale,
    "scale-2000": lambda: synthetic.scale(2000),
    "invented": synthetic.invented,
}


class Ready:
    """A site whose answers are made and packed once: then its latency is all that it takes."""

    def __init__(self, site: Blogger) -> None:
        self.site = site
        self._answers: dict[str, Answer] = {}

    def answer(self, asked: Asked) -> Answer:
        """The answer to a GET, as it was the first time."""
        if asked.target not in self._answers:
            self._answers[asked.target] = packed(asked, self.site.answer(asked))
        return self._answers[asked.target]


@dataclass
class Apart:
    """A replica in another process."""

    url: str
    process: subprocess.Popen[str]
    begun: int = 0

    def forget(self) -> None:
        """Leave what was asked so far out of the log."""
        self.begun = len(self._ask("log")["lines"])

    def log(self) -> list[tuple[str, int, float]]:
        """Address, status and second of each request."""
        return [(url, status, at) for url, status, at in self._ask("log")["lines"][self.begun :]]

    def most_busy(self) -> int:
        """The most requests there ever were at once."""
        return int(self._ask("log")["most_busy"])

    def _ask(self, word: str) -> dict[str, list[tuple[str, int, float]]]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@contextmanager
def apart(blog: str, *, latency: float, cap: int = 150) -> Iterator[Apart]:
    """Serve one of ``BLOGS`` from another process while the block runs."""
    words = ("--blog", blog, "--latency", str(latency), "--cap", str(cap))
    with subprocess.Popen(
        (sys.executable, "-m", "tests.replica.apart", *words),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        try:
            yield Apart(json.loads(process.stdout.readline())["url"], process)
        finally:
            process.kill()


def main() -> None:
    """Serve as the command line says, until the standard input ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--blog", choices=[*BLOGS, "mirror"], required=True)
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument("--cap", type=int, default=150)
    given = parser.parse_args()
    ways = Ways(cap=given.cap)
    is_mirror = given.blog == "mirror"
    site = Mirrored(ways, base="") if is_mirror else Blogger(BLOGS[given.blog](), ways)
    with Replica(Ready(site), latency=given.latency) as replica:
        ways.service = replica.other_url
        _say({"url": replica.url})
        for _ in sys.stdin:
            _say({"lines": replica.log.lines, "most_busy": replica.log.most_busy})


def _say(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
