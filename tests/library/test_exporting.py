"""Posts out of a real store: with the pictures that are kept, stopped at once, nothing left."""

import asyncio
import json
import os
import zipfile
from contextlib import aclosing
from pathlib import Path

import pytest

from tests.fakeblog import FakeNet, FakePost, Fault, numbered
from tests.gallery import Gallery, flag, png, saved
from tui_reader.errors import UsageError
from tui_reader.library.library import Library
from tui_reader.models import ExportDone, ExportForm, ExportOrder, PostQuery, View

DOOR, LAMP = "https://blog.test/door.png", "https://blog.test/lamp.webp"
PICTURES = {"/door.png": png(), "/lamp.webp": saved(flag(), "WEBP"), "/no.png": Fault(404)}


class Gate(asyncio.Event):
    """Nothing comes through, and it is known that somebody waits."""

    def __init__(self) -> None:
        super().__init__()
        self.reached = asyncio.Event()

    async def wait(self) -> bool:
        self.reached.set()
        return await super().wait()


def with_pictures() -> list[FakePost]:
    html = f'<p>See: <img src="{DOOR}" alt="a door"></p><img src="{LAMP}"><img src="/no.png">'
    return [FakePost(1, "A door", html), *numbered(3)[:2]]


@pytest.fixture
async def ids(library: Library, net: FakeNet) -> list[int]:
    net.add(Gallery(posts=with_pictures(), pictures=dict(PICTURES)))
    await library.add_blog("https://blog.test/")
    return list((await library.post_index(PostQuery())).ids)


async def export(library: Library, order: ExportOrder) -> ExportDone:
    async with aclosing(library.exporting.run(order)) as events:
        seen = [event async for event in events]
    assert [event.done for event in seen[:-1]] == list(range(1, len(order.ids) + 1))
    [done] = seen[-1:]
    assert isinstance(done, ExportDone)
    return done


async def test_pictures_that_are_not_kept_are_fetched_where_that_is_wanted(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    order = ExportOrder(ExportForm.EPUB, ids, "Blog", tmp_path / "a.epub")
    done = await export(library, order)
    assert (done.posts, done.pictures, done.no_pictures) == (3, 0, 3)
    wanted = ExportOrder(ExportForm.EPUB, ids, "Blog", tmp_path / "b.epub", fetches_pictures=True)
    done = await export(library, wanted)
    assert (done.pictures, done.no_pictures) == (2, 1)
    with zipfile.ZipFile(tmp_path / "b.epub") as book:
        endings = {name[-4:] for name in book.namelist() if "/pictures/" in name}
    assert endings == {".png", ".jpg"}  # a device need not know WebP


async def test_without_pictures_nobody_looks_for_them(
    library: Library, ids: list[int], tmp_path: Path, net: FakeNet
) -> None:
    net.requests.clear()
    order = ExportOrder(ExportForm.MARKDOWN, ids, "Blog", tmp_path / "out", with_pictures=False)
    done = await export(library, order)
    assert (done.pictures, done.no_pictures, net.requests) == (0, 0, [])
    assert len(list((tmp_path / "out").glob("*.md"))) == 4


async def test_what_a_person_made_of_a_post_goes_with_it(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    await library.keeping.set_note(ids[0], "Look again")
    await library.keeping.tag([ids[0]], "birds", True)
    await export(library, ExportOrder(ExportForm.JSON, ids, "Blog", tmp_path / "a.jsonl"))
    first, *_ = map(json.loads, (tmp_path / "a.jsonl").read_text("utf-8").splitlines())
    assert (first["note"], first["tags"]) == ("Look again", ["birds"])


@pytest.mark.parametrize("form", [ExportForm.EPUB, ExportForm.MARKDOWN])
async def test_stopped_in_the_middle_nothing_is_left(
    library: Library, ids: list[int], tmp_path: Path, form: ExportForm
) -> None:
    place = tmp_path / "place"
    place.mkdir()

    async def begin() -> None:
        order = ExportOrder(form, ids, "Blog", place / "out")
        async with aclosing(library.exporting.run(order)) as events:
            async for _ in events:
                assert list(place.iterdir())
                begun.set()
                await asyncio.sleep(60)

    begun = asyncio.Event()
    task = asyncio.create_task(begin())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert list(place.iterdir()) == []


async def test_stopped_while_a_picture_is_fetched_it_ends_at_once(
    library: Library, net: FakeNet, tmp_path: Path
) -> None:
    gallery = Gallery(posts=with_pictures()[:1], pictures=dict(PICTURES))
    net.add(gallery)
    await library.add_blog("https://blog.test/")
    ids = (await library.post_index(PostQuery())).ids
    gallery.gate = gate = Gate()
    order = ExportOrder(ExportForm.EPUB, ids, "Blog", tmp_path / "a.epub", fetches_pictures=True)
    task = asyncio.create_task(export(library, order))
    await gate.reached.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, 5)
    assert not [name for name in os.listdir(tmp_path) if "epub" in name or "part" in name]


async def test_what_is_there_stays_and_no_posts_are_no_book(
    library: Library, ids: list[int], tmp_path: Path
) -> None:
    path = tmp_path / "a.epub"
    path.write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="is there already"):
        await export(library, ExportOrder(ExportForm.EPUB, ids, "Blog", path))
    assert path.read_text("utf-8") == "mine"
    nothing = (await library.post_index(PostQuery(view=View.STARRED))).ids
    with pytest.raises(UsageError, match="no post is chosen"):
        await export(library, ExportOrder(ExportForm.EPUB, nothing, "Blog", tmp_path / "b.epub"))
