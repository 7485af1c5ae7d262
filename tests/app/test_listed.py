"""What a list is limited to: its title, the way out, what it says when there is nothing in it."""

from datetime import UTC, date, datetime

import pytest

from tui_reader.app.desk.browsing import next_month
from tui_reader.app.listed import (
    empty_words,
    is_limited,
    on_this_day,
    title_words,
    unit_words,
    wider,
)
from tui_reader.models import Period, PostQuery, View

MONTH, YEAR = Period(2020, 1), Period(2020)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        (PostQuery(), "Posts"),
        (PostQuery(view=View.UNREAD), "Posts · unread"),
        (PostQuery(label="Asia"), "Posts · Asia"),
        (PostQuery(author="A. Writer"), "Posts by A. Writer"),
        (PostQuery(pages=True), "Pages"),
        (PostQuery(period=YEAR), "2020"),
        (PostQuery(period=MONTH), "2020 › January"),
        (PostQuery(period=MONTH, view=View.STARRED), "2020 › January · starred"),
        (PostQuery(on_day=(2, 29)), "On this day › Feb 29"),
    ],
)
def test_a_list_has_a_title(query: PostQuery, title: str) -> None:
    assert title_words(query, ascii_signs=False) == title
    assert title_words(query, ascii_signs=True).isascii()


@pytest.mark.parametrize(
    ("query", "out"),
    [
        (PostQuery(blog_id=3), None),
        (PostQuery(blog_id=3, view=View.UNREAD), None),
        (PostQuery(blog_id=3, period=MONTH), PostQuery(blog_id=3, period=YEAR)),
        (PostQuery(blog_id=3, period=YEAR), PostQuery(blog_id=3)),
        (PostQuery(blog_id=3, label="Asia"), PostQuery(blog_id=3)),
        (PostQuery(blog_id=3, author="A"), PostQuery(blog_id=3)),
        (PostQuery(blog_id=3, pages=True), PostQuery(blog_id=3)),
        (on_this_day(3, datetime(2026, 1, 5, tzinfo=UTC)), PostQuery(blog_id=3)),
    ],
)
def test_one_step_leads_out_of_a_limit(query: PostQuery, out: PostQuery | None) -> None:
    assert wider(query) == out
    assert is_limited(query) is (out is not None)


def test_this_day_is_that_of_former_years() -> None:
    query = on_this_day(None, datetime(2024, 2, 29, 23, tzinfo=UTC))
    assert (query.on_day, query.until) == ((2, 29), datetime(2024, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("query", "begins"),
    [
        (PostQuery(), "No posts yet. Press r"),
        (PostQuery(view=View.UNREAD, period=MONTH), "Nothing unread."),
        (PostQuery(period=MONTH), "No posts of January 2020 are kept. Press A"),
        (PostQuery(period=YEAR), "No posts of 2020 are kept. Press A"),
        (PostQuery(label="Asia"), "No posts with this label here."),
        (PostQuery(author="A"), "No posts here."),
    ],
)
def test_an_empty_list_says_what_to_do(query: PostQuery, begins: str) -> None:
    assert empty_words(query).startswith(begins)


@pytest.mark.parametrize(
    ("query", "size", "unit"),
    [(PostQuery(), 5, ""), (PostQuery(period=YEAR), 5, "posts"), (PostQuery(label="A"), 1, "post")],
)
def test_a_part_says_what_it_counts(query: PostQuery, size: int, unit: str) -> None:
    assert unit_words(query, size) == unit
    assert unit_words(query, 0) == ""


MARCH, FEBRUARY, JANUARY = (date(2020, month, 9).toordinal() for month in (3, 2, 1))
DAYS = [MARCH + 1, MARCH, FEBRUARY + 1, FEBRUARY, JANUARY + 1, JANUARY]


@pytest.mark.parametrize(
    ("at", "step", "to"),
    [(0, 1, 2), (1, 1, 2), (3, 1, 4), (4, 1, None), (5, -1, 2), (3, -1, 0), (1, -1, None)],
)
def test_the_next_month_begins_with_its_newest_post(at: int, step: int, to: int | None) -> None:
    assert next_month(DAYS, at, step) == to


def test_an_empty_list_has_no_next_month() -> None:
    assert next_month([], 0, 1) is None
