"""The article: a document with pictures, words to find and links to follow, with its keys.

Knows no library.
"""

from typing import ClassVar

from textual.binding import BindingType

from tui_reader.app.bindings import bindings
from tui_reader.app.commands import Scope
from tui_reader.app.widgets.article_pictures import PicturedView


class ArticleView(PicturedView):
    """One post, as far as it is in view."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.SELECTION, Scope.TEXT, Scope.ARTICLE)

    def __init__(self, *, text_width: int, ascii_signs: bool, id: str = "article") -> None:  # noqa: A002
        super().__init__(text_width=text_width, ascii_signs=ascii_signs, id=id)
