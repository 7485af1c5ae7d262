"""What words choose is counted as it is now, and what they mean is what they mean today."""

import time
from collections.abc import Sequence

import pytest

from tests.fakeblog import FakeBlog, FakeClock, FakeNet, numbered
from tui_reader.library.library import Library
from tui_reader.models import Flag, PostQuery, SavedSearch, SearchCount
from tui_reader.query import parse


def kept(*words: str) -> list[SavedSearch]:
    return [SavedSearch(n, text, text) for n, text in enumerate(words, 1)]


async def counted(library: Library, searches: Sequence[SavedSearch]) -> list[SearchCount]:
    return [count async for count in library.search_counts(searches)]


async def indexed(library: Library) -> None:
    while await library.index_some():
        pass


async def test_saved_searches_are_counted_and_those_nobody_can_read_left_out(
    library: Library, net: FakeNet
) -> None:
    net.add(FakeBlog(posts=numbered(6)))
    await library.add_blog("blog.test")
    await library.mark([1, 2], Flag.READ, True)
    searches = kept("label:even", "is:unread", "of:an OR (other", "text", "label:none")
    assert await counted(library, searches) == [
        SearchCount(1, 3, 2),
        SearchCount(2, 4, 4),
        SearchCount(4, 0, 0, is_whole=False),
        SearchCount(5, 0, 0),
    ]
    await indexed(library)
    assert await counted(library, searches[3:4]) == [SearchCount(4, 6, 4)]
    assert await library.choosing.pending() == 0


async def test_a_count_is_made_anew_only_once_something_was_written(
    library: Library, net: FakeNet
) -> None:
    net.add(FakeBlog(posts=numbered(6)))
    await library.add_blog("blog.test")
    searches = kept("is:unread", "is:read", "label:odd")
    before = await counted(library, searches)
    assert await counted(library, searches) == before
    await library.mark([1], Flag.READ, True)
    after = await counted(library, searches)
    assert [count.posts for count in after] == [5, 1, 3]


async def test_counting_ends_where_something_is_written_meanwhile(
    library: Library, net: FakeNet
) -> None:
    net.add(FakeBlog(posts=numbered(6)))
    await library.add_blog("blog.test")
    counts = library.search_counts(kept("is:unread", "is:read"))
    assert (await anext(counts)).posts == 6
    await library.mark([1], Flag.READ, True)
    assert [count async for count in counts] == []


async def test_a_time_ago_is_seen_from_the_day_on_which_it_is_asked(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    net.add(FakeBlog(posts=numbered(3)))
    await library.add_blog("blog.test")
    query, searches = PostQuery(filter=parse("after:3d")), kept("after:3d")
    assert len(await library.post_index(query)) == 3
    assert len(library.post_index_now(query)) == 3
    assert [count.posts for count in await counted(library, searches)] == [3]
    clock.forward(days=9)
    assert len(await library.post_index(query)) == 0
    assert len(library.post_index_now(query)) == 0
    assert [count.posts for count in await counted(library, searches)] == [0]


async def test_today_is_the_readers_own_whoever_asks(
    library: Library, net: FakeNet, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is 6 January there already, and 5 January in UTC."""
    monkeypatch.setenv("TZ", "UTC-14")
    time.tzset()
    try:
        net.add(FakeBlog(posts=numbered(3)))
        await library.add_blog("blog.test")
        await indexed(library)
        yesterday = parse("on:yesterday")
        assert len(await library.post_index(PostQuery(filter=yesterday))) == 3
        assert [each.posts for each in await counted(library, kept("on:yesterday"))] == [3]
        assert (await library.search(yesterday)).total == 3
        await library.keeping.add_rule("on:yesterday")
        assert [rule.posts for rule in await library.keeping.rules()] == [3]
    finally:
        monkeypatch.undo()
        time.tzset()
