"""How far long work is, and how the header says it. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime

from tui_reader.app.format import bar, plural, time_words
from tui_reader.models import (
    Afterwards,
    Asked,
    Failed,
    Fetched,
    Planned,
    RefreshEvent,
    Skipped,
    Unchanged,
)

BAR_CELLS = 12


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a refresh stands."""

    done: int = 0
    total: int = 0
    new: int = 0
    changed: int = 0
    failed: int = 0
    skipped: int = 0
    current: str = ""
    """The blog that was asked last."""
    last_failure: str = ""
    """Class and sentence of the last failure."""
    last_skip: Skipped | None = None
    """The blog that was passed over last."""
    soonest: datetime | None = None
    """When the first of those passed over can be asked."""
    reasons: frozenset[str] = frozenset()
    """Why blogs were passed over."""
    is_planned: bool = False
    """Whether it is known yet how many blogs are asked."""
    note: str = ""
    """What the blog asked last has to say, e.g. that its title is a new one."""
    afterwards: Afterwards | None = None
    """What goes on after the blogs have answered."""

    def after(self, event: RefreshEvent) -> "Progress":
        """Return where the refresh stands after an event."""
        match event:
            case Planned(total, skipped):
                return replace(self, total=total, skipped=skipped, is_planned=True)
            case Asked(_, title):
                return replace(self, current=title)
            case Fetched(new=new, changed=changed, note=note):
                new, changed = self.new + new, self.changed + changed
                return replace(self, done=self.done + 1, new=new, changed=changed, note=note)
            case Unchanged():
                return replace(self, done=self.done + 1)
            case Skipped():
                soonest = min(filter(None, (self.soonest, event.until)), default=None)
                reasons = self.reasons | {event.reason}
                return replace(self, last_skip=event, reasons=reasons, soonest=soonest)
            case Afterwards():
                return replace(self, afterwards=event)
            case Failed(_, title, error_class, message):
                failure = f"{error_class}: {title}: {message}"
                return replace(
                    self, done=self.done + 1, failed=self.failed + 1, last_failure=failure
                )

    def words(self, width: int, *, ascii_signs: bool = False) -> str:
        """Return bar and numbers for the header, as much as ``width`` cells hold."""
        now = self.afterwards or self
        what = self.afterwards.what if self.afterwards else "fetching"
        numbers = f"{now.done:,}/{now.total:,}"
        drawn = bar(now.done, now.total, BAR_CELLS, ascii_signs=ascii_signs)
        failed = f" · {now.failed:,} failed" if now.failed else ""
        forms = (
            f"{what} {drawn} {numbers}{failed} · ctrl+x stops",
            f"{what} {drawn} {numbers}{failed}",
            f"{what} {numbers}{failed}",
            numbers,
        )
        return next((form for form in forms if len(form) <= width), "")

    def summary(self, now: datetime) -> str:
        """Return what came of it, as one sentence."""
        if not self.total:
            return self._nothing_asked(now)
        parts = [plural(self.new, "new post")]
        if self.changed:
            parts.append(f"{self.changed:,} changed")
        if self.failed:
            parts.append(f"{plural(self.failed, 'blog')} failed")
        if self.skipped:
            parts.append(f"{self.skipped:,} left alone")
        summary = f"Asked {plural(self.done, 'blog')}: {', '.join(parts)}."
        return f"{summary} {self.note}" if self.note and self.done == 1 else summary

    def _nothing_asked(self, now: datetime) -> str:
        skip = self.last_skip
        if skip is None:
            return "There is no blog to ask: press a to follow one."
        if self.skipped > 1:
            why = next(iter(self.reasons)) if len(self.reasons) == 1 else "none is due yet"
            first = f"; the first from {time_words(self.soonest, now)} on" if self.soonest else ""
            return f"None of {plural(self.skipped, 'blog')} was asked: {why}{first}."
        again = f"; again from {time_words(skip.until, now)} on" if skip.until else ""
        return f"{skip.title} was not asked: {skip.reason}{again}."
