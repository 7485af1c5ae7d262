"""Finds what names in a filter are of: labels, authors, blogs, folders, tags.

Case and accents do not matter, so names are compared here, not by SQLite: there are few of them.
"""

import json
import sqlite3
from collections.abc import Iterable
from typing import Final

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


def posts_of(connection: sqlite3.Connection, node: Named) -> tuple[str, str]:
    """Write the query of the posts with a label or a tag, or by an author; and its value."""
    if node.kind is Kind.LABEL:
        rows = connection.execute("SELECT id, folded FROM labels")
        return _OF_LABELS, json_list([label for label, name in rows if _is_named(name, node)])
    if node.kind is Kind.TAG:
        rows = connection.execute("SELECT id, name FROM tags")
        return _OF_TAGS, json_list([tag for tag, name in rows if _is_named(name, node)])
    wanted = folded(node.name)
    authors = connection.execute(_AUTHORS)
    found = [[blog_id, author] for blog_id, author in authors if wanted in folded(author)]
    return _OF_AUTHORS, json.dumps(found, ensure_ascii=False)


def blogs_of(connection: sqlite3.Connection, node: Named) -> list[int]:
    """Give the numbers of the blogs that a name is of, or that lie in a folder of that name."""
    if node.kind is Kind.FOLDER:
        rows = connection.execute("SELECT blog_id, path FROM blog_folders")
        return sorted({blog for blog, path in rows if _lies_in(json.loads(path), node)})
    blogs = connection.execute(_BLOGS).fetchall()
    if node.name.isascii() and node.name.isdigit():
        by_number = [row[0] for row in blogs if row[0] == int(node.name)]
        if by_number:
            return by_number
    wanted = folded(node.name)
    exact = [row[0] for row in blogs if wanted in map(folded, row[1:3])]
    return exact or [row[0] for row in blogs if any(wanted in folded(name) for name in row[1:])]


def _is_named(name: str, node: Named) -> bool:
    wanted, name = folded(node.name), folded(name)
    return name.startswith(wanted) if node.is_prefix else name == wanted


def _lies_in(path: Iterable[str], node: Named) -> bool:
    """Whether a folder's path, or the way to it, has that name or is that path: ``News/Tech``."""
    names = [folded(name) for name in path]
    wanted = folded(node.name)
    ways = {"/".join(names[:length]) for length in range(1, len(names) + 1)} | set(names)
    return any(way.startswith(wanted) if node.is_prefix else way == wanted for way in ways)
