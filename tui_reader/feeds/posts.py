"""Builds posts within their limits, whatever format they came in.

Pure. It knows neither feedparser nor JSON, and it decides nothing about identity (``library``).
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from tui_reader.clean import clean_address
from tui_reader.feeds.markup import within_limit
from tui_reader.feeds.tree import Record
from tui_reader.limits import ADDRESS_BYTES, FEED_ITEMS
from tui_reader.models import ParsedPost

_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Body:
    """A post's html as the feed has it, not yet cut."""

    html: str
    base: str
    """What its relative addresses are relative to; absolute."""
    is_summary: bool = False


def post_of(
    *,
    guid: str,
    url: str,
    title: str,
    body: Body,
    author: str,
    published: datetime | None,
    updated: datetime | None,
    labels: tuple[str, ...],
    enclosures: tuple[str, ...],
    comments: int | None = None,
    comments_url: str = "",
    comments_feed: str = "",
    author_key: str = "",
) -> ParsedPost:
    """Build a post: the guid made fit for keeping, the body cleaned and cut."""
    html, is_cut = within_limit(body.html)
    return ParsedPost(
        guid=kept_guid(guid),
        url=url,
        title=title,
        html=html,
        author=author,
        published=published,
        updated=updated,
        labels=labels,
        comments=comments,
        comments_url=comments_url,
        comments_feed=comments_feed,
        base=body.base,
        is_summary=bool(html) and (body.is_summary or is_cut),
        enclosures=enclosures,
        author_key=author_key,
    )


def newest(
    items: Sequence[Record], date_of: Callable[[Record], datetime | None]
) -> tuple[list[Record], tuple[str, ...]]:
    """Choose the newest ``FEED_ITEMS`` entries before they are read, in document order.

    Returns:
        The entries, and the note that says so when some were left out.
    """
    if len(items) <= FEED_ITEMS:
        return list(items), ()
    dates = [date_of(item) or _LONG_AGO for item in items]
    by_age = sorted(range(len(items)), key=lambda place: dates[place], reverse=True)
    note = f"Only the newest {FEED_ITEMS:,} of the {len(items):,} posts in this feed were taken."
    return [items[place] for place in sorted(by_age[:FEED_ITEMS])], (note,)


def told(posts: Iterable[ParsedPost]) -> tuple[ParsedPost, ...]:
    """Leave out posts in which there is nothing to read and nothing to tell them apart by."""
    return tuple(post for post in posts if post.guid or post.url or post.title or post.html)


def kept_guid(guid: str) -> str:
    """Make what tells an entry from others fit for keeping: one that is too long is hashed."""
    data = guid.encode(errors="surrogatepass")
    if len(data) > ADDRESS_BYTES:
        return "sha256:" + hashlib.sha256(data).hexdigest()
    return clean_address(guid)
