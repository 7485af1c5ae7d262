"""Other blogs whose old posts can be had: RFC 5005, JSON Feed, Substack, pages, sitemaps only."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Final

from tests.replica.blog import Blog, Post
from tests.replica.web import (
    Answer,
    Asked,
    conditional,
    http_date,
    not_found,
    page,
    weak_tag,
)
from tests.replica.xml import esc, rfc822

HISTORY: Final = "http://purl.org/syndication/history/1.0"
_ATOM: Final = "http://www.w3.org/2005/Atom"


@dataclass
class ArchiveWays:
    """How this site behaves.

    Attributes:
        kind: ``archived`` (prev-archive), ``paged`` (rel=next), ``complete`` (all in one),
            ``json`` (next_url), ``substack``, ``page`` or ``paged-query`` (``?page=N``,
            ``?paged=N``), or ``sitemap`` (no paging at all).
        size: Posts in a document.
        is_rss: The RFC 5005 documents are RSS with ``atom:link``.
        next_loops: The last document's next is the first.
        stable_count: Substack's bound on what one request may ask.
        ignores_page: ``?page=N`` always gives the first page.
        in_header: rel=next stands in the HTTP header only.
    """

    kind: str = "archived"
    size: int = 10
    is_rss: bool = False
    next_loops: bool = False
    stable_count: int = 50
    ignores_page: bool = False
    in_header: bool = False


class Archive:
    """A site that is neither Blogger nor WordPress."""

    def __init__(self, blog: Blog, ways: ArchiveWays | None = None, base: str = "") -> None:
        self.blog = blog
        self.ways = ways or ArchiveWays()
        self.base = base

    @property
    def feed_path(self) -> str:
        """Where the feed is."""
        return {"json": "/feed.json", "substack": "/feed"}.get(self.ways.kind, "/feed.xml")

    def answer(self, asked: Asked) -> Answer:
        """By path."""
        path = asked.path
        if path == self.feed_path:
            return self._current(asked)
        if path.startswith("/archive/") and path.endswith(".xml"):
            return self._document(int(path[9:-4]))
        if path == "/api/v1/archive" and self.ways.kind == "substack":
            return self._substack(asked)
        return self._beside(path)

    def _beside(self, path: str) -> Answer:
        if path == "/":
            return self._home()
        if path == "/robots.txt":
            return Answer(200, f"Sitemap: {self.base}/sitemap.xml\n".encode(), {})
        if path == "/sitemap.xml" and self.ways.kind in ("sitemap", "substack"):
            return self._sitemap()
        found = [post for post in self.blog.posts if post.path == path]
        return self._page(found[0]) if found else not_found()

    def _current(self, asked: Asked) -> Answer:
        posts, size = self.blog.posts, self.ways.size
        match self.ways.kind:
            case "archived":
                # What is not yet in a full archive document stands in the current one.
                loose = len(posts) % size or min(size, len(posts))
                full = (len(posts) - loose) // size
                return self._feed(asked, posts[:loose], self._prev(full))
            case "paged":
                return self._slice(asked, asked.number("p", 1))
            case "complete":
                return self._feed(asked, posts, f'<fh:complete xmlns:fh="{HISTORY}"/>')
            case "json":
                return self._json(asked, asked.number("offset", 0))
            case "page" | "paged-query":
                name = {"page": "page", "paged-query": "paged"}[self.ways.kind]
                number = 1 if self.ways.ignores_page else asked.number(name, 1)
                part = posts[(number - 1) * size : number * size]
                return self._feed(asked, part, "") if part else not_found()
        return self._feed(asked, posts[:size], "")

    # ------------------------------------------------------------------------- RFC 5005

    def _prev(self, number: int) -> str:
        if not number:
            return ""
        return self._link("prev-archive", f"{self.base}/archive/{number}.xml")

    def _document(self, number: int) -> Answer:
        """The oldest posts are document 1; none ever changes."""
        oldest_first = self.blog.posts[::-1]
        part = oldest_first[(number - 1) * self.ways.size : number * self.ways.size][::-1]
        if self.ways.kind != "archived" or not part:
            return not_found()
        marks = f'<fh:archive xmlns:fh="{HISTORY}"/>' + self._prev(number - 1)
        marks += self._link("current", self.base + self.feed_path)
        answer = self._feed(Asked(self.base, ""), part, marks)
        return answer.also(Cache_Control="max-age=31536000, immutable")

    def _slice(self, asked: Asked, number: int) -> Answer:
        posts, size = self.blog.posts, self.ways.size
        following = number + 1 if number * size < len(posts) else 0
        if not following and self.ways.next_loops:
            following = 1
        part = posts[(number - 1) * size : number * size]
        target = f"{self.base}{self.feed_path}?p={following}"
        if self.ways.in_header:
            answer = self._feed(asked, part, "")
            return answer.also(Link=f'<{target}>; rel="next"') if following else answer
        return self._feed(asked, part, self._link("next", target) if following else "")

    def _link(self, rel: str, href: str) -> str:
        prefix = "atom:" if self.ways.is_rss else ""
        return f'<{prefix}link rel="{rel}" href="{esc(href)}"/>'

    def _feed(self, asked: Asked, posts: Sequence[Post], marks: str) -> Answer:
        text = self._rss(posts, marks) if self.ways.is_rss else self._atom(posts, marks)
        kind = "application/rss+xml" if self.ways.is_rss else "application/atom+xml"
        headers = {
            "Content-Type": kind,
            "ETag": weak_tag(text),
            "Last-Modified": http_date(1_700_000_000 + self.blog.version),
        }
        return conditional(asked, Answer(200, text.encode(), headers))

    def _atom(self, posts: Sequence[Post], marks: str) -> str:
        entries = "".join(
            f"<entry><id>{self._id(post)}</id><title>{esc(post.title)}</title>"
            f"<published>{post.published.isoformat()}</published>"
            f"<updated>{post.updated.isoformat()}</updated>"
            f'<link rel="alternate" type="text/html" href="{esc(self.base + post.path)}"/>'
            + "".join(f'<category term="{esc(label)}"/>' for label in post.labels)
            + f"<author><name>{esc(post.author.name)}</name></author>"
            f'<content type="html">{esc(post.html)}</content></entry>'
            for post in posts
        )
        return (
            f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="{_ATOM}">'
            f"<id>tag:{self.blog.id},2020:feed</id><title>{esc(self.blog.title)}</title>"
            f'<updated>2024-01-01T00:00:00Z</updated><link rel="self" '
            f'href="{self.base}{self.feed_path}"/>'
            f'<link rel="alternate" type="text/html" href="{self.base}/"/>{marks}{entries}</feed>'
        )

    def _rss(self, posts: Sequence[Post], marks: str) -> str:
        items = "".join(
            f"<item><title>{esc(post.title)}</title><link>{esc(self.base + post.path)}</link>"
            f'<guid isPermaLink="false">{self._id(post)}</guid>'
            f"<pubDate>{rfc822(post.published)}</pubDate>"
            f"<description>{esc(post.html)}</description></item>"
            for post in posts
        )
        return (
            f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:atom="{_ATOM}">'
            f"<channel><title>{esc(self.blog.title)}</title><link>{self.base}/</link>"
            f"<description/>{marks}{items}</channel></rss>"
        )

    def _id(self, post: Post) -> str:
        return f"tag:{self.blog.id},2020:{post.id}"

    # ------------------------------------------------------------------------- the others

    def _json(self, asked: Asked, offset: int) -> Answer:
        posts, size = self.blog.posts, self.ways.size
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.blog.title,
            "home_page_url": f"{self.base}/",
            "feed_url": f"{self.base}{self.feed_path}",
            "items": [
                {
                    "id": self._id(post),
                    "url": self.base + post.path,
                    "title": post.title,
                    "content_html": post.html,
                    "date_published": post.published.isoformat(),
                    "tags": list(post.labels),
                }
                for post in posts[offset : offset + size]
            ],
        }
        is_last = offset + size >= len(posts)
        if not is_last or self.ways.next_loops:
            following = 0 if is_last else offset + size
            feed["next_url"] = f"{self.base}{self.feed_path}?offset={following}"
        body = json.dumps(feed)
        headers = {"Content-Type": "application/feed+json", "ETag": weak_tag(body)}
        return conditional(asked, Answer(200, body.encode(), headers))

    def _substack(self, asked: Asked) -> Answer:
        first, size = (
            asked.number("offset", 0),
            min(asked.number("limit", 12), self.ways.stable_count),
        )
        posts = self.blog.posts[first : first + size]
        items = [
            {
                "id": int(post.id),
                "title": post.title,
                "subtitle": "A subtitle",
                "slug": post.path.rpartition("/")[2],
                "canonical_url": self.base + post.path,
                "post_date": post.published.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
                "audience": "everyone",
                "comment_count": len(self.blog.thread(post.id)),
                "reaction_count": 3,
                "publishedBylines": [{"name": post.author.name}],
            }
            for post in posts
        ]
        return Answer(200, json.dumps(items).encode(), {"Content-Type": "application/json"})

    def _sitemap(self) -> Answer:
        inside = "".join(
            f"<url><loc>{esc(self.base + post.path)}</loc>"
            f"<lastmod>{post.updated:%Y-%m-%d}</lastmod></url>"
            for post in self.blog.posts
        )
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        text = f'<?xml version="1.0"?><urlset xmlns="{space}">{inside}</urlset>'
        return Answer(200, text.encode(), {"Content-Type": "application/xml"})

    def _home(self) -> Answer:
        kind = "application/feed+json" if self.ways.kind == "json" else "application/atom+xml"
        maker = "Substack" if self.ways.kind == "substack" else "Maker 1.0"
        return page(
            f"<!DOCTYPE html><html><head><title>{esc(self.blog.title)}</title>"
            f'<meta name="generator" content="{maker}">'
            f'<link rel="alternate" type="{kind}" href="{self.base}{self.feed_path}">'
            "</head><body></body></html>"
        )

    def _page(self, post: Post) -> Answer:
        return page(
            f"<!DOCTYPE html><html><head><title>{esc(post.title)}</title></head><body><nav>Menu"
            f"</nav><article><h1>{esc(post.title)}</h1>{post.html}</article></body></html>"
        )
