"""Blogger's posts where its answers are odd: broken, endless, or of some of the blog's posts."""

from contextlib import suppress

import pytest

from tests.feeds.archive.servers import (
    HOME,
    Asked,
    BloggerServer,
    atom,
    entry,
    found_and_walked,
    page,
    source,
    tags,
    walked,
)
from tui_reader.errors import FeedError
from tui_reader.feeds.archive import numbered
from tui_reader.feeds.archive.blogger import Blogger
from tui_reader.feeds.archive.progress import read_progress
from tui_reader.models import Page

FEED = HOME + "feeds/posts/default"
BLOG = source(FEED, generator="Blogger")
BLOGGER = Blogger()


async def test_posts_found_at_the_end_count_among_those_that_are_taken_at_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(numbered, "ARCHIVE_POSTS", 200)
    head = "<openSearch:totalResults>900000000</openSearch:totalResults>"

    def answer(url: str) -> Page:
        entries = range(len(asks.urls) * 25, len(asks.urls) * 25 + 25)
        return page(url, atom("".join(map(entry, entries)) if "orderby" in url else "", head))

    asks = Asked(answer)
    result = await found_and_walked(BLOGGER, BLOG, asks)
    assert len(asks.urls) < 20
    assert result.notes[-1] == "only the newest 200 posts were taken"


async def test_one_post_at_which_every_answer_breaks_off_is_left_out() -> None:
    server = BloggerServer(100, cap=25)
    broken = server.numbers[25]

    def answer(url: str) -> Page:
        found = server(url)
        place = found.body.find(f"<id>tag:post-{broken}</id>".encode())
        return found if place < 0 else page(url, found.body[: place + 90])

    asks = Asked(answer)
    result = await found_and_walked(BLOGGER, BLOG, asks)
    assert set(result.guids) == tags(server.numbers) - {f"tag:post-{broken}"}
    assert result.notes[-1] == "a post was left out: it is too large, or broken"
    assert len(asks.urls) < 25


async def last_cursor(asks: Asked, cursor: str) -> str:
    """Walk until it is given up."""
    with suppress(FeedError):
        async for each in BLOGGER.walk(BLOG, asks, cursor):
            cursor = each.cursor
    return cursor


async def test_posts_that_are_left_out_are_counted_from_one_attempt_to_the_next() -> None:
    found = await BLOGGER.probe(BLOG, Asked(BloggerServer(400)))
    assert found is not None
    asks = Asked(lambda url: page(url, "<feed xmlns='http://www.w3.org/2005/Atom'><entry>"))
    cursor = await last_cursor(asks, found.cursor)
    assert read_progress(cursor).lost == 10
    asks.urls.clear()
    assert await last_cursor(asks, cursor) == cursor
    assert len(asks.urls) == 2


@pytest.mark.parametrize(
    ("query", "kept"),
    [("q=cats", "?q=cats"), ("alt=rss&max-results=500&orderby=updated&redirect=false", "")],
)
async def test_a_feed_of_what_was_searched_for_stays_one(query: str, kept: str) -> None:
    asks = Asked(BloggerServer(50))
    found = await BLOGGER.probe(source(f"{FEED}?{query}", generator="Blogger"), asks)
    assert found is not None
    assert read_progress(found.cursor).base == FEED + kept
    await walked(BLOGGER, BLOG, asks, found.cursor)
    assert all(url.startswith(FEED + (kept or "?redirect")) for url in asks.urls if url != HOME)
    assert (HOME in asks.urls) is not bool(kept)
