"""WordPress by its interface, and by the pages of its feed where that is shut."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.feeds.archive.blogs import FEED, WordPressServer
from tests.feeds.archive.servers import (
    HOME,
    Asked,
    atom,
    day,
    entry,
    found_and_walked,
    no,
    page,
    query,
    source,
    walked,
)
from tui_reader.errors import FeedError
from tui_reader.feeds.archive import wordpress_json
from tui_reader.feeds.archive.pages import static_pages
from tui_reader.feeds.archive.wordpress import WordPress
from tui_reader.models import Page

BLOG = source(FEED, generator="https://wordpress.org/?v=6.5", kind="rss20")
WORDPRESS = WordPress()


@pytest.mark.parametrize(
    ("root", "is_named"),
    [
        (HOME + "wp-json/", True),
        (HOME + "wp-json/", False),
        (HOME + "?rest_route=/", True),
        (HOME + "?rest_route=/", False),
        (HOME + "blog/api/", True),
    ],
)
async def test_the_interface_is_found_by_its_link_or_by_custom(root: str, is_named: bool) -> None:
    server = WordPressServer(250, root=root, is_named=is_named)
    result = await found_and_walked(WORDPRESS, BLOG, Asked(server))
    assert set(result.guids) == server.guids


async def test_it_says_how_many_posts_there_are_and_since_when() -> None:
    found = await WORDPRESS.probe(BLOG, Asked(WordPressServer(250)))
    assert found is not None
    assert (found.posts_total, found.since, found.note) == (250, day(1), "")


async def test_nothing_is_asked_past_the_end() -> None:
    server = WordPressServer(300)
    asks = Asked(server)
    result = await found_and_walked(WORDPRESS, BLOG, asks)
    numbers = [query(url).get("page") for url in asks.urls if "orderby=" not in url]
    assert max(int(number) for number in numbers if number) == 3
    assert result.pages[-1].posts_total == 300


async def test_a_post_has_all_that_the_interface_says() -> None:
    result = await found_and_walked(WORDPRESS, BLOG, Asked(WordPressServer(250)))
    post = next(post for each in result.pages for post in each.feed.posts if "=245" in post.guid)
    assert post.guid == HOME + "?p=245"
    assert post.title == "Post “245”"
    assert (post.author, post.author_key) == ("Ann Other", "user:3")
    assert post.labels == ("Label & 7", "Label & 195")
    assert post.published == day(245)
    assert post.published.tzinfo is UTC
    assert (post.html, post.base) == ("<p>245</p>", HOME + "post-245/")
    assert post.comments_feed == HOME + "post-245/feed/"
    assert post.comments is None


async def test_names_of_labels_are_asked_for_once_and_travel_in_the_cursor() -> None:
    asks = Asked(WordPressServer(250))
    found = await WORDPRESS.probe(BLOG, asks)
    assert found is not None
    first = await walked(WORDPRESS, BLOG, asks, found.cursor, 1)
    rest = await walked(WORDPRESS, BLOG, asks, first.pages[-1].cursor)
    assert all(post.labels for each in rest.pages for post in each.feed.posts)
    assert (
        sum("categories" in url or "/tags" in url for url in asks.urls if "_fields=id,name" in url)
        == 3
    )


async def test_labels_without_names_are_left_out() -> None:
    server = WordPressServer(20)

    def answer(url: str) -> Page:
        if "categories?" in url or "tags?" in url:
            raise no(401)
        return server(url)

    result = await found_and_walked(WORDPRESS, BLOG, Asked(answer))
    assert {post.labels for each in result.pages for post in each.feed.posts} == {()}


@pytest.mark.parametrize("status", [401, 403, 404, 400])
async def test_where_the_interface_is_shut_the_feed_is_walked(status: int) -> None:
    server = WordPressServer(95, rest=status)
    asks = Asked(server)
    result = await found_and_walked(WORDPRESS, BLOG, asks)
    assert set(result.guids) == server.guids
    pages = [url for url in asks.urls if "/feed" in url]
    assert len(pages) <= 12
    assert result.pages[-1].is_last


async def test_deleted_posts_make_their_page_be_asked_again_and_lose_none() -> None:
    server = WordPressServer(
        600, before={4: lambda server: server.numbers.__delitem__(slice(0, 3))}
    )
    result = await found_and_walked(WORDPRESS, BLOG, Asked(server))
    assert server.guids <= set(result.guids)


async def test_a_post_published_meanwhile_is_found_at_the_end() -> None:
    def publish(server: WordPressServer) -> None:
        server.numbers.insert(150, 9000)
        server.changed.append(9000)

    server = WordPressServer(600, before={4: publish})
    result = await found_and_walked(WORDPRESS, BLOG, Asked(server))
    assert server.guids <= set(result.guids)


async def test_pages_in_which_posts_are_hidden_do_not_lead_astray() -> None:
    """Posts that only some may read are counted, and left out of their page."""
    server = WordPressServer(500)

    def answer(url: str) -> Page:
        found = server(url)
        if "posts?" not in url:
            return found
        things = [each for each in json.loads(found.body) if each["id"] not in (490, 350, 120)]
        return page(url, json.dumps(things), total=found.total, total_pages=found.total_pages)

    asks = Asked(answer)
    result = await found_and_walked(WORDPRESS, BLOG, asks)
    assert len(set(result.guids)) == 497
    assert asks.most_asked == 1
    assert result.notes == ["3 of the 500 posts that the blog speaks of did not come"]


def read(*things: Any) -> Any:
    return wordpress_json.posts(page(HOME, json.dumps(list(things))))


def test_a_protected_post_keeps_its_title_and_says_why_there_is_no_more() -> None:
    feed = read(
        {
            "link": HOME + "a",
            "title": {"rendered": "A"},
            "content": {"protected": True, "rendered": ""},
        }
    )
    assert feed.posts[0].title == "A"
    assert "password" in feed.posts[0].html
    assert feed.posts[0].is_summary


def test_a_guid_is_read_as_the_feed_would_write_it() -> None:
    feed = read({"guid": {"rendered": HOME + "?post_type=x&#038;p=1"}, "link": HOME})
    assert feed.posts[0].guid == HOME + "?post_type=x&p=1"


@pytest.mark.parametrize(
    "thing",
    [
        {},
        {"guid": 5, "title": None, "content": [], "link": {}, "date_gmt": "x", "author": "y"},
        {"_embedded": {"author": [1, {"name": 3}]}, "categories": [None, "a"], "tags": {"a": 1}},
        {"date_gmt": "0000-00-00T00:00:00", "title": {"rendered": "\x1b[31mred\x1b[0m\u202e"}},
    ],
)
def test_what_is_of_the_wrong_type_is_passed_over(thing: dict[str, Any]) -> None:
    for post in read(thing).posts:
        assert post.title.isprintable()
        assert post.published is None


@pytest.mark.parametrize(
    ("body", "error_class"),
    [
        (b"{}", "not-a-feed"),
        (b"[", "malformed"),
        (b'["\xff"]', "encoding"),
        (b"[" * 99_999, "malformed"),
    ],
)
def test_what_is_no_list_is_refused(body: bytes, error_class: str) -> None:
    with pytest.raises(FeedError) as caught:
        wordpress_json.posts(page(HOME, body))
    assert caught.value.error_class == error_class


async def test_static_pages_of_wordpress_come_by_its_interface() -> None:
    def answer(url: str) -> Page:
        if "wp/v2/pages" not in url:
            return WordPressServer(3)(url)
        number = int(query(url)["page"])
        things = [{"link": f"{HOME}about-{number}", "title": {"rendered": "About"}}]
        return page(url, json.dumps(things), total=2, total_pages=2)

    pages = await static_pages(BLOG, Asked(answer))
    assert [post.url for post in pages] == [HOME + "about-1", HOME + "about-2"]


async def test_static_pages_of_blogger_come_by_their_feed() -> None:
    asked = []

    def answer(url: str) -> Page:
        asked.append(url)
        return page(
            url, "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id></entry></feed>"
        )

    for feed in ("https://blog.test/feeds/posts/default", "https://blog.test/rss.xml"):
        pages = await static_pages(source(feed, generator="Blogger"), Asked(answer))
        assert [post.guid for post in pages] == ["1"]
    assert set(asked) == {HOME + "feeds/pages/default?redirect=false&max-results=100"}


async def test_blogs_of_other_kinds_are_not_asked_for_pages() -> None:
    asks = Asked(WordPressServer(3))
    assert await static_pages(source(FEED, generator="Hugo"), asks) == ()
    assert asks.urls == []


def test_dates_without_a_zone_are_gmt() -> None:
    feed = read({"link": HOME, "date": "2024-05-01T03:00:00", "date_gmt": "2024-05-01T01:00:00"})
    assert feed.posts[0].published == datetime(2024, 5, 1, 1, tzinfo=UTC)


async def test_a_home_page_that_is_no_address_is_passed_over() -> None:
    def answer(url: str) -> Page:
        raise no()

    blog = source(FEED, generator="WordPress", url="http://[")
    found = await WORDPRESS.probe(blog, Asked(answer))
    assert found is not None
    assert "feed" in found.cursor


@pytest.mark.parametrize(
    ("feed", "url", "is_part"),
    [
        (HOME + "category/cats/feed/", HOME, True),
        ("https://www.blog.test/category/cats/feed/", HOME, True),
        (HOME + "blog/autor/ann/feed/atom/", HOME + "blog", True),
        (HOME + "?feed=rss2&cat=3", HOME, True),
        (HOME + "?feed=rss2", HOME, False),
        (HOME + "feed/", HOME, False),
        (HOME + "blog/feed", HOME + "blog/", False),
        (HOME + "blog/feed/rss2/", "", False),
        ("https://feeds.test/Blog", HOME, False),
    ],
)
async def test_of_a_feed_with_some_posts_only_those_are_brought(
    feed: str, url: str, is_part: bool
) -> None:
    asks = Asked(WordPressServer(50))
    found = await WORDPRESS.probe(
        source(feed, generator="https://wordpress.org/?v=6.5", url=url), asks
    )
    assert found is not None
    assert (not asks.urls, found.note == "" or "shut" in found.note) == (is_part, not is_part)


async def test_static_pages_of_blogger_come_in_as_many_answers_as_it_takes() -> None:
    def answer(url: str) -> Page:
        first = int(query(url).get("start-index", "1"))
        head = "<openSearch:totalResults>130</openSearch:totalResults>"
        return page(url, atom("".join(map(entry, range(first, min(first + 100, 131)))), head))

    asks = Asked(answer)
    pages = await static_pages(source(HOME + "feeds/posts/default", generator="Blogger"), asks)
    assert len({each.guid for each in pages}) == 130
    assert len(asks.urls) == 2
