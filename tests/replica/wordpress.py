"""WordPress: feeds of posts and comments, pages, and what a visitor's head links say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import md5
from typing import Final
from urllib.parse import urlencode

from tests.replica.blog import Blog, Comment, Post
from tests.replica.rest import Rest
from tests.replica.web import Answer, Asked, conditional, http_date, moved, not_found, page
from tests.replica.xml import esc, rfc822

FEED: Final = "application/rss+xml; charset=UTF-8"
_SPACES: Final = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"\n'
    '\txmlns:content="http://purl.org/rss/1.0/modules/content/"\n'
    '\txmlns:wfw="http://wellformedweb.org/CommentAPI/"\n'
    '\txmlns:dc="http://purl.org/dc/elements/1.1/"\n'
    '\txmlns:atom="http://www.w3.org/2005/Atom"\n'
    '\txmlns:sy="http://purl.org/rss/1.0/modules/syndication/"\n'
    '\txmlns:slash="http://purl.org/rss/1.0/modules/slash/"\n\t>\n\n<channel>\n'
)


@dataclass
class WordPressWays:
    """How this WordPress behaves today.

    Attributes:
        per_feed: Items in a feed (``posts_per_rss``).
        rest: ``on``, ``plain`` (only by ``?rest_route=``), or the status that refuses it.
        per_page_cap: The most that REST gives at once.
        old_feeds: No slash:comments and no wfw:commentRss anywhere, as older code.
        pages_comments: Whether comments feeds know ``paged`` (WordPress itself does not).
        empty_past_end: REST gives an empty list past the end of comments, not 400.
        is_short: Feeds give excerpts only.
    """

    per_feed: int = 10
    rest: str = "on"
    per_page_cap: int = 100
    old_feeds: bool = False
    pages_comments: bool = False
    empty_past_end: bool = False
    is_short: bool = False


class WordPress:
    """One blog as WordPress serves it.

    Args:
        blog: What is served; it may change between requests.
        ways: The switches.
        base: Its address, without a slash at the end.
    """

    def __init__(self, blog: Blog, ways: WordPressWays | None = None, base: str = "") -> None:
        self.blog = blog
        self.ways = ways or WordPressWays()
        self.base = base
        self.rest = Rest(self)

    def answer(self, asked: Asked) -> Answer:
        """Feeds by path or by ``?feed=``, REST, pages."""
        route = asked.query.get("rest_route", "")
        if route or asked.path.startswith("/wp-json"):
            is_plain = self.ways.rest == "plain"
            if is_plain and not route:
                return not_found()
            return self.rest.answer(asked, route or asked.path.removeprefix("/wp-json"))
        if "feed" in asked.query:
            return self._plain_feed(asked)
        if asked.path.endswith("/feed"):
            return moved(301, f"{self.base}{asked.path}/{_query(asked)}")
        if asked.path == "/feed/":
            return self.posts_feed(asked, self.blog.posts)
        if asked.path == "/comments/feed/":
            return self.comments_feed(asked, self.blog.comments, None)
        if asked.path.endswith("/feed/"):
            return self._deeper_feed(asked, asked.path.removesuffix("feed/"))
        return self._page(asked)

    def _plain_feed(self, asked: Asked) -> Answer:
        if asked.query["feed"] == "comments-rss2":
            return self.comments_feed(asked, self.blog.comments, None)
        post = self.blog.post(asked.query.get("p", ""))
        if post:
            return self.comments_feed(asked, self.blog.thread(post.id), post)
        return self.posts_feed(asked, self.blog.posts)

    def _deeper_feed(self, asked: Asked, path: str) -> Answer:
        for post in (*self.blog.posts, *self.blog.pages):
            if post.path.rstrip("/") == path.rstrip("/"):
                return self.comments_feed(asked, self.blog.thread(post.id), post)
        kind, _, slug = path.strip("/").partition("/")
        if kind in ("category", "tag"):
            wanted = slug.replace("-", " ").lower()
            return self.posts_feed(
                asked, [p for p in self.blog.posts if wanted in map(str.lower, p.labels + p.tags)]
            )
        return not_found()

    # ------------------------------------------------------------------------- feeds

    def posts_feed(self, asked: Asked, posts: Sequence[Post]) -> Answer:
        """A page of posts; past the end 404, but for a feed that is not paged."""
        number, size = asked.number("paged", 1), self.ways.per_feed
        part = posts[(number - 1) * size : number * size]
        if not part and number > 1:
            return not_found()
        channel = self._channel(self.blog.title, f"{self.base}/feed/", f"{self.base}/")
        text = _SPACES + channel + "".join(map(self._item, part)) + "</channel>\n</rss>\n"
        # The date of posts alone: a comment changes nothing here.
        changed = max((post.updated for post in self.blog.posts), default=None)
        return _validated(asked, text, changed)

    def comments_feed(self, asked: Asked, thread: Sequence[Comment], post: Post | None) -> Answer:
        """The newest comments, flat: no word of what replies to what."""
        number, size = asked.number("paged", 1), self.ways.per_feed
        first = (number - 1) * size if self.ways.pages_comments else 0
        part = thread[first : first + size]
        if not part and number > 1:
            return not_found()
        title = f"Comments on: {post.title}" if post else f"Comments for {self.blog.title}"
        own = self.comments_address(post) if post else f"{self.base}/comments/feed/"
        channel = self._channel(title, own, self.base + (post.path if post else "/"))
        text = _SPACES + channel + "".join(map(self._comment, part)) + "</channel>\n</rss>\n"
        return _validated(asked, text, max((c.published for c in thread), default=None))

    def _channel(self, title: str, own: str, url: str) -> str:
        return (
            f"\t<title>{esc(title)}</title>\n"
            f'\t<atom:link href="{esc(own)}" rel="self" type="application/rss+xml" />\n'
            f"\t<link>{esc(url)}</link>\n\t<description>{esc(self.blog.subtitle)}</description>\n"
            "\t<lastBuildDate>Tue, 02 Jan 2024 10:00:00 +0000</lastBuildDate>\n"
            f"\t<language>{self.blog.language}</language>\n"
            "\t<sy:updatePeriod>\n\thourly\t</sy:updatePeriod>\n"
            "\t<sy:updateFrequency>\n\t1\t</sy:updateFrequency>\n"
            "\t<generator>https://wordpress.org/?v=6.4.2</generator>\n"
        )

    def comments_address(self, post: Post) -> str:
        """The comments feed of a post."""
        if "?" in post.path:
            return f"{self.base}/?feed=rss2&p={post.id}"
        return f"{self.base}{post.path.rstrip('/')}/feed/"

    def _item(self, post: Post) -> str:
        url, count = self.base + post.path, len(self.blog.thread(post.id))
        labels = "".join(f"<category><![CDATA[{each}]]></category>" for each in self._labels(post))
        full = f"<content:encoded>{_cdata(post.html)}</content:encoded>\n"
        excerpt = _cdata(_excerpt(post.html))
        has_comments = (post.is_open or count) and not self.ways.old_feeds
        return (
            f"<item>\n<title>{esc(post.title)}</title>\n<link>{esc(url)}</link>\n"
            f"<comments>{esc(url)}#{'comments' if count else 'respond'}</comments>\n"
            f"<dc:creator>{_cdata(post.author.name)}</dc:creator>\n"
            f"<pubDate>{rfc822(post.published)}</pubDate>\n{labels}\n"
            f'<guid isPermaLink="false">{self.base}/?p={post.id}</guid>\n'
            f"<description>{excerpt}</description>\n{'' if self.ways.is_short else full}"
            + (
                f"<wfw:commentRss>{esc(self.comments_address(post))}</wfw:commentRss>\n"
                f"<slash:comments>{count}</slash:comments>\n"
                if has_comments
                else ""
            )
            + "</item>\n"
        )

    def _labels(self, post: Post) -> tuple[str, ...]:
        return post.labels + post.tags

    def _comment(self, comment: Comment) -> str:
        post = self.blog.place(comment.post)
        url = f"{self.base}{post.path if post else '/'}#comment-{comment.id}"
        return (
            f"<item>\n<title>By: {esc(comment.author.name)}</title>\n<link>{esc(url)}</link>\n"
            f"<dc:creator>{_cdata(comment.author.name)}</dc:creator>\n"
            f"<pubDate>{rfc822(comment.published)}</pubDate>\n"
            f'<guid isPermaLink="false">{esc(url)}</guid>\n'
            f"<description>{_cdata(comment.html)}</description>\n"
            f"<content:encoded>{_cdata(comment.html)}</content:encoded>\n</item>\n"
        )

    # ------------------------------------------------------------------------- pages

    def _page(self, asked: Asked) -> Answer:
        if asked.path == "/" and not asked.query:
            return self._html(self.blog.title, "", f"{self.base}/comments/feed/")
        wanted = asked.path + _query(asked)
        for post in (*self.blog.posts, *self.blog.pages):
            if wanted in (post.path, post.path.rstrip("/"), f"/?p={post.id}"):
                return self._html(post.title, post.html, self.comments_address(post))
        return not_found()

    def _html(self, title: str, body: str, comments: str) -> Answer:
        name, api = esc(self.blog.title), self.api
        rss = "application/rss+xml"
        link = f'<link rel="alternate" type="{rss}" title="{{}}" href="{{}}" />\n'
        answer = page(
            f'<!DOCTYPE html>\n<html lang="{self.blog.language}">\n<head>\n'
            f"<title>{esc(title)}</title>\n"
            + link.format(f"{name} &raquo; Feed", f"{self.base}/feed/")
            + link.format(f"{name} &raquo; Comments Feed", esc(comments))
            + f'<link rel="https://api.w.org/" href="{api}" />\n'
            '<meta name="generator" content="WordPress 6.4.2" />\n</head>\n'
            f"<body><h1>{name}</h1><article>{body}</article></body>\n</html>"
        )
        return answer.also(Link=f'<{api}>; rel="https://api.w.org/"')

    @property
    def api(self) -> str:
        """Where REST begins."""
        return (
            f"{self.base}/?rest_route=/" if self.ways.rest == "plain" else f"{self.base}/wp-json/"
        )


def _excerpt(html: str) -> str:
    """The first 55 words, as WordPress makes a description of them."""
    words = re.sub(r"<[^>]*>", " ", html).split()
    if not words:
        return ""
    return f"<p>{' '.join(words[:55])}{' [&#8230;]' if len(words) > 55 else ''}</p>"


def _query(asked: Asked) -> str:
    return f"?{urlencode(asked.query)}" if asked.query else ""


def _cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def _validated(asked: Asked, text: str, changed: datetime | None) -> Answer:
    """Both validators from one date; both must match for a 304."""
    told = http_date(changed.timestamp() if changed else 0)
    tag = f'"{md5(told.encode()).hexdigest()}"'
    headers = {"Content-Type": FEED, "Last-Modified": told, "ETag": tag}
    return conditional(asked, Answer(200, text.encode(), headers), must_both_match=True)
