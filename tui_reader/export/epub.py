"""One EPUB 3 (with what EPUB 2 wants besides): chapters by month, oldest first.

Written post by post. The same posts give the same bytes.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from tui_reader.export import epub_files
from tui_reader.export.book import Book, Chapter
from tui_reader.export.bookwriter import post_place, post_section, xml_safe
from tui_reader.export.drawn import Drawn, draw
from tui_reader.export.epub_files import Facts, Named
from tui_reader.export.language import language_of_all
from tui_reader.export.pictures import with_pictures
from tui_reader.export.sources import Head, Sources, Tally
from tui_reader.models import Article
from tui_reader.render.blocks import Document

SAMPLE: Final = 12
"""So many posts tell the language."""
AUTHORS: Final = 3
"""So many authors are named; of a blog with more of them, those who wrote most."""
_FOLDER: Final = "EPUB/"
_WHEN: Final = (1980, 1, 1, 0, 0, 0)
"""When all files of the archive were made: no clock is in the book."""
_MODE: Final = 0o644 << 16
_UNIX: Final = 3


def write_epub(
    out: BinaryIO, head: Head, ids: Sequence[int], sources: Sources, tally: Tally
) -> Iterator[None]:
    """Write a book; it goes on after each post.

    Args:
        out: Where to; it is never read or gone back in.
        head: What the book is called and what goes into it.
        ids: The posts, in any order.
        sources: Where they come from.
        tally: Counts what is written.
    """
    book = Book(sources, ids, with_comments=head.with_comments)
    with ZipFile(out, "w") as archive:
        writer = _Writer(archive, head, book, sources, tally)
        writer.begin()
        for chapter in book.chapters:
            yield from writer.chapter(chapter)
        writer.end()


class _Writer:
    def __init__(
        self, archive: ZipFile, head: Head, book: Book, sources: Sources, tally: Tally
    ) -> None:
        self._archive = archive
        self._head = head
        self._book = book
        self._sources = sources
        self._tally = tally
        self._language = language_of_all(self._sampled())
        self._authors: Counter[str] = Counter()
        self._first: datetime | None = None
        self._last: datetime | None = None
        self._changed: datetime | None = None
        self._written: set[int] = set()

    def _sampled(self) -> Iterator[Document]:
        for post_id in self._book.sample(SAMPLE):
            if whole := self._sources.whole(post_id):
                yield draw(whole).document

    def begin(self) -> None:
        """Write what stands first in every book."""
        self._add("mimetype", epub_files.MIMETYPE, ZIP_STORED)
        self._add("META-INF/container.xml", epub_files.CONTAINER)
        self._add(f"{_FOLDER}style.css", epub_files.STYLE)

    def chapter(self, chapter: Chapter) -> Iterator[None]:
        """Write one file of posts."""
        parts = [epub_files.chapter_start(chapter, self._language)]
        for post_id in self._book.posts_of(chapter):
            whole = self._sources.whole(post_id)
            if whole is not None:
                drawn = draw(whole)
                parts.append(self._post(drawn))
                self._tally.count(drawn.whole)
                self._written.add(post_id)
            yield
        parts.append(epub_files.END)
        self._add(f"{_FOLDER}{chapter.name}.xhtml", "\n".join(parts))

    def _post(self, drawn: Drawn) -> str:
        self._note(drawn.whole.article)
        pictures = with_pictures(drawn, self._head, self._sources, self._tally, self._add_picture)
        return post_section(drawn, self._links(drawn), pictures)

    def _links(self, drawn: Drawn) -> dict[str, str]:
        """Give where the posts stand that a post leads to, those of the book."""
        links: dict[str, str] = {}
        for address, post_id in self._sources.numbers(drawn.addresses).items():
            if chapter := self._book.chapter_of(post_id):
                links[address] = f"{chapter.name}.xhtml#{post_place(post_id)}"
        return links

    def _note(self, article: Article) -> None:
        """Learn what the book says of itself."""
        published = article.row.published
        if article.author:
            self._authors[article.author] += 1
        self._first = min(self._first or published, published)
        self._last = max(self._last or published, published)
        changed = max(article.updated or published, published)
        self._changed = max(self._changed or changed, changed)

    def end(self) -> None:
        """Write the lists of what is in the book: they stand last, and are read first."""
        facts = Facts(
            self._head,
            self._language,
            tuple(name for name, _ in self._authors.most_common(AUTHORS)),
            self._first,
            self._last,
            self._changed,
            self._tally.posts,
            self._tally.comments,
        )
        chapters, pictures = self._book.chapters, sorted(self._tally.places)
        self._add(f"{_FOLDER}title.xhtml", epub_files.title_page(facts))
        self._add_pieces("nav.xhtml", epub_files.nav(facts, chapters, self._rows))
        self._add_pieces("toc.ncx", epub_files.ncx(facts, chapters, self._rows))
        self._add_pieces("package.opf", epub_files.package(facts, chapters, pictures))

    def _rows(self, chapter: Chapter) -> Iterator[Named]:
        """Give the posts of a file that are really in it."""
        for row in self._book.rows_of(chapter):
            if row.id in self._written:
                yield Named(post_place(row.id), row.title)

    # ----------------------------------------------------------------------------- the archive

    def _add(self, name: str, text: str, kind: int = ZIP_DEFLATED) -> None:
        self._archive.writestr(_entry(name, kind), text.encode())

    def _add_picture(self, name: str, data: bytes) -> None:
        self._archive.writestr(_entry(_FOLDER + name, ZIP_STORED), data)

    def _add_pieces(self, name: str, pieces: Iterator[str]) -> None:
        """Write a long list piece by piece."""
        with self._archive.open(_entry(_FOLDER + name, ZIP_DEFLATED), "w") as file:
            while some := list(islice(pieces, 1_000)):
                file.write(xml_safe("\n".join(some) + "\n").encode())


def _entry(name: str, kind: int) -> ZipInfo:
    entry = ZipInfo(name, _WHEN)
    entry.compress_type, entry.external_attr, entry.create_system = kind, _MODE, _UNIX
    return entry
