"""Finds the posts that a rule's words choose, also among those that the index does not know yet.

A rule speaks of posts in the moment they arrive: their words are then read from the posts
themselves, by the same measure (case and accents do not matter, a word is a word).
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Final, NamedTuple

from tui_reader.query import Filter, parse
from tui_reader.query.folding import folded
from tui_reader.query.tree import All, AnyOf, Node, Place, Word
from tui_reader.store.filters import FilterWriter
from tui_reader.store.search_terms import whole_words_condition
from tui_reader.store.values import json_list

_CHOSEN: Final = "SELECT listed.id FROM statuses AS listed WHERE listed.sort_at IS NOT NULL"
_AMONG: Final = "listed.id IN (SELECT value FROM json_each(?))"
_INDEXED: Final = "listed.id NOT IN (SELECT post_id FROM search_changes)"
_TEXTS: Final = """
    SELECT post_id, searchable.title, text, searchable.labels || ' ' || posts.author
    FROM searchable JOIN posts ON posts.id = post_id
    WHERE post_id IN (SELECT value FROM json_each(?))
"""
_FEW: Final = 200
"""So many are read sooner than the index is asked for all that have a word."""
_UNPARTED: Final = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
"""Letters of scripts in which a word may stand within others."""
_LETTER: Final = "(?:[^\\W_]|[\u0900-\u0963\u0966-\u0dff])"
"""In the scripts of India the signs of vowels, too, as the index has it."""


class Words(NamedTuple):
    """What can be read in a post, without case and accents."""

    title: str
    text: str
    rest: str
    """Labels and author."""


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

    def words_found(connection: sqlite3.Connection, node: Node) -> tuple[str, list[int | str]]:
        rows = connection.execute(_TEXTS, (among,))
        found = [row[0] for row in rows if holds(node, Words(*map(folded, row[1:])))]
        return "SELECT value FROM json_each(?)", [json_list(found)]

    sql, values = FilterWriter(connection, words=words_found).whole(chosen)
    rows = connection.execute(f"{_CHOSEN} AND {_AMONG} AND ({sql})", [among, *values])
    return [post_id for (post_id,) in rows]


def holds(node: Node, words: Words) -> bool:
    """Whether a tree of words is true of what can be read in a post."""
    if isinstance(node, All):
        return all(holds(each, words) for each in node.nodes)
    if isinstance(node, AnyOf):
        return any(holds(each, words) for each in node.nodes)
    if not isinstance(node, Word):
        return False
    pattern = _pattern(node.text, node.is_prefix)
    return any(pattern.search(text) for place in node.places for text in _read(words, place))


def _read(words: Words, place: Place) -> Iterator[str]:
    if place in (Place.ANYWHERE, Place.TITLE):
        yield words.title
    if place in (Place.ANYWHERE, Place.TEXT):
        yield words.text
    if place is Place.ANYWHERE:
        yield words.rest


@cache
def _pattern(text: str, is_prefix: bool) -> re.Pattern[str]:
    parts = re.findall(rf"{_LETTER}+", folded(text))
    if not parts:
        return re.compile(r"(?!)")
    phrase = rf"(?:(?!{_LETTER}).)+".join(map(re.escape, parts))
    if _UNPARTED.search(text):
        return re.compile(phrase, re.DOTALL)
    end = "" if is_prefix else f"(?!{_LETTER})"
    return re.compile(f"(?<!{_LETTER}){phrase}{end}", re.DOTALL)
