"""The pictures of posts: those that are kept, bringing others, drawing them.

No HTTP, no decoding: pictures are decoded in a process of their own. What asks is
``picture_bringing``, imported when a picture is wanted.
"""

from collections import OrderedDict
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tui_reader.config import Config
from tui_reader.errors import FeedError
from tui_reader.feeds.picture_head import ending_of
from tui_reader.library.desk import Desk
from tui_reader.library.picture_files import key_of
from tui_reader.library.picture_shelf import Shelf
from tui_reader.limits import DRAWN_BYTES
from tui_reader.models import FullPicture, Picture
from tui_reader.render.pixels import Raster
from tui_reader.store import names

if TYPE_CHECKING:
    from tui_reader.library.afterwards import Answered
    from tui_reader.library.picture_bringing import PictureBringing
    from tui_reader.models import Afterwards, PictureEvent


class Pictures:
    """Made once by the library.

    Args:
        desk: Store, network, clock.
        config: When pictures are fetched, where they are kept, and how many.
    """

    def __init__(self, desk: Desk, config: Config) -> None:
        self._config = config
        self._desk = desk
        self._shelf = Shelf(desk, config)
        self._drawn: OrderedDict[tuple[str, int, int], Raster] = OrderedDict()
        self._bringing: PictureBringing | None = None

    @property
    def when(self) -> str:
        """The setting ``pictures``: ``never``, ``asked``, ``opened`` or ``fetched``."""
        return self._config.pictures

    def when_of(self, post_id: int) -> str:
        """The same for a post: its blog may have a setting of its own."""
        return self._desk.database.read_now(names.own_pictures, post_id) or self.when

    async def kept(self, urls: Sequence[str]) -> dict[str, Picture]:
        """Those of these pictures that can be drawn without asking anybody, by their address."""
        return await self._shelf.find(urls)

    async def bring(
        self, post_id: int, urls: Sequence[str], *, is_asked: bool = True
    ) -> "AsyncGenerator[PictureEvent, None]":
        """Fetch what is not kept of a post's pictures: PictureBrought or PictureFailed for each.

        In order, two at once at most. What is kept is told first, and nobody is asked for it.
        Closing this stops it; what has come stays.

        Args:
            post_id: The post.
            urls: Addresses of pictures as the post has them, ``data:`` ones too.
            is_asked: Whether the person asked now: what failed before is then tried again.
        """
        if self._bringing is None:
            from tui_reader.library.picture_bringing import PictureBringing

            self._bringing = PictureBringing(self._desk, self._shelf, self.when_of)
        stream = self._bringing.run(post_id, urls, is_asked=is_asked)
        async with aclosing(stream) as events:
            async for event in events:
                yield event

    async def follow(
        self, since: datetime, answered: "Sequence[Answered]"
    ) -> "AsyncGenerator[Afterwards, None]":
        """Bring the pictures of posts that have come since (``library.afterwards``)."""
        from tui_reader.library.picture_following import follow

        own = await self._desk.database.read(names.blogs_with_pictures)
        wanting = [each for each in answered if own.get(each.blog_id, self.when) == "fetched"]
        async with aclosing(follow(self._desk, self.bring, since, wanting)) as events:
            async for event in events:
                yield event

    def drawn_now(self, url: str, columns: int, lines: int) -> Raster | None:
        """A kept picture as cells, where it was drawn in this size a little ago; never waits."""
        return self._drawn.get((key_of(url), columns, lines))

    async def draw(self, url: str, columns: int, lines: int) -> Raster | None:
        """A kept picture as cells; None if it is not kept, or cannot be drawn after all.

        Args:
            url: Its address as the post has it.
            columns: How wide; see ``render.pixels.picture_cells``.
            lines: How high.
        """
        place = (key_of(url), columns, lines)
        if place not in self._drawn and min(columns, lines) > 0:
            pixels = await self._work("picture-cells", url, columns, lines)
            if pixels is None:
                return None
            self._hold(place, Raster(columns, lines, pixels))
        raster = self._drawn.get(place)
        if raster is not None:
            self._drawn.move_to_end(place)
        return raster

    async def full(self, url: str, width: int, height: int) -> FullPicture | None:
        """A kept picture no larger than so many pixels; None as for ``draw``.

        Its pixels come from the worker: nothing of what a stranger wrote is decoded by the caller.
        """
        if min(width, height) < 1:
            return None
        found = await self._work("picture-fit", url, width, height)
        return None if found is None else FullPicture(*found)

    async def file(self, url: str, *, plain: bool) -> tuple[bytes, str] | None:
        """A kept picture's file and how it ends; None if it is not kept, or is none.

        Args:
            url: Its address as the post has it.
            plain: Whether a WebP comes as PNG or JPEG: many devices know nothing newer.
        """
        data = await self._shelf.data(url)
        ending = ending_of(data) if data is not None else ""
        if data is None or not ending:
            return None
        if plain and ending == "webp":
            made: tuple[bytes, str] | None = await self._ask_worker("picture-plain", data)
            return made
        return data, ending

    async def _work(self, task: str, url: str, width: int, height: int) -> Any:
        data = await self._shelf.data(url)
        return None if data is None else await self._ask_worker(task, (data, width, height))

    async def _ask_worker(self, task: str, payload: object) -> Any:
        try:
            return await self._desk.network.picture_worker().run(task, payload)
        except FeedError:  # it could be drawn once: somebody changed the file
            return None

    def _hold(self, place: tuple[str, int, int], raster: Raster) -> None:
        self._drawn[place] = raster
        while sum(len(each.pixels) for each in self._drawn.values()) > DRAWN_BYTES:
            self._drawn.popitem(last=False)
