"""Makes the values that the store is given."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tui_reader.models import (
    ArchiveFound,
    ArchivePage,
    Change,
    KnownPost,
    ParsedComment,
    ParsedFeed,
    ParsedPost,
    Validators,
)
from tui_reader.store import answers, archive, blogs, pages
from tui_reader.store.database import Database
from tui_reader.store.schedule import Schedule

NOW = datetime(2020, 1, 30, 12, 0, tzinfo=UTC)
DUE = Schedule(next_fetch=NOW + timedelta(hours=1), last_attempt=NOW, last_fetch=NOW)
ETAG = Validators(b'W/"1"', b"Thu, 30 Jan 2020 12:00:00 GMT")
HOST = "https://what.example"


def make_post(number: int, **facts: Any) -> ParsedPost:
    """Make a post; the greater its number, the newer it is."""
    url = f"{HOST}/{number}"
    facts = {
        "title": f"Post {number}",
        "html": f"<p>Body {number}</p>",
        "published": NOW - timedelta(days=1000 - number),
    } | facts
    return ParsedPost(guid=f"tag:{number}", url=url, **facts)


def make_feed(title: str = "What Now?", **facts: Any) -> ParsedFeed:
    facts = {"kind": "atom10", "posts": (), "url": f"{HOST}/"} | facts
    return ParsedFeed(title=title, **facts)


def text_of(post: ParsedPost) -> str:
    return post.html.replace("<p>", "").replace("</p>", "\n")


def identity_of(post: ParsedPost) -> str:
    return f"guid:{post.guid}"


def change_for(post: ParsedPost, known: KnownPost | None = None) -> Change:
    """Plan one post as the library does: edited where title or body differ."""
    content = f"{post.title}\n{post.html}".encode("utf-8", "replace")
    return Change(
        post=post,
        identity=known.identity if known else identity_of(post),
        canonical_url=post.url,
        content_hash=content,
        sort_at=round((post.published or NOW).timestamp() * 1000),
        post_id=known.post_id if known else None,
        is_edited=known is not None and known.content_hash != content,
    )


def plan(posts: Sequence[ParsedPost], known: tuple[KnownPost, ...]) -> tuple[Change, ...]:
    by_guid = {post.guid: post for post in known}
    return tuple(change_for(post, by_guid.get(post.guid)) for post in posts)


def add_blog(database: Database, name: str = "what", *, followed: bool = True, **facts: Any) -> int:
    address = facts.pop("feed_url", f"https://{name}.example/feed")
    typed_host, origin = facts.pop("typed_host", ""), facts.pop("origin", "")
    return database.write_now(
        blogs.add,
        feed_url=address,
        canonical_feed_url=address,
        feed=make_feed(**facts),
        followed=followed,
        now=NOW,
        typed_host=typed_host,
        origin=origin,
    )


def write_answer(
    connection: sqlite3.Connection,
    blog_id: int,
    posts: Sequence[ParsedPost],
    validators: Validators = ETAG,
    schedule: Schedule = DUE,
    *,
    feed: ParsedFeed | None = None,
    now: datetime = NOW,
) -> answers.Saved:
    return answers.save_answer(
        connection,
        blog_id,
        replace(feed or make_feed(), posts=tuple(posts)),
        validators,
        schedule,
        lambda known: plan(posts, known),
        now,
        text_of=text_of,
        canonical_urls=[post.url for post in posts],
        identities=[identity_of(post) for post in posts],
    )


def save(database: Database, blog_id: int, *posts: ParsedPost, **facts: Any) -> answers.Saved:
    return database.write_now(write_answer, blog_id, posts, **facts)


def make_page(*posts: ParsedPost, cursor: str = "next", **facts: Any) -> ArchivePage:
    return ArchivePage(feed=make_feed(posts=posts), cursor=cursor, **facts)


def found(**facts: Any) -> ArchiveFound:
    return ArchiveFound(**({"strategy": "blogger", "cursor": "first"} | facts))


def begin(
    database: Database,
    blog_id: int,
    *,
    wanted: bool = False,
    was_done: bool = False,
    **facts: Any,
) -> None:
    database.write_now(archive.begin, blog_id, found(**facts), NOW, wanted, was_done=was_done)


def save_page(
    database: Database,
    blog_id: int,
    page: ArchivePage,
    *,
    arrives_unread: bool = False,
    now: datetime = NOW,
) -> answers.Saved:
    posts = page.feed.posts
    return database.write_now(
        archive.save_page,
        blog_id,
        page,
        lambda known: plan(posts, known),
        now,
        text_of=text_of,
        canonical_urls=[post.url for post in posts],
        identities=[identity_of(post) for post in posts],
        arrives_unread=arrives_unread,
    )


def save_pages(
    database: Database, blog_id: int, *posts: ParsedPost, urls: Sequence[str] = ()
) -> int:
    return database.write_now(pages.save_pages, blog_id, posts, NOW, text_of, canonical_urls=urls)


def make_comment(number: int, **facts: Any) -> ParsedComment:
    """Make a comment; the greater its number, the newer it is."""
    facts = {
        "html": f"<p>Comment {number}</p>",
        "author": f"Reader {number}",
        "published": NOW - timedelta(minutes=1000 - number),
    } | facts
    return ParsedComment(guid=f"c{number}", **facts)
