"""What a server answers and what a feed says, before anything of it is kept."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask again with, byte for byte as it came (conditional GET)."""

    etag: bytes | None = None
    last_modified: bytes | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """An answer with a body."""

    url: str
    """The address that was asked."""
    final_url: str
    """The address that answered, after redirects."""
    status: int
    body: bytes
    """Decoded from gzip; at most ``limits.BODY_BYTES``."""
    content_type: str
    """The header as it came, lower case, with its charset; empty if none."""
    content_location: str = ""
    validators: Validators = Validators()
    max_age: int | None = None
    """Seconds the server says the answer stays fresh (Cache-Control, else Expires)."""
    moved_to: str = ""
    """Where only permanent redirects (301, 308) led, else empty."""
    links: tuple[tuple[str, str, str], ...] = ()
    """``Link`` headers: (rel, type, absolute address)."""
    total: int | None = None
    """``X-WP-Total``: how many things the whole answer would have."""
    total_pages: int | None = None
    """``X-WP-TotalPages``."""


@dataclass(frozen=True, slots=True)
class NotModified:
    """A 304: nothing new, but perhaps new validators."""

    url: str
    validators: Validators
    """To be kept: those of the 304 where it has any, else those that were sent."""
    max_age: int | None = None
    moved_to: str = ""


@dataclass(frozen=True, slots=True)
class ParsedPost:
    """One entry as its feed gives it, cleaned; ``html`` is not yet drawn."""

    guid: str
    """``id`` / ``guid``; empty if none. Longer than ``ADDRESS_BYTES``: ``sha256:…``."""
    url: str
    """The post's page, absolute; empty if none. Any scheme: opening it is another matter."""
    title: str
    """One line of plain text; empty if the feed has none."""
    html: str
    """The fullest body the feed gives (content, else summary), at most ``CONTENT_BYTES``."""
    author: str = ""
    published: datetime | None = None
    """With the offset that the entry carries; None if absent or unreadable."""
    updated: datetime | None = None
    labels: tuple[str, ...] = ()
    comments: int | None = None
    """Published comments, replies included; None when closed or unknown, never a guess."""
    comments_url: str = ""
    """The page where comments are read and written."""
    comments_feed: str = ""
    base: str = ""
    """What relative addresses in ``html`` are relative to."""
    is_summary: bool = False
    """Whether the feed gives only the beginning of the post."""
    enclosures: tuple[str, ...] = ()
    """Addresses of attached files (a podcast's sound)."""
    author_key: str = ""
    """What tells the author from others on this blog (a profile's address, ``user:7``)."""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """One feed document, read."""

    kind: str
    """``atom10``, ``rss20``, ``rss10``, ``cdf``, ``json11`` …; never empty."""
    title: str
    posts: tuple[ParsedPost, ...]
    """In document order; at most ``limits.FEED_ITEMS``."""
    feed_id: str = ""
    subtitle: str = ""
    url: str = ""
    """The blog's home page, absolute; empty if none."""
    language: str = ""
    generator: str = ""
    author: str = ""
    posts_total: int | None = None
    """How many posts the blog says it has (openSearch:totalResults)."""
    labels: tuple[str, ...] = ()
    """The blog's own labels, most used first (Blogger gives them at feed level)."""
    first_place: int | None = None
    """The place of its first post among all, from 1 (openSearch:startIndex)."""
    next_url: str = ""
    """``rel=next``: older posts; may be on another host."""
    wait_seconds: int | None = None
    """``ttl`` or ``sy:updatePeriod``: how long the feed asks to be left alone."""
    skip_hours: tuple[int, ...] = ()
    """Hours (UTC) in which the feed asks not to be fetched."""
    skip_days: tuple[int, ...] = ()
    """Weekdays, Monday 0, in which the feed asks not to be fetched."""
    is_cut: bool = False
    """Whether the document ends before its end: its last post may be half of one."""
    notes: tuple[str, ...] = ()
    """Sentences for the reader, e.g. that only the newest 2,000 of 20,000 items were taken."""
