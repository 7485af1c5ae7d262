"""newsboat itself, on real feeds over loopback: what was read and flagged in it arrives here.

What is compared is what newsboat wrote down, by queries of this file's own.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Final

import pytest

from tests.e2e.terminal import Terminal
from tests.fakeblog import FakeClock
from tests.shared import CORPUS, needs_corpus
from tui_reader.clean import clean_line
from tui_reader.config import load
from tui_reader.library.library import Library
from tui_reader.models import Article, Flag, ListDone, PostQuery
from tui_reader.store.database import Database

NEWSBOAT: Final = shutil.which("newsboat")
FEEDS: Final = (
    "feeds/abarrak-ar/2024-08-11.xml",
    "suites/node-feedparser/intertwingly.atom",
    "suites/node-feedparser/wapowellness.xml",
)
DOWN: Final = "\x1bOB"
FLAGS: Final = "\x05"
"""ctrl+e: edit the flags of the item."""

pytestmark = [
    needs_corpus,
    pytest.mark.skipif(NEWSBOAT is None, reason="newsboat is not installed"),
]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def addresses() -> Iterator[list[str]]:
    """The feeds on a server of this machine."""
    handler = partial(_Quiet, directory=str(CORPUS))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield [f"http://127.0.0.1:{server.server_port}/{feed}" for feed in FEEDS]
        server.shutdown()
        thread.join()


@pytest.fixture
def cache(addresses: list[str], tmp_path: Path) -> Path:
    """The cache of somebody who fetched three feeds and read some of their items."""
    urls, cache, config = (tmp_path / name for name in ("urls", "cache.db", "config"))
    urls.write_text("".join(f"{address}\n" for address in addresses))
    config.write_text("confirm-exit no\nauto-reload yes\n")
    words = ["-u", str(urls), "-c", str(cache), "-C", str(config)]
    environ = {"HOME": str(tmp_path), "LANG": "C.UTF-8"}
    with Terminal(*words, environ=environ, program=str(NEWSBOAT)) as newsboat:
        newsboat.wait_for("(29/29)")
        newsboat.wait(lambda: newsboat.text.count(" N ") == len(FEEDS), "three feeds")
        _read_and_flag(newsboat)
        newsboat.press("Q")
        assert newsboat.end() == 0
    return cache


def _read_and_flag(newsboat: Terminal) -> None:
    """Read an item, flag two, delete one; then mark the whole of the last feed read."""
    newsboat.press("\r")
    newsboat.wait_for("Articles in feed")
    newsboat.press("\r")
    newsboat.wait_for("Article '")
    newsboat.press("q")
    newsboat.wait_for("Articles in feed")
    for letters in ("ab", "Z"):
        newsboat.press(DOWN, FLAGS)
        newsboat.wait_for("Flags:")
        newsboat.press(letters, "\r")
        newsboat.wait_for("Flags updated")
    newsboat.press(DOWN, "D", "q")
    newsboat.wait_for("Your feeds")
    newsboat.press(DOWN, DOWN, "A")
    newsboat.wait_for("(0/29)")


def _told(cache: Path) -> dict[tuple[str, str], tuple[str, bool, bool, set[str]]]:
    """What newsboat keeps, by feed and guid."""
    with closing(sqlite3.connect(cache)) as connection:
        rows = connection.execute(
            "SELECT feedurl, guid, title, unread, ifnull(flags, '') FROM rss_item WHERE deleted = 0"
        )
        return {
            (feed, guid): (clean_line(title), not unread, bool(flags), set(flags))
            for feed, guid, title, unread, flags in rows
        }


def _kept(articles: list[Article], feeds: dict[int, str]) -> dict[tuple[str, str], object]:
    return {
        (feeds[each.row.blog_id], each.guid): (
            each.row.title,
            each.row.is_read,
            each.row.is_starred,
            {tag.removeprefix("flag-") for tag in each.row.tags},
        )
        for each in articles
    }


async def test_what_newsboat_keeps_is_kept_equal(cache: Path, tmp_path: Path) -> None:
    told = _told(cache)
    assert sum(read for _, read, *_ in told.values()) == 30
    assert sorted(map(sorted, (flags for *_, flags in told.values() if flags))) == [
        ["Z"],
        ["a", "b"],
    ]
    config = load(tmp_path / "home", {})
    database = Database.open(config.paths.store_file)
    library = Library(database, config, now=FakeClock(), offline=True)
    try:
        done = await _bring(library, cache)
        assert (done.blogs, done.posts, done.new, done.starred) == (3, len(told), len(told), 2)
        articles = await library.articles((await library.post_index(PostQuery())).ids)
        feeds = {blog.id: blog.feed_url for blog in await library.blogs()}
        assert _kept(articles, feeds) == told
        assert all(article.html for article in articles)
        await library.mark([articles[0].row.id], Flag.READ, True)
        again = await _bring(library, cache)
        assert (again.added, again.new, again.starred) == ((), 0, 0)
        row = (await library.rows([articles[0].row.id]))[0]
        assert row.is_read
    finally:
        await library.close()


async def _bring(library: Library, cache: Path) -> ListDone:
    *_, done = [event async for event in library.exchange.bring(cache)]
    assert isinstance(done, ListDone)
    return done
