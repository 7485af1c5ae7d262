"""Asks for the pages of cut posts and keeps the posts in them: one, or a blog's unread ones.

One request after the other, at the pace of a walk, and none to a host that wants to be left alone.
"""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from typing import Final

from tui_reader.errors import FeedError, FetchError
from tui_reader.library.careful import Careful, note_hold, refuse_if_held
from tui_reader.library.desk import Desk
from tui_reader.library.page_asking import ask_page
from tui_reader.library.waiting import asked_wait
from tui_reader.limits import PAGES_AT_A_FETCH
from tui_reader.models import Afterwards, ArchiveSource
from tui_reader.render.text import plain_of
from tui_reader.store import page_texts
from tui_reader.store.page_texts import Wanted

PAGE_TEXTS: Final = "page texts"
MUCH_LESS: Final = "the page has much less of this post now than is kept, which stays"
LEAST_OF_KEPT: Final = 0.5
"""A page that had more of the post before has gone behind a wall: what it had is not given away."""
MOST_FAILURES: Final = 3
"""So many pages that do not come, one after the other: the server has other worries now."""


async def bring(desk: Desk, blog: ArchiveSource, wanted: Wanted) -> None:
    """Ask for one page, as a person wants it now. Errors as of ``PageTexts.bring``."""
    await refuse_if_held(desk, blog)
    await _bring(desk, await _asks(desk, blog), blog, wanted, is_asked=True)


async def bring_unread(desk: Desk, blog: ArchiveSource) -> AsyncGenerator[Afterwards, None]:
    """Ask for the pages of a blog's unread cut posts; how far it is, after each.

    Raises:
        StoreError: They cannot be kept.
    """
    now, most = desk.now(), PAGES_AT_A_FETCH
    posts = await desk.database.read(page_texts.wanted, blog.blog_id, now, most)
    if not posts:
        return
    try:
        await refuse_if_held(desk, blog)
        asks = await _asks(desk, blog)
    except FetchError:
        return
    told = Afterwards(blog.blog_id, blog.title, PAGE_TEXTS, 0, len(posts), 0)
    yield told
    in_a_row = 0
    for wanted in posts:
        if not await desk.database.read(page_texts.still_wanted, wanted.post_id):
            told = replace(told, total=told.total - 1)  # by hand, by another program, or no more
            continue
        error = await _failure(desk, asks, blog, wanted)
        in_a_row = in_a_row + 1 if isinstance(error, FetchError) else 0
        told = replace(told, done=told.done + 1, failed=told.failed + (error is not None))
        if in_a_row == MOST_FAILURES or (error and not _is_its_own(error)):
            told = replace(told, total=told.done)
        yield told
        if told.done == told.total:
            return
    yield told


async def _failure(
    desk: Desk, asks: Careful, blog: ArchiveSource, wanted: Wanted
) -> FetchError | FeedError | None:
    """Bring one of them; give why it did not come, kept so that it is not asked for at once."""
    try:
        await _bring(desk, asks, blog, wanted, is_asked=False)
    except (FetchError, FeedError) as error:
        if _is_its_own(error):
            await desk.database.write(page_texts.fail, wanted.post_id, desk.now())
        return error
    return None


def _is_its_own(error: FetchError | FeedError) -> bool:
    """Tell whether one page failed, not its server that wants rest, or the whole network."""
    if not isinstance(error, FetchError):
        return True
    return error.reached and error.error_class != "rate-limited" and asked_wait(error) is None


async def _asks(desk: Desk, blog: ArchiveSource) -> Careful:
    return Careful(desk, await desk.network.asking(blog), lanes=1)


async def _bring(
    desk: Desk, asks: Careful, blog: ArchiveSource, wanted: Wanted, *, is_asked: bool
) -> None:
    own = await desk.database.read(page_texts.own_text, wanted.post_id)
    try:
        found = await ask_page(desk, asks, wanted.url, own)
    except FetchError as error:
        await note_hold(desk, asks, blog.blog_id, error)
        raise
    text = await asyncio.to_thread(plain_of, found.html)
    kept = await desk.database.read(page_texts.letters_kept, wanted.post_id)
    if len(text) < LEAST_OF_KEPT * kept:
        raise FeedError("not-a-feed", MUCH_LESS)
    await desk.database.write(
        page_texts.save,
        wanted.post_id,
        found.html,
        found.base,
        text,
        desk.now(),
        is_asked=is_asked,
    )
