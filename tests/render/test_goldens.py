"""Each ``data/NAME.html`` beside what must be shown of it at three widths, and as Markdown.

``python -m tests.render.test_goldens`` writes them anew: then read every one.
"""

from pathlib import Path

import pytest

from tui_reader.render.html import to_document
from tui_reader.render.markdown import markdown
from tui_reader.render.text import wrapped

DATA = Path(__file__).parent / "data"
BASE = "https://blog.example/2020/02/post.html"
WIDTHS = (40, 80, 120)
SOURCES = sorted(DATA.glob("*.html"))


def shown(source: Path, width: int) -> str:
    return wrapped(to_document(source.read_text("utf-8"), BASE), width) + "\n"


def as_markdown(source: Path) -> str:
    return markdown(to_document(source.read_text("utf-8"), BASE))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_html_is_shown_as_its_golden_says(source: Path, width: int) -> None:
    assert shown(source, width) == source.with_suffix(f".{width}.txt").read_text("utf-8")


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_html_becomes_the_markdown_of_its_golden(source: Path) -> None:
    assert as_markdown(source) == source.with_suffix(".markdown.txt").read_text("utf-8")


def write_goldens() -> None:
    for source in SOURCES:
        source.with_suffix(".markdown.txt").write_text(as_markdown(source), "utf-8")
        for width in WIDTHS:
            source.with_suffix(f".{width}.txt").write_text(shown(source, width), "utf-8")


if __name__ == "__main__":
    write_goldens()
