"""Keeps the texts of posts as their own pages have them, beside those of the feeds. No network."""

import sqlite3
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from tui_reader.clean import clean_address, count_words, with_single_blanks
from tui_reader.store.durability import replaceable
from tui_reader.store.post_writer import SNIPPET_LETTERS
from tui_reader.store.values import first_words, milliseconds, storable

RETRY_AFTER: Final = (timedelta(days=1), timedelta(days=4))
"""When a page that failed once, or twice, is asked for again by itself; after that it is not."""

_SAVE: Final = """
    INSERT INTO page_texts (post_id, fetched, words, snippet, base, html, text)
    SELECT id, :fetched, :words, :snippet, :base, :html, :text FROM posts WHERE id = :post_id
    ON CONFLICT (post_id) DO UPDATE SET
        is_shown = is_shown OR :is_asked, is_stale = 0, fetched = excluded.fetched,
        words = excluded.words, snippet = excluded.snippet, base = excluded.base,
        html = excluded.html, text = excluded.text
"""
# How far a post was read is a share of its text: the same letters are another share of another one.
_KEEP_PLACE: Final = """
    UPDATE statuses SET position = min(1.0, position * :before / :after)
    WHERE id = :post_id AND position > 0 AND position_at IS NOT NULL AND :after > 0
"""
_FAIL: Final = """
    INSERT INTO page_text_tries (post_id, tried, failures)
    SELECT id, :now, 1 FROM posts WHERE id = :post_id
    ON CONFLICT (post_id) DO UPDATE SET tried = excluded.tried, failures = failures + 1
"""
_WANTED: Final = """
    SELECT posts.id, posts.url
    FROM statuses INDEXED BY list_blog_unread
    JOIN posts ON posts.id = statuses.id
    JOIN bodies ON bodies.post_id = posts.id
    LEFT JOIN page_texts ON page_texts.post_id = posts.id
    LEFT JOIN page_text_tries ON page_text_tries.post_id = posts.id
    WHERE statuses.blog_id = :blog_id AND sort_at IS NOT NULL AND is_read = 0
        AND posts.url <> '' AND (is_summary OR bodies.html = '')
        AND (page_texts.post_id IS NULL OR (is_stale AND fetched <= :once))
        AND CASE ifnull(failures, 0)
            WHEN 0 THEN 1 WHEN 1 THEN tried <= :once WHEN 2 THEN tried <= :twice ELSE 0 END
    ORDER BY sort_at DESC
    LIMIT :most
"""


_STILL_WANTED: Final = """
    SELECT EXISTS (
        SELECT 1 FROM posts JOIN blogs ON blogs.id = blog_id
        LEFT JOIN page_texts ON page_texts.post_id = posts.id
        WHERE posts.id = ? AND wants_page_texts AND (page_texts.post_id IS NULL OR is_stale)
    )
"""


class Wanted(NamedTuple):
    """A cut post whose page is to be asked for."""

    post_id: int
    url: str


class OwnText(NamedTuple):
    """What a feed gives of a post."""

    text: str
    """As plain text."""
    pictures: int
    title: str


@replaceable
def save(
    connection: sqlite3.Connection,
    post_id: int,
    html: str,
    base: str,
    text: str,
    now: datetime,
    *,
    is_asked: bool = True,
) -> None:
    """Keep what a post's page has, and show it; nothing where the post is no longer kept.

    Args:
        connection: To the store, in a transaction.
        post_id: The post.
        html: The article, as for a body.
        base: What its relative addresses are relative to.
        text: The same as plain text.
        now: When it came.
        is_asked: Whether a person wants to see it now; else one that was hidden stays hidden.
    """
    before = _letters_shown(connection, post_id)
    line = with_single_blanks(text.replace("\n", " "))
    values = {
        "post_id": post_id,
        "fetched": milliseconds(now),
        "words": count_words(line),
        "snippet": first_words(line.split(" ", SNIPPET_LETTERS), SNIPPET_LETTERS),
        "base": clean_address(base),
        "html": storable(html),
        "text": storable(text),
        "is_asked": is_asked,
    }
    connection.execute(_SAVE, values)
    places = {"post_id": post_id, "before": before, "after": _letters_shown(connection, post_id)}
    connection.execute(_KEEP_PLACE, places)
    connection.execute("DELETE FROM page_text_tries WHERE post_id = ?", (post_id,))


@replaceable
def fail(connection: sqlite3.Connection, post_id: int, now: datetime) -> None:
    """Keep that a page did not come, so that it is not asked for again at once."""
    connection.execute(_FAIL, {"post_id": post_id, "now": milliseconds(now)})


def show(connection: sqlite3.Connection, post_id: int, is_shown: bool) -> None:
    """Choose which text of a post is shown: the page's, or the feed's own."""
    connection.execute("UPDATE page_texts SET is_shown = ? WHERE post_id = ?", (is_shown, post_id))


def want(connection: sqlite3.Connection, blog_id: int, wanted: bool) -> None:
    """Keep whether each fetch of a blog brings the pages of its cut posts, too."""
    connection.execute("UPDATE blogs SET wants_page_texts = ? WHERE id = ?", (wanted, blog_id))


def wanting(connection: sqlite3.Connection) -> frozenset[int]:
    """Give the blogs whose fetches bring pages, too."""
    rows = connection.execute(
        "SELECT id FROM blogs WHERE wants_page_texts AND standing <> 'removed'"
    )
    return frozenset(row[0] for row in rows)


def wanted(connection: sqlite3.Connection, blog_id: int, now: datetime, most: int) -> list[Wanted]:
    """Give the unread posts of a blog whose feed has only the beginning, the newest first.

    Those whose page is kept are left out, unless the feed's own text has changed since it was
    fetched, a day ago or longer; and those whose page failed a little ago, or too often.
    """
    once, twice = (milliseconds(now - wait) for wait in RETRY_AFTER)
    values = {"blog_id": blog_id, "once": once, "twice": twice, "most": most}
    return [Wanted(*row) for row in connection.execute(_WANTED, values)]


def still_wanted(connection: sqlite3.Connection, post_id: int) -> bool:
    """Tell whether a page that was wanted is so when its turn comes: people change their minds."""
    return bool(connection.execute(_STILL_WANTED, (post_id,)).fetchone()[0])


def letters_kept(connection: sqlite3.Connection, post_id: int) -> int:
    """Give how long the text is that is kept of a post's page; 0: none is."""
    row = connection.execute(
        "SELECT length(text) FROM page_texts WHERE post_id = ?", (post_id,)
    ).fetchone()
    return int(row[0]) if row else 0


def _letters_shown(connection: sqlite3.Connection, post_id: int) -> float:
    row = connection.execute(
        "SELECT length(text) FROM searchable WHERE post_id = ?", (post_id,)
    ).fetchone()
    return 0.0 if row is None else float(row[0])


def own_text(connection: sqlite3.Connection, post_id: int) -> OwnText:
    """Give what the feed has of a post, whichever text is shown."""
    row = connection.execute(
        "SELECT text, (length(html) - length(replace(html, '<img', ''))) / 4, title"
        " FROM bodies JOIN posts ON posts.id = post_id WHERE post_id = ?",
        (post_id,),
    ).fetchone()
    return OwnText("", 0, "") if row is None else OwnText(*row)
