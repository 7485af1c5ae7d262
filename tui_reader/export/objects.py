"""Posts and comments as the JSON objects that the command line promises."""

from typing import Any

from tui_reader.export.threads import plain_words
from tui_reader.export.wording import time_text
from tui_reader.models import Article, Comment, Removed


def post_object(article: Article) -> dict[str, Any]:
    """A post as the contract has it."""
    row = article.row
    return {
        "id": row.id,
        "blog_id": row.blog_id,
        "guid": article.guid,
        "title": row.title,
        "url": article.url,
        "author": article.author,
        "published": time_text(row.published),
        "updated": time_text(article.updated),
        "labels": list(row.labels),
        "tags": list(row.tags),
        "note": article.note or None,
        "comments": row.comments,
        "read": row.is_read,
        "starred": row.is_starred,
        "cut": article.is_summary,
        "from_page": article.page_text is not None and article.page_text.is_shown,
    }


def comment_object(comment: Comment) -> dict[str, Any]:
    """A comment as the contract has it."""
    return {
        "id": comment.id,
        "parent": comment.parent_id,
        "author": comment.author,
        "published": time_text(comment.published),
        "text": plain_words(comment),
        "removed": str(comment.removed or (Removed.UNKNOWN if comment.is_gone else "")) or None,
    }
