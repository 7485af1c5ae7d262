"""Months, labels and authors are counted as posts come, change and go."""

from datetime import datetime, timedelta, timezone

from tests.store.making import add_blog, begin, make_post, save
from tui_reader.models import Month, MonthTotal, Named
from tui_reader.store import blogs, calendar
from tui_reader.store.database import Database

ZONE = timezone(timedelta(hours=-8))


def test_months_are_those_of_the_blogs_own_calendar(database: Database) -> None:
    blog_id = add_blog(database)
    late = datetime(2019, 12, 31, 23, 30, tzinfo=ZONE)
    save(database, blog_id, make_post(1, published=late), make_post(2))
    assert database.read_now(calendar.months, blog_id) == (Month(2019, 12, 1), Month(2017, 5, 1))
    begin(database, blog_id, months=(MonthTotal(2019, 12, 7), MonthTotal(2004, 3, 2)))
    assert database.read_now(calendar.months, blog_id) == (
        Month(2019, 12, 1, 7),
        Month(2017, 5, 1),
        Month(2004, 3, 0, 2),
    )


def test_labels_and_authors_are_counted(database: Database) -> None:
    blog_id = add_blog(database)
    save(
        database,
        blog_id,
        make_post(1, labels=("Asia", "Zoo"), author="Ana"),
        make_post(2, labels=("ASIA",), author="Bo"),
        make_post(3, author="Ana"),
    )
    tree = database.read_now(calendar.tree, blog_id)
    assert tree.labels == (Named("Asia", 2), Named("Zoo", 1))
    assert tree.authors == (Named("Ana", 2), Named("Bo", 1))
    database.write_now(blogs.remove, blog_id)
    assert database.write_now(blogs.clear_removed) == 3
    assert database.read_now(calendar.tree, blog_id) == calendar.Tree()
