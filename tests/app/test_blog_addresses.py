"""What looks like a blog's page is offered as one; what does not goes to the browser."""

import pytest

from tui_reader.app.blog_addresses import is_page_of, may_be_blog

KEPT = frozenset({"news.test"})


@pytest.mark.parametrize(
    "url",
    [
        "https://walks.blogspot.com/",
        "http://walks.blogspot.co.uk/2010/05/on-walking.html",
        "https://walks.wordpress.com/about/",
        "https://somebody.substack.com/p/a-letter",
        "https://somebody.tumblr.com/post/12345",
        "https://blog.example.org/on-walking",
        "https://example.org/blog/on-walking",
        "https://example.org/~ann/blog/",
        "https://example.org/2010/05/on-walking.html",
        "https://example.org/2010/05/17/on-walking/",
        "https://example.org/feed/",
        "https://example.org/atom.xml",
        "https://walks.example/feeds/posts/default",
        "https://news.test/anything",
        "https://www.news.test/",
    ],
)
def test_a_blogs_page_is_known_by_host_path_or_because_the_blog_is_kept(url: str) -> None:
    assert may_be_blog(url, KEPT)


@pytest.mark.parametrize(
    "url",
    [
        "https://en.wikipedia.org/wiki/Blog",
        "https://www.youtube.com/watch?v=1234567",
        "https://wordpress.com/pricing",
        "https://www.wordpress.com/",
        "https://en.blog.wordpress.com.evil.test/",
        "https://blogspot.com.evil.test/",
        "https://walks.files.wordpress.com/walk",
        "https://feeds.wordpress.com/1.0/gocomments/x",
        "https://example.org/blogging-is-fun",
        "https://example.org/wp-content/uploads/2010/05/walk.jpg",
        "https://example.org/2010/05/paper.pdf",
        "https://example.org/2010/05/",
        "https://example.org/1492/10/columbus",
        "https://example.org/2010/13/no-month",
        "mailto:ann@walks.blogspot.com",
        "https://",
        "http://[",
        "",
    ],
)
def test_other_pages_are_only_pages(url: str) -> None:
    assert not may_be_blog(url, KEPT)


@pytest.mark.parametrize(
    ("url", "home", "is_its"),
    [
        ("https://news.test/2020/01/x.html", "https://news.test/", True),
        ("http://www.news.test/x", "https://news.test", True),
        ("https://medium.test/@ann/x", "https://medium.test/@ann", True),
        ("https://medium.test/@anna/x", "https://medium.test/@ann", False),
        ("https://medium.test/@ann", "https://medium.test/@ann/", True),
        ("https://other.test/x", "https://news.test/", False),
        ("http://[", "https://news.test/", False),
        ("", "", False),
    ],
)
def test_a_page_belongs_to_the_blog_below_whose_home_it_lies(
    url: str, home: str, is_its: bool
) -> None:
    assert is_page_of(url, home) is is_its
