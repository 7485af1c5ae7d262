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


RefreshEvent = Planned | Asked | Fetched | Unchanged | Skipped | Failed
