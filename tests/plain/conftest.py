"""A talk on a real library, with a fake network: lines go in by a pipe, what is said comes out."""

import os
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from io import StringIO
from pathlib import Path

import httpx
import pytest

from tests.app import discussed
from tests.fakeblog import FakeBlog, FakeClock, FakeNet, FakePost, numbered
from tests.replica.server import Net
from tui_reader.config import Config, load
from tui_reader.library.library import Library
from tui_reader.plain.console import Console
from tui_reader.plain.talk import Talk
from tui_reader.store.database import Database


@pytest.fixture(autouse=True)
def _in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Days and times are those of Greenwich, wherever the tests run; nobody has a desktop."""
    monkeypatch.setenv("TZ", "UTC")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


class Talker:
    """Talks from the first line to the end of the input, again and again on one store."""

    def __init__(self, home: Path, net: httpx.AsyncBaseTransport) -> None:
        self.clock = FakeClock()
        self.config: Config = load(home, {})
        self.net = net
        self.library = self.opened()
        self.status = -1

    def opened(self, **options: object) -> Library:
        """A library on the same store."""
        database = Database.open(self.config.paths.store_file)
        settings = {"transport": self.net, "now": self.clock, "host_gap": 0.0}
        return Library(database, self.config, **(settings | {"look": lambda: True} | options))

    async def __call__(self, *lines: str, openings: tuple[str, ...] = ()) -> str:
        """Type lines, and give all that was said."""
        read, write = os.pipe()
        os.write(write, "".join(f"{line}\n" for line in lines).encode())
        os.close(write)
        out = StringIO()
        try:
            talk = Talk(self.library, self.config, Console(read, out))
            self.status = await talk.run(openings)
        finally:
            with suppress(OSError):
                os.close(read)
        return out.getvalue()

    async def after(self, *lines: str, openings: tuple[str, ...] = ()) -> str:
        """The same; only what was said after the last line that was typed."""
        said = await self(*lines, openings=openings)
        return said.rpartition(f" {lines[-1]}\n")[2]


def news() -> FakeBlog:
    """Twenty-five posts with labels; the newest has links, a picture, a heading and a table."""
    posts = numbered(25)
    first = FakePost(
        25,
        "A pact is signed",
        '<p>As <a href="/2026/01/post-24.html">the post before</a> said, and'
        ' <a href="https://else.test/x">others</a>.</p><h2>The pact</h2>'
        '<p>Its words: <del>never</del> once.</p><img src="/pier.jpg" alt="the pier">'
        "<table><tr><th>Year</th><th>Boats</th></tr><tr><td>2013</td><td>4</td></tr>"
        "<tr><td>2014</td><td>5</td></tr></table>",
        posts[0].published,
        ("Asia", "Money"),
        comments=12,
    )
    return FakeBlog("news.test", "What Now?", [first, *posts[1:]])


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talker]:
    """Nothing is followed yet; a blog is out there."""
    talker = Talker(tmp_path, FakeNet(news()))
    yield talker
    await talker.library.close()


@pytest.fixture
async def followed(talk: Talker) -> Talker:
    """A blog is followed."""
    await talk.library.add_blog("https://news.test/")
    return talk


@pytest.fixture
async def discussed_blog(tmp_path: Path) -> AsyncIterator[Talker]:
    """A blog is followed whose posts are discussed; nothing of that is kept yet."""
    talker = Talker(tmp_path, Net(discussed.site(discussed.blog())))
    await talker.library.add_blog(f"{discussed.HOST}/feeds/posts/default")
    yield talker
    await talker.library.close()
