"""Where each post of a list stands, in lines: a day's header above its first post. Pure."""

from array import array
from bisect import bisect_right
from collections.abc import Sequence


class ListGeometry:
    """Lines of a list whose posts all have one height, with a header line once a day.

    Args:
        days: A day number for each post, in list order; a header stands where it changes.
        row_height: Lines of one post.
        has_headers: False for a list in another order, whose days are strewn about.
    """

    def __init__(
        self, days: Sequence[int] = (), row_height: int = 2, *, has_headers: bool = True
    ) -> None:
        self.row_height = row_height
        self._days = days
        self._has_headers = has_headers
        if not has_headers:
            self._tops = array("q", range(0, len(days) * row_height, row_height))
            self.height = len(days) * row_height
            return
        self._tops = array("q")
        line, previous = 0, None
        for day in days:
            if day != previous:
                line, previous = line + 1, day
            self._tops.append(line)
            line += row_height
        self.height = line
        """Lines in all."""

    def __len__(self) -> int:
        return len(self._tops)

    def top(self, index: int) -> int:
        """Return the first line of a post, its header not counted."""
        return self._tops[index]

    def has_header(self, index: int) -> bool:
        """Tell whether a day's header stands right above this post."""
        return self._has_headers and (index == 0 or self._days[index] != self._days[index - 1])

    def first_line(self, index: int) -> int:
        """Return the first line of a post, its header counted."""
        return self._tops[index] - self.has_header(index)

    def at(self, line: int) -> tuple[int, int]:
        """Return what stands on a line: (post, its line; -1 is the header above it).

        Raises:
            IndexError: The line is outside of the list.
        """
        if not 0 <= line < self.height:
            raise IndexError(line)
        index = bisect_right(self._tops, line) - 1
        if index < 0 or line >= self._tops[index] + self.row_height:
            return index + 1, -1
        return index, line - self._tops[index]

    def day(self, index: int) -> int:
        """Return the day number of a post."""
        return self._days[index]
