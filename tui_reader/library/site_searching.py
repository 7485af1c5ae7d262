"""Asks a blog itself for posts with some words, and keeps what it names.

No SQL, no HTTP.
"""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Final

from tui_reader.errors import FetchError, UsageError
from tui_reader.feeds.site_search import found_on
from tui_reader.library.careful import Careful, note_hold, refuse_if_held
from tui_reader.library.desk import Desk
from tui_reader.library.indexing import index_some
from tui_reader.library.keeping import REST, make_ready
from tui_reader.library.plan import fit_to_kept
from tui_reader.models import ArchiveSource, Change, KnownPost, ParsedFeed, SiteSearch
from tui_reader.query import parse
from tui_reader.store import archive

_BATCHES: Final = 10
"""Of the index, after each answer of a blog: its posts are the first to be indexed."""


async def ask_blog(
    desk: Desk, blog_id: int, text: str, *, arrives_unread: bool
) -> AsyncGenerator[SiteSearch, None]:
    """Ask a blog for its posts with these words, and keep what comes: see ``Searching``."""
    words = [needle.text for needle in parse(text, is_typing=True).needles]
    if not words:
        raise UsageError("type words: a blog is asked for nothing else")
    sources = await desk.database.read(archive.sources, [blog_id])
    if not sources:
        raise UsageError("this blog has no server that could be asked")
    await refuse_if_held(desk, sources[0])
    asks = Careful(desk, await desk.network.asking(sources[0]), lanes=1)
    try:
        events = _bring(desk, sources[0], asks, words, arrives_unread=arrives_unread)
        async with aclosing(events):
            async for event in events:
                yield event
    except FetchError as error:
        await note_hold(desk, asks, blog_id, error)
        raise


async def _bring(
    desk: Desk, blog: ArchiveSource, asks: Careful, words: Sequence[str], *, arrives_unread: bool
) -> AsyncGenerator[SiteSearch, None]:
    found = new = 0
    async with aclosing(found_on(blog, asks, words)) as feeds:
        async for feed in feeds:
            found += len(feed.posts)
            new += await _keep(desk, blog.blog_id, feed, arrives_unread=arrives_unread)
            await _index(desk)
            yield SiteSearch(found, new, is_done=False)
    yield SiteSearch(found, new, is_done=True)


async def _keep(desk: Desk, blog_id: int, feed: ParsedFeed, *, arrives_unread: bool) -> int:
    """Keep posts; how many were not kept before."""
    now = desk.now()
    ready = await make_ready(desk.database, blog_id, feed, now)

    def fitted(known: Sequence[KnownPost]) -> tuple[Change, ...]:
        return fit_to_kept(ready.plan(known), known, is_filtered=feed.kind == REST)

    saved = await desk.database.write(
        archive.save_posts,
        blog_id,
        feed.posts,
        fitted,
        now,
        text_of=ready.text_of,
        canonical_urls=ready.urls,
        identities=ready.identities,
        arrives_unread=arrives_unread,
    )
    return saved.new + saved.back


async def _index(desk: Desk) -> None:
    for _ in range(_BATCHES):
        if not await index_some(desk.database):
            return
