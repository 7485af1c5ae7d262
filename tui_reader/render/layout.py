"""A document laid out at a width: its lines, drawn as far as they are asked for, and their places.

No colours, no terminal: ``Line`` and ``Piece`` carry style names.
"""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter
from typing import Final

from rich.cells import cell_len

from tui_reader.render.blocks import Document, one_line
from tui_reader.render.flow import Flow, levels_in
from tui_reader.render.leads import Room
from tui_reader.render.lines import Line, Piece
from tui_reader.render.pixels import NO_PICTURES, PicturePlan
from tui_reader.render.running import PLAIN, Manner
from tui_reader.render.signs import ASCII, UNICODE

__all__ = ["HeadingPlace", "Layout", "Line", "LinkPlace", "Piece"]

TEXT_CELLS: Final = 88
"""Text wider than this tires the eye."""
CHUNK_LINES: Final = 200

_LEADS: Final = (("quote",), ("guide",))
_LEAD_LETTERS: Final = {" ", UNICODE.bar, UNICODE.guide, ASCII.bar, ASCII.guide}
_OFFSET: Final = attrgetter("offset")


@dataclass(frozen=True, slots=True)
class LinkPlace:
    """Where a link begins."""

    link: int
    """Position in ``Document.links``."""
    line: int
    column: int
    """Cells from the left end of the line, its margin not counted."""


@dataclass(frozen=True, slots=True)
class HeadingPlace:
    """Where a headline begins."""

    line: int
    level: int
    text: str


class Layout:
    """The lines of one document at one width.

    Only what was asked for is drawn; ``lay_more`` draws on in idle time. A line of text is never
    wider than ``width`` unless a single letter is; code and tables may be.

    Args:
        document: What is drawn.
        width: Cells of the pane; at 0 there are no lines.
        text_width: Cells of text at most; it stands in the middle of a wider pane (``margin``).
        ascii: Draw bars, bullets, rules and boxes in plain ASCII.
        pictures: Which ones are drawn in the text.
        manner: How running text is set: lines equally long, words parted.
    """

    def __init__(
        self,
        document: Document,
        width: int,
        *,
        text_width: int = TEXT_CELLS,
        ascii: bool = False,  # noqa: A002 - the setting has this name
        pictures: PicturePlan = NO_PICTURES,
        manner: Manner = PLAIN,
    ) -> None:
        self.document = document
        self.width = max(width, 0)
        self.text_width = min(self.width, max(text_width, 1))
        self._lines: list[Line] = []
        self._widest = 0
        self._links: list[LinkPlace] = []
        self._open_link: int | None = None
        self._flow = Flow(ASCII if ascii else UNICODE, pictures, manner)
        room = Room(self.text_width, self.width, (self.width - self.text_width) // 2)
        self._source = self._flow.blocks(document.blocks if self.width else (), room)
        self._is_whole = False

    # ----------------------------------------------------------------- lines

    def lines(self, first: int, count: int) -> list[Line]:
        """The lines from ``first`` on, drawn if need be; fewer than ``count`` at the end."""
        first = max(first, 0)
        self._draw_to(first + count)
        return self._lines[first : first + count]

    def lay_more(self, budget: int = CHUNK_LINES) -> bool:
        """Draw up to ``budget`` more lines. False when the whole document is drawn."""
        self._draw_to(len(self._lines) + budget)
        return not self._is_whole

    @property
    def known_height(self) -> int:
        """How many lines are drawn so far."""
        return len(self._lines)

    @property
    def widest(self) -> int:
        """The cells of the widest line drawn so far, with its margin."""
        return self._widest

    @property
    def is_whole(self) -> bool:
        """Whether every line is drawn."""
        return self._is_whole

    @property
    def height(self) -> int:
        """How many lines there are; draws all of them."""
        while self.lay_more():
            pass
        return len(self._lines)

    @property
    def estimated_height(self) -> int:
        """How many lines there may be, judged by those drawn; exact once all are."""
        known = len(self._lines)
        if self._is_whole:
            return known
        drawn = self._lines[-1].offset if self._lines else 0
        if drawn <= 0:
            return known + self.document.letters // max(self.text_width, 1)
        return max(known, known * self.document.letters // drawn)

    def _draw_to(self, count: int) -> None:
        missing = count - len(self._lines)
        if self._is_whole or missing <= 0:
            return
        drawn = list(islice(self._source, missing))
        for number, line in enumerate(drawn, len(self._lines)):
            self._widest = max(self._widest, line.width + line.margin)
            self._note_links(number, line)
        self._lines.extend(drawn)
        self._is_whole = len(drawn) < missing

    # ---------------------------------------------------------------- places

    def offset_of_line(self, line: int) -> int:
        """How many letters of the document stand before a line: the reading position."""
        if line <= 0:
            return 0
        drawn = self.lines(line, 1)
        return drawn[0].offset if drawn else self.document.letters

    def reaches(self, offset: int) -> bool:
        """Whether the line that shows the letter at ``offset`` is drawn."""
        return self._is_whole or bool(self._lines and self._lines[-1].offset > offset)

    def line_of_offset(self, offset: int) -> int:
        """The line that shows the letter at ``offset``; the last one if there is none."""
        while not self.reaches(offset):
            self.lay_more()
        return max(bisect_right(self._lines, offset, key=_OFFSET) - 1, 0)

    @property
    def headings(self) -> list[HeadingPlace]:
        """The headlines drawn so far, in order, without the title."""
        return [
            HeadingPlace(self.line_of_offset(offset), heading.level, one_line(heading.spans))
            for heading, offset in self._flow.headings
            if "title" not in heading.styles
        ]

    @property
    def remarks(self) -> list[tuple[int, int]]:
        """The comments drawn so far, in order: key, and letters of the document before each."""
        return self._flow.remarks

    @property
    def levels(self) -> int:
        """How far replies are set in at this width."""
        return levels_in(self.text_width)

    @property
    def links(self) -> list[LinkPlace]:
        """Where links begin in the lines drawn so far, in order."""
        return self._links

    def link_at(self, line: int, column: int) -> int | None:
        """The link at a cell of a line (margin not counted), for the mouse."""
        for piece, start, end in self._placed(line):
            if start <= column < end:
                return piece.link
        return None

    def _placed(self, line: int) -> list[tuple[Piece, int, int]]:
        placed, start = [], 0
        for drawn in self.lines(line, 1):
            for piece in drawn.pieces:
                end = start + cell_len(piece.text)
                placed.append((piece, start, end))
                start = end
        return placed

    def _note_links(self, number: int, line: Line) -> None:
        """Remember where links begin; one that goes on in the next line begins once."""
        if not line.pieces:
            return
        column = 0
        for piece in line.pieces:
            if piece.link is not None and piece.link != self._open_link:
                self._links.append(LinkPlace(piece.link, number, column))
            if piece.link is not None or not (piece.text.isspace() or _is_sign(piece)):
                self._open_link = piece.link
            column += cell_len(piece.text)


def _is_sign(piece: Piece) -> bool:
    """Whether a piece is no word, but the bar of a quote or the lines to a reply before a line."""
    return piece.styles[:1] in _LEADS and set(piece.text) <= _LEAD_LETTERS
