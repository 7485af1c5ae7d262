"""Puts a list of posts in another order than that of its index: by title, comments, length."""

import sqlite3
from typing import Final

from tui_reader.models import Sort

# What a title begins with besides letters and figures says nothing of its place.
_SIGNS: Final = "' \"''“”„‘’‚«»‹›([…¡¿'"
_NAME: Final = f"ltrim(CASE posts.title WHEN '' THEN first_words ELSE posts.title END, {_SIGNS})"
_KEYS: Final = {
    # Only what is not ASCII is folded in Python, which takes four times as long.
    Sort.TITLE: """
        name = '',
        CASE WHEN length(CAST(name AS BLOB)) = length(name) THEN lower(name) ELSE folded(name) END
    """,
    Sort.COMMENTS: "ifnull(posts.comments, -1) DESC",
    Sort.LENGTH: "ifnull(page_texts.words, posts.words) DESC",
}
_MEASURES: Final = "CROSS JOIN posts INDEXED BY posts_measures ON posts.id = number"
# The list itself stays on its own index: it is read first, and each of its posts looked up. The
# name is made once, not each time the key speaks of it: the LIMIT keeps SQLite from that.
_LISTED: Final = {
    Sort.TITLE: f"""
        (SELECT number, sort_at, own_day, {_NAME} AS name
         FROM ({{listed}}) CROSS JOIN posts ON posts.id = number LIMIT -1)
    """,
    Sort.COMMENTS: f"({{listed}}) {_MEASURES}",
    Sort.LENGTH: f"""
        ({{listed}}) {_MEASURES}
        LEFT JOIN page_texts ON page_texts.post_id = number AND page_texts.is_shown
    """,
}
_ORDERED: Final = """
    SELECT number, sort_at, own_day FROM {listed}
    ORDER BY {key}, sort_at DESC, number DESC LIMIT {limit}
"""


def ordered(connection: sqlite3.Connection, listed: str, sort: Sort, limit: int) -> str:
    """Write the query of a list in an order that its index does not have.

    Where two posts are alike, the newer stands first.

    Args:
        connection: To the store; it learns how to compare titles.
        listed: The query of the list: ``number``, ``sort_at``, ``own_day``.
        sort: Title, comments or length.
        limit: Negative: none.
    """
    if sort is Sort.TITLE:
        from tui_reader.query.folding import folded

        connection.create_function("folded", 1, folded, deterministic=True)
    source = _LISTED[sort].format(listed=listed)
    return _ORDERED.format(listed=source, key=_KEYS[sort], limit=limit)
