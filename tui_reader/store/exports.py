"""Reads what an export has to know of posts besides the posts themselves. It writes nothing."""

import sqlite3
from collections.abc import Sequence
from typing import Final

from tui_reader.store.values import json_list

_BLOGS: Final = """
    SELECT DISTINCT blog_id FROM posts WHERE id IN (SELECT value FROM json_each(?))
    ORDER BY blog_id
"""
_NUMBERS: Final = """
    SELECT canonical_url, min(id) FROM posts
    WHERE canonical_url <> '' AND canonical_url IN (SELECT value FROM json_each(?))
    GROUP BY canonical_url
"""


def blogs_of(connection: sqlite3.Connection, ids: Sequence[int]) -> list[int]:
    """Give the numbers of the blogs that posts are of."""
    return [row[0] for row in connection.execute(_BLOGS, (json_list(ids),))]


def numbers_of(connection: sqlite3.Connection, canonical_urls: Sequence[str]) -> dict[str, int]:
    """Give the posts at addresses, by the address as ``feeds.urls.canonical`` writes it."""
    return dict(connection.execute(_NUMBERS, (json_list(canonical_urls),)))
