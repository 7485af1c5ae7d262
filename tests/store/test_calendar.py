"""Months, labels and authors are counted as posts come, change and go."""

import random
import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.store.making import (
    NOW,
    add_blog,
    begin,
    make_page,
    make_post,
    save,
    save_page,
    save_pages,
)
from tui_reader.models import Flag, Month, MonthTotal, Named, ParsedPost, StaticPage, Tree
from tui_reader.store import blogs, calendar, marks
from tui_reader.store.database import Database
from tui_reader.store.values import milliseconds

ZONE = timezone(timedelta(hours=-8))
AHEAD = timezone(timedelta(hours=14))


def months_of(database: Database, blog_id: int | None) -> list[tuple[int, ...]]:
    return [tuple(month) for month in database.read_now(calendar.months, blog_id)]


def test_months_are_those_of_the_blogs_own_calendar(database: Database) -> None:
    blog_id = add_blog(database)
    late = datetime(2019, 12, 31, 23, 30, tzinfo=ZONE)
    early = datetime(2020, 1, 1, 0, 30, tzinfo=AHEAD)
    save(database, blog_id, *(make_post(n, published=at) for n, at in enumerate((late, early))))
    assert months_of(database, blog_id) == [(2020, 1, 1, None), (2019, 12, 1, None)]


def test_a_month_has_what_the_blog_says_of_it(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, make_post(1))
    assert months_of(database, blog_id) == [(2017, 5, 1, None)]
    begin(database, blog_id, months=(MonthTotal(2017, 5, 7), MonthTotal(2004, 3, 2), (2003, 1, 0)))
    assert months_of(database, blog_id) == [(2017, 5, 1, 7), (2004, 3, 0, 2)]
    assert database.read_now(calendar.tree, blog_id).months == (
        Month(2017, 5, 1, 7),
        Month(2004, 3, 0, 2),
    )
    begin(database, blog_id, months=(MonthTotal(2017, 5, 8),))
    assert months_of(database, blog_id) == [(2017, 5, 1, 8)]
    begin(database, blog_id)
    assert months_of(database, blog_id) == [(2017, 5, 1, None)]


def test_a_month_never_has_fewer_posts_than_came_from_it(database: Database) -> None:
    blog_id = add_blog(database)
    begin(database, blog_id, months=(MonthTotal(2017, 5, 1),))
    save(database, blog_id, make_post(1), make_post(2))
    assert months_of(database, blog_id) == months_of(database, None) == [(2017, 5, 2, 2)]


def test_months_of_all_are_those_of_followed_blogs(database: Database) -> None:
    first, second, visited = (
        add_blog(database, name, followed=name != "c") for name in ("a", "b", "c")
    )
    for blog_id in (first, second, visited):
        save(database, blog_id, make_post(1), make_post(200))
    begin(database, first, months=(MonthTotal(2017, 5, 5), MonthTotal(2001, 1, 1)))
    assert months_of(database, None) == [
        (2017, 11, 2, None),
        (2017, 5, 2, None),
        (2001, 1, 0, 1),
    ]
    begin(database, second, months=(MonthTotal(2017, 5, 6),))
    assert months_of(database, None)[1] == (2017, 5, 2, 11)


def test_the_tree_of_a_blog(database: Database) -> None:
    blog_id = add_blog(database)
    save(
        database,
        blog_id,
        make_post(1, labels=("Asia", "Zoo"), author="Ana"),
        make_post(2, labels=("ASIA", "abc"), author="Bo"),
        make_post(3, author="Ana"),
        make_post(4),
    )
    save_pages(
        database,
        blog_id,
        make_post(11, title="links", author="Cy"),
        make_post(12, title="About"),
        make_post(13, title=""),
        make_post(14, title="", html=""),
    )
    save(database, add_blog(database, "other"), make_post(1, labels=("asia",), author="Ana"))
    tree = database.read_now(calendar.tree, blog_id)
    assert tree == Tree(
        months=(Month(2017, 5, 4),),
        labels=(Named("Asia", 2), Named("abc", 1), Named("Zoo", 1)),
        pages=(
            StaticPage(7, "Body 13"),
            StaticPage(8, "(untitled)"),
            StaticPage(6, "About"),
            StaticPage(5, "links"),
        ),
        authors=(Named("Ana", 2), Named("Bo", 1)),
    )
    assert database.read_now(calendar.tree, 2).labels == (Named("asia", 1),)
    assert database.read_now(calendar.tree, 99) == Tree()
    database.write_now(blogs.remove, blog_id)
    while database.write_now(blogs.clear_removed):
        pass
    assert database.read_now(calendar.tree, blog_id) == Tree()


def test_of_too_many_names_the_tree_has_the_most_used(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog_id = add_blog(database)
    names = ("a", "b", "c")
    save(database, blog_id, *(make_post(n, labels=names[n:], author=names[n]) for n in range(3)))
    save(database, blog_id, make_post(9, author="b"))
    sizes = []
    for limit in (2, 3, 4):
        monkeypatch.setattr(calendar, "TREE_NAMES", limit)
        tree = database.read_now(calendar.tree, blog_id)
        assert (tree.labels[0], tree.authors[0]) == (("c", 3), ("b", 2))
        sizes.append((len(tree.labels), len(tree.authors)))
    assert sizes == [(2, 2), (3, 3), (3, 3)]


def test_a_label_is_spelled_as_its_blog_first_did(database: Database) -> None:
    blog_id = add_blog(database)
    for number, spelled in enumerate(("asia", "Asia", "ASIA", "asia")):
        save(database, blog_id, make_post(number, labels=(spelled,)))
    assert database.read_now(calendar.tree, blog_id).labels == (Named("Asia", 4),)


@pytest.mark.parametrize("seed", range(6))
def test_counts_agree_with_the_posts_after_anything(database: Database, seed: int) -> None:
    chance = random.Random(seed)
    first, second = add_blog(database, "a"), add_blog(database, "b")
    for _ in range(30):
        _do_anything(database, chance, chance.choice((first, second)))
    for blog_id in (first, second):
        months, labels = database.read_now(_counted, blog_id)
        tree = database.read_now(calendar.tree, blog_id)
        assert {(month.year, month.month): month.kept for month in tree.months} == months
        assert {name.casefold(): count for name, count in tree.labels} == labels


def _do_anything(database: Database, chance: random.Random, blog_id: int) -> None:
    given = [_some_post(chance) for _ in range(4)]
    step = chance.randrange(7)
    if step < 3:
        save(database, blog_id, *given)
    elif step == 3:
        begin(database, blog_id)
        save_page(database, blog_id, make_page(*given))
    elif step == 4:
        save_pages(database, blog_id, *given)
    elif step == 5:
        database.write_now(marks.set_flag, [chance.randint(1, 40)], Flag.STARRED, True)
    else:
        database.write_now(blogs.remove, blog_id)
        database.write_now(blogs.clear_removed, chance.randint(1, 9))
        database.write_now(blogs.follow, blog_id, True)


def _some_post(chance: random.Random) -> ParsedPost:
    zone = chance.choice((UTC, ZONE, AHEAD))
    return make_post(
        chance.randrange(20),
        html=f"<p>{chance.random()}</p>",
        published=(NOW - timedelta(days=chance.randrange(400))).astimezone(zone),
        labels=tuple(chance.sample(("Asia", "ASIA", "Zoo", "Money"), chance.randrange(4))),
    )


def _counted(
    connection: sqlite3.Connection, blog_id: int
) -> tuple[Counter[tuple[int, int]], Counter[str]]:
    """Count months and labels of a blog from its posts themselves."""
    days = connection.execute(
        "SELECT own_day FROM statuses JOIN posts USING (id)"
        " WHERE statuses.blog_id = ? AND kind = 'post'",
        (blog_id,),
    ).fetchall()
    own = [datetime.fromordinal(day) for (day,) in days]
    labels = connection.execute(
        "SELECT folded FROM post_labels JOIN labels ON labels.id = label_id WHERE blog_id = ?",
        (blog_id,),
    )
    return Counter((day.year, day.month) for day in own), Counter(name for (name,) in labels)


# ------------------------------------------------------------------------- a post by chance


def picked(database: Database, blog_id: int | None, picks: Sequence[float]) -> list[int | None]:
    before = milliseconds(NOW - timedelta(days=995))
    return [database.read_now(calendar.random_post, blog_id, before, pick) for pick in picks]


def test_an_old_post_is_at_its_share_of_all_that_are_old_enough(database: Database) -> None:
    blog_id = add_blog(database)
    save(database, blog_id, *map(make_post, range(10)))  # numbers 1 to 5 are old enough
    assert picked(database, blog_id, (0.0, 0.19, 0.2, 0.5, 0.99, 1.0)) == [1, 1, 2, 3, 5, 5]
    assert picked(database, None, (0.0, 0.5, 1.0)) == [1, 3, 5]
    assert picked(database, 99, (0.5,)) == [None]


def test_an_old_post_of_all_is_one_of_a_followed_blog(database: Database) -> None:
    visited, followed = add_blog(database, "a", followed=False), add_blog(database, "b")
    save(database, visited, make_post(1))
    assert picked(database, None, (0.5,)) == [None]
    save(database, followed, make_post(2))
    assert picked(database, None, (0.0, 1.0)) == [2, 2]
    assert picked(database, visited, (0.0, 1.0)) == [1, 1]


def test_no_page_is_a_post_by_chance(database: Database) -> None:
    blog_id = add_blog(database)
    save_pages(database, blog_id, make_post(1))
    assert picked(database, blog_id, (0.0, 1.0)) == [None, None]
