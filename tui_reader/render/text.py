"""Documents as plain text, and HTML as text in a hurry (snippets, word counts, search).

No styles, no screen.
"""

from typing import Final

from tui_reader.clean import clean, with_single_blanks
from tui_reader.render.blocks import Document, leaves, spans_of, text_of
from tui_reader.render.elements import BREAKING, HEADINGS
from tui_reader.render.html import visible
from tui_reader.render.layout import Layout
from tui_reader.render.loose import as_html
from tui_reader.render.running import PLAIN, Manner
from tui_reader.render.tokens import tokens

_LINE_TAGS: Final = (
    BREAKING
    | HEADINGS.keys()
    | {"br", "hr", "li", "ul", "ol", "dl", "dt", "dd", "tr", "td", "th", "table", "caption"}
    | {"pre", "blockquote", "figure", "figcaption", "xmp", "textarea", "iframe"}
    | {"details", "summary", "video", "audio", "object", "embed"}
)
_ENDS: Final = _LINE_TAGS | {"/" + tag for tag in _LINE_TAGS}


def plain(document: Document) -> str:
    """The letters of a document: a blank line between its blocks, no other line breaks added."""
    texts = (text_of(spans_of(leaf)) for leaf in leaves(document.blocks))
    return "\n\n".join(text for text in texts if text)


def plain_of(html: str) -> str:
    """The words of a post, one line a paragraph, without pictures: for snippets and search."""
    parts: list[str] = []
    for name, value in visible(tokens(as_html(html))):
        if not name:
            parts.append(value.replace("\n", " "))
        elif name in _ENDS:
            parts.append("\n")
    lines = map(with_single_blanks, "".join(parts).split("\n"))
    return clean("\n".join(line for line in lines if line))


def wrapped(
    document: Document,
    width: int,
    *,
    ascii: bool = False,  # noqa: A002 - the setting has this name
    manner: Manner = PLAIN,
) -> str:
    """A document as lines of text at a width, without a newline at the end."""
    layout = Layout(document, width, text_width=width, ascii=ascii, manner=manner)
    return "\n".join(line.text.rstrip() for line in layout.lines(0, layout.height))
