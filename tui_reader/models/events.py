"""What happens while blogs are asked, as it happens."""

from dataclasses import dataclass
from datetime import datetime


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
    """A short sentence out of a fixed few (``library.schedule``, ``.asking``, ``.refresh``)."""
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Failed:
    """A blog could not be fetched; what was kept before is untouched."""

    blog_id: int
    title: str
    error_class: str
    message: str


@dataclass(frozen=True, slots=True)
class Found:
    """A way to a blog's old posts was found; the walk begins, or goes on."""

    blog_id: int
    title: str
    strategy: str
    posts_total: int | None
    since: datetime | None
    kept: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class PageKept:
    """One page of an archive was stored, with the cursor to go on from."""

    blog_id: int
    title: str
    new: int
    kept: int
    """Posts kept of the blog by now."""
    total: int | None


@dataclass(frozen=True, slots=True)
class ThreadsKept:
    """Some more comments of a blog were stored."""

    blog_id: int
    title: str
    kept: int
    """Comments kept of the blog by now."""
    total: int | None
    """The sum of its known comment counts."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The server wants to be left alone, or does not answer; the walk goes on at ``until``."""

    blog_id: int
    title: str
    reason: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """A blog's archive is whole, or as whole as it can be had."""

    blog_id: int
    title: str
    kept: int
    total: int | None
    note: str = ""
    """What is missing, as a sentence; empty: nothing."""


@dataclass(frozen=True, slots=True)
class Imported:
    """Some more of a backup was stored."""

    blog_id: int
    """0 until its first posts are stored."""
    title: str
    posts: int
    """Posts and pages of the file that are kept by now."""
    comments: int
    share: float
    """How much of the file has been read, 0.0 to 1.0."""


@dataclass(frozen=True, slots=True)
class ImportDone:
    """A backup was read to its end, or as far as it can be read."""

    blog_id: int
    title: str
    posts: int
    """Published posts in the file."""
    pages: int
    comments: int
    left_out: int
    """Drafts, spam, attachments and the like."""
    new: int
    """Posts, pages and comments that were not kept before."""
    note: str = ""
    """What a person should know of the file, as sentences."""


@dataclass(frozen=True, slots=True)
class Afterwards:
    """How far something is that follows a blog's answer, such as its new posts' pictures."""

    blog_id: int
    title: str
    what: str
    """Its name in the plural: ``pictures``, ``page texts``."""
    done: int
    """How many have come, or failed."""
    total: int
    failed: int


ArchiveEvent = Found | PageKept | ThreadsKept | Waiting | Done | Failed | Skipped
RefreshEvent = Planned | Asked | Fetched | Unchanged | Skipped | Failed | Afterwards
ImportEvent = Imported | ImportDone
