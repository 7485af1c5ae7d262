"""What the file of a blog's backup holds, piece by piece."""

from dataclasses import dataclass

from tui_reader.models.discussion import ParsedComment
from tui_reader.models.wire import ParsedFeed, ParsedPost


@dataclass(frozen=True, slots=True)
class BackupHead:
    """Which blog a backup is of; known before its posts are read."""

    kind: str
    """``blogger-export``, ``blogger-takeout`` or ``wxr``."""
    feed: ParsedFeed
    """What is known of the blog; without posts."""
    feed_url: str
    """Where its posts feed must be; empty if the backup does not say where the blog lives."""


@dataclass(frozen=True, slots=True)
class BackupPart:
    """Some posts, pages and comments of a backup, in the file's order."""

    posts: tuple[ParsedPost, ...] = ()
    pages: tuple[ParsedPost, ...] = ()
    comments: tuple[ParsedComment, ...] = ()
    share: float = 0.0
    """How much of the file has been read, 0.0 to 1.0."""
    left_out: int = 0
    """Drafts, spam, trash and the like in this part."""
    note: str = ""
    """What is wrong with the file, e.g. that it ends in the middle."""
