"""Posts per month as bars: which months share a bar, how high it is, where years stand. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from tui_reader.models import Period

if TYPE_CHECKING:
    from tui_reader.models import Month

YEAR: Final = 12
SHARES: Final = (1, 2, 3, 4, 6, 12)
"""So many months may share a bar: they divide a year, so that years begin where bars do."""
WIDEST_BAR: Final = 8
YEAR_CELLS: Final = 4
YEAR_STEPS: Final = (1, 2, 5, 10, 20, 50, 100)
EIGHTHS: Final = 8


class Count(NamedTuple):
    """How many posts of a month are kept, and how many the blog is known to have."""

    kept: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """A blog's months from the oldest on, and how they share the cells of a line."""

    first: int
    """Its first month, as ``month_number``."""
    counts: tuple[Count, ...]
    """One for each month, those without posts among them."""

    @classmethod
    def of(cls, months: "Sequence[Month]") -> "Chart":
        """Return the chart of a blog's months; there must be one at least."""
        numbers = {
            month_number(Period(month.year, month.month)): Count(
                month.kept, max(month.kept, month.total or 0)
            )
            for month in months
        }
        first, last = min(numbers), max(numbers)
        return cls(first, tuple(numbers.get(each, Count()) for each in range(first, last + 1)))

    def period(self, at: int) -> Period:
        """Return the month at a place."""
        year, month = divmod(self.first + at, YEAR)
        return Period(year, month + 1)

    def find(self, period: Period | None) -> int:
        """Return the place of a month, or of a year's newest; the newest of all for None."""
        last = len(self.counts) - 1
        if period is None:
            return last
        return max(
            0, min(month_number(period._replace(month=period.month or YEAR)) - self.first, last)
        )


def month_number(period: Period) -> int:
    """Return how many months there were before this one since the year 0."""
    return period.year * YEAR + period.month - 1


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart laid out for a width.

    Months share a bar where there are more of them than cells; a year begins with a bar.
    """

    chart: Chart
    share: int
    """Months of one bar."""
    cells: int
    """Cells of one bar, the gap at its right among them."""
    lead: int
    """How many months of the first bar come before the chart's first."""

    @classmethod
    def laid_out(cls, chart: Chart, width: int) -> "Bars":
        """Return the bars that fit into so many cells; the oldest ones are cut where none do."""
        for share in SHARES:
            lead = chart.first % share
            bars = -(-(lead + len(chart.counts)) // share)
            if bars <= width:
                return cls(chart, share, max(1, min(WIDEST_BAR, width // bars)), lead)
        return cls(chart, YEAR, 1, chart.first % YEAR)

    @property
    def number(self) -> int:
        """How many bars there are."""
        return -(-(self.lead + len(self.chart.counts)) // self.share)

    def bar_of(self, month: int) -> int:
        """Return the bar of the month at a place of the chart."""
        return (month + self.lead) // self.share

    def months_of(self, bar: int) -> range:
        """Return the places of the months that share a bar."""
        start = bar * self.share - self.lead
        return range(max(0, start), min(start + self.share, len(self.chart.counts)))

    def count(self, bar: int) -> Count:
        """Return how many posts a bar stands for."""
        counts = [self.chart.counts[at] for at in self.months_of(bar)]
        return Count(sum(each.kept for each in counts), sum(each.total for each in counts))

    def highest(self) -> int:
        """Return the posts of the highest bar, 1 at least."""
        return max(1, *(self.count(bar).total for bar in range(self.number)))

    def fullest(self, bar: int) -> int:
        """Return the place of the month with the most posts among those of a bar."""
        return max(self.months_of(bar), key=lambda at: self.chart.counts[at].total)

    def years(self) -> list[tuple[int, int]]:
        """Return (bar, year) for each year that is written below, as many as there is room for."""
        begins = [
            (self.bar_of(at), self.chart.period(at).year)
            for at in range(len(self.chart.counts))
            if self.chart.period(at).month == 1
        ]
        year_cells = YEAR * self.cells / self.share
        step = next((step for step in YEAR_STEPS if step * year_cells > YEAR_CELLS), YEAR_STEPS[-1])
        shown = [(bar, year) for bar, year in begins if year % step == 0]
        has_room = not shown or shown[0][0] * self.cells > YEAR_CELLS
        return [(0, self.chart.period(0).year), *shown] if has_room else shown


def eighths(count: int, highest: int, lines: int) -> int:
    """Return the height of a bar in eighths of a line; what is there at all is seen."""
    return max(1, count * lines * EIGHTHS // highest) if count else 0
