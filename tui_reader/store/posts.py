"""Reads posts: lists as numbers, rows without bodies, one article whole.

It writes nothing (``answers``, ``marks``).
"""

import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from tui_reader.clean import clean_address
from tui_reader.models import PostIndex, PostQuery, PostRow
from tui_reader.store.blogs import shown_title
from tui_reader.store.post_lists import asks_for_pages, list_query, page_query
from tui_reader.store.values import (
    from_iso,
    from_json_list,
    json_list,
    milliseconds,
    moment,
    shown_date,
)

if TYPE_CHECKING:
    from tui_reader.models import Article

UNTITLED: Final = "(untitled)"

_ROW_COLUMNS: Final = """
    posts.id, posts.blog_id, coalesce(nullif(own_title, ''), blogs.title), blogs.url, feed_url,
    posts.title, first_words, published, first_seen, labels, posts.comments, comments_seen,
    ifnull(page_texts.words, posts.words), is_read, is_starred, is_changed,
    ifnull(page_texts.snippet, posts.snippet),
    CASE WHEN position_at IS NULL THEN 0.0 ELSE position END,
    EXISTS (SELECT 1 FROM notes WHERE notes.post_id = posts.id),
    (SELECT json_group_array(name) FROM (
        SELECT name FROM post_tags JOIN tags ON tags.id = tag_id
        WHERE post_tags.post_id = posts.id ORDER BY folded
    ))
"""
_ROW_TABLES: Final = """
    posts
    JOIN statuses ON statuses.id = posts.id
    JOIN blogs ON blogs.id = posts.blog_id
    LEFT JOIN page_texts ON page_texts.post_id = posts.id AND page_texts.is_shown
"""
_ROWS: Final = f"""
    SELECT {_ROW_COLUMNS} FROM {_ROW_TABLES}
    WHERE posts.id IN (SELECT value FROM json_each(?))
"""
_ARTICLE: Final = f"""
    SELECT guid, posts.url, posts.author, ifnull(page_texts.html, bodies.html),
           ifnull(page_texts.base, bodies.base), updated, first_seen, comments_url,
           comments_feed, is_summary, enclosures, position,
           (SELECT is_shown + 2 * is_stale FROM page_texts WHERE post_id = posts.id),
           ifnull((SELECT text FROM notes WHERE post_id = posts.id), ''), {_ROW_COLUMNS}
    FROM {_ROW_TABLES} JOIN bodies ON bodies.post_id = posts.id
    WHERE posts.id = ?
"""
_ARTICLE_ONLY: Final = 14
"""How many columns of ``_ARTICLE`` come before those of a row."""


def index(connection: sqlite3.Connection, query: PostQuery) -> PostIndex:
    """Give the numbers, instants and days of all posts of a list, in the order asked for.

    ``since`` is the first instant within, ``until`` the first after. Without a blog: the posts of
    followed blogs, and starred ones of every blog. Hidden posts are in none but where a filter asks
    for them. 100,000 posts take 40 ms, ``limit=200`` 0.2; more by words (``bench.choosing``).
    Static pages come by title, and of the query only blog, filter and limit count for them.

    Raises:
        QueryError: The filter has a day that depends on the one on which it is asked.
    """
    if asks_for_pages(query):
        return _page_index(connection, query)
    asked = list_query(connection, query)
    if asked is None:
        return PostIndex()
    cells: array[int] = array("q")
    cells.extend(chain.from_iterable(connection.execute(*asked)))
    is_whole = query.limit is None or len(cells) // 3 <= query.limit
    if not is_whole:
        del cells[3 * (query.limit or 0) :]
    return PostIndex(cells[0::3], cells[1::3], array("l", cells[2::3]), is_whole)


def rows(connection: sqlite3.Connection, ids: Sequence[int]) -> list[PostRow]:
    """Give these posts as a list shows them, in the order asked; vanished ones are left out."""
    found = {row[0]: row for row in connection.execute(_ROWS, (json_list(ids),))}
    return [_row(found[post_id]) for post_id in ids if post_id in found]


def article(connection: sqlite3.Connection, post_id: int) -> "Article | None":
    """Give one post whole; None if it is not kept."""
    row = connection.execute(_ARTICLE, (post_id,)).fetchone()
    return None if row is None else _article(row)


def find(connection: sqlite3.Connection, text: str, canonical_url: str = "") -> int | None:
    """Give the number of the post or page that a person names by number or by address.

    Args:
        connection: To the store.
        text: What was typed.
        canonical_url: The typed address as ``feeds.urls.canonical`` writes it.
    """
    if text.isascii() and text.isdigit():
        query, value = "SELECT id FROM posts WHERE id = CAST(? AS INTEGER)", text
    else:
        query = (
            "SELECT id FROM posts WHERE canonical_url <> '' AND canonical_url = ?"
            " ORDER BY id LIMIT 1"
        )
        value = clean_address(canonical_url or text)
    row = connection.execute(query, (value,)).fetchone()
    return None if row is None else int(row[0])


def _page_index(connection: sqlite3.Connection, query: PostQuery) -> PostIndex:
    index = PostIndex()
    for post_id, published, first_seen in connection.execute(*page_query(connection, query)):
        if query.limit is not None and len(index) == query.limit:
            return replace(index, is_whole=False)
        date = shown_date(published, first_seen)
        index.ids.append(post_id)
        index.instants.append(milliseconds(date))
        index.days.append(date.toordinal())
    return index


def _row(row: tuple[Any, ...]) -> PostRow:
    (post_id, blog_id, blog_title, blog_url, feed_url, title, words_first, published,
     first_seen, labels, comments, comments_seen, words, is_read, is_starred, is_changed,
     snippet, begun, has_note, tags) = row  # fmt: skip
    return PostRow(
        id=post_id,
        blog_id=blog_id,
        blog_title=shown_title(blog_title, blog_url, feed_url),
        title=title or words_first or UNTITLED,
        published=shown_date(published, first_seen),
        labels=from_json_list(labels),
        comments=comments,
        comments_new=_grown(comments, comments_seen),
        words=words,
        is_read=bool(is_read),
        is_starred=bool(is_starred),
        is_changed=bool(is_changed),
        snippet=snippet,
        begun=begun,
        tags=from_json_list(tags),
        has_note=bool(has_note),
        has_title=bool(title),
    )


def _grown(comments: int | None, comments_seen: int | None) -> int:
    if comments is None or comments_seen is None:
        return 0
    return max(0, comments - comments_seen)


def _article(row: tuple[Any, ...]) -> "Article":
    (guid, url, author, html, base, updated, first_seen, comments_url, comments_feed,
     is_summary, enclosures, position, page_text, note) = row[:_ARTICLE_ONLY]  # fmt: skip
    from tui_reader.models import Article, PageTextState

    return Article(
        row=_row(row[_ARTICLE_ONLY:]),
        guid=guid,
        url=url,
        author=author,
        html=html,
        base=base,
        updated=from_iso(updated),
        first_seen=moment(first_seen),
        comments_url=comments_url,
        comments_feed=comments_feed,
        is_summary=bool(is_summary),
        enclosures=from_json_list(enclosures),
        position=position,
        page_text=None if page_text is None else PageTextState(bool(page_text & 1), page_text > 1),
        note=note,
    )
