"""How a post that was found looks: its title, what was found in it, its facts.

Pure: remote text comes in as it is kept and leaves clean, with the name of its look.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from tui_reader.app.format import comments_words, cut, date_words
from tui_reader.app.widgets.painting import signs
from tui_reader.clean import clean_line
from tui_reader.models import Hit, PostRow
from tui_reader.render.finding import lit_in

if TYPE_CHECKING:
    from tui_reader.query.tree import Needle

Piece = tuple[str, str]
"""Text, and its component class."""

LEFT_CELLS: Final = 3
"""The cursor's bar, the unread sign and a blank."""
LINES: Final = 3
MOST_CELLS: Final = 110
"""A snippet is no wider: the eye would lose its line."""
COMPONENTS: Final = {
    "search--title",
    "search--unread",
    "search--words",
    "search--lit",
    "search--facts",
    "search--who",
    "search--sign",
    "search--star",
    "search--cursor",
    "search--bar",
}


class SearchRows:
    """Words posts that were found.

    Args:
        ascii_signs: Plain letters for signs.
    """

    def __init__(self, *, ascii_signs: bool) -> None:
        self._signs = signs(ascii_signs=ascii_signs)
        self._gap = f" {self._signs['dot']} "

    def bar(self, *, is_cursor: bool) -> Piece:
        """Return the first cell of a line."""
        return (self._signs["bar"] if is_cursor else " ", "search--bar")

    def line(
        self,
        hit: Hit,
        part: int,
        width: int,
        *,
        is_cursor: bool,
        needles: "Sequence[Needle]" = (),
    ) -> list[Piece]:
        """Return one of the three lines of a post that was found."""
        room = max(0, width - LEFT_CELLS - 1)
        parts = (self._title, self._snippet, self._facts)
        return [self.bar(is_cursor=is_cursor), *parts[part](hit, room, needles)]

    def _title(self, hit: Hit, room: int, needles: "Sequence[Needle]") -> list[Piece]:
        row = hit.row
        look = "search--title" if row.is_read else "search--unread"
        star = f" {self._signs['star']}" if row.is_starred else ""
        title = lit(clean_line(row.title), needles, look)
        words = self._fitted(title, room - cell_len(star))
        sign = self._signs["unread"] if not row.is_read else " "
        return [(f"{sign} ", "search--sign"), *words, (star, "search--star")]

    def _snippet(self, hit: Hit, room: int, _needles: "Sequence[Needle]") -> list[Piece]:
        who = ""
        if hit.comment_id is not None:
            name = clean_line(hit.comment_author) or "Anonymous"
            who = f"{self._cut(name, room // 3)} in a comment: "
        elif hit.in_note:
            who = "Your note: "
        words = [
            (_line(piece.text), "search--lit" if piece.is_match else "search--words")
            for piece in hit.snippet
        ]
        return [("  ", ""), *self._fitted([(who, "search--who"), *words], min(room, MOST_CELLS))]

    def _facts(self, hit: Hit, room: int, _needles: "Sequence[Needle]") -> list[Piece]:
        return [("  ", ""), (self._cut(self._gap.join(facts(hit.row)), room), "search--facts")]

    def _cut(self, text: str, width: int) -> str:
        return cut(text, width, self._signs["cut"])

    def _fitted(self, pieces: Iterable[Piece], width: int) -> list[Piece]:
        """Return pieces in at most ``width`` cells."""
        pieces = list(pieces)
        if sum(cell_len(text) for text, _ in pieces) <= width:
            return pieces
        fitted: list[Piece] = []
        left = width
        for text, look in pieces:
            if cell_len(text) >= left:
                short = cut(f"{text}  ", left, self._signs["cut"]) if left > 0 else ""
                is_mark = short == self._signs["cut"]
                return [*fitted, (short, "search--words" if is_mark else look)]
            fitted.append((text, look))
            left -= cell_len(text)
        return fitted


def facts(row: PostRow) -> list[str]:
    """Return when and where a post was published, its comments and labels."""
    told = (
        date_words(row.published.date()),
        clean_line(row.blog_title),
        comments_words(row.comments) if row.comments else "",
        clean_line(", ".join(row.labels)),
    )
    return [fact for fact in told if fact]


def lit(text: str, needles: "Sequence[Needle]", look: str) -> list[Piece]:
    """Return a line with the words in it that were found lit up."""
    pieces: list[Piece] = []
    at = 0
    for start, end in lit_in(text, needles):
        pieces += [(text[at:start], look), (text[start:end], "search--lit")]
        at = end
    return [piece for piece in (*pieces, (text[at:], look)) if piece[0]]


def _line(text: str) -> str:
    """Return a stretch of a line, with the blanks at its edges."""
    before = " " if text[:1].isspace() else ""
    after = " " if text.strip() and text[-1:].isspace() else ""
    return f"{before}{clean_line(text)}{after}"
