"""Where a link stands in laid-out lines: from its first letter to its last. Pure."""

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from tui_reader.app.widgets.article_lines import Range

if TYPE_CHECKING:
    from tui_reader.render.layout import Layout, LinkPlace
    from tui_reader.render.lines import Line

LINES_AT_MOST: Final = 200
"""A link that is longer is lit at its beginning."""


def is_same(one: "LinkPlace", other: "LinkPlace") -> bool:
    """Tell whether two places of different widths are those of one link."""
    return one.link == other.link


def extent(layout: "Layout", place: "LinkPlace") -> dict[int, Range]:
    """Return the letters of a link by line, in its focused look."""
    lit: dict[int, Range] = {}
    for number, line in enumerate(layout.lines(place.line, LINES_AT_MOST), place.line):
        column = place.column if number == place.line else 0
        found = _part(line, place.link, column)
        if found is None:
            break
        first, last = found
        lit[number] = (first, last, "focused-link")
        if _goes_beyond(line, last):
            break
    return lit


def _part(line: "Line", link: int, column: int) -> tuple[int, int] | None:
    """Return the first letter of a link from a cell on, and the one after its last there."""
    at = cells = 0
    first = last = -1
    for piece in line.pieces:
        if cells >= column and piece.link == link:
            first = at if first < 0 else first
            last = at + len(piece.text)
        elif first >= 0 and not piece.text.isspace():
            break
        elif first < 0 and cells >= column and _says(piece.text):
            return None
        at += len(piece.text)
        cells += cell_len(piece.text)
    return None if first < 0 else (first, last)


def _goes_beyond(line: "Line", last: int) -> bool:
    """Whether other words stand after a letter: the link ended before them."""
    return _says(line.text[last:])


def _says(text: str) -> bool:
    """Whether a text is more than the signs before a line: bars of quotes, lines of replies."""
    return any(letter.isalnum() for letter in text)
