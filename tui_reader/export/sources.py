"""What writers of an export are given: posts in their order, and what goes with each.

Only shapes. Everything is asked for when it is written, so that of 100,000 posts one is held.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from tui_reader.models import Article, Blog, PostRow, Thread


class PictureFile(NamedTuple):
    """A picture as it is kept."""

    data: bytes
    ending: str
    """``png``, ``jpg``, ``gif`` or ``webp``."""


class Whole(NamedTuple):
    """A post with what goes with it."""

    article: Article
    thread: Thread | None
    """None: comments were not wanted."""
    note: str
    """The person's own, in Markdown; empty: none."""


class Sources(Protocol):
    """Where an export takes its posts from. Every method may wait; none is called twice at once."""

    def rows(self, ids: Sequence[int]) -> Sequence[PostRow]:
        """Posts as lists show them, in the order asked for; vanished ones are left out."""

    def whole(self, post_id: int) -> Whole | None:
        """One post; None: it has vanished."""

    def numbers(self, addresses: Sequence[str]) -> Mapping[str, int]:
        """The posts at these addresses, where they are kept."""

    def have_pictures(self, post_id: int, sources: Sequence[str]) -> None:
        """Make a post's pictures ready to be taken, as far as they are to be had."""

    def picture(self, source: str) -> PictureFile | None:
        """A picture; None: it is not kept."""


@dataclass(frozen=True)
class Head:
    """What is known of the whole before the first post is written."""

    title: str
    blogs: tuple[Blog, ...]
    """Those that have posts in it."""
    with_comments: bool
    with_pictures: bool


@dataclass
class Tally:
    """What has been written so far."""

    posts: int = 0
    comments: int = 0
    pictures: int = 0
    no_pictures: int = 0
    no_comments: int = 0
    last_title: str = ""
    places: set[str] = field(default_factory=set)
    """Names of files of pictures that are written."""

    def count(self, whole: Whole) -> None:
        """Take in one more post."""
        self.posts += 1
        self.last_title = whole.article.row.title
        if whole.thread is not None:
            kept = len(whole.thread.comments)
            self.comments += kept
            self.no_comments += max(0, (whole.thread.count or 0) - kept)
