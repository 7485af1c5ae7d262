"""Lists, rows and articles, in the right order and never by sorting."""

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta, timezone

import pytest

from tests.store.making import HOST, NOW, add_blog, make_post, save
from tui_reader.models import Flag, PostQuery, View
from tui_reader.store import blogs, marks, posts
from tui_reader.store.database import Database

FIRST = NOW - timedelta(days=1000)


@pytest.fixture
def two_blogs(database: Database) -> tuple[int, int]:
    """Posts 0 to 9 in one blog, 10 to 19 in another; the even ones read, 3 and 13 starred."""
    first, second = add_blog(database), add_blog(database, "other", title="Other")
    save(database, first, *(make_post(n, labels=("Asia",) * (n % 3 == 0)) for n in range(10)))
    save(database, second, *(make_post(n, labels=("ASIA", "Zoo")) for n in range(10, 20)))
    by_number = {number_of(database, post_id): post_id for post_id in listed(database)}
    even = [post_id for number, post_id in by_number.items() if number % 2 == 0]
    database.write_now(marks.set_flag, even, Flag.READ, True)
    database.write_now(marks.set_flag, [by_number[3], by_number[13]], Flag.STARRED, True)
    return first, second


def listed(database: Database, query: PostQuery = PostQuery()) -> list[int]:  # noqa: B008 - frozen
    return database.read_now(posts.index, query).ids.tolist()


def number_of(database: Database, post_id: int) -> int:
    (row,) = database.read_now(posts.rows, [post_id])
    return int(row.title.removeprefix("Post "))


def numbers(database: Database, query: PostQuery) -> list[int]:
    return [number_of(database, post_id) for post_id in listed(database, query)]


ALL = list(range(19, -1, -1))
ASIA = [*range(19, 9, -1), 9, 6, 3, 0]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (PostQuery(), ALL),
        (PostQuery(view=View.UNREAD), ALL[0::2]),
        (PostQuery(view=View.STARRED), [13, 3]),
        (PostQuery(blog_id=1), ALL[10:]),
        (PostQuery(blog_id=2, view=View.UNREAD), [19, 17, 15, 13, 11]),
        (PostQuery(blog_id=1, view=View.STARRED), [3]),
        (PostQuery(label="asia"), ASIA),
        (PostQuery(label="aSiA", blog_id=1), [9, 6, 3, 0]),
        (PostQuery(label="Asia", view=View.UNREAD), [n for n in ASIA if n % 2]),
        (PostQuery(label="Asia", view=View.STARRED, blog_id=2), [13]),
        (PostQuery(label="no such label"), []),
        (PostQuery(blog_id=99), []),
        (PostQuery(limit=3), [19, 18, 17]),
        (PostQuery(limit=0), []),
        (PostQuery(label="Zoo", limit=2), [19, 18]),
        (PostQuery(since=FIRST + timedelta(days=18)), [19, 18]),
        (PostQuery(until=FIRST + timedelta(days=2)), [1, 0]),
        (
            PostQuery(label="Asia", since=FIRST + timedelta(days=6), until=FIRST + timedelta(11)),
            [10, 9, 6],
        ),
    ],
    ids=str,
)
@pytest.mark.usefixtures("two_blogs")
def test_a_list_holds_its_posts_newest_first(
    database: Database, query: PostQuery, expected: list[int]
) -> None:
    assert numbers(database, query) == expected


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("blog_id", [None, 1])
@pytest.mark.parametrize("label", ["", "Asia"])
@pytest.mark.usefixtures("two_blogs")
def test_no_list_is_sorted_or_read_from_the_whole_table(
    database: Database, view: View, blog_id: int | None, label: str
) -> None:
    def steps(connection: sqlite3.Connection) -> list[str]:
        asked: list[str] = []
        connection.set_trace_callback(asked.append)
        posts.index(connection, PostQuery(view=view, blog_id=blog_id, label=label, limit=9))
        connection.set_trace_callback(None)
        return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {asked[-1]}")]

    plan = database.read_now(steps)
    assert not [step for step in plan if "TEMP B-TREE" in step]
    assert all("INDEX" in step or "PRIMARY KEY" in step for step in plan if "listed" in step)


def test_a_limit_says_whether_it_cut(database: Database, two_blogs: tuple[int, int]) -> None:
    cut = [database.read_now(posts.index, PostQuery(limit=n)).is_whole for n in (19, 20, 21)]
    assert cut == [False, True, True]
    assert database.read_now(posts.index, PostQuery()).is_whole


def test_instants_and_days_go_with_the_numbers(database: Database) -> None:
    zone = timezone(timedelta(hours=-8))
    late = NOW.replace(hour=3).astimezone(zone)
    save(database, add_blog(database), make_post(1, published=late), make_post(2, published=NOW))
    index = database.read_now(posts.index, PostQuery())
    assert index.instants.tolist() == [round(moment.timestamp() * 1000) for moment in (NOW, late)]
    days = [date(2020, 1, 30).toordinal(), date(2020, 1, 29).toordinal()]
    assert index.days.tolist() == days
    assert len(index) == 2


def test_posts_of_one_instant_keep_one_order(database: Database) -> None:
    save(database, add_blog(database), *(make_post(n, published=NOW) for n in range(30)))
    ids = listed(database)
    assert ids == sorted(ids, reverse=True)


@pytest.mark.parametrize("label", ["", "Asia"])
def test_all_posts_are_those_of_followed_blogs(
    database: Database, two_blogs: tuple[int, int], label: str
) -> None:
    _, second = two_blogs
    database.write_now(blogs.follow, second, False)
    assert max(numbers(database, PostQuery(label=label))) == 9
    assert max(numbers(database, PostQuery(label=label, view=View.UNREAD))) == 9
    assert max(numbers(database, PostQuery(label=label, blog_id=second))) == 19
    assert numbers(database, PostQuery(label=label, view=View.STARRED)) == [13, 3]
    database.write_now(blogs.follow, second, True)
    assert max(numbers(database, PostQuery(label=label))) == 19


def test_rows_come_in_the_order_asked_without_those_that_vanished(
    database: Database, two_blogs: tuple[int, int]
) -> None:
    ids = listed(database)
    asked: Sequence[int] = [ids[5], 999_999, ids[0], ids[5]]
    assert [row.id for row in database.read_now(posts.rows, asked)] == [ids[5], ids[0], ids[5]]
    assert database.read_now(posts.rows, []) == []


def test_an_article_that_is_not_kept_is_none(database: Database) -> None:
    assert database.read_now(posts.article, 7) is None


@pytest.mark.parametrize(
    ("text", "canonical", "found"),
    [
        ("1", "", True),
        ("2", "", False),
        ("99999999999999999999999", "", False),
        ("²", "", False),
        (f"{HOST}/1", "", True),
        ("what.example/1?utm_source=x", f"{HOST}/1", True),
        (f"{HOST}/2", "", False),
        ("", "", False),
    ],
)
def test_a_post_is_found_by_number_or_address(
    database: Database, text: str, canonical: str, found: bool
) -> None:
    save(database, add_blog(database), make_post(1))
    assert database.read_now(posts.find, text, canonical) == (1 if found else None)


def test_labels_that_differ_in_case_only_are_one(database: Database) -> None:
    many = tuple(f"label {n}" for n in range(60))
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1, labels=("Straße", "STRASSE", " straße ", "")))
    save(database, blog_id, make_post(2, labels=many))
    first, second = (database.read_now(posts.rows, [n])[0].labels for n in (1, 2))
    assert first == ("Straße",)
    assert second == many[:50]
    assert listed(database, PostQuery(label="strasse")) == [1]
