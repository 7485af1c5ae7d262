"""The comments of the guide's posts, as a blog's comments arrive: parsed, with their replies.

No files are read here, and nothing is fetched.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from tui_reader.guide.atom import AUTHOR, BLOG_ID, BLOG_TAG, HOST
from tui_reader.guide.sources import Post, Section, number_of
from tui_reader.models import ParsedComment, ParsedComments, Removed

AUTHOR_KEY: Final = f"blogger.com/profile/{BLOG_ID}"
ANONYMOUS: Final = "Anonymous"


def comments_of(post: Post) -> ParsedComments:
    """Return the thread of one post, whole; an empty one where comments are closed."""
    comments = tuple(_comments(post))
    return ParsedComments(comments, total=None if post.comments is None else len(comments))


def _comments(post: Post) -> Iterator[ParsedComment]:
    for section in post.comments or ():
        fields = section.fields
        number = _number(post, fields["id"])
        author = "" if fields["author"] == ANONYMOUS else fields["author"]
        answered = fields.get("reply-to")
        yield ParsedComment(
            guid=number,
            html="" if _is_removed(section) else section.html,
            author=author,
            author_key=AUTHOR_KEY if author == AUTHOR else "",
            published=datetime.fromisoformat(fields["published"]),
            parent=_number(post, answered) if answered else "",
            post=f"{BLOG_TAG}.post-{post.id}",
            post_url=HOST + post.path,
            url=f"{HOST}{post.path}#c{number}",
            base=HOST + post.path,
            removed=Removed.BY_AUTHOR if _is_removed(section) else Removed.NO,
        )


def _is_removed(section: Section) -> bool:
    return section.fields.get("removed") == "yes"


def _number(post: Post, name: str) -> str:
    return number_of(f"{post.id}/{name}")
