"""The lines of one blog in the sidebar: months, labels, pages and authors lie below it. Pure."""

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from tui_reader.app.format import MONTHS, count
from tui_reader.app.widgets.shelf import Kind, Shelf
from tui_reader.models import Blog, Period

if TYPE_CHECKING:
    from tui_reader.models import Month, Tree

Heads = dict[tuple[int, str], tuple[Blog, int, bool, Shelf]]
"""The lines of blogs that were made before, by blog and place, with what they were made of."""


class Branches:
    """Makes the lines of one blog.

    Args:
        opened: The keys of what is unfolded.
        draw: The signs.
        heads: What was made before, and is made: of 20,000 lines only those that change are made
            again. None: nothing is kept, which is quicker for once.
    """

    def __init__(
        self, opened: Container[str], draw: Mapping[str, str], heads: Heads | None = None
    ) -> None:
        self._opened = opened
        self._draw = draw
        self._heads = heads

    def blog(
        self, blog: Blog, tree: "Tree | None", depth: int = 0, place: str = ""
    ) -> Iterator[Shelf]:
        """Yield a blog's line; where it is unfolded, what lies below it too.

        Args:
            blog: The blog.
            tree: What lies below it, where that is known.
            depth: How many folders it lies in.
            place: The key of the innermost.
        """
        key = str(blog.id)
        is_open = key in self._opened
        made = self._heads.get((blog.id, place)) if self._heads else None
        if made and made[:3] == (blog, depth, is_open):
            yield made[3]
        else:
            head = self._head(blog, key, depth, place, is_open=is_open)
            if self._heads is not None:
                self._heads[blog.id, place] = (blog, depth, is_open, head)
            yield head
        if is_open and tree:
            for line in self._below(blog, key, tree):
                yield line._replace(depth=line.depth + depth, place=place)

    def _head(self, blog: Blog, key: str, depth: int, place: str, *, is_open: bool) -> Shelf:
        return Shelf(
            key,
            Kind.BLOG,
            blog.title,
            self._blog_sign(blog, is_open),
            depth,
            is_open=is_open,
            number=count(blog.unread) if blog.unread or blog.posts_total is not None else "",
            size="" if blog.posts_total is None else count(max(blog.posts_total, blog.posts)),
            blog_id=blog.id,
            has_unread=blog.unread > 0,
            is_failing=blog.error is not None and not blog.is_paused,
            is_visiting=not (blog.is_followed or blog.is_guide),
            is_paused=blog.is_paused,
            place=place,
        )

    def _blog_sign(self, blog: Blog, is_open: bool) -> str:
        if blog.is_paused:
            return self._draw["paused"]
        return self._draw["failed"] if blog.error else self.fold_sign(is_open)

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
        sign = self.fold_sign(is_open)
        yield head._replace(sign=sign, depth=1, is_open=is_open, blog_id=blog_id)
        if is_open:
            yield from (line._replace(depth=2, blog_id=blog_id) for line in lines)

    def fold_sign(self, is_open: bool) -> str:
        """Return what stands before a line that can be unfolded."""
        return self._draw["unfolded" if is_open else "folded"]


def kept_words(kept: int, total: int | None) -> str:
    """Return ``31``, or ``12/31`` where the blog says that it has more than is kept."""
    return f"{count(kept)}/{count(total)}" if total and total > kept else count(kept)
