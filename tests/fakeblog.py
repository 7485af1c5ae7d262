"""Plays blogs in place of the network: pages, feeds, validators, and faults as switches.

``FakeNet`` is the transport, with one or more ``FakeBlog``; the clock is ``FakeClock``.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from html import escape

import httpx

START = datetime(2026, 1, 5, 12, tzinfo=UTC)


class FakeClock:
    """A clock that stands still until it is moved."""

    def __init__(self, start: datetime = START) -> None:
        self.time = start

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **amount: float) -> None:
        """Move on, by the arguments of timedelta."""
        self.time += timedelta(**amount)


@dataclass(frozen=True)
class FakePost:
    """One post of a blog."""

    number: int
    title: str = ""
    html: str = ""
    published: datetime | None = None
    labels: tuple[str, ...] = ()
    comments: int | None = 0
    author: str = "A. Writer"
    page: str = ""
    """What its page has; empty: the same as the feed."""
    is_cut: bool = False
    """Whether its feed says that this is only the beginning."""

    @property
    def path(self) -> str:
        """Where its page is."""
        when = self.published or START
        return f"/{when:%Y/%m}/post-{self.number}.html"


def numbered(count: int, *, start: datetime = START) -> list[FakePost]:
    """Posts numbered from the newest, which has the highest number, an hour between them."""
    return [
        FakePost(
            number,
            f"Post number {number}",
            f"<p>This is the text of post {number}.</p>",
            start - timedelta(hours=count - number + 1),
            ("Even",) if number % 2 == 0 else ("Odd", "Numbers"),
        )
        for number in range(count, 0, -1)
    ]


@dataclass
class Fault:
    """What a server does in place of answering well."""

    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    error: Callable[[httpx.Request], Exception] | None = None
    """Raised in place of an answer."""


def refused(request: httpx.Request) -> Exception:
    """As if nobody listened there."""
    error = httpx.ConnectError("refused", request=request)
    error.__cause__ = ConnectionRefusedError(111, "Connection refused")
    return error


def timed_out(request: httpx.Request) -> Exception:
    """As if the server took the question and said nothing."""
    return httpx.ReadTimeout("silence", request=request)


@dataclass
class FakeBlog:
    """One blog as Blogger serves it; change its posts and the validators follow."""

    host: str = "blog.test"
    title: str = "What Now?"
    posts: list[FakePost] = field(default_factory=lambda: numbered(3))
    feed_path: str = "/feeds/posts/default"
    has_validators: bool = True
    headers: tuple[tuple[str, str], ...] = ()
    """More headers of the feed, such as Cache-Control."""
    extra: str = ""
    """More XML at feed level."""
    moved_to: str = ""
    """The whole blog answers 301 to this host."""
    scheme: str = "https"
    number: int = 0
    """Blogger's number of it, in its ids; 0: one made from its host."""
    fault: Fault | None = None
    gate: asyncio.Event | None = None
    """Where set, no answer before the event is."""
    is_blogger: bool = True
    """Whether it says so, and counts its posts."""
    newest: int | None = None
    """How many posts its feed gives where no number is asked for; None: all."""
    cap: int = 150
    """How many it gives at once, whatever is asked for."""
    faults: list[Fault | None] = field(default_factory=list)
    """What it answers to the next requests for its feed, one by one; None: well."""
    meanwhile: Callable[[httpx.Request], None] | None = None
    """Called before each answer."""

    @property
    def home(self) -> str:
        """The address of its front page."""
        return f"{self.scheme}://{self.host}/"

    @property
    def feed_url(self) -> str:
        """The address of its posts feed."""
        return f"{self.scheme}://{self.host}{self.feed_path}"

    def edit(self, number: int, **fields: object) -> None:
        """Change fields of one post."""
        self.posts = [
            replace(post, **fields) if post.number == number else post for post in self.posts
        ]

    async def answer(self, request: httpx.Request) -> httpx.Response:
        """Answer as the switches say."""
        if self.gate is not None:
            await self.gate.wait()
        if self.meanwhile is not None:
            self.meanwhile(request)
        is_feed = request.url.path == self.feed_path
        if fault := self.fault or (self.faults.pop(0) if is_feed and self.faults else None):
            if fault.error is not None:
                raise fault.error(request)
            return _response(fault.status, fault.headers, fault.body)
        if self.moved_to:
            target = f"https://{self.moved_to}{request.url.raw_path.decode()}"
            return _response(301, (("Location", target),))
        if request.url.path == self.feed_path:
            return self._feed(request)
        at_path = [post for post in self.posts if post.path == request.url.path]
        if request.url.path == "/" or at_path:
            article = "".join(self._article(post) for post in at_path)
            page = self._page(article)
            return _response(200, (("Content-Type", "text/html; charset=utf-8"),), page)
        return _response(404)

    def _feed(self, request: httpx.Request) -> httpx.Response:
        body = self._found(request) or self.atom(self._window(request))
        etag = f'W/"{sha256(body).hexdigest()[:16]}"'
        validators = (("ETag", etag),) if self.has_validators else ()
        if self.has_validators and request.headers.get("if-none-match") == etag:
            return _response(304, (*validators, *self.headers))
        kind = (("Content-Type", "application/atom+xml; charset=UTF-8"),)
        return _response(200, (*kind, *validators, *self.headers), body)

    def _found(self, request: httpx.Request) -> bytes:
        """The posts with the words that are asked for (``q=``); nothing where none are."""
        words = request.url.params.get("q", "").casefold().replace('"', "").split()
        if not words:
            return b""
        posts = [
            post
            for post in self.posts
            if all(word in f"{post.title} {post.html}".casefold() for word in words)
        ]
        return replace(self, posts=posts).atom(self._window(request))

    def _article(self, post: FakePost) -> str:
        return f"<h1>{escape(post.title)}</h1><div class='post-body'>{post.page or post.html}</div>"

    def _page(self, article: str = "") -> bytes:
        return (
            f"<!DOCTYPE html><html><head><title>{escape(self.title)}</title>"
            f'<link rel="alternate" type="application/atom+xml" title="Atom" '
            f'href="{self.feed_url}" /></head><body>{escape(self.title)}{article}</body></html>'
        ).encode()

    def _window(self, request: httpx.Request) -> slice:
        """The posts that are asked for, by Blogger's own parameters."""
        asked = request.url.params
        if not {"start-index", "max-results"} & asked.keys():
            return slice(0, self.newest)
        first = int(asked.get("start-index", "1")) - 1
        return slice(first, first + min(int(asked.get("max-results", "25")), self.cap))

    def atom(self, window: slice = slice(None)) -> bytes:
        """Its posts feed, or a part of it."""
        entries = "".join(self._entry(post) for post in self.posts[window])
        return (
            '<?xml version="1.0" encoding="UTF-8"?>'
            '<feed xmlns="http://www.w3.org/2005/Atom"'
            ' xmlns:openSearch="http://a9.com/-/spec/opensearchrss/1.0/"'
            ' xmlns:thr="http://purl.org/syndication/thread/1.0"'
            ' xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">'
            f"<id>{self._feed_id}</id>"
            f"<title>{escape(self.title)}</title>"
            f'<link rel="alternate" type="text/html" href="{self.home}"/>'
            f"{self._signs() if self.is_blogger else ''}{self.extra}{entries}</feed>"
        ).encode()

    def _signs(self) -> str:
        return (
            '<generator version="7.00" uri="http://www.blogger.com">Blogger</generator>'
            f"<openSearch:totalResults>{len(self.posts)}</openSearch:totalResults>"
        )

    @property
    def _feed_id(self) -> str:
        return f"tag:blogger.com,1999:blog-{self._number}" if self.is_blogger else self.home

    @property
    def _number(self) -> int:
        return self.number or int(sha256(self.host.encode()).hexdigest()[:12], 16)

    def _entry(self, post: FakePost) -> str:
        date = post.published.isoformat(timespec="milliseconds") if post.published else ""
        labels = "".join(
            f'<category scheme="http://www.blogger.com/atom/ns#" term="{escape(label)}"/>'
            for label in post.labels
        )
        tag = "summary" if post.is_cut else "content"
        total = "" if post.comments is None else f"<thr:total>{post.comments}</thr:total>"
        return (
            f"<entry><id>tag:blogger.com,1999:blog-{self._number}.post-{post.number}</id>"
            + (f"<published>{date}</published><updated>{date}</updated>" if date else "")
            + f'{labels}<title type="text">{escape(post.title)}</title>'
            f'<{tag} type="html">{escape(post.html)}</{tag}>'
            f'<link rel="alternate" type="text/html" href="{self.scheme}://{self.host}{post.path}"/>'
            f"<author><name>{escape(post.author)}</name></author>{total}</entry>"
        )


class FakeNet(httpx.AsyncBaseTransport):
    """The network: blogs by their host, a switch to pull the plug, and a log of requests."""

    def __init__(self, *blogs: FakeBlog) -> None:
        self.blogs = {blog.host: blog for blog in blogs}
        self.requests: list[httpx.Request] = []
        self.is_up = True
        self.busy = 0
        """Requests being answered now."""
        self.most_busy = 0

    def add(self, blog: FakeBlog) -> FakeBlog:
        """Put one more blog on the network."""
        self.blogs[blog.host] = blog
        return blog

    def asked(self, blog: FakeBlog) -> int:
        """How often a blog's feed was asked for."""
        return sum(str(request.url) == blog.feed_url for request in self.requests)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer in place of the network."""
        if not self.is_up:
            raise refused(request)
        blog = self.blogs.get(request.url.host)
        if blog is None:
            raise refused(request)
        self.requests.append(request)
        self.busy += 1
        self.most_busy = max(self.most_busy, self.busy)
        try:
            return await blog.answer(request)
        finally:
            self.busy -= 1


class _Body(httpx.AsyncByteStream):
    """A body that has not been read yet, as from a socket."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._body


def _response(
    status: int, headers: tuple[tuple[str, str], ...] = (), body: bytes = b""
) -> httpx.Response:
    return httpx.Response(status, headers=list(headers), stream=_Body(body))
