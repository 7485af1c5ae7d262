"""Blogger: the posts feeds of a blog on its own host and on the service's, with every switch."""

from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import quote, unquote, urlencode

from tests.replica import bloggerpages, posts_feed
from tests.replica.blog import Blog, Post
from tests.replica.comments import Comments
from tests.replica.posts_feed import Window
from tests.replica.web import (
    ATOM,
    JSON,
    RSS,
    Answer,
    Asked,
    conditional,
    http_date,
    moved,
    not_found,
    weak_tag,
)

USUAL: Final = 25
"""Entries in a page that nobody asked more of."""


@dataclass
class Ways:
    """How this Blogger behaves today.

    Attributes:
        cap: Entries in one page at most; past it fewer come than were asked for.
        byte_cap: Bytes of entries in one page at most, at least one entry; 0: no bound.
        service: The service's own address, where rel=next and rel=self lead.
        pages_itself: Whether the blog's own host knows start-index; else only the service does.
        echoes: itemsPerPage says what was asked for, not what the cap made of it.
        is_short: The owner chose short feeds: summaries in place of contents.
        redirected_to: "Post feed redirect": 302 to there unless ``redirect=false`` is asked.
        old_host: Host and port from which everything moved here with 301.
        etag: ``follows`` the posts, ``stuck`` at one value, or ``none``.
        repeats_from: From this start-index on, the page at it comes again and again; 0: never.
        next_loops: rel=next leads back to the first page.
        comments_cap: As ``cap``, for comments; 0: the same.
        has_widget: The home page shows every month with its count.
        has_comments_feed: The blog's comments feed answers (else 404).
        empty_feeds: Posts whose comments feed is empty, whatever their count says.
    """

    cap: int = 150
    byte_cap: int = 0
    service: str = "http://www.blogger.com"
    pages_itself: bool = True
    echoes: bool = False
    is_short: bool = False
    redirected_to: str = ""
    old_host: str = ""
    etag: str = "follows"
    repeats_from: int = 0
    next_loops: bool = False
    comments_cap: int = 0
    has_widget: bool = True
    has_comments_feed: bool = True
    empty_feeds: frozenset[str] = field(default_factory=frozenset)


class Blogger:
    """One blog as Blogger serves it.

    Args:
        blog: What is served; it may change between requests.
        ways: The switches; they may change too.
        base: The blog's own address, without a slash at the end.
    """

    def __init__(self, blog: Blog, ways: Ways | None = None, base: str = "") -> None:
        self.blog = blog
        self.ways = ways or Ways()
        self.base = base
        self.comments = Comments(self)

    def answer(self, asked: Asked) -> Answer:
        """Answer by host first, as the service does."""
        if asked.host == self.ways.old_host:
            return moved(301, self.base + asked.target)
        if asked.host == self.ways.service.partition("://")[2] and asked.base != self.base:
            prefix = f"/feeds/{self.blog.id}/"
            if not asked.path.startswith(prefix):
                return not_found()
            return self._feed(asked, asked.path.removeprefix(prefix), is_service=True)
        if asked.path.startswith("/feeds/"):
            return self._feed(asked, asked.path.removeprefix("/feeds/"))
        if asked.path in ("/rss.xml", "/atom.xml"):
            form = asked.path[1:].partition(".")[0]
            return self._posts(replace(asked, target=_with(asked, alt=form)))
        return bloggerpages.answer(self, asked)

    def _feed(self, asked: Asked, path: str, *, is_service: bool = False) -> Answer:
        match path.split("/"):
            case ["posts", "default" | "full" | "summary"]:
                return self._posts(asked, is_service=is_service)
            case ["posts", "default" | "full" | "summary", "-", *labels]:
                return self._posts(asked, tuple(labels), is_service=is_service)
            case ["posts", "default", post_id]:
                return self._entry(post_id)
            case ["pages", "default"]:
                return self._list(asked, self.blog.pages, "pages")
            case ["comments", "default"] if self.ways.has_comments_feed:
                return self.validated(asked, self.comments.of_blog(asked))
            case [post_id, "comments", "default"]:
                return self.validated(asked, self.comments.of_post(asked, post_id))
        return not_found()

    def _posts(
        self, asked: Asked, labels: tuple[str, ...] = (), *, is_service: bool = False
    ) -> Answer:
        ways = self.ways
        if ways.redirected_to and not labels and asked.query.get("redirect") != "false":
            return moved(302, ways.redirected_to)
        posts = self.blog.posts
        if labels:
            posts = [post for post in posts if set(labels) <= set(post.labels)]
        if asked.query.get("orderby") == "updated":
            posts = sorted(posts, key=lambda post: post.updated, reverse=True)
        if not ways.pages_itself and not is_service:
            asked = replace(asked, target=_with(asked, start_index="1"))
        name = "posts" + "".join(f"/-/{quote(label)}" for label in labels[:1])
        return self._list(asked, posts, name)

    def _list(self, asked: Asked, posts: list[Post], name: str) -> Answer:
        window = self.window(asked, len(posts), self.ways.cap)
        chosen = posts[window.start - 1 : window.start - 1 + window.size]
        if self.ways.repeats_from and window.start >= self.ways.repeats_from:
            first = self.ways.repeats_from - 1
            chosen = posts[first : first + window.size]
        is_short = self.ways.is_short or asked.path.endswith("/summary")
        source = posts_feed.Source(self.blog, self.base, self.ways.service, name, is_short)
        form = asked.query.get("alt", "atom")
        render = {"rss": posts_feed.rss, "json": posts_feed.json_of}
        render["json-in-script"] = posts_feed.json_of
        if self.ways.byte_cap:
            chosen = posts_feed.within(source, chosen, self.ways.byte_cap)
        window = replace(window, given=len(chosen))
        text = render.get(form, posts_feed.atom)(source, chosen, window)
        if form == "json-in-script":
            text = f"// API callback\n{asked.query.get('callback', 'callback')}({text});"
        kind = {"rss": RSS, "json": JSON, "json-in-script": "text/javascript"}.get(form, ATOM)
        return self.validated(asked, Answer(200, text.encode(), {"Content-Type": kind}))

    def window(self, asked: Asked, total: int, cap: int) -> Window:
        """Which part of a list a request means, and how to ask for the next."""
        wanted = asked.number("max-results", USUAL)
        size = min(wanted, cap)
        kept = [
            (name, value)
            for name, value in asked.query.items()
            if name not in ("start-index", "max-results")
        ]
        return Window(
            total=total,
            start=max(1, asked.number("start-index", 1)),
            size=size,
            says=wanted if self.ways.echoes else size,
            kept=urlencode(kept),
            loops=self.ways.next_loops,
        )

    def _entry(self, post_id: str) -> Answer:
        post = self.blog.post(post_id)
        if post is None:
            return not_found()
        source = posts_feed.Source(self.blog, self.base, self.ways.service, "posts")
        text = posts_feed.HEAD + posts_feed.entry(source, post)
        return Answer(200, text.encode(), {"Content-Type": ATOM})

    def validated(self, asked: Asked, answer: Answer) -> Answer:
        """With validators as the switch says, or 304 where one holds."""
        if answer.status != 200:
            return answer
        headers = {
            "Expires": http_date(0),
            "Cache-Control": "private, max-age=0",
            "Last-Modified": http_date(1_700_000_000 + self.blog.version),
            "Server": "GSE",
        }
        if self.ways.etag != "none":
            is_stuck = self.ways.etag == "stuck"
            headers["ETag"] = weak_tag("stuck" if is_stuck else answer.body.decode())
        return conditional(asked, replace(answer, headers={**answer.headers, **headers}))


def _with(asked: Asked, **parameters: str) -> str:
    """The target with parameters set; ``_`` stands for ``-``."""
    more = {name.replace("_", "-"): value for name, value in parameters.items()}
    return f"{quote(unquote(asked.path))}?{urlencode({**asked.query, **more})}"
