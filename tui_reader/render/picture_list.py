"""Which pictures a document has. No decoding, no fetching."""

from typing import Final

from tui_reader.render.blocks import Document, leaves, spans_of

LABEL: Final = "[picture"
"""How the label of a picture begins; those of videos, sounds and pages begin otherwise."""


def pictures_of(document: Document) -> tuple[str, ...]:
    """The addresses of a document's pictures in reading order, each once; no videos or pages."""
    spans = (span for block in leaves(document.blocks) for span in spans_of(block))
    found = (span.picture for span in spans if span.picture and span.text.startswith(LABEL))
    return tuple(dict.fromkeys(found))
