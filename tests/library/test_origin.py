import pytest

from tui_reader.library.origin import origin_of
from tui_reader.models import ParsedFeed, ParsedPost

BLOG = "tag:blogger.com,1999:blog-77"
WORDPRESS = "https://wordpress.org/?v=6.5"


def feed(feed_id: str = "", *, url: str = "", generator: str = "", guids: str = "") -> ParsedFeed:
    posts = tuple(ParsedPost(guid, "", "", "") for guid in guids.split())
    return ParsedFeed("atom10", "", posts, feed_id=feed_id, url=url, generator=generator)


@pytest.mark.parametrize(
    ("document", "address", "origin"),
    [
        (feed(BLOG), "https://blog.test/feeds/posts/default", "blogger:77"),
        (feed(BLOG), "https://blog.test/rss.xml", "blogger:77"),
        (feed(f"{BLOG}.archive"), "", "blogger:77"),
        (feed(guids=f"{BLOG}.post-1 {BLOG}.post-2"), "", "blogger:77"),
        (feed(guids=f"{BLOG}.post-1 tag:blogger.com,1999:blog-8.post-2"), "", ""),
        (feed(BLOG), "https://blog.test/feeds/posts/default/-/Label", ""),
        (feed(f"{BLOG}.comments", guids=f"{BLOG}.post-1"), "https://blog.test/x", ""),
        (feed(f"{BLOG}.post5..comments"), "", ""),
    ],
)
def test_blogger_names_each_blog_by_a_number(
    document: ParsedFeed, address: str, origin: str
) -> None:
    assert origin_of(document, address) == origin


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("", "site:blog.test"),
        ("https://blog.test/feed/", "site:blog.test"),
        ("http://www.blog.test/?feed=rss2", "site:blog.test"),
        ("https://blog.test/feed/atom/", "site:blog.test"),
        ("https://blog.test/category/news/feed/", ""),
        ("https://blog.test/comments/feed/", ""),
        ("https://blog.test/2014/03/post/feed/", ""),
    ],
)
def test_a_site_of_wordpress_is_named_by_its_home_page(address: str, origin: str) -> None:
    assert origin_of(feed(url="https://www.blog.test/", generator=WORDPRESS), address) == origin


@pytest.mark.parametrize(
    "document",
    [
        feed(url="https://blog.test/", generator="Ghost 5"),
        feed(url="http://localhost/", generator=WORDPRESS),
        feed(url="http://192.168.1.5/", generator=WORDPRESS),
        feed(generator=WORDPRESS),
        feed("https://blog.test/feed"),
    ],
)
def test_what_others_could_be_named_by_as_well_is_no_name(document: ParsedFeed) -> None:
    assert origin_of(document) == ""
