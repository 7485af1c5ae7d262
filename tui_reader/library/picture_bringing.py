"""Brings pictures of posts: asks for those that are not kept, and keeps what can be drawn.

No SQL, no HTTP. A picture that does not come is told, and hinders no other.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing, suppress
from datetime import datetime, timedelta
from typing import Final
from weakref import WeakValueDictionary

from tui_reader.errors import FetchError, ReaderError, StoreError
from tui_reader.feeds.pictures import counts_readers, data_of, is_data, picture_address
from tui_reader.feeds.urls import host_of
from tui_reader.library.careful import Careful
from tui_reader.library.desk import Desk
from tui_reader.library.picture_files import key_of
from tui_reader.library.picture_shelf import Shelf
from tui_reader.library.side_by_side import side_by_side
from tui_reader.library.waiting import asked_wait
from tui_reader.limits import (
    PICTURE_BYTES,
    PICTURE_SIDE,
    PICTURES_AT_ONCE,
    PICTURES_OF_POST,
)
from tui_reader.models import ArchiveSource, Picture, PictureBrought, PictureEvent, PictureFailed
from tui_reader.store import archive, posts, schedule

NEVER: Final = "never"
TURNED_OFF: Final = 'pictures are never fetched: the setting pictures is "never"'
COUNTS_READERS: Final = "it only counts readers, and is not asked for"
TOO_MANY: Final = f"the post has more than {PICTURES_OF_POST} pictures"
_NOT_THIS_SIZE: Final = frozenset({"http-status", "gone", "redirect", "malformed", "too-large"})
"""How it ends where a host does not give a picture in the size that was asked for."""

_PASSING: Final = frozenset({"network", "timeout", "rate-limited", "tls"})
"""How it ends where the same picture may come a little later."""
_SILENT_FOR: Final = timedelta(minutes=1)
"""A host that did not answer is asked for no other picture for so long, unless one asks again."""


class PictureBringing:
    """Made once by ``Pictures``.

    Args:
        desk: Store, network, clock.
        shelf: Where pictures are kept.
        when_of: Gives the setting ``pictures`` as it is for a post.
    """

    def __init__(self, desk: Desk, shelf: Shelf, when_of: Callable[[int], str]) -> None:
        self._desk = desk
        self._shelf = shelf
        self._when_of = when_of
        self._failed: dict[str, PictureFailed] = {}
        """What cannot be had, as was seen since the reader was started."""
        self._silence = _Silence(desk)
        self._turns = WeakValueDictionary[str, asyncio.Lock]()
        """Each as long as anybody holds it or waits for it."""

    async def run(
        self, post_id: int, urls: Sequence[str], *, is_asked: bool
    ) -> AsyncGenerator[PictureEvent, None]:
        """See ``Pictures.bring``."""
        if is_asked:
            self._silence.forget()
        urls = list(dict.fromkeys(urls))
        kept = await self._shelf.find(urls)
        for picture in kept.values():
            yield self._known(picture)
        lacking = [url for url in urls if url not in kept]
        for url in lacking[PICTURES_OF_POST:]:
            yield PictureFailed(url, "too-large", TOO_MANY)
        trip = _Trip(self._desk, post_id, self._silence, frozenset(map(key_of, urls)))
        streams = [self._bring(trip, url, is_asked) for url in lacking[:PICTURES_OF_POST]]
        async with aclosing(side_by_side(streams, PICTURES_AT_ONCE)) as events:
            async for event in events:
                yield event

    async def _bring(
        self, trip: "_Trip", url: str, is_asked: bool
    ) -> AsyncGenerator[PictureEvent, None]:
        """One picture; two who want it at once get what the first one gets."""
        key = key_of(url)
        turn = self._turns.setdefault(key, asyncio.Lock())
        async with turn:
            yield await self._brought(trip, url, key, is_asked)

    async def _brought(self, trip: "_Trip", url: str, key: str, is_asked: bool) -> PictureEvent:
        if picture := (await self._shelf.find([url])).get(url):
            return self._known(picture)
        if not is_asked and key in self._failed:
            return self._failed[key]
        try:
            event = await self._fetch(trip, url)
            self._failed.pop(key, None)
            return event
        except ReaderError as error:
            failed = PictureFailed(url, error.error_class, error.message)
            if error.error_class not in _PASSING:
                self._failed[key] = failed
            return failed

    def _known(self, picture: Picture) -> PictureBrought:
        return PictureBrought(picture.url, picture, not self._shelf.is_held(picture.url))

    async def _fetch(self, trip: "_Trip", url: str) -> PictureEvent:
        """Get a picture from the post itself or from its server; ReaderError says why not."""
        if is_data(url):
            return await self._keep(trip, url, data_of(url, PICTURE_BYTES))
        if self._when_of(trip.post_id) == NEVER:
            raise ReaderError("config", TURNED_OFF)
        if counts_readers(url):
            raise FetchError("blocked-address", COUNTS_READERS)
        address = picture_address(url, PICTURE_SIDE)
        try:
            return await self._keep(trip, url, await trip.get(address))
        except ReaderError as error:
            if address == url or error.error_class not in _NOT_THIS_SIZE:
                raise
        return await self._keep(trip, url, await trip.get(url))

    async def _keep(self, trip: "_Trip", url: str, data: bytes) -> PictureBrought:
        size = await self._desk.network.picture_worker().run("picture-size", data)
        picture, is_kept = await self._shelf.put(url, trip.post_id, size, data, trip.together)
        return PictureBrought(url, picture, is_kept)


class _Silence:
    """Which hosts do not answer: hundreds of pictures would each wait for them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._since: dict[str, tuple[FetchError, datetime]] = {}

    def refuse(self, host: str) -> None:
        """Raise what was said of a host that did not answer a little ago."""
        error, since = self._since.get(host, (None, None))
        if error and since and abs(self._desk.now() - since) < _SILENT_FOR:
            raise error

    def note(self, host: str, error: FetchError) -> None:
        """Keep that a host did not answer, if that is what happened."""
        if not error.reached or error.error_class == "timeout":
            self._since[host] = (error, self._desk.now())

    def forget(self) -> None:
        """Let all be asked again."""
        self._since.clear()


class _Trip:
    """Asks for the pictures of one post.

    Attributes:
        post_id: The post.
        together: All of its pictures that are wanted, by what they are known by.
    """

    def __init__(
        self, desk: Desk, post_id: int, silence: _Silence, together: frozenset[str]
    ) -> None:
        self.post_id = post_id
        self.together = together
        self._desk = desk
        self._silence = silence
        self._asks: Careful | None = None
        self._beginning = asyncio.Lock()

    async def get(self, url: str) -> bytes:
        """A picture's bytes, as its server gives them; FetchError."""
        host = host_of(url)
        self._silence.refuse(host)
        asks = await self._begun()
        try:
            return (await asks.get(url)).body
        except FetchError as error:
            self._silence.note(host, error)
            await self._note_wish(host, error)
            raise

    async def _begun(self) -> Careful:
        async with self._beginning:
            if self._asks is None:
                asking = await self._desk.network.asking_for_pictures(await self._blog())
                self._asks = Careful(self._desk, asking, lanes=PICTURES_AT_ONCE)
        return self._asks

    async def _blog(self) -> ArchiveSource | None:
        rows = await self._desk.database.read(posts.rows, [self.post_id])
        blog_ids = [row.blog_id for row in rows]
        return next(iter(await self._desk.database.read(archive.sources, blog_ids)), None)

    async def _note_wish(self, host: str, error: FetchError) -> None:
        """Keep what a server asked for: it is that of the pictures, and need not be the blog's."""
        wait = asked_wait(error)
        if wait is not None:
            with suppress(StoreError):
                await self._desk.database.write(schedule.hold_host, host, self._desk.now() + wait)
