"""Posts per month as bars: nothing is lost, years begin with a bar, any width does."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.app.screens.histogram import posts_words
from tui_reader.app.widgets.month_bars import Bars, Chart, Count, eighths
from tui_reader.models import Month, Period

LIFE = Chart.of([Month(2024, 2, 7), Month(2023, 12, 3, 5), Month(2004, 3, 1)])


def test_months_without_posts_have_their_place() -> None:
    assert len(LIFE.counts) == 240
    assert LIFE.period(0) == (2004, 3)
    assert LIFE.period(239) == (2024, 2)
    assert LIFE.counts[-2:] == (Count(), Count(7, 7))
    assert LIFE.counts[-3] == Count(3, 5)


@pytest.mark.parametrize(
    ("period", "place"),
    [
        (None, 239),
        (Period(2004, 3), 0),
        (Period(2004), 9),
        (Period(2024), 239),
        (Period(1990, 1), 0),
        (Period(2030, 1), 239),
    ],
)
def test_a_month_is_found_or_the_nearest(period: Period | None, place: int) -> None:
    assert LIFE.find(period) == place


@pytest.mark.parametrize(
    ("width", "share"), [(300, 1), (240, 1), (239, 2), (100, 3), (60, 6), (30, 12), (5, 12)]
)
def test_months_share_bars_where_cells_are_few(width: int, share: int) -> None:
    assert Bars.laid_out(LIFE, width).share == share


months = st.lists(
    st.builds(
        Month, st.integers(1995, 2030), st.integers(1, 12), st.integers(0, 99), st.integers(0, 99)
    ),
    min_size=1,
    unique_by=lambda month: (month.year, month.month),
)


@given(months, st.integers(1, 200))
def test_every_post_is_in_one_bar(life: list[Month], width: int) -> None:
    chart = Chart.of(life)
    bars = Bars.laid_out(chart, width)
    counts = [bars.count(bar) for bar in range(bars.number)]
    assert sum(count.kept for count in counts) == sum(month.kept for month in life)
    assert max(count.total for count in counts) <= bars.highest()
    assert bars.number * bars.cells <= width or bars.share == 12
    for at in range(len(chart.counts)):
        assert at in bars.months_of(bars.bar_of(at))


@given(months, st.integers(1, 200))
def test_years_stand_below_their_january_and_apart(life: list[Month], width: int) -> None:
    bars = Bars.laid_out(Chart.of(life), width)
    years = bars.years()
    assert years
    for (one, year), (other, later) in pairwise(years):
        assert year < later
        assert (other - one) * bars.cells > 4
    for bar, year in years[1:]:
        first = bars.months_of(bar)[0]
        assert bars.chart.period(first) == (year, 1)


@pytest.mark.parametrize(
    ("count", "height"), [(0, 0), (1, 1), (100, 80), (50, 40), (99, 79), (2, 1)]
)
def test_a_bar_is_as_high_as_its_share_and_never_invisible(count: int, height: int) -> None:
    assert eighths(count, 100, 10) == height


@pytest.mark.parametrize(
    ("posts", "words"),
    [
        (Count(31, 31), "31 posts"),
        (Count(1, 1), "1 post"),
        (Count(12, 31), "12 of 31 posts kept"),
        (Count(0, 31), "none of 31 posts kept"),
        (Count(), "no posts"),
    ],
)
def test_a_month_is_told_in_words(posts: Count, words: str) -> None:
    assert posts_words(posts) == words
