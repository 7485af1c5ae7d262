"""Each ``data/shapes/NAME.html`` beside what is shown of it: its lines, and what looks special.

``python -m tests.render.test_shape_goldens`` writes them anew; then look at every one, beside its
HTML: ``python -m tests.render.contact_sheet FOLDER`` draws them.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tui_reader.render.html import to_document
from tui_reader.render.layout import Layout

SHAPES = sorted((Path(__file__).parent / "data" / "shapes").glob("*.html"))
BASE = "https://blog.example/2020/02/post.html"
WIDTHS = (60, 36)
LEAST_SHAPES = 40


def golden(source: Path) -> str:
    """The lines at each width, then every piece that has a style, then the links and anchors."""
    document = to_document(source.read_text("utf-8"), BASE)
    layouts = [Layout(document, width) for width in WIDTHS]
    parts = [_lines(layout) for layout in layouts]
    parts.append("\n".join(_looks(layouts[0])))
    parts.append("\n".join(f"{at}: {link.url}" for at, link in enumerate(document.links)))
    parts.append("\n".join(f"#{name} at {at}" for name, at in document.anchors.items()))
    return "\n----\n".join(part for part in parts if part) + "\n"


def _lines(layout: Layout) -> str:
    lines = layout.lines(0, layout.height)
    return "\n".join((" " * line.margin + line.text).rstrip() for line in lines)


def _looks(layout: Layout) -> Iterator[str]:
    for line in layout.lines(0, layout.height):
        for piece in line.pieces:
            link = "" if piece.link is None else f" {piece.link}"
            if piece.styles and piece.text.strip():
                yield f"{' '.join(piece.styles)}{link}: {piece.text.strip()}"


@pytest.mark.parametrize("source", SHAPES, ids=lambda source: source.stem)
def test_a_shape_is_shown_as_its_golden_says(source: Path) -> None:
    assert golden(source) == source.with_suffix(".txt").read_text("utf-8")


def test_there_are_goldens_of_all_shapes_that_blogs_have() -> None:
    assert len(SHAPES) >= LEAST_SHAPES


def write_goldens() -> None:
    for source in SHAPES:
        source.with_suffix(".txt").write_text(golden(source), "utf-8")


if __name__ == "__main__":
    write_goldens()
