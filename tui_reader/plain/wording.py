"""How facts are said in the plain mode: sentences, no signs. Pure.

What matters most comes first: who listens can go on to the next line as soon as it is heard.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from tui_reader.app.format import (
    MONTHS,
    comments_words,
    connection_words,
    count,
    day_words,
    moment_words,
    plural,
)
from tui_reader.app.listed import month_words
from tui_reader.app.thread_frame import name_of
from tui_reader.clean import minutes_to_read
from tui_reader.models import Blog, Comment, Connection, Month, PostQuery, PostRow, Sort, View

_ENDS: Final = (".", "!", "?", "…", "。", "！", "？", ":")
VIEW_WORDS: Final = {View.ALL: "", View.UNREAD: "unread", View.STARRED: "starred"}


def sentences(parts: Iterable[str]) -> str:
    """Facts one after the other, each ended as a sentence: a pause when they are spoken."""
    said = (part.strip() for part in parts)
    return " ".join(part if part.endswith(_ENDS) else f"{part}." for part in said if part)


def minutes(words: int) -> str:
    """About how long a text takes: ``4 minutes``; nothing for a text without words."""
    return plural(minutes_to_read(words), "minute") if words else ""


def row_words(row: PostRow, *, with_blog: bool) -> str:
    """A post in a list: ``A pact is signed. Unread. 3 comments (1 new). 4 minutes.``."""
    return sentences(
        (
            row.title,
            row.blog_title if with_blog else "",
            *flag_words(row),
            comments_words(row.comments, row.comments_new),
            minutes(row.words),
        )
    )


def flag_words(row: PostRow) -> list[str]:
    """What a person said of a post, and what its blog did to it since."""
    return [
        word
        for holds, word in (
            (not row.is_read, "Unread"),
            (row.is_starred, "Starred"),
            (row.is_changed, "Changed"),
        )
        if holds
    ]


def dateline(row: PostRow, author: str, *, with_blog: bool) -> str:
    """What stands under a post's title; the day is the reader's own where blogs mix."""
    published = row.published.astimezone() if with_blog else row.published
    by = f"By {author}" if author else ""
    flags = [flag for flag in flag_words(row) if flag != "Unread"]
    return sentences(
        (
            day_words(published.date()),
            by,
            row.blog_title if with_blog and row.blog_title != author else "",
            minutes(row.words),
            *flags,
        )
    )


def blog_words(blog: Blog) -> str:
    """A blog in the list of blogs."""
    known = blog.posts_total
    posts = plural(blog.posts, "post")
    if known is not None and known > blog.posts:
        posts = f"{count(blog.posts)} of {plural(known, 'post')} kept"
    return sentences(
        (
            blog.title,
            "" if blog.is_followed or blog.is_guide else "Visiting",
            f"{count(blog.unread)} unread" if blog.unread else "Nothing unread",
            posts,
            f"{blog.error.error_class}: {blog.error.message}" if blog.error else "",
        )
    )


def list_words(query: PostQuery, blog: Blog | None, size: int) -> str:
    """What is listed: ``What Now?: unread posts with the label Asia, 12 posts.``."""
    where = blog.title if blog else "All posts"
    parts = (VIEW_WORDS[query.view], _limit_words(query), _filter_words(query))
    what = ", ".join(part for part in parts if part)
    head = f"{where}: {what}" if what else where
    return sentences((head, plural(size, "post") if size else "No posts"))


def _filter_words(query: PostQuery) -> str:
    chosen = f"chosen by {query.filter.text}" if query.filter else ""
    ordered = "" if query.sort is Sort.NEWEST else f"by {query.sort}"
    order = "oldest first" if query.sort is Sort.OLDEST else ordered
    return ", ".join(part for part in (chosen, order) if part)


def _limit_words(query: PostQuery) -> str:
    if query.on_day:
        month, day = query.on_day
        return f"of {MONTHS[month - 1]} {day} in former years"
    if query.period:
        return f"of {month_words(query.period)}"
    if query.label:
        return f"with the label {query.label}"
    if query.author:
        return f"by {query.author}"
    return "pages" if query.pages else ""


def month_line(month: Month) -> str:
    """A month of an archive: ``January 2020: 31 posts.``; of which so many are kept."""
    posts = plural(month.kept, "post")
    if month.total is not None and month.total > month.kept:
        posts = f"{count(month.kept)} of {plural(month.total, 'post')} kept"
    return f"{MONTHS[month.month - 1]} {month.year}: {posts}."


def network_words(connection: Connection, now: datetime) -> str:
    """What is to be said of the network; nothing while it answers."""
    words = connection_words(connection, now).replace(" · ", ", ")
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def byline(comment: Comment, number: int, answered: str) -> str:
    """What stands above a comment.

    Args:
        comment: Who spoke, and when.
        number: Its place in the thread, from 1.
        answered: Whom it answers, and their number; empty: nobody.
    """
    who = "" if comment.removed and not comment.author else name_of(comment)
    return sentences(
        (
            f"Comment {number}",
            f"Reply to {answered}" if answered else "",
            f"{who}, author of the post" if comment.is_author else who,
            moment_words(comment.published) if comment.published else "",
            "New" if comment.is_new else "",
            "No longer on the blog" if comment.is_gone else "",
        )
    )
