"""Threads are brought, kept and counted: a real library and store, and servers that are played."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fakeblog import FakeClock
from tests.feeds.comments.test_ways import ANONYMOUS, AUTHOR, HOST, WP_AUTHOR, made, remove, said
from tests.library.conftest import Opener
from tests.replica.blog import Blog
from tests.replica.blogger import Blogger, Ways
from tests.replica.faults import Faulty, Rule, late, refuse
from tests.replica.server import Net
from tests.replica.wordpress import WordPress, WordPressWays
from tui_reader.errors import FeedError, FetchError, UsageError
from tui_reader.library.library import Library
from tui_reader.models import (
    ArchiveEvent,
    Comment,
    Done,
    Fetched,
    PostQuery,
    Removed,
    ThreadsKept,
    Unchanged,
    Waiting,
)
from tui_reader.store import archive


class Sleeper:
    """Sleeps by moving the clock on."""

    def __init__(self, clock: FakeClock) -> None:
        self.clock = clock
        self.slept: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.clock.forward(seconds=seconds)
        await asyncio.sleep(0)


@pytest.fixture
def blog() -> Blog:
    return made(40, posts=4)


@pytest.fixture
def site(blog: Blog) -> Blogger:
    return Blogger(blog, Ways(), HOST)


@pytest.fixture
def net(site: Blogger) -> Net:  # type: ignore[override]
    return Net(site)


@pytest.fixture
def sleeper(clock: FakeClock) -> Sleeper:
    return Sleeper(clock)


@pytest.fixture
async def library(open_library: Opener, sleeper: Sleeper) -> AsyncIterator[Library]:
    opened = open_library(sleep=sleeper)
    yield opened
    await opened.close()


@pytest.fixture
async def blog_id(library: Library, net: Net) -> int:
    """The blog, followed."""
    added, _ = await library.add_blog(f"{HOST}/feeds/posts/default")
    net.log.lines.clear()
    return added.id


async def posts_of(library: Library, blog_id: int) -> dict[str, int]:
    """The numbers of posts by their titles."""
    index = await library.post_index(PostQuery(blog_id=blog_id))
    return {row.title: row.id for row in await library.rows(index.ids)}


async def count_of(library: Library, post_id: int) -> int | None:
    [row] = await library.rows([post_id])
    return row.comments


def asked(net: Net) -> list[str]:
    return [url for url, _, _ in net.log.lines]


def shape(comments: tuple[Comment, ...]) -> list[tuple[int, str, str]]:
    return [(each.depth, each.html, each.author) for each in comments]


# --------------------------------------------------------------------------- one thread


async def test_a_thread_is_asked_for_once_and_kept(
    library: Library, blog_id: int, blog: Blog, net: Net
) -> None:
    post = (await posts_of(library, blog_id))["Post 0"]
    kept = await library.discussions.thread(post)
    assert kept is not None
    assert (kept.comments, kept.count, kept.fetched, kept.is_whole) == ((), 10, None, False)
    thread = await library.discussions.fetch(post)
    assert len(thread.comments) == thread.count == 10
    assert thread.is_whole
    assert thread.url.startswith(f"{HOST}/2020/05/post-0.html")
    assert len(asked(net)) == 1
    assert await library.discussions.fetch(post) == thread
    assert len(asked(net)) == 1
    await library.discussions.fetch(post, force=True)
    assert len(asked(net)) == 2


async def test_a_thread_is_read_oldest_first_with_replies_under_their_parents(
    library: Library, blog_id: int, blog: Blog
) -> None:
    blog.comments = []
    one, two, three = said(1), said(2), said(3)
    blog.say(
        [
            replace(one, post="100", author=AUTHOR, parent=""),
            replace(two, post="100", author=ANONYMOUS, parent=""),
            replace(three, post="100", author=AUTHOR, parent="1001", removed="blog"),
        ]
    )
    post = (await posts_of(library, blog_id))["Post 0"]
    thread = await library.discussions.fetch(post, force=True)
    assert shape(thread.comments) == [
        (0, "<p>Comment 1</p>", "Ana"),
        (1, "", "Ana"),
        (0, "<p>Comment 2</p>", ""),
    ]
    first, reply, second = thread.comments
    assert reply.parent_id == first.id
    assert reply.removed is Removed.BY_BLOG
    assert (first.is_author, second.is_author) == (True, False)
    assert (first.replies, thread.count) == (1, 3)


async def test_what_came_since_a_thread_was_read_is_new_and_at_first_nothing_is(
    library: Library, blog_id: int, blog: Blog, clock: FakeClock
) -> None:
    post = (await posts_of(library, blog_id))["Post 1"]
    thread = await library.discussions.fetch(post)
    assert not any(each.is_new for each in thread.comments)
    await library.discussions.see(post)
    clock.forward(minutes=5)
    blog.say([replace(said(90), post="101", html="<p>Late</p>")])
    thread = await library.discussions.fetch(post, force=True)
    assert [each.html for each in thread.comments if each.is_new] == ["<p>Late</p>"]
    await library.discussions.see(post)
    clock.forward(minutes=5)
    seen = await library.discussions.thread(post)
    assert seen is not None
    assert not any(each.is_new for each in seen.comments)


async def test_a_thread_puts_the_count_right_and_marks_what_is_gone(
    library: Library, blog_id: int, blog: Blog
) -> None:
    post = (await posts_of(library, blog_id))["Post 1"]
    await library.discussions.fetch(post)
    remove(blog, 1001, 1005)
    thread = await library.discussions.fetch(post, force=True)
    assert thread.count == await count_of(library, post) == 8
    assert len(thread.comments) == 10
    assert sum(each.is_gone for each in thread.comments) == 2


async def test_offline_a_thread_is_read_as_it_was_kept(
    library: Library, blog_id: int, net: Net
) -> None:
    posts = await posts_of(library, blog_id)
    thread = await library.discussions.fetch(posts["Post 0"])
    net.is_up = False
    assert await library.discussions.fetch(posts["Post 0"]) == thread
    with pytest.raises(FetchError) as caught:
        await library.discussions.fetch(posts["Post 1"])
    assert not caught.value.reached


async def test_a_server_that_wants_to_be_left_alone_is_left_alone(
    library: Library, blog_id: int, site: Blogger, net: Net
) -> None:
    posts = await posts_of(library, blog_id)
    net.sites["blog.test"] = Faulty(site, Rule(refuse(429, "600"), match="comments"))
    with pytest.raises(FetchError):
        await library.discussions.fetch(posts["Post 0"])
    requests = len(asked(net))
    with pytest.raises(FetchError) as caught:
        await library.discussions.fetch(posts["Post 1"])
    assert caught.value.error_class == "rate-limited"
    assert len(asked(net)) == requests


async def test_a_thread_that_cannot_be_had_whole_is_not_asked_for_again_and_again(
    library: Library, blog_id: int, site: Blogger, net: Net, blog: Blog
) -> None:
    post = (await posts_of(library, blog_id))["Post 0"]
    of_post = site.comments.of_post

    def lacking(asked: object, post_id: str) -> object:
        answer = of_post(asked, post_id)  # type: ignore[arg-type]
        told = answer.body.replace(b"<openSearch:totalResults>9<", b"<openSearch:totalResults>10<")
        return replace(answer, body=told)

    site.comments.of_post = lacking  # type: ignore[method-assign, assignment]
    remove(blog, 1040)
    thread = await library.discussions.fetch(post)
    assert (len(thread.comments), thread.count, thread.is_whole) == (9, 10, False)
    requests = len(asked(net))
    await library.discussions.fetch(post)
    assert len(asked(net)) == requests


async def test_closed_comments_are_not_asked_for(library: Library, net: Net, blog: Blog) -> None:
    blog.posts[3] = replace(blog.posts[3], is_open=False)
    remove(blog, *(int(each.id) for each in blog.thread("103")))
    added, _ = await library.add_blog(f"{HOST}/feeds/posts/default")
    post = (await posts_of(library, added.id))["Post 3"]
    net.log.lines.clear()
    thread = await library.discussions.fetch(post, force=True)
    assert (thread.comments, thread.count) == ((), None)
    assert asked(net) == []


async def test_the_guides_threads_and_unknown_posts_ask_nobody(library: Library, net: Net) -> None:
    guide = await library.open_guide()
    post = next(iter((await posts_of(library, guide.id)).values()))
    thread = await library.discussions.fetch(post, force=True)
    assert thread.post_id == post
    assert asked(net) == []
    with pytest.raises(UsageError):
        await library.discussions.fetch(999_999)


# --------------------------------------------------------------------------- the newest


async def test_the_newest_comments_of_a_blog_come_in_one_request(
    library: Library, blog_id: int, net: Net, blog: Blog
) -> None:
    assert await library.discussions.fetch_recent(blog_id) == 25
    assert asked(net) == [f"{HOST}/feeds/comments/default"]
    recent = await library.discussions.recent(blog_id, limit=3)
    assert [each.comment.html for each in recent] == [f"<p>Comment {n}</p>" for n in (40, 39, 38)]
    assert recent[0].post_title == "Post 0"
    assert await library.discussions.fetch_recent(blog_id) == 0
    assert net.log.lines[-1][1] == 304


async def test_a_new_comment_on_an_old_post_puts_its_count_right(
    library: Library, blog_id: int, net: Net, blog: Blog, clock: FakeClock
) -> None:
    posts = await posts_of(library, blog_id)
    await library.discussions.fetch_recent(blog_id)
    net.log.lines.clear()
    blog.say([replace(said(99), post="102", published=clock.time + timedelta(minutes=1))])
    assert await library.discussions.fetch_recent(blog_id) == 1
    assert asked(net) == [
        f"{HOST}/feeds/comments/default",
        f"{HOST}/feeds/102/comments/default?max-results=500",
    ]
    assert await count_of(library, posts["Post 2"]) == 11


async def test_a_fetch_of_one_blog_by_hand_brings_its_counts_too(
    library: Library, blog_id: int, net: Net, blog: Blog, clock: FakeClock, site: Blogger
) -> None:
    posts = await posts_of(library, blog_id)
    await library.discussions.fetch_recent(blog_id)
    clock.forward(hours=1)
    blog.say([replace(said(99), post="102", published=clock.time)])
    site.ways.etag = "stuck"  # the posts feed itself says nothing of comments

    async def told() -> list[object]:
        events = library.refresh([blog_id], manual=True)
        return [event async for event in events if isinstance(event, Fetched | Unchanged)]

    [event] = await told()
    assert isinstance(event, Fetched)
    assert (event.new, event.counted) == (0, 1)
    assert await count_of(library, posts["Post 2"]) == 11
    clock.forward(hours=1)
    assert await told() == [Unchanged(blog_id, "Blog")]
    site.ways.has_comments_feed = False
    clock.forward(hours=1)
    assert len(await told()) == 1


async def test_new_posts_do_not_wait_long_for_comments(
    library: Library, blog_id: int, net: Net, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.library.newest.COMFORT_SECONDS", 0.01)
    net.sites["blog.test"] = Faulty(net.sites["blog.test"], Rule(late(30), match="comments"))
    clock.forward(hours=1)
    events = [event async for event in library.refresh([blog_id], manual=True)]
    assert events[-1] == Unchanged(blog_id, "Blog")


async def test_a_fetch_of_all_blogs_asks_for_no_comments(
    library: Library, blog_id: int, net: Net, clock: FakeClock
) -> None:
    clock.forward(days=1)
    assert [event async for event in library.refresh()]
    assert not any("comments" in url for url in asked(net))


async def test_a_blog_without_a_list_of_comments_says_so(library: Library) -> None:
    guide = await library.open_guide()
    with pytest.raises(FeedError):
        await library.discussions.fetch_recent(guide.id)


# --------------------------------------------------------------------------- all of them


async def bring(library: Library, blog_id: int) -> list[ArchiveEvent]:
    [source] = await library._desk.database.read(archive.sources, [blog_id])
    return [event async for event in library.discussions.run_all(source)]


async def kept_of(library: Library, blog_id: int) -> dict[str, tuple[int, bool]]:
    """By title: how many comments are kept, and whether those are all."""
    found = {}
    for title, post in (await posts_of(library, blog_id)).items():
        thread = await library.discussions.thread(post)
        assert thread is not None
        found[title] = (len(thread.comments), thread.is_whole)
    return found


WHOLE = {f"Post {n}": (10, True) for n in range(4)}


async def test_all_threads_come_in_the_least_requests(
    library: Library, blog_id: int, net: Net
) -> None:
    events = await bring(library, blog_id)
    assert events == [
        ThreadsKept(blog_id, "Blog", 40, 40),
        Done(blog_id, "Blog", 40, 40),
    ]
    assert len(asked(net)) == 1
    assert await kept_of(library, blog_id) == WHOLE
    net.log.lines.clear()
    assert (await bring(library, blog_id))[-1] == Done(blog_id, "Blog", 40, 40)
    assert len(asked(net)) == 1


async def test_where_there_is_no_list_of_all_each_thread_is_asked_for(
    library: Library, blog_id: int, net: Net, site: Blogger
) -> None:
    site.ways.has_comments_feed = False
    events = await bring(library, blog_id)
    assert [event.kept for event in events if isinstance(event, ThreadsKept)] == [20, 40]
    assert await kept_of(library, blog_id) == WHOLE
    assert len(asked(net)) == 5


@pytest.mark.parametrize("steps", [1, 2, 3, 4, 5])
async def test_stopped_anywhere_it_goes_on_and_repeats_at_most_one_request(
    library: Library, blog_id: int, net: Net, site: Blogger, steps: int
) -> None:
    site.ways.comments_cap = 7
    [source] = await library._desk.database.read(archive.sources, [blog_id])
    async with aclosing(library.discussions.run_all(source)) as events:
        for _ in range(steps):
            await anext(events)
    assert (await bring(library, blog_id))[-1] == Done(blog_id, "Blog", 40, 40)
    assert await kept_of(library, blog_id) == WHOLE
    assert len(set(asked(net))) == 6
    assert len(asked(net)) <= 7


async def test_only_threads_that_lack_comments_are_asked_for_by_themselves(
    library: Library, blog_id: int, net: Net, site: Blogger, blog: Blog
) -> None:
    of_blog = site.comments.of_blog
    whole = list(blog.comments)

    def lacking(asked: object) -> object:
        blog.comments = [each for each in whole if each.id not in ("1001", "1002")]
        answer = of_blog(asked)  # type: ignore[arg-type]
        blog.comments = whole
        return answer

    site.comments.of_blog = lacking  # type: ignore[method-assign, assignment]
    events = await bring(library, blog_id)
    assert events[-1] == Done(blog_id, "Blog", 40, 40)
    assert [url.rpartition("/feeds/")[2] for url in asked(net)][1:] == [
        "101/comments/default?max-results=500",
        "102/comments/default?max-results=500",
    ]


async def test_threads_that_cannot_be_had_are_named_and_the_others_come(
    library: Library, blog_id: int, net: Net, site: Blogger
) -> None:
    site.ways.has_comments_feed = False
    rule = Rule(refuse(404), match="/feeds/10[12]/comments", times=0)
    net.sites["blog.test"] = Faulty(site, rule)
    events = await bring(library, blog_id)
    note = "not all comments could be had of “Post 1”, “Post 2”"
    assert sorted(events[-1].note) == sorted(note)  # type: ignore[union-attr]
    assert events[-1] == Done(blog_id, "Blog", 20, 40, events[-1].note)  # type: ignore[union-attr]


async def test_it_waits_as_long_as_the_server_wants_and_goes_on(
    library: Library, blog_id: int, net: Net, site: Blogger, sleeper: Sleeper
) -> None:
    site.ways.comments_cap = 10
    rule = Rule(refuse(429, "120"), match="start-index=21")
    net.sites["blog.test"] = Faulty(site, rule)
    events = await bring(library, blog_id)
    assert [type(event) for event in events if not isinstance(event, ThreadsKept)] == [
        Waiting,
        Done,
    ]
    assert sleeper.slept == [120]
    assert await kept_of(library, blog_id) == WHOLE


async def test_a_blog_at_wordpress_gets_counts_that_its_posts_do_not_tell(
    library: Library, net: Net
) -> None:
    blog = made(45, posts=3, author=WP_AUTHOR)
    net.sites["blog.test"] = WordPress(blog, WordPressWays(old_feeds=True), HOST)
    added, _ = await library.add_blog(f"{HOST}/feed/")
    posts = await posts_of(library, added.id)
    assert await count_of(library, posts["Post 0"]) is None
    net.log.lines.clear()
    assert (await bring(library, added.id))[-1] == Done(added.id, "Blog", 45, 45)
    assert len(asked(net)) == 1
    assert await kept_of(library, added.id) == {f"Post {n}": (15, True) for n in range(3)}
    assert await count_of(library, posts["Post 0"]) == 15
    thread = await library.discussions.fetch(posts["Post 0"])
    assert len(asked(net)) == 1
    assert max(each.depth for each in thread.comments) > 0


async def test_what_wordpress_lists_as_its_newest_is_asked_for_again_with_its_parents(
    library: Library, net: Net
) -> None:
    blog = made(6, posts=2, author=WP_AUTHOR)
    net.sites["blog.test"] = WordPress(blog, WordPressWays(), HOST)
    added, _ = await library.add_blog(f"{HOST}/feed/")
    posts = await posts_of(library, added.id)
    assert await library.discussions.fetch_recent(added.id) == 6
    kept = await library.discussions.thread(posts["Post 1"])
    assert kept is not None
    assert [each.depth for each in kept.comments] == [0, 0, 0]
    thread = await library.discussions.fetch(posts["Post 1"])
    assert max(each.depth for each in thread.comments) == 1
    net.log.lines.clear()
    assert await library.discussions.fetch(posts["Post 1"]) == thread
    await bring(library, added.id)
    net.log.lines.clear()
    for post in posts.values():
        await library.discussions.fetch(post)
    assert asked(net) == []


async def test_comments_of_posts_that_are_not_kept_are_told(
    library: Library, blog_id: int, net: Net, blog: Blog
) -> None:
    blog.say([replace(said(77), post="999")])
    assert (await bring(library, blog_id))[-1] == Done(
        blog_id, "Blog", 40, 40, "comments on posts that are not kept: 1"
    )


async def test_another_host_serves_one_blog_with_its_comments(
    library: Library, net: Net, site: Blogger
) -> None:
    site.ways.service = "http://www.blogger.com"
    net.sites["www.blogger.com"] = site
    added, _ = await library.add_blog("http://www.blogger.com/feeds/5/posts/default")
    posts = await posts_of(library, added.id)
    thread = await library.discussions.fetch(posts["Post 0"])
    assert len(thread.comments) == 10
    assert asked(net)[-1] == ("http://www.blogger.com/feeds/5/100/comments/default?max-results=500")
