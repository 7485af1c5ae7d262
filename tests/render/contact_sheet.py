"""Draws golden shapes beside their HTML, to be looked at.

``python -m tests.render.contact_sheet FOLDER [NAME …]`` writes an SVG for every few shapes.
"""

import io
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.panel import Panel
from rich.style import Style
from rich.table import Table
from rich.text import Text

from tests.render.test_shape_goldens import BASE, SHAPES
from tui_reader.render.html import to_document
from tui_reader.render.layout import Layout
from tui_reader.render.lines import Line

WIDTH: Final = 66
ON_A_SHEET: Final = 6
LOOKS: Final = {
    "title": "bold cyan",
    "heading1": "bold bright_cyan",
    "heading2": "bold bright_cyan",
    "heading3": "bold white",
    "strong": "bold",
    "emphasis": "italic",
    "code": "green",
    "code-keyword": "bold bright_blue",
    "code-name": "magenta",
    "code-string": "yellow",
    "code-number": "yellow",
    "code-comment": "italic bright_black",
    "code-deleted": "red",
    "key": "on grey23",
    "link": "underline bright_blue",
    "quote": "cyan",
    "rule": "bright_black",
    "caption": "italic bright_black",
    "strike": "strike",
    "inserted": "underline",
    "mark": "black on yellow",
    "list-sign": "magenta",
    "table-head": "bold",
    "muted": "bright_black",
    "picture": "magenta",
}
"""Much as the reader's own colours, which are the app's to know."""


def drawn(html: str, width: int = WIDTH, lines: int = 60) -> Text:
    """What a post looks like."""
    layout = Layout(to_document(html, BASE), width)
    return Text("\n").join(_line(line, width) for line in layout.lines(0, lines))


def _line(line: Line, width: int) -> Text:
    text = Text(" " * line.margin, no_wrap=True)
    for piece in line.pieces:
        style = Style()
        for name in piece.styles:
            style += Style.parse(LOOKS.get(name, ""))
        text.append(piece.text, style)
    text.truncate(width)
    return text


def sheet(sources: Sequence[tuple[str, str]], file: Path, width: int = WIDTH) -> None:
    """Write one sheet: the HTML of each shape at the left, what it becomes at the right."""
    console = Console(record=True, width=2 * width + 10, file=io.StringIO())
    for name, html in sources:
        grid = Table.grid(expand=True, padding=(0, 1))
        grid.add_column(width=width)
        grid.add_column(width=width + 2)
        grid.add_row(Text(html.strip()), Panel(drawn(html, width), title=name, padding=0))
        console.print(grid)
    console.save_svg(str(file), title=file.stem)


def main(folder: str, *names: str) -> None:
    """Write the sheets."""
    chosen = [path for path in SHAPES if not names or path.stem in names]
    for number, paths in enumerate(_batches(chosen), 1):
        pairs = [(path.stem, path.read_text("utf-8")) for path in paths]
        sheet(pairs, Path(folder) / f"sheet-{number:02}.svg")


def _batches(paths: Sequence[Path]) -> Iterator[list[Path]]:
    left = iter(paths)
    while batch := list(islice(left, ON_A_SHEET)):
        yield batch


if __name__ == "__main__":
    main(*sys.argv[1:])
