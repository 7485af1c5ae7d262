"""The values that travel between the layers: frozen, without behaviour beyond their own facts.

No I/O, and no imports from the layers above. Every ``datetime`` is aware. An empty string means
"the feed says nothing"; ``None`` only where "unknown" differs from every value.
"""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

# ---------------------------------------------------------------------------- from the wire


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
    """Decoded from gzip; at most ``limits.DECODED_BYTES``."""
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
    next_url: str = ""
    """``rel=next``: older posts; may be on another host."""
    wait_seconds: int | None = None
    """``ttl`` or ``sy:updatePeriod``: how long the feed asks to be left alone."""
    skip_hours: tuple[int, ...] = ()
    """Hours (UTC) in which the feed asks not to be fetched."""
    skip_days: tuple[int, ...] = ()
    """Weekdays, Monday 0, in which the feed asks not to be fetched."""
    notes: tuple[str, ...] = ()
    """Sentences for the reader, e.g. that only the newest 2,000 of 20,000 items were taken."""


# ------------------------------------------------------------------------- what the plan says


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


# ------------------------------------------------------------------------------ from the store


class View(StrEnum):
    """Which posts a list shows."""

    ALL = "all"
    UNREAD = "unread"
    STARRED = "starred"


class Flag(StrEnum):
    """What a person can say of a post. The value is the column's name."""

    READ = "is_read"
    STARRED = "is_starred"


@dataclass(frozen=True, slots=True)
class BlogError:
    """Why the last fetch of a blog failed."""

    error_class: str
    message: str


@dataclass(frozen=True, slots=True)
class Blog:
    """One blog as the sidebar and ``tui-reader blogs`` show it."""

    id: int
    title: str
    """The person's own name for it, else the feed's, else its host; never empty."""
    url: str
    """Home page; empty if unknown."""
    feed_url: str
    """What is fetched; starts with ``guide:`` for the built-in guide."""
    posts: int
    """Posts kept."""
    posts_total: int | None
    """Posts the blog says it has; None if it does not say."""
    unread: int
    starred: int
    is_followed: bool
    """False: visiting (opened by address, not followed yet)."""
    last_fetch: datetime | None
    """When its server last gave a good answer (200 or 304)."""
    next_fetch: datetime | None
    """Not asked before this time unless forced."""
    error: BlogError | None
    comments: int = 0
    """Sum of the known comment counts."""
    subtitle: str = ""
    note: str = ""
    """A sentence from the last fetch, e.g. that only the newest items were taken."""

    @property
    def is_guide(self) -> bool:
        """Whether this is the built-in guide, which has no server."""
        return self.feed_url.startswith("guide:")


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


@dataclass(frozen=True, slots=True)
class PostQuery:
    """Which posts, newest first."""

    view: View = View.ALL
    blog_id: int | None = None
    """None: every blog that is followed."""
    label: str = ""
    """Only posts with this label; compared without regard to case."""
    since: datetime | None = None
    until: datetime | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class PostIndex:
    """A list of posts as numbers only, newest first: three arrays of one length."""

    ids: "array[int]" = field(default_factory=lambda: array("q"))
    instants: "array[int]" = field(default_factory=lambda: array("q"))
    """``sort_at``: milliseconds since 1970 UTC."""
    days: "array[int]" = field(default_factory=lambda: array("l"))
    """The blog's own calendar day of each post, as ``date.toordinal()``."""
    is_whole: bool = True
    """False when ``limit`` cut it."""

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class PostRow:
    """One post as a list shows it: no body."""

    id: int
    blog_id: int
    blog_title: str
    title: str
    """Never empty: the feed's title, else the first words of the text, else "(untitled)"."""
    published: datetime
    """With the blog's own offset; where the feed gives no usable date, when it was first seen."""
    labels: tuple[str, ...]
    comments: int | None
    comments_new: int
    """How far the count has grown since the post was last read; 0 if never read or unknown."""
    words: int
    is_read: bool
    is_starred: bool
    is_changed: bool
    """Edited by its blog since it was last read."""
    snippet: str = ""
    """The first words of the text, one line."""

    def marked(self, flag: Flag, value: bool) -> "PostRow":
        """Return the row as it is once a mark is set; reading also sees its comments and edits."""
        if flag is Flag.STARRED:
            return replace(self, is_starred=value)
        if not value:
            return replace(self, is_read=False)
        return replace(self, is_read=True, is_changed=False, comments_new=0)


@dataclass(frozen=True, slots=True)
class Article:
    """One post, whole."""

    row: PostRow
    guid: str
    url: str
    author: str
    html: str
    base: str
    updated: datetime | None
    first_seen: datetime
    comments_url: str
    comments_feed: str
    is_summary: bool
    enclosures: tuple[str, ...]
    position: float
    """How far it was read, 0.0 to 1.0 of its text (letters before the top line)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that was set, with what it takes to undo it."""

    flag: Flag
    value: bool
    post_ids: tuple[int, ...]
    """Only the posts whose flag really changed."""


# -------------------------------------------------------------------------- what is going on


@dataclass(frozen=True, slots=True)
class Planned:
    """A refresh begins: so many blogs will be asked."""

    total: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A blog's server is being asked now."""

    blog_id: int
    title: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """A good answer was stored, posts and validators together."""

    blog_id: int
    title: str
    new: int
    changed: int
    counted: int = 0
    """Posts whose comment count alone changed."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A 304, or the same bytes again."""

    blog_id: int
    title: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A blog was not asked, and why."""

    blog_id: int
    title: str
    reason: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Failed:
    """A blog could not be fetched; what was kept before is untouched."""

    blog_id: int
    title: str
    error_class: str
    message: str


RefreshEvent = Planned | Asked | Fetched | Unchanged | Skipped | Failed


@dataclass(frozen=True, slots=True)
class Connection:
    """What is known of the network, from what really happened."""

    is_offline: bool
    asked_for: bool = False
    """Offline because the person said so (``--offline``)."""
    since: datetime | None = None
    """When offline: the last time any server answered; None if never."""
    last_fetch: datetime | None = None
    """The last good answer of any blog, from the store."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment of a post's thread, in reading order."""

    id: str
    parent: str
    author: str
    published: datetime | None
    html: str
    is_removed: bool = False
    is_by_author: bool = False


UiState = Mapping[str, object]
"""What the screen wants to find again: theme, pane sizes, last place. Values are JSON."""
