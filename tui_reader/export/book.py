"""How posts become a book: oldest first, a chapter a month, a file a chapter or several.

Known before the first post is written, so that links between posts lead to the right file.
"""

from array import array
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from tui_reader.export.sources import Sources
from tui_reader.limits import CHAPTER_WORDS
from tui_reader.models import PostRow

BATCH: Final = 200
_COMMENT_WORDS: Final = 50
"""About so many words a comment counts for."""
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


class Chapter(NamedTuple):
    """One file of a book."""

    name: str
    """``2019-05``; the second file of a month is ``2019-05-2``."""
    year: int
    month: int
    first: int
    """Position of its first post."""
    last: int
    """Position after its last post."""

    @property
    def title(self) -> str:
        """What stands above it."""
        return f"{MONTHS[self.month - 1]} {self.year}"

    @property
    def is_continued(self) -> bool:
        """Whether it goes on with the month of the file before."""
        return self.name.count("-") > 1


class Book:
    """The posts of a book in their order.

    Args:
        sources: Where they come from.
        ids: The posts, in any order.
        with_comments: Whether their comments take room, too.
    """

    def __init__(self, sources: Sources, ids: Sequence[int], *, with_comments: bool) -> None:
        self._sources = sources
        lines = sorted(_lines(sources, ids, with_comments=with_comments))
        self.ids: Final = array("q", (line.post_id for line in lines))
        self.chapters: Final = tuple(_chapters(lines))
        self._chapter_of: Final = {
            self.ids[position]: number
            for number, chapter in enumerate(self.chapters)
            for position in range(chapter.first, chapter.last)
        }

    def __len__(self) -> int:
        return len(self.ids)

    def chapter_of(self, post_id: int) -> Chapter | None:
        """Give the file in which a post stands; None: it is not in the book."""
        number = self._chapter_of.get(post_id)
        return None if number is None else self.chapters[number]

    def posts_of(self, chapter: Chapter) -> Sequence[int]:
        """Give the posts of a file, oldest first."""
        return self.ids[chapter.first : chapter.last]

    def rows_of(self, chapter: Chapter) -> Iterator[PostRow]:
        """Give the posts of a file as lists show them."""
        posts = self.posts_of(chapter)
        for start in range(0, len(posts), BATCH):
            yield from self._sources.rows(posts[start : start + BATCH])

    def sample(self, number: int) -> Sequence[int]:
        """Give so many posts from all over the book, fewer where it has not as many."""
        return self.ids[:: max(1, len(self.ids) // number)][:number]


class _Line(NamedTuple):
    instant: float
    post_id: int
    month: tuple[int, int]
    words: int


def _lines(sources: Sources, ids: Sequence[int], *, with_comments: bool) -> Iterator[_Line]:
    for start in range(0, len(ids), BATCH):
        for row in sources.rows(ids[start : start + BATCH]):
            said = (row.comments or 0) * _COMMENT_WORDS if with_comments else 0
            month = row.published.year, row.published.month
            yield _Line(row.published.timestamp(), row.id, month, row.words + said)


def _chapters(lines: Sequence[_Line]) -> Iterator[Chapter]:
    """Part posts by month, and long months where a file has grown long.

    A month that other offsets tear apart is one chapter after another with the same title.
    """
    named: dict[tuple[int, int], int] = {}
    position = 0
    for month, group in groupby(lines, key=lambda line: line.month):
        for size in _parts([line.words for line in group]):
            part = named[month] = named.get(month, 0) + 1
            name = f"{month[0]:04}-{month[1]:02}" + (f"-{part}" if part > 1 else "")
            yield Chapter(name, month[0], month[1], position, position + size)
            position += size


def _parts(words: Sequence[int]) -> Iterator[int]:
    """Give how many posts each file of a month has."""
    size = length = 0
    for number in words:
        if size and length + number > CHAPTER_WORDS:
            yield size
            size = length = 0
        size, length = size + 1, length + number
    yield size
