"""One page of HTML that needs nothing else: its pictures are in it, no script, nothing is asked.

Written post by post, and picture by picture.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby, islice
from secrets import token_hex
from typing import BinaryIO, Final

from tui_reader.export.book import MONTHS, Book, Chapter
from tui_reader.export.bookwriter import post_place, post_section, xml_safe
from tui_reader.export.drawn import Drawn, draw
from tui_reader.export.language import FROM_RIGHT, language_of_all
from tui_reader.export.sources import Head, Sources, Tally
from tui_reader.export.wording import count
from tui_reader.render.blocks import Document

SAMPLE: Final = 12
POLICY: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
STYLE: Final = """:root { color-scheme: light dark;
  --ink: #1c1c1e; --paper: #fdfcfa; --soft: #6b6b70;
  --line: #dedad2; --link: #1f5fa8; --raised: #f3f0ea; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e2dd; --paper: #16171a; --soft: #9a9aa2;
  --line: #35363b; --link: #8ab8f0; --raised: #202226; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 44rem; padding: 2rem 1.2rem 6rem; background: var(--paper);
  color: var(--ink); font: 1.06rem/1.65 Charter, "Bitstream Charter", Georgia, serif;
  overflow-wrap: anywhere; }
a { color: var(--link); text-decoration-thickness: 0.06em; text-underline-offset: 0.15em; }
h1, h2, h3, h4 { line-height: 1.25; }
header h1 { font-size: 2.1rem; margin: 1.5rem 0 0.3rem; }
header p, .dateline, .by { color: var(--soft); font-size: 0.88rem; }
.dateline a { color: inherit; }
nav { margin: 2rem 0 4rem; border-block: 1px solid var(--line); padding: 0.8rem 0; }
nav summary { cursor: pointer; padding: 0.15rem 0; }
nav h3 { margin: 0.5rem 0 0; padding-inline-start: 1.1rem; font-size: 0.88rem; font-weight: 600;
  color: var(--soft); }
nav ol { list-style: none; margin: 0.1rem 0 0.8rem; padding-inline-start: 1.1rem; }
nav .n { color: var(--soft); font-size: 0.85rem; }
.month { margin: 4rem 0 0; font-size: 1rem; font-weight: 600; color: var(--soft);
  border-bottom: 1px solid var(--line); }
.post { margin: 2.4rem 0 3.5rem; }
.post :is(h1, h2, h3, h4, h5, h6) { font-size: 1.12rem; margin: 1.8rem 0 0.5rem; }
.post > .name { margin: 0; font-size: 1.55rem; }
.dateline { margin: 0.2rem 0 1.2rem; }
img { max-width: 100%; height: auto; border-radius: 3px; }
figure { margin: 1.5rem 0; } figcaption { color: var(--soft); font-size: 0.9rem; }
blockquote, .in { margin: 1rem 0; padding-inline-start: 1rem;
  border-inline-start: 3px solid var(--line); }
pre { background: var(--raised); padding: 0.8rem 1rem; overflow-x: auto; border-radius: 4px;
  overflow-wrap: normal; }
code { font: 0.88em ui-monospace, Menlo, Consolas, monospace; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid var(--line); padding: 0.3rem 0.6rem; text-align: start;
  vertical-align: top; }
.note { background: var(--raised); padding: 0.2rem 1rem; border-radius: 4px; }
.comments { margin-top: 2rem; border-top: 1px solid var(--line); font-size: 0.97rem; }
.by { margin: 1.2rem 0 0.2rem; font-weight: 600; }
@media print { nav { display: none; } .post { break-before: page; } }
"""


def write_page(
    out: BinaryIO, head: Head, ids: Sequence[int], sources: Sources, tally: Tally
) -> Iterator[None]:
    """Write a page; it goes on after each post.

    Args:
        out: Where to.
        head: What it is called and what goes into it.
        ids: The posts, in any order; the page begins with the oldest one.
        sources: Where they come from.
        tally: Counts what is written.
    """
    writer = _Writer(out, head, Book(sources, ids, with_comments=False), sources, tally)
    writer.begin()
    month = ""
    for chapter in writer.book.chapters:
        if chapter.title != month:
            month = chapter.title
            writer.put(f'<h2 class="month">{month}</h2>')
        for post_id in writer.book.posts_of(chapter):
            writer.post(post_id)
            yield
    writer.put("</main>\n</body>\n</html>")


class _Writer:
    def __init__(
        self, out: BinaryIO, head: Head, book: Book, sources: Sources, tally: Tally
    ) -> None:
        self._out = out
        self._head = head
        self.book = book
        self._sources = sources
        self._tally = tally
        self._sign: Final = f"picture-{token_hex(16)}-"
        """What stands for a picture until it is written: no post can know it."""

    def put(self, text: str) -> None:
        """Write clean text and a newline."""
        self._out.write(text.encode("utf-8", "replace") + b"\n")

    def begin(self) -> None:
        """Write the head of the page, and its table of contents."""
        language = language_of_all(self._sampled())
        direction = ' dir="rtl"' if language in FROM_RIGHT else ""
        title = escape(xml_safe(self._head.title))
        self.put(
            f'<!DOCTYPE html>\n<html lang="{language}"{direction}>\n<head>\n<meta charset="utf-8">'
            f'\n<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
            '\n<meta name="viewport" content="width=device-width, initial-scale=1">'
            '\n<meta name="referrer" content="no-referrer">'
            f"\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>"
            f"\n<header>\n<h1>{title}</h1>\n<p>{count(len(self.book), 'post')}</p>\n</header>"
        )
        pieces = self._contents()
        while some := list(islice(pieces, 1_000)):
            self.put(xml_safe("\n".join(some)))

    def _sampled(self) -> Iterator[Document]:
        for post_id in self.book.sample(SAMPLE):
            if whole := self._sources.whole(post_id):
                yield draw(whole).document

    def _contents(self) -> Iterator[str]:
        """Each year unfolds; where there is but one, it lies open."""
        years = [
            (year, list(group))
            for year, group in groupby(self.book.chapters, key=lambda chapter: chapter.year)
        ]
        yield "<nav>"
        for year, chapters in years:
            number = chapters[-1].last - chapters[0].first
            is_open = " open" if len(years) == 1 else ""
            yield f'<details{is_open}><summary>{year} <span class="n">{number:,}</span></summary>'
            for chapter in chapters:
                yield from self._month(chapter)
            yield "</details>"
        yield "</nav>\n<main>"

    def _month(self, chapter: Chapter) -> Iterator[str]:
        if not chapter.is_continued:
            yield f"<h3>{MONTHS[chapter.month - 1]}</h3>"
        yield "<ol>"
        for row in self.book.rows_of(chapter):
            yield f'<li><a href="#{post_place(row.id)}">{escape(row.title)}</a></li>'
        yield "</ol>"

    def post(self, post_id: int) -> None:
        """Write one post; nothing where it has vanished."""
        whole = self._sources.whole(post_id)
        if whole is None:
            return
        drawn = draw(whole)
        kept = self._kept(drawn)
        links = {
            address: f"#{post_place(found)}"
            for address, found in self._sources.numbers(drawn.addresses).items()
            if self.book.chapter_of(found)
        }
        signs = {source: f"{self._sign}{number}-" for number, source in enumerate(kept)}
        self._put_with_pictures(post_section(drawn, links, signs), kept)
        self._tally.count(whole)

    def _kept(self, drawn: Drawn) -> list[str]:
        """Those of a post's pictures that are there: looked at now, and read again when written."""
        if not self._head.with_pictures:
            return []
        wanted = drawn.pictures
        self._sources.have_pictures(drawn.whole.article.row.id, wanted)
        kept = [source for source in wanted if self._sources.picture(source)]
        self._tally.pictures += len(kept)
        self._tally.no_pictures += len(wanted) - len(kept)
        return kept

    def _put_with_pictures(self, text: str, kept: Sequence[str]) -> None:
        """Write a post, with each picture where its sign stands."""
        before, *parts = text.split(self._sign)
        self._out.write(before.encode("utf-8", "replace"))
        for part in parts:
            number, _, rest = part.partition("-")
            if picture := self._sources.picture(kept[int(number)]):
                kind = "jpeg" if picture.ending == "jpg" else picture.ending
                self._out.write(f"data:image/{kind};base64,".encode())
                self._out.write(b64encode(picture.data))
            self._out.write(rest.encode("utf-8", "replace"))
        self._out.write(b"\n")
