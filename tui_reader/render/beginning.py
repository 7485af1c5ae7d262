"""The beginning of a long post, to be shown while the rest is read.

Where the beginning cannot be told by itself there is none: nothing is shown that the whole hides.
"""

import re
from dataclasses import dataclass
from typing import Final

from tui_reader.render.blocks import Document, Paragraph, Span
from tui_reader.render.html import to_document

BEGINNING_LETTERS: Final = 20_000
"""Letters of HTML that are read first: a few screens, a hundredth of a second."""
LEAST_LETTERS: Final = 1_500
"""Letters of text without which the beginning is not worth showing."""

_PAIRS: Final = (
    ("<!--", "-->"), ("<![CDATA[", "]]>"), ("<script", "</script"), ("<style", "</style"),
    ("<svg", "</svg"), ("<iframe", "</iframe"), ("<template", "</template"), ("<head", "</head"),
)  # fmt: skip
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|\shidden\b", re.IGNORECASE)


@dataclass(frozen=True)
class Beginning(Document):
    """The first part of a post."""

    all_letters: int = 0
    """About how many the whole has."""


def beginning(html: str, base: str = "") -> Beginning | None:
    """Read the first part of a long post; None where only the whole can be shown."""
    end = _end(html)
    if _HIDDEN.search(html, 0, end):
        return None
    document = to_document(html[:end], base)
    if document.letters < LEAST_LETTERS:
        return None
    more = Paragraph((Span("…"),), ("muted",))
    all_letters = document.letters * len(html) // end
    return Beginning(
        (*document.blocks, more), document.links, document.anchors, all_letters=all_letters
    )


def _end(html: str) -> int:
    """Where the first part ends: before a tag, else at a blank, and never within what is hidden."""
    end = html.rfind("<", 0, BEGINNING_LETTERS)
    if end <= BEGINNING_LETTERS // 2:
        end = max(end, html.rfind(" ", 0, BEGINNING_LETTERS))
    end = end if end > BEGINNING_LETTERS // 2 else BEGINNING_LETTERS
    small = html[:end].lower()
    for opened, closed in _PAIRS:
        start = small.rfind(opened.lower(), 0, end)
        if start >= 0 and small.find(closed.lower(), start, end) < 0:
            end = start
    return end
