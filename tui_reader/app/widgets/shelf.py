"""One line of the sidebar: which posts it stands for, and what it says. Pure."""

from enum import StrEnum
from typing import NamedTuple

from tui_reader.models import Period, PostQuery, View

ALL_POSTS = "all"
STARRED = "starred"


class Kind(StrEnum):
    """What a line of the sidebar stands for."""

    ALL = "all"
    STARS = "stars"
    BLOG = "blog"
    YEAR = "year"
    MONTH = "month"
    LABELS = "labels"
    LABEL = "label"
    PAGES = "pages"
    PAGE = "page"
    AUTHORS = "authors"
    AUTHOR = "author"
    COMMENTS = "comments"


class Shelf(NamedTuple):
    """One line of the sidebar: which posts it stands for, and what it says."""

    key: str
    """Its name, unique and the same at the next start."""
    kind: Kind
    title: str
    sign: str = " "
    depth: int = 0
    """0: at the edge; 1 and 2: below a blog."""
    is_open: bool | None = None
    """Whether what lies below it is shown; None: there is nothing below it."""
    number: str = ""
    """How many posts, as words."""
    size: str = ""
    """Of a blog: how many posts it has, by its own word."""
    blog_id: int | None = None
    period: Period | None = None
    page_id: int | None = None
    has_unread: bool = False
    is_failing: bool = False
    is_visiting: bool = False

    @property
    def view(self) -> View | None:
        """A view that this line fixes; None keeps the view as it is."""
        return View.STARRED if self.kind is Kind.STARS else None

    @property
    def query(self) -> PostQuery:
        """The posts of a line that stands for a part of a blog."""
        return PostQuery(
            blog_id=self.blog_id,
            period=self.period,
            label=self.title if self.kind is Kind.LABEL else "",
            author=self.title if self.kind is Kind.AUTHOR else "",
            pages=self.kind in (Kind.PAGES, Kind.PAGE),
        )
