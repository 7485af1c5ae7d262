"""Walks whose blog or turn is taken away in the middle, and what is told of them."""

import sqlite3
from contextlib import aclosing
from dataclasses import replace

import pytest

from tests.fakeblog import FakeClock, FakeNet, numbered
from tests.feeds.comments.test_ways import HOST, made
from tests.library.conftest import Opener
from tests.library.sleeping import Sleeping
from tests.library.test_archives import Sleeper, follow, guids, old_blog, pages_asked, run
from tests.replica.blogger import Blogger, Ways
from tests.replica.server import Net
from tui_reader.errors import StoreError
from tui_reader.library.archive_words import WALKED_ELSEWHERE
from tui_reader.library.library import Library
from tui_reader.models import Done, Failed, Fetched, Skipped, ThreadsKept, View
from tui_reader.store import blogs, leases


@pytest.fixture
async def library(open_library: Opener, clock: FakeClock):  # type: ignore[no-untyped-def]
    opened = open_library(sleep=Sleeper(clock))
    yield opened
    await opened.close()


async def test_a_page_that_came_after_another_program_took_over_is_told_so(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = old_blog()
    blog_id = await follow(library, net, blog)
    await library.archives.older(blog_id)

    def sleeps(_request: object) -> None:
        blog.meanwhile = None
        clock.forward(minutes=3)  # its lease goes stale
        seen = library._desk.database.read_now(leases.holder_of, blog_id)
        library._desk.database.write_now(leases.take, blog_id, "another", clock(), seen=seen)

    blog.meanwhile = sleeps
    with pytest.raises(StoreError, match=WALKED_ELSEWHERE):
        await library.archives.older(blog_id)


async def test_a_blog_that_is_followed_again_meanwhile_is_asked_no_more_for_nothing(
    library: Library, net: FakeNet
) -> None:
    blog = old_blog()
    blog_id = await follow(library, net, blog)

    def come_back(connection: sqlite3.Connection) -> None:
        blogs.remove(connection, blog_id)
        blogs.follow(connection, blog_id, True)

    happened = []
    async for event in library.archives.run():
        happened.append(event)
        if len(happened) == 1:
            await library._desk.database.write(come_back)
    assert not any(isinstance(event, Done) for event in happened)
    assert len(pages_asked(net)) <= 3
    assert isinstance((await run(library))[-1], Done)
    [kept] = await library.blogs()
    assert kept.posts == 100


async def test_what_has_come_since_an_archive_was_whole_counts_where_the_next_walk_fails(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = old_blog(posts=20)
    blog_id = await follow(library, net, blog)
    await run(library)
    clock.forward(hours=5)
    blog.posts = numbered(25, start=clock())
    assert [each async for each in library.refresh([blog_id], manual=True)]
    net.blogs.clear()
    failed = (await run(library))[-1]
    assert isinstance(failed, Failed)
    assert "; 25 of 25 posts are kept" in failed.message


async def test_comments_of_a_blog_that_was_removed_are_not_asked_for(
    open_library: Opener, clock: FakeClock
) -> None:
    net = Net(Blogger(made(80, posts=4), Ways(comments_cap=5), HOST))
    library = open_library(transport=net, sleep=Sleeper(clock))
    blog, _ = await library.add_blog(f"{HOST}/feeds/posts/default")
    events = []
    async for event in library.archives.run(comments=True):
        events.append(event)
        if isinstance(event, ThreadsKept) and sum(isinstance(e, ThreadsKept) for e in events) == 2:
            await library.remove_blog(blog.id)
            asked = len(net.log.lines)
    await library.close()
    assert len(net.log.lines) - asked <= 2
    assert not any(isinstance(event, Done) for event in events)


async def test_comments_come_no_more_where_another_program_took_over(
    open_library: Opener, clock: FakeClock
) -> None:
    net = Net(Blogger(made(80, posts=4), Ways(comments_cap=5), HOST))
    sleeping = Sleeping(net, r"comments/default.*start-index=(?!1&)")
    library = open_library(transport=sleeping, sleep=Sleeper(clock))
    other = open_library(transport=net, sleep=Sleeper(clock))
    blog, _ = await library.add_blog(f"{HOST}/feeds/posts/default")
    async with aclosing(library.archives.run(comments=True)) as events:
        async for event in events:
            if isinstance(event, ThreadsKept):
                break
        clock.forward(minutes=3)  # its lease goes stale
        assert isinstance((await run(other, comments=True))[-1], Done)
        asked = len(net.log.lines)
        sleeping.wake()
        rest = [event async for event in events]
    assert rest[-1] == Skipped(blog.id, "Blog", WALKED_ELSEWHERE, None)
    assert len(net.log.lines) - asked <= 2
    await library.close()
    await other.close()


async def test_a_blog_that_is_named_twice_is_brought_once(library: Library, net: FakeNet) -> None:
    blog_id = await follow(library, net, old_blog())
    events = await run(library, [blog_id, blog_id])
    assert not any(isinstance(event, Skipped) for event in events)
    assert isinstance(events[-1], Done)


async def test_a_way_that_leads_nowhere_is_no_promise_to_go_on(
    library: Library, net: FakeNet
) -> None:
    await follow(library, net, old_blog())
    [failed] = await run(library, strategy="wordpress")
    assert isinstance(failed, Failed)
    assert failed.message.endswith("by 'wordpress'; 10 of 100 posts are kept")


async def test_a_turn_that_could_not_be_given_back_holds_up_nobody_here(
    library: Library, net: FakeNet, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog_id = await follow(library, net, old_blog())

    def is_full(*_: object) -> None:
        raise StoreError("storage-full", "the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(leases, "release", is_full)
        assert await library.archives.older(blog_id)
    assert isinstance((await run(library))[-1], Done)


async def test_what_came_since_an_archive_was_whole_is_news_also_below_the_newest(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = old_blog(posts=20)
    blog_id = await follow(library, net, blog)
    await run(library)
    clock.forward(days=2)
    since = [replace(post, number=post.number + 100) for post in numbered(30, start=clock())]
    blog.posts = [*since, *blog.posts]
    [*_, fetched] = [each async for each in library.refresh([blog_id], manual=True)]
    assert isinstance(fetched, Fetched)
    assert fetched.new == 10, "its feed gives no more"
    await run(library)
    unread = await guids(library, blog_id, View.UNREAD)
    assert unread[:30] == [str(post.number) for post in since]
    assert len(unread) == 40
