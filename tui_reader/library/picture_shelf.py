"""The pictures that are kept: their files, where the store has them, and the budget.

Asks nobody and draws nothing. Nothing here raises because of the folder or the store: a picture
that neither takes is held in memory until the reader ends.
"""

import asyncio
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from tui_reader.config import Config
from tui_reader.errors import FeedError, StoreError
from tui_reader.feeds.picture_head import size_of
from tui_reader.feeds.pictures import data_of, is_data
from tui_reader.library.desk import Desk
from tui_reader.library.picture_files import PictureFiles, key_of
from tui_reader.limits import MIB, PICTURE_BYTES
from tui_reader.models import Picture
from tui_reader.store import pictures
from tui_reader.store.pictures import Filed

_TOUCHED_AGAIN: Final = timedelta(minutes=1)
"""What is looked at all the time is told to the store so often."""


class Shelf:
    """Made once by ``Pictures``.

    Args:
        desk: Store and clock.
        config: Where the cache is, and how much of it pictures may fill.
    """

    def __init__(self, desk: Desk, config: Config) -> None:
        self._desk = desk
        self._files = PictureFiles(config.paths.cache_dir)
        self._budget: Final = config.picture_megabytes * MIB
        self._held: dict[str, Filed] = {}
        """Those that are in memory only, by their key."""
        self._touched: dict[str, datetime] = {}
        """When the store was told last that one is looked at."""
        self._is_tidy = False
        self._putting = asyncio.Lock()
        """Held while one is put there: whoever looks for rows without files sees both, or none."""

    async def find(self, urls: Sequence[str]) -> dict[str, Picture]:
        """Those of these pictures that are there; their files are looked at."""
        known = await self._desk.database.read(pictures.known, _keys(urls))
        return await asyncio.to_thread(self._there, urls, known)

    def is_held(self, url: str) -> bool:
        """Whether a picture is in memory only: it will not be there at the next start."""
        return key_of(url) in self._held

    async def data(self, url: str) -> bytes | None:
        """A picture's bytes; None if it is not there. It counts as looked at."""
        key = key_of(url)
        filed = self._held.get(key)
        if filed is None:
            filed = (await self._desk.database.read(pictures.known, [key])).get(key)
        if filed is None:
            return data_of(url, PICTURE_BYTES) if _within(url) else None
        data = await asyncio.to_thread(self._files.read, filed.file)
        if data is not None:
            await self._touch(key)
        return data

    async def put(
        self,
        url: str,
        post_id: int,
        size: tuple[int, int, str],
        data: bytes,
        together: Collection[str] = (),
    ) -> tuple[Picture, bool]:
        """Keep a picture: what it is, and whether it will be there at the next start.

        Args:
            url: Its address as the post has it.
            post_id: Whose picture it is.
            size: Width, height, and how its file ends.
            data: The file.
            together: Those that it is looked at with, by what they are known by.
        """
        width, height, ending = size
        key = key_of(url)
        name, is_kept = "", len(data) <= self._budget
        async with self._putting:
            await self._tidy()
            if is_kept:
                name, is_kept = await asyncio.to_thread(self._files.write, key, ending, data)
            filed = Filed(key, name or f"{key}.{ending}", width, height, len(data))
            is_kept = is_kept and await self._save(filed, post_id, together)
        if not is_kept:
            self._held[key] = filed
            self._files.hold(filed.file, data)
        else:
            self._held.pop(key, None)
        return Picture(url, width, height, len(data)), is_kept

    async def _save(self, filed: Filed, post_id: int, together: Collection[str]) -> bool:
        """Let the store know, and take away what goes for it: it may be the picture itself."""
        now = self._desk.now()
        try:
            going = await self._desk.database.write(
                pictures.save, filed, post_id, now, self._budget, together
            )
        except StoreError:
            return False
        self._touched[filed.url] = now
        await asyncio.to_thread(self._files.remove, going)
        return filed.file not in going

    async def _touch(self, key: str) -> None:
        now = self._desk.now()
        last = self._touched.get(key)
        if last is None or abs(now - last) >= _TOUCHED_AGAIN:
            self._touched[key] = now
            with suppress(StoreError):  # it is a comfort, not worth an error
                await self._desk.database.write(pictures.touch, [key], now)

    async def _tidy(self) -> None:
        """Once, and when a file was missed: rows without their file go, and files without a row.

        And what a smaller budget has no room for.
        """
        if self._is_tidy:
            return
        self._is_tidy = True
        with suppress(StoreError):
            # Rows first: another program writes its file before its row.
            known = await self._desk.database.read(pictures.files)
            there = await asyncio.to_thread(self._files.names)
            if there is None:
                return
            gone = [url for name, url in known.items() if name not in there]
            await self._desk.database.write(pictures.forget, gone)
            await asyncio.to_thread(self._files.remove_old, there - known.keys())
            going = await self._desk.database.write(pictures.shrink, self._budget)
            await asyncio.to_thread(self._files.remove, going)

    def _there(self, urls: Iterable[str], known: dict[str, Filed]) -> dict[str, Picture]:
        found: dict[str, Picture] = {}
        for url in urls:
            key = key_of(url)
            filed = self._held.get(key) or known.get(key)
            if filed is None:
                if within := _within(url):
                    found[url] = within
                continue
            if self._files.has(filed.file, filed.bytes):
                found[url] = Picture(url, filed.width, filed.height, filed.bytes)
            else:
                self._is_tidy = False
        return found


@lru_cache(maxsize=8)
def _within(url: str) -> Picture | None:
    """A picture that its own address holds, if its first bytes tell its size."""
    if not is_data(url):
        return None
    try:
        data = data_of(url, PICTURE_BYTES)
    except FeedError:
        return None
    size = size_of(data)
    return Picture(url, *size, len(data)) if size else None


def _keys(urls: Iterable[str]) -> list[str]:
    return [key_of(url) for url in urls]
