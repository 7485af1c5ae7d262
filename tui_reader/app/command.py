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
    SELECTION = "selection"
    """A text while a part of it is selected."""
    OUTLINE = "outline"
    """The screen with the headings of an article."""
    THREAD = "thread"
    """The screen with a post's comments."""
    REMARKS = "remarks"
    """The comments on it."""
    RECENT = "recent"
    """The screen with the newest comments."""
    RECENT_ROWS = "recent_rows"
    """The comments on it."""

    LINKS = "links"
    """The screen with all links of a text."""
    SEARCH = "search"
    """The screen that searches everything: letters go to its line."""
    RULES = "rules"
    """The screen with the rules that hide posts."""

    STEPS = "steps"
    """The screen with what was done."""
    SHEET = "sheet"
    """The screen with one blog's name, folders and settings."""
    SETTINGS = "settings"
    """The screen with all settings."""

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
    Scope.SELECTION: "Selecting text",
    Scope.OUTLINE: "The outline",
    Scope.THREAD: "The comments of a post",
    Scope.REMARKS: "The comments of a post",
    Scope.RECENT: "Recent comments",
    Scope.RECENT_ROWS: "Recent comments",
    Scope.LINKS: "The list of links",
    Scope.SETTINGS: "The settings",
    Scope.SEARCH: "Searching everything",
    Scope.RULES: "Hiding posts by rule",
    Scope.STEPS: "What was done",
    Scope.SHEET: "The sheet of a blog",
}

_READER: Final = (Scope.APP, Scope.READER, Scope.PANES, Scope.POST)
PLACES: Final = (
    frozenset({Scope.APP, Scope.READER, Scope.PANES, Scope.BLOGS}),
    frozenset({*_READER, Scope.POSTS}),
    frozenset({*_READER, Scope.TEXT, Scope.ARTICLE}),
    frozenset({Scope.APP, Scope.SELECTION}),
    frozenset({Scope.APP, Scope.OUTLINE}),
    frozenset({Scope.APP, Scope.THREAD, Scope.TEXT, Scope.REMARKS}),
    frozenset({Scope.APP, Scope.RECENT, Scope.RECENT_ROWS}),
    frozenset({Scope.APP, Scope.LINKS}),
    frozenset({Scope.APP, Scope.SETTINGS}),
    frozenset({Scope.APP, Scope.SEARCH}),
    frozenset({Scope.APP, Scope.RULES}),
    frozenset({Scope.APP, Scope.STEPS}),
    frozenset({Scope.APP, Scope.SHEET}),
)
"""Where the keys can go, and the scopes that work there side by side.

The post's keys work in the sidebar too, except those that the sidebar has a use of its own for.
"""


def meet(one: Scope, other: Scope) -> bool:
    """Tell whether there is a place where the keys of both scopes work."""
    return any(one in place and other in place for place in PLACES)


def headings_from(scope: Scope) -> tuple[str, ...]:
    """Return all headings: that of a scope, those of others that work beside it, the rest."""
    beside = (each for place in PLACES if scope in place for each in Scope if each in place)
    own = [each for each in (scope, *beside) if scope is not Scope.APP and each is not Scope.APP]
    return tuple(dict.fromkeys(HEADINGS[each] for each in (*own, *Scope)))


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
