"""Finds the posts that a rule's words choose, also among those that the index does not know yet.

A rule speaks of posts in the moment they arrive: their words are then read from the posts
themselves, by the same measure (case and accents do not matter, a word is a word).
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final, NamedTuple

from tui_reader.query import parse
from tui_reader.query.folding import folded
from tui_reader.query.tree import All, AnyOf, Node, Not, Place, Word
from tui_reader.store.filters import Condition, FilterWriter, must_be
from tui_reader.store.values import json_list

_CHOSEN: Final = "SELECT listed.id FROM statuses AS listed WHERE listed.sort_at IS NOT NULL"
_AMONG: Final = "listed.id IN (SELECT value FROM json_each(?))"
_INDEXED: Final = "listed.id NOT IN (SELECT post_id FROM search_changes)"
_TEXTS: Final = """
    SELECT post_id, searchable.title, text, searchable.labels || ' ' || posts.author
    FROM searchable JOIN posts ON posts.id = post_id
    WHERE post_id IN (SELECT value FROM json_each(?))
"""
_UNPARTED: Final = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
"""Letters of scripts in which a word may stand within others."""
_LETTER: Final = r"[^\W_]"


class Words(NamedTuple):
    """What can be read in a post, without case and accents."""

    title: str
    text: str
    rest: str
    """Labels and author."""


@dataclass(frozen=True, slots=True)
class _TextReader(FilterWriter):
    """Writes the conditions of a list of few posts, whose words it reads itself."""

    ids: Sequence[int] = ()

    def _words(self, node: Node) -> Condition:
        rows = self.connection.execute(_TEXTS, (json_list(self.ids),))
        found = [row[0] for row in rows if holds(node, Words(*map(folded, row[1:])))]
        return self._in("SELECT value FROM json_each(?)", json_list(found))


def matching(
    connection: sqlite3.Connection, words: str, now: datetime, ids: Sequence[int] | None = None
) -> list[int]:
    """Give the posts, among all or among these, that words choose.

    Raises:
        QueryError: They are no words that choose posts.
    """
    chosen = must_be(parse(words).at(now.astimezone().date()))
    if ids is not None:
        return _chosen(connection, _TextReader(connection, "listed.id", ids=ids), chosen, ids)
    pending = [post_id for (post_id,) in connection.execute("SELECT post_id FROM search_changes")]
    reader = _TextReader(connection, "listed.id", ids=pending)
    found = _chosen(connection, reader, chosen, pending)
    return found + _chosen(connection, FilterWriter(connection, "listed.id"), chosen, None)


def _chosen(
    connection: sqlite3.Connection,
    writer: FilterWriter,
    nodes: Sequence[Node],
    ids: Sequence[int] | None,
) -> list[int]:
    if ids is not None and not ids:
        return []
    asked: list[Condition] = [(_INDEXED, ()) if ids is None else (_AMONG, [json_list(ids)])]
    asked += writer.conditions(nodes)
    query = " AND ".join((_CHOSEN, *(f"({sql})" for sql, _ in asked)))
    values = [value for _, more in asked for value in more]
    return [post_id for (post_id,) in connection.execute(query, values)]


def holds(node: Node, words: Words) -> bool:
    """Whether a tree of words is true of what can be read in a post."""
    if isinstance(node, Not):
        return not holds(node.node, words)
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
