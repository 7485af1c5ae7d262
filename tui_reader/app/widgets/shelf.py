"""One line of the sidebar: which posts it stands for, and what it says. Pure."""

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from tui_reader.models import Period, PostQuery, Sort, View

if TYPE_CHECKING:
    from tui_reader.query.tree import Filter

ALL_POSTS = "all"
STARRED = "starred"
NEW = "new"
TAGS = "tags"


class Kind(StrEnum):
    """What a line of the sidebar stands for."""

    NEW = "new"
    ALL = "all"
    STARS = "stars"
    SEARCH = "search"
    TAGS = "tags"
    TAG = "tag"
    FOLDER = "folder"
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
    """Its name, the same at the next start; unique among those that stand in one folder."""
    kind: Kind
    title: str
    sign: str = " "
    depth: int = 0
    """0: at the edge; one more for each line that it lies below."""
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
    is_paused: bool = False
    words: str = ""
    """What chooses its posts, where it is more than a blog or a part of one."""
    sort: str = ""
    """Of a saved search: its order."""
    path: tuple[str, ...] = ()
    """Of a folder: its names, the outermost first."""
    place: str = ""
    """The key of the folder it stands in: a blog may stand in several."""

    @property
    def view(self) -> View | None:
        """A view that this line fixes; None keeps the view as it is."""
        return View.STARRED if self.kind is Kind.STARS else None

    @property
    def query(self) -> PostQuery:
        """The posts of a line that stands for a part of a blog, or for words.

        Raises:
            QueryError: Its words mean nothing to this version.
        """
        return PostQuery(
            blog_id=self.blog_id,
            period=self.period,
            label=self.title if self.kind is Kind.LABEL else "",
            author=self.title if self.kind is Kind.AUTHOR else "",
            pages=self.kind in (Kind.PAGES, Kind.PAGE),
            filter=self._filter,
            sort=next((sort for sort in Sort if sort.value == self.sort), Sort.NEWEST),
        )

    @property
    def _filter(self) -> "Filter | None":
        if not self.words:
            return None
        from tui_reader.query import parse  # the first picture asks for no words

        return parse(self.words)
