"""Substack's list, feeds with pages, sitemaps, and the Internet Archive."""

import gzip
import zlib
from datetime import UTC, datetime

import pytest

from tests.feeds.archive.blogs import FEED, paged, sitemaps, substack, wayback
from tests.feeds.archive.servers import (
    HOME,
    Asked,
    atom,
    day,
    found_and_walked,
    no,
    page,
    source,
    walked,
)
from tui_reader.errors import FeedError, FetchError
from tui_reader.feeds.archive import sitemap_file, substack_json, wayback_index
from tui_reader.feeds.archive.feed_pages import page_url
from tui_reader.feeds.archive.paged import Paged
from tui_reader.feeds.archive.sitemap import Sitemap
from tui_reader.feeds.archive.substack import Substack
from tui_reader.feeds.archive.wayback import Wayback
from tui_reader.models import Page

# ------------------------------------------------------------------------------- Substack

SUBSTACK = source(FEED, generator="Substack", kind="rss20")


@pytest.mark.parametrize("most", [12, 25, 50])
async def test_a_list_gives_whatever_it_gives_at_once(most: int) -> None:
    asks = Asked(substack(130, most))
    result = await found_and_walked(Substack(), SUBSTACK, asks)
    assert len(set(result.guids)) == 130
    assert len(asks.urls) <= 130 // most + 4


async def test_a_post_of_a_list_is_known_by_title_only() -> None:
    result = await found_and_walked(Substack(), SUBSTACK, Asked(substack(3)))
    post = result.pages[0].feed.posts[0]
    assert (post.title, post.comments, post.is_summary) == ("Post 3", 3, True)
    assert (post.guid, post.url, post.published) == (f"{HOME}p/post-3",) * 2 + (day(3),)
    assert "What &lt;it&gt; is about" in post.html
    assert "pay" in post.html


async def test_a_post_without_a_subtitle_is_a_summary_too() -> None:
    body = '[{"canonical_url": "/p/a", "title": "A\\u202e", "comment_count": -1}, 5, null]'
    post = substack_json.read(page(HOME, body)).posts[0]
    assert (post.url, post.title, post.html, post.is_summary, post.comments) == (
        f"{HOME}p/a",
        "A",
        "",
        True,
        None,
    )


# ------------------------------------------------------------------------- feeds with pages


@pytest.mark.parametrize("parameter", ["page", "paged"])
@pytest.mark.parametrize("size", [5, 10, 33])
async def test_a_feed_with_pages_is_walked_to_its_end(parameter: str, size: int) -> None:
    asks = Asked(paged(100, size, parameter))
    result = await found_and_walked(Paged(), source(FEED), asks)
    assert len(set(result.guids)) == 100
    assert len(asks.urls) <= -(-100 // size) + 6


async def test_a_feed_that_passes_over_the_number_is_not_taken_for_one_with_pages() -> None:
    asks = Asked(paged(100, 10, "nothing"))
    assert await Paged().probe(source(FEED), asks) is None
    assert len(asks.urls) == 3


@pytest.mark.parametrize(
    ("url", "number", "expected"),
    [
        (FEED, 1, FEED),
        (FEED, 2, FEED + "?page=2"),
        (FEED + "?feed=rss2", 2, FEED + "?feed=rss2&page=2"),
        (FEED + "?page=1&a=ü", 3, FEED + "?a=%C3%BC&page=3"),
        (FEED + "#x", 2, FEED + "?page=2"),
    ],
)
def test_the_number_goes_into_the_address_once(url: str, number: int, expected: str) -> None:
    assert page_url(url, "page", number) == expected


# ------------------------------------------------------------------------------- sitemaps


def one_map(*urls: str, extra: str = "") -> str:
    places = "".join(f"<url><loc>{url}</loc>{extra}</url>" for url in urls)
    return f"<?xml version='1.0'?><urlset xmlns='x'>{places}</urlset>"


def read(body: str | bytes, url: str = HOME + "sitemap.xml") -> sitemap_file.Sitemap:
    return sitemap_file.read(page(url, body))


def urls_of(body: str | bytes) -> list[str]:
    return [post.url.removeprefix(HOME) for post in read(body).posts]


def test_only_what_looks_like_a_post_is_one() -> None:
    kept = ["a-walk/", "notes/2", "p/a-letter", "?p=12", "archives/123", "page-turner"]
    others = [
        "", "tag/x/", "tags/", "category/y", "author/ann", "page/2", "search/label/x", "about",
        "contact/", "img/a.jpg", "feed/", "wp-content/x", "p/about.html", "2014/", "2014/03/",
        "privacy-policy", "archive.html", "?replytocom=1", "a#b",
    ]  # fmt: skip
    assert urls_of(one_map(*(HOME + path for path in kept + others))) == kept


def test_where_most_addresses_have_a_day_only_those_are_posts() -> None:
    paths = ["2014/03/a.html", "2014/04/b.html", "now"]
    assert urls_of(one_map(*(HOME + path for path in paths))) == [
        "2014/04/b.html",
        "2014/03/a.html",
    ]


def test_addresses_of_other_hosts_are_left_out() -> None:
    assert urls_of(one_map("https://other.test/2014/03/a", "https://www.blog.test/2014/03/b")) == [
        "https://www.blog.test/2014/03/b"
    ]


@pytest.mark.parametrize(
    ("url", "changed", "title", "published"),
    [
        ("2014/03/05/a-long_walk.html", "2020-01-01", "A long walk", "2014-03-05"),
        ("2014/03/caf%C3%A9.html", "2014-03-20T10:00:00Z", "Café", "2014-03-20"),
        ("2014/03/a.html", "2020-01-01", "A", "2014-03-01"),
        ("notes/what-now", "2020-01-01", "What now", "2020-01-01"),
        ("notes/what-now", "nonsense", "What now", ""),
    ],
)
def test_title_and_day_are_told_by_the_address(
    url: str, changed: str, title: str, published: str
) -> None:
    post = read(one_map(HOME + url, extra=f"<lastmod>{changed}</lastmod>")).posts[0]
    assert post.title == title
    assert (f"{post.published:%Y-%m-%d}" if post.published else "") == published
    assert (post.html, post.is_summary, post.guid) == ("", True, "")


def test_marked_text_prefixes_and_the_news_are_read() -> None:
    body = (
        "<m:urlset xmlns:m='x'><m:url><m:loc><![CDATA[https://blog.test/2014/03/a?x=1]]></m:loc>"
        "</m:url><m:url><m:loc> https://blog.test/2014/03/b </m:loc>"
        "<image:loc>https://blog.test/2014/03/c</image:loc>"
        "<news:title>The &amp; true title</news:title></m:url></m:urlset>"
    )
    posts = read(body).posts
    assert [post.url for post in posts] == [HOME + "2014/03/b"]
    assert posts[0].title == "The & true title"


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        (
            [
                "wp-sitemap-posts-post-1.xml",
                "wp-sitemap-posts-page-1.xml",
                "wp-sitemap-users-1.xml",
            ],
            1,
        ),
        (["post-sitemap.xml", "page-sitemap.xml", "category-sitemap.xml", "post-sitemap2.xml"], 2),
        (["sitemap.xml?page=1", "sitemap.xml?page=2"], 2),
        (["sitemap-posts.xml", "sitemap-pages.xml", "sitemap-tags.xml", "sitemap-authors.xml"], 1),
    ],
)
def test_of_many_files_those_with_posts_are_read(names: list[str], kept: int) -> None:
    places = "".join(f"<sitemap><loc>{HOME}{name}</loc></sitemap>" for name in names)
    found = read(f"<sitemapindex>{places}</sitemapindex>").sitemaps
    if "?page=" in names[0]:
        assert found == tuple(HOME + name for name in names)
    assert len(found) == kept


def test_a_packed_file_is_read_and_never_grows_past_its_bound() -> None:
    body = one_map(HOME + "2014/03/a")
    assert len(read(gzip.compress(body.encode())).posts) == 1
    packer = zlib.compressobj(wbits=31)
    bomb = packer.compress(b" " * 50_000_000) + packer.flush()
    with pytest.raises(FeedError) as caught:
        read(bomb)
    assert caught.value.error_class == "too-large"
    with pytest.raises(FeedError):
        read(b"\x1f\x8bnonsense")


@pytest.mark.parametrize(
    "body",
    ["<url><loc>" * 200_000, "<urlset>" + "<" * 2_000_000, "<" * 2_000_000],
    ids=["open", "lt in a map", "lt"],
)
def test_a_hostile_file_is_read_in_linear_time(body: str) -> None:
    assert read(body).posts == ()


async def test_robots_tell_where_the_sitemap_is_and_one_that_is_missing_is_passed_over() -> None:
    server = sitemaps(3)

    def answer(url: str) -> Page:
        if url == HOME + "robots.txt":
            return page(url, f"Sitemap: {HOME}gone.xml\nSITEMAP: {HOME}post-sitemap0.xml\n")
        if url.endswith("gone.xml"):
            raise no()
        return server(url)

    found = await Sitemap().probe(source(FEED), Asked(answer))
    assert found is not None
    assert (found.posts_total, found.since) == (3, datetime(2014, 3, 1, tzinfo=UTC))
    assert "titles are guessed" in found.note


async def test_a_large_sitemap_comes_in_batches_and_goes_on_within_it() -> None:
    asks = Asked(sitemaps(2500))
    found = await Sitemap().probe(source(FEED), asks)
    assert found is not None
    first = await walked(Sitemap(), source(FEED), asks, found.cursor, 3)
    rest = await walked(Sitemap(), source(FEED), asks, first.pages[-1].cursor)
    assert [len(each.feed.posts) for each in first.pages] == [0, 1000, 1000]
    assert len({*first.guids, *rest.guids}) == 2500


# ---------------------------------------------------------------------- the Internet Archive


async def test_copies_are_read_from_the_newest_as_if_the_blog_had_answered() -> None:
    body = atom("<entry><id>1</id><title>t</title><link href='p/1'/></entry>")

    def answer(url: str) -> Page:
        if "/cdx/" in url:
            return wayback(50, 25)(url)
        return page(url, body)

    asks = Asked(answer)
    found = await Wayback().probe(source(FEED), asks)
    assert found is not None
    assert "2 copies of the feed, the oldest of December 2023" in found.note
    result = await walked(Wayback(), source(FEED), asks, found.cursor)
    assert asks.urls[1:] == [
        f"https://web.archive.org/web/20240101000000id_/{FEED}",
        f"https://web.archive.org/web/20231230230000id_/{FEED}",
    ]
    assert {post.url for each in result.pages for post in each.feed.posts} == {HOME + "p/1"}


async def test_a_copy_that_is_broken_or_missing_does_not_end_the_walk() -> None:
    server = wayback(60, 20)

    def answer(url: str) -> Page:
        if "20240101000000id_" in url:
            raise no()
        return page(url, "<html>") if "20231231040000id_" in url else server(url)

    result = await found_and_walked(Wayback(), source(FEED), Asked(answer))
    assert result.guids == [f"tag:post-{number}" for number in range(20, 0, -1)]


async def test_of_very_many_copies_evenly_spread_ones_are_read() -> None:
    found = await Wayback().probe(source(FEED), Asked(wayback(5000, 1)))
    assert found is not None
    assert found.cursor.count(',"20') < 1000
    assert "5,000 copies" in found.note


@pytest.mark.parametrize("body", ["", "[]", '[["timestamp","original"]]', '[["20240101"], [1, 2]]'])
def test_an_index_without_copies_is_empty(body: str) -> None:
    assert wayback_index.read(page(HOME, body)) == ()


@pytest.mark.parametrize("feed", ["https://ann:secret@blog.test/feed", "http://nas.local/feed"])
async def test_the_internet_archive_is_told_of_no_closed_blog(feed: str) -> None:
    asks = Asked(wayback(30, 10))
    assert await Wayback().probe(source(feed), asks) is None
    assert asks.urls == []


async def test_lists_of_ever_new_files_end_and_take_little_room() -> None:
    def answer(url: str) -> Page:
        if url.endswith("robots.txt"):
            raise no()
        names = (f"{HOME}post-sitemap-{len(asks.urls)}-{each}.xml" for each in range(500))
        places = "".join(f"<sitemap><loc>{name}</loc></sitemap>" for name in names)
        return page(url, f"<sitemapindex>{places}</sitemapindex>")

    asks = Asked(answer)
    result = await found_and_walked(Sitemap(), source(FEED), asks)
    assert len(asks.urls) <= 502
    assert max(len(each.cursor) for each in result.pages) < 30_000
    assert result.notes[0] == "only the first 500 files of its sitemap were read"


async def test_a_file_that_cannot_be_had_now_is_waited_for_and_a_broken_one_is_told() -> None:
    server, status = sitemaps(40, 50, 70), 502

    def answer(url: str) -> Page:
        if "sitemap1" in url:
            raise no(status)
        return server(url)

    with pytest.raises(FetchError, match="502"):
        await found_and_walked(Sitemap(), source(FEED), Asked(answer))
    status = 404
    result = await found_and_walked(Sitemap(), source(FEED), Asked(answer))
    assert len(set(result.guids)) == 110
    assert result.notes == ["a file of its sitemap is missing or broken"]


@pytest.mark.parametrize(
    ("place", "is_end"),
    [(HOME, True), ("https://portal.test/login", False), ("", False)],
    ids=["home", "portal", "in place"],
)
async def test_a_blog_that_leads_home_past_its_last_page_ends_there(
    place: str, is_end: bool
) -> None:
    server = paged(40, 10, "paged")

    def answer(url: str) -> Page:
        found = server(url)
        if b"<entry" in found.body:
            return found
        return page(url, "<html>Not here</html>", final_url=place or url)

    asks = Asked(answer)
    if not is_end:
        with pytest.raises(FeedError, match="web page"):
            await found_and_walked(Paged(), source(FEED), asks)
        return
    result = await found_and_walked(Paged(), source(FEED), asks)
    assert len(set(result.guids)) == 40
    assert result.notes == []
