"""What a fetch starts from, and what its answer changes."""

from dataclasses import dataclass
from datetime import datetime

from tui_reader.models.wire import ParsedPost, Validators


@dataclass(frozen=True, slots=True)
class FetchState:
    """What a fetch of one blog starts from."""

    blog_id: int
    title: str
    feed_url: str
    validators: Validators
    next_fetch: datetime | None
    last_attempt: datetime | None
    last_fetch: datetime | None
    retry_at: datetime | None
    """No request before this, not even forced (Retry-After)."""
    failures: int
    """Failed attempts since the last good answer."""
    is_gone: bool
    """Answered 410."""
    failing_since: datetime | None = None
    moved_to: str = ""
    """A permanent redirect seen, not yet adopted."""
    moved_count: int = 0
    moved_since: datetime | None = None
    last_new_post: datetime | None = None
    """When a fetch last brought a post."""
    wait_seconds: int | None = None
    """What the feed itself said when it was last read (``ParsedFeed``): a 304 says it again."""
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    typed_host: str = ""
    """The host that the person typed to get this blog: the feed may be on another one."""
    is_paused: bool = False
    """Asked only when it is named."""
    own_minutes: int | None = None
    """Asked by itself no more often than that."""


@dataclass(frozen=True, slots=True)
class KnownPost:
    """What the store knows of a post that an answer may speak of."""

    post_id: int
    identity: str
    guid: str
    canonical_url: str
    title: str
    published: datetime | None
    content_hash: bytes
    comments: int | None
    sort_at: int = 0
    """Where it stands in lists; kept for ever by a post whose feed gives no usable date."""
    is_summary: bool = False
    words: int = 0
    snippet: str = ""
    """The first words of its text, one line."""
    updated: datetime | None = None
    """Its last change, by the blog's own word."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to write: a new post, or a post that is known and came back."""

    post: ParsedPost
    identity: str
    """Unique within its blog, for ever."""
    canonical_url: str
    content_hash: bytes
    sort_at: int
    """Milliseconds since 1970 UTC: where the post stands in every list."""
    post_id: int | None = None
    """None: a new post."""
    is_edited: bool = False
    """Whether title or body differ from what was kept."""
    keeps_body: bool = False
    """Whether the kept body stays, because this one is less of it."""
