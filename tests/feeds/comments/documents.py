"""Feeds of comments as Blogger and WordPress write them, in small."""

from html import escape

from tui_reader.models import Page

ADDRESS = "https://blog.test/feeds/77/comments/default"
POST = "tag:blogger.com,1999:blog-5.post-77"
PAGE = "https://blog.test/2012/01/post.html"
PROFILE = "https://www.blogger.com/profile/146"


def page(body: bytes | str, *, url: str = ADDRESS, content_type: str = "") -> Page:
    data = body.encode() if isinstance(body, str) else body
    return Page(url=url, final_url=url, status=200, body=data, content_type=content_type)


def blogger(*entries: str, total: int | None = None, feed: str = "") -> str:
    return (
        "<?xml version='1.0' encoding='UTF-8'?><?xml-stylesheet href=\"x.css\"?>"
        "<feed xmlns='http://www.w3.org/2005/Atom'"
        " xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/'"
        ' xmlns:gd="http://schemas.google.com/g/2005">'
        "<id>tag:blogger.com,1999:blog-5.post77..comments</id><title>Comments on Blog: Post</title>"
        f"<openSearch:totalResults>{len(entries) if total is None else total}"
        f"</openSearch:totalResults>{feed}{''.join(entries)}</feed>"
    )


def entry(
    number: int,
    body: str = "Well said",
    *,
    parent: int | None = None,
    name: str = "Ana",
    uri: str = "",
    image: str = "https://img1.blogblog.com/img/b16-rounded.gif",
    removed: bool = False,
    kind: str = "<content type='html'>",
    post: str = POST,
    day: int = 1,
) -> str:
    """One comment, its properties in Blogger's order: the one that matters first."""
    related = (
        "<link rel='related' type='application/atom+xml'"
        f" href='https://www.blogger.com/feeds/5/77/comments/default/{parent}'/>"
        if parent
        else ""
    )
    mark = '<gd:extendedProperty name="blogger.contentRemoved" value="true"/>' if removed else ""
    element = kind[1:].partition(" ")[0]
    return (
        f"<entry><id>tag:blogger.com,1999:blog-5.post-{number}</id>"
        f"<published>2012-01-{day:02}T13:13:36.553-05:00</published>"
        f"<title type='text'>{escape(body[:50])}</title>{kind}{escape(body)}</{element}>"
        f"<link rel='edit' href='https://www.blogger.com/feeds/5/77/comments/default/{number}'/>"
        f"<link rel='alternate' type='text/html' href='{PAGE}?showComment=132#c{number}'/>{related}"
        f"<author><name>{escape(name)}</name>{f'<uri>{uri}</uri>' if uri else ''}"
        f"<email>noreply@blogger.com</email><gd:image rel='x' src='{image}'/></author>"
        "<thr:in-reply-to xmlns:thr='http://purl.org/syndication/thread/1.0'"
        f" href='{PAGE}' ref='{post}' type='text/html'/>"
        f'{mark}<gd:extendedProperty name="blogger.itemClass" value="pid-1"/>'
        '<gd:extendedProperty name="blogger.displayTime" value="27 janvier 2012"/></entry>'
    )


def wordpress(*items: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>'
        "<title>Comments on: Post</title>"
        '<atom:link href="https://wp.test/post/feed/" rel="self" type="application/rss+xml" />'
        f"<link>https://wp.test/post/</link>{''.join(items)}</channel></rss>"
    )


def item(number: int, body: str = "<p>Well said</p>", name: str = "Ana", place: str = "") -> str:
    return (
        f"<item><title>By: {escape(name)}</title>"
        f"<link>https://wp.test/post/{place}#comment-{number}</link>"
        f"<dc:creator><![CDATA[{name}]]></dc:creator>"
        "<pubDate>Fri, 27 Jan 2012 18:13:36 +0000</pubDate>"
        f'<guid isPermaLink="false">https://wp.test/post/#comment-{number}</guid>'
        f"<description><![CDATA[Well]]></description>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded></item>"
    )
