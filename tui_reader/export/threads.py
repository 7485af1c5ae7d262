"""Threads as text, HTML and Markdown, written by the renderer of articles.

A comment that was removed is named as that, even where its words are kept.
"""

from html import escape
from typing import TYPE_CHECKING, Final

from tui_reader.clean import clean
from tui_reader.export.wording import byline, heading, removed_words
from tui_reader.models import Comment, Thread

if TYPE_CHECKING:
    from tui_reader.render.blocks import Document

INDENT: Final = 4
NARROWEST: Final = 24
"""Cells of text that are left to a reply, however deep it is."""
LEVELS: Final = 6
"""Replies to replies are set in so far and no further."""


def html_of(thread: Thread) -> str:
    """A thread as HTML: each reply in a quotation within what it replies to."""
    parts = ['<section class="comments">', f"<h2>{escape(heading(thread))}</h2>"]
    depth = 0
    for comment in thread.comments:
        parts.append("</blockquote>" * (depth - comment.depth))
        parts.append("<blockquote>" * (comment.depth - depth))
        depth = comment.depth
        body = _page(comment)
        parts.append(f"<article><h3>{escape(byline(comment))}</h3>{body}</article>")
    parts.append("</blockquote>" * depth + "</section>")
    return clean("\n".join(part for part in parts if part))


def markdown_of(thread: Thread) -> str:
    """A thread as Markdown: each reply in a quotation within what it replies to."""
    parts = [f"## {heading(thread)}"]
    for comment in thread.comments:
        parts.append(prefixed(_markdown(comment), "> " * min(comment.depth, LEVELS)))
    return clean("\n\n".join(parts))


def text_of(thread: Thread, width: int) -> str:
    """A thread as lines of text: replies set in under what they reply to."""
    return "\n\n".join([heading(thread), *(_text(each, width) for each in thread.comments)])


def _text(comment: Comment, width: int) -> str:
    from tui_reader.render.html import to_document
    from tui_reader.render.text import wrapped

    indent = " " * INDENT * min(comment.depth, LEVELS)
    room = max(NARROWEST, width - len(indent) - 2)
    body = removed_words(comment) or wrapped(to_document(comment.html, comment.base), room)
    return clean(f"{indent}{byline(comment)}\n{prefixed(body, indent + '  ')}")


def document_of(comment: Comment, head: str = "") -> "Document":
    """What a comment says, after a head in HTML."""
    from tui_reader.render.html import to_document

    removed = removed_words(comment)
    words = f"<p><em>{escape(removed)}</em></p>" if removed else comment.html
    return to_document(head + words, comment.base)


def plain_words(comment: Comment) -> str:
    """The words of a comment; none where it was removed."""
    from tui_reader.render.text import plain

    return "" if comment.removed else clean(plain(document_of(comment)))


def prefixed(text: str, prefix: str) -> str:
    """Lines with something in front of each."""
    return "\n".join((prefix + line).rstrip() for line in text.split("\n"))


def _page(comment: Comment) -> str:
    from tui_reader.render.page import html_of as page_of

    return page_of(document_of(comment))


def _markdown(comment: Comment) -> str:
    from tui_reader.render.markdown import markdown

    head = f"<h3>{escape(byline(comment))}</h3>"
    return markdown(document_of(comment, head)).rstrip("\n")
