"""Opens the real reader on real stores, with a fake network and a clock that stands still."""

import asyncio
import shutil
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.app import discussed
from tests.app.stage import Stage
from tests.fakeblog import FakeBlog, FakeClock, FakeNet, FakePost, numbered
from tests.replica.server import Net
from tui_reader.app import thread_frame
from tui_reader.config import load
from tui_reader.library.library import Library
from tui_reader.models import Flag, PostQuery
from tui_reader.render.blocks import Document
from tui_reader.render.html import to_document as html_to_document
from tui_reader.store.database import Database

NOTE = "Who said it *first*?\n\n- the bank: https://bank.test/\n- the paper"
GUIDE_DAY = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
"""A day after the guide's newest post."""


@pytest.fixture(autouse=True)
def _in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Days and times are those of Greenwich, wherever the tests run."""
    monkeypatch.setenv("TZ", "UTC")
    for name in ("NO_COLOR", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def texts_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The comments whose text was read so far: it is read only where it comes into view."""
    read: list[str] = []

    def to_document(html: str, base: str = "", *, first_link: int = 0) -> Document:
        read.append(html)
        return html_to_document(html, base, first_link=first_link)

    monkeypatch.setattr(thread_frame, "to_document", to_document)
    return read


def news() -> FakeBlog:
    """A blog with labels, links between posts, and comment counts unknown, 0, 1 and 12."""
    day = datetime(2026, 1, 5, 9, tzinfo=UTC)
    facts = [
        (6, "A pact is signed", ("Asia",), 12, day),
        (5, "Talks break off", ("Asia", "Trade"), 0, day.replace(hour=7)),
        (4, "What the bank said", ("Money",), 1, day.replace(day=4)),
        (3, "", (), None, day.replace(day=4, hour=3)),
        (2, "A long look back", ("Trade",), 3, day.replace(day=3)),
        (1, "Hello", (), 0, day.replace(year=2025)),
    ]
    posts = [
        FakePost(number, title, _text(number), published, labels, comments)
        for number, title, labels, comments, published in facts
    ]
    return FakeBlog("news.test", "What Now?", posts)


def _text(number: int) -> str:
    if number == 2:
        parts = (f"<h2>Part {part}</h2><p>{'Words of it. ' * 60}</p>" for part in range(1, 7))
        return "".join(parts)
    here = '<a href="https://news.test/2026/01/post-4.html">the bank</a>'
    away = '<a href="https://elsewhere.test/page">elsewhere</a>'
    return f"<p>Text of post {number}: see {here} and {away}.</p>"


def diary() -> FakeBlog:
    """A second blog: twelve numbered posts."""
    return FakeBlog("diary.test", "A diary", numbered(12, start=datetime(2026, 1, 2, tzinfo=UTC)))


def _library(home: Path, net: FakeNet, clock: FakeClock) -> Library:
    config = load(home, {})
    database = Database.open(config.paths.store_file)
    return Library(database, config, transport=net, now=clock, host_gap=0.0, look=lambda: True)


def _made(
    home: Path,
    work: Callable[[Library, FakeNet, FakeClock], Awaitable[PostQuery]],
    net: FakeNet | Net | None = None,
) -> Path:
    """Make a store once; tests work on copies of it."""
    net = net or FakeNet(news(), diary())

    async def make() -> None:
        clock = FakeClock()
        library = _library(home, net, clock)
        query = await work(library, net, clock)
        await library.save_state("place", {"blog_id": query.blog_id})
        await library.close()

    asyncio.run(make())
    return home


@pytest.fixture(scope="session")
def store_with_blogs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two blogs; of the first, the oldest post was read and starred, another has grown."""

    async def work(library: Library, net: FakeNet, clock: FakeClock) -> PostQuery:
        blog, _ = await library.add_blog("https://news.test/")
        await library.add_blog("https://diary.test/")
        ids = (await library.post_index(PostQuery(blog_id=blog.id))).ids
        await library.mark([ids[-1], ids[4]], Flag.READ, True, is_step=False)
        await library.mark([ids[-1]], Flag.STARRED, True, is_step=False)
        net.blogs["news.test"].edit(2, comments=6)
        clock.forward(hours=2)
        assert [event async for event in library.refresh([blog.id], force=True)]
        return PostQuery()

    return _made(tmp_path_factory.mktemp("blogs"), work)


@pytest.fixture(scope="session")
def store_with_guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nothing but the built-in guide."""

    async def work(library: Library, _net: FakeNet, clock: FakeClock) -> PostQuery:
        clock.time = GUIDE_DAY
        return PostQuery(blog_id=(await library.open_guide()).id)

    return _made(tmp_path_factory.mktemp("guide"), work)


@pytest.fixture
def empty(tmp_path: Path) -> Stage:
    """The very first start: no store yet, and two blogs out there."""
    return Stage(tmp_path, FakeNet(news(), diary()), FakeClock())


@pytest.fixture
def guide(tmp_path: Path, store_with_guide: Path) -> Stage:
    """A reader that has the built-in guide."""
    shutil.copytree(store_with_guide, tmp_path, dirs_exist_ok=True)
    return Stage(tmp_path, FakeNet(), FakeClock(GUIDE_DAY))


@pytest.fixture
def blogs(tmp_path: Path, store_with_blogs: Path) -> Stage:
    """A reader that follows two blogs."""
    shutil.copytree(store_with_blogs, tmp_path, dirs_exist_ok=True)
    grown = news()
    grown.edit(2, comments=6)
    stage = Stage(tmp_path, FakeNet(grown, diary()), FakeClock())
    stage.clock.forward(hours=3)
    return stage


@pytest.fixture
async def sorted_blogs(blogs: Stage) -> Stage:
    """A reader that follows two blogs, in folders, with tags, notes and searches."""
    library = _library(blogs.home, blogs.net, blogs.clock)
    keeping, first = library.keeping, (await library.blogs())[0]
    ids = (await library.post_index(PostQuery())).ids
    await keeping.save_search("About money", "money OR bank")
    for number, blog in enumerate(await library.blogs()):
        paths = ((("News", "World"),), (("People",), ("News",)))[number]
        await keeping.set_folders(blog.id, paths)
    await keeping.tag(ids[:2], "to read", True)
    await keeping.tag(ids[1:5], "trade", True)
    await keeping.set_note(ids[1], NOTE)
    await library.mark(ids[2:4], Flag.STARRED, True)
    await keeping.pause(first.id, True)
    while await library.index_some():
        pass
    await library.close()
    return blogs


@pytest.fixture(scope="session")
def store_with_talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A blog whose posts are discussed; nothing of that is kept yet."""

    async def work(library: Library, _net: FakeNet, _clock: FakeClock) -> PostQuery:
        blog, _ = await library.add_blog(f"{discussed.HOST}/feeds/posts/default")
        return PostQuery(blog_id=blog.id)

    net = Net(discussed.site(discussed.blog()))
    return _made(tmp_path_factory.mktemp("talk"), work, net)


@pytest.fixture
def talk(tmp_path: Path, store_with_talk: Path) -> Stage:
    """A reader that follows a blog whose posts are discussed."""
    shutil.copytree(store_with_talk, tmp_path, dirs_exist_ok=True)
    stage = Stage(tmp_path, Net(discussed.site(discussed.blog())), FakeClock())
    stage.clock.forward(hours=3)
    return stage


@pytest.fixture
def talk_later(tmp_path: Path) -> Stage:
    """The same reader, who had read the first two comments of the first post."""

    async def work(library: Library, _net: FakeNet, clock: FakeClock) -> PostQuery:
        blog, _ = await library.add_blog(f"{discussed.HOST}/feeds/posts/default")
        newest = (await library.post_index(PostQuery(blog_id=blog.id))).ids[0]
        await library.discussions.fetch(newest)
        await library.discussions.see(newest)
        return PostQuery(blog_id=blog.id)

    _made(tmp_path, work, Net(discussed.site(discussed.blog(comments=2))))
    stage = Stage(tmp_path, Net(discussed.site(discussed.blog())), FakeClock())
    stage.clock.forward(hours=3)
    return stage


@pytest.fixture
def wordpress(tmp_path: Path) -> Stage:
    """A reader that follows a blog at WordPress, whose posts tell no counts."""
    net = Net(discussed.at_wordpress(discussed.blog()))

    async def work(library: Library, _net: FakeNet, _clock: FakeClock) -> PostQuery:
        blog, _ = await library.add_blog(discussed.HOST)
        return PostQuery(blog_id=blog.id)

    _made(tmp_path, work, net)
    return Stage(tmp_path, net, FakeClock())
