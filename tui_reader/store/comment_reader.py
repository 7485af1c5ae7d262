"""Reads what readers said: one thread in reading order, a blog's newest comments, what is missing.

It writes nothing (``comments``).
"""

import sqlite3
from collections.abc import Sequence
from typing import Any, Final

from tui_reader.models import Comment, RecentComment, Removed, Thread, ThreadSource
from tui_reader.store.blogs import shown_title
from tui_reader.store.posts import UNTITLED
from tui_reader.store.thread_order import Place, places
from tui_reader.store.values import from_iso, json_list, optional_moment

KEPT: Final = """
    (SELECT count(*) FROM comments INDEXED BY comments_kept
     WHERE comments.blog_id = posts.blog_id AND comments.post_id = posts.id AND is_gone = 0)
"""
_IS_ASKED: Final = "(fetched IS NOT NULL AND counted IS posts.comments)"
# Whole by the numbers, or because the blog gave all it has and still says the same number.
_WHOLE: Final = f"(ifnull(posts.comments <= {KEPT}, 0) OR ({_IS_ASKED} AND is_whole))"
_SOURCE_COLUMNS: Final = f"""
    posts.id, posts.blog_id, posts.title, first_words, guid, posts.url, comments_feed,
    posts.comments, {KEPT}, fetched, counted
"""
_SOURCES: Final = f"""
    SELECT {_SOURCE_COLUMNS}
    FROM posts LEFT JOIN threads ON threads.post_id = posts.id
    WHERE posts.id IN (SELECT value FROM json_each(?))
    ORDER BY posts.id
"""
_WANTED: Final = f"""
    (posts.comments > 0 OR {KEPT} > 0) AND posts.comments IS NOT {KEPT} AND NOT {_IS_ASKED}
"""
_POSTS_WANTED: Final = f"""
    SELECT {_SOURCE_COLUMNS}
    FROM statuses AS listed INDEXED BY list_blog_all
    JOIN posts ON posts.id = listed.id
    LEFT JOIN threads ON threads.post_id = posts.id
    WHERE listed.blog_id = ? AND listed.sort_at IS NOT NULL AND {_WANTED}
    ORDER BY listed.sort_at DESC, listed.id DESC
"""
_PAGES_WANTED: Final = f"""
    SELECT {_SOURCE_COLUMNS}
    FROM posts INDEXED BY pages_of_blog
    LEFT JOIN threads ON threads.post_id = posts.id
    WHERE posts.blog_id = ? AND kind = 'page' AND {_WANTED}
    ORDER BY posts.title COLLATE NOCASE, posts.id
"""
_HEAD: Final = f"""
    SELECT posts.title, first_words, posts.comments, fetched, {_WHOLE}, comments_url, posts.url
    FROM posts LEFT JOIN threads ON threads.post_id = posts.id
    WHERE posts.id = ?
"""
_COMMENT_COLUMNS: Final = """
    comments.id, comments.author, author_url,
    comments.author_key <> '' AND comments.author_key = posts.author_key,
    comments.published, html, base, comments.url, removed, is_gone,
    ifnull(comments.first_seen > seen, 0)
"""
# Most blogs number their comments: of one second 999 comes before 1000.
_COMMENTS: Final = f"""
    SELECT comments.guid, parent, {_COMMENT_COLUMNS}
    FROM comments
    JOIN posts ON posts.id = comments.post_id
    LEFT JOIN threads ON threads.post_id = comments.post_id
    WHERE comments.post_id = ?
    ORDER BY sort_at, length(comments.guid), comments.guid
"""
_SHOWN: Final = "comments.post_id NOT IN (SELECT post_id FROM hidden_posts)"
_RECENT: Final = f"""
    SELECT posts.id, posts.title, first_words, coalesce(nullif(own_title, ''), blogs.title),
           blogs.url, feed_url, {_COMMENT_COLUMNS}
    FROM comments INDEXED BY %s
    JOIN posts ON posts.id = comments.post_id
    JOIN blogs ON blogs.id = comments.blog_id
    LEFT JOIN threads ON threads.post_id = comments.post_id
    WHERE removed = '' AND {_SHOWN} AND %s
    ORDER BY sort_at DESC, comments.id DESC
    LIMIT ?
"""
_RECENT_OF_BLOG: Final = _RECENT % ("comments_newest_of_blog", "comments.blog_id = ?")
_RECENT_OF_ALL: Final = _RECENT % ("comments_newest", "standing = 'followed'")


def thread(connection: sqlite3.Connection, post_id: int) -> Thread | None:
    """Give what is kept of a post's comments, in reading order; None if the post is not kept."""
    head = connection.execute(_HEAD, (post_id,)).fetchone()
    if head is None:
        return None
    title, first_words, count, fetched, is_whole, comments_url, url = head
    rows = connection.execute(_COMMENTS, (post_id,)).fetchall()
    order = places([row[0] for row in rows], [row[1] for row in rows])
    return Thread(
        post_id=post_id,
        title=title or first_words or UNTITLED,
        comments=tuple(_placed(rows, place) for place in order),
        count=count,
        fetched=optional_moment(fetched),
        is_whole=bool(is_whole),
        url=comments_url or url,
    )


def recent(
    connection: sqlite3.Connection, blog_id: int | None, limit: int
) -> tuple[RecentComment, ...]:
    """Give the newest comments of a blog, or of all followed ones, without removed ones.

    Those on posts that a rule hides are left out, too; the thread of such a post has them.
    """
    if blog_id is None:
        rows = connection.execute(_RECENT_OF_ALL, (limit,))
    else:
        rows = connection.execute(_RECENT_OF_BLOG, (blog_id, limit))
    return tuple(map(_recent, rows))


def sources(connection: sqlite3.Connection, post_ids: Sequence[int]) -> tuple[ThreadSource, ...]:
    """Give what it takes to ask for the comments of these posts; vanished ones are left out."""
    return tuple(map(_source, connection.execute(_SOURCES, (json_list(post_ids),))))


def threads_wanted(connection: sqlite3.Connection, blog_id: int) -> tuple[ThreadSource, ...]:
    """Give the posts and pages of a blog whose comments are to be asked for, newest first.

    Not where just as many are kept as the blog says, nor where it still says the same number as
    when it was last asked: whether that answer was whole or not, it would be the same again.
    """
    rows = [
        *connection.execute(_POSTS_WANTED, (blog_id,)),
        *connection.execute(_PAGES_WANTED, (blog_id,)),
    ]
    return tuple(map(_source, rows))


def count_kept(connection: sqlite3.Connection, blog_id: int) -> int:
    """Give how many comments of a blog are kept, without those that are gone from it."""
    (count,) = connection.execute(
        "SELECT count(*) FROM comments INDEXED BY comments_kept WHERE blog_id = ? AND is_gone = 0",
        (blog_id,),
    ).fetchone()
    return int(count)


def _placed(rows: Sequence[tuple[Any, ...]], place: Place) -> Comment:
    parent_id = None if place.parent is None else rows[place.parent][2]
    return _comment(rows[place.comment][2:], parent_id, place.depth, place.replies)


def _comment(
    row: tuple[Any, ...], parent_id: int | None = None, depth: int = 0, replies: int = 0
) -> Comment:
    (comment_id, author, author_url, is_author, published, html, base, url, removed, is_gone,
     is_new) = row  # fmt: skip
    return Comment(
        id=comment_id,
        parent_id=parent_id,
        depth=depth,
        replies=replies,
        author=author,
        author_url=author_url,
        is_author=bool(is_author),
        published=from_iso(published),
        html=html,
        base=base,
        url=url,
        removed=Removed(removed),
        is_gone=bool(is_gone),
        is_new=bool(is_new),
    )


def _recent(row: tuple[Any, ...]) -> RecentComment:
    (post_id, title, first_words, blog_title, blog_url, feed_url), comment = row[:6], row[6:]
    return RecentComment(
        comment=_comment(comment),
        post_id=post_id,
        post_title=title or first_words or UNTITLED,
        blog_title=shown_title(blog_title, blog_url, feed_url),
    )


def _source(row: tuple[Any, ...]) -> ThreadSource:
    (post_id, blog_id, title, first_words, guid, url, comments_feed, count, kept, fetched,
     asked) = row  # fmt: skip
    return ThreadSource(
        post_id=post_id,
        blog_id=blog_id,
        title=title or first_words or UNTITLED,
        guid=guid,
        url=url,
        comments_feed=comments_feed,
        count=count,
        kept=kept,
        fetched=optional_moment(fetched),
        asked=asked,
    )
