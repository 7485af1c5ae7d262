"""What one post says, what a person marks, and whether the network answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from tui_reader.models.kept import Flag, PostRow


class PageTextState(NamedTuple):
    """That a post's text is kept as its own page has it, beside the one of its feed."""

    is_shown: bool
    """Whether it is what is read, counted and searched."""
    is_stale: bool
    """Whether the feed's own text has changed since the page was fetched."""


@dataclass(frozen=True, slots=True)
class Article:
    """One post, whole."""

    row: PostRow
    guid: str
    url: str
    author: str
    html: str
    base: str
    updated: datetime | None
    first_seen: datetime
    comments_url: str
    comments_feed: str
    is_summary: bool
    enclosures: tuple[str, ...]
    position: float
    """How far it was read, 0.0 to 1.0 of its text (letters before the top line)."""
    page_text: PageTextState | None = None
    """None: nobody has fetched the text of its page. ``html`` is the one that is shown."""
    note: str = ""
    """What the person wrote about it, in Markdown; empty: nothing."""


class Seen(NamedTuple):
    """What a person had seen of a post when they last read it."""

    post_id: int
    comments: int | None
    """How many there were; None if it was never read, or nobody knew."""
    is_changed: bool
    """Whether it was edited since."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that was set, with what it takes to undo it."""

    flag: Flag
    value: bool
    post_ids: tuple[int, ...]
    """Only the posts whose flag really changed."""
    seen: tuple[Seen, ...] = ()
    """Of a mark of reading: what had been seen of these posts before, where that is anything."""


@dataclass(frozen=True, slots=True)
class Connection:
    """What is known of the network, from what really happened."""

    is_offline: bool
    asked_for: bool = False
    """Offline because the person said so (``--offline``)."""
    since: datetime | None = None
    """When offline: the last time any server answered; None if never."""
    last_fetch: datetime | None = None
    """The last good answer of any blog, from the store."""
