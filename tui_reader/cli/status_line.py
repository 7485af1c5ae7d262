"""One line of one's own about blogs, for status bars: ``blogs --format '{unread} unread'``.

Only names in braces are replaced: nothing that a blog says can ask for more.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from tui_reader.clean import clean_line
from tui_reader.config.nearest import suggest
from tui_reader.errors import UsageError
from tui_reader.models import Blog

_NAME: Final = re.compile(r"\{(\w+)\}")

OF_A_BLOG: Final[Mapping[str, Callable[[Blog], object]]] = {
    "id": lambda blog: blog.id,
    "title": lambda blog: blog.title,
    "host": lambda blog: blog.host,
    "url": lambda blog: blog.url,
    "posts": lambda blog: blog.posts,
    "total": lambda blog: "?" if blog.posts_total is None else blog.posts_total,
    "unread": lambda blog: blog.unread,
    "starred": lambda blog: blog.starred,
    "comments": lambda blog: blog.comments,
    "error": lambda blog: blog.error.error_class if blog.error else "",
}
_SUMS: Final = ("posts", "unread", "starred", "comments")


def line_of(blog: Blog, form: str) -> str:
    """Return the line of one blog; UsageError for a name that there is not."""
    return _filled(form, {name: get(blog) for name, get in OF_A_BLOG.items()})


def line_of_all(blogs: Iterable[Blog], form: str) -> str:
    """Return one line for all blogs together; UsageError for a name that there is not."""
    counted = list(blogs)
    values: dict[str, object] = {
        name: sum(getattr(blog, name) for blog in counted) for name in _SUMS
    }
    values |= {"blogs": len(counted), "failing": sum(blog.error is not None for blog in counted)}
    return _filled(form, values)


def _filled(form: str, values: Mapping[str, object]) -> str:
    def value(found: re.Match[str]) -> str:
        if found[1] not in values:
            near = suggest(found[1], list(values))
            raise UsageError(f"--format knows no {{{found[1]}}}{near} It knows {_names(values)}.")
        return str(values[found[1]])

    return clean_line(_NAME.sub(value, form))


def _names(values: Iterable[str]) -> str:
    return " ".join(f"{{{name}}}" for name in values)
