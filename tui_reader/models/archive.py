"""How a blog's old posts are brought: what a strategy starts from, finds, and hands over."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from tui_reader.models.wire import ParsedFeed


@dataclass(frozen=True, slots=True)
class ArchiveSource:
    """What a strategy knows of the blog whose archive it is to bring."""

    blog_id: int
    title: str
    feed_url: str
    url: str
    """Home page; empty if unknown."""
    kind: str
    """``ParsedFeed.kind`` of its feed."""
    generator: str
    feed_id: str
    posts: int
    """Posts kept."""
    posts_total: int | None
    """What the blog last said it has."""
    typed_host: str = ""
    """Only this host may be on the local network."""
    documents: frozenset[str] = frozenset()
    """Addresses of archive documents that are kept whole and never change (RFC 5005)."""


class MonthTotal(NamedTuple):
    """How many posts the blog says it has in one month."""

    year: int
    month: int
    posts: int


@dataclass(frozen=True, slots=True)
class ArchiveFound:
    """What a strategy found before it begins."""

    strategy: str
    """Its name, e.g. ``blogger``."""
    cursor: str
    """Where the walk begins; only the strategy can read it. Never empty."""
    posts_total: int | None = None
    """How many posts there are, by the blog's own word; None if it does not say."""
    since: datetime | None = None
    """When the oldest post was published, where that can be told beforehand."""
    months: tuple[MonthTotal, ...] = ()
    """The blog's own counts by month; empty where it gives none, or none that add up."""
    note: str = ""
    """A sentence for the person, e.g. that only titles and dates can be had."""


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """One step of a walk, to be stored whole together with its cursor."""

    feed: ParsedFeed
    """Its posts; its title and wishes are not taken over."""
    cursor: str
    """Where the walk goes on when this page is stored."""
    is_last: bool = False
    posts_total: int | None = None
    document: str = ""
    """Its address, where it is an archive document that never changes (RFC 5005)."""
    note: str = ""
    """What could not be had, as a sentence."""


@dataclass(frozen=True, slots=True)
class ArchiveState:
    """How far a blog's archive has been brought."""

    blog_id: int
    strategy: str
    cursor: str
    posts_total: int | None
    since: datetime | None
    is_done: bool
    is_wanted: bool
    """A person asked for it, and has not stopped it: it goes on by itself at the next start."""
    started: datetime
    updated: datetime
    note: str = ""
    was_done: bool = False
    """It was whole once: this walk looks only for what has come since."""
