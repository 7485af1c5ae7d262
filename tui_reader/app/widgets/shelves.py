"""The lines of the sidebar: blogs; below them months, labels, pages and authors. Pure."""

from collections.abc import Container, Mapping, Sequence
from typing import TYPE_CHECKING

from tui_reader.app.format import count
from tui_reader.app.widgets.branches import Branches
from tui_reader.app.widgets.painting import signs
from tui_reader.app.widgets.shelf import ALL_POSTS, STARRED, Kind, Shelf
from tui_reader.models import Blog, PostQuery, View

if TYPE_CHECKING:
    from tui_reader.models import Tree


class Everything:
    """Holds every key: for a sidebar with all its branches unfolded."""

    def __contains__(self, key: object) -> bool:
        """Say yes."""
        return True


def shelves(
    blogs: Sequence[Blog],
    stars: int,
    trees: "Mapping[int, Tree]",
    opened: Container[str],
    *,
    ascii_signs: bool,
) -> list[Shelf]:
    """Return the lines of the sidebar.

    Args:
        blogs: In the order to be shown.
        stars: How many posts are starred, whatever became of their blogs.
        trees: What lies below a blog, as far as it is known.
        opened: The keys of what is unfolded.
        ascii_signs: Plain letters for signs.
    """
    draw = signs(ascii_signs=ascii_signs)
    unread = sum(blog.unread for blog in blogs if blog.is_followed)
    lines = [
        _top(ALL_POSTS, Kind.ALL, "All posts", draw["unread"], unread),
        _top(STARRED, Kind.STARS, "Starred", draw["star"], stars),
    ]
    branches = Branches(opened, draw)
    for blog in blogs:
        lines += branches.blog(blog, trees.get(blog.id))
    return lines


def _top(key: str, kind: Kind, title: str, sign: str, posts: int) -> Shelf:
    """Return a line above the blogs."""
    number = count(posts) if posts else ""
    return Shelf(key, kind, title, sign, number=number, has_unread=posts > 0)


def parent_of(lines: Sequence[Shelf], at: int) -> int | None:
    """Return where the line stands that a line lies below; None at the edge."""
    depth = lines[at].depth
    return next((above for above in range(at, -1, -1) if lines[above].depth < depth), None)


def keys_above(lines: Sequence[Shelf], at: int) -> frozenset[str]:
    """Return the keys of all lines that a line lies below."""
    above = parent_of(lines, at)
    return frozenset() if above is None else keys_above(lines, above) | {lines[above].key}


def keys_of(query: PostQuery) -> tuple[str, ...]:
    """Return the keys of the lines that stand for a list of posts, the narrowest first."""
    if query.blog_id is None:
        return (STARRED if query.view is View.STARRED else ALL_POSTS,)
    blog = str(query.blog_id)
    if query.label:
        return f"{blog}/labels/{query.label.casefold()}", f"{blog}/labels", blog
    if query.author:
        return f"{blog}/authors/{query.author}", f"{blog}/authors", blog
    if query.pages:
        return f"{blog}/pages", blog
    if query.period is None:
        return (blog,)
    year = f"{blog}/{query.period.year}"
    return (f"{year}-{query.period.month:02}", year, blog) if query.period.month else (year, blog)
