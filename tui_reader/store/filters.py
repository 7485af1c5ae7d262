"""Makes conditions of a list's query out of the words that choose posts.

Each condition speaks of ``listed``, the row of the list (``blog_id``, ``own_day``), and of the
column with the post's number.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from tui_reader.clean import least_words
from tui_reader.errors import QueryError
from tui_reader.models import PostQuery, View
from tui_reader.query.tree import (
    All,
    AnyOf,
    Count,
    Filter,
    Has,
    Is,
    Kind,
    Measure,
    Named,
    Node,
    Not,
    Since,
    State,
    Thing,
    Until,
    Word,
)
from tui_reader.store import filter_names
from tui_reader.store.search_terms import whole_words_condition, words_condition
from tui_reader.store.values import json_list

Condition = tuple[str, Sequence[int | str]]
"""Part of a query and its values."""
Words = Callable[[sqlite3.Connection, Node], Condition]
"""As ``search_terms.words_condition``."""

_IN_JSON: Final = "IN (SELECT value FROM json_each(?))"
_STATES: Final = {
    State.UNREAD: (
        "SELECT id FROM statuses INDEXED BY list_unread WHERE sort_at IS NOT NULL AND is_read = 0"
    ),
    State.STARRED: (
        "SELECT id FROM statuses INDEXED BY list_starred"
        " WHERE sort_at IS NOT NULL AND is_starred = 1"
    ),
    State.NEW: (
        "SELECT id FROM statuses INDEXED BY list_new WHERE sort_at IS NOT NULL AND is_read = 0"
        " AND first_seen > (SELECT CAST(value AS INTEGER) FROM state WHERE key = 'last_time')"
    ),
    State.BEGUN: (
        "SELECT id FROM statuses INDEXED BY posts_begun"
        " WHERE position_at IS NOT NULL AND position > 0 AND sort_at IS NOT NULL"
    ),
    State.HIDDEN: "SELECT post_id FROM hidden_posts",
}
"""The numbers of all posts in a state."""
_THINGS: Final = {
    Thing.COMMENTS: "SELECT id FROM posts INDEXED BY posts_measures WHERE comments > 0",
    Thing.NOTE: "SELECT post_id FROM notes",
    Thing.TAG: "SELECT post_id FROM post_tags",
    Thing.PICTURE: """
        SELECT post_id FROM bodies INDEXED BY bodies_with_picture
        WHERE instr(lower(html), '<img') > 0
            AND post_id NOT IN (SELECT post_id FROM page_texts WHERE is_shown)
        UNION ALL
        SELECT post_id FROM page_texts WHERE is_shown AND instr(lower(html), '<img') > 0
    """,
}
_COMMENTS: Final = """
    SELECT id FROM posts INDEXED BY posts_measures WHERE comments BETWEEN ? AND ?
"""
# What is counted is what is shown: a page's text where there is one.
_WORDS: Final = """
    SELECT id FROM posts INDEXED BY posts_measures
    WHERE words BETWEEN ? AND ? AND id NOT IN (SELECT post_id FROM page_texts WHERE is_shown)
    UNION ALL SELECT post_id FROM page_texts WHERE is_shown AND words BETWEEN ? AND ?
"""
_ENDLESS: Final = 2**53
_NEVER: Final = "+{number} = -1"
"""Where SQLite sees that nothing can be, it has no use for the list's index, and refuses."""
_PAUSED: Final = "listed.blog_id IN (SELECT id FROM blogs WHERE is_paused)"
_CHANGED: Final = "EXISTS (SELECT 1 FROM statuses WHERE statuses.id = {number} AND is_changed = 1)"


@dataclass(frozen=True, slots=True)
class FilterWriter:
    """Writes conditions for one list.

    Attributes:
        connection: To the store.
        number: The column with the post's number.
        is_of_pages: Whether it is a list of static pages.
        words: What writes the query of the posts that words find.
    """

    connection: sqlite3.Connection
    number: str = "listed.id"
    is_of_pages: bool = False
    words: Words = words_condition

    def whole(self, chosen: Filter) -> Condition:
        """Write one condition of all that words choose; always true where nothing is asked."""
        return self.condition(chosen.root) if chosen.root is not None else ("1", ())

    def conditions(self, nodes: Sequence[Node]) -> Iterator[Condition]:
        """Give a condition for each of what must all be so; the words make one."""
        words = tuple(node for node in nodes if is_of_words(node))
        for node in nodes:
            if node not in words:
                yield self.condition(node)
        if words:
            yield self._words(words[0] if len(words) == 1 else All(words))

    def condition(self, node: Node) -> Condition:
        """Write one tree.

        Raises:
            QueryError: It has a day that depends on the one on which it is asked.
        """
        if is_of_words(node):
            return self._words(node)
        if isinstance(node, Not):
            sql, values = self._strict().condition(node.node)
            return f"NOT ({sql})", values
        if isinstance(node, All):
            return _joined(" AND ", self.conditions(node.nodes))
        if isinstance(node, AnyOf):
            words = tuple(each for each in node.nodes if is_of_words(each))
            others = [each for each in node.nodes if each not in words]
            found = [AnyOf(words)] if len(words) > 1 else words
            return _joined(" OR ", map(self.condition, (*others, *found)))
        return self._leaf(node)

    def _strict(self) -> "FilterWriter":
        """Give the one that writes what is left out: never more than was said."""
        is_usual = self.words is words_condition
        return replace(self, words=whole_words_condition) if is_usual else self

    def _leaf(self, node: Node) -> Condition:
        write: Callable[..., Condition] = _WRITERS[type(node)]
        return write(self, node)

    def _in(self, query: str, *values: int | str) -> Condition:
        # The plus keeps the list on its own index.
        return f"+{self.number} IN ({query})", values

    def _words(self, node: Node) -> Condition:
        query, values = self.words(self.connection, node)
        return self._in(query, *values)

    def _named(self, node: Named) -> Condition:
        if node.kind in (Kind.BLOG, Kind.FOLDER):
            blogs = filter_names.blogs_of(self.connection, node)
            return f"listed.blog_id {_IN_JSON}", [json_list(blogs)]
        return self._in(*filter_names.posts_of(self.connection, node))

    def _since(self, node: Since) -> Condition:
        return "listed.own_day >= ?", [_ordinal(node.day)]

    def _until(self, node: Until) -> Condition:
        return "listed.own_day < ?", [_ordinal(node.day)]

    def _is(self, node: Is) -> Condition:
        if node.state is State.PAGE:
            return ("1" if self.is_of_pages else _NEVER.format(number=self.number)), []
        if node.state is State.PAUSED:
            return _PAUSED, []
        if node.state is State.CHANGED:
            return _CHANGED.format(number=self.number), []
        if node.state is State.READ:
            sql, values = self._in(_STATES[State.UNREAD])
            return f"NOT ({sql})", values
        return self._in(_STATES[node.state])

    def _has(self, node: Has) -> Condition:
        return self._in(_THINGS[node.thing])

    def _count(self, node: Count) -> Condition:
        least, most = _bounds(node)
        if node.measure is Measure.COMMENTS:
            return self._in(_COMMENTS, least, most)
        if node.measure is Measure.MINUTES:
            least, most = least_words(least), least_words(most + 1) - 1
        return self._in(_WORDS, least, most, least, most)


def is_of_words(node: Node) -> bool:
    """Whether the full-text index alone can answer it."""
    if isinstance(node, All | AnyOf):
        return all(map(is_of_words, node.nodes))
    return isinstance(node, Word)


def must_be(chosen: Filter | None) -> tuple[Node, ...]:
    """Give what must all be so of a post that words choose."""
    if chosen is None or chosen.root is None:
        return ()
    return chosen.root.nodes if isinstance(chosen.root, All) else (chosen.root,)


def on_its_index(query: PostQuery) -> PostQuery:
    """Give a list of all posts that must be unread, or starred, as the list that it is.

    That has an index of its own, and its posts are not looked up elsewhere.
    """
    nodes = must_be(query.filter)
    for view, leaf in ((View.UNREAD, Is(State.UNREAD)), (View.STARRED, Is(State.STARRED))):
        if query.view is View.ALL and query.filter is not None and leaf in nodes:
            rest = tuple(node for node in nodes if node != leaf)
            chosen = replace(query.filter, root=All(rest) if rest else None)
            return replace(query, view=view, filter=chosen)
    return query


def is_of_all_blogs(chosen: Filter) -> bool:
    """Whether posts of blogs that are not followed are among those that words choose.

    They are where a blog is named, and where what a person kept is asked for: it stays when its
    blog goes.
    """
    named = (isinstance(node, Named) and node.kind is Kind.BLOG for node in must_be(chosen))
    return is_of_kept(chosen) or any(named)


def is_of_kept(chosen: Filter) -> bool:
    """Whether words choose only what a person starred, tagged or wrote on: no rule hides that."""
    kept = (Is(State.STARRED), Has(Thing.NOTE), Has(Thing.TAG))
    return any(
        node in kept or (isinstance(node, Named) and node.kind is Kind.TAG)
        for node in must_be(chosen)
    )


_WRITERS: Final[dict[type, Callable[..., Condition]]] = {
    Named: FilterWriter._named,
    Since: FilterWriter._since,
    Until: FilterWriter._until,
    Is: FilterWriter._is,
    Has: FilterWriter._has,
    Count: FilterWriter._count,
}


def _bounds(node: Count) -> tuple[int, int]:
    """Give the least and the greatest number that is meant."""
    least, most = 0, _ENDLESS
    if node.sign.startswith("<"):
        most = node.number - (node.sign == "<")
    elif node.sign.startswith(">"):
        least = node.number + (node.sign == ">")
    else:
        least = most = node.number
    return least, most


def _joined(sign: str, conditions: Iterator[Condition]) -> Condition:
    parts = list(conditions)
    sql = sign.join(f"({sql})" for sql, _ in parts)
    return f"({sql})", [value for _, values in parts for value in values]


def _ordinal(day: object) -> int:
    if not isinstance(day, date):
        raise QueryError("a time ago has no day until it is asked when it is counted from")
    return day.toordinal()
