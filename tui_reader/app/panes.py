"""How the panes share the screen at each width. Pure."""

from enum import StrEnum
from typing import NamedTuple

WIDE = 120
MEDIUM = 80
LEAST = 16
"""A pane that is shown beside another has at least so many cells."""


class PaneName(StrEnum):
    """A pane; the value is its widget's id."""

    BLOGS = "blogs"
    POSTS = "posts"
    ARTICLE = "article"


class Sizes(NamedTuple):
    """What the person chose, in cells at a width of 120; remembered over restarts."""

    blogs: int = 26
    posts: int = 42


class Arrangement(NamedTuple):
    """Cells of each pane, with the line at its left; 0 is hidden."""

    blogs: int
    posts: int
    article: int
    is_overlay: bool = False
    """Whether the blogs lie over the other panes."""


def arrange(
    width: int, pane: PaneName, sizes: Sizes, *, is_zoomed: bool, shows_blogs: bool
) -> Arrangement:
    """Return how the panes share ``width`` cells.

    Args:
        width: Cells of the screen; 0 is allowed.
        pane: Where the keys go.
        sizes: What the person chose.
        is_zoomed: The pane has the whole screen.
        shows_blogs: The person wants the sidebar; on a screen under 120 cells it comes over the
            posts only while the keys go to it.
    """
    if is_zoomed or width < MEDIUM:
        return _alone(width, pane)
    posts = _between(LEAST, sizes.posts * width // WIDE, width - LEAST)
    if width < WIDE:
        blogs = posts if pane is PaneName.BLOGS else 0
        return Arrangement(blogs, posts, width - posts, is_overlay=blogs > 0)
    blogs = _between(LEAST, sizes.blogs, width // 3) if shows_blogs else 0
    rest = width - blogs
    posts = _between(LEAST, sizes.posts, rest - LEAST)
    return Arrangement(blogs, posts, rest - posts)


def _alone(width: int, pane: PaneName) -> Arrangement:
    return Arrangement(
        width if pane is PaneName.BLOGS else 0,
        width if pane is PaneName.POSTS else 0,
        width if pane is PaneName.ARTICLE else 0,
    )


def _between(least: int, value: int, most: int) -> int:
    return max(least, min(value, most))
