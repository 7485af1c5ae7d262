"""Servers that make up comments, repeat them, or say what cannot be: every walk ends."""

import json

import pytest

from tests.feeds.archive.servers import HOME, Asked, atom, link, no, page
from tests.feeds.comments.asks import blog_of, source_of
from tui_reader.feeds.comments import CommentReader, base, indexes, wordpress
from tui_reader.models import ArchiveSource, Page, ParsedComments

WORDPRESS = blog_of("/feed/", generator="WordPress", kind="rss20")
BLOGGER_POST = "tag:blogger.com,1999:blog-5.post-100"
MANY = 900_000_000


def rest(first: int = 1, count: int = 100) -> str:
    """What WordPress's interface says."""
    ids = range(first, first + count)
    return json.dumps([{"id": each, "content": {"rendered": "x"}} for each in ids])


def entries(first: int, count: int = 25, head: str = "") -> str:
    """A feed of comments."""
    blog = "tag:blogger.com,1999:blog-5.post-"
    ids = range(first, first + count)
    return atom("".join(f"<entry><id>{blog}{each}</id></entry>" for each in ids), head)


async def thread(
    asks: Asked, blog: ArchiveSource, guid: str, feed: str = "", count: int | None = None
) -> ParsedComments:
    source = source_of(guid, url=HOME + "2014/a/", feed=feed, count=count)
    return await CommentReader(blog, asks).thread(source)


@pytest.mark.parametrize(("total", "pages"), [(None, None), (MANY, 1_000_000)])
async def test_an_interface_that_does_not_page_tells_no_sure_number(
    total: int | None, pages: int | None
) -> None:
    asks = Asked(lambda url: page(url, rest(), total=total, total_pages=pages))
    found = await thread(asks, WORDPRESS, f"{HOME}?p=5")
    assert (len(found.comments), found.total) == (100, None)
    assert len(asks.urls) <= 4


@pytest.mark.parametrize("grows", [0, 1, -1])
async def test_an_interface_that_repeats_itself_ends_the_walk(grows: int) -> None:
    def answer(url: str) -> Page:
        return page(url, rest(), total=50_000 + grows * len(asks.urls), total_pages=500)

    asks = Asked(answer)
    walked = [each async for each in CommentReader(WORDPRESS, asks).walk("")]
    assert walked[-1].is_last
    assert len(asks.urls) <= indexes.IDLE + 2


async def test_made_up_comments_end_a_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (indexes, wordpress):
        monkeypatch.setattr(module, "ARCHIVE_COMMENTS", 500)
    head = (
        f"<openSearch:totalResults xmlns:openSearch='http://a9.com/-/spec/opensearch/1.1/'>{MANY}"
    )
    head += "</openSearch:totalResults>"

    def answer(url: str) -> Page:
        first = len(asks.urls) * 100
        if "wp-json" in url:
            return page(url, rest(first), total=MANY, total_pages=MANY)
        return page(url, entries(first, head=head))

    for blog in (WORDPRESS, blog_of(feed_id="tag:blogger.com,1999:blog-5")):
        asks = Asked(answer)
        walked = [each async for each in CommentReader(blog, asks).walk("")]
        assert walked[-1].is_last
        assert len(asks.urls) <= 22


@pytest.mark.parametrize("bound", ["THREAD_COMMENTS", "THREAD_LETTERS"])
@pytest.mark.parametrize("kind", ["blogger", "rest", "links", "pages"])
async def test_made_up_comments_end_a_thread(
    monkeypatch: pytest.MonkeyPatch, kind: str, bound: str
) -> None:
    monkeypatch.setattr(base, bound, 300)

    def answer(url: str) -> Page:
        first = len(asks.urls) * 100
        if "wp-json" in url:
            return page(url, rest(first), total=MANY, total_pages=MANY)
        body = entries(first, head=link("next", f"{HOME}comments/{first}"))
        return page(url, body.replace("</entry>", "<content>a comment</content></entry>"))

    asks = Asked(answer)
    feed = HOME + "a/feed/"
    match kind:
        case "blogger":
            found = await thread(asks, blog_of(), BLOGGER_POST)
        case "rest":
            found = await thread(asks, WORDPRESS, f"{HOME}?p=5")
        case "links":
            found = await thread(asks, blog_of("/feed", generator="Own"), "x", feed)
        case _:
            found = await thread(asks, WORDPRESS, "x", feed)
    assert len(found.comments) <= 500
    assert found.total is None
    assert len(asks.urls) <= 15


async def test_posts_that_came_from_blogger_are_asked_where_they_are_now() -> None:
    feed = HOME + "2014/a/feed/"

    def answer(url: str) -> Page:
        if url.startswith(feed) and "paged" not in url:
            return page(url, entries(1, 3))
        raise no()

    asks = Asked(answer)
    found = await thread(asks, WORDPRESS, BLOGGER_POST, feed, 3)
    assert len(found.comments) == found.total == 3
    assert all("comments/default" not in url for url in asks.urls)


@pytest.mark.parametrize("way", ['"rest"', "[1]", "null"])
async def test_a_walk_that_another_version_began_is_begun_anew(way: str) -> None:
    asks = Asked(lambda url: page(url, rest(count=8), total=8, total_pages=1))
    cursor = f'{{"way":{way},"next":0}}'
    walked = [each async for each in CommentReader(WORDPRESS, asks).walk(cursor)]
    assert [len(each.comments) for each in walked] == [8]


@pytest.mark.parametrize(("given", "count", "total"), [(10, 25, None), (7, 25, 7), (10, 10, 10)])
async def test_a_feed_without_a_second_page_may_not_have_all(
    given: int, count: int, total: int | None
) -> None:
    def answer(url: str) -> Page:
        if url == HOME + "a/feed/":
            return page(url, entries(1, given))
        raise no()

    found = await thread(Asked(answer), WORDPRESS, "x", HOME + "a/feed/", count)
    assert (len(found.comments), found.total) == (given, total)
