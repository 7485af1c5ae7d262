"""Makes a store of any size, through the same functions that the reader uses.

The same store each time: posts, words and marks come from numbers, not from chance.
"""

import hashlib
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Final

from tui_reader.limits import FEED_ITEMS
from tui_reader.models import (
    Change,
    Flag,
    KnownPost,
    ParsedFeed,
    ParsedPost,
    PostQuery,
    Validators,
)
from tui_reader.store import answers, blogs, marks, posts
from tui_reader.store.database import Database
from tui_reader.store.schedule import Schedule

NOW: Final = datetime(2020, 1, 30, 12, 0, tzinfo=UTC)
"""When the newest post of every built store was published."""

BLOGS: Final = 20
_GAP: Final = timedelta(minutes=37)
_ZONE: Final = timezone(timedelta(hours=-8))
_LABELS: Final = ("Money", "Asia", "Travel", "Cooking", "Music", "Letters", "Old things", "Code")
_WORDS: Final = tuple(
    "bank river talk signed paper agency report stays winter market garden letter music street "  # noqa: SIM905 - a list of thirty quoted words is harder to read
    "engine coffee harbour window bridge number friend evening answer village doctor railway "
    "island question history summer mountain teacher".split()
)

_SYLLABLES: Final = tuple(
    f"{consonant}{vowel}" for consonant in "bdfgklmnprstvz" for vowel in "aeiou"
)[::2]


def build(path: Path, post_count: int, *, blog_count: int = BLOGS, read_share: int = 10) -> None:
    """Make a store of so many posts (about 1.7 kB of text each) in ``blog_count`` blogs.

    Args:
        path: The store file; it must not exist.
        post_count: In all blogs together.
        blog_count: How many blogs they are spread over, evenly.
        read_share: One post in so many stays unread, one in ten times as many is starred.
    """
    database = Database.open(path)
    try:
        for number in range(blog_count):
            own = post_count // blog_count + (number < post_count % blog_count)
            _build_blog(database, number, own, read_share)
    finally:
        database.close_now()


def parsed_post(blog: int, number: int) -> ParsedPost:
    """Make the post with this number of a blog; 0 is its newest."""
    published = (NOW - number * _GAP - timedelta(seconds=blog)).astimezone(_ZONE)
    url = f"https://blog{blog}.example/{published:%Y/%m}/post-{number}.html"
    return ParsedPost(
        guid=f"tag:blog{blog}.example,1999:post-{number:07}",
        url=url,
        title=f"{_words(number, 6).capitalize()} {number}",
        html=f"<p>{_words(number * 7 + blog, 140)}</p><p>{_words(number * 11 + blog, 110)}</p>",
        author="A. Writer",
        published=published,
        updated=published,
        labels=tuple(_LABELS[(number + step) % len(_LABELS)] for step in range(number % 4)),
        comments=number % 13 or None,
        comments_url=f"{url}#comments",
    )


def change_for(post: ParsedPost) -> Change:
    """Say of a post what the plan says of a new one."""
    assert post.published is not None
    return Change(
        post=post,
        identity=post.guid,
        canonical_url=post.url,
        content_hash=hashlib.sha256(f"{post.title}\n{post.html}".encode()).digest(),
        sort_at=int(post.published.timestamp() * 1_000),
    )


def text_of(post: ParsedPost) -> str:
    """Give the plain text of a built post."""
    return post.html.replace("</p><p>", "\n\n").removeprefix("<p>").removesuffix("</p>")


def new_posts(known: tuple[KnownPost, ...], posts: tuple[ParsedPost, ...]) -> tuple[Change, ...]:
    """Plan the posts that are not known yet."""
    guids = {post.guid for post in known}
    return tuple(change_for(post) for post in posts if post.guid not in guids)


def _build_blog(database: Database, number: int, post_count: int, read_share: int) -> None:
    feed = ParsedFeed(
        kind="atom10", title=f"Blog number {number}", posts=(), url=f"https://blog{number}.example/"
    )
    feed_url = f"https://blog{number}.example/feeds/posts/default"
    blog_id = database.write_now(
        blogs.add, feed_url=feed_url, canonical_feed_url=feed_url, feed=feed, followed=True, now=NOW
    )
    for first in range(0, post_count, FEED_ITEMS):
        batch = tuple(
            parsed_post(number, index)
            for index in range(first, min(first + FEED_ITEMS, post_count))
        )
        save_batch(database, blog_id, feed, batch)
    _mark(database, blog_id, read_share)


def save_batch(
    database: Database, blog_id: int, feed: ParsedFeed, batch: tuple[ParsedPost, ...]
) -> answers.Saved:
    """Save posts as one answer."""
    return database.write_now(
        answers.save_answer,
        blog_id,
        ParsedFeed(kind=feed.kind, title=feed.title, url=feed.url, posts=batch),
        Validators(b'"built"', None),
        Schedule(next_fetch=NOW + timedelta(hours=1), last_attempt=NOW, last_fetch=NOW),
        lambda known: new_posts(known, batch),
        NOW,
        text_of=text_of,
        canonical_urls=[post.url for post in batch],
        identities=[post.guid for post in batch],
    )


def _mark(database: Database, blog_id: int, read_share: int) -> None:
    ids = database.read_now(posts.index, PostQuery(blog_id=blog_id)).ids
    read = [post_id for post_id in ids if post_id % read_share]
    starred = [post_id for post_id in ids if post_id % (read_share * 10) == 0]
    database.write_now(marks.set_flag, read, Flag.READ, True)
    database.write_now(marks.set_flag, starred, Flag.STARRED, True)


def _words(seed: int, count: int) -> str:
    """Make text with few words that are everywhere and many that are rare, as real text has."""
    return " ".join(
        _rare_word(seed * 7_919 + step * 104_729)
        if step % 3 == 2
        else _WORDS[(seed * 31 + step * step + step) % len(_WORDS)]
        for step in range(count)
    )


def _rare_word(seed: int) -> str:
    parts = (seed % 23, seed // 23 % 29, seed // 667 % 31)
    return "".join(_SYLLABLES[part % len(_SYLLABLES)] for part in parts)


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]), blog_count=int((sys.argv[3:] or [BLOGS])[0]))
