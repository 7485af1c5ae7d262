"""What posts say, read from their HTML: short ones at once, long ones beside everything else."""

import asyncio
from typing import Final, NamedTuple

from tui_reader.app.collecting import reading_aside
from tui_reader.app.history import Aim
from tui_reader.models import Article
from tui_reader.render.beginning import beginning
from tui_reader.render.blocks import Document
from tui_reader.render.html import to_document

LONG_HTML: Final = 60_000
"""Letters from which a post is read in a thread, and its beginning is shown meanwhile."""
SLOW_HTML: Final = 500_000
"""Letters that take a noticeable time, where the whole is needed first."""
KEPT: Final = 3
"""So many of the last long ones are kept as they were read."""


class _Read(NamedTuple):
    html: str
    base: str
    document: Document


class Texts:
    """Reads the texts of posts."""

    def __init__(self) -> None:
        self._kept: list[_Read] = []

    def is_slow(self, article: Article, position: float) -> bool:
        """Tell whether a post takes so long to be read that one has to be told."""
        is_whole = position > 0 and self._find(article) is None
        return is_whole and len(article.html) >= SLOW_HTML

    def _find(self, article: Article) -> Document | None:
        found = (each for each in self._kept if each[:2] == (article.html, article.base))
        return next((each.document for each in found), None)

    async def read(self, article: Article, position: float) -> Document:
        """Give what a post says; of a long one perhaps only its ``Beginning``.

        Args:
            article: The post.
            position: The place that is gone to, 0.0 to 1.0: a share of what only the whole tells.
        """
        html, base = article.html, article.base
        if len(html) < LONG_HTML:
            return to_document(html, base)
        if kept := self._find(article):
            return kept
        begun = None if position > 0 else beginning(html, base)
        return begun or await self.read_whole(article)

    async def read_whole(self, article: Article) -> Document:
        """Give all that a long post says."""
        with reading_aside():
            document = await asyncio.to_thread(_counted, article.html, article.base)
        self._kept = [_Read(article.html, article.base, document), *self._kept[: KEPT - 1]]
        return document


def _counted(html: str, base: str) -> Document:
    """Read a post; its letters are counted here too, which takes its time."""
    document = to_document(html, base)
    assert document.letters >= 0
    return document


def place_of(article: Article, document: Document, aim: Aim) -> float:
    """Return the place in a post that is gone to, as a share of its letters."""
    if aim.anchor in document.anchors and document.letters:
        return document.anchors[aim.anchor] / document.letters
    return article.position if aim.position is None else aim.position
