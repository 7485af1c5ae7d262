"""Brings a blog's newest comments in one request, which is empty where none has come."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from dataclasses import replace
from typing import Final, NamedTuple

from tui_reader.errors import FeedError, FetchError, ReaderError
from tui_reader.feeds.comments import newest
from tui_reader.feeds.urls import canonical, host_of
from tui_reader.library.careful import note_wish, refuse_if_held
from tui_reader.library.desk import Desk
from tui_reader.library.threads import bring_thread
from tui_reader.models import Fetched, NotModified, ParsedComments, RefreshEvent, Unchanged
from tui_reader.store import archive, comment_feeds, comments

COMFORT_SECONDS: Final = 5.0
"""New posts wait no longer than this for the blog's newest comments."""
MOST_THREADS: Final = 10
"""So many threads are asked for to put counts right; the others when they are opened."""


class Newest(NamedTuple):
    """What came of asking."""

    new: int = 0
    """Comments that were not kept."""
    counted: int = 0
    """Posts whose count is another now."""


async def bring_newest(desk: Desk, blog_id: int) -> Newest:
    """Ask for a blog's newest comments, and for the threads whose counts they put in doubt.

    Raises:
        ReaderError: They did not come, or the blog does not show them.
    """
    blogs = await desk.database.read(archive.sources, [blog_id])
    place = newest(blogs[0]) if blogs else None
    if place is None:
        raise FeedError("not-a-feed", "this blog does not list its newest comments")
    await refuse_if_held(desk, blogs[0])
    known = await desk.database.read(comment_feeds.validators, blog_id)
    is_typed = host_of(place.url) == blogs[0].typed_host
    try:
        answer = await desk.network.get(place.url, known, typed=is_typed, walking=True)
    except FetchError as error:
        await note_wish(desk, host_of(place.url), blog_id, error)
        raise
    desk.watch.answered(desk.now())
    if isinstance(answer, NotModified):
        return Newest()
    found: ParsedComments = await desk.network.worker().run(place.task, answer)
    saved = await desk.database.write(
        comment_feeds.save_newest,
        blog_id,
        found.comments,
        answer.validators,
        desk.now(),
        canonical_urls=[canonical(comment.post_url) for comment in found.comments],
    )
    return Newest(saved.new, await _recounted(desk, saved.posts[:MOST_THREADS]))


async def counting(
    desk: Desk, events: AsyncGenerator[RefreshEvent, None]
) -> AsyncGenerator[RefreshEvent, None]:
    """Let blogs that have answered tell their newest comments, too, before they are told of.

    A comfort beside the new posts: where it fails, nothing is told of it.
    """
    async with aclosing(events):
        async for event in events:
            yield await _with_counts(desk, event)


async def _with_counts(desk: Desk, event: RefreshEvent) -> RefreshEvent:
    if not isinstance(event, Fetched | Unchanged):
        return event
    counted = 0
    with suppress(ReaderError, TimeoutError):
        async with asyncio.timeout(COMFORT_SECONDS):
            counted = (await bring_newest(desk, event.blog_id)).counted
    if not counted:
        return event
    if isinstance(event, Fetched):
        return replace(event, counted=event.counted + counted)
    return Fetched(event.blog_id, event.title, 0, 0, counted)


async def _recounted(desk: Desk, post_ids: tuple[int, ...]) -> int:
    """Bring the threads of these posts; how many have another count than before.

    A server that fails here is asked no more now: the posts stay as they are.
    """
    before = await _counts(desk, post_ids)
    with suppress(FetchError, FeedError):
        for post_id in post_ids:
            await bring_thread(desk, post_id, force=True)
    after = await _counts(desk, post_ids)
    return sum(before[post_id] != after.get(post_id) for post_id in before)


async def _counts(desk: Desk, post_ids: tuple[int, ...]) -> dict[int, int | None]:
    sources = await desk.database.read(comments.sources, post_ids)
    return {source.post_id: source.count for source in sources}
