import asyncio
import sqlite3
from contextlib import aclosing
from datetime import timedelta
from functools import partial
from itertools import pairwise

import pytest

from tests.fakeblog import FakeBlog, FakeClock, FakeNet, FakePost, Fault, numbered, timed_out
from tests.library.conftest import Opener
from tui_reader.errors import StoreError
from tui_reader.library.library import Library
from tui_reader.models import (
    Asked,
    Failed,
    Fetched,
    Flag,
    Planned,
    PostQuery,
    RefreshEvent,
    Skipped,
    Unchanged,
    View,
)
from tui_reader.store.database import Database


async def follow(library: Library, net: FakeNet, *blogs: FakeBlog) -> list[int]:
    ids = []
    for blog in blogs:
        net.add(blog)
        added, _ = await library.add_blog(blog.home)
        ids.append(added.id)
    return ids


async def events_of(library: Library, **how: bool) -> list[RefreshEvent]:
    return [event async for event in library.refresh(**how) if not isinstance(event, Asked)]


def kinds(events: list[RefreshEvent]) -> list[type[RefreshEvent]]:
    return [type(event) for event in events]


async def test_new_posts_are_stored_before_they_are_told(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = FakeBlog()
    [blog_id] = await follow(library, net, blog)
    blog.posts.insert(0, FakePost(4, "Fresh", "<p>new</p>", clock.time))
    clock.forward(hours=1)
    async for event in library.refresh():
        if isinstance(event, Fetched):
            assert (event.new, event.changed, event.counted) == (1, 0, 0)
            index = await library.post_index(PostQuery(blog_id=blog_id))
            assert [row.title for row in await library.rows(index.ids[:1])] == ["Fresh"]
            return
    pytest.fail("the new post was never told")


async def test_the_first_event_says_how_many_are_asked_and_skipped(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    await follow(library, net, FakeBlog("one.test"))
    clock.forward(minutes=50)
    await follow(library, net, FakeBlog("two.test"))
    clock.forward(minutes=10)
    planned, skipped, done = await events_of(library)
    assert planned == Planned(total=1, skipped=1)
    assert isinstance(skipped, Skipped)
    assert skipped.until == clock.time + timedelta(minutes=50)
    assert isinstance(done, Unchanged)


async def test_a_304_and_an_equal_body_are_both_unchanged(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    with_validators, without = FakeBlog("a.test"), FakeBlog("b.test", has_validators=False)
    await follow(library, net, with_validators, without)
    clock.forward(hours=3)
    assert kinds(await events_of(library)) == [Planned, Unchanged, Unchanged]
    last = {request.url.host: request for request in net.requests}
    assert "if-none-match" in last["a.test"].headers
    assert "if-none-match" not in last["b.test"].headers


async def test_a_comment_count_that_moves_is_counted_and_not_new(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = FakeBlog()
    await follow(library, net, blog)
    blog.edit(2, comments=5)
    clock.forward(hours=1)
    [_, event] = await events_of(library)
    assert isinstance(event, Fetched)
    assert (event.new, event.changed, event.counted) == (0, 0, 1)


async def test_an_edit_keeps_the_marks_and_says_changed(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = FakeBlog()
    [blog_id] = await follow(library, net, blog)
    ids = (await library.post_index(PostQuery(blog_id=blog_id))).ids
    await library.mark(ids, Flag.READ, True)
    await library.mark(ids[:1], Flag.STARRED, True)
    blog.edit(3, html="<p>Other words.</p>")
    blog.edit(2, html="<p><b>This is the text of post 2.</b></p>")
    clock.forward(hours=1)
    [_, event] = await events_of(library)
    assert isinstance(event, Fetched)
    assert (event.new, event.changed) == (0, 1)
    rows = await library.rows(ids)
    assert [row.is_changed for row in rows] == [True, False, False]
    assert all(row.is_read for row in rows)
    assert rows[0].is_starred
    article = await library.article(ids[1])
    assert article is not None
    assert "<b>" in article.html, "new markup is kept, though no word is new"


async def test_one_blog_that_fails_leaves_the_others_alone(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blogs = [FakeBlog(f"{name}.test") for name in "abcd"]
    ids = await follow(library, net, *blogs)
    clock.forward(hours=1)
    blogs[0].fault = Fault(500)
    blogs[1].fault = Fault(error=timed_out)
    blogs[2].fault = Fault(200, (("Content-Type", "text/html"),), b"<html>log in</html>")
    blogs[3].posts.insert(0, FakePost(9, "New", "<p>n</p>", clock.time))
    events = await events_of(library)
    classes = {event.blog_id: event.error_class for event in events if isinstance(event, Failed)}
    assert classes == {ids[0]: "http-status", ids[1]: "timeout", ids[2]: "not-a-feed"}
    assert [event.new for event in events if isinstance(event, Fetched)] == [1]
    kept = {blog.id: blog for blog in await library.blogs()}
    assert all(kept[blog_id].posts == 3 for blog_id in ids[:3])
    assert kept[ids[1]].error is not None
    assert kept[ids[1]].error.error_class == "timeout"
    assert not library.connection.is_offline


async def test_a_page_that_is_no_feed_keeps_posts_title_and_validators(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = FakeBlog()
    [blog_id] = await follow(library, net, blog)
    portal = (("Content-Type", "text/html"), ("ETag", '"portal"'))
    blog.fault = Fault(200, portal, b"<html><title>Hotel</title>log in</html>")
    clock.forward(hours=1)
    assert kinds(await events_of(library)) == [Planned, Failed]
    blog.fault = None
    clock.forward(hours=1)
    assert kinds(await events_of(library)) == [Planned, Unchanged]
    [kept] = await library.blogs()
    assert (kept.id, kept.title, kept.posts, kept.error) == (blog_id, "What Now?", 3, None)


async def test_many_blogs_are_asked_at_once_but_never_more_than_eight(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    gate = asyncio.Event()
    blogs = [FakeBlog(f"blog{number}.test") for number in range(12)]
    await follow(library, net, *blogs)
    for blog in blogs:
        blog.gate = gate
    clock.forward(hours=1)
    net.most_busy = 0
    async with aclosing(library.refresh()) as events:
        async for event in events:
            if isinstance(event, Asked) and net.busy == 8:
                gate.set()
            elif isinstance(event, Asked):
                asyncio.get_running_loop().call_soon(_open_when_busy, net, gate)
    assert net.most_busy == 8


def _open_when_busy(net: FakeNet, gate: asyncio.Event) -> None:
    if net.busy >= 8:
        gate.set()
    elif not gate.is_set():
        asyncio.get_running_loop().call_soon(_open_when_busy, net, gate)


async def test_what_another_program_fetched_is_seen_behind_a_mark_of_ones_own(
    library: Library, net: FakeNet, clock: FakeClock, open_library: Opener
) -> None:
    blog = FakeBlog()
    await follow(library, net, blog)
    ids = (await library.post_index(PostQuery())).ids
    before = library.data_version()
    blog.posts.insert(0, FakePost(9, "New", "<p>n</p>", clock.time))
    clock.forward(hours=1)
    other = open_library()
    await events_of(other)
    await other.close()
    await library.mark(ids[:1], Flag.STARRED, True)
    moved = library.data_version()
    assert moved != before
    await library.mark(ids[:1], Flag.STARRED, False)
    assert library.data_version() == moved


async def test_closing_a_refresh_keeps_what_was_stored_and_stops_the_rest(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    quick, slow = FakeBlog("quick.test"), FakeBlog("slow.test", gate=None)
    await follow(library, net, quick, slow)
    quick.posts.insert(0, FakePost(9, "New", "<p>n</p>", clock.time))
    slow.gate = asyncio.Event()
    clock.forward(hours=1)
    async with aclosing(library.refresh()) as events:
        async for event in events:
            if isinstance(event, Fetched):
                break
    assert net.busy == 0, "the slow one is not asked any longer"
    assert len(await library.post_index(PostQuery())) == 7
    slow.gate = None
    assert kinds(await events_of(library)) == [Planned, Skipped, Unchanged]


async def test_a_bug_is_loud_but_the_others_are_done_first(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    bad, good = FakeBlog("bad.test"), FakeBlog("good.test")
    await follow(library, net, bad, good)
    good.posts.insert(0, FakePost(9, "New", "<p>n</p>", clock.time))
    bad.fault = Fault(error=lambda _: RuntimeError("a bug"))
    clock.forward(hours=1)
    seen: list[RefreshEvent] = []

    async def listen() -> None:
        async for event in library.refresh():
            seen.append(event)

    with pytest.raises(RuntimeError, match="a bug"):
        await listen()
    assert any(isinstance(event, Fetched) for event in seen)
    assert len(await library.post_index(PostQuery())) == 7


async def test_blogs_that_failed_are_asked_last(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blogs = [FakeBlog(f"{name}.test") for name in "abc"]
    await follow(library, net, *blogs)
    blogs[0].fault = Fault(error=timed_out)
    clock.forward(hours=1)
    await events_of(library)
    clock.forward(hours=1)
    asked = [event.title async for event in library.refresh() if isinstance(event, Asked)]
    assert len(asked) == 3
    assert [request.url.host for request in net.requests[-3:]][-1] == "a.test"


async def test_nothing_is_lost_when_a_feed_shrinks(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = FakeBlog(posts=numbered(5))
    await follow(library, net, blog)
    blog.posts = blog.posts[:1]
    clock.forward(hours=1)
    await events_of(library)
    assert len(await library.post_index(PostQuery())) == 5


WHOLE = '<content type="html">&lt;p&gt;' + "whole text " * 200 + "&lt;/p&gt;</content>"


@pytest.mark.parametrize(
    "short", ['<summary type="text">whole text ...</summary>', '<content type="html"></content>']
)
async def test_a_whole_post_stays_whole_when_its_feed_is_cut_short(
    library: Library, net: FakeNet, clock: FakeClock, short: str
) -> None:
    html = "<p>" + "whole text " * 200 + "</p>"
    blog = FakeBlog(posts=[FakePost(1, "Long", html, clock.time)])
    await follow(library, net, blog)
    ids = (await library.post_index(PostQuery())).ids
    await library.mark(ids, Flag.READ, True)
    for body, comments in ((short, 0), (short, 3), (WHOLE, 4)):
        blog.edit(1, comments=comments)
        answer = blog.atom().replace(WHOLE.encode(), body.encode())
        assert body.encode() in answer
        blog.fault = Fault(200, (("Content-Type", "application/atom+xml"),), answer)
        clock.forward(hours=3)
        await events_of(library, force=True)
        article = await library.article(ids[0])
        assert article is not None
        assert (article.row.words, article.is_summary) == (400, False)
        assert (article.row.comments, article.row.is_changed) == (comments, False)


async def test_an_answer_without_dates_moves_no_post(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = FakeBlog()
    await follow(library, net, blog)
    before = await library.post_index(PostQuery())
    dates = [row.published for row in await library.rows(before.ids)]
    for post in blog.posts:
        blog.edit(post.number, published=None, html="<p>Other words.</p>")
    clock.forward(hours=1)
    [_, event] = await events_of(library)
    assert isinstance(event, Fetched)
    assert (event.new, event.changed) == (0, 3)
    assert await library.post_index(PostQuery()) == before
    assert [row.published for row in await library.rows(before.ids)] == dates


async def test_posts_read_before_stay_read(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = FakeBlog()
    await follow(library, net, blog)
    ids = (await library.post_index(PostQuery())).ids
    await library.mark(ids, Flag.READ, True)
    blog.title = "A new name"
    clock.forward(hours=1)
    await events_of(library)
    assert len(await library.post_index(PostQuery(view=View.UNREAD))) == 0
    await library.undo()
    assert len(await library.post_index(PostQuery(view=View.UNREAD))) == 3
    [kept] = await library.blogs()
    assert "What Now?" in kept.note, "a new title is told, not adopted in silence"


async def test_with_offline_asked_for_nothing_is_asked(
    library: Library, net: FakeNet, clock: FakeClock, open_library: Opener
) -> None:
    await follow(library, net, FakeBlog())
    clock.forward(hours=1)
    before = len(net.requests)
    offline = open_library(offline=True)
    assert kinds(await events_of(offline)) == [Planned, Skipped]
    assert offline.connection.is_offline
    assert offline.connection.asked_for
    assert len(net.requests) == before
    await offline.close()


async def test_where_nothing_can_be_kept_nobody_is_asked(
    library: Library,
    net: FakeNet,
    clock: FakeClock,
    open_library: Opener,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await follow(library, net, FakeBlog())
    clock.forward(hours=1)
    before = len(net.requests)
    monkeypatch.setattr(Database, "open", partial(Database.open, read_only=True))
    reading = open_library()
    with pytest.raises(StoreError, match="storage-readonly"):
        await events_of(reading)
    with pytest.raises(StoreError, match="storage-readonly"):
        await reading.add_blog(net.add(FakeBlog("other.test")).home)
    assert len(net.requests) == before
    await reading.close()


async def test_a_full_disk_fails_a_blog_by_its_class_and_heals_by_itself(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog = FakeBlog()
    await follow(library, net, blog)
    pages = await library._database.write(limit_pages, 0)
    await library._database.write(limit_pages, pages)
    words = " ".join(str(number) for number in range(200_000))
    blog.posts.insert(0, FakePost(9, "Big", f"<p>{words[:900_000]}</p>", clock.time))
    clock.forward(hours=1)
    [_, failed] = await events_of(library)
    assert isinstance(failed, Failed)
    assert failed.error_class == "storage-full"
    assert len(await library.post_index(PostQuery())) == 3
    await library._database.write(limit_pages, 1_000_000)
    [_, fetched] = await events_of(library)
    assert isinstance(fetched, Fetched), "it stayed due: nothing of the answer was kept"
    assert fetched.new == 1


def limit_pages(connection: sqlite3.Connection, pages: int) -> int:
    connection.execute(f"PRAGMA max_page_count = {pages}")
    (count,) = connection.execute("PRAGMA page_count").fetchone()
    return int(count)


async def test_two_weeks_of_looks_keep_the_manners(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    polite = FakeBlog("a.test", headers=(("Cache-Control", "max-age=7200"),))
    plain, bare = FakeBlog("b.test"), FakeBlog("c.test", has_validators=False)
    await follow(library, net, polite, plain, bare)
    net.requests.clear()
    asked: dict[str, list[float]] = {"a.test": [], "b.test": [], "c.test": []}
    for look in range(14 * 24 * 2):
        clock.forward(minutes=30)
        if look == 400:
            plain.posts.insert(0, FakePost(9, "New", "<p>new</p>", clock.time))
        await events_of(library)
        for request in net.requests:
            asked[request.url.host].append(clock.time.timestamp() / 3600)
            if request.url.host != "c.test":
                assert "if-none-match" in request.headers
            assert not {"cookie", "referer"} & set(request.headers)
        net.requests.clear()
    gaps = {
        host: [after - before for before, after in pairwise(hours)] for host, hours in asked.items()
    }
    assert set(gaps["a.test"]) == {2}
    assert set(gaps["b.test"]) == {1}
    assert min(gaps["c.test"]) >= 3
    assert 10 < max(gaps["c.test"]) <= 24
