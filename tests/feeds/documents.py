"""Small feed documents for the tests of the parser, and pages to put them in."""

from tui_reader.models import Page

ADDRESS = "https://blog.test/feeds/posts/default"


def page(body: bytes | str, *, content_type: str = "", url: str = ADDRESS) -> Page:
    """An answer with this body."""
    data = body.encode() if isinstance(body, str) else body
    return Page(url=url, final_url=url, status=200, body=data, content_type=content_type)


def rss(items: str, channel: str = "") -> str:
    """An RSS 2.0 document with the usual namespaces."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"'
        ' xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
        ' xmlns:openSearch="http://a9.com/-/spec/opensearchrss/1.0/"'
        ' xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'
        ' xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
        ' xmlns:thr="http://purl.org/syndication/thread/1.0"'
        ' xmlns:wfw="http://wellformedweb.org/CommentAPI/">'
        f"<channel><title>Blog</title><link>https://blog.test/</link>{channel}{items}"
        "</channel></rss>"
    )


def item(inside: str) -> str:
    """An RSS document with one item."""
    return rss(f"<item>{inside}</item>")


def atom(entries: str, feed: str = "") -> str:
    """An Atom 1.0 document, by Blogger's namespaces."""
    return (
        "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom'"
        " xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/'"
        " xmlns:thr='http://purl.org/syndication/thread/1.0'>"
        f"<id>tag:blog.test,2026:1</id><title>Blog</title>{feed}{entries}</feed>"
    )


def entry(inside: str) -> str:
    """An Atom document with one entry."""
    return atom(f"<entry>{inside}</entry>")
