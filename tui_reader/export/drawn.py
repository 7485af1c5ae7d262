"""A post as documents of the renderer: its text, its note, its comments. Read once, then written.

Pure.
"""

from dataclasses import dataclass
from html import escape

from tui_reader.export.sources import Whole
from tui_reader.export.threads import document_of
from tui_reader.render.blocks import Document
from tui_reader.render.html import to_document
from tui_reader.render.loose import MARKDOWN_LETTERS
from tui_reader.render.pictures import pictures_of


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one post says, and what is said of it."""

    whole: Whole
    document: Document
    note: Document | None
    comments: tuple[Document, ...]
    """As many as the thread has."""

    @property
    def addresses(self) -> list[str]:
        """What they lead to, each once, without places within them."""
        documents = (self.document, *self.comments)
        found = (link.url for document in documents for link in document.links)
        return list(dict.fromkeys(url for url in found if not url.startswith("#")))

    @property
    def pictures(self) -> list[str]:
        """The addresses of the text's pictures, each once, in reading order."""
        return [picture.source for picture in pictures_of(self.document)]


def draw(whole: Whole) -> Drawn:
    """Read a post; nothing raises, whatever is in it."""
    article, thread = whole.article, whole.thread
    return Drawn(
        whole,
        to_document(article.html, article.base),
        to_document(_note_html(whole.note)) if whole.note else None,
        tuple(map(document_of, thread.comments)) if thread is not None else (),
    )


def _note_html(note: str) -> str:
    """What a person wrote in Markdown; of a very long note its lines as they are."""
    if len(note) <= MARKDOWN_LETTERS:
        from markdown_it import MarkdownIt

        reader = MarkdownIt("commonmark", {"html": False, "breaks": True})
        return str(reader.enable(["table", "strikethrough"]).render(note))
    return "".join(f"<p>{escape(line)}</p>" for line in note.split("\n") if line)
