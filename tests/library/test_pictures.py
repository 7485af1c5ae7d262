"""Pictures of posts: brought when asked for, kept, drawn, and gone when there is no room."""

import pytest

from tests.fakeblog import FakeNet, FakePost
from tests.gallery import Gallery, jpeg, png
from tui_reader.library.library import Library
from tui_reader.models import Picture, PictureBrought, PictureEvent, PictureFailed, PostQuery

DOOR = "https://blog.test/door.png"


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


async def test_a_picture_is_brought_once_and_kept(
    library: Library, net: FakeNet, gallery: Gallery
) -> None:
    post_id = await post_of(library, net)
    assert library.pictures.kept_now([DOOR]) == {}
    [event] = await bring(library, post_id, DOOR)
    picture = Picture(DOOR, 60, 40, len(png()))
    assert event == PictureBrought(DOOR, picture)
    assert await bring(library, post_id, DOOR) == [event]
    assert len(net.requests) == 1
    assert library.pictures.kept_now([DOOR, DOOR + "x"]) == {DOOR: picture}
    assert await library.pictures.kept([DOOR]) == {DOOR: picture}


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
    (red, green, blue), _ = raster.cell(0, 0)
    assert blue > max(red, green)
    _, (red, green, blue) = raster.cell(1, 0)
    assert red > max(green, blue)
    _, (red, green, blue) = raster.cell(1, 5)
    assert green > max(red, blue)
    full = await library.pictures.full(DOOR, 30, 30)
    assert full is not None
    assert (full.width, full.height, len(full.pixels)) == (30, 20, 30 * 20 * 3)
    assert await library.pictures.draw("https://blog.test/none.png", 6, 2) is None


async def test_a_picture_that_fails_hinders_no_other(
    library: Library, net: FakeNet, gallery: Gallery
) -> None:
    post_id = await post_of(library, net)
    nothing, good = "https://blog.test/gone.png", "https://blog.test/b.jpg"
    events = await bring(library, post_id, nothing, good)
    assert [type(event) for event in events] == [PictureFailed, PictureBrought]
    assert events[0] == PictureFailed(
        nothing, "http-status", "blog.test has nothing at this address (404)"
    )
