"""Brings the backup of a whole blog into the store: one blog with what is followed of it.

The file is read in the worker process and kept part by part. Interrupted, what was kept stays;
reading it again completes it. No network.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.errors import FeedError, UsageError
from tui_reader.feeds.backups.signs import HEAD_BYTES, kind_of
from tui_reader.library.desk import Desk
from tui_reader.library.files import file_named
from tui_reader.lists.signs import list_kind

if TYPE_CHECKING:
    from tui_reader.models import Blog, ImportDone, ImportEvent


class Backups:
    """What the library does with backups.

    Args:
        desk: What it works with.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def is_backup(self, path: Path) -> bool:
        """Whether a file is the backup of a blog; UsageError: it cannot be read."""
        return bool(kind_of(await asyncio.to_thread(head_of, path)))

    async def named_by(self, word: str) -> Path | None:
        """The backup that a word names; None where it names none, e.g. because it is an address."""
        path = await asyncio.to_thread(file_named, word)
        return path if path is not None and await self.is_backup(path) else None

    async def bring(
        self, path: Path, *, follow: bool, tell: "Callable[[ImportEvent], None] | None" = None
    ) -> "tuple[Blog, ImportDone]":
        """Read a backup to its end; ``tell`` hears of it meanwhile. Raises what ``read`` does.

        Returns:
            The blog, and what all came to.
        """
        from tui_reader.library.adding import get_blog
        from tui_reader.models import ImportDone

        async with aclosing(self.read(path, follow=follow)) as events:
            async for event in events:
                if tell is not None:
                    tell(event)
        assert isinstance(event, ImportDone)  # the last one, or it has raised
        return await get_blog(self._desk, event.blog_id), event

    async def read(self, path: Path, *, follow: bool = True) -> "AsyncGenerator[ImportEvent, None]":
        """Keep what a backup holds: Imported as it goes, ImportDone at its end.

        Posts that are kept already stay, unless the backup has more of them or a later form. New
        ones arrive read. Drafts, spam and the like are left out.

        Args:
            path: The file.
            follow: Whether the blog is followed from now on; otherwise it is visited.

        Raises:
            UsageError: The file cannot be read.
            FeedError: It is no backup, or nothing in it can be read. What was kept before stays.
            StoreError: What was kept before stays.
        """
        beginning = await asyncio.to_thread(head_of, path)
        kind = kind_of(beginning)
        if not kind:
            raise FeedError("not-a-feed", f"{path.name} {_what_it_is(beginning)}")
        from tui_reader.feeds.backups import Asked
        from tui_reader.library.importing import Import

        work = Import(self._desk, path, follow=follow)
        asked = Asked(path, kind, self._desk.now())
        async with aclosing(self._desk.network.worker().stream("backup", asked)) as answers:
            async for answer in answers:
                yield await work.take(answer)
        yield work.end()


def head_of(path: Path) -> bytes:
    """Give the beginning of a file; UsageError: it cannot be read."""
    try:
        if path.is_fifo():  # whoever opens one may wait for ever, and it can be read only once
            raise UsageError(f"{path} is a pipe: save what comes out of it, and import that file")
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None


def _what_it_is(beginning: bytes) -> str:
    text = beginning.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n").lower()
    if text.startswith(b"pk\x03\x04"):
        return (
            "is a zip file: unpack it, and import the feed.atom or the XML file in it"
            " (`tui-reader restore` reads what `tui-reader backup` wrote)"
        )
    if list_kind(beginning):
        return "is a list of blogs and no backup of one: `tui-reader import` follows them all"
    return "is no backup of a Blogger or WordPress blog; `tui-reader FILE` opens a feed"
