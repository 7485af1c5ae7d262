"""What a command is, and the places where commands work. Pure data, no Textual."""

from enum import StrEnum
from typing import Final, NamedTuple


class Scope(StrEnum):
    """The narrowest part of the screen that owns a command."""

    APP = "app"
    READER = "reader"
    PANES = "panes"
    POST = "post"
    BLOGS = "blogs"
    POSTS = "posts"
    TEXT = "text"
    """An article or a thread: whatever is read by scrolling."""
    ARTICLE = "article"

    @property
    def heading(self) -> str:
        """What help and manual call the place where these keys work."""
        return HEADINGS[self]


HEADINGS: Final = {
    Scope.APP: "Anywhere",
    Scope.READER: "Anywhere",
    Scope.PANES: "Anywhere",
    Scope.POST: "The post you are on",
    Scope.BLOGS: "Blogs",
    Scope.POSTS: "Posts",
    Scope.TEXT: "Article and comments",
    Scope.ARTICLE: "Article",
}

_READER: Final = (Scope.APP, Scope.READER, Scope.PANES, Scope.POST)
PLACES: Final = (
    frozenset({*_READER, Scope.BLOGS}),
    frozenset({*_READER, Scope.POSTS}),
    frozenset({*_READER, Scope.TEXT, Scope.ARTICLE}),
)
"""Where the keys can go, and the scopes that work there side by side."""


def meet(one: Scope, other: Scope) -> bool:
    """Tell whether there is a place where the keys of both scopes work."""
    return any(one in place and other in place for place in PLACES)


class Command(NamedTuple):
    """One thing a person can ask for."""

    id: str
    """Name in ``[keys]`` of the configuration, ``Binding.id`` and ``action_<id>``."""
    keys: str
    label: str
    """Two or three words, for the key bar and the palette."""
    scope: Scope
    help: str
    """One sentence."""
    in_bar: bool = False
    """Whether the bar at the bottom shows it."""

    @property
    def key_list(self) -> tuple[str, ...]:
        """The keys, one by one."""
        return tuple(key.strip() for key in self.keys.split(","))
