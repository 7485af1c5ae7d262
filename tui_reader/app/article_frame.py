"""What stands around a post's text: title, dateline, labels; comments, newer and older. Pure.

The words are the blog page's own. Addresses that start with ``reader:`` lead to places in here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tui_reader.app.format import NO_BREAK, comments_words, day_words, reading_time
from tui_reader.app.own_frame import own_blocks
from tui_reader.app.thread_frame import Remarks, missing_words, thread_words
from tui_reader.clean import clean_line
from tui_reader.models import Article, PostRow, Thread
from tui_reader.render.blocks import (
    Block,
    Document,
    Heading,
    Link,
    Paragraph,
    Rule,
    Span,
    letters_of,
)

POST_ADDRESS: Final = "reader:post:"
LABEL_ADDRESS: Final = "reader:label:"
THREAD_ADDRESS: Final = "reader:thread:"
WHOLE_ADDRESS: Final = "reader:whole:"
COMMENTS_KEY: Final = "c"
"""What shows the comments, unless a person chose another key."""
WHOLE_KEY: Final = "F"
"""What brings the whole of a post that its feed cuts, likewise."""


@dataclass(slots=True)
class _Frame:
    """Blocks that are being put together, with the links they need."""

    links: list[Link]
    """Those of the page: the text's own, then the frame's, then those of comments."""
    ascii_signs: bool
    key: str
    """What shows the comments."""
    whole_key: str
    """What brings the whole post."""

    def link(self, url: str, text: str, styles: tuple[str, ...] = ()) -> Span:
        """Return words that lead somewhere."""
        self.links.append(Link(url, text))
        return Span(text, styles, len(self.links) - 1)


def frame(
    document: Document,
    article: Article,
    thread: Thread | None = None,
    *,
    newer: PostRow | None,
    older: PostRow | None,
    note: str = "",
    with_blog: bool = True,
    ascii_signs: bool = False,
    key: str = COMMENTS_KEY,
    whole_key: str = WHOLE_KEY,
) -> tuple[Document, int]:
    """Return a post's text with its page around it, and how many letters stand before the text.

    Args:
        document: The post's own text.
        article: What is known of the post.
        thread: What is kept of its comments, None for nothing.
        newer: The post above it in the list.
        older: The post below it.
        note: What the person wrote about it, in Markdown.
        with_blog: Posts of several blogs are listed: name the blog, and give the day as the list
            does, the reader's own; else it is the blog's own, as on its page.
        ascii_signs: Plain letters for arrows and stars.
        key: What shows the comments.
        whole_key: What brings the whole of a post that its feed cuts.
    """
    building = _Frame(list(document.links), ascii_signs, key, whole_key)
    before = [_title(article), _dateline(article, building, with_blog), *_labels(article, building)]
    after = [
        *_attached(article, building),
        *own_blocks(article.row.tags, note, building.links),
        Rule(),
        *_comments(article, thread, building),
        *_neighbours(newer, older, building),
    ]
    return document.with_frame(before, after, building.links), sum(map(letters_of, before))


def _title(article: Article) -> Block:
    return Heading((Span(clean_line(article.row.title)),), 1, ("title",))


def _dateline(article: Article, building: _Frame, with_blog: bool) -> Block:
    row = article.row
    star = ("* " if building.ascii_signs else "★ ") if row.is_starred else ""
    published = row.published.astimezone() if with_blog else row.published
    author, blog = clean_line(article.author), clean_line(row.blog_title)
    facts = (
        star + day_words(published.date()),
        author,
        blog if with_blog and blog != author else "",
        reading_time(row.words),
    )
    dot = "-" if building.ascii_signs else "·"
    words = f"{NO_BREAK}{dot} ".join(fact.replace(" ", NO_BREAK) for fact in facts if fact)
    return Paragraph((Span(words),), ("muted",))


def _labels(article: Article, building: _Frame) -> list[Block]:
    if not article.row.labels:
        return []
    spans: list[Span] = [Span("Labels: ", ("muted",))]
    for number, label in enumerate(article.row.labels):
        name = clean_line(label)
        spans.append(Span(", " if number else "", ("muted",)))
        spans.append(building.link(f"{LABEL_ADDRESS}{label}", name))
    return [Paragraph(tuple(spans))]


def _attached(article: Article, building: _Frame) -> list[Block]:
    blocks: list[Block] = _source(article, building)
    for address in article.enclosures:
        name = clean_line(address.rsplit("/", 1)[-1]) or clean_line(address)
        blocks.append(Paragraph((Span("Attached: ", ("muted",)), building.link(address, name))))
    return blocks


def _source(article: Article, building: _Frame) -> list[Block]:
    """Return what is said of a text that is not all, or that is not from the feed."""
    kept, key = article.page_text, building.whole_key
    if kept and kept.is_shown:
        changed = " The feed has changed since." if kept.is_stale else ""
        source = Span(f"Taken from the post's own page.{changed} ", ("muted",))
        other = building.link(f"{WHOLE_ADDRESS}{article.row.id}", f"{key} shows what its feed has")
        return [Paragraph((source, other, Span(".", ("muted",))))]
    if not (article.url and (article.is_summary or kept)):
        return []
    feed = "This is only the beginning" if article.is_summary else "This is what its feed has"
    verb = "shows" if kept and not kept.is_stale else "brings"
    words = f"{key} {verb} the whole post here"
    whole = building.link(f"{WHOLE_ADDRESS}{article.row.id}", words)
    page = building.link(article.url, "read it on the blog")
    dim = ("muted",)
    return [Paragraph((Span(f"{feed}: ", dim), whole, Span(", or ", dim), page, Span(".", dim)))]


def _comments(article: Article, thread: Thread | None, building: _Frame) -> list[Block]:
    """Return the comments line, and below it what is kept of the comments.

    Nothing where comments are closed or their number is not known, unless some are kept.
    """
    row, kept = article.row, thread.comments if thread else ()
    new = row.comments_new
    words = thread_words(thread, new) if thread and kept else comments_words(row.comments, new)
    if not words:
        return []
    words = words if words.endswith(")") else f"{words}:"
    if not kept and not row.comments:
        page = article.comments_url or article.url
        heading = building.link(page, words, ("strong",)) if page else Span(words, ("strong",))
        return [Paragraph((heading,))]
    heading = building.link(f"{THREAD_ADDRESS}{row.id}", words, ("strong",))
    if thread is None or not kept:
        more = Span(f"\n{building.key} reads them", ("muted",), heading.link)
        return [Paragraph((heading, more))]
    missing = missing_words(thread, building.key)
    return [
        Paragraph((heading,)),
        *Remarks(thread, building.links, building.ascii_signs).blocks(),
        *([Paragraph((Span(missing),), ("muted",))] if missing else []),
        Rule(),
    ]


def _neighbours(newer: PostRow | None, older: PostRow | None, building: _Frame) -> Sequence[Block]:
    signs = ("<-", "->") if building.ascii_signs else ("←", "→")
    blocks: list[Block] = []
    for sign, word, row in ((signs[0], "Newer", newer), (signs[1], "Older", older)):
        if row:
            title = building.link(f"{POST_ADDRESS}{row.id}", clean_line(row.title))
            blocks.append(Paragraph((Span(f"{sign} {word}: ", ("muted",)), title)))
    return blocks
