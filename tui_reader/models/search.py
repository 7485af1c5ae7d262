"""What a search over everything that is kept found."""

from dataclasses import dataclass
from typing import NamedTuple

from tui_reader.models.kept import PostRow


class Piece(NamedTuple):
    """A stretch of a snippet."""

    text: str
    is_match: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One post that was found."""

    row: PostRow
    snippet: tuple[Piece, ...]
    """One line, the words that were found marked in it."""
    comment_id: int | None = None
    """The comment that the snippet is of; None: it is of the post itself."""
    comment_author: str = ""
    """Who wrote that comment."""
    in_note: bool = False
    """Whether the snippet is of the person's own note."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The best of what was found, best first."""

    hits: tuple[Hit, ...]
    total: int
    """How many posts were found."""
    is_bounded: bool = False
    """Whether there are more than were counted: ``total`` is the least there are."""
    pending: int = 0
    """How many posts the index does not know yet as they are now."""


@dataclass(frozen=True, slots=True)
class SiteSearch:
    """How far asking a blog itself for posts with some words is."""

    found: int
    """So many posts it has named by now."""
    new: int
    """So many of them were not kept, and are now."""
    is_done: bool
    note: str = ""
    """What a person should know: one sentence, or nothing."""
