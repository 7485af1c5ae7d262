"""Words about posts and threads that every written form has: counts, datelines, who spoke.

Pure, and without HTML.
"""

from datetime import datetime
from typing import Final

from tui_reader.clean import clean_line
from tui_reader.models import Article, Comment, ExportDone, PostQuery, Removed, Thread, View

ANONYMOUS: Final = "Anonymous"
REMOVED: Final = {
    Removed.BY_AUTHOR: "Comment removed by its author",
    Removed.BY_BLOG: "Comment removed by the blog",
    Removed.UNKNOWN: "Comment removed",
}
GONE: Final = "no longer on the blog"


def count(number: int, thing: str) -> str:
    """A number and what it counts: ``1 post``, ``12 posts``."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def title_of(query: PostQuery, blog: str) -> str:
    """What a selection of posts is called: ``What now · Asia · 2019``.

    Args:
        query: What chose them.
        blog: The title of the blog that they are of; empty: of several.
    """
    view = {View.STARRED: "starred", View.UNREAD: "unread"}.get(query.view, "")
    period = "" if query.period is None else str(query.period.year)
    if query.period is not None and query.period.month:
        period += f"-{query.period.month:02}"
    words = query.filter.text if query.filter is not None else ""
    parts = [part for part in (blog, query.label, query.author, period, view, words) if part]
    return clean_line(" · ".join(parts)) or "All posts"


def done_words(done: ExportDone) -> str:
    """What was written: ``1,204 posts, 312 comments, 45 pictures``."""
    parts = (
        count(done.posts, "post"),
        count(done.comments, "comment") if done.comments else "",
        count(done.pictures, "picture") if done.pictures else "",
    )
    return ", ".join(part for part in parts if part)


def time_text(moment: datetime | None) -> str | None:
    """RFC 3339 with an offset, or None."""
    return None if moment is None else moment.isoformat()


def dateline(article: Article) -> str:
    """When a post was published, by whom, where, and its labels."""
    row = article.row
    author = article.author if article.author != row.blog_title else ""
    parts = (f"{row.published:%Y-%m-%d %H:%M}", author, row.blog_title, *row.labels)
    return clean_line(" · ".join(part for part in parts if part))


def heading(thread: Thread) -> str:
    """The count in the words of a blog's page; where it has none, how many are kept."""
    if thread.count is None:
        kept = count(len(thread.comments), "comment")
        return f"{kept} kept" if thread.comments else "Comments are closed, or not counted"
    return count(thread.count, "comment") if thread.count else "No comments"


def byline(comment: Comment) -> str:
    """Who spoke and when, and what else there is to know of it."""
    parts = (
        comment.author or ANONYMOUS,
        "author of the post" if comment.is_author else "",
        f"{comment.published:%Y-%m-%d %H:%M}" if comment.published else "",
        "new" if comment.is_new else "",
        GONE if comment.is_gone else "",
    )
    return clean_line(" · ".join(part for part in parts if part))


def removed_words(comment: Comment) -> str:
    """Who removed a comment, as far as its blog says it; empty where nobody did."""
    return REMOVED.get(comment.removed, "")
