"""Which lines of the sidebar words speak of, while one types them. Pure."""

import re
from collections.abc import Callable

from tui_reader.app.format import MONTHS
from tui_reader.app.widgets.shelf import Kind, Shelf
from tui_reader.clean import clean_line

DATE = re.compile(r"(\d{4})[-/. ]?(\d{0,2})")
YEAR_BEGUN = re.compile(r"(?:1|19|2|20)\d?")
FOUND_BY_NAME = frozenset(Kind) - {Kind.LABELS, Kind.PAGES, Kind.AUTHORS, Kind.TAGS}


def speaks_of(words: str) -> Callable[[Shelf], bool]:
    """Return what tells whether a line is one that ``words`` may mean.

    ``2014`` is a year, ``2014-03`` a month; ``20`` any year that begins so. Other words may stand
    anywhere in a name, each of them.
    """
    words = words.strip()
    if date := DATE.fullmatch(words):
        year, month = int(date[1]), date[2]
        return lambda shelf: _is_year(shelf, year) if not month else _is_month(shelf, year, month)
    if YEAR_BEGUN.fullmatch(words):
        return lambda shelf: shelf.kind is Kind.YEAR and shelf.title.startswith(words)
    parts = words.casefold().split()
    return lambda shelf: shelf.kind in FOUND_BY_NAME and all(part in _name(shelf) for part in parts)


def _is_year(shelf: Shelf, year: int) -> bool:
    return shelf.kind is Kind.YEAR and shelf.period is not None and shelf.period.year == year


def _is_month(shelf: Shelf, year: int, month: str) -> bool:
    """Tell whether a line is the month whose digits are typed: ``0`` begins one, ``3`` is March."""
    if shelf.kind is not Kind.MONTH or shelf.period is None or shelf.period.year != year:
        return False
    number = shelf.period.month
    return f"{number:02}".startswith(month) or (month in "123456789" and number == int(month))


def _name(shelf: Shelf) -> str:
    """Return what may be typed to mean a line; a month goes by its year too."""
    if shelf.kind is Kind.MONTH and shelf.period:
        return f"{MONTHS[shelf.period.month - 1]} {shelf.period.year}".casefold()
    return clean_line(shelf.title).casefold()
