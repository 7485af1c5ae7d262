"""What readers said: comments as a blog serves them, and threads as they are kept."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Removed(StrEnum):
    """Who removed a comment; it still counts, and its replies still hang on it."""

    NO = ""
    BY_AUTHOR = "author"
    BY_BLOG = "blog"
    UNKNOWN = "unknown"
    """It was removed, and by whom is not surely known."""


@dataclass(frozen=True, slots=True)
class ParsedComment:
    """One comment as its blog gives it, cleaned."""

    guid: str
    """Unique within its blog's comments; as text (Blogger's numbers pass 2^53)."""
    html: str
    author: str = ""
    """Empty: anonymous."""
    author_key: str = ""
    """What tells one author from another on this blog: a profile's address, ``user:7``."""
    author_url: str = ""
    published: datetime | None = None
    parent: str = ""
    """``guid`` of the comment it replies to; empty: it speaks to the post."""
    post: str = ""
    """The post's guid, where the comment says it (Blogger), else empty."""
    post_url: str = ""
    """The post's page, absolute, where it says that."""
    url: str = ""
    """The comment's own place on the page."""
    base: str = ""
    removed: Removed = Removed.NO


@dataclass(frozen=True, slots=True)
class ParsedComments:
    """One document with comments: of one post, or of the whole blog."""

    comments: tuple[ParsedComment, ...]
    """In document order."""
    total: int | None = None
    """How many comments there are in all, by the blog's own word (replies included)."""
    next_url: str = ""
    pages: int | None = None
    """How many documents there are in all, where that is told (WordPress)."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One kept comment, at its place in a thread."""

    id: int
    parent_id: int | None
    depth: int
    """0: speaks to the post."""
    replies: int
    """All comments below it."""
    author: str
    """Empty: anonymous."""
    author_url: str
    is_author: bool
    """Written by whoever wrote the post: known by the blog's own word, never by a name alone."""
    published: datetime | None
    html: str
    base: str
    url: str
    removed: Removed
    is_gone: bool
    """No longer on the blog; this is the kept copy."""
    is_new: bool
    """Arrived since the thread was last read."""


@dataclass(frozen=True, slots=True)
class Thread:
    """What is kept of one post's comments."""

    post_id: int
    title: str
    """The post's title."""
    comments: tuple[Comment, ...]
    """In reading order: oldest first, replies under their parent."""
    count: int | None
    """The post's comment count by the blog's own word; None: closed or unknown."""
    fetched: datetime | None
    """When the whole thread was last asked for; None: never."""
    is_whole: bool
    """Whether every comment the blog spoke of is here."""
    url: str = ""
    """The page on which comments are read and written."""


@dataclass(frozen=True, slots=True)
class ThreadSource:
    """What it takes to ask for one post's comments."""

    post_id: int
    blog_id: int
    title: str
    guid: str
    url: str
    comments_feed: str
    count: int | None
    kept: int
    """Comments kept, without those that are gone."""
    fetched: datetime | None
    asked: int | None = None
    """The post's count when its thread was last asked for; None: never, or it was unknown."""


@dataclass(frozen=True, slots=True)
class RecentComment:
    """A comment in the list of a blog's newest ones."""

    comment: Comment
    post_id: int
    post_title: str
    blog_title: str
