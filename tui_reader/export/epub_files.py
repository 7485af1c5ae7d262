"""The files of an EPUB besides its posts: what it is called, what is in it, what it looks like.

Text only. Long lists come piece by piece.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from html import escape
from itertools import groupby
from typing import Final, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from tui_reader.export.book import Chapter
from tui_reader.export.bookwriter import xml_safe
from tui_reader.export.language import FROM_RIGHT
from tui_reader.export.sources import Head
from tui_reader.export.wording import count
from tui_reader.models.kept import masked

MIMETYPE: Final = "application/epub+zip"
CONTAINER: Final = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
STYLE: Final = """body { margin: 0 5%; line-height: 1.5; }
h1 { text-align: center; margin: 2em 0; }
.post h1, .post h2, .post h3, .post h4 { margin: 1.4em 0 0.4em; font-size: 1.1em; }
.post h1 { text-align: left; }
.post .name { margin: 2em 0 0; font-size: 1.5em; line-height: 1.2; page-break-after: avoid; }
p { margin: 0 0 0.8em; }
img { max-width: 100%; height: auto; }
figure { margin: 1em 0; text-align: center; page-break-inside: avoid; }
figcaption { font-size: 0.85em; }
blockquote, .in { margin: 0.8em 0 0.8em 1.2em; }
pre { white-space: pre-wrap; font-size: 0.85em; }
table { border-collapse: collapse; }
th, td { border: 1px solid; padding: 0.2em 0.5em; text-align: left; vertical-align: top; }
.dateline, .by { font-size: 0.85em; margin-bottom: 1em; }
.by { margin: 1.2em 0 0.2em; font-weight: bold; }
.note { border-left: 0.3em solid; padding-left: 1em; margin: 1.5em 0; }
.comments { margin-top: 2em; border-top: 1px solid; }
.title { text-align: center; margin-top: 30%; }
.title h1 { margin: 0 0 1em; }
"""
END: Final = "</body>\n</html>\n"
SHOWN_IN_TEXT: Final = 2_000
"""With more posts the list of them is no part of the book's own pages."""
_YEARS_FROM: Final = 24
"""With more files the list is parted by years."""
_TYPES: Final = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}


class Facts(NamedTuple):
    """What a book says of itself."""

    head: Head
    language: str
    authors: tuple[str, ...]
    first: datetime | None
    last: datetime | None
    changed: datetime | None
    posts: int
    comments: int

    @property
    def identifier(self) -> str:
        """The same for the same choice of the same blogs, whatever posts came to it since."""
        names = sorted(masked(blog.feed_url or blog.url) for blog in self.head.blogs)
        whole = xml_safe("\n".join(["tui-reader", self.head.title, *names]))
        return uuid5(NAMESPACE_URL, whole).urn


class Named(NamedTuple):
    """A post in a list."""

    place: str
    title: str


Rows = Callable[[Chapter], Iterator[Named]]
"""Gives the posts of a file."""


def _page(title: str, language: str, body: str = "") -> str:
    direction = ' dir="rtl"' if language in FROM_RIGHT else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml"'
        f' xmlns:epub="http://www.idpf.org/2007/ops" lang="{language}" xml:lang="{language}"'
        f'{direction}>\n<head>\n<meta charset="UTF-8"/>\n<title>{escape(xml_safe(title))}</title>\n'
        f'<link rel="stylesheet" type="text/css" href="style.css"/>\n</head>\n<body>\n{body}'
    )


def chapter_start(chapter: Chapter, language: str) -> str:
    """Write the beginning of a file of posts; the month stands above its first one only."""
    heading = "" if chapter.is_continued else f"<h1>{chapter.title}</h1>"
    return _page(chapter.title, language, heading)


def title_page(facts: Facts) -> str:
    """Write the first page: what this is, and how much of it."""
    lines = [f"<h1>{escape(facts.head.title)}</h1>"]
    if facts.authors:
        lines.append(f"<p>{escape(', '.join(facts.authors))}</p>")
    if facts.first and facts.last:
        lines.append(f"<p>{_span(facts.first, facts.last)}</p>")
    kept = count(facts.posts, "post")
    kept += f", {count(facts.comments, 'comment')}" if facts.comments else ""
    lines.append(f"<p>{kept}</p>")
    for blog in facts.head.blogs if len(facts.head.blogs) > 1 else ():
        lines.append(f"<p>{escape(blog.title)}</p>")
    body = '<section class="title" epub:type="titlepage">\n' + "\n".join(lines) + "\n</section>\n"
    return xml_safe(_page(facts.head.title, facts.language, body) + END)


def _span(first: datetime, last: datetime) -> str:
    return f"{first:%Y-%m-%d}" if first.date() == last.date() else f"{first:%Y-%m} – {last:%Y-%m}"


def nav(facts: Facts, chapters: Sequence[Chapter], rows: Rows) -> Iterator[str]:
    """Write the table of contents: months, with years above them where there are many."""
    yield _page("Contents", facts.language, '<nav epub:type="toc" id="toc">\n<h1>Contents</h1>')
    yield "<ol>"
    yield '<li><a href="title.xhtml">Title</a></li>'
    for year, group in groupby(chapters, key=lambda chapter: chapter.year):
        months = list(group)
        if len(chapters) > _YEARS_FROM:
            yield f'<li><a href="{months[0].name}.xhtml">{year}</a>\n<ol>'
        for chapter in months:
            yield from _month(chapter, rows)
        if len(chapters) > _YEARS_FROM:
            yield "</ol>\n</li>"
    yield f"</ol>\n</nav>\n{END}"


def _month(chapter: Chapter, rows: Rows) -> Iterator[str]:
    more = " (continued)" if chapter.is_continued else ""
    yield f'<li><a href="{chapter.name}.xhtml">{chapter.title}{more}</a>'
    is_open = False
    for place, title in rows(chapter):
        yield "" if is_open else "<ol>"
        is_open = True
        yield f'<li><a href="{chapter.name}.xhtml#{place}">{escape(title)}</a></li>'
    yield "</ol></li>" if is_open else "</li>"


def ncx(facts: Facts, chapters: Sequence[Chapter], rows: Rows) -> Iterator[str]:
    """Write the table of contents as EPUB 2 had it: older devices read no other."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">\n<head>\n'
        f'<meta name="dtb:uid" content="{facts.identifier}"/>\n'
        f"</head>\n<docTitle><text>{escape(facts.head.title)}</text></docTitle>\n<navMap>"
    )
    for chapter in chapters:
        more = " (continued)" if chapter.is_continued else ""
        yield _point(chapter.name, chapter.title + more, f"{chapter.name}.xhtml")
        for place, title in rows(chapter):
            yield _point(place, title, f"{chapter.name}.xhtml#{place}") + "</navPoint>"
        yield "</navPoint>"
    yield "</navMap>\n</ncx>"


def _point(name: str, title: str, address: str) -> str:
    return (
        f'<navPoint id="n-{name}"><navLabel><text>{escape(title)}</text></navLabel>'
        f'<content src="{address}"/>'
    )


def package(facts: Facts, chapters: Sequence[Chapter], pictures: Sequence[str]) -> Iterator[str]:
    """Write what the book is and what files it has."""
    direction = ' page-progression-direction="rtl"' if facts.language in FROM_RIGHT else ""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<package xmlns="http://www.idpf.org/2007/opf"'
        f' version="3.0" unique-identifier="id" xml:lang="{facts.language}">'
    )
    yield from _metadata(facts)
    yield "<manifest>"
    yield '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    yield '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    yield '<item id="style" href="style.css" media-type="text/css"/>'
    yield '<item id="title" href="title.xhtml" media-type="application/xhtml+xml"/>'
    for chapter in chapters:
        href = f'href="{chapter.name}.xhtml"'
        yield f'<item id="c-{chapter.name}" {href} media-type="application/xhtml+xml"/>'
    for number, name in enumerate(pictures):
        kind = _TYPES[name.rpartition(".")[2]]
        yield f'<item id="i-{number}" href="{name}" media-type="{kind}"/>'
    yield f'</manifest>\n<spine toc="ncx"{direction}>\n<itemref idref="title"/>'
    yield '<itemref idref="nav"/>' if facts.posts <= SHOWN_IN_TEXT else ""
    for chapter in chapters:
        yield f'<itemref idref="c-{chapter.name}"/>'
    yield "</spine>\n</package>"


def _metadata(facts: Facts) -> Iterator[str]:
    yield '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
    yield f'<dc:identifier id="id">{facts.identifier}</dc:identifier>'
    yield f"<dc:title>{escape(facts.head.title)}</dc:title>"
    yield f"<dc:language>{facts.language}</dc:language>"
    for author in facts.authors:
        yield f"<dc:creator>{escape(author)}</dc:creator>"
    for blog in facts.head.blogs[:1] if len(facts.head.blogs) == 1 else ():
        yield f"<dc:source>{escape(masked(blog.url or blog.feed_url))}</dc:source>"
    if facts.last:
        yield f"<dc:date>{facts.last:%Y-%m-%d}</dc:date>"
    changed = (facts.changed or datetime(1980, 1, 1, tzinfo=UTC)).astimezone(UTC)
    yield f'<meta property="dcterms:modified">{changed:%Y-%m-%dT%H:%M:%SZ}</meta>'
    yield "</metadata>"
