"""Takes posts out of the store for other programs.

The writers of ``export`` run in a thread and ask here for each post when its turn comes. No SQL.
"""

import asyncio
from collections.abc import AsyncGenerator, Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tui_reader.errors import UsageError
from tui_reader.export.sources import Head, PictureFile, Tally, Whole
from tui_reader.export.targets import new_file, refuse_taken
from tui_reader.export.write import write
from tui_reader.feeds.urls import canonical
from tui_reader.library.desk import Desk
from tui_reader.models import Blog, ExportDone, ExportForm, ExportOrder, ExportStep, PostRow
from tui_reader.store import blogs, comment_reader, exports, posts

if TYPE_CHECKING:
    from tui_reader.library.pictures import Pictures
    from tui_reader.models import ExportEvent, SubscriptionList

T = TypeVar("T")


class Exporting:
    """Made once by the library.

    Args:
        desk: The store.
        pictures: The pictures of posts.
    """

    def __init__(self, desk: Desk, pictures: "Pictures") -> None:
        self._desk = desk
        self._pictures = pictures

    async def run(self, order: ExportOrder) -> "AsyncGenerator[ExportEvent, None]":
        """Write what was ordered: ExportStep after each post, ExportDone at the end.

        Closing this stops it: nothing is left of what was not whole.

        Raises:
            UsageError: There are no posts, or it cannot be written there.
            ReaderError: ``storage-full``.
        """
        if not order.ids:
            raise UsageError("no post is chosen: nothing was written")
        if order.path is not None:
            is_folder = order.form is ExportForm.MARKDOWN
            refuse_taken(order.path, is_folder=is_folder, replaces=order.replaces)
        tally = Tally()
        bridge = _Bridge(self._desk, self._pictures, order, asyncio.get_running_loop())
        head = Head(
            order.title, await self._blogs_of(order), order.with_comments, order.with_pictures
        )
        total = len(order.ids)
        async with aclosing(_in_thread(write(order, head, bridge, tally), bridge)) as steps:
            async for _ in steps:
                yield ExportStep(tally.posts, total, tally.last_title)
        yield ExportDone(
            order.path,
            tally.posts,
            tally.comments,
            tally.pictures,
            tally.no_pictures,
            tally.no_comments,
        )

    async def write_list(
        self, listed: "SubscriptionList", form: str, path: Path, *, replaces: bool
    ) -> None:
        """Write a list of blogs into a file.

        Args:
            listed: The list.
            form: ``opml``, or ``urls`` as newsboat has it.
            path: The file.
            replaces: Whether what lies there is written over.

        Raises:
            UsageError: It cannot be written there.
            ReaderError: ``storage-full``.
        """
        refuse_taken(path, is_folder=False, replaces=replaces)
        await asyncio.to_thread(_write_text, path, list_text(listed, form), replaces=replaces)

    async def _blogs_of(self, order: ExportOrder) -> tuple[Blog, ...]:
        """Give the blogs that posts come from; of a removed one nothing is known any more."""
        ids = await self._desk.database.read(exports.blogs_of, order.ids)
        found = [await self._desk.database.read(blogs.get_blog, blog_id) for blog_id in ids]
        return tuple(blog for blog in found if blog is not None)


def list_text(listed: "SubscriptionList", form: str) -> str:
    """A list of blogs as ``opml``, or as ``urls`` of newsboat."""
    if form == "opml":
        from tui_reader.lists import opml

        return opml.write(listed)
    from tui_reader.lists import urls

    return urls.write(listed)


def _write_text(path: Path, text: str, *, replaces: bool) -> None:
    with new_file(path, replaces=replaces) as file:
        file.write(text.encode("utf-8", "replace"))


class _Bridge:
    """Answers the writer's thread from the event loop; ``export.sources.Sources``."""

    def __init__(
        self, desk: Desk, pictures: "Pictures", order: ExportOrder, loop: asyncio.AbstractEventLoop
    ) -> None:
        self._database = desk.database
        self._pictures = pictures
        self._order = order
        self._loop = loop
        self._asked: Future[Any] | None = None
        self._is_stopped = False

    def rows(self, ids: Sequence[int]) -> list[PostRow]:
        """Posts as lists show them."""
        return self._ask(self._database.read(posts.rows, ids))

    def whole(self, post_id: int) -> Whole | None:
        """One post with its thread."""
        return self._ask(self._whole(post_id))

    def numbers(self, addresses: Sequence[str]) -> Mapping[str, int]:
        """The posts at these addresses."""
        names = {address: canonical(address) for address in addresses}
        if not names:
            return {}
        found = self._ask(self._database.read(exports.numbers_of, list(set(names.values()))))
        return {address: found[name] for address, name in names.items() if name in found}

    def have_pictures(self, post_id: int, sources: Sequence[str]) -> None:
        """Fetch what is not kept of a post's pictures, where that is wanted."""
        if sources and self._order.fetches_pictures:
            self._ask(self._fetch(post_id, sources))

    def picture(self, source: str) -> PictureFile | None:
        """A picture; for a book in a form that every device shows."""
        return self._ask(self._picture(source))

    def stop(self) -> None:
        """Answer no more: the writer ends at its next question, or at the one it waits for."""
        self._is_stopped = True
        if self._asked is not None:
            self._asked.cancel()

    def _ask(self, question: Coroutine[Any, Any, T]) -> T:
        if self._is_stopped:
            question.close()
            raise CancelledError
        self._asked = asked = asyncio.run_coroutine_threadsafe(question, self._loop)
        return asked.result()

    async def _whole(self, post_id: int) -> Whole | None:
        article = await self._database.read(posts.article, post_id)
        if article is None:
            return None
        thread = None
        if self._order.with_comments:
            thread = await self._database.read(comment_reader.thread, post_id)
        return Whole(article, thread, article.note)

    async def _fetch(self, post_id: int, sources: Sequence[str]) -> None:
        async with aclosing(self._pictures.bring(post_id, sources)) as events:
            async for _ in events:
                pass

    async def _picture(self, source: str) -> PictureFile | None:
        found = await self._pictures.file(source, plain=self._order.form is ExportForm.EPUB)
        return None if found is None else PictureFile(*found)


async def _in_thread(steps: Iterator[None], bridge: _Bridge) -> AsyncGenerator[None, None]:
    """Take steps in a thread, one at a time; however it ends, no step is being taken afterwards."""

    def step() -> bool:
        return next(steps, _END) is not _END

    try:
        while await _whatever_happens(asyncio.to_thread(step), bridge):
            yield
    finally:
        bridge.stop()
        await asyncio.shield(asyncio.to_thread(_close, steps))


_END = object()


def _close(steps: Iterator[None]) -> None:
    close = getattr(steps, "close", None)
    if close is not None:
        close()


async def _whatever_happens(step: Coroutine[Any, Any, bool], bridge: _Bridge) -> bool:
    """Wait for a step, also where one is cancelled meanwhile: then it is made short."""
    task = asyncio.ensure_future(step)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        bridge.stop()
        await asyncio.wait([task])
        if not task.cancelled():
            task.exception()  # seen: that it was made short
        raise
