"""Where a person wants it, the pictures of new posts come with each fetch, and only those."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakeblog import FakeClock, FakeNet, FakePost, Fault
from tests.gallery import Gallery, jpeg, png
from tests.library.conftest import Opener
from tui_reader.library.library import Library
from tui_reader.limits import POSTS_WITH_PICTURES
from tui_reader.models import Afterwards, Fetched, RefreshEvent

DOOR, WALL = "https://blog.test/door.png", "https://blog.test/wall.jpg"


@pytest.fixture
def gallery(net: FakeNet) -> Gallery:
    post = FakePost(1, "An old one", '<img src="/old.png">')
    pictures = {"/door.png": png(), "/wall.jpg": jpeg(), "/old.png": png(30, 30)}
    gallery = Gallery(posts=[post], pictures=pictures)
    net.add(gallery)
    return gallery


@pytest.fixture
async def library(open_library: Opener, tmp_path: Path) -> AsyncIterator[Library]:
    (tmp_path / "config.toml").write_text('pictures = "fetched"\n')
    library = open_library()
    yield library
    await library.close()


async def events_of(library: Library, clock: FakeClock) -> list[RefreshEvent]:
    clock.forward(hours=2)
    return [event async for event in library.refresh()]


def add(gallery: Gallery, number: int, *urls: str) -> None:
    html = "".join(f'<p>Here: <img src="{url}" alt="a picture"></p>' for url in urls)
    gallery.posts = [FakePost(number, f"Post {number}", html), *gallery.posts]


def paths(net: FakeNet) -> list[str]:
    return [request.url.path for request in net.requests]


async def test_pictures_of_new_posts_come_with_them(
    library: Library, net: FakeNet, gallery: Gallery, clock: FakeClock
) -> None:
    await library.add_blog(gallery.home)
    add(gallery, 2, DOOR, WALL)
    net.requests.clear()
    events = await events_of(library, clock)
    fetched = next(at for at, event in enumerate(events) if isinstance(event, Fetched))
    after = [event for event in events if isinstance(event, Afterwards)]
    assert events[fetched + 1 :] == after
    assert [(event.what, event.done, event.total, event.failed) for event in after] == [
        ("pictures", 1, 2, 0),
        ("pictures", 2, 2, 0),
    ]
    assert (await library.pictures.kept([DOOR, WALL])).keys() == {DOOR, WALL}
    assert sorted(paths(net)) == ["/door.png", gallery.feed_path, "/wall.jpg"]


async def test_nothing_new_asks_for_no_picture(
    library: Library, net: FakeNet, gallery: Gallery, clock: FakeClock
) -> None:
    await library.add_blog(gallery.home)
    net.requests.clear()
    events = await events_of(library, clock)
    assert not any(isinstance(event, Afterwards) for event in events)
    gallery.edit(1, html='<p>Changed <img src="/door.png"></p>')
    await events_of(library, clock)
    assert set(paths(net)) == {gallery.feed_path}


async def test_a_picture_that_does_not_come_fails_no_blog(
    library: Library, net: FakeNet, gallery: Gallery, clock: FakeClock
) -> None:
    await library.add_blog(gallery.home)
    gallery.pictures["/door.png"] = Fault(500)
    add(gallery, 2, DOOR, WALL)
    *_, last = await events_of(library, clock)
    assert isinstance(last, Afterwards)
    assert (last.done, last.total, last.failed) == (2, 2, 1)
    assert (await library.pictures.kept([DOOR, WALL])).keys() == {WALL}


async def test_a_fetch_brings_the_pictures_of_the_newest_posts_only(
    library: Library, net: FakeNet, gallery: Gallery, clock: FakeClock
) -> None:
    await library.add_blog(gallery.home)
    gallery.pictures = {f"/{number}.png": png(number) for number in range(2, 60)}
    for number in range(2, 60):
        add(gallery, number, f"/{number}.png")
    net.requests.clear()
    await events_of(library, clock)
    assert len(net.requests) == 1 + POSTS_WITH_PICTURES


async def test_one_picture_of_two_posts_is_asked_for_once(
    library: Library, net: FakeNet, gallery: Gallery, clock: FakeClock
) -> None:
    await library.add_blog(gallery.home)
    add(gallery, 2, DOOR)
    add(gallery, 3, DOOR)
    net.requests.clear()
    events = await events_of(library, clock)
    assert [event.total for event in events if isinstance(event, Afterwards)] == [1]
    assert paths(net).count("/door.png") == 1


async def test_a_blog_that_is_removed_meanwhile_is_asked_for_no_more_pictures(
    library: Library, net: FakeNet, gallery: Gallery, clock: FakeClock
) -> None:
    blog, _ = await library.add_blog(gallery.home)
    for number in range(2, 6):
        gallery.pictures[f"/{number}.png"] = png(10 + number, 20)
        add(gallery, number, f"https://blog.test/{number}.png")
    net.requests.clear()
    clock.forward(hours=2)
    async for event in library.refresh():
        if isinstance(event, Afterwards) and event.done == 1:
            await library.remove_blog(blog.id)
    assert (event.done, event.total) == (1, 1)
    assert sorted(paths(net)) == ["/5.png", gallery.feed_path]
