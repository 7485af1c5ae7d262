"""Searches everything that is kept: the best first, each with the line in which the words stand.

It writes nothing. A word that is in half of all posts costs as little as a rare one: only so many
are ranked, of more those with the words in their title come first, and then the newest.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tui_reader.models import Hits
from tui_reader.query.tree import All, AnyOf, Filter, Node, Not, State
from tui_reader.store.filters import (
    FilterWriter,
    is_of_all_blogs,
    is_of_kept,
    is_of_words,
    must_be,
)
from tui_reader.store.found_lines import hits_of
from tui_reader.store.search_index import pending
from tui_reader.store.search_terms import words_expression
from tui_reader.store.snippets import Finder
from tui_reader.store.values import json_list

MOST_RANKED: Final = 2_000
"""All must be ranked before the first can be shown; so many take a few milliseconds."""
HITS: Final = 50

# Title, text, labels, author, note, comments.
_RANK: Final = "bm25(search, 10.0, 1.0, 4.0, 4.0, 4.0, 0.5)"
_WITH_WORDS: Final = "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?"
# From the words to the posts, where they are few.
_FEW: Final = """
    SELECT listed.id FROM json_each(?) CROSS JOIN statuses AS listed ON listed.id = value
    WHERE {scope} ORDER BY listed.sort_at DESC, listed.id DESC
"""
# From the newest on, where they are many.
_MANY: Final = """
    SELECT listed.id FROM statuses AS listed INDEXED BY {list}
    WHERE listed.sort_at IS NOT NULL
        AND +listed.id IN (SELECT rowid FROM search WHERE search MATCH ?) AND {scope}
    ORDER BY listed.sort_at DESC, listed.id DESC LIMIT ?
"""
_NEWEST: Final = """
    SELECT listed.id FROM statuses AS listed INDEXED BY {list}
    WHERE listed.sort_at IS NOT NULL AND {scope}
    ORDER BY listed.sort_at DESC, listed.id DESC LIMIT ?
"""
_RANKED: Final = f"""
    SELECT rowid, {_RANK} FROM search
    WHERE search MATCH ? AND +rowid IN (SELECT value FROM json_each(?))
"""
_TITLES_LOOKED_AT: Final = 200
"""One that is the words themselves is among the best."""
_TITLES: Final = "SELECT id, title FROM posts WHERE id IN (SELECT value FROM json_each(?))"
_IS_PAGE: Final = "listed.id IN (SELECT id FROM posts WHERE kind = 'page')"
_IS_KEPT: Final = f"(listed.sort_at IS NOT NULL OR {_IS_PAGE})"
# In this order: most posts need not be looked up.
_OF_FOLLOWED: Final = """
    listed.blog_id NOT IN (SELECT id FROM blogs WHERE standing <> 'followed')
    OR listed.is_starred = 1
    OR listed.id IN (SELECT post_id FROM post_tags)
    OR listed.id IN (SELECT post_id FROM notes)
"""
_NOT_HIDDEN: Final = "listed.id NOT IN (SELECT post_id FROM hidden_posts)"


@dataclass(frozen=True, slots=True)
class _Scope:
    """Among which posts words are looked for: a condition of ``listed``."""

    condition: str
    values: Sequence[int | str]
    list_name: str
    """The index of these posts, newest first."""


def search(
    connection: sqlite3.Connection, chosen: Filter, *, limit: int = HITS, blog_id: int | None = None
) -> Hits:
    """Find posts, and static pages, by words: in one blog, or in all that are followed.

    Args:
        connection: To the store.
        chosen: Without days that depend on the one on which it is asked.
        limit: At most so many hits; all are counted, up to ``MOST_RANKED``.
        blog_id: None: posts of followed blogs, and what a person kept of every blog.

    Raises:
        QueryError: A day in it has not been made of its words.
    """
    unknown = pending(connection)
    if chosen.is_empty:
        return Hits((), 0, pending=unknown)
    finder = Finder(chosen.needles)
    ids = _found(connection, chosen, _scope(connection, chosen, blog_id), finder)
    return Hits(
        hits=hits_of(connection, ids[:limit], chosen, finder),
        total=min(len(ids), MOST_RANKED),
        is_bounded=len(ids) > MOST_RANKED,
        pending=unknown,
    )


def _found(
    connection: sqlite3.Connection, chosen: Filter, scope: _Scope, finder: Finder
) -> list[int]:
    """Give the numbers of what was found, the best first, up to one more than are ranked."""
    expression = _expression(connection, chosen)
    if expression is None:
        query = _NEWEST.format(list=scope.list_name, scope=scope.condition)
        return _numbers(connection, query, [*scope.values, MOST_RANKED + 1])
    if not expression:
        return []
    found = _numbers(connection, _WITH_WORDS, [expression, MOST_RANKED + 1])
    if len(found) <= MOST_RANKED:
        ids = _within(connection, found, scope)
    else:
        query = _MANY.format(list=scope.list_name, scope=scope.condition)
        ids = _numbers(connection, query, [expression, *scope.values, MOST_RANKED + 1])
    if len(ids) <= MOST_RANKED:
        return _ranked(connection, expression, ids, finder)
    return list(dict.fromkeys((*_titled(connection, expression, scope, finder), *ids)))


def _expression(connection: sqlite3.Connection, chosen: Filter) -> str | None:
    """Write what the index is asked; None where no word must be there, empty: none can be."""
    wanted, unwanted, _ = _parted(chosen)
    if not wanted:
        return None
    expression = words_expression(connection, All(tuple(wanted)))
    without = words_expression(connection, AnyOf(tuple(unwanted)), with_parts=False)
    return f"({expression}) NOT ({without})" if expression and without else expression


def _parted(chosen: Filter) -> tuple[list[Node], list[Node], list[Node]]:
    """Part what must be so into words that must be there, words that must not, and the rest."""
    wanted: list[Node] = []
    unwanted: list[Node] = []
    others: list[Node] = []
    for node in must_be(chosen):
        if is_of_words(node):
            wanted.append(node)
        elif isinstance(node, Not) and is_of_words(node.node):
            unwanted.append(node.node)
        else:
            others.append(node)
    if not wanted:  # the index cannot be asked for what is not there
        others += map(Not, unwanted)
    return wanted, unwanted, others


def _scope(connection: sqlite3.Connection, chosen: Filter, blog_id: int | None) -> _Scope:
    parts = list(_conditions(connection, chosen, blog_id))
    return _Scope(
        " AND ".join(f"({sql})" for sql, _ in parts),
        [value for _, values in parts for value in values],
        "list_all" if blog_id is None else "list_blog_all",
    )


def _conditions(
    connection: sqlite3.Connection, chosen: Filter, blog_id: int | None
) -> Iterator[tuple[str, Sequence[int | str]]]:
    is_of_pages = chosen.asks(State.PAGE)
    yield _IS_PAGE if is_of_pages else _IS_KEPT, ()
    if blog_id is not None:
        yield "listed.blog_id = ?", [blog_id]
    elif not is_of_all_blogs(chosen):
        yield _OF_FOLLOWED, ()
    if not chosen.asks(State.HIDDEN) and not is_of_kept(chosen):
        yield _NOT_HIDDEN, ()
    *_, others = _parted(chosen)
    yield from FilterWriter(connection, "listed.id", is_of_pages).conditions(others)


def _within(connection: sqlite3.Connection, ids: Sequence[int], scope: _Scope) -> list[int]:
    """Give those posts that are looked among, the newest first."""
    query = _FEW.format(scope=scope.condition)
    return _numbers(connection, query, [json_list(ids), *scope.values])


def _ranked(
    connection: sqlite3.Connection, expression: str, ids: list[int], finder: Finder
) -> list[int]:
    """Put posts, the newest first, into the order of how well they fit, by FTS5's bm25.

    One whose title is the words themselves comes first.
    """
    rows = connection.execute(_RANKED, (expression, json_list(ids)))
    scores: dict[int, float] = dict(rows.fetchall())
    ids.sort(key=lambda post_id: scores[post_id])
    titles = _titles_of(connection, ids[:_TITLES_LOOKED_AT])
    return sorted(ids, key=lambda post_id: not finder.is_all(titles.get(post_id, "")))


def _titled(
    connection: sqlite3.Connection, expression: str, scope: _Scope, finder: Finder
) -> list[int]:
    """Give posts with the words in their title, the shortest first; none where many have them."""
    in_title = f"{{title}} : ({expression})"
    found = _numbers(connection, _WITH_WORDS, [in_title, MOST_RANKED + 1])
    if len(found) > MOST_RANKED:
        return []
    ids = _within(connection, found, scope)
    titles = _titles_of(connection, ids)
    return sorted(
        ids,
        key=lambda post_id: (not finder.is_all(titles[post_id]), titles[post_id].count(" ")),
    )


def _titles_of(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, str]:
    return dict(connection.execute(_TITLES, (json_list(ids),)).fetchall())


def _numbers(connection: sqlite3.Connection, query: str, values: Sequence[int | str]) -> list[int]:
    return [post_id for (post_id,) in connection.execute(query, values)]
