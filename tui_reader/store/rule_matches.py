"""Finds the posts that a rule's words choose, also among those that the index does not know yet.

A rule speaks of posts in the moment they arrive: their words are then read from the posts
themselves, by the same measure (case and accents do not matter, a word is a word).
"""

import re
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Final, NamedTuple

from tui_reader.query import Filter, parse
from tui_reader.query.tree import All, AnyOf, Node, Place, Word
from tui_reader.store.filters import FilterWriter
from tui_reader.store.search_forms import asked, indexed
from tui_reader.store.search_terms import whole_words_condition
from tui_reader.store.values import json_list

_CHOSEN: Final = "SELECT listed.id FROM statuses AS listed WHERE listed.sort_at IS NOT NULL"
_AMONG: Final = "listed.id IN (SELECT value FROM json_each(?))"
_INDEXED: Final = "listed.id NOT IN (SELECT post_id FROM search_changes)"
_TEXTS: Final = """
    SELECT post_id, searchable.title, text, searchable.labels, posts.author
    FROM searchable JOIN posts ON posts.id = post_id
    WHERE post_id IN (SELECT value FROM json_each(?))
"""
_FEW: Final = 200
"""So many are read sooner than the index is asked for all that have a word."""
_ASCII: Final = {code: " " for code in range(128) if not chr(code).isalnum()}
_PRIVATE: Final = "\ue000-\uf8ff"
_MARKS: Final = ("Mn", "Mc")
"""Signs that belong to the letter before them, as the index has it."""
_BEYOND: Final = 0x10000
"""No sign further on is looked at."""


class Words(NamedTuple):
    """What can be read in a post, as the index has it: words between blanks."""

    title: str
    text: str
    labels: str
    author: str


def matching(
    connection: sqlite3.Connection,
    words: str,
    now: datetime,
    ids: Sequence[int] | None = None,
    *,
    reads: bool = True,
) -> list[int]:
    """Give the posts, among all or among these, that words choose.

    Args:
        connection: To the store.
        words: The rule's.
        now: The time.
        ids: Some posts; None: all.
        reads: Whether what the index does not know yet is read; False leaves it out.

    Raises:
        QueryError: They are no words that choose posts.
    """
    chosen = parse(words).at(now.astimezone().date())  # the reader's own today, as in lists
    if ids is not None and len(ids) <= _FEW:
        return _among(connection, chosen, ids)
    found = connection.execute("SELECT post_id FROM search_changes")
    pending = [post_id for (post_id,) in found]
    wanted = _CHOSEN
    if ids is not None:
        pending = list(frozenset(pending).intersection(ids))
        wanted = f"{_CHOSEN} AND {_AMONG}"
    sql, values = FilterWriter(connection, words=whole_words_condition).whole(chosen)
    among = [] if ids is None else [json_list(ids)]
    indexed = connection.execute(f"{wanted} AND {_INDEXED} AND ({sql})", [*among, *values])
    read = _among(connection, chosen, pending) if reads else []
    return read + [post_id for (post_id,) in indexed]


def _among(connection: sqlite3.Connection, chosen: Filter, ids: Sequence[int]) -> list[int]:
    """Choose among posts by what stands in them, whatever the index knows."""
    among = json_list(ids)

    @cache
    def texts() -> list[tuple[int, Words]]:
        rows = connection.execute(_TEXTS, (among,))
        return [(row[0], Words(*map(_read, row[1:]))) for row in rows]

    def words_found(_: sqlite3.Connection, node: Node) -> tuple[str, list[int | str]]:
        found = [post_id for post_id, words in texts() if holds(node, words)]
        return "SELECT value FROM json_each(?)", [json_list(found)]

    sql, values = FilterWriter(connection, words=words_found).whole(chosen)
    rows = connection.execute(f"{_CHOSEN} AND {_AMONG} AND ({sql})", [among, *values])
    return [post_id for (post_id,) in rows]


def holds(node: Node, words: Words) -> bool | None:
    """Whether a tree of words is true of what can be read in a post; None: it asks for nothing."""
    if isinstance(node, All | AnyOf):
        found = [holds(each, words) for each in node.nodes]
        said = [each for each in found if each is not None]
        whole = all(said) if isinstance(node, All) else any(said)
        return whole if said else None
    if not isinstance(node, Word):
        return False
    wanted = _wanted(node.text, node.is_prefix)
    if not wanted:
        return None
    return any(wanted in text for place in node.places for text in _places(words, place))


def _places(words: Words, place: Place) -> Iterator[str]:
    if place in (Place.ANYWHERE, Place.TITLE):
        yield words.title
    if place in (Place.ANYWHERE, Place.TEXT):
        yield words.text
    if place is Place.ANYWHERE:
        yield words.labels
        yield words.author


def _read(text: str) -> str:
    return _words(indexed(text))


def _words(form: str) -> str:
    """Write a form as its words between blanks, all in small letters, as FTS5 has them."""
    form = form.lower()
    words = form.translate(_ASCII) if form.isascii() else _between().sub(" ", form)
    return f" {' '.join(words.split())} "


@cache
def _wanted(text: str, is_prefix: bool) -> str:
    """Write words as they stand in a text that was read; empty where there are none."""
    form, is_beginning = asked(text)
    words = _words(form)
    return words.rstrip() if is_prefix or is_beginning or words.isspace() else words


@cache
def _between() -> re.Pattern[str]:
    """Give what finds the stretches that are of no word."""
    signs = (chr(code) for code in range(_BEYOND))
    marks = "".join(sign for sign in signs if unicodedata.category(sign) in _MARKS)
    return re.compile(f"(?:[\\W_](?<![{marks}{_PRIVATE}]))+")
