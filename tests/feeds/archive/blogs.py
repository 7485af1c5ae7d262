"""One blog for each strategy, played in memory, as it should be and as it should not."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from tests.feeds.archive.servers import (
    HOME,
    Answer,
    BloggerServer,
    atom,
    day,
    entry,
    link,
    no,
    page,
    query,
    source,
    tags,
)
from tui_reader.models import ArchiveSource, Page

FEED = HOME + "feed"


@dataclass
class WordPressServer:
    """Plays WordPress: its interface and the pages of its feed."""

    count: int = 250
    rest: int = 200
    """The status with which the interface answers."""
    root: str = HOME + "wp-json/"
    is_named: bool = True
    """Whether the home page says where the interface is."""
    most: int = 100
    per_feed: int = 10
    stuck_at: int = 0
    """From this page on, it gives this page."""
    before: dict[int, Callable[["WordPressServer"], None]] = field(default_factory=dict)
    asked: int = 0

    def __post_init__(self) -> None:
        self.numbers = list(range(self.count, 0, -1))
        self.changed: list[int] = []

    def __call__(self, url: str) -> Page:
        if url == HOME:
            head = f"<link rel='https://api.w.org/' href='{self.root}'/>" if self.is_named else ""
            return page(url, f"<html><head>{head}</head></html>")
        if url.startswith(self.root):
            if self.rest != 200:
                raise no(self.rest)
            return self._interface(url.removeprefix(self.root), url)
        if urlsplit(url).path == "/feed":
            return self._feed(url)
        raise no()

    def _feed(self, url: str) -> Page:
        number = int(query(url).get("paged", "1"))
        number = min(number, self.stuck_at) if self.stuck_at else number
        chosen = self.numbers[(number - 1) * self.per_feed : number * self.per_feed]
        if not chosen:
            raise no()
        return page(url, atom("".join(entry(each, guid=f"{HOME}?p={each}") for each in chosen)))

    def _interface(self, rest: str, url: str) -> Page:
        kind = rest.removeprefix("wp/v2/").partition("?")[0].partition("&")[0]
        given = query(url)
        if kind == "posts":
            self.asked += 1
            if change := self.before.pop(self.asked, None):
                change(self)
        names = {"posts": self.numbers, "categories": [7], "tags": [*range(100, 250)]}
        size, number = int(given.get("per_page", "10")), int(given.get("page", "1"))
        number = min(number, self.stuck_at) if self.stuck_at else number
        things = names.get(kind, [])
        if not 1 <= size <= self.most or (number - 1) * size >= max(len(things), 1):
            raise no(400)
        if given.get("order") == "asc":
            things = things[::-1]
        if given.get("orderby") == "modified":
            things = [*self.changed, *things]
        chosen = things[(number - 1) * size : number * size]
        return page(
            url,
            json.dumps([self._thing(kind, each) for each in chosen]),
            total=len(names[kind]),
            total_pages=-(-len(names[kind]) // size),
        )

    def _thing(self, kind: str, number: int) -> dict[str, Any]:
        if kind != "posts":
            return {"id": number, "name": f"Label &amp; {number}"}
        return {
            "id": number,
            "date": day(number).isoformat()[:19],
            "date_gmt": day(number).isoformat()[:19],
            "modified_gmt": day(number).isoformat()[:19],
            "guid": {"rendered": f"{HOME}?p={number}"},
            "link": f"{HOME}post-{number}/",
            "title": {"rendered": f"Post &#8220;{number}&#8221;"},
            "content": {"rendered": f"<p>{number}</p>", "protected": False},
            "author": 3,
            "comment_status": "open" if number % 2 else "closed",
            "categories": [7],
            "tags": [100 + number % 150],
            "_embedded": {"author": [{"name": "Ann <b>Other</b>"}]},
        }

    @property
    def guids(self) -> set[str]:
        return {f"{HOME}?p={number}" for number in self.numbers}


def documents(count: int, size: int, *, relation: str, back_to: int = -1) -> Answer:
    """Play RFC 5005: a feed and documents behind it; the last leads back to one, if so told."""
    numbers = list(range(count, 0, -1))
    pieces = [numbers[at : at + size] for at in range(0, count, size)]

    def url_of(place: int) -> str:
        return FEED if place == 0 else f"{HOME}archive/{place}"

    def answer(url: str) -> Page:
        if url != FEED and not url.startswith(f"{HOME}archive/"):
            raise no()
        place = 0 if url == FEED else int(url.rpartition("/")[2])
        if place >= len(pieces):
            raise no()
        head = "<fh:archive/>" if place and relation == "prev-archive" else ""
        if place + 1 < len(pieces):
            head += link(relation, url_of(place + 1))
        elif back_to >= 0:
            head += link(relation, url_of(back_to))
        return page(url, atom("".join(map(entry, pieces[place])), head))

    return answer


def json_feed(count: int, size: int, *, back_to: int = -1) -> Answer:
    """Play a JSON Feed with ``next_url``."""
    numbers = list(range(count, 0, -1))

    def answer(url: str) -> Page:
        start = int(query(url).get("from", "0"))
        chosen = numbers[start : start + size]
        document: dict[str, Any] = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Blog",
            "items": [{"id": f"tag:post-{each}", "content_text": "x"} for each in chosen],
        }
        if start + size < count:
            document["next_url"] = f"{FEED}?from={start + size}"
        elif back_to >= 0:
            document["next_url"] = f"{FEED}?from={back_to}"
        return page(url, json.dumps(document))

    return answer


def substack(count: int, most: int = 25, *, stuck_at: int = 0) -> Answer:
    """Play Substack's list."""
    numbers = list(range(count, 0, -1))

    def answer(url: str) -> Page:
        if urlsplit(url).path != "/api/v1/archive":
            raise no()
        given = query(url)
        start = int(given["offset"])
        start = min(start, stuck_at) if stuck_at else start
        chosen = numbers[start : start + min(most, int(given["limit"]))]
        return page(
            url,
            json.dumps(
                [
                    {
                        "title": f"Post {each}",
                        "subtitle": "What <it> is about",
                        "canonical_url": f"{HOME}p/post-{each}",
                        "post_date": day(each).isoformat(),
                        "audience": "only_paid" if each % 2 else "everyone",
                        "comment_count": each,
                    }
                    for each in chosen
                ]
            ),
        )

    return answer


def paged(count: int, size: int, parameter: str, *, stuck_at: int = 0) -> Answer:
    """Play a feed with pages; an empty one at the end."""
    numbers = list(range(count, 0, -1))

    def answer(url: str) -> Page:
        if urlsplit(url).path != "/feed":
            raise no()
        number = int(query(url).get(parameter, "1"))
        number = min(number, stuck_at) if stuck_at else number
        return page(url, atom("".join(map(entry, numbers[(number - 1) * size : number * size]))))

    return answer


def sitemaps(*counts: int, is_circle: bool = False) -> Answer:
    """Play a list of sitemaps."""

    def answer(url: str) -> Page:
        if url == HOME + "robots.txt":
            return page(url, f"User-agent: *\nDisallow: /search\nSitemap: {HOME}sitemap.xml\n")
        if url == HOME + "sitemap.xml":
            names = [f"post-sitemap{number}.xml" for number in range(len(counts))]
            names += ["sitemap.xml"] if is_circle else []
            places = "".join(f"<sitemap><loc>{HOME}{name}</loc></sitemap>" for name in names)
            return page(url, f"<?xml version='1.0'?><sitemapindex>{places}</sitemapindex>")
        if "post-sitemap" not in url:
            raise no()
        number = int(url.removesuffix(".xml").rpartition("sitemap")[2])
        places = "".join(
            f"<url><loc>{HOME}2014/03/post-{number}-{each}.html</loc>"
            f"<lastmod>{day(each):%Y-%m-%d}</lastmod></url>"
            for each in range(counts[number])
        )
        return page(url, f"<?xml version='1.0'?><urlset>{places}</urlset>")

    return answer


def wayback(count: int, per_copy: int, *, is_stuck: bool = False) -> Answer:
    """Play the Internet Archive: each copy of the feed has some posts, and some of the next."""
    numbers = list(range(count, 0, -1))
    newest = datetime(2024, 1, 1, tzinfo=UTC)
    copies = {
        f"{newest - timedelta(hours=at):%Y%m%d%H%M%S}": at for at in range(0, count, per_copy)
    }

    def answer(url: str) -> Page:
        if "/cdx/" in url:
            rows = [["timestamp", "original"], *([stamp, FEED] for stamp in copies)]
            return page(url, json.dumps(rows))
        if "archive.org/web/" not in url:
            raise no()
        start = 0 if is_stuck else copies[url.split("/")[4].removesuffix("id_")]
        return page(url, atom("".join(map(entry, numbers[start : start + per_copy + 2]))))

    return answer


@dataclass(frozen=True)
class Case:
    """What the contract is tried on."""

    strategy: str
    blog: ArchiveSource
    server: Callable[[], Answer]
    guids: frozenset[str]
    stuck: Callable[[], Answer]
    """The same blog, whose pages repeat or lead in a circle."""
    id: str = ""


def _case(
    strategy: str,
    blog: ArchiveSource,
    guids: set[str],
    server: Callable[[], Answer],
    stuck: Callable[[], Answer],
    name: str = "",
) -> Case:
    return Case(strategy, blog, server, frozenset(guids), stuck, name or strategy)


_ALL = list(range(1, 251))
_WORDPRESS = source(FEED, generator="https://wordpress.org/?v=6.5", kind="rss20")

CASES = (
    _case(
        "blogger",
        source(HOME + "feeds/posts/default", generator="Blogger", posts_total=250),
        tags(_ALL),
        lambda: BloggerServer(250, cap=25),
        lambda: BloggerServer(250, cap=25, stuck_at=101),
    ),
    _case(
        "wordpress",
        _WORDPRESS,
        WordPressServer(250).guids,
        lambda: WordPressServer(250, most=20),
        lambda: WordPressServer(250, most=20, stuck_at=4),
    ),
    _case(
        "wordpress",
        _WORDPRESS,
        WordPressServer(95).guids,
        lambda: WordPressServer(95, rest=401),
        lambda: WordPressServer(95, rest=401, stuck_at=4),
        "wordpress without its interface",
    ),
    _case(
        "rfc5005",
        source(FEED),
        tags(_ALL),
        lambda: documents(250, 20, relation="prev-archive"),
        lambda: documents(250, 20, relation="prev-archive", back_to=5),
    ),
    _case(
        "rfc5005",
        source(FEED),
        tags(_ALL),
        lambda: documents(250, 20, relation="next"),
        lambda: documents(250, 20, relation="next", back_to=0),
        "rfc5005 with pages",
    ),
    _case(
        "jsonfeed",
        source(FEED, kind="json11"),
        tags(_ALL),
        lambda: json_feed(250, 20),
        lambda: json_feed(250, 20, back_to=40),
    ),
    _case(
        "substack",
        source(FEED, generator="Substack", kind="rss20"),
        {f"{HOME}p/post-{number}" for number in _ALL},
        lambda: substack(250),
        lambda: substack(250, stuck_at=100),
    ),
    _case(
        "paged",
        source(FEED, generator="Own"),
        tags(_ALL),
        lambda: paged(250, 15, "page"),
        lambda: paged(250, 15, "page", stuck_at=4),
    ),
    _case(
        "sitemap",
        source(FEED, generator="Ghost 5"),
        {
            f"{HOME}2014/03/post-{number}-{each}.html"
            for number, count in enumerate((40, 0, 70))
            for each in range(count)
        },
        lambda: sitemaps(40, 0, 70),
        lambda: sitemaps(40, 0, 70, is_circle=True),
    ),
    _case(
        "wayback",
        source(FEED),
        tags(_ALL),
        lambda: wayback(250, 20),
        lambda: wayback(250, 20, is_stuck=True),
    ),
)
