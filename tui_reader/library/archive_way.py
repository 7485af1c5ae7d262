"""Which way leads to a blog's old posts, by what was asked for and what led there before."""

from dataclasses import dataclass
from typing import Final

from tui_reader.errors import UsageError
from tui_reader.feeds import archive as ways
from tui_reader.feeds.archive.base import LANES, Asks
from tui_reader.library import archive_words as words
from tui_reader.models import ArchiveFound, ArchiveSource, ArchiveState

NO_WAY: Final = "none"
"""The strategy of a blog whose old posts nothing leads to."""

SOUGHT: Final = ArchiveFound("sought", "sought")
"""Stands for the way until it is found: what a person wished for is kept from the first moment."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for."""

    strategy: str = ""
    """This way and no other, from the top; empty: the first that leads anywhere."""
    wayback: bool = False
    arrives_unread: bool = False
    """Whether old posts are news, too."""
    is_wanted: bool = True
    """A person asked for all of it: it goes on by itself at the next start."""
    lanes: int = LANES
    """Requests at once; with one, nothing is asked ahead of what is stored."""


def check(strategy: str) -> None:
    """Raise UsageError where a strategy is named that there is not."""
    if strategy:
        ways.by_name(strategy)


def goes_on(state: ArchiveState, wish: Wish) -> bool:
    """Whether a walk that was begun is what was asked for, and can be gone on with."""
    is_wished = wish.strategy in ("", state.strategy)
    return not state.is_done and is_wished and ways.goes_on(state.strategy, state.cursor)


def lacks_comments(state: ArchiveState, wish: Wish) -> bool:
    """Whether the posts are here, and a walk through the comments was stopped after them."""
    return state.is_done and state.is_wanted and not wish.strategy


async def find_way(
    blog: ArchiveSource, asks: Asks, wish: Wish, state: ArchiveState | None
) -> ArchiveFound:
    """Find a way; one that led to the end once is asked first.

    Raises:
        FetchError: The blog cannot be asked now.
        UsageError: The one way that was asked for leads nowhere.
    """
    former = "" if wish.strategy or state is None else state.strategy
    if former not in ways.NAMES:
        former = ""
    if former and (way := await ways.find(blog, asks, only=former)):
        return way[1]
    if way := await ways.find(blog, asks, only=wish.strategy, wayback=wish.wayback):
        return way[1]
    if wish.strategy:
        raise UsageError(words.wrong_way(wish.strategy))
    note = words.no_way(blog.posts, asked_wayback=wish.wayback)
    return ArchiveFound(NO_WAY, NO_WAY, note=note)
