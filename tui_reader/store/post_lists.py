"""Writes the one query of each list of posts, over the one index that answers it.

The index is named, so that a list can fail loudly but is never quietly sorted in memory.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date
from typing import Final

from tui_reader.clean import clean_line
from tui_reader.limits import AUTHOR_LETTERS
from tui_reader.models import PostQuery, Sort, View
from tui_reader.store.post_labels import find_label
from tui_reader.store.values import json_list, midnight, milliseconds

Asked = tuple[str, Sequence[int | str]]
"""A query and its values."""
_Condition = tuple[str, Sequence[int | str]]

_WANTED: Final = {View.ALL: "", View.UNREAD: "AND is_read = 0", View.STARRED: "AND is_starred = 1"}
_LISTS: Final = {
    (View.ALL, False): "list_all",
    (View.UNREAD, False): "list_unread",
    (View.STARRED, False): "list_starred",
    (View.ALL, True): "list_blog_all",
    (View.UNREAD, True): "list_blog_unread",
    (View.STARRED, True): "list_starred",
}
_FOLLOWED_ONLY: Final = "listed.blog_id NOT IN (SELECT id FROM blogs WHERE standing <> 'followed')"
# The plus keeps the list on its own index: by number it would have to be sorted.
_BY_AUTHOR: Final = """
    +{number} IN (
        SELECT posts.id
        FROM blogs CROSS JOIN posts INDEXED BY posts_by_author ON posts.blog_id = blogs.id
        WHERE posts.author <> '' AND posts.author = ? AND posts.kind = 'post' {of_blog}
    )
"""
_PAGES: Final = """
    SELECT posts.id, published, first_seen
    FROM blogs CROSS JOIN posts INDEXED BY pages_of_blog ON posts.blog_id = blogs.id
    JOIN statuses AS listed ON listed.id = posts.id
    WHERE posts.kind = 'page' AND {conditions}
    ORDER BY blogs.id, posts.title COLLATE NOCASE, posts.id
    LIMIT ?
"""
_COUNT: Final = """
    SELECT count(*), count(CASE WHEN number IN (
        SELECT id FROM statuses INDEXED BY list_unread WHERE sort_at IS NOT NULL AND is_read = 0
    ) THEN 1 END)
    FROM ({source})
"""
_FIRST_AND_LAST: Final = """
    SELECT (SELECT min(sort_at) FROM statuses INDEXED BY list_all WHERE sort_at IS NOT NULL),
           (SELECT max(sort_at) FROM statuses INDEXED BY list_all WHERE sort_at IS NOT NULL)
"""
_NO_LIMIT: Final = -1
_HIDDEN: Final = "+{number} NOT IN (SELECT post_id FROM hidden_posts)"
_EPOCH_YEAR: Final = 1970
_YEAR_MILLISECONDS: Final = 31_556_952_000
"""365.2425 days."""


def list_query(connection: sqlite3.Connection, query: PostQuery) -> Asked | None:
    """Write the query of a list of posts: number, instant and day of each, in order.

    Returns:
        None where no post can be in it, because no post ever had the label.

    Raises:
        QueryError: Its filter has a day that depends on the one on which it is asked.
    """
    listed = _listed(connection, query)
    if listed is None:
        return None
    source, number, values = listed
    if not query.sort.is_by_date:
        from tui_reader.store.post_orders import ordered

        return ordered(connection, source, query.sort, _limit(query)), values
    way = "" if query.sort is Sort.OLDEST else " DESC"
    order = f"ORDER BY listed.sort_at{way}, {number}{way}"
    return f"{source} {order} LIMIT {_limit(query)}", values


def count(connection: sqlite3.Connection, query: PostQuery) -> tuple[int, int]:
    """Give how many posts a list has, and how many of them are unread; ``limit`` is left aside.

    Raises:
        QueryError: As ``list_query``.
    """
    if asks_for_pages(query):
        pages = connection.execute(*page_query(connection, replace(query, limit=None)))
        return sum(1 for _ in pages), 0  # nobody is told that a page is unread
    listed = _listed(connection, query)
    if listed is None:
        return 0, 0
    source, _, values = listed
    posts, unread = connection.execute(_COUNT.format(source=source), values).fetchone()
    return posts, unread


def asks_for_pages(query: PostQuery) -> bool:
    """Whether it is a list of static pages."""
    if query.pages or query.filter is None:
        return query.pages
    from tui_reader.query.tree import Is, State
    from tui_reader.store.filters import must_be

    return Is(State.PAGE) in must_be(query.filter)


def page_query(connection: sqlite3.Connection, query: PostQuery) -> Asked:
    """Write the query of the static pages of a blog, or of all followed ones, by title."""
    conditions, values = ["standing = 'followed'"], list[int | str]()
    if query.blog_id is not None:
        conditions, values = ["blogs.id = ?"], [query.blog_id]
    for condition, more in _chosen(connection, query, "posts.id", is_of_pages=True):
        conditions.append(condition)
        values += more
    return _PAGES.format(conditions=" AND ".join(conditions)), [*values, _limit(query)]


def _listed(
    connection: sqlite3.Connection, query: PostQuery
) -> tuple[str, str, Sequence[int | str]] | None:
    """Write the query of a list in any order, the number's column, and the values."""
    label_id = find_label(connection, query.label) if query.label else None
    if query.label and label_id is None:
        return None
    if query.filter is not None:
        from tui_reader.store.filters import on_its_index

        query = on_its_index(query)
    source, number, values = _source(query, label_id)
    for condition, more in _conditions(connection, query, number):
        source += f" AND {condition}"
        values = [*values, *more]
    return source, number, values


def _limit(query: PostQuery) -> int:
    return _NO_LIMIT if query.limit is None else query.limit + 1  # one more says: not the whole


def _source(query: PostQuery, label_id: int | None) -> tuple[str, str, Sequence[int | str]]:
    """Give the list's table and index up to its first conditions, the number's column, values."""
    wanted = _WANTED[query.view]
    if label_id is None:
        list_name = _LISTS[query.view, query.blog_id is not None]
        source = (
            "SELECT listed.id AS number, listed.sort_at, listed.own_day"
            f" FROM statuses AS listed INDEXED BY {list_name}"
            f" WHERE listed.sort_at IS NOT NULL {wanted}"
        )
        return source, "listed.id", []
    marks = "JOIN statuses ON statuses.id = listed.post_id" if wanted else ""
    source = (
        "SELECT listed.post_id AS number, listed.sort_at, listed.own_day"
        f" FROM post_labels AS listed {marks} WHERE label_id = ? {wanted}"
    )
    return source, "listed.post_id", [label_id]


def _conditions(
    connection: sqlite3.Connection, query: PostQuery, number: str
) -> Iterator[_Condition]:
    if query.blog_id is not None:
        yield "listed.blog_id = ?", [query.blog_id]
    elif not _is_of_all_blogs(query) and _has_unfollowed(connection):
        yield _FOLLOWED_ONLY, []
    if query.since is not None:
        yield "listed.sort_at >= ?", [milliseconds(query.since)]
    if query.until is not None:
        yield "listed.sort_at < ?", [milliseconds(query.until)]
    if query.author:
        yield _author_condition(query, number)
    yield from _day_conditions(connection, query)
    if not _shows_hidden(query) and _has_hidden(connection):
        yield _HIDDEN.format(number=number), []
    yield from _chosen(connection, query, number)


def _chosen(
    connection: sqlite3.Connection, query: PostQuery, number: str, *, is_of_pages: bool = False
) -> Iterator[_Condition]:
    """Give what the filter's words ask for."""
    if query.filter is None:
        return
    from tui_reader.store.filters import FilterWriter, must_be

    writer = FilterWriter(connection, number, is_of_pages)
    yield from writer.conditions(must_be(query.filter))


def _author_condition(query: PostQuery, number: str) -> _Condition:
    author = clean_line(query.author, AUTHOR_LETTERS)
    if query.blog_id is None:
        return _BY_AUTHOR.format(number=number, of_blog=""), [author]
    return _BY_AUTHOR.format(number=number, of_blog="AND blogs.id = ?"), [author, query.blog_id]


def _day_conditions(connection: sqlite3.Connection, query: PostQuery) -> Iterator[_Condition]:
    """Narrow by the blog's own days; a day of any offset lies within a day of the same in UTC."""
    if query.period is not None:
        first, after = query.period.first_day, query.period.after
        yield "listed.sort_at BETWEEN ? AND ?", [midnight(first - 1), midnight(after + 1)]
        yield "listed.own_day >= ? AND listed.own_day < ?", [first, after]
    if query.on_day is not None:
        days = json_list(_days_of_all_years(connection, *query.on_day))
        yield "listed.own_day IN (SELECT value FROM json_each(?))", [days]


def _days_of_all_years(connection: sqlite3.Connection, month: int, day: int) -> list[int]:
    """Give one day of every year in which posts are kept, where that year has it."""
    first, last = connection.execute(_FIRST_AND_LAST).fetchone()
    days: list[int] = []
    for year in range(_year(first or 0) - 1, _year(last or 0) + 2):
        with suppress(ValueError):  # no 29 February that year
            days.append(date(year, month, day).toordinal())
    return days


def _year(instant: int) -> int:
    return min(max(_EPOCH_YEAR + instant // _YEAR_MILLISECONDS, MINYEAR), MAXYEAR)


def _is_of_all_blogs(query: PostQuery) -> bool:
    """Whether posts of blogs that are not followed belong there, too."""
    if query.view is View.STARRED or query.filter is None:
        return query.view is View.STARRED
    from tui_reader.store.filters import is_of_all_blogs

    return is_of_all_blogs(query.filter)


def _shows_hidden(query: PostQuery) -> bool:
    """Whether posts belong there that a rule speaks of: what a person kept is never lost to one."""
    if query.view is View.STARRED or query.filter is None:
        return query.view is View.STARRED
    from tui_reader.query.tree import State
    from tui_reader.store.filters import is_of_kept

    return query.filter.asks(State.HIDDEN) or is_of_kept(query.filter)


def _has_hidden(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM hidden_posts)").fetchone()[0])


def _has_unfollowed(connection: sqlite3.Connection) -> bool:
    found = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM blogs WHERE standing <> 'followed' AND posts > 0)"
    ).fetchone()
    return bool(found[0])
