"""Every list of posts is what a plain filter over all posts gives, and comes from one index."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.making import add_blog, make_post, save, save_pages
from tui_reader.models import Flag, Period, PostIndex, PostQuery, View
from tui_reader.store import blogs, marks, posts
from tui_reader.store.database import Database

ZONES = tuple(timezone(timedelta(hours=hours)) for hours in (-12, -8, 0, 5, 14))
AUTHORS = ("", "Ana", "Bo", "ana")
LABELS = ((), ("Asia",), ("ASIA", "Zoo"), ("Zoo",))
MOMENTS = tuple(
    datetime(year, month, day, hour, tzinfo=UTC)
    for year, month, day, hour in (
        (2012, 2, 29, 6),
        (2012, 3, 1, 2),
        (2013, 12, 31, 23),
        (2014, 1, 1, 1),
        (2014, 3, 31, 22),
        (2014, 4, 1, 4),
        (2016, 2, 29, 12),
        (2020, 1, 30, 12),
    )
)


@dataclass(frozen=True)
class Kept:
    """One post as it was written."""

    id: int
    blog_id: int
    author: str
    labels: frozenset[str]
    instant: int
    day: int
    is_read: bool
    is_starred: bool


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, list[Kept]]]:
    """Three blogs (the second only visited, the third removed with a star) and 240 posts."""
    path: Path = tmp_path_factory.mktemp("lists") / "reader.db"
    database = Database.open(path)
    kept: list[Kept] = []
    for place in range(3):
        blog_id = add_blog(database, f"blog{place}", followed=place != 1)
        kept += _fill(database, blog_id, first=place * 80)
    save_pages(database, 1, make_post(9_001, title="About", author="Ana"))
    database.write_now(blogs.remove, 3)
    yield database, kept
    database.close_now()


def _fill(database: Database, blog_id: int, first: int) -> list[Kept]:
    facts = [
        (AUTHORS[n % 4], LABELS[n // 3 % 4], MOMENTS[n % 8].astimezone(ZONES[n // 2 % 5]))
        for n in range(first, first + 80)
    ]
    save(
        database,
        blog_id,
        *(
            make_post(first + n, author=author, labels=labels, published=published)
            for n, (author, labels, published) in enumerate(facts)
        ),
    )
    ids = [first + n + 1 for n in range(80)]
    database.write_now(marks.set_flag, ids[::3], Flag.READ, True)
    database.write_now(marks.set_flag, ids[::7], Flag.STARRED, True)
    return [
        Kept(
            post_id,
            blog_id,
            author,
            frozenset(label.casefold() for label in labels),
            round(published.timestamp() * 1000),
            published.toordinal(),
            n % 3 == 0,
            n % 7 == 0,
        )
        for n, (post_id, (author, labels, published)) in enumerate(zip(ids, facts, strict=True))
    ]


def _wanted(post: Kept, query: PostQuery) -> bool:
    own = date.fromordinal(post.day)
    if query.blog_id is None:
        is_listed = post.blog_id == 1 or query.view is View.STARRED
    else:
        is_listed = post.blog_id == query.blog_id
    tests = (
        is_listed,
        query.view is not View.UNREAD or not post.is_read,
        query.view is not View.STARRED or post.is_starred,
        not query.label or query.label.casefold() in post.labels,
        not query.author or post.author == query.author,
        query.period is None or own.year == query.period.year,
        query.period is None or query.period.month in (0, own.month),
        query.on_day is None or (own.month, own.day) == query.on_day,
        query.since is None or post.instant >= round(query.since.timestamp() * 1000),
        query.until is None or post.instant < round(query.until.timestamp() * 1000),
    )
    return all(tests)


def _expected(kept: Sequence[Kept], query: PostQuery) -> PostIndex:
    found = sorted(
        (post for post in kept if _wanted(post, query)),
        key=lambda post: (post.instant, post.id),
        reverse=True,
    )
    index = PostIndex(is_whole=query.limit is None or len(found) <= query.limit)
    for post in found[: query.limit]:
        index.ids.append(post.id)
        index.instants.append(post.instant)
        index.days.append(post.day)
    return index


VIEWS = st.sampled_from(View)
QUERIES = st.builds(
    PostQuery,
    view=VIEWS,
    blog_id=st.sampled_from((None, 1, 2, 3, 99)),
    label=st.sampled_from(("", "asia", "ZOO", "none")),
    author=st.sampled_from(("", "Ana", "Bo", "nobody")),
    period=st.one_of(
        st.none(),
        st.builds(Period, st.sampled_from((2012, 2013, 2014, 1999)), st.integers(0, 12)),
    ),
    on_day=st.one_of(
        st.none(), st.sampled_from(((2, 29), (3, 1), (1, 1), (12, 31), (4, 1), (7, 7)))
    ),
    since=st.one_of(st.none(), st.sampled_from(MOMENTS)),
    until=st.one_of(st.none(), st.sampled_from(MOMENTS)),
    limit=st.one_of(st.none(), st.integers(0, 20)),
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(query=QUERIES)
def test_any_list_is_what_a_plain_filter_gives(
    stored: tuple[Database, list[Kept]], query: PostQuery
) -> None:
    database, kept = stored
    assert database.read_now(posts.index, query) == _expected(kept, query)


CHOICES = tuple(
    product(
        View,
        (None, 1),
        ("", "Asia"),
        ("", "Ana"),
        (None, Period(2014), Period(2014, 3)),
        (None, (2, 29)),
    )
)


def test_all_choices_together_are_right_and_none_is_empty_by_mistake(
    stored: tuple[Database, list[Kept]],
) -> None:
    database, kept = stored
    sizes = []
    for view, blog_id, label, author, period, on_day in CHOICES:
        query = PostQuery(view, blog_id, label, author, period, on_day)
        index = database.read_now(posts.index, query)
        assert index == _expected(kept, query)
        sizes.append(len(index))
    assert sum(size > 0 for size in sizes) > len(sizes) / 3


def explained(database: Database, step: Callable[[sqlite3.Connection], object]) -> list[str]:
    """Give how SQLite goes about the last thing that a step asks."""

    def steps(connection: sqlite3.Connection) -> list[str]:
        asked: list[str] = []
        connection.set_trace_callback(asked.append)
        step(connection)
        connection.set_trace_callback(None)
        return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {asked[-1]}")]

    return database.read_now(steps)


def test_no_list_is_sorted_or_read_from_a_whole_table(
    stored: tuple[Database, list[Kept]],
) -> None:
    database, _ = stored
    for view, blog_id, label, author, period, on_day in CHOICES:
        query = PostQuery(view, blog_id, label, author, period, on_day, limit=9)
        plan = explained(database, lambda c, query=query: posts.index(c, query))
        assert not [step for step in plan if "TEMP B-TREE" in step], query
        assert all("INDEX" in step or "PRIMARY KEY" in step for step in plan if "listed" in step)
        if author:
            assert [step for step in plan if "posts_by_author" in step]


@pytest.mark.parametrize("blog_id", [None, 1])
def test_pages_come_by_title_without_sorting(
    stored: tuple[Database, list[Kept]], blog_id: int | None
) -> None:
    database, _ = stored
    plan = explained(database, lambda c: posts.index(c, PostQuery(blog_id=blog_id, pages=True)))
    assert not [step for step in plan if "TEMP B-TREE" in step or "SCAN posts" in step]


def test_pages_are_a_list_of_their_own(database: Database) -> None:
    blog_id = add_blog(database)
    published = datetime(2010, 5, 1, 1, tzinfo=ZONES[0])
    save(database, blog_id, make_post(1))
    titles = ("links", "About", "Zoo", "")
    given = [make_post(n, title=title, published=published) for n, title in enumerate(titles)]
    save_pages(database, blog_id, *given)
    index = database.read_now(posts.index, PostQuery(View.UNREAD, blog_id, pages=True))
    rows = database.read_now(posts.rows, index.ids)
    assert [row.title for row in rows] == ["Body 3", "About", "links", "Zoo"]
    assert all(row.is_read for row in rows)
    assert set(index.days) == {date(2010, 5, 1).toordinal()}
    assert set(index.instants) == {round(published.timestamp() * 1000)}
    cut = database.read_now(posts.index, PostQuery(pages=True, limit=3))
    assert (cut.ids.tolist(), cut.is_whole) == (index.ids.tolist()[:3], False)
    assert database.read_now(posts.index, PostQuery(pages=True, limit=4)).is_whole
    assert len(database.read_now(posts.index, PostQuery(blog_id=99, pages=True))) == 0


def test_a_day_of_the_year_is_found_in_every_year_there_is(database: Database) -> None:
    blog_id = add_blog(database)
    years = (1970, 1999, 2000, 2037, 2400)
    save(
        database,
        blog_id,
        *(
            make_post(n, published=datetime(year, 1, 1, 12, tzinfo=UTC))
            for n, year in enumerate(years)
        ),
    )
    index = database.read_now(posts.index, PostQuery(on_day=(1, 1)))
    assert [date.fromordinal(day).year for day in index.days] == list(years)[::-1]
    assert len(database.read_now(posts.index, PostQuery(on_day=(2, 30)))) == 0
