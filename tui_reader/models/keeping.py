"""What a person makes of posts and blogs, and the steps that can be taken back."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done, and can be taken back or done again."""

    id: int
    at: datetime
    words: str
    """One sentence: ``Marked 12 posts read.``"""
    is_undone: bool = False
    kind: str = ""
    """What sort of thing: ``mark tag note name folder own search rule follow remove import``."""
    note: str = ""
    """Of one that was just taken back or done again: what of it was not, and why; else empty."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that a person gave to posts."""

    name: str
    posts: int
    unread: int


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """Words that choose posts, kept under a name in the sidebar."""

    id: int
    name: str
    filter: str
    """The words."""
    sort: str = ""
    """A value of ``Sort``; empty: newest first."""


@dataclass(frozen=True, slots=True)
class SearchCount:
    """How many posts a saved search has now."""

    search_id: int
    posts: int
    unread: int
    is_whole: bool = True
    """False while the index does not know all posts yet: there may be more."""


@dataclass(frozen=True, slots=True)
class HideRule:
    """Words that choose posts nobody wants to see."""

    id: int
    filter: str
    added: datetime
    posts: int = 0
    """How many it hides now."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a person wrote about a post."""

    post_id: int
    text: str
    """Markdown."""
    changed: datetime
