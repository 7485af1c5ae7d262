"""Pictures over loopback: what hostile servers and files can do, and what they cannot."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image

from tests.e2e.servers import ATOM, Answer, Server, Site, not_found
from tests.fakeblog import FakeBlog, FakePost
from tests.feeds.documents import item, page
from tests.gallery import flag, jpeg, png, saved
from tests.real.player import generator
from tests.shared import HOSTILE, needs_hostile
from tui_reader.config import load
from tui_reader.errors import FeedError
from tui_reader.feeds.worker import ParseWorker
from tui_reader.library.library import Library
from tui_reader.limits import PICTURE_SECONDS
from tui_reader.models import PictureBrought, PictureEvent, PictureFailed, PostQuery
from tui_reader.store.database import Database

MEGAPIXELS = (5_000, 4_000)
"""As large as a picture may be."""


@dataclass
class Album(Site):
    """A blog of one post, and files by their path."""

    files: dict[str, Answer] = field(default_factory=dict)
    host: str = ""

    def answer(self, path: str, query: str) -> Answer:
        if path == "/feed":
            post = FakePost(1, "One", "<p>text</p>")
            body = FakeBlog(self.host, posts=[post], scheme="http").atom()
            return Answer(200, body, {"Content-Type": ATOM})
        return self.files.get(path, not_found())


def of(body: bytes, kind: str = "image/png") -> Answer:
    return Answer(200, body, {"Content-Type": kind, "Cache-Control": "no-store", "ETag": '"1"'})


@pytest.fixture
def album() -> Album:
    return Album()


@pytest.fixture
def server(album: Album) -> Iterator[Server]:
    with Server(album) as server:
        album.host = f"127.0.0.1:{server.port}"
        yield server


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    config = load(tmp_path, {})
    library = Library(Database.open(config.paths.store_file), config, host_gap=0.0)
    yield library
    await library.close()


async def post_of(library: Library, server: Server) -> int:
    """The post of the album, whose host the person typed."""
    await library.add_blog(f"{server.url}/feed")
    server.requests.clear()
    [post_id] = (await library.post_index(PostQuery())).ids
    return post_id


async def bring(library: Library, post_id: int, *urls: str) -> list[PictureEvent]:
    async with asyncio.timeout(60):
        return [event async for event in library.pictures.bring(post_id, urls)]


def refusal(event: PictureEvent) -> str:
    assert isinstance(event, PictureFailed)
    return event.error_class


async def test_the_bytes_say_what_a_picture_is_whatever_its_server_says(
    library: Library, server: Server, album: Album
) -> None:
    post_id = await post_of(library, server)
    album.files = {
        "/a.gif": of(png(), "text/html"),
        "/b.html": of(jpeg(), "application/octet-stream"),
        "/c.png": of(b"<!doctype html><title>Log in</title>", "image/png"),
        "/d.svg": of(b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "image/svg+xml"),
        "/e.png": of(b"", "image/png"),
    }
    urls = [server.url + path for path in album.files]
    events = {event.url: event for event in await bring(library, post_id, *urls)}
    for url in urls[:2]:
        assert isinstance(events[url], PictureBrought)
        assert await library.pictures.draw(url, 6, 2) is not None
    assert [refusal(events[url]) for url in urls[2:]] == ["malformed"] * 3


async def test_a_kept_picture_is_not_asked_for_again_whatever_its_headers_say(
    library: Library, server: Server, album: Album
) -> None:
    post_id = await post_of(library, server)
    album.files = {"/a.png": of(png())}
    for _ in range(3):
        [event] = await bring(library, post_id, f"{server.url}/a.png")
        assert isinstance(event, PictureBrought)
    assert server.requests == [("/a.png", 200)]
    server.stop()
    assert await library.pictures.draw(f"{server.url}/a.png", 6, 2) is not None


async def test_a_picture_with_neither_beginning_nor_end_comes_in_time_or_not_at_all(
    library: Library, server: Server, album: Album
) -> None:
    post_id = await post_of(library, server)
    whole = jpeg(400, 300)
    album.files = {
        "/cut.jpg": of(whole[: len(whole) // 2]),
        "/over.png": of(png() + b"\0" * 5 * 1024 * 1024),
        "/none.png": Answer(204),
        "/lost.png": Answer(302, b"", {"Location": "/lost.png"}),
        "/moved.png": Answer(302, b"", {"Location": "/here.png"}),
        "/here.png": of(png()),
    }
    names = ("/cut.jpg", "/over.png", "/none.png", "/lost.png")
    urls = [server.url + name for name in names]
    events = {event.url: event for event in await bring(library, post_id, *urls)}
    assert [refusal(events[url]) for url in urls] == [
        "malformed", "too-large", "http-status", "redirect",
    ]  # fmt: skip
    [event] = await bring(library, post_id, f"{server.url}/moved.png")
    assert isinstance(event, PictureBrought)
    assert event.url == f"{server.url}/moved.png"


async def test_a_picture_on_this_machine_is_asked_for_only_where_the_blog_is(
    library: Library, server: Server, album: Album, tmp_path: Path
) -> None:
    album.files = {
        "/a.png": of(png()),
        "/away.png": Answer(302, b"", {"Location": f"http://localhost:{server.port}/a.png"}),
    }
    post_id = await post_of(library, server)
    [event] = await bring(library, post_id, f"{server.url}/away.png")
    assert refusal(event) == "blocked-address"
    file = tmp_path / "feed.xml"
    file.write_bytes(FakeBlog("blog.example", posts=[FakePost(1, "T", "<p>x</p>")]).atom())
    blog = await library.open_file(file)
    [stranger] = (await library.post_index(PostQuery(blog_id=blog.id))).ids
    server.requests.clear()
    local = (
        server.url,
        f"http://localhost:{server.port}",
        f"http://2130706433:{server.port}",
        f"http://0x7f000001:{server.port}",
        f"http://[::ffff:127.0.0.1]:{server.port}",
        "http://169.254.169.254",
        "http://10.0.0.1",
        "http://nas.local",
    )
    urls = [f"{place}/a.png" for place in local]
    events = await bring(library, stranger, *urls)
    assert {refusal(event) for event in events} <= {"blocked-address", "network"}
    assert server.requests == []
    [event] = await bring(library, post_id, f"{server.url}/a.png")
    assert isinstance(event, PictureBrought)


# ------------------------------------------------------------------------ bombs and limits


@pytest.fixture
async def worker() -> AsyncIterator[ParseWorker]:
    worker = ParseWorker(seconds=PICTURE_SECONDS, task="picture-size", what="picture")
    yield worker
    await worker.close()


@needs_hostile
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
async def test_bombs_are_refused_before_they_go_off(
    library: Library, server: Server, album: Album
) -> None:
    post_id = await post_of(library, server)
    album.files = {
        "/lies.png": of((HOSTILE / "png-lies.png").read_bytes()),
        "/bomb.png": of(generator().RECIPES["png-bomb-900mp.png"]()),
    }
    for name in album.files:
        [event] = await bring(library, post_id, server.url + name)
        assert refusal(event) == "too-large"
    assert await library.pictures.kept([server.url + name for name in album.files]) == {}
    pid = library._desk.network.picture_worker().pid
    assert pid is not None
    assert peak(pid) < 100 * 1024


def peak(pid: int) -> int:
    """The most memory that a process has had, in KiB."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        pytest.skip("only Linux says how much memory a process had")
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1])


LARGEST = {
    "colours and transparency": ("RGBA", "PNG", {}),
    "grey and transparency": ("LA", "PNG", {}),
    "sixteen bits": ("I;16", "PNG", {}),
    "palette with a hole": ("P", "PNG", {"transparency": 0}),
    "print colours": ("CMYK", "JPEG", {}),
    "photograph": ("RGB", "JPEG", {}),
    "moving": ("P", "GIF", {}),
    "webp": ("RGB", "WEBP", {}),
    "webp with a hole": ("RGBA", "WEBP", {}),
}


@pytest.mark.parametrize(("mode", "kind", "options"), LARGEST.values(), ids=list(LARGEST))
async def test_the_largest_picture_there_may_be_is_drawn_within_the_limits(
    worker: ParseWorker, mode: str, kind: str, options: dict[str, object]
) -> None:
    data = saved(Image.new(mode, MEGAPIXELS), kind, **options)
    width, height, _ = await worker.run("picture-size", data)
    assert (width, height) == MEGAPIXELS
    assert len(await worker.run("picture-cells", (data, 88, 30))) == 88 * 30 * 6
    width, height, pixels = await worker.run("picture-fit", (data, 1_000, 1_000))
    assert (width, height, len(pixels)) == (1_000, 800, 3 * 1_000 * 800)


async def test_a_picture_that_takes_too_long_is_given_up_and_the_next_is_drawn() -> None:
    worker = ParseWorker(seconds=0.05, task="picture-size", what="picture")
    slow = saved(Image.new("RGBA", MEGAPIXELS), "PNG")
    with pytest.raises(FeedError) as caught:
        await worker.run("picture-fit", (slow, 3_000, 3_000))
    assert str(caught.value).startswith("timeout: the picture takes longer than")
    await worker.close()
    worker = ParseWorker(seconds=PICTURE_SECONDS, task="picture-size", what="picture")
    assert await worker.run("picture-size", png()) == (60, 40, "png")
    await worker.close()


async def test_no_feed_waits_for_a_picture(library: Library) -> None:
    network = library._desk.network
    slow = saved(Image.new("RGBA", MEGAPIXELS), "PNG")
    await network.picture_worker().run("picture-size", png())
    await network.parse(page(item("<title>t</title>")))
    order: list[str] = []

    async def draw() -> None:
        await network.picture_worker().run("picture-fit", (slow, 2_000, 2_000))
        order.append("picture")

    async def parse() -> None:
        await network.parse(page(item("<title>t</title>")))
        order.append("feed")

    drawing = asyncio.create_task(draw())
    await asyncio.sleep(0)
    await parse()
    await drawing
    assert order == ["feed", "picture"]
    assert network.picture_worker().pid != network.worker().pid


async def test_many_readers_of_one_picture_get_it_whole(
    library: Library, server: Server, album: Album
) -> None:
    post_id = await post_of(library, server)
    album.files = {f"/{n}.png": of(saved(flag(20 + n, 20), "PNG")) for n in range(12)}
    urls = [server.url + path for path in album.files]
    results = await asyncio.gather(*(bring(library, post_id, *urls) for _ in range(4)))
    assert all(isinstance(event, PictureBrought) for events in results for event in events)
    assert len(server.requests) == len(urls)
    assert len(await library.pictures.kept(urls)) == len(urls)
