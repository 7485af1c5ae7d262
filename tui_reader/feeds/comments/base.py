"""What a way to a blog's comments is. No way here, and no network.

A way asks, reads and says where it is. It never waits out a server and never tries again: what
fails is raised, and whoever walks goes on later from the last cursor that was stored.
"""

from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple, Protocol

from tui_reader.errors import FeedError, FetchError
from tui_reader.feeds.archive.base import Asks
from tui_reader.feeds.comments.document import comment_id
from tui_reader.limits import THREAD_COMMENTS, THREAD_LETTERS
from tui_reader.models import ArchiveSource, ParsedComment, ParsedComments, ThreadSource

REFUSALS: Final = frozenset({400, 401, 403, 404, 405, 406, 410, 501})
"""Statuses that say: not this way."""
FEED: Final = "comments"
"""The worker's task that reads a feed of comments."""


@dataclass(frozen=True, slots=True)
class CommentsPage:
    """One step of a walk through all comments of a blog, to be stored whole with its cursor."""

    comments: tuple[ParsedComment, ...]
    cursor: str
    """Where the walk goes on when this page is stored."""
    is_last: bool = False
    total: int | None = None
    """How many comments the blog has, by its own word."""


@dataclass(slots=True)
class Gathered:
    """The comments of one post as they come, each once, up to a bound."""

    found: dict[str, ParsedComment] = field(default_factory=dict)
    """By their guids."""
    letters: int = 0
    is_stuck: bool = False
    """Whether the server gives the same again and again: there may be more."""

    def add(self, comments: Iterable[ParsedComment]) -> int:
        """Take comments in, later ones in place of earlier; give how many there are now."""
        for comment in comments:
            known = self.found.get(comment.guid)
            self.letters += len(comment.html) - (len(known.html) if known else 0)
            self.found[comment.guid] = comment
        return len(self.found)

    @property
    def is_full(self) -> bool:
        """Whether no more are taken: no post has so many, but a server can make them up."""
        return len(self.found) >= THREAD_COMMENTS or self.letters >= THREAD_LETTERS

    def linked(self) -> tuple[ParsedComment, ...]:
        """Give them, replies at their parents."""
        return linked(self.found.values())


class Newest(NamedTuple):
    """Where a blog shows its newest comments."""

    url: str
    task: str
    """What reads the answer."""


class Way(Protocol):
    """One way to a blog's comments."""

    @property
    def name(self) -> str:
        """One word; it stands in cursors."""

    async def thread(
        self, source: ThreadSource, asks: Asks, blog: ArchiveSource
    ) -> ParsedComments | None:
        """Bring all comments of one post, in any order; None where this is not the way.

        ``total`` is set only where the number is sure: by the blog's word, or because all of them
        have been seen.

        Raises:
            FetchError: The blog cannot be asked now.
            FeedError: What it answers cannot be read now.
        """

    def walk(
        self, blog: ArchiveSource, asks: Asks, cursor: str
    ) -> AsyncGenerator[CommentsPage, None]:
        """Bring the comments of all posts from a cursor on (empty: from the newest).

        It yields nothing where this is not the way; otherwise its last page has ``is_last``.

        Raises:
            FetchError: An answer did not come; the cursor of the last page is good.
            FeedError: One came that cannot be read.
        """

    def newest(self, blog: ArchiveSource) -> Newest | None:
        """Say where the newest comments of a blog are; None where this is not the way."""


def is_refusal(error: FetchError | FeedError) -> bool:
    """Whether a failure says that there is nothing to be had this way, now or later."""
    if isinstance(error, FeedError):
        return error.error_class == "not-a-feed"
    return error.status in REFUSALS


def linked(comments: Iterable[ParsedComment]) -> tuple[ParsedComment, ...]:
    """Give each comment once, and those that say so (RFC 4685) to the comment they reply to.

    Only where all comments are together can be told whether a reply is to a comment or the post.
    """
    found = {comment.guid: comment for comment in comments}
    return tuple(_at_parent(comment, found.keys()) for comment in found.values())


def _at_parent(comment: ParsedComment, guids: Iterable[str]) -> ParsedComment:
    named = comment_id(comment.post)
    if comment.parent or named == comment.guid or named not in guids:
        return comment
    return replace(comment, parent=named, post="")
