"""Every way to a blog's comments, against servers as they are played by the replica."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.feeds.comments.asks import HOST, Played, blog_of, source_of
from tests.replica.blog import ANONYMOUS, Blog, Comment, Person, Post
from tests.replica.blogger import Blogger, Ways
from tests.replica.rest import USER
from tests.replica.wordpress import WordPress, WordPressWays
from tui_reader.errors import FeedError, FetchError
from tui_reader.feeds.comments import CommentReader, newest
from tui_reader.feeds.comments.base import CommentsPage
from tui_reader.models import ParsedComment, ParsedComments, Removed

START = datetime(2020, 5, 1, 12, tzinfo=UTC)
AUTHOR = Person("Ana", "http://www.blogger.com/profile/11")
WP_AUTHOR = Person("Ana", USER)
WORDPRESS = "https://wordpress.org/?v=6.4.2"


def made(comments: int, *, posts: int = 1, author: Person = AUTHOR, parents: bool = True) -> Blog:
    """A blog whose newest comments belong to its first posts in turn; some are replies."""
    blog = Blog("5", "Blog", author)
    blog.publish(
        *(
            Post(
                id=str(100 + n),
                title=f"Post {n}",
                html="<p>Text</p>",
                published=START - timedelta(days=n),
                updated=START,
                path=f"/2020/05/post-{n}.html",
                author=author,
            )
            for n in range(posts)
        )
    )
    blog.say(said(n, posts, parents=parents) for n in range(1, comments + 1))
    return blog


def said(number: int, posts: int = 1, *, parents: bool = True) -> Comment:
    is_reply = parents and number > posts and number % 3 == 0
    return Comment(
        id=str(1000 + number),
        post=str(100 + number % posts),
        published=START + timedelta(minutes=number),
        html=f"<p>Comment {number}</p>",
        author=AUTHOR if number % 5 == 0 else ANONYMOUS,
        parent=str(1000 + number - posts) if is_reply else "",
        removed="author" if number % 7 == 0 else "",
    )


def expected(comments: Iterable[Comment]) -> dict[str, tuple[str, bool]]:
    return {each.id: (each.parent, bool(each.removed)) for each in comments}


def got(comments: Iterable[ParsedComment]) -> dict[str, tuple[str, bool]]:
    return {each.guid: (each.parent, bool(each.removed)) for each in comments}


def blogger(blog: Blog, **ways: object) -> Played:
    return Played(Blogger(blog, Ways(**ways), HOST))  # type: ignore[arg-type]


def wordpress(blog: Blog, **ways: object) -> Played:
    return Played(WordPress(blog, WordPressWays(**ways), HOST))  # type: ignore[arg-type]


def guid(post: str = "100") -> str:
    return f"tag:blogger.com,1999:blog-5.post-{post}"


async def thread(asks: Played, count: int | None = None, **blog: str) -> ParsedComments:
    return await CommentReader(blog_of(**blog), asks).thread(source_of(guid(), count=count))


async def walked(asks: Played, cursor: str = "", **blog: str) -> list[CommentsPage]:
    return [page async for page in CommentReader(blog_of(**blog), asks).walk(cursor)]


def all_of(pages: Iterable[CommentsPage]) -> dict[str, tuple[str, bool]]:
    return got(comment for page in pages for comment in page.comments)


# ------------------------------------------------------------------------------- Blogger


@pytest.mark.parametrize(("cap", "requests"), [(25, 5), (100, 2), (150, 1), (500, 1)])
async def test_a_thread_comes_whole_whatever_the_server_gives_at_once(
    cap: int, requests: int
) -> None:
    blog = made(120)
    asks = blogger(blog, comments_cap=cap)
    found = await thread(asks)
    assert got(found.comments) == expected(blog.comments)
    assert found.total == 120
    assert len(asks.urls) == requests
    assert all(url.startswith(f"{HOST}/feeds/100/comments/default?") for url in asks.urls)


async def test_a_thread_says_who_wrote_it_and_who_removed_what() -> None:
    found = {each.guid: each for each in (await thread(blogger(made(14)))).comments}
    assert found["1007"].removed is Removed.BY_AUTHOR
    assert found["1005"].author_key == "blogger.com/profile/11"
    assert (found["1001"].author, found["1001"].author_key) == ("", "")


async def test_a_post_without_comments_has_none() -> None:
    asks = blogger(made(0))
    assert await thread(asks) == ParsedComments((), 0)
    assert len(asks.urls) == 1


async def test_comments_of_another_post_are_not_taken_for_this_ones() -> None:
    blog = made(6, posts=2)
    site = Blogger(blog, Ways(), HOST)
    of_all = site.comments.of_blog
    site.comments.of_post = lambda asked, _: of_all(asked)  # type: ignore[method-assign]
    found = await thread(Played(site))
    assert got(found.comments) == expected(blog.thread("100"))


@pytest.mark.parametrize("service", ["http://www.blogger.com/feeds/5", HOST + "/feeds"])
async def test_where_the_posts_come_from_elsewhere_the_post_says_where_its_comments_are(
    service: str,
) -> None:
    asks = blogger(made(3))
    blog = blog_of(feed_url="http://feeds.feedburner.example/Blog", url="")
    source = source_of(guid(), feed=f"{service}/100/comments/default")
    found = await CommentReader(blog, asks).thread(source)
    assert len(found.comments) == 3
    assert asks.urls == [f"{service}/100/comments/default?max-results=500"]


@pytest.mark.parametrize(
    ("feed", "place"),
    [
        (f"{HOST}/feeds/posts/default?alt=rss", f"{HOST}/feeds/100/"),
        (f"{HOST}/rss.xml", f"{HOST}/feeds/100/"),
        ("http://www.blogger.com/feeds/5/posts/default", "http://www.blogger.com/feeds/5/100/"),
        ("http://feeds.feedburner.example/Blog", f"{HOST}/feeds/100/"),
    ],
)
async def test_a_threads_place_follows_from_the_blogs_own_feed(feed: str, place: str) -> None:
    asks = blogger(made(1))
    await thread(asks, feed_url=feed)
    assert asks.urls[0].startswith(place)


async def test_a_thread_that_is_refused_is_no_empty_thread() -> None:
    asks = blogger(made(3))
    asks.faults[1] = 404
    with pytest.raises(FetchError):
        await thread(asks)


def change(blog: Blog, at: int, what: Callable[[], None]) -> Callable[[int], None]:
    return lambda number: what() if number == at else None


def remove(blog: Blog, *numbers: int) -> None:
    gone = {str(number) for number in numbers}
    blog.comments = [each for each in blog.comments if each.id not in gone]
    blog.say(())


@pytest.mark.parametrize("at", [2, 3, 4])
async def test_comments_that_come_and_go_meanwhile_cost_none(at: int) -> None:
    blog = made(100, parents=False)
    asks = blogger(blog, comments_cap=25)
    asks.before = change(blog, at, lambda: blog.say(said(200 + n) for n in range(3)))
    found = await thread(asks)
    assert got(found.comments).keys() == expected(blog.comments).keys()
    assert found.total == 103

    blog = made(100, parents=False)
    asks = blogger(blog, comments_cap=25)
    asks.before = change(blog, at, lambda: remove(blog, 1099, 1098, 1097))
    found = await thread(asks)
    assert expected(blog.comments).keys() <= got(found.comments).keys()
    assert found.total == 97


@pytest.mark.parametrize("cap", [25, 150, 500])
async def test_all_comments_of_a_blog_come_in_the_least_requests(cap: int) -> None:
    blog = made(700, posts=9)
    asks = blogger(blog, comments_cap=cap)
    pages = await walked(asks)
    assert all_of(pages) == expected(blog.comments)
    assert len(asks.urls) == -(-700 // cap)
    assert [page.is_last for page in pages] == [False] * (len(pages) - 1) + [True]
    assert pages[-1].total == 700
    comment = pages[0].comments[0]
    assert comment.post == guid(blog.comments[0].post)


@pytest.mark.parametrize("stop", range(5))
async def test_a_walk_goes_on_from_each_of_its_cursors(stop: int) -> None:
    blog = made(120, posts=3)
    first = await walked(blogger(blog, comments_cap=25))
    asks = blogger(blog, comments_cap=25)
    rest = await walked(asks, first[stop].cursor)
    assert all_of([*first[: stop + 1], *rest]) == expected(blog.comments)
    assert len(asks.urls) == 4 - stop


async def test_what_comes_while_a_walk_is_stopped_comes_too() -> None:
    blog = made(100, posts=3)
    first = await walked(blogger(blog, comments_cap=25))
    blog.say(said(300 + n, 3) for n in range(5))
    rest = await walked(blogger(blog, comments_cap=25), first[1].cursor)
    assert all_of([*first[:2], *rest]) == expected(blog.comments)


async def test_a_walk_that_is_refused_at_once_is_not_the_way_and_later_it_is_a_failure() -> None:
    assert await walked(blogger(made(9), has_comments_feed=False)) == []
    asks = blogger(made(90), comments_cap=25)
    asks.faults[3] = 404
    pages = CommentReader(blog_of(), asks).walk("")
    assert [(await anext(pages)).is_last for _ in range(2)] == [False, False]
    with pytest.raises(FetchError):
        await anext(pages)


async def test_a_server_that_is_out_of_order_is_told_at_once() -> None:
    asks = blogger(made(9))
    asks.faults[1] = 503
    with pytest.raises(FetchError):
        await walked(asks)


async def test_two_parts_are_asked_for_at_once_and_one_where_that_is_wanted() -> None:
    blog = made(200)
    for lanes in (1, 2):
        asks = blogger(blog, comments_cap=25)
        asks.lanes = lanes
        assert all_of(await walked(asks)) == expected(blog.comments)
        assert (asks.most_busy, len(asks.urls)) == (lanes, 8)


async def test_stopped_between_two_parts_a_walk_leaves_no_request_behind() -> None:
    asks = blogger(made(200), comments_cap=25)
    pages = CommentReader(blog_of(), asks).walk("")
    await anext(pages)
    await anext(pages)
    await pages.aclose()
    await asyncio.sleep(0)
    assert len(asyncio.all_tasks()) == 1
    assert len(asks.urls) <= 4


async def test_parts_of_different_sizes_cost_two_requests_in_all() -> None:
    blog = made(300)
    site = Blogger(blog, Ways(comments_cap=50), HOST)
    asks = Played(site)
    asks.before = lambda number: setattr(site.ways, "comments_cap", 30 + number % 3)
    assert all_of(await walked(asks)) == expected(blog.comments)
    assert len(asks.urls) <= 12


async def test_a_list_that_repeats_itself_ends() -> None:
    site = Blogger(made(60, posts=2), Ways(comments_cap=25), HOST)
    answer = site.answer
    asks = Played(site)
    site.answer = lambda asked: answer(  # type: ignore[method-assign]
        replace(asked, target=asked.target.partition("&start")[0])
    )
    pages = await walked(asks)
    assert len(asks.urls) == 3
    assert pages[-1].is_last


@pytest.mark.parametrize("cursor", ["x", "[]", "{}", '{"next":-1,"missed":[[0,"x"],7]}'])
async def test_a_cursor_that_says_nothing_begins(cursor: str) -> None:
    blog = made(9)
    assert all_of(await walked(blogger(blog), cursor)) == expected(blog.comments)


# ------------------------------------------------------------------------------ WordPress


async def wp_thread(
    asks: Played,
    blog: Blog,
    *,
    post: str = "100",
    count: int | None = None,
    reader: CommentReader | None = None,
    known: bool = True,
) -> ParsedComments:
    reader = reader or wp_reader(asks)
    path = HOST + next(each.path for each in blog.posts if each.id == post)
    source = source_of(
        f"{HOST}/?p={post}" if known else "x", url=path, feed=f"{path}/feed/", count=count
    )
    return await reader.thread(source)


def wp_reader(asks: Played) -> CommentReader:
    return CommentReader(blog_of("/feed/", generator=WORDPRESS, kind="rss20"), asks)


@pytest.mark.parametrize(("comments", "requests"), [(0, 1), (7, 1), (100, 1), (250, 3)])
async def test_a_thread_at_wordpress_comes_with_its_parents(comments: int, requests: int) -> None:
    blog = made(comments, author=WP_AUTHOR)
    asks = wordpress(blog)
    found = await wp_thread(asks, blog, count=comments)
    assert {each.guid: each.parent for each in found.comments} == {
        each.id: each.parent for each in blog.comments
    }
    assert found.total == comments
    assert len(asks.urls) == requests


async def test_people_who_write_on_the_blog_are_known_by_their_account() -> None:
    blog = made(0, author=WP_AUTHOR)
    blog.say(
        [replace(said(1), author=WP_AUTHOR), replace(said(2), author=Person("Ana", "http://x"))]
    )
    found = {each.guid: each for each in (await wp_thread(wordpress(blog), blog)).comments}
    assert found["1001"].author_key.startswith("user:")
    assert (found["1002"].author, found["1002"].author_key) == ("Ana", "")
    assert found["1001"].post_url == f"{HOST}/2020/05/post-0.html"


@pytest.mark.parametrize("form", ["on", "plain"])
async def test_the_interface_is_found_under_either_of_its_addresses(form: str) -> None:
    blog = made(4, posts=2, author=WP_AUTHOR)
    asks = wordpress(blog, rest=form)
    reader = wp_reader(asks)
    for post in ("100", "101", "100"):
        found = await wp_thread(asks, blog, post=post, reader=reader)
        assert found.total == 2
    assert len(asks.urls) == 3 + (form == "plain")


@pytest.mark.parametrize("status", ["401", "403", "404"])
async def test_where_the_interface_is_closed_the_feed_tells_what_it_can(status: str) -> None:
    blog = made(8, posts=2, author=WP_AUTHOR)
    asks = wordpress(blog, rest=status)
    reader = wp_reader(asks)
    for number in range(4):
        found = await wp_thread(asks, blog, post=str(100 + number % 2), count=4, reader=reader)
        assert len(found.comments) == found.total == 4
        assert {each.parent for each in found.comments} == {""}
    in_vain = sum("wp/v2" in url for url in asks.urls)
    assert in_vain == (4 if status == "404" else 2)
    assert len(asks.urls) == 4 + in_vain


@pytest.mark.parametrize(
    ("comments", "count", "pages", "total", "requests"),
    [
        (4, 4, True, 4, 1),
        (0, 0, True, 0, 1),
        (25, 25, True, 25, 3),
        (25, None, True, 25, 4),
        (10, 10, True, 10, 2),
        (12, 10, True, 12, 3),
        (25, 25, False, None, 2),
        (10, 10, False, 10, 2),
        (4, 9, False, None, 2),
    ],
)
async def test_by_its_feed_a_thread_is_whole_only_where_that_is_sure(
    comments: int, count: int | None, pages: bool, total: int | None, requests: int
) -> None:
    blog = made(comments, author=WP_AUTHOR)
    asks = wordpress(blog, rest="404", pages_comments=pages)
    found = await wp_thread(asks, blog, count=count, known=False)
    assert found.total == total
    assert len(found.comments) == (comments if pages else min(comments, 10))
    assert len(asks.urls) == requests


async def test_feeds_without_further_pages_are_asked_for_them_once() -> None:
    blog = made(60, posts=3, author=WP_AUTHOR)
    asks = wordpress(blog, rest="404")
    reader = wp_reader(asks)
    for post in ("100", "101", "102"):
        await wp_thread(asks, blog, post=post, count=20, reader=reader, known=False)
    assert len(asks.urls) == 4


async def test_a_wordpress_that_hides_its_name_is_known_by_its_posts() -> None:
    blog = made(12, author=WP_AUTHOR)
    asks = wordpress(blog)
    reader = CommentReader(blog_of("/feed/", generator="", kind="rss20"), asks)
    found = await wp_thread(asks, blog, count=12, reader=reader)
    assert (found.total, len(asks.urls)) == (12, 1)
    assert any(each.parent for each in found.comments)


async def test_pingbacks_that_the_interface_hides_come_by_the_feed() -> None:
    blog = made(4, author=WP_AUTHOR)
    blog.say([replace(said(50), kind="pingback")])
    asks = wordpress(blog)
    found = await wp_thread(asks, blog, count=5)
    assert got(found.comments).keys() == expected(blog.comments).keys()
    assert found.total == 5
    assert {each.guid: each.parent for each in found.comments}["1003"] == "1002"


async def test_a_count_that_is_too_high_is_put_right_where_both_agree() -> None:
    blog = made(4, author=WP_AUTHOR)
    found = await wp_thread(wordpress(blog), blog, count=6)
    assert (len(found.comments), found.total) == (4, 4)


async def test_all_comments_at_wordpress_come_by_the_hundred() -> None:
    blog = made(250, posts=4, author=WP_AUTHOR)
    asks = wordpress(blog)
    pages = [page async for page in wp_reader(asks).walk("")]
    assert all_of(pages).keys() == expected(blog.comments).keys()
    assert len(asks.urls) == 3
    assert pages[-1].is_last
    assert pages[-1].total == 250
    rest = [page async for page in wp_reader(wordpress(blog)).walk(pages[0].cursor)]
    assert all_of([pages[0], *rest]).keys() == expected(blog.comments).keys()


@pytest.mark.parametrize("at", [2, 3])
async def test_comments_that_come_and_go_cost_none_at_wordpress(at: int) -> None:
    blog = made(250, author=WP_AUTHOR, parents=False)
    asks = wordpress(blog)
    asks.before = change(blog, at, lambda: remove(blog, 1250, 1249))
    pages = [page async for page in wp_reader(asks).walk("")]
    assert expected(blog.comments).keys() <= all_of(pages).keys()
    blog = made(250, author=WP_AUTHOR, parents=False)
    asks = wordpress(blog)
    asks.before = change(blog, at, lambda: blog.say([said(400), said(401)]))
    pages = [page async for page in wp_reader(asks).walk("")]
    assert all_of(pages).keys() == expected(blog.comments).keys()


@pytest.mark.parametrize(("pages", "comments"), [(True, 25), (False, 10)])
async def test_where_the_interface_is_closed_the_blogs_feed_of_comments_is_walked(
    pages: bool, comments: int
) -> None:
    blog = made(25, posts=3, author=WP_AUTHOR)
    asks = wordpress(blog, rest="401", pages_comments=pages)
    found = [page async for page in wp_reader(asks).walk("")]
    assert len(all_of(found)) == comments
    assert found[-1].is_last
    assert found[0].comments[0].post_url.startswith(f"{HOST}/2020/05/post-")


# ----------------------------------------------------------------------------- other feeds


class Feeds:
    """Documents by their address."""

    def __init__(self, **documents: str) -> None:
        self.documents = documents

    def answer(self, asked: object) -> object:
        from tests.replica.web import Answer, not_found

        name = asked.path.strip("/")  # type: ignore[attr-defined]
        found = self.documents.get(name)
        return Answer(200, found.encode(), {}) if found else not_found()


def atom(*entries: str, following: str = "") -> str:
    link = f"<link rel='next' href='{following}'/>" if following else ""
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom'"
        f" xmlns:thr='http://purl.org/syndication/thread/1.0'>{link}{''.join(entries)}</feed>"
    )


def reply(number: int, to: str) -> str:
    return (
        f"<entry><id>tag:c,{number}</id><content>x{number}</content>"
        f"<thr:in-reply-to ref='{to}'/></entry>"
    )


async def other_thread(asks: Played, count: int | None = None) -> ParsedComments:
    source = source_of("tag:p,1", url=f"{HOST}/post", feed=f"{HOST}/a", count=count)
    return await CommentReader(blog_of("/atom", generator="Hand"), asks).thread(source)


async def test_replies_find_their_parents_over_the_pages_of_a_feed() -> None:
    asks = Played(
        Feeds(  # type: ignore[arg-type]
            a=atom(reply(3, "tag:c,1"), reply(2, "tag:p,1"), following="/b"),
            b=atom(reply(1, "tag:p,1"), following="/a"),
        )
    )
    found = await other_thread(asks, count=3)
    assert {each.guid: (each.parent, each.post) for each in found.comments} == {
        "tag:c,3": ("tag:c,1", ""),
        "tag:c,2": ("", "tag:p,1"),
        "tag:c,1": ("", "tag:p,1"),
    }
    assert found.total == 3
    assert len(asks.urls) == 2


@pytest.mark.parametrize(("count", "total"), [(None, None), (1, 1), (5, None)])
async def test_a_single_feed_is_whole_only_where_the_post_says_the_same(
    count: int | None, total: int | None
) -> None:
    asks = Played(Feeds(a=atom(reply(1, "tag:p,1"))))  # type: ignore[arg-type]
    assert (await other_thread(asks, count)).total == total


async def test_a_blog_without_any_way_says_so() -> None:
    asks = Played(Feeds())  # type: ignore[arg-type]
    with pytest.raises(FeedError) as caught:
        await CommentReader(blog_of("/atom", generator="Hand"), asks).thread(source_of("x"))
    assert caught.value.error_class == "not-a-feed"
    assert asks.urls == []
    assert [page async for page in CommentReader(blog_of(generator="Hand"), asks).walk("")] == []


@pytest.mark.parametrize(
    ("blog", "url"),
    [
        ({}, f"{HOST}/feeds/comments/default"),
        ({"feed_url": f"{HOST}/atom.xml"}, f"{HOST}/feeds/comments/default"),
        ({"feed": "/feed/", "generator": WORDPRESS}, f"{HOST}/comments/feed/"),
        (
            {"feed_url": f"{HOST}/b/feed/", "url": "", "generator": WORDPRESS},
            f"{HOST}/b/comments/feed/",
        ),
        ({"feed": "/?feed=rss2", "generator": WORDPRESS}, f"{HOST}/?feed=comments-rss2"),
        ({"generator": "Hand"}, ""),
        ({"url": "file:///x", "feed_url": "http://["}, ""),
    ],
)
def test_a_blogs_newest_comments_have_their_place(blog: dict[str, str], url: str) -> None:
    found = newest(blog_of(**blog))
    assert (found.url if found else "") == url
