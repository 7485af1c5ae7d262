import re

import httpx
import pytest

from tui_reader.errors import FeedError, FetchError
from tui_reader.feeds.discover import discover, find_feeds, well_known
from tui_reader.feeds.http import Http
from tui_reader.feeds.links import SCANNED_BYTES, is_html, scan
from tui_reader.models import Page, ParsedFeed

ATOM = '<link rel="alternate" type="application/atom+xml" href="{}" title="{}">'
RSS = '<link rel="alternate" type="application/rss+xml" href="{}" title="{}">'
BLOGGER = '<meta content="blogger" name="generator"/>'
FEED = "<feed><title>{}</title><id>{}</id></feed>"


def page_at(url: str, html: str, links: tuple[tuple[str, str, str], ...] = ()) -> Page:
    body = f"<!DOCTYPE html><html><head>{html}</head></html>".encode()
    return Page(url=url, final_url=url, status=200, body=body, content_type="", links=links)


# --------------------------------------------------------------------- what one page names

POST = "https://b.example/2012/05/post.html"
BLOGGER_POST = (
    BLOGGER
    + ATOM.format("https://b.example/feeds/posts/default", "B - Atom")
    + RSS.format("https://b.example/feeds/posts/default?alt=rss", "B - RSS")
    + '<link rel="service.post" type="application/atom+xml" title="B - Atom"'
    + ' href="https://www.blogger.com/feeds/77/posts/default" />'
    + ATOM.format("https://b.example/feeds/99/comments/default", "B - Atom")
)


@pytest.mark.parametrize(
    ("url", "html", "best"),
    [
        (POST, BLOGGER_POST, "https://b.example/feeds/posts/default"),
        (POST, BLOGGER, "https://b.example/feeds/posts/default"),
        ("https://b.blogspot.de/", "", "https://b.blogspot.de/feeds/posts/default"),
        (
            "https://b.example/a-post/",
            RSS.format("/a-post/feed/", "B » A post Comments Feed")
            + RSS.format("/comments/feed/", "B » Comments Feed")
            + RSS.format("/feed/", "B » Feed"),
            "https://b.example/feed/",
        ),
        (
            "https://b.example/un-article/",
            RSS.format("/un-article/feed/", "B » Un article") + RSS.format("/feed/", "B » Flux"),
            "https://b.example/feed/",
        ),
        (
            "https://b.example/",
            RSS.format("/category/x/feed/", "X") + RSS.format("/feed/", "B"),
            "https://b.example/feed/",
        ),
        (
            "https://b.example/",
            RSS.format("/feed/", "No Comment » Feed")
            + RSS.format("/comments/feed/", "No Comment » Comments Feed"),
            "https://b.example/feed/",
        ),
        (
            "http://b.example/x/",
            '<base href="/y/">' + RSS.format("rss.xml", ""),
            "http://b.example/y/rss.xml",
        ),
        ("https://b.example/", RSS.format("http://b.example/feed", ""), "https://b.example/feed"),
        (
            "https://b.example/",
            RSS.format("//f.example/b?a=1&amp;b=2", ""),
            "https://f.example/b?a=1&b=2",
        ),
        ("https://b.example/", "<LINK REL=feed HREF=/index.xml>", "https://b.example/index.xml"),
        (
            "https://b.example/",
            "<link type='application/feed+json' title='5\" > 4' rel='x alternate' href='/f.json'>",
            "https://b.example/f.json",
        ),
        (
            "https://b.example/",
            '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">'
            '<link rel="alternate" type="application/json+oembed" href="/oembed?url=feed">'
            '<a href="/about">About</a><a href="/blog/feed.xml">RSS</a>',
            "https://b.example/blog/feed.xml",
        ),
    ],
)
def test_the_posts_feed_comes_first(url: str, html: str, best: str) -> None:
    assert find_feeds(page_at(url, html))[0] == best


@pytest.mark.parametrize(
    ("url", "html"),
    [
        (POST, BLOGGER_POST),
        (POST, ATOM.format("https://b.example/feeds/99/comments/default", "B - Atom")),
        (POST, ATOM.format("https://b.example/feeds/comments/default", "B - Atom")),
        (POST, RSS.format("https://b.example/comments/feed/", "B")),
        (POST, RSS.format("https://b.example/?feed=comments-rss2", "B")),
        (POST, '<a href="https://b.example/comments/feed/">RSS</a>'),
    ],
)
def test_a_comments_feed_is_never_named(url: str, html: str) -> None:
    assert not [address for address in find_feeds(page_at(url, html)) if "comments" in address]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<!-- " + RSS.format("/old", "") + " -->",
        "<script>var a = '" + RSS.format("/feed", "") + "';</script>",
        '<link rel="alternate" hreflang="de" type="text/html" href="/de/">',
        '<link rel="alternate" type="application/rss+xml">',
        RSS.format("javascript:alert(1)", ""),
        RSS.format("http://[broken", ""),
    ],
)
def test_a_page_that_names_no_feed_gives_none(html: str) -> None:
    assert find_feeds(page_at("https://b.example/", html)) == ()


def test_link_headers_count_as_links() -> None:
    links = (("alternate", "application/rss+xml", "https://b.example/feed/"),)
    assert find_feeds(page_at("https://b.example/", "", links)) == ("https://b.example/feed/",)


def test_of_hundreds_of_feeds_eight_are_tried() -> None:
    html = "".join(RSS.format(f"/{n}.xml", "") for n in range(500))
    assert len(find_feeds(page_at("https://b.example/", html))) == 8


@pytest.mark.parametrize(
    ("url", "first", "last"),
    [
        ("https://b.example/", "https://b.example/rss.xml", "https://b.example/?feed=rss2"),
        (
            "https://b.example/blog/",
            "https://b.example/blog/rss.xml",
            "https://b.example/?feed=rss2",
        ),
        (POST, "https://b.example/feeds/posts/default", "https://b.example/?feed=rss2"),
    ],
)
def test_the_customary_places(url: str, first: str, last: str) -> None:
    places = well_known(url)
    assert (places[0], places[-1]) == (first, last)
    assert len(set(places)) == len(places)
    assert "https://b.example/feeds/posts/default" in places


@pytest.mark.parametrize("start", ["", "<a ", "<link rel=", "<a href='"])
@pytest.mark.parametrize(
    "unit",
    [
        *("<!--", "<script>", "<link ", "<a href='", "<a b=\"c' ", "<link rel=x href=y>"),
        *("<", '"', "x", " ", "x ", "x=", "='"),
    ],
)
def test_no_page_takes_long_to_scan(start: str, unit: str) -> None:
    body = start + unit * (SCANNED_BYTES // len(unit) - 10) + ">"
    scan(body.encode())  # a quadratic scanner would hang here for minutes


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        (b"<!DOCTYPE html><p>", True),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'>\n<rss>", False),
        (b"<!DOCTYPE html>\n<html xmlns='x'>\n<!-- a --><body>\n<feed xmlns='y'>", False),
        (b"<!DOCTYPE html><html><body><rss-reader></rss-reader></body></html>", True),
        (b"<!DOCTYPE html><html><body><p>A feed begins so: <rss></p></body></html>", True),
        (b"<html>" + b"<!---->" * 400 + b"<p>", True),
        (b"\xef\xbb\xbf\n<!-- x --><HTML>", True),
        (b"<?xml version='1.0'?><feed><title>&lt;html></title>", False),
        (b"<?xml version='1.0'?><rss><title><html></title>", False),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', False),
        (b"", False),
    ],
)
def test_a_web_page_is_told_from_a_feed_by_its_body(body: bytes, verdict: bool) -> None:
    assert is_html(body) is verdict


# ------------------------------------------------------------------ from what was typed


class Web:
    """A fake web: address -> body; other addresses of its hosts are 404, other hosts unknown."""

    def __init__(self, pages: dict[str, str | int | httpx.Response | Exception]) -> None:
        self.pages = pages
        self.asked: list[str] = []
        self.http = Http(user_agent="x", transport=httpx.MockTransport(self._answer), host_gap=0)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        address = str(request.url)
        self.asked.append(address)
        page = self.pages.get(address, 404)
        match page:
            case Exception():
                raise page
            case httpx.Response():
                return page
            case int():
                return httpx.Response(page)
        return httpx.Response(200, stream=httpx.ByteStream(page.encode()))

    async def find(self, address: str) -> str:
        return (await discover(self.http, address, parse)).feed_url


async def parse(page: Page) -> ParsedFeed:
    match = re.fullmatch(r"<feed><title>(.*)</title><id>(.*)</id></feed>", page.body.decode())
    if match is None:
        raise FeedError("not-a-feed", "no feed")
    return ParsedFeed(kind="atom10", title=match[1], posts=(), feed_id=match[2])


def html(head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head></html>"


def refused() -> httpx.ConnectError:
    error = httpx.ConnectError("refused")
    error.__cause__ = ConnectionRefusedError(111, "refused")
    return error


POSTS = FEED.format("Posts", "tag:b")
COMMENTS = FEED.format("Comments on B", "tag:b.comments")


@pytest.mark.parametrize(
    ("typed", "pages", "found"),
    [
        ("b.example/feed", {"https://b.example/feed": POSTS}, "https://b.example/feed"),
        (
            "feed://b.example",
            {"https://b.example": html(RSS.format("/rss", "")), "https://b.example/rss": POSTS},
            "https://b.example/rss",
        ),
        (
            "https://b.example/",
            {"https://b.example/": html(), "https://b.example/atom.xml": POSTS},
            "https://b.example/atom.xml",
        ),
        (
            "https://b.example/gone",
            {"https://b.example/gone": 404, "https://b.example/feed/": POSTS},
            "https://b.example/feed/",
        ),
        (
            "https://b.example/",
            {
                "https://b.example/": html(RSS.format("https://dead.example/b", "")),
                "https://dead.example/b": refused(),
                "https://b.example/feed/": POSTS,
            },
            "https://b.example/feed/",
        ),
        (
            "https://b.example/",
            {
                "https://b.example/": html(RSS.format("/a", "") + RSS.format("/b", "")),
                "https://b.example/a": html(),
                "https://b.example/b": POSTS,
            },
            "https://b.example/b",
        ),
        (
            "https://b.example/",
            {
                "https://b.example/": html(RSS.format("/a", "") + RSS.format("/b", "")),
                "https://b.example/a": COMMENTS,
                "https://b.example/b": POSTS,
            },
            "https://b.example/b",
        ),
        ("https://b.example/c", {"https://b.example/c": COMMENTS}, "https://b.example/c"),
        (
            "b.example",
            {"https://b.example": refused(), "http://b.example": POSTS},
            "http://b.example",
        ),
        (
            "b.example",
            {
                "https://b.example": httpx.Response(301, headers={"Location": "http://b.example/"}),
                "http://b.example": POSTS,
            },
            "http://b.example",
        ),
        (
            "http://b.example/feed",
            {
                "http://b.example/feed": httpx.Response(
                    301, headers={"Location": "https://new.example/feed"}
                ),
                "https://new.example/feed": POSTS,
            },
            "https://new.example/feed",
        ),
        (
            "http://b.example/feed",
            {
                "http://b.example/feed": httpx.Response(
                    302, headers={"Location": "https://burner.example/b"}
                ),
                "https://burner.example/b": POSTS,
            },
            "http://b.example/feed",
        ),
        (
            "https://ann:pw@b.example/",
            {
                "https://b.example/": html(RSS.format("/feed", "")),
                "https://b.example/feed": POSTS,
            },
            "https://ann:pw@b.example/feed",
        ),
        (
            "https://b.example/",
            {
                "https://b.example/": html(BLOGGER),
                "https://b.example/feeds/posts/default": httpx.Response(
                    302, headers={"Location": "https://burner.example/b"}
                ),
                "https://burner.example/b": html("closed"),
                "https://b.example/feeds/posts/default?redirect=false": POSTS,
            },
            "https://b.example/feeds/posts/default?redirect=false",
        ),
        (
            "http://127.0.0.1:8000/copy/",
            {
                "http://127.0.0.1:8000/copy/": html(
                    ATOM.format("http://real.example/feeds/posts/default", "")
                ),
                "http://127.0.0.1:8000/copy/feeds/posts/default": POSTS,
                "http://real.example/feeds/posts/default": POSTS,
            },
            "http://127.0.0.1:8000/copy/feeds/posts/default",
        ),
    ],
)
async def test_from_what_was_typed_to_the_posts_feed(
    typed: str, pages: dict[str, str | int | httpx.Response | Exception], found: str
) -> None:
    assert await Web(pages).find(typed) == found


async def test_a_typed_feed_costs_one_request() -> None:
    web = Web({"https://b.example/feed": POSTS})
    await web.find("https://b.example/feed")
    assert web.asked == ["https://b.example/feed"]


@pytest.mark.parametrize(
    ("typed", "pages", "error"),
    [
        (
            "https://b.example/",
            {"https://b.example/": html()},
            "not-a-feed: no feed found at b.example",
        ),
        (
            "https://b.example/",
            {
                "https://b.example/": html(RSS.format("https://f.example/b", "")),
                "https://f.example/b": refused(),
            },
            "not-a-feed: no feed found at b.example: f.example refused the connection",
        ),
        (
            "https://b.example/x",
            {},
            "http-status: b.example has nothing at this address (404)",
        ),
        (
            "b.example",
            {"https://b.example": refused(), "http://b.example": refused()},
            "network: b.example refused the connection",
        ),
        ("https://b.example/", {"https://b.example/": "words"}, "not-a-feed: no feed"),
        (
            "https://b.example/",
            {"https://b.example/": httpx.Response(301, headers={"Location": "http://b.example/"})},
            "redirect: b.example leads from https to http (b.example), where anyone can listen",
        ),
    ],
)
async def test_a_search_that_fails_says_why(
    typed: str, pages: dict[str, str | int | httpx.Response | Exception], error: str
) -> None:
    with pytest.raises((FetchError, FeedError)) as caught:
        await Web(pages).find(typed)
    assert str(caught.value) == error


async def test_a_search_ends_when_the_server_asks_for_fewer_requests() -> None:
    web = Web({"https://b.example/": html(), "https://b.example/rss.xml": 429})
    with pytest.raises(FetchError) as caught:
        await web.find("https://b.example/")
    assert caught.value.error_class == "rate-limited"
    assert len(web.asked) == 2


async def test_a_host_that_does_not_answer_is_asked_once() -> None:
    feeds = RSS.format("https://dead.example/a", "") + RSS.format("https://dead.example/b", "")
    web = Web({"https://b.example/": html(feeds), "https://dead.example/a": refused()})
    with pytest.raises(FeedError):
        await web.find("https://b.example/")
    assert [address for address in web.asked if "dead" in address] == ["https://dead.example/a"]
