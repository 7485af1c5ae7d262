"""How far archives are that are being brought, and how the header says it. Pure."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from tui_reader.app.format import MONTHS, bar, count, plural, time_words
from tui_reader.library.waiting import OFFLINE
from tui_reader.models import (
    ArchiveEvent,
    Blog,
    Done,
    Failed,
    Found,
    PageKept,
    Skipped,
    ThreadsKept,
    Waiting,
)

BAR_CELLS = 12
MINUTE = 60
ROUNDED_FROM = 10
"""A slower rate is told with its tenths."""
LEAST_RATE = 0.05
"""Less than this a second is no pace yet."""


@dataclass(frozen=True, slots=True)
class Walk:
    """How far one blog's archive is."""

    kept: int = 0
    total: int | None = None
    wait: str = ""
    """Until when it waits, and why: ``waits until 14:05: its server does not answer``."""
    is_comments: bool = False
    """Its posts are here, and its comments are counted instead."""


@dataclass(frozen=True, slots=True)
class ArchiveProgress:
    """All archives that are being brought, as one."""

    walks: Mapping[int, Walk] = field(default_factory=dict)
    """By the blog's number."""
    pace: str = ""
    """How fast it goes and how long it takes yet, as words."""

    def after(self, event: ArchiveEvent, now: datetime) -> "ArchiveProgress":
        """Return where all stands after an event."""
        walk = self.walks.get(event.blog_id, Walk())
        match event:
            case Found(posts_total=total, kept=kept) | PageKept(total=total, kept=kept):
                return self._with(event.blog_id, Walk(kept, total))
            case ThreadsKept(total=total, kept=kept):
                return self._with(event.blog_id, Walk(kept, total, is_comments=True))
            case Waiting(until=until, reason=reason):
                why = f": {reason}" if reason != OFFLINE else ""  # that stands beside it
                wait = f"waits until {time_words(until, now)}{why}"
                return self._with(event.blog_id, replace(walk, wait=wait))
        return self

    def begun(self, blog: Blog) -> "ArchiveProgress":
        """Return the same with one more archive."""
        return self._with(blog.id, Walk(blog.posts, blog.posts_total))

    def without(self, blog_id: int) -> "ArchiveProgress":
        """Return the same without an archive that is whole, or was stopped."""
        return ArchiveProgress({key: walk for key, walk in self.walks.items() if key != blog_id})

    def _with(self, blog_id: int, walk: Walk) -> "ArchiveProgress":
        return replace(self, walks={**self.walks, blog_id: walk})

    @property
    def is_comments(self) -> bool:
        """Whether nothing but comments comes any more."""
        return bool(self.walks) and all(walk.is_comments for walk in self.walks.values())

    def _counted(self) -> list[Walk]:
        """Return the walks that bring posts; where there is none, those that bring comments."""
        walks = list(self.walks.values())
        return [walk for walk in walks if not walk.is_comments] or walks

    @property
    def kept(self) -> int:
        """Posts (or comments) kept of all these blogs."""
        return sum(walk.kept for walk in self._counted())

    @property
    def total(self) -> int | None:
        """Posts (or comments) that these blogs have; None where one of them does not say."""
        walks = self._counted()
        totals = [walk.total for walk in walks if walk.total is not None]
        return max(self.kept, sum(totals)) if len(totals) == len(walks) else None

    def words(self, width: int, *, ascii_signs: bool = False) -> str:
        """Return bar and numbers for the header, as much as ``width`` cells hold."""
        number = len(self._counted())
        name = "archive" if number == 1 else f"{number} archives"
        if self.is_comments:
            name = "comments"
        total = self.total
        if total is None:
            numbers = count(self.kept) if self.is_comments else plural(self.kept, "post")
            drawn = ""
        else:
            numbers = f"{count(self.kept)} of {count(total)}"
            drawn = f" {bar(self.kept, total, BAR_CELLS, ascii_signs=ascii_signs)}"
        wait = self._wait()
        tail = f" {wait or self.pace}".rstrip()
        forms = (
            f"{name} {numbers}{drawn}{tail} · ctrl+x stops",
            f"{name} {numbers}{drawn}{tail}",
            f"{name} {numbers}{tail}",
            f"{name} {numbers} {wait.partition(': ')[0]}".rstrip(),
            f"{name} {numbers}",
            numbers,
        )
        return next((form for form in forms if len(form) <= width), "")

    def _wait(self) -> str:
        """Return until when all of them wait, and why; nothing while one goes on."""
        waits = [walk.wait for walk in self.walks.values()]
        return min(waits) if waits and all(waits) else ""


def pace_words(rate: float | None, seconds: float | None) -> str:
    """Return how fast it goes and how long it takes yet: ``41/s 2 min left``."""
    if rate is None or rate < LEAST_RATE:
        return ""
    fast = f"{count(round(rate))}/s" if rate >= ROUNDED_FROM else f"{rate:.1f}/s"
    return f"{fast} {time_left(seconds)}" if seconds is not None else fast


def time_left(seconds: float) -> str:
    """Return ``40 s left``, ``2 min left``, ``1 h 5 min left``."""
    if seconds < MINUTE:
        return f"{math.ceil(seconds)} s left"
    minutes = math.ceil(seconds / MINUTE)
    hours, rest = divmod(minutes, MINUTE)
    return f"{hours} h {rest} min left" if hours else f"{minutes} min left"


def found_words(event: Found) -> str:
    """Return what was found, before it is brought: ``6,043 posts since March 2004``."""
    since = f" since {MONTHS[event.since.month - 1]} {event.since.year}" if event.since else ""
    note = f" {event.note[:1].upper()}{event.note[1:]}." if event.note else ""
    if event.posts_total is None:
        return f"“{event.title}” does not say how many posts it has.{note}"
    return f"“{event.title}” has {plural(event.posts_total, 'post')}{since}.{note}"


def end_words(event: Done | Failed | Skipped) -> str:
    """Return what came of it."""
    match event:
        case Done(title=title, kept=kept, note=note):
            end = f": {note}." if note else " are kept: that is all of it."
            return f"“{title}”: {plural(kept, 'post')}{end}"
        case Failed(title=title, error_class=error_class, message=message):
            return f"{error_class}: {title}: {message}"
        case Skipped(title=title, reason=reason):
            return f"“{title}” was left alone: {reason}."
