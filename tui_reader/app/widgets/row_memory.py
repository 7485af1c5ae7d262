"""The rows of a list of posts that were read, and reading a few more when one is wanted.

Knows no library: it is given a way to look rows up.
"""

from array import array
from collections.abc import Callable, Sequence
from typing import Final

from tui_reader.models import Flag, PostRow

ROWS_REMEMBERED: Final = 2_000
ROWS_READ_AT_ONCE: Final = 40

RowSource = Callable[[Sequence[int]], Sequence[PostRow]]


class RowMemory:
    """Posts by number.

    Args:
        source: Looks posts up by number.
    """

    def __init__(self, source: RowSource) -> None:
        self._source = source
        self._rows: dict[int, PostRow] = {}

    def row(self, ids: "array[int]", at: int) -> PostRow | None:
        """Return the post at a place of a list, None if there is none any more."""
        if ids[at] not in self._rows:
            self._read_around(ids, at)
        return self._rows.get(ids[at])

    def _read_around(self, ids: "array[int]", at: int) -> None:
        """Read a few rows that are likely to be drawn next, in one look-up by number."""
        if len(self._rows) > ROWS_REMEMBERED:
            self._rows.clear()
        first = max(0, at - ROWS_READ_AT_ONCE // 2)
        wanted = ids[first : first + ROWS_READ_AT_ONCE]
        missing = array("q", (number for number in wanted if number not in self._rows))
        self._rows.update((row.id, row) for row in self._source(missing))

    def put_flag(self, post_ids: Sequence[int], flag: Flag, value: bool) -> None:
        """Set a flag on the posts that are remembered."""
        for post_id in post_ids:
            if row := self._rows.get(post_id):
                self._rows[post_id] = row.marked(flag, value)

    def put_begun(self, post_id: int, begun: float) -> None:
        """Say how far a post was read, where it is remembered."""
        if row := self._rows.get(post_id):
            self._rows[post_id] = row._replace(begun=begun)

    def forget(self) -> None:
        """Read every row anew when it is wanted next."""
        self._rows.clear()
