"""The built-in guide: a small blog about this reader, as the bytes of a Blogger posts feed.

No network, no store, no parsing of feeds: it is read like any other blog, by the same parser.
"""

import hashlib

from tui_reader.guide.atom import posts_feed
from tui_reader.guide.sources import read_posts

__all__ = ["document", "version"]


def document() -> bytes:
    """The whole guide as one Atom document (UTF-8), newest post first; always the same bytes."""
    return posts_feed(read_posts()).encode()


def version() -> str:
    """A short name of the guide's text: another text has another name (12 hex digits)."""
    return hashlib.sha256(document()).hexdigest()[:12]
