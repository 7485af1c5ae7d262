"""What an examination of a blog, or of the program's own store, found."""

from dataclasses import dataclass
from typing import NamedTuple


class Finding(NamedTuple):
    """One thing that was looked at."""

    topic: str
    """``feed``, ``archive``, ``store`` …: one word."""
    words: str
    """What was seen, as a sentence."""
    is_wrong: bool = False
    """Whether something should be done about it."""


@dataclass(frozen=True, slots=True)
class StoreHealth:
    """What a store says of itself."""

    version: int
    """How many migrations it went through."""
    bytes: int
    free_bytes: int
    """Of those, what nothing uses."""
    fault: str
    """What SQLite's check complains of; empty: nothing."""
    blogs: int
    posts: int
    comments: int
    pending: int
    """Posts that the search index does not know as they are now."""
    pictures: int
    picture_bytes: int


@dataclass(frozen=True, slots=True)
class BlogFacts:
    """What is kept of one blog, as far as it tells what can be had of it."""

    posts: int
    cut: int
    """Posts whose feed gives only the beginning, and whose page is not kept."""
    whole_pages: int
    """Cut posts whose whole text was fetched from their pages."""
    counted: int
    """Posts of which the number of comments is known."""
    comment_feeds: int
    """Posts that name a feed of their comments."""
    threads: int
    """Threads kept."""
