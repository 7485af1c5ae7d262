"""The lines of the sidebar: blogs; below them months, labels, pages and authors. Pure."""

from collections.abc import Container, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from tui_reader.app.format import MONTHS, count
from tui_reader.app.widgets.painting import signs
from tui_reader.models import Blog, Period, PostQuery, View

if TYPE_CHECKING:
    from tui_reader.models import Month, Tree

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


class Branches:
    """Makes the lines of one blog.

    Args:
        opened: The keys of what is unfolded.
        draw: The signs.
    """

    def __init__(self, opened: Container[str], draw: Mapping[str, str]) -> None:
        self._opened = opened
        self._draw = draw

    def blog(self, blog: Blog, tree: "Tree | None") -> Iterator[Shelf]:
        """Yield a blog's line; where it is unfolded, what lies below it too."""
        key = str(blog.id)
        is_open = key in self._opened
        yield Shelf(
            key,
            Kind.BLOG,
            blog.title,
            self._draw["failed"] if blog.error else self._fold_sign(is_open),
            is_open=is_open,
            number=count(blog.unread) if blog.unread or blog.posts_total is not None else "",
            size="" if blog.posts_total is None else count(max(blog.posts_total, blog.posts)),
            blog_id=blog.id,
            has_unread=blog.unread > 0,
            is_failing=blog.error is not None,
            is_visiting=not (blog.is_followed or blog.is_guide),
        )
        if is_open and tree:
            yield from self._below(blog, key, tree)

    def _below(self, blog: Blog, key: str, tree: "Tree") -> Iterator[Shelf]:
        for year, months in groupby(tree.months, lambda month: month.year):
            yield from self._year(blog.id, key, year, tuple(months))
        labels = [
            Shelf(f"{key}/labels/{name.casefold()}", Kind.LABEL, name, number=count(posts))
            for name, posts in tree.labels
        ]
        yield from self._branch(blog.id, f"{key}/labels", Kind.LABELS, "Labels", labels)
        pages = [
            Shelf(f"{key}/pages/{page_id}", Kind.PAGE, title, page_id=page_id)
            for page_id, title in tree.pages
        ]
        yield from self._branch(blog.id, f"{key}/pages", Kind.PAGES, "Pages", pages)
        authors = [
            Shelf(f"{key}/authors/{name}", Kind.AUTHOR, name, number=count(posts))
            for name, posts in tree.authors
        ]
        if len(authors) > 1:
            yield from self._branch(blog.id, f"{key}/authors", Kind.AUTHORS, "Authors", authors)
        if blog.comments:
            title = "Recent comments"
            yield Shelf(f"{key}/comments", Kind.COMMENTS, title, depth=1, blog_id=blog.id)

    def _year(
        self, blog_id: int, key: str, year: int, months: "Sequence[Month]"
    ) -> Iterator[Shelf]:
        year_key = f"{key}/{year}"
        lines = [
            Shelf(
                f"{year_key}-{month.month:02}",
                Kind.MONTH,
                MONTHS[month.month - 1],
                number=kept_words(month.kept, month.total),
                period=Period(year, month.month),
            )
            for month in months
        ]
        kept = sum(month.kept for month in months)
        total = sum(max(month.kept, month.total or 0) for month in months)
        period = Period(year)
        number = kept_words(kept, total)
        head = Shelf(year_key, Kind.YEAR, str(year), number=number, period=period)
        yield from self._unfolded(blog_id, head, lines)

    def _branch(
        self, blog_id: int, key: str, kind: Kind, title: str, lines: list[Shelf]
    ) -> Iterator[Shelf]:
        if lines:
            head = Shelf(key, kind, title, number=count(len(lines)))
            yield from self._unfolded(blog_id, head, lines)

    def _unfolded(self, blog_id: int, head: Shelf, lines: list[Shelf]) -> Iterator[Shelf]:
        """Yield a line that can be unfolded, and its lines where it is."""
        is_open = head.key in self._opened
        sign = self._fold_sign(is_open)
        yield head._replace(sign=sign, depth=1, is_open=is_open, blog_id=blog_id)
        if is_open:
            yield from (line._replace(depth=2, blog_id=blog_id) for line in lines)

    def _fold_sign(self, is_open: bool) -> str:
        return self._draw["unfolded" if is_open else "folded"]


def kept_words(kept: int, total: int | None) -> str:
    """Return ``31``, or ``12/31`` where the blog says that it has more than is kept."""
    return f"{count(kept)}/{count(total)}" if total and total > kept else count(kept)


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
