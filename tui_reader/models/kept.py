"""What is kept, as lists show it: blogs and posts."""

import re
from array import array
from dataclasses import dataclass, field
from datetime import MAXYEAR, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from tui_reader.query.tree import Filter

_USER: Final = re.compile(r"(?<=://)[^/?#\\]*@")
"""User and password in an address."""
_HOST: Final = re.compile(r"://([^/?#\\]*)")


def host_in(address: str) -> str:
    """Return the host, with its port, of an address: never user and password; empty if none."""
    found = _HOST.search(address)
    return found[1].rpartition("@")[2] if found else ""


def masked(address: str) -> str:
    """Return an address fit for others to see: user and password as ``***``."""
    return _USER.sub("***@", address, count=1)


class View(StrEnum):
    """Which posts a list shows."""

    ALL = "all"
    UNREAD = "unread"
    STARRED = "starred"


class Flag(StrEnum):
    """What a person can say of a post. The value is the column's name."""

    READ = "is_read"
    STARRED = "is_starred"


class Sort(StrEnum):
    """The order of a list. Where two posts are alike in it, the newer stands first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    COMMENTS = "comments"
    LENGTH = "length"

    @property
    def is_by_date(self) -> bool:
        """Whether days stand together, so that the list can show them."""
        return self in (Sort.NEWEST, Sort.OLDEST)


class BlogOwn(NamedTuple):
    """What is set for one blog alone; empty or None: as everywhere."""

    sort: str = ""
    """A value of ``Sort``: the order of its list."""
    mark_read: str = ""
    """As the setting ``mark_read``."""
    pictures: str = ""
    """As the setting ``pictures``."""
    minutes: int | None = None
    """Asked no more often than that."""


NOTHING_OWN: Final = BlogOwn()


class BlogError(NamedTuple):
    """Why the last fetch of a blog failed."""

    error_class: str
    message: str


class Blog(NamedTuple):
    """One blog as the sidebar and ``tui-reader blogs`` show it."""

    id: int
    title: str
    """The person's own name for it, else the feed's, else its host; never empty."""
    url: str
    """Home page; empty if unknown."""
    feed_url: str
    """What is fetched; starts with ``guide:`` for the built-in guide."""
    posts: int
    """Posts kept, also those that a rule hides: no list has them, nor are they unread."""
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
    wants_page_texts: bool = False
    """Whether each fetch brings the pages of its cut posts, too."""
    own_title: str = ""
    """The person's own name for it, where there is one: ``title`` is the same then."""
    folders: tuple[tuple[str, ...], ...] = ()
    """The paths of the folders it lies in: names, the outermost first."""
    is_paused: bool = False
    """Not asked unless by name."""
    own: BlogOwn = NOTHING_OWN

    @property
    def is_guide(self) -> bool:
        """Whether this is the built-in guide, which has no server."""
        return self.feed_url.startswith("guide:")

    @property
    def host(self) -> str:
        """Where it lives, to be shown; empty for the guide and for a feed from a file."""
        return host_in(self.url) or host_in(self.feed_url)


class Period(NamedTuple):
    """A year, or one month of it, by the blog's own calendar."""

    year: int
    month: int = 0
    """1 to 12; 0: the whole year."""

    @property
    def first_day(self) -> int:
        """Its first day, as ``date.toordinal()``."""
        return date(self.year, self.month or 1, 1).toordinal()

    @property
    def after(self) -> int:
        """The first day after it."""
        months = self.year * 12 + (self.month or 12)
        year, month = divmod(months, 12)
        return date(year, month + 1, 1).toordinal() if year <= MAXYEAR else date.max.toordinal()


@dataclass(frozen=True, slots=True)
class PostQuery:
    """Which posts, newest first."""

    view: View = View.ALL
    blog_id: int | None = None
    """None: every blog that is followed."""
    label: str = ""
    """Only posts with this label; compared without regard to case."""
    author: str = ""
    """Only posts by this author, exactly as spelled."""
    period: Period | None = None
    """Only posts of this year or month, by each blog's own calendar."""
    on_day: tuple[int, int] | None = None
    """Only posts of this (month, day), of any year."""
    pages: bool = False
    """The blog's static pages instead of its posts."""
    since: datetime | None = None
    until: datetime | None = None
    filter: "Filter | None" = None
    """Only posts that these words choose."""
    sort: Sort = Sort.NEWEST
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


class PostRow(NamedTuple):
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
    begun: float = 0.0
    """How far it was read, where that is neither not at all nor to the end: else 0.0."""
    tags: tuple[str, ...] = ()
    """The person's own, by name."""
    has_note: bool = False
    has_title: bool = True
    """Whether the feed gives it one: else ``title`` stands for it."""

    def marked(self, flag: Flag, value: bool) -> "PostRow":
        """Return the row as it is once a mark is set; reading also sees its comments and edits."""
        if flag is Flag.STARRED:
            return self._replace(is_starred=value)
        if not value:
            return self._replace(is_read=False)
        return self._replace(is_read=True, is_changed=False, comments_new=0)
