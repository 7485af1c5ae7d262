"""Pictures of posts: brought when asked for, kept, drawn, and nobody asked twice."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from pathlib import Path
from unittest.mock import Mock

import httpx
import pytest

from tests.fakeblog import FakeBlog, FakeClock, FakeNet, FakePost, Fault, refused, timed_out
from tests.gallery import Gallery, jpeg, png
from tests.library.conftest import Opener
from tui_reader.library.library import Library
from tui_reader.limits import PICTURE_BYTES, PICTURES_OF_POST
from tui_reader.models import Picture, PictureBrought, PictureEvent, PictureFailed, PostQuery

DOOR = "https://blog.test/door.png"
OTHER = "https://blog.test/b.jpg"


@pytest.fixture
def gallery(net: FakeNet) -> Gallery:
    post = FakePost(1, "A door", f'<p>See: <img src="{DOOR}" alt="a door"></p>')
    gallery = Gallery(posts=[post], pictures={"/door.png": png(), "/b.jpg": jpeg(80, 20)})
    net.add(gallery)
    return gallery


async def post_of(library: Library, net: FakeNet) -> int:
    await library.add_blog("https://blog.test/")
    net.requests.clear()
    [post_id] = (await library.post_index(PostQuery())).ids
    return post_id


async def bring(
    library: Library, post_id: int, *urls: str, is_asked: bool = True
) -> list[PictureEvent]:
    stream = library.pictures.bring(post_id, urls, is_asked=is_asked)
    return [event async for event in stream]


def failure(events: list[PictureEvent]) -> PictureFailed:
    [event] = events
    assert isinstance(event, PictureFailed)
    return event


async def test_a_picture_is_brought_once_and_kept(
    library: Library, net: FakeNet, gallery: Gallery
) -> None:
    post_id = await post_of(library, net)
    assert await library.pictures.kept([DOOR]) == {}
    [event] = await bring(library, post_id, DOOR)
    picture = Picture(DOOR, 60, 40, len(png()))
    assert event == PictureBrought(DOOR, picture)
    assert await bring(library, post_id, DOOR, DOOR) == [event]
    assert len(net.requests) == 1
    assert await library.pictures.kept([DOOR, DOOR + "x"]) == {DOOR: picture}
    assert await library.pictures.kept([DOOR]) == {DOOR: picture}


async def test_a_kept_picture_is_there_at_the_next_start_offline(
    net: FakeNet, gallery: Gallery, open_library: Opener
) -> None:
    first = open_library()
    post_id = await post_of(first, net)
    await bring(first, post_id, DOOR)
    await first.close()
    second = open_library(offline=True)
    assert DOOR in await second.pictures.kept([DOOR])
    assert await second.pictures.draw(DOOR, 4, 2) is not None
    events = await bring(second, post_id, DOOR, OTHER)
    assert isinstance(events[0], PictureBrought)
    assert "--offline" in failure(events[1:]).message
    assert len(net.requests) == 1
    await second.close()


async def test_a_kept_picture_is_drawn_as_cells(
    library: Library, net: FakeNet, gallery: Gallery
) -> None:
    post_id = await post_of(library, net)
    await bring(library, post_id, DOOR)
    assert library.pictures.drawn_now(DOOR, 6, 2) is None
    raster = await library.pictures.draw(DOOR, 6, 2)
    assert raster is not None
    assert (raster.columns, raster.lines, len(raster.pixels)) == (6, 2, 72)
    assert library.pictures.drawn_now(DOOR, 6, 2) is raster
    red, green, blue = raster.pixels[:3]
    assert blue > max(red, green)
    full = await library.pictures.full(DOOR, 30, 30)
    assert full is not None
    assert (full.width, full.height, len(full.pixels)) == (30, 20, 30 * 20 * 3)


async def test_without_room_or_without_the_picture_nothing_is_drawn(
    library: Library, net: FakeNet, gallery: Gallery
) -> None:
    await bring(library, await post_of(library, net), DOOR)
    assert await library.pictures.draw(OTHER, 6, 2) is None
    assert await library.pictures.full(OTHER, 6, 2) is None
    for columns, lines in ((0, 2), (6, 0), (-1, 3)):
        assert await library.pictures.draw(DOOR, columns, lines) is None
        assert await library.pictures.full(DOOR, columns, lines) is None


async def test_a_picture_that_fails_hinders_no_other(
    library: Library, net: FakeNet, gallery: Gallery
) -> None:
    post_id = await post_of(library, net)
    gallery.pictures["/page.png"] = b"<html><body>Log in</body></html>"
    gone, page = "https://blog.test/gone.png", "https://blog.test/page.png"
    events = {event.url: event for event in await bring(library, post_id, gone, page, OTHER)}
    assert events[gone] == PictureFailed(
        gone, "http-status", "blog.test has nothing at this address (404)"
    )
    assert events[page] == PictureFailed(
        page, "malformed", "a web page came in place of the picture"
    )
    assert isinstance(events[OTHER], PictureBrought)
    assert await library.pictures.kept([gone, page]) == {}


async def test_what_failed_is_tried_again_only_when_it_is_asked_for(
    library: Library, net: FakeNet, gallery: Gallery
) -> None:
    post_id = await post_of(library, net)
    gallery.pictures["/door.png"] = Fault(404)
    first = await bring(library, post_id, DOOR, is_asked=False)
    assert await bring(library, post_id, DOOR, is_asked=False) == first
    assert len(net.requests) == 1
    gallery.pictures["/door.png"] = png()
    [event] = await bring(library, post_id, DOOR)
    assert isinstance(event, PictureBrought)


@pytest.mark.parametrize("fault", [Fault(error=refused), Fault(error=timed_out)])
async def test_what_the_network_kept_back_comes_by_itself_a_little_later(
    library: Library, net: FakeNet, gallery: Gallery, clock: FakeClock, fault: Fault
) -> None:
    post_id = await post_of(library, net)
    gallery.pictures["/door.png"] = fault
    failure(await bring(library, post_id, DOOR, is_asked=False))
    gallery.pictures["/door.png"] = png()
    asked = len(net.requests)
    failure(await bring(library, post_id, DOOR, is_asked=False))
    assert len(net.requests) == asked
    clock.forward(minutes=2)
    [event] = await bring(library, post_id, DOOR, is_asked=False)
    assert isinstance(event, PictureBrought)


async def test_two_at_once_are_asked_at_most_and_each_picture_once(
    library: Library, net: FakeNet, gallery: Gallery
) -> None:
    post_id = await post_of(library, net)
    urls = [f"https://blog.test/{number}.png" for number in range(6)]
    gallery.pictures |= {f"/{number}.png": png(60 + number) for number in range(6)}
    gallery.gate = asyncio.Event()
    both = [asyncio.create_task(bring(library, post_id, *urls)) for _ in range(2)]
    async with asyncio.timeout(10):
        while net.busy < 2:  # noqa: ASYNC110 – a request that begins sets no event
            await asyncio.sleep(0)
    gallery.gate.set()
    for events in await asyncio.gather(*both):
        assert {event.url for event in events if isinstance(event, PictureBrought)} == set(urls)
    assert len(net.requests) == 6
    assert net.most_busy <= 2


async def test_a_picture_that_fails_is_never_asked_for_by_two_at_once(
    library: Library, net: FakeNet, gallery: Gallery
) -> None:
    post_id = await post_of(library, net)
    gallery.pictures["/door.png"] = Fault(404)
    gates: list[asyncio.Event] = []

    async def wait_for_gate() -> bool:
        gates.append(asyncio.Event())
        return await gates[-1].wait()

    async def requests(count: int) -> None:
        async with asyncio.timeout(10):
            while len(gates) < count:  # noqa: ASYNC110 – a request that begins sets no event
                await asyncio.sleep(0)

    gallery.gate = Mock(wait=wait_for_gate)
    first, second = (asyncio.create_task(bring(library, post_id, DOOR)) for _ in range(2))
    await requests(1)
    gates[0].set()
    await first
    await requests(2)
    third = asyncio.create_task(bring(library, post_id, DOOR))
    for _ in range(9):  # it looks whether the picture is kept meanwhile, as this does
        await library.pictures.kept([DOOR])
    assert net.busy == 1
    gates[1].set()
    await second
    await requests(3)
    gates[2].set()
    assert failure(await third).error_class == "http-status"


async def test_who_stops_keeps_what_has_come(
    library: Library, net: FakeNet, gallery: Gallery
) -> None:
    post_id = await post_of(library, net)
    urls = [f"https://blog.test/{number}.png" for number in range(6)]
    gallery.pictures |= {f"/{number}.png": png(60 + number) for number in range(6)}
    stream = library.pictures.bring(post_id, urls)
    first = await anext(stream)
    await stream.aclose()
    assert first.url in await library.pictures.kept(urls)
    assert len(net.requests) < 6
    assert len(await bring(library, post_id, *urls)) == 6


async def test_a_host_that_is_silent_is_asked_once_for_all_its_pictures(
    library: Library, net: FakeNet, gallery: Gallery
) -> None:
    post_id = await post_of(library, net)
    cold = net.add(Gallery("cold.test", pictures={}))
    cold.fault = Fault(error=refused)
    urls = [f"https://cold.test/{number}.png" for number in range(8)]
    events = await bring(library, post_id, *urls, DOOR)
    assert {type(event) for event in events if event.url != DOOR} == {PictureFailed}
    assert isinstance(next(event for event in events if event.url == DOOR), PictureBrought)
    assert sum(request.url.host == "cold.test" for request in net.requests) <= 2


async def test_a_host_that_wants_to_be_left_alone_is_left_alone(
    library: Library, net: FakeNet, gallery: Gallery, clock: FakeClock
) -> None:
    post_id = await post_of(library, net)
    cdn = net.add(Gallery("cdn.test", pictures={"/a.png": Fault(429, (("Retry-After", "3600"),))}))
    url = "https://cdn.test/a.png"
    assert failure(await bring(library, post_id, url)).error_class == "rate-limited"
    assert "left alone" in failure(await bring(library, post_id, url)).message
    assert sum(request.url.host == "cdn.test" for request in net.requests) == 1
    cdn.pictures["/a.png"] = png()
    clock.forward(hours=2)
    assert isinstance((await bring(library, post_id, url))[0], PictureBrought)


async def test_a_post_of_very_many_pictures_asks_for_no_more_than_the_limit(
    library: Library, net: FakeNet, gallery: Gallery
) -> None:
    post_id = await post_of(library, net)
    gallery.gate = asyncio.Event()
    urls = [f"https://blog.test/{number}.png" for number in range(PICTURES_OF_POST + 3)]
    stream = library.pictures.bring(post_id, urls)
    told = [await anext(stream) for _ in range(3)]
    await stream.aclose()
    assert [event.url for event in told] == urls[PICTURES_OF_POST:]
    assert all(isinstance(event, PictureFailed) for event in told)


async def test_bytes_are_counted(library: Library, net: FakeNet, gallery: Gallery) -> None:
    post_id = await post_of(library, net)
    whole = png()
    fits, over = whole + b"\0" * (PICTURE_BYTES - len(whole)), b"\0" * (PICTURE_BYTES + 1)
    gallery.pictures |= {"/fits.png": fits, "/over.png": over}
    [event] = await bring(library, post_id, "https://blog.test/fits.png")
    assert isinstance(event, PictureBrought)
    event = failure(await bring(library, post_id, "https://blog.test/over.png"))
    assert (event.error_class, event.message) == ("too-large", "blog.test sent more than 5 MiB")


async def test_a_request_for_a_picture_tells_nothing_of_the_reader(
    library: Library, net: FakeNet, gallery: Gallery
) -> None:
    post_id = await post_of(library, net)
    gallery.headers = (("Set-Cookie", "a=b"),)
    await bring(library, post_id, DOOR, OTHER)
    for request in net.requests:
        assert not {"cookie", "referer", "authorization"} & set(request.headers)
        assert request.headers["accept"].startswith("image/")
        assert request.headers["accept-encoding"] == "gzip"


# -------------------------------------------------------------- which address is asked for

SHOWN = "https://1.bp.blogspot.com/_R/S/A/6/s320/a.jpg"


async def test_the_size_for_a_screen_is_asked_for(
    library: Library, net: FakeNet, gallery: Gallery
) -> None:
    post_id = await post_of(library, net)
    net.add(Gallery("1.bp.blogspot.com", pictures={"/_R/S/A/6/s1600/a.jpg": jpeg(800, 600)}))
    [event] = await bring(library, post_id, SHOWN)
    assert isinstance(event, PictureBrought)
    assert (event.url, event.picture.width) == (SHOWN, 800)
    assert [request.url.path for request in net.requests] == ["/_R/S/A/6/s1600/a.jpg"]


async def test_where_there_is_no_such_size_the_posts_own_is_asked_for(
    library: Library, net: FakeNet, gallery: Gallery
) -> None:
    post_id = await post_of(library, net)
    net.add(Gallery("1.bp.blogspot.com", pictures={"/_R/S/A/6/s320/a.jpg": jpeg(320, 240)}))
    [event] = await bring(library, post_id, SHOWN)
    assert isinstance(event, PictureBrought)
    assert event.picture.width == 320
    assert len(net.requests) == 2


async def test_a_host_that_does_not_answer_is_not_asked_for_another_size(
    library: Library, net: FakeNet, gallery: Gallery
) -> None:
    post_id = await post_of(library, net)
    fault = Fault(error=timed_out)
    net.add(Gallery("1.bp.blogspot.com", pictures={"/_R/S/A/6/s1600/a.jpg": fault}))
    assert failure(await bring(library, post_id, SHOWN)).error_class == "timeout"
    assert len(net.requests) == 1


async def test_a_picture_that_stands_in_the_post_needs_no_network(
    open_library: Opener, net: FakeNet, gallery: Gallery, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text('pictures = "never"\n')
    library = open_library()
    post_id = await post_of(library, net)
    url = f"data:image/png;base64,{b64encode(png()).decode()}"
    picture = Picture(url, 60, 40, len(png()))
    assert await library.pictures.kept([url]) == {url: picture}, "its room is known beforehand"
    assert await library.pictures.draw(url, 4, 2) is not None
    assert await bring(library, post_id, url) == [PictureBrought(url, picture)]
    turned = f"data:image/jpeg;base64,{b64encode(jpeg(60, 40, orientation=6)).decode()}"
    assert await library.pictures.kept([turned]) == {}
    [event] = await bring(library, post_id, turned)
    assert isinstance(event, PictureBrought)
    assert (event.picture.width, event.picture.height) == (40, 60)
    broken = f"data:image/png;base64,{b64encode(png()[:60]).decode()}"
    assert await library.pictures.draw(broken, 4, 2) is None
    assert failure(await bring(library, post_id, "data:image/png,x")).error_class == "malformed"
    assert net.requests == []
    await library.close()


async def test_what_counts_readers_is_never_asked(
    library: Library, net: FakeNet, gallery: Gallery
) -> None:
    post_id = await post_of(library, net)
    event = failure(await bring(library, post_id, "http://feeds.feedburner.com/~r/x/~4/8l"))
    assert event.error_class == "blocked-address"
    assert net.requests == []


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:1", "cid:a@b", "", "//x", "x"])
async def test_what_is_not_on_the_web_is_not_asked(
    library: Library, net: FakeNet, gallery: Gallery, url: str
) -> None:
    post_id = await post_of(library, net)
    event = failure(await bring(library, post_id, url))
    assert event.error_class in ("blocked-scheme", "blocked-address")
    assert net.requests == []


# ---------------------------------------------------------------------------- the setting


@pytest.fixture
async def never(open_library: Opener, tmp_path: Path) -> AsyncIterator[Library]:
    (tmp_path / "config.toml").write_text('pictures = "never"\n')
    library = open_library()
    yield library
    await library.close()


async def test_never_means_never(never: Library, net: FakeNet, gallery: Gallery) -> None:
    post_id = await post_of(never, net)
    event = failure(await bring(never, post_id, DOOR))
    assert (event.error_class, '"never"' in event.message) == ("config", True)
    assert net.requests == []


async def test_fetching_and_reading_ask_for_no_picture_unless_that_is_wanted(
    library: Library, net: FakeNet, gallery: Gallery, clock: FakeClock
) -> None:
    assert library.pictures.when == "asked"
    post_id = await post_of(library, net)
    gallery.posts = [FakePost(2, "New", f'<img src="{OTHER}">'), *gallery.posts]
    clock.forward(hours=2)
    _ = [event async for event in library.refresh()]
    await library.article(post_id)
    await library.pictures.kept([DOOR])
    await library.pictures.draw(DOOR, 4, 4)
    assert [request.url.path for request in net.requests] == [gallery.feed_path]


def is_of_pictures(request: httpx.Request) -> bool:
    return request.headers["accept"].startswith("image/")


async def test_posts_without_a_server_can_have_pictures_from_the_web(
    library: Library, net: FakeNet, gallery: Gallery, tmp_path: Path
) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(FakeBlog("file.test", is_blogger=False).atom())
    blog = await library.open_file(file)
    post_id = next(iter((await library.post_index(PostQuery(blog_id=blog.id))).ids))
    [event] = await bring(library, post_id, DOOR)
    assert isinstance(event, PictureBrought)
    assert all(is_of_pictures(request) for request in net.requests)


@pytest.mark.parametrize("url", ["ftp://old.test/a.png", "http:///a.png"])
async def test_what_the_reader_refuses_by_itself_is_no_answer_of_a_server(
    library: Library, net: FakeNet, gallery: Gallery, clock: FakeClock, url: str
) -> None:
    post_id = await post_of(library, net)
    net.is_up = False
    clock.forward(hours=2)
    async for _ in library.refresh():
        pass
    assert library.connection.is_offline
    before = library.connection
    failure(await bring(library, post_id, url))
    assert library.connection == before
