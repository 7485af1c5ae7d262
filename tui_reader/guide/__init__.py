"""The built-in guide: a small blog about this reader, as the bytes of a Blogger posts feed.

No network, no store, no parsing of feeds: it is read like any other blog, by the same parser.
"""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui_reader.guide.atom import HOST, posts_feed
from tui_reader.guide.sources import Section, read_posts

if TYPE_CHECKING:
    from tui_reader.models import ParsedComments

__all__ = ["document", "threads", "version"]


def document() -> bytes:
    """The whole guide as one Atom document (UTF-8), newest post first; always the same bytes."""
    return posts_feed(read_posts()).encode()


def threads() -> "Iterator[tuple[str, ParsedComments]]":
    """The comments of each post that has any, by the address of its page."""
    from tui_reader.guide.comments import comments_of

    for post in read_posts():
        if post.comments:
            yield HOST + post.path, comments_of(post)


def version() -> str:
    """A short name of the guide's text, its comments included: another text has another name."""
    said = [repr(_told(each)) for post in read_posts() for each in post.comments or ()]
    return hashlib.sha256(document() + "\n".join(said).encode()).hexdigest()[:12]


def _told(section: Section) -> tuple[list[tuple[str, str]], str]:
    return sorted(section.fields.items()), section.html
