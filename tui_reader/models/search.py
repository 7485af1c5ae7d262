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
