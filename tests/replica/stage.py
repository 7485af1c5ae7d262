"""A replica on loopback and a home that follows it: for the program as a real process."""

import json
import re
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.e2e.terminal import run
from tests.replica.blog import Blog
from tests.replica.blogger import Blogger, Ways
from tests.replica.server import Replica

PAGES = re.compile(r"/feeds/(?:posts|comments)/default\?|/feeds/\d+/comments/")
"""What a walk asks for; the home page, the oldest post and static pages are asked beside it."""


@dataclass
class Stage:
    """What is played, and where it is kept.

    Attributes:
        home: Follows the blog; nothing of its archive has been brought.
    """

    replica: Replica
    site: Blogger
    home: Path
    asked: int = field(default=0)

    def copy(self, folder: Path) -> Path:
        """The home once more."""
        shutil.copytree(self.home, folder)
        return folder

    def forget(self) -> None:
        """Count requests from here on."""
        self.asked = len(self.replica.log.lines)

    @property
    def urls(self) -> list[str]:
        """What was asked for since."""
        return self.replica.log.urls[self.asked :]

    def most_often(self) -> int:
        """How often the page was asked for that was asked for most."""
        return max(Counter(url for url in self.urls if PAGES.search(url)).values(), default=0)


@contextmanager
def staged(
    blog: Blog, folder: Path, *, ways: Ways | None = None, latency: float = 0.0
) -> Iterator[Stage]:
    """Serve a blog as Blogger on loopback, and follow it in a home of its own."""
    site = Blogger(blog, ways)
    with Replica(site, latency=latency) as replica:
        site.ways.service = replica.other_url
        added = run("--home", str(folder), "add", f"{replica.url}/")
        assert (added.returncode, added.stderr) == (0, ""), added
        stage = Stage(replica, site, folder)
        stage.forget()
        yield stage


@dataclass(frozen=True)
class Brought:
    """How a run of the command ended.

    Attributes:
        last: Its last event.
    """

    status: int
    seconds: float
    events: tuple[dict[str, Any], ...]
    problems: str

    @property
    def last(self) -> dict[str, Any]:
        """The event it ended with."""
        return self.events[-1] if self.events else {}


def bring(home: Path, *words: str, seconds: float = 600) -> Brought:
    """Run ``archive`` to its end."""
    begun = time.monotonic()
    ended = run("--home", str(home), "archive", "--json", *words, seconds=seconds)
    events = tuple(json.loads(line) for line in ended.stdout.splitlines())
    return Brought(ended.returncode, time.monotonic() - begun, events, ended.stderr)
