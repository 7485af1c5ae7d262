"""Builds posts within their limits, whatever format they came in.

Pure. It knows neither feedparser nor JSON, and it decides nothing about identity (``library``).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from tui_reader.clean import clean_address
from tui_reader.feeds.markup import within_limit
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
) -> ParsedPost:
    """Build a post: the guid made fit for keeping, the body cleaned and cut."""
    html, is_cut = within_limit(body.html)
    return ParsedPost(
        guid=_kept_guid(guid),
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
    )


def newest(posts: Sequence[ParsedPost]) -> tuple[tuple[ParsedPost, ...], tuple[str, ...]]:
    """Leave out empty posts and keep the newest ``FEED_ITEMS``, in document order.

    Returns:
        The posts, and the note that says so when some were left out.
    """
    told = [post for post in posts if post.guid or post.url or post.title or post.html]
    if len(told) <= FEED_ITEMS:
        return tuple(told), ()
    by_age = sorted(range(len(told)), key=lambda place: _age_key(told[place]), reverse=True)
    kept = sorted(by_age[:FEED_ITEMS])
    note = f"Only the newest {FEED_ITEMS:,} of the {len(told):,} posts in this feed were taken."
    return tuple(told[place] for place in kept), (note,)


def _age_key(post: ParsedPost) -> datetime:
    return post.published or post.updated or _LONG_AGO


def _kept_guid(guid: str) -> str:
    data = guid.encode(errors="surrogatepass")
    if len(data) > ADDRESS_BYTES:
        return "sha256:" + hashlib.sha256(data).hexdigest()
    return clean_address(guid)
