"""An article with its thread in the forms that ``show`` prints: text, Markdown, a page of HTML.

All three are written by the renderer that the screen uses: what a post says is said in each.
"""

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Final

from tui_reader.clean import clean
from tui_reader.export.threads import html_of, markdown_of, text_of
from tui_reader.export.wording import dateline
from tui_reader.models import Article, Thread

if TYPE_CHECKING:
    from tui_reader.render.blocks import Document

Form = Callable[[Article, Thread | None, int], str]
"""Gets the post, its thread where that is wanted, and the columns of text."""


def plain_words(article: Article) -> str:
    """The words of a post, a blank line between its blocks."""
    from tui_reader.render.text import plain

    return plain(_document(article))


def as_text(
    article: Article,
    thread: Thread | None,
    width: int,
    *,
    justify: bool = False,
    hyphenate: bool = False,
) -> str:
    """Lines of text."""
    from tui_reader.render.hyphens import manner_of
    from tui_reader.render.text import wrapped

    document = _document(article)
    manner = manner_of(document, justify=justify, hyphenate=hyphenate)
    body = wrapped(document, width, manner=manner)
    text = clean(f"{article.row.title}\n{dateline(article)}\n{article.url}\n\n{body}")
    return text if thread is None else f"{text}\n\n{text_of(thread, width)}"


def as_html(article: Article, thread: Thread | None, _: int) -> str:
    """A page for a browser: clean, with absolute addresses, and nothing active in it."""
    from tui_reader.render.page import html_of as body_of
    from tui_reader.render.page import whole_page

    parts = ["<article>", body_of(_document(article, _head(article))), "</article>"]
    if thread is not None:
        parts.append(html_of(thread))
    return clean(whole_page(article.row.title, "\n".join(parts)))


def as_markdown(article: Article, thread: Thread | None, _: int) -> str:
    """Markdown."""
    from tui_reader.render.markdown import markdown

    text = clean(markdown(_document(article, _head(article)))).rstrip("\n")
    return text if thread is None else f"{text}\n\n{markdown_of(thread)}"


def _head(article: Article) -> str:
    """What stands above the text, as HTML to be read with it."""
    head = f"<h1>{escape(article.row.title)}</h1><p>{escape(dateline(article))}</p>"
    if article.url:
        head += f'<p><a href="{escape(article.url)}">{escape(article.url)}</a></p>'
    return head


def _document(article: Article, head: str = "") -> "Document":
    from tui_reader.render.html import to_document

    return to_document(head + article.html, article.base)


FORMS: Final[dict[str, Form]] = {"text": as_text, "html": as_html, "markdown": as_markdown}
