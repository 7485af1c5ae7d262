"""What commands print: aligned lines for people, JSON for programs.

Everything that came from outside is made harmless here once more.
"""

import json
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Final, Self

import click

from tui_reader.clean import clean_line
from tui_reader.export.wording import count as count
from tui_reader.export.wording import time_text as time_text
from tui_reader.models import Blog
from tui_reader.models.kept import masked

GAP: Final = "  "
WIDEST: Final = 88
"""Text wider than this tires the eye."""
PIPE_COLUMNS: Final = 80
_OBEYED: Final = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Eight-bit controls, bidi marks and lone surrogates: JSON may hold them as they are."""

with_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def json_text(value: object) -> str:
    """One JSON value; what a terminal would obey is written as an escape, which says the same."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isascii() and "\x7f" not in text else _OBEYED.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"


def print_json(value: object) -> None:
    """One JSON value on a line of its own, out at once."""
    click.echo(json_text(value))
    sys.stdout.flush()


class JsonArray:
    """Prints a JSON array, an element a line, each as it comes; a context manager."""

    def __init__(self) -> None:
        self._before = "["

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        click.echo("[]" if self._before == "[" else "]")

    def add(self, value: object) -> None:
        """Print one more element."""
        click.echo(self._before + json_text(value), nl=False)
        self._before = ",\n "


def print_json_array(values: Iterable[object]) -> None:
    """A whole JSON array."""
    with JsonArray() as array:
        for value in values:
            array.add(value)


def print_table(rows: Iterable[Sequence[str]], *, right: frozenset[int] = frozenset()) -> None:
    """Columns aligned by cells; where it is a terminal, no line is wider than that.

    Args:
        rows: Texts, as many in each.
        right: Numbers of the columns that stand at their right edge.
    """
    lines = [[clean_line(text) for text in row] for row in rows]
    widths = [max(map(cells, column)) for column in zip(*lines, strict=True)]
    limit = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    for line in lines:
        padded = (
            pad(text, width, is_right=place in right)
            for place, (text, width) in enumerate(zip(line, widths, strict=True))
            if width  # a column that is empty throughout is none
        )
        whole = GAP.join(padded).rstrip()
        click.echo(cut(whole, limit) if limit else whole)


def text_columns() -> int:
    """How wide running text is: as the terminal, within reason; 80 in a pipe."""
    if not sys.stdout.isatty():
        return PIPE_COLUMNS
    return min(WIDEST, shutil.get_terminal_size().columns)


def pad(text: str, width: int, *, is_right: bool = False) -> str:
    """Fill a text up with blanks to so many cells."""
    blanks = " " * (width - cells(text))
    return blanks + text if is_right else text + blanks


def cut(text: str, width: int) -> str:
    """The beginning of a text, in at most so many cells."""
    if cells(text) <= width:
        return text
    used = 1
    for place, letter in enumerate(text):
        used += cells(letter)
        if used > width:
            return text[:place] + "…"
    return text


def cells(text: str) -> int:
    """How many terminal cells a text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def _cells(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


def blog_json(blog: Blog) -> dict[str, Any]:
    """A blog as the contract has it."""
    error = blog.error and {"class": blog.error.error_class, "message": blog.error.message}
    return {
        "id": blog.id,
        "title": blog.title,
        "url": masked(blog.url),
        "feed_url": masked(blog.feed_url),
        "posts": blog.posts,
        "posts_total": blog.posts_total,
        "unread": blog.unread,
        "followed": blog.is_followed,
        "last_fetch": time_text(blog.last_fetch),
        "error": error,
        "page_texts": blog.wants_page_texts,
    }
