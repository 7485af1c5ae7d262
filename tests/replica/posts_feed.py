"""The three forms of Blogger's posts feed: Atom, RSS and JSON, element by element."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.replica.blog import Blog, Person, Post
from tests.replica.xml import (
    FACE,
    HEAD,
    LABEL_SCHEME,
    STYLE,
    THUMBNAIL,
    author,
    counters,
    esc,
    iso,
    link,
    rfc822,
    thumbnail,
)

__all__ = ["HEAD", "Source", "Window", "atom", "entry", "json_of", "rss", "within"]

FEED = "http://schemas.google.com/g/2005#feed"
_LONG_AGO = datetime(2021, 11, 4, tzinfo=UTC)
HUB = "http://pubsubhubbub.appspot.com/"
ATOM_TYPE = "application/atom+xml"


@dataclass(frozen=True)
class Source:
    """What a list is made from.

    Attributes:
        name: ``posts``, ``pages`` or ``posts/-/Label``.
    """

    blog: Blog
    base: str
    service: str
    name: str
    is_short: bool = False

    @property
    def updated(self) -> datetime:
        """When anything last changed: never a word about the newest post."""
        return max((post.updated for post in self.blog.posts), default=_LONG_AGO)

    def address(self, post: Post) -> str:
        """A post in the service's interface."""
        return f"{self.service}/feeds/{self.blog.id}/posts/default/{post.id}"


@dataclass(frozen=True)
class Window:
    """A part of a list.

    Attributes:
        start: Of the first entry, from 1.
        size: Entries that may come.
        says: What itemsPerPage says.
        kept: The request's other parameters, for the next link.
        given: Entries that did come.
    """

    total: int
    start: int
    size: int
    says: int
    kept: str = ""
    loops: bool = False
    given: int = 0

    def next_query(self) -> str:
        """Parameters of the next page; empty at the end."""
        following = self.start + self.given
        if not self.given or following > self.total:
            return ""
        if self.loops:
            following = 1
        kept = f"{self.kept}&" if self.kept else ""
        return f"?{kept}start-index={following}&max-results={self.size}"


def entries_of(source: Source, posts: Sequence[Post]) -> list[str]:
    """Posts as Atom entries."""
    return [entry(source, post) for post in posts]


def within(source: Source, posts: Sequence[Post], size: int) -> list[Post]:
    """As many posts as fit into so many bytes, at least one."""
    kept: list[Post] = []
    for post in posts:
        size -= len(entry(source, post).encode())
        if kept and size < 0:
            break
        kept.append(post)
    return kept


def atom(source: Source, posts: Sequence[Post], window: Window) -> str:
    """The Atom form."""
    blog = source.blog
    own = f"{source.base}/feeds/{source.name}/default"
    at_service = f"{source.service}/feeds/{blog.id}/{source.name}/default"
    following = window.next_query()
    return (
        f"{HEAD}{STYLE}<feed xmlns='http://www.w3.org/2005/Atom'"
        " xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/'"
        " xmlns:blogger='http://schemas.google.com/blogger/2008'"
        " xmlns:georss='http://www.georss.org/georss'"
        ' xmlns:gd="http://schemas.google.com/g/2005"'
        " xmlns:thr='http://purl.org/syndication/thread/1.0'>"
        f"<id>tag:blogger.com,1999:blog-{blog.id}</id><updated>{iso(source.updated)}</updated>"
        + "".join(f'<category term="{esc(name)}"/>' for name, _ in blog.labels())
        + f"<title type='text'>{esc(blog.title)}</title>"
        f"<subtitle type='html'>{esc(blog.subtitle)}</subtitle>"
        + link(FEED, ATOM_TYPE, own)
        + link("self", ATOM_TYPE, at_service)
        + link("alternate", "text/html", f"{source.base}/")
        + f"<link rel='hub' href='{HUB}'/>"
        + (link("next", ATOM_TYPE, at_service + following) if following else "")
        + author(blog.author)
        + "<generator version='7.00' uri='http://www.blogger.com'>Blogger</generator>"
        + counters(window.total, window.start, window.says)
        + "".join(entries_of(source, posts))
        + "</feed>"
    )


def entry(source: Source, post: Post) -> str:
    """One post."""
    blog, page = source.blog, source.base + post.path
    labels = "".join(
        f'<category scheme="{LABEL_SCHEME}" term="{esc(label)}"/>' for label in post.labels
    )
    total = len(blog.thread(post.id))
    replies = link(
        "replies", ATOM_TYPE, f"{source.base}/feeds/{post.id}/comments/default", "Post Comments"
    ) + link("replies", "text/html", f"{page}#comment-form", f"{total} Comments")
    return (
        f"<entry><id>tag:blogger.com,1999:blog-{blog.id}.post-{post.id}</id>"
        f"<published>{iso(post.published)}</published><updated>{iso(post.updated)}</updated>"
        f"{labels}<title type='text'>{esc(post.title)}</title>{_body(source, post)}"
        + (replies if post.is_open else "")
        + link("edit", ATOM_TYPE, source.address(post))
        + link("self", ATOM_TYPE, source.address(post))
        + link("alternate", "text/html", page, post.title)
        + (link("related", "text/html", post.related, post.title) if post.related else "")
        + author(post.author)
        + thumbnail(post.html)
        + (f"<thr:total>{total}</thr:total>" if post.is_open else "")
        + "</entry>"
    )


def _body(source: Source, post: Post) -> str:
    if source.is_short:
        return f"<summary type='text'>{esc(_first_words(post.html))}</summary>"
    return f"<content type='html'>{esc(post.html)}</content>"


def _first_words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())[:400]


# ------------------------------------------------------------------------- RSS


def rss(source: Source, posts: Sequence[Post], window: Window) -> str:
    """The RSS form: the same numbers, no link to the next page."""
    blog = source.blog
    return (
        f'{HEAD}<rss xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xmlns:openSearch="http://a9.com/-/spec/opensearchrss/1.0/"'
        ' xmlns:blogger="http://schemas.google.com/blogger/2008"'
        ' xmlns:georss="http://www.georss.org/georss" xmlns:gd="http://schemas.google.com/g/2005"'
        ' xmlns:thr="http://purl.org/syndication/thread/1.0" version="2.0"><channel>'
        f"<atom:id>tag:blogger.com,1999:blog-{blog.id}</atom:id>"
        f"<lastBuildDate>{rfc822(source.updated)}</lastBuildDate>"
        + "".join(f"<category>{esc(name)}</category>" for name, _ in blog.labels())
        + f"<title>{esc(blog.title)}</title><description>{esc(blog.subtitle)}</description>"
        f"<link>{source.base}/</link>"
        f"<managingEditor>noreply@blogger.com ({esc(blog.author.name)})</managingEditor>"
        "<generator>Blogger</generator>"
        + counters(window.total, window.start, window.says)
        + "".join(_item(source, post) for post in posts)
        + "</channel></rss>"
    )


def _item(source: Source, post: Post) -> str:
    labels = "".join(
        f'<category domain="{LABEL_SCHEME}">{esc(label)}</category>' for label in post.labels
    )
    total = len(source.blog.thread(post.id))
    return (
        f'<item><guid isPermaLink="false">tag:blogger.com,1999:blog-{source.blog.id}.post-{post.id}'
        f"</guid><pubDate>{rfc822(post.published)}</pubDate>"
        f"<atom:updated>{iso(post.updated)}</atom:updated>{labels}<title>{esc(post.title)}</title>"
        f"<description>{esc(post.html)}</description><link>{esc(source.base + post.path)}</link>"
        f"<author>noreply@blogger.com ({esc(post.author.name)})</author>{thumbnail(post.html)}"
        + (f"<thr:total>{total}</thr:total>" if post.is_open else "")
        + "</item>"
    )


# ------------------------------------------------------------------------- JSON


def json_of(source: Source, posts: Sequence[Post], window: Window) -> str:
    """The JSON form: text in ``$t``, every number a string."""
    blog = source.blog
    feed: dict[str, Any] = {
        "xmlns": "http://www.w3.org/2005/Atom",
        "xmlns$openSearch": "http://a9.com/-/spec/opensearchrss/1.0/",
        "xmlns$thr": "http://purl.org/syndication/thread/1.0",
        "id": _text(f"tag:blogger.com,1999:blog-{blog.id}"),
        "updated": _text(iso(source.updated)),
        "category": [{"term": name} for name, _ in blog.labels()],
        "title": {"type": "text", "$t": blog.title},
        "subtitle": {"type": "html", "$t": blog.subtitle},
        "link": [{"rel": "alternate", "type": "text/html", "href": f"{source.base}/"}],
        "author": [_person(blog.author)],
        "generator": {"version": "7.00", "uri": "http://www.blogger.com", "$t": "Blogger"},
        "openSearch$totalResults": _text(str(window.total)),
        "openSearch$startIndex": _text(str(window.start)),
        "openSearch$itemsPerPage": _text(str(window.says)),
    }
    if posts:
        feed["entry"] = [_json_entry(source, post) for post in posts]
    return json.dumps({"version": "1.0", "encoding": "UTF-8", "feed": feed}, ensure_ascii=False)


def _json_entry(source: Source, post: Post) -> dict[str, Any]:
    total = {"thr$total": _text(str(len(source.blog.thread(post.id))))} if post.is_open else {}
    return {
        "id": _text(f"tag:blogger.com,1999:blog-{source.blog.id}.post-{post.id}"),
        "published": _text(iso(post.published)),
        "updated": _text(iso(post.updated)),
        "category": [{"scheme": LABEL_SCHEME, "term": label} for label in post.labels],
        "title": {"type": "text", "$t": post.title},
        "content": {"type": "html", "$t": post.html},
        "link": [{"rel": "alternate", "type": "text/html", "href": source.base + post.path}],
        "author": [_person(post.author)],
        **total,
    }


def _text(text: str) -> dict[str, str]:
    return {"$t": text}


def _person(person: Person) -> dict[str, Any]:
    return {
        "name": _text(person.name),
        "uri": _text(person.uri),
        "email": _text("noreply@blogger.com"),
        "gd$image": {"rel": THUMBNAIL, "width": "16", "height": "16", "src": FACE},
    }
