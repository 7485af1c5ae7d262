"""Finds what names in a filter are of: labels, authors, blogs, folders, tags.

Case and accents do not matter, so names are compared here, not by SQLite: there are few of them.
Of a person's own, tags and folders, only those are meant that are just so, where there are some.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

from tui_reader.query.folding import folded
from tui_reader.query.tree import Kind, Named
from tui_reader.store.values import json_list

_OF_LABELS: Final = """
    SELECT post_id FROM post_labels WHERE label_id IN (SELECT value FROM json_each(?))
"""
_OF_TAGS: Final = """
    SELECT post_id FROM post_tags WHERE tag_id IN (SELECT value FROM json_each(?))
"""
_OF_AUTHORS: Final = """
    SELECT posts.id
    FROM json_each(?) AS names CROSS JOIN posts INDEXED BY posts_by_author
        ON posts.blog_id = json_extract(names.value, '$[0]')
        AND posts.author = json_extract(names.value, '$[1]')
    WHERE posts.author <> '' AND posts.kind = 'post'
"""
# From one author to the next in the index, without walking past all their posts.
_AUTHORS: Final = """
    WITH RECURSIVE one (blog_id, author) AS (
        SELECT blogs.id, (
            SELECT min(author) FROM posts INDEXED BY posts_by_author
            WHERE blog_id = blogs.id AND author > '' AND author <> '' AND kind = 'post'
        ) FROM blogs
        UNION ALL
        SELECT blog_id, (
            SELECT min(author) FROM posts INDEXED BY posts_by_author
            WHERE posts.blog_id = one.blog_id AND posts.author > one.author
                AND author <> '' AND kind = 'post'
        ) FROM one WHERE author IS NOT NULL
    )
    SELECT blog_id, author FROM one WHERE author IS NOT NULL
"""
_BLOGS: Final = """
    SELECT id, own_title, title, url, feed_url FROM blogs WHERE standing <> 'removed'
"""
_ALIKE: Final[Sequence[Callable[[str], str]]] = (str, str.casefold, folded)
"""How names are compared: to the letter, without case, without accents."""
_ROOT: Final = "/"
"""Before a folder's whole path: \"/News\" is not the one that lies in \"Work\"."""

_T = TypeVar("_T")


def posts_of(connection: sqlite3.Connection, node: Named) -> tuple[str, str]:
    """Write the query of the posts with a label or a tag, or by an author; and its value."""
    if node.kind is Kind.LABEL:
        rows = connection.execute("SELECT id, folded FROM labels")
        return _OF_LABELS, json_list(
            [label for label, name in rows if _is_named(name, node, folded)]
        )
    if node.kind is Kind.TAG:
        tags = connection.execute("SELECT id, name FROM tags").fetchall()
        return _OF_TAGS, json_list(_nearest(tags, _is_named, node))
    wanted = folded(node.name)
    authors = connection.execute(_AUTHORS)
    found = [[blog_id, author] for blog_id, author in authors if wanted in folded(author)]
    return _OF_AUTHORS, json.dumps(found, ensure_ascii=False)


def blogs_of(connection: sqlite3.Connection, node: Named) -> list[int]:
    """Give the numbers of the blogs that a name is of, or that lie in a folder of that name."""
    if node.kind is Kind.FOLDER:
        rows = connection.execute("SELECT blog_id, path FROM blog_folders")
        lain = [(blog, json.loads(path)) for blog, path in rows]
        return sorted(set(_nearest(lain, _lies_in, node)))
    blogs = connection.execute(_BLOGS).fetchall()
    if node.name.isascii() and node.name.isdigit():
        by_number = [row[0] for row in blogs if row[0] == int(node.name)]
        if by_number:
            return by_number
    wanted = folded(node.name)
    exact = [row[0] for row in blogs if wanted in map(folded, row[1:3])]
    return exact or [row[0] for row in blogs if any(wanted in folded(name) for name in row[1:])]


def _nearest(
    named: Sequence[tuple[int, _T]],
    is_meant: Callable[[_T, Named, Callable[[str], str]], bool],
    node: Named,
) -> list[int]:
    """Give the numbers of what has just that name; only where nothing has, of what is like it.

    A person may have two of their own that differ by an accent.
    """
    ways = _ALIKE[-1:] if node.is_prefix else _ALIKE
    found = ([number for number, name in named if is_meant(name, node, alike)] for alike in ways)
    return next(filter(None, found), [])


def _is_named(name: str, node: Named, alike: Callable[[str], str]) -> bool:
    wanted, name = alike(node.name), alike(name)
    return name.startswith(wanted) if node.is_prefix else name == wanted


def _lies_in(path: Iterable[str], node: Named, alike: Callable[[str], str]) -> bool:
    """Whether a folder's path, or the way to it, has that name or is that path: ``News/Tech``.

    ``/News`` is the outermost folder of that name, and no other.
    """
    names = [alike(name) for name in path]
    wanted = alike(node.name)
    ways = {"/".join(names[:length]) for length in range(1, len(names) + 1)}
    if wanted.startswith(_ROOT):
        ways = {f"{_ROOT}{way}" for way in ways}
    else:
        ways |= set(names)
    return any(way.startswith(wanted) if node.is_prefix else way == wanted for way in ways)
