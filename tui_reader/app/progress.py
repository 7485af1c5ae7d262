"""How far long work is, and how the header says it. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime

from tui_reader.app.format import bar, plural, time_words
from tui_reader.models import Asked, Failed, Fetched, Planned, RefreshEvent, Skipped, Unchanged

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

    def after(self, event: RefreshEvent) -> "Progress":
        """Return where the refresh stands after an event."""
        match event:
            case Planned(total, skipped):
                return replace(self, total=total, skipped=skipped)
            case Asked(_, title):
                return replace(self, current=title)
            case Fetched(new=new, changed=changed):
                return replace(
                    self, done=self.done + 1, new=self.new + new, changed=self.changed + changed
                )
            case Unchanged():
                return replace(self, done=self.done + 1)
            case Skipped():
                return replace(self, last_skip=event)
            case Failed(_, title, error_class, message):
                failure = f"{error_class}: {title}: {message}"
                return replace(
                    self, done=self.done + 1, failed=self.failed + 1, last_failure=failure
                )

    def words(self, width: int, *, ascii_signs: bool = False) -> str:
        """Return bar and numbers for the header, as much as ``width`` cells hold."""
        numbers = f"{self.done:,}/{self.total:,}"
        drawn = bar(self.done, self.total, BAR_CELLS, ascii_signs=ascii_signs)
        failed = f" · {self.failed:,} failed" if self.failed else ""
        forms = (
            f"fetching {drawn} {numbers}{failed} · ctrl+x stops",
            f"fetching {drawn} {numbers}{failed}",
            f"fetching {numbers}{failed}",
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
            parts.append(f"{self.skipped:,} not due yet")
        return f"Asked {plural(self.done, 'blog')}: {', '.join(parts)}."

    def _nothing_asked(self, now: datetime) -> str:
        skip = self.last_skip
        if skip is None:
            return "There is no blog to ask: press a to follow one."
        if self.skipped > 1:
            return f"Nothing was asked: none of {plural(self.skipped, 'blog')} is due yet."
        again = f"; again from {time_words(skip.until, now)} on" if skip.until else ""
        return f"{skip.title} was not asked: {skip.reason}{again}."
