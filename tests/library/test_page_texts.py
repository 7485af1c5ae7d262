"""The whole text of a cut post comes from its page, and neither text is ever lost."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from tests.fakeblog import START, FakeBlog, FakeClock, FakeNet, FakePost, Fault
from tests.library.conftest import Opener
from tui_reader.errors import FeedError, FetchError, UsageError
from tui_reader.library.library import Library
from tui_reader.limits import PAGES_AT_A_FETCH
from tui_reader.models import Afterwards, Article, Flag, PostQuery
from tui_reader.store.database import Database

BEGINNING = "<p>It was a long way to the harbour, and the rain had not stopped since</p>"
WHOLE = (
    "<p>It was a long way to the harbour, and the rain had not stopped since the morning.</p>"
    "<p>" + "Nobody spoke, and the lamps were lit one after the other. " * 8 + "</p>"
)


def cut(number: int = 1, **facts: object) -> FakePost:
    post = FakePost(number, f"Day {number}", BEGINNING, page=WHOLE, is_cut=True)
    return replace(post, published=START - timedelta(hours=100 - number), **facts)


async def follow(library: Library, net: FakeNet, *posts: FakePost, wants: bool = False) -> int:
    blog = net.add(FakeBlog(posts=list(posts), is_blogger=False))
    kept, _ = await library.add_blog(blog.home)
    await library.page_texts.want(kept.id, wants)
    net.requests.clear()
    return kept.id


async def only(library: Library) -> Article:
    [post_id] = (await library.post_index(PostQuery())).ids
    article = await library.article(post_id)
    assert article is not None
    return article


async def fetch(library: Library) -> list[Afterwards]:
    events = [event async for event in library.refresh(force=True)]
    return [event for event in events if isinstance(event, Afterwards) and event.done]


def pages(net: FakeNet) -> list[str]:
    return [request.url.path for request in net.requests if request.url.path.endswith(".html")]


async def test_the_whole_text_is_shown_and_counted_and_the_feeds_own_comes_back(
    library: Library, net: FakeNet
) -> None:
    await follow(library, net, cut())
    before = await only(library)
    assert before.page_text is None
    assert before.is_summary
    await library.page_texts.bring(before.row.id)
    whole = await only(library)
    assert "lamps were lit" in whole.html
    assert whole.page_text is not None
    assert whole.page_text.is_shown
    assert whole.row.words > 80 > before.row.words
    assert whole.row.snippet.startswith("It was a long way to the harbour")
    assert "since the morning" in whole.row.snippet
    assert (whole.row.is_read, whole.row.is_changed) == (False, False)
    await library.page_texts.show(whole.row.id, False)
    again = await only(library)
    assert (again.html, again.row) == (before.html, before.row)
    await library.page_texts.show(whole.row.id, True)
    assert (await only(library)).html == whole.html
    assert len(pages(net)) == 1


async def test_a_feed_that_changes_its_beginning_loses_neither_text(
    library: Library, net: FakeNet
) -> None:
    await follow(library, net, cut())
    post_id = (await only(library)).row.id
    await library.page_texts.bring(post_id)
    net.blogs["blog.test"].edit(1, html="<p>It was a short way to the harbour after all</p>")
    await fetch(library)
    article = await only(library)
    assert "lamps were lit" in article.html
    assert article.page_text is not None
    assert article.page_text.is_stale
    await library.page_texts.show(post_id, False)
    assert "short way" in (await only(library)).html
    await library.page_texts.bring(post_id)
    state = (await only(library)).page_text
    assert state is not None
    assert (state.is_shown, state.is_stale) == (True, False)


async def test_a_feed_that_gives_the_whole_at_last_is_shown(library: Library, net: FakeNet) -> None:
    await follow(library, net, cut())
    post_id = (await only(library)).row.id
    await library.page_texts.bring(post_id)
    net.blogs["blog.test"].edit(1, html=WHOLE + "<p>And more.</p>", is_cut=False)
    await fetch(library)
    article = await only(library)
    assert "And more" in article.html
    assert article.page_text is not None
    assert not article.page_text.is_shown
    await library.page_texts.show(post_id, True)
    assert "And more" not in (await only(library)).html


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>It was a long way to the harbour</p>", "no more of this post than its feed"),
        ("<img src=a.jpg>", "no more of this post than its feed"),
    ],
)
async def test_a_page_without_the_post_says_so_and_changes_nothing(
    library: Library, net: FakeNet, page: str, words: str
) -> None:
    await follow(library, net, replace(cut(), page=page, title=""))
    net.blogs["blog.test"].title = ""
    before = await only(library)
    with pytest.raises(FeedError, match=words) as caught:
        await library.page_texts.bring(before.row.id)
    assert caught.value.error_class == "not-a-feed"
    assert await only(library) == before


async def test_a_server_that_refuses_is_not_asked_again_before_its_time(
    library: Library, net: FakeNet
) -> None:
    blog_id = await follow(library, net, cut(), wants=True)
    before = await only(library)
    net.blogs["blog.test"].fault = Fault(429, (("Retry-After", "3600"),))
    with pytest.raises(FetchError, match="fewer requests"):
        await library.page_texts.bring(before.row.id)
    with pytest.raises(FetchError, match="left alone until"):
        await library.page_texts.bring(before.row.id)
    assert [event async for event in library.page_texts.bring_unread(blog_id)] == []
    assert len(net.requests) == 1
    assert await only(library) == before


async def test_without_network_the_class_is_said_and_the_beginning_stays(
    library: Library, net: FakeNet
) -> None:
    await follow(library, net, cut())
    before = await only(library)
    net.is_up = False
    with pytest.raises(FetchError) as caught:
        await library.page_texts.bring(before.row.id)
    assert caught.value.error_class == "network"
    assert await only(library) == before


async def test_offline_by_wish_asks_nobody_and_shows_what_is_kept(
    library: Library, net: FakeNet, open_library: Opener
) -> None:
    await follow(library, net, cut(2), cut(1), wants=True)
    newest, oldest = (await library.post_index(PostQuery())).ids
    await library.page_texts.bring(newest)
    net.requests.clear()
    offline = open_library(offline=True)
    kept = await offline.article(newest)
    assert kept is not None
    assert "lamps were lit" in kept.html
    with pytest.raises(FetchError, match="--offline"):
        await offline.page_texts.bring(oldest)
    assert await fetch(offline) == []
    assert net.requests == []
    await offline.close()


async def test_a_post_or_blog_without_a_page_is_refused(library: Library) -> None:
    guide = await library.open_guide()
    [newest, *_] = (await library.post_index(PostQuery(blog_id=guide.id))).ids
    with pytest.raises(UsageError):
        await library.page_texts.bring(newest)
    with pytest.raises(UsageError):
        await library.page_texts.bring(10_000)
    with pytest.raises(UsageError, match="no server"):
        await library.page_texts.want(guide.id, True)


WALL = BEGINNING + "<p>To read on, take out a subscription: it costs less than coffee.</p>"


async def test_a_whole_text_that_is_kept_is_not_replaced_by_a_teaser(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    blog_id = await follow(library, net, cut(), wants=True)
    await fetch(library)
    whole = await only(library)
    assert "lamps were lit" in whole.html
    net.blogs["blog.test"].edit(1, html=BEGINNING + " at all", page=WALL)
    clock.forward(days=2)
    assert [event.failed for event in await fetch(library)] == [1]
    assert (await only(library)).html == whole.html
    with pytest.raises(FeedError, match="much less"):
        await library.page_texts.bring(whole.row.id)
    assert (await only(library)).html == whole.html
    assert await fetch(library) == [], "it is not asked for again at once"
    assert [blog.id for blog in await library.blogs()] == [blog_id]


async def test_a_whole_text_that_is_kept_is_shown_though_its_page_is_gone(
    library: Library, net: FakeNet
) -> None:
    await follow(library, net, cut())
    post_id = (await only(library)).row.id
    await library.page_texts.bring(post_id)
    await library.page_texts.show(post_id, False)
    net.blogs["blog.test"].edit(1, html=BEGINNING + " at all")
    await fetch(library)
    net.blogs["blog.test"].fault = Fault(404)
    with pytest.raises(FetchError):
        await library.page_texts.bring(post_id)
    assert "lamps were lit" in (await only(library)).html


async def test_a_starred_post_of_a_removed_blog_is_not_said_to_have_no_page(
    library: Library, net: FakeNet
) -> None:
    blog_id = await follow(library, net, cut())
    article = await only(library)
    await library.mark([article.row.id], Flag.STARRED, True)
    await library.remove_blog(blog_id)
    with pytest.raises(UsageError, match="no longer followed"):
        await library.page_texts.bring(article.row.id)
    assert pages(net) == []


# ------------------------------------------------------------------------- at each fetch


async def test_each_fetch_of_a_blog_that_wants_it_brings_its_unread_cut_posts(
    library: Library, net: FakeNet
) -> None:
    whole = replace(cut(4), html=WHOLE, is_cut=False)
    blog_id = await follow(library, net, whole, cut(3), cut(2), cut(1), wants=True)
    [_, third, second, first] = (await library.post_index(PostQuery())).ids
    await library.mark([second], Flag.READ, True)
    events = await fetch(library)
    assert [(event.done, event.total, event.failed) for event in events] == [(1, 2, 0), (2, 2, 0)]
    assert {(event.blog_id, event.what) for event in events} == {(blog_id, "page texts")}
    assert [path.rpartition("/")[2] for path in pages(net)] == ["post-3.html", "post-1.html"]
    assert net.most_busy == 1, "one page after the other"
    shown = {
        article.row.id: article.page_text
        for article in await library.articles([third, second, first])
    }
    assert [shown[post_id] is not None for post_id in (third, second, first)] == [True, False, True]
    net.requests.clear()
    assert await fetch(library) == []
    assert pages(net) == []


async def test_a_blog_that_does_not_want_it_is_asked_for_no_page(
    library: Library, net: FakeNet
) -> None:
    blog_id = await follow(library, net, cut())
    assert await fetch(library) == []
    assert pages(net) == []
    await library.page_texts.want(blog_id, True)
    assert [blog.wants_page_texts for blog in await library.blogs()] == [True]
    assert len(await fetch(library)) == 1
    await library.page_texts.want(blog_id, False)
    net.blogs["blog.test"].posts.insert(0, cut(2))
    assert await fetch(library) == []


async def test_a_page_that_fails_is_left_alone_for_a_day_then_for_four_then_for_good(
    library: Library, net: FakeNet, clock: FakeClock
) -> None:
    await follow(library, net, replace(cut(), page=BEGINNING), wants=True)
    asked = []
    for hours in (0, 23, 2, 95, 2, 24 * 30):
        clock.forward(hours=hours)
        net.requests.clear()
        events = await fetch(library)
        asked.append(len(pages(net)))
        assert [(event.done, event.total, event.failed) for event in events] == [(1, 1, 1)] * len(
            events
        )
    assert asked == [1, 0, 1, 0, 1, 0]
    net.blogs["blog.test"].edit(1, html=BEGINNING + "<p>Mended.</p>", page=WHOLE)
    assert [event.failed for event in await fetch(library)] == [0], "its beginning is another one"


async def test_a_server_in_trouble_is_asked_for_three_pages_and_no_more(
    library: Library, net: FakeNet
) -> None:
    blog = [cut(number) for number in range(9, 0, -1)]
    blog_id = await follow(library, net, *blog, wants=True)
    net.blogs["blog.test"].fault = Fault(500)
    begun, *events = [event async for event in library.page_texts.bring_unread(blog_id)]
    assert (begun.done, begun.failed) == (0, 0)
    assert [(event.done, event.total, event.failed) for event in events] == [
        (1, 9, 1), (2, 9, 2), (3, 3, 3),
    ]  # fmt: skip
    assert len(net.requests) == 3


async def test_what_two_want_at_once_is_asked_for_once(library: Library, net: FakeNet) -> None:
    blog_id = await follow(library, net, *map(cut, range(4, 0, -1)), wants=True)

    async def brought() -> int:
        return len([event async for event in library.page_texts.bring_unread(blog_id)])

    assert sorted(await asyncio.gather(brought(), brought())) == [0, 5]
    assert len(pages(net)) == 4


async def test_a_page_that_came_by_hand_or_by_another_program_is_not_asked_for_again(
    library: Library, net: FakeNet, open_library: Opener
) -> None:
    blog_id = await follow(library, net, *map(cut, range(3, 0, -1)), wants=True)
    [_, second, _] = (await library.post_index(PostQuery())).ids
    other = open_library()
    done = []
    async with aclosing(library.page_texts.bring_unread(blog_id)) as events:
        async for event in events:
            if not event.done:
                await other.page_texts.bring(second)
            done.append((event.done, event.total))
    assert done == [(0, 3), (1, 3), (2, 2)]
    assert len(pages(net)) == 3
    await other.close()


async def test_who_wants_no_pages_any_more_gets_no_more(library: Library, net: FakeNet) -> None:
    blog_id = await follow(library, net, *map(cut, range(9, 0, -1)), wants=True)
    async with aclosing(library.page_texts.bring_unread(blog_id)) as events:
        async for event in events:
            if event.done == 2:
                await library.page_texts.want(blog_id, False)
    assert (event.done, event.total, len(pages(net))) == (2, 2, 2)


async def test_a_blog_that_is_removed_meanwhile_is_asked_no_more(
    library: Library, net: FakeNet
) -> None:
    blog_id = await follow(library, net, *map(cut, range(9, 0, -1)), wants=True)
    async with aclosing(library.page_texts.bring_unread(blog_id)) as events:
        async for event in events:
            if event.done == 2:
                await library.remove_blog(blog_id)
    assert (event.done, event.total, len(pages(net))) == (2, 2, 2)


async def test_a_server_out_of_service_is_asked_for_one_page_and_left_alone(
    library: Library, net: FakeNet
) -> None:
    blog_id = await follow(library, net, *map(cut, range(9, 0, -1)), wants=True)
    net.blogs["blog.test"].fault = Fault(503, (("Retry-After", "3600"),))
    _, *events = [event async for event in library.page_texts.bring_unread(blog_id)]
    assert [(event.done, event.total, event.failed) for event in events] == [(1, 1, 1)]
    assert [event async for event in library.page_texts.bring_unread(blog_id)] == []
    assert len(net.requests) == 1


async def test_the_page_of_a_captive_portal_is_no_post(library: Library, net: FakeNet) -> None:
    await follow(library, net, cut(), wants=True)
    before = await only(library)
    terms = "<p>" + "Please accept our terms before you go on from this room. " * 12 + "</p>"
    portal = f"<html><head><title>Hotel Wifi</title></head><body>{terms}</body></html>"
    net.blogs["blog.test"].meanwhile = answers_pages_with(net, portal)
    assert [event.failed for event in await fetch(library)] == [1]
    assert await only(library) == before


def answers_pages_with(net: FakeNet, body: str) -> Callable[[httpx.Request], None]:
    def meanwhile(request: httpx.Request) -> None:
        is_page = request.url.path.endswith(".html")
        kind = (("Content-Type", "text/html"),)
        net.blogs["blog.test"].fault = Fault(200, kind, body.encode()) if is_page else None

    return meanwhile


async def test_a_network_that_is_gone_counts_against_no_page(
    library: Library, net: FakeNet
) -> None:
    blog_id = await follow(library, net, cut(2), cut(1), wants=True)
    net.is_up = False
    begun, *events = [event async for event in library.page_texts.bring_unread(blog_id)]
    assert (begun.done, begun.failed) == (0, 0)
    assert [(event.done, event.total, event.failed) for event in events] == [(1, 1, 1)]
    net.is_up = True
    assert [event.failed for event in await fetch(library)] == [0, 0]


async def test_after_one_fetch_come_so_many_pages_and_after_the_next_the_others(
    library: Library, net: FakeNet
) -> None:
    most = PAGES_AT_A_FETCH
    await follow(library, net, *(cut(n) for n in range(most + 5, 0, -1)), wants=True)
    assert len(await fetch(library)) == most
    assert len(await fetch(library)) == 5


async def test_a_blog_that_is_removed_wants_nothing_when_it_comes_back(
    library: Library, net: FakeNet
) -> None:
    blog_id = await follow(library, net, cut(), wants=True)
    await fetch(library)
    await library.remove_blog(blog_id)
    kept, _ = await library.add_blog(net.blogs["blog.test"].home)
    assert not kept.wants_page_texts
    assert (await only(library)).page_text is not None, "what was brought is still here"


async def test_the_search_index_follows_the_text_that_is_shown(
    library: Library, net: FakeNet, database: Database
) -> None:
    await follow(library, net, cut())
    post_id = (await only(library)).row.id

    async def found(word: str) -> bool:
        while await library.index_some():
            pass
        rows = await database.read(
            lambda connection: connection.execute(
                "SELECT rowid FROM search WHERE search MATCH ?", (word,)
            ).fetchall()
        )
        return bool(rows)

    assert (await found("harbour"), await found("lamps")) == (True, False)
    await library.page_texts.bring(post_id)
    assert (await found("harbour"), await found("lamps")) == (True, True)
    await library.page_texts.show(post_id, False)
    assert (await found("harbour"), await found("lamps")) == (True, False)


@pytest.fixture
def database(library: Library) -> Database:
    """The store of the library."""
    return library._database


def test_the_days_between_tries_grow() -> None:
    from tui_reader.store.page_texts import RETRY_AFTER

    assert (timedelta(days=1), timedelta(days=4)) == RETRY_AFTER
