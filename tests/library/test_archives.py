"""Whole archives are brought: with the real strategy for Blogger, a real store, a played blog."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from datetime import timedelta

import httpx
import pytest

from tests.fakeblog import START, FakeBlog, FakeClock, FakeNet, FakePost, Fault, numbered, refused
from tests.library.conftest import Opener
from tests.library.sleeping import Sleeping
from tui_reader.errors import FetchError, StoreError, UsageError
from tui_reader.library.archive_words import NO_SERVER, WALKED_ELSEWHERE, WALKED_HERE
from tui_reader.library.library import Library
from tui_reader.library.refresh import OFFLINE_ASKED_FOR
from tui_reader.library.schedule import LEFT_ALONE
from tui_reader.library.waiting import ASKED_TO_WAIT, NO_ANSWER, OFFLINE, OUT_OF_SERVICE
from tui_reader.models import (
    ArchiveEvent,
    Done,
    Failed,
    Fetched,
    Found,
    PageKept,
    PostQuery,
    Skipped,
    View,
    Waiting,
)

POSTS = 100
CAP = 20


class Sleeper:
    """Sleeps by moving the clock on."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self.slept: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._clock.forward(seconds=seconds)
        await asyncio.sleep(0)


@pytest.fixture
def sleeper(clock: FakeClock) -> Sleeper:
    return Sleeper(clock)


@pytest.fixture
async def library(open_library: Opener, sleeper: Sleeper):  # type: ignore[no-untyped-def]
    opened = open_library(sleep=sleeper)
    yield opened
    await opened.close()


def old_blog(host: str = "blog.test", posts: int = POSTS) -> FakeBlog:
    """A blog whose feed gives the newest few of its posts."""
    return FakeBlog(host, posts=numbered(posts), newest=10, cap=CAP)


async def follow(library: Library, net: FakeNet, blog: FakeBlog) -> int:
    net.add(blog)
    kept, _ = await library.add_blog(blog.home)
    net.requests.clear()
    return kept.id


async def run(
    library: Library, blog_ids: Sequence[int] | None = None, **options: object
) -> list[ArchiveEvent]:
    return [event async for event in library.archives.run(blog_ids, **options)]


def kinds(events: Sequence[ArchiveEvent]) -> list[type]:
    return [type(event) for event in events]


async def guids(library: Library, blog_id: int, view: View = View.ALL) -> list[str]:
    ids = (await library.post_index(PostQuery(view, blog_id))).ids
    return [article.guid.rpartition("-")[2] for article in await library.articles(list(ids))]


def expected(blog: FakeBlog) -> list[str]:
    return [str(post.number) for post in blog.posts]


def pages_asked(net: FakeNet) -> list[str]:
    """The stretches of posts that were asked for, as often as they were."""
    return [
        str(request.url.params["start-index"])
        for request in net.requests
        if request.url.params.get("max-results", "1") != "1" and "start-index" in request.url.params
    ]


# ------------------------------------------------------------------------------- all of it


async def test_a_wish_is_kept_while_the_way_is_still_looked_for(
    open_library: Opener, net: FakeNet
) -> None:
    blog = old_blog()
    sleeping = Sleeping(net, "max-results=1$|max-results=1&")
    library = open_library(transport=sleeping)
    blog_id = await follow(library, net, blog)
    asking = asyncio.create_task(run(library))
    await sleeping.asleep.wait()
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    assert await library.archives.wanted() == (blog_id,)
    sleeping.wake()
    assert isinstance((await run(library))[-1], Done)
    assert await guids(library, blog_id) == expected(blog)
    await library.close()


async def test_every_old_post_comes_once_read_with_its_own_date(
    library: Library, net: FakeNet
) -> None:
    blog = old_blog()
    blog_id = await follow(library, net, blog)
    events = await run(library)
    assert isinstance(events[0], Found)
    assert (events[0].strategy, events[0].posts_total, events[0].kept) == ("blogger", POSTS, 10)
    assert events[0].since == blog.posts[-1].published
    pages = [event for event in events if isinstance(event, PageKept)]
    assert sum(page.new for page in pages) == POSTS - 10
    assert [page.kept for page in pages] == sorted(page.kept for page in pages)
    assert {page.total for page in pages} == {POSTS}
    assert events[-1] == Done(blog_id, "What Now?", POSTS, POSTS)
    assert await guids(library, blog_id) == expected(blog)
    unread = await guids(library, blog_id, View.UNREAD)
    assert unread == expected(blog)[:10], "old posts are no news, new ones stay what they were"
    rows = await library.rows((await library.post_index(PostQuery(blog_id=blog_id))).ids)
    assert [row.published for row in rows] == [post.published for post in blog.posts]
    state = await library.archives.state(blog_id)
    assert state is not None
    assert (state.is_done, state.is_wanted) == (True, False)


async def test_old_posts_arrive_unread_where_the_person_wants_them_so(
    open_library: Opener, net: FakeNet, tmp_path: object
) -> None:
    (tmp_path / "config.toml").write_text("archive_unread = true")  # type: ignore[operator]
    library = open_library()
    blog = old_blog()
    blog_id = await follow(library, net, blog)
    await run(library)
    assert len(await guids(library, blog_id, View.UNREAD)) == POSTS
    await library.close()


async def test_no_more_is_asked_than_it_takes(library: Library, net: FakeNet) -> None:
    blog = old_blog(posts=600)
    blog.cap = 150
    await follow(library, net, blog)
    await run(library)
    assert len(pages_asked(net)) == 4
    assert not any("www.blogger.com" in str(request.url) for request in net.requests)
    assert {str(request.url.host) for request in net.requests} == {"blog.test"}


async def test_asked_again_it_only_looks_for_what_came_since(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = old_blog()
    blog_id = await follow(library, net, blog)
    await run(library)
    net.requests.clear()
    clock.forward(days=1)
    blog.posts[:0] = [
        FakePost(number, f"New {number}", "<p>n</p>", clock()) for number in (102, 101)
    ]
    events = await run(library)
    assert isinstance(events[-1], Done)
    assert (events[-1].kept, events[-1].total) == (102, 102)
    assert len(pages_asked(net)) <= 2
    assert {"102", "101"} <= set(await guids(library, blog_id, View.UNREAD)), "they are news"
    net.requests.clear()
    await run(library)
    assert len(pages_asked(net)) == 1


# -------------------------------------------------------------------- stopped, and gone on


async def stop_after(library: Library, pages: int) -> None:
    async with aclosing(library.archives.run()) as events:
        async for event in events:
            pages -= isinstance(event, PageKept)
            if pages <= 0:
                return


@pytest.mark.parametrize("pages", [1, 2, 3, 4])
async def test_stopped_after_any_page_it_goes_on_and_asks_none_three_times(
    library: Library, net: FakeNet, pages: int
) -> None:
    blog = old_blog()
    blog_id = await follow(library, net, blog)
    await stop_after(library, pages)
    assert await library.archives.wanted() == (blog_id,)
    assert isinstance((await run(library))[-1], Done)
    assert await guids(library, blog_id) == expected(blog)
    asked = pages_asked(net)
    assert max(map(asked.count, asked)) <= 2
    assert len(asked) <= POSTS // CAP + 2, "what was in flight, and no more"
    assert await library.archives.wanted() == ()


async def test_what_a_person_stopped_does_not_go_on_by_itself(
    library: Library, net: FakeNet
) -> None:
    blog_id = await follow(library, net, old_blog())
    await stop_after(library, 1)
    await library.archives.want(blog_id, False)
    assert await library.archives.wanted() == ()
    await run(library)
    state = await library.archives.state(blog_id)
    assert state is not None
    assert state.is_done


async def test_another_program_is_told_that_it_is_being_brought(
    open_library: Opener, net: FakeNet, clock: FakeClock
) -> None:
    sleeping = Sleeping(net, rf"start-index={CAP + 1}&")
    library, other = open_library(transport=sleeping), open_library()
    blog_id = await follow(library, net, old_blog())
    async with aclosing(library.archives.run()) as events:
        async for event in events:
            if isinstance(event, PageKept):
                break
        assert await run(other) == [Skipped(blog_id, "What Now?", WALKED_ELSEWHERE, None)]
        with pytest.raises(StoreError, match=WALKED_ELSEWHERE):
            await other.archives.older(blog_id)
        assert await run(library) == [Skipped(blog_id, "What Now?", WALKED_HERE, None)]
        clock.forward(minutes=3)  # its lease goes stale
        assert isinstance((await run(other))[-1], Done)
        sleeping.wake()
        rest = [event async for event in events]
    assert rest == [Skipped(blog_id, "What Now?", WALKED_ELSEWHERE, None)]
    await library.close()
    await other.close()


# --------------------------------------------------------------------- servers in trouble


@pytest.mark.parametrize(("status", "reason"), [(429, ASKED_TO_WAIT), (503, OUT_OF_SERVICE)])
async def test_a_server_that_asks_to_wait_gets_exactly_its_own_seconds(
    library: Library, net: FakeNet, sleeper: Sleeper, status: int, reason: str
) -> None:
    blog = old_blog()
    blog_id = await follow(library, net, blog)
    blog.faults = [None, None, Fault(status, (("Retry-After", "77"),))]
    events = await run(library)
    [waiting] = [event for event in events if isinstance(event, Waiting)]
    assert waiting == Waiting(blog_id, "What Now?", reason, START + timedelta(seconds=77))
    assert sleeper.slept == [77]
    assert isinstance(events[-1], Done)
    assert await guids(library, blog_id) == expected(blog)


@pytest.mark.parametrize("status", [429, 503])
async def test_longer_than_a_quarter_of_an_hour_ends_it_until_then(
    library: Library, net: FakeNet, clock: FakeClock, sleeper: Sleeper, status: int
) -> None:
    blog = old_blog()
    blog_id = await follow(library, net, blog)
    blog.faults = [None, None, Fault(status, (("Retry-After", "3600"),))]
    failed = (await run(library))[-1]
    assert isinstance(failed, Failed)
    assert "it is not asked before" in failed.message
    assert f"of {POSTS} posts are kept, and the same command goes on from there" in failed.message
    net.requests.clear()
    until = START + timedelta(hours=1)
    assert await run(library) == [Skipped(blog_id, "What Now?", LEFT_ALONE, until)]
    with pytest.raises(FetchError, match="asked to be left alone until"):
        await library.archives.older(blog_id)
    assert net.requests == []
    clock.forward(minutes=50)
    events = await run(library)
    assert events[0] == Waiting(blog_id, "What Now?", ASKED_TO_WAIT, until)
    assert sleeper.slept == [600]
    assert isinstance(events[-1], Done)


async def test_a_server_gone_for_a_minute_is_waited_for(
    library: Library, net: FakeNet, sleeper: Sleeper
) -> None:
    blog = old_blog()
    blog_id = await follow(library, net, blog)
    gone = Fault(error=refused)
    blog.faults = [None, None, None, *[gone] * 8]
    events = await run(library)
    waits = [event for event in events if isinstance(event, Waiting)]
    assert {wait.reason for wait in waits} == {NO_ANSWER}
    assert sleeper.slept[:4] == [2, 4, 8, 16]
    assert isinstance(events[-1], Done)
    assert await guids(library, blog_id) == expected(blog)


async def test_without_network_it_says_so_and_gives_up_after_five_minutes(
    open_library: Opener, net: FakeNet, sleeper: Sleeper
) -> None:
    routes = {"there": True}
    library = open_library(sleep=sleeper, look=lambda: routes["there"])
    await follow(library, net, old_blog())
    await stop_after(library, 2)
    net.is_up = routes["there"] = False
    events = await run(library)
    assert {event.reason for event in events if isinstance(event, Waiting)} == {OFFLINE}
    failed = events[-1]
    assert isinstance(failed, Failed)
    assert failed.error_class == "network"
    assert "and the same command goes on from there" in failed.message
    assert 240 <= sum(sleeper.slept) <= 300
    net.is_up = routes["there"] = True
    assert isinstance((await run(library))[-1], Done)
    await library.close()


async def test_offline_by_wish_asks_nobody(open_library: Opener, net: FakeNet) -> None:
    library = open_library()
    blog_id = await follow(library, net, old_blog())
    await library.close()
    library = open_library(offline=True)
    assert await run(library) == [Skipped(blog_id, "What Now?", OFFLINE_ASKED_FOR, None)]
    with pytest.raises(FetchError):
        await library.archives.older(blog_id)
    assert net.requests == []
    await library.close()


async def test_an_answer_that_cannot_be_read_is_asked_for_again_and_then_ends_it(
    library: Library, net: FakeNet
) -> None:
    blog = old_blog()
    blog_id = await follow(library, net, blog)
    portal = Fault(200, (("Content-Type", "text/html"),), b"<html>log in</html>")
    await stop_after(library, 2)
    kept = len(await guids(library, blog_id))
    blog.faults = [portal, portal]
    assert isinstance((await run(library))[-1], Done), "once more was enough"
    blog.posts += numbered(60, start=START - timedelta(days=365))
    assert kept < POSTS


async def test_a_page_that_stays_unreadable_ends_it_and_all_else_is_kept(
    library: Library, net: FakeNet
) -> None:
    blog = old_blog()
    blog_id = await follow(library, net, blog)
    await stop_after(library, 2)
    kept = len(await guids(library, blog_id))
    blog.fault = Fault(200, (("Content-Type", "text/html"),), b"<html>log in</html>")
    net.requests.clear()
    failed = (await run(library))[-1]
    assert isinstance(failed, Failed)
    assert failed.error_class == "not-a-feed"
    assert failed.message.startswith("a page of its archive cannot be read: ")
    asked = pages_asked(net)
    assert max(map(asked.count, asked)) == 2
    assert len(await guids(library, blog_id)) == kept
    blog.fault = None
    assert isinstance((await run(library))[-1], Done)


# ------------------------------------------------------------------------ beside the walk


async def test_a_blog_removed_meanwhile_ends_its_walk_silently(
    library: Library, net: FakeNet
) -> None:
    blog = old_blog()
    blog_id = await follow(library, net, blog)
    happened = []
    async for event in library.archives.run():
        happened.append(event)
        if len(happened) == 3:
            await library.remove_blog(blog_id)
    assert kinds(happened[3:]) in ([], [PageKept])  # one may have been stored already
    assert not await library.blogs()


async def test_a_refresh_goes_on_beside_it_and_news_are_unread(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = old_blog()
    blog_id = await follow(library, net, blog)
    clock.forward(hours=2)
    refreshed = False
    async for event in library.archives.run():
        if isinstance(event, PageKept) and not refreshed:
            refreshed = True
            blog.posts.insert(0, FakePost(101, "News", "<p>news</p>", clock()))
            del blog.posts[50]
            news = [each async for each in library.refresh([blog_id], manual=True)]
            assert any(isinstance(each, Fetched) and each.new == 1 for each in news)
    kept = await guids(library, blog_id)
    assert set(expected(blog)) <= set(kept)
    assert len(kept) == len(set(kept))
    assert (await guids(library, blog_id, View.UNREAD))[0] == "101"


async def test_archives_of_several_blogs_come_side_by_side(library: Library, net: FakeNet) -> None:
    blogs = [old_blog(f"{name}.test") for name in "abcdef"]
    ids = [await follow(library, net, blog) for blog in blogs]
    events = await run(library)
    assert {event.blog_id for event in events if isinstance(event, Done)} == set(ids)
    order = [event.blog_id for event in events if isinstance(event, PageKept)]
    assert len({*order[: len(order) // 3]}) > 1, "not one after the other"
    for blog, blog_id in zip(blogs, ids, strict=True):
        assert await guids(library, blog_id) == expected(blog)


async def test_one_blog_that_fails_leaves_the_others_alone(library: Library, net: FakeNet) -> None:
    blogs = [old_blog("a.test"), old_blog("b.test")]
    ids = [await follow(library, net, blog) for blog in blogs]
    blogs[0].fault = Fault(403)
    events = {event.blog_id: event for event in await run(library)}
    assert isinstance(events[ids[1]], Done)
    assert not isinstance(events[ids[0]], Done) or events[ids[0]].note


# --------------------------------------------------------------------------- page by page


async def test_the_next_page_comes_on_demand_until_there_is_none(
    library: Library, net: FakeNet
) -> None:
    blog = old_blog()
    blog_id = await follow(library, net, blog)
    came = []
    while number := await library.archives.older(blog_id):
        came.append(number)
        assert len(came) < 20
    assert sum(came) == POSTS - 10
    assert await guids(library, blog_id) == expected(blog)
    assert await library.archives.wanted() == ()
    net.requests.clear()
    assert await library.archives.older(blog_id) == 0
    assert net.requests == []


async def test_a_reader_who_pages_while_it_is_brought_gets_the_next_page(
    library: Library, net: FakeNet
) -> None:
    blog = old_blog()
    blog_id = await follow(library, net, blog)
    asked: list[asyncio.Task[int]] = []
    async for event in library.archives.run():
        if isinstance(event, PageKept) and not asked:
            asked.append(asyncio.create_task(library.archives.older(blog_id)))
            await asyncio.sleep(0)
    assert await asked[0] > 0
    starts = pages_asked(net)
    assert max(map(starts.count, starts)) == 1


async def test_a_reader_who_pages_while_it_waits_for_its_server_is_told_so(
    library: Library, net: FakeNet
) -> None:
    blog = old_blog()
    blog_id = await follow(library, net, blog)
    blog.faults = [None, None, Fault(429, (("Retry-After", "77"),))]
    async with aclosing(library.archives.run()) as events:
        async for event in events:
            if isinstance(event, Waiting):
                break
        with pytest.raises(FetchError, match="asks for fewer requests; it goes on at"):
            await library.archives.older(blog_id)
        async for _ in events:
            pass
    assert await library.archives.older(blog_id) == 0


async def test_a_page_that_cannot_be_had_says_why(library: Library, net: FakeNet) -> None:
    blog = old_blog()
    blog_id = await follow(library, net, blog)
    await library.archives.older(blog_id)
    net.is_up = False
    with pytest.raises(FetchError) as raised:
        await library.archives.older(blog_id)
    assert not raised.value.reached
    net.is_up = True
    assert await library.archives.older(blog_id) > 0


async def test_one_page_asked_for_before_all_of_it_is_not_asked_for_again(
    library: Library, net: FakeNet
) -> None:
    blog = old_blog()
    blog_id = await follow(library, net, blog)
    await library.archives.older(blog_id)
    assert isinstance((await run(library))[-1], Done)
    starts = pages_asked(net)
    assert max(map(starts.count, starts)) == 1
    assert await guids(library, blog_id) == expected(blog)


# ------------------------------------------------------------------------------- no way


async def test_a_blog_without_a_way_says_what_there_is(library: Library, net: FakeNet) -> None:
    blog = FakeBlog(feed_path="/feed.xml", is_blogger=False, posts=numbered(3))
    blog_id = await follow(library, net, blog)
    done = (await run(library))[-1]
    assert isinstance(done, Done)
    assert done.note == (
        "its feed gives only the newest 3 posts and nothing on the blog leads to older ones;"
        " --wayback asks the Internet Archive"
    )
    net.requests.clear()
    assert await library.archives.older(blog_id) == 0
    assert net.requests == []


async def test_a_strategy_nobody_has_is_named(library: Library, net: FakeNet) -> None:
    await follow(library, net, old_blog())
    with pytest.raises(UsageError, match="telepathy"):
        await run(library, strategy="telepathy")
    with pytest.raises(UsageError, match="no blog number 99"):
        await run(library, [99])


async def test_the_guide_has_no_server(library: Library) -> None:
    guide = await library.open_guide()
    assert await run(library, [guide.id]) == [Skipped(guide.id, guide.title, NO_SERVER, None)]
    assert await run(library) == []


# ------------------------------------------------------------------------- with comments


def refuse_comments(request: httpx.Request) -> None:
    if "comments" in request.url.path:
        raise refused(request)


async def test_stopped_among_the_comments_it_goes_on_there_and_asks_for_no_post_again(
    library: Library, net: FakeNet
) -> None:
    blog = old_blog()
    blog.edit(100, comments=2)
    blog_id = await follow(library, net, blog)
    blog.meanwhile = refuse_comments
    async with aclosing(library.archives.run(comments=True)) as events:
        async for event in events:
            if isinstance(event, Waiting):
                break
    blog.meanwhile = None
    assert await library.archives.wanted() == (blog_id,)
    net.requests.clear()
    events = await run(library, await library.archives.wanted())
    assert kinds(events)[0] is Found
    assert isinstance(events[-1], Done)
    assert pages_asked(net) == []
    assert any("comments" in str(request.url) for request in net.requests)
    assert await library.archives.wanted() == ()
