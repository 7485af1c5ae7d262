"""One backup file as a row of elements, also where it is broken in between or at its end."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from tui_reader.errors import FeedError
from tui_reader.feeds.backups.letters import Letters
from tui_reader.feeds.backups.scan import MOST_LETTERS, BrokenError, Scan
from tui_reader.feeds.comments.tree import Element

_BEGINNING: Final = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)[\s>]")
_LONGEST_BEGINNING: Final = 64
_MOST_BREAKS: Final = 1_000


class Document:
    """A file that is read from its beginning as often as need be.

    Attributes:
        breaks: Places of the last reading that are not well-formed.
        line: Of the first of them.
        ends_early: Whether the file ends in the middle.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._letters = Letters(path)
        self._forget()

    def _forget(self) -> None:
        self.breaks = 0
        self.line = 0
        self.ends_early = False
        self._is_lost = False
        """Whether the next entry is still being looked for."""
        self._end = b""

    @property
    def share(self) -> float:
        """How much of the file this reading has read."""
        return self._letters.done / self._letters.size if self._letters.size else 1.0

    def elements(
        self, apart: Collection[str] = (), *, letters: int = MOST_LETTERS
    ) -> Iterator[Element | None]:
        """Give the elements of the feed, and None now and then, where some of it was read.

        Args:
            apart: Elements that are given by themselves, before the one that they stand in.
            letters: More than so many of one element are passed over.

        Raises:
            FeedError: It is no feed, or so broken that nothing can be read.
        """
        self._forget()
        scan = Scan(apart, letters)
        for piece in self._letters:
            yield from self._taken(scan, piece)
            yield None
        try:
            yield from scan.feed(b"", is_last=True)
        except BrokenError as broken:
            self.ends_early = not self._is_lost
            self._note(broken)

    def _taken(self, scan: Scan, piece: bytes) -> Iterator[Element]:
        """Read a piece; where it breaks, go on at the entry that begins next."""
        if self._is_lost:
            piece = self._from_next_entry(self._end + piece)
        while piece:
            try:
                yield from scan.feed(piece)
            except BrokenError as broken:
                self._note(broken)
                if not scan.go_on() or self.breaks > _MOST_BREAKS:
                    raise self._hopeless() from broken
                piece = self._from_next_entry(piece[broken.place + 1 :])
            else:
                return

    def _from_next_entry(self, piece: bytes) -> bytes:
        start = _BEGINNING.search(piece)
        self._is_lost = start is None
        self._end = piece[-_LONGEST_BEGINNING:]
        return piece[start.start() :] if start else b""

    def _note(self, broken: BrokenError) -> None:
        self.breaks += 1
        self.line = self.line or broken.line

    def _hopeless(self) -> FeedError:
        return FeedError("malformed", f"{self._path.name} is broken at line {self.line}")
