"""What stands below a post's text of a person's own: their tags, their note. Pure."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui_reader.clean import clean_line
from tui_reader.render.blocks import Block, Link, Paragraph, Quote, Rule, Span

if TYPE_CHECKING:
    from tui_reader.render.blocks import Document


def own_blocks(tags: Sequence[str], note: str, links: list[Link]) -> Iterator[Block]:
    """Yield a rule, the tags and the note, where there are any.

    Args:
        tags: By name.
        note: Markdown; empty for none.
        links: Those of the page; the note's are added.
    """
    if not (tags or note):
        return
    yield Rule()
    if tags:
        names = " ".join(f"#{clean_line(tag)}" for tag in tags)
        yield Paragraph((Span("Your tags: ", ("muted",)), Span(names, ("emphasis",))))
    if note:
        document = _read(note, len(links))
        links += document.links
        yield Paragraph((Span("Your note:", ("strong",)),))
        yield Quote(document.blocks)


def _read(note: str, first_link: int) -> "Document":
    """Return a note as the program shows texts: what is HTML in it is shown as it was typed."""
    from markdown_it import MarkdownIt

    from tui_reader.render.html import to_document

    reader = MarkdownIt("commonmark", {"html": False, "breaks": True})
    html = reader.enable(["table", "strikethrough"]).render(note)
    return to_document(html, first_link=first_link)
