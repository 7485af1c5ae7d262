"""A blog's life as its archive gadget shows it: months, labels, pages, authors, with counts."""

from dataclasses import dataclass
from typing import NamedTuple


class Month(NamedTuple):
    """One month of a blog, by the blog's own calendar."""

    year: int
    month: int
    kept: int
    """Posts kept."""
    total: int | None = None
    """Posts the blog says it has in it; None if it does not say."""


class Named(NamedTuple):
    """A label or an author, and how many kept posts have it."""

    name: str
    posts: int


class StaticPage(NamedTuple):
    """A page that stands beside the posts, such as "About"."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class Tree:
    """What the sidebar unfolds under a blog."""

    months: tuple[Month, ...] = ()
    """Newest first; months without a post are left out."""
    labels: tuple[Named, ...] = ()
    """Most used first, as the blog spells them."""
    pages: tuple[StaticPage, ...] = ()
    authors: tuple[Named, ...] = ()
    """Most posts first."""
