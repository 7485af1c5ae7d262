"""Judges how every post of the corpus is drawn: feeds, backups, mirrors, their comments.

``python -m tests.real.rendering_corpus`` judges all and prints the figures and every fault.
"""

import re
import sys
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Final

from lxml import etree
from lxml import html as lxml_html

from tests.real.bodies import posts_of
from tests.real.parse_comparison import FEED_KINDS, files
from tests.real.reading_html import letters, words, words_of_html
from tests.shared import CORPUS
from tui_reader.errors import FeedError
from tui_reader.feeds.backups import blogger, wxr
from tui_reader.limits import CONTENT_BYTES
from tui_reader.models import BackupPart
from tui_reader.render.blocks import (
    Block,
    Code,
    Document,
    Span,
    Spans,
    Table,
    leaves,
    spans_of,
    text_of,
)
from tui_reader.render.html import to_document
from tui_reader.render.layout import Layout
from tui_reader.render.lines import Line

WIDTHS: Final = (40, 80, 88, 120)
ASIDE: Final = "\0"
"""In place of words that are the renderer's own."""
LEAST_LETTERS: Final = 10_000
"""Posts shorter than this count as long as this where time is judged."""
MOST_MS: Final = 50.0
"""What 10 kB may take, read and drawn whole at one width."""
NOW: Final = datetime(2026, 11, 1, tzinfo=UTC)


_UNCLOSED: Final = "an iframe that is never closed hides the rest of the page; here it is shown"
_CDATA: Final = "CDATA is no text in HTML, but was meant as text: it is shown"
_CUT: Final = "a tag cut off at the end is not shown"
_SUITE: Final = "suites/feedparser/wellformed/sanitize/item"
EXPLAINED: Final = {
    f"{_SUITE}_content_encoded_iframe.xml": _UNCLOSED,
    f"{_SUITE}_description_iframe.xml": _UNCLOSED,
    f"{_SUITE}_fullitem_iframe.xml": _UNCLOSED,
    f"{_SUITE}_content_encoded_script_nested_cdata.xml": "html.parser shows a script that is CDATA",
    "suites/newsboat/rss091_1.xml": _CUT,
    "suites/newsboat/rss092_1.xml": _CUT,
    "wordpress/wordpress-importer/crazy-cdata.xml": _CDATA,
    "wordpress/wordpress-importer/crazy-cdata-escaped.xml": _CDATA,
}
"""Files whose words are read otherwise, and why."""


@dataclass(frozen=True)
class Body:
    """The HTML of one post, page or comment."""

    name: str
    html: str
    base: str = ""


@dataclass
class Judgement:
    """What is wrong with one body, and how long it took."""

    body: Body
    faults: list[str] = field(default_factory=list)
    ms: float = 0.0
    """For 10 kB at one width, the slowest."""


# ---------------------------------------------------------------------------- where posts are


def all_files() -> list[str]:
    """Every file of the corpus that holds posts, relative to it."""
    pages = (path for path in CORPUS.rglob("*.html") if path.is_file())
    found = [*files(FEED_KINDS), *(str(path.relative_to(CORPUS)) for path in pages)]
    return sorted(found)


def bodies_of(name: str) -> Iterator[Body]:
    """The bodies in one file, by every way that the program has to read it."""
    path = CORPUS / name
    if path.suffix == ".html":
        yield from _of_page(path, name)
        return
    for number, post in enumerate(posts_of(path)):
        yield Body(f"{name} #{number}", post.html, post.base)
    if name.startswith(("blogger-export", "blogger-takeout", "wordpress")):
        yield from _of_backup(path, name)


def _of_backup(path: Path, name: str) -> Iterator[Body]:
    read = wxr.read if name.startswith("wordpress") else blogger.read
    kind = "wxr" if name.startswith("wordpress") else "blogger-takeout"
    try:
        for number, part in enumerate(read(path, kind, NOW)):
            if isinstance(part, BackupPart):
                for place, each in enumerate((*part.posts, *part.pages, *part.comments)):
                    yield Body(f"{name} part {number} #{place}", each.html, each.base)
    except FeedError:
        return


def _of_page(path: Path, name: str) -> Iterator[Body]:
    """The posts on a page of a mirror, and the whole page as if it were one."""
    text = path.read_bytes().decode("utf-8", "replace")
    yield Body(f"{name} whole", text[:CONTENT_BYTES], "https://blog.example/")
    try:
        tree = lxml_html.fromstring(text.encode())
    except etree.LxmlError:
        return
    for number, found in enumerate(tree.xpath("//*[contains(@class, 'post-body')]")):
        yield Body(f"{name} #{number}", lxml_html.tostring(found, encoding="unicode"))


# ------------------------------------------------------------------------------------- judging


def judge(body: Body) -> Judgement:
    """Draw a body at every width and say what is wrong."""
    judgement = Judgement(body)
    begun = time.process_time()
    document = to_document(body.html, body.base)
    read = time.process_time() - begun
    if body.name.partition(" ")[0] not in EXPLAINED:
        judgement.faults += faults_of_words(words_of_html(body.html), words_of(document))
    slowest = 0.0
    for width in WIDTHS:
        begun = time.process_time()
        layout = Layout(document, width)
        lines = layout.lines(0, layout.height)
        slowest = max(slowest, time.process_time() - begun)
        found = [*faults_of_lines(lines, width, document), *faults_of_letters(lines, document)]
        judgement.faults += [f"{width}: {fault}" for fault in found]
    size = max(len(body.html), LEAST_LETTERS)
    judgement.ms = (read + slowest) * 1000 * LEAST_LETTERS / size
    return judgement


def words_of(document: Document) -> list[str]:
    """The words of a document in their order, without labels, true hosts and explanations."""
    parts: list[str] = []
    for leaf in leaves(document.blocks):
        parts.append("\n")
        if isinstance(leaf, Table):
            parts.extend(_text(cell.spans) + "\n" for row in leaf.rows for cell in row)
        else:
            parts.append(_text(spans_of(leaf)))
    return words("".join(parts))


def _text(spans: Spans) -> str:
    return re.sub(f" ?{ASIDE}", "", "".join(map(_of_the_post, spans)))


def _of_the_post(span: Span) -> str:
    if "picture" in span.styles:
        return " "
    return ASIDE if "muted" in span.styles else span.text


def faults_of_words(expected: list[str], shown: list[str]) -> list[str]:
    """The words that are lost or out of order, and those that are there without being in it."""
    if expected == shown:
        return []
    if "".join(expected) == "".join(shown):
        return [f"words parted otherwise: {_first_difference(expected, shown)}"]
    return [f"words: {_first_difference(expected, shown)}"]


def _first_difference(expected: list[str], shown: list[str]) -> str:
    place = next(
        (at for at, pair in enumerate(zip(expected, shown, strict=False)) if pair[0] != pair[1]),
        min(len(expected), len(shown)),
    )
    span = slice(max(place - 3, 0), place + 5)
    return f"{' '.join(expected[span])!r} is {' '.join(shown[span])!r}"


def faults_of_lines(lines: list[Line], width: int, document: Document) -> Iterator[str]:
    """Lines that are too wide, and runs of blank ones; code may have both, tables be wide."""
    code, tables = list(_places(document, Code)), list(_places(document, Table))
    for number, line in enumerate(lines):
        is_text = not (_is_in(line.offset, code) or _is_in(line.offset, tables))
        if is_text and line.width > width:
            yield f"line {number} has {line.width} cells: {line.text!r}"
        if is_text and line.margin + line.width > width:
            yield f"line {number} ends too far to the right"
    for number, (line, following) in enumerate(pairwise(lines)):
        is_code = _is_in(line.offset, code) and _is_in(following.offset, code)
        if not is_code and not line.text.strip() and not following.text.strip():
            yield f"lines {number} and {number + 1} are blank"


def _places(document: Document, kind: type[Block]) -> Iterator[tuple[int, int]]:
    """From which letter to which the blocks of a kind reach."""
    offset = 0
    for leaf in leaves(document.blocks):
        letters_in = sum(len(span.text) for span in spans_of(leaf))
        if isinstance(leaf, kind):
            yield offset, offset + letters_in + (kind is Table)  # its last line stands after it
        offset += letters_in


def _is_in(offset: int, places: list[tuple[int, int]]) -> bool:
    place = bisect_right(places, (offset, sys.maxsize)) - 1
    return place >= 0 and offset < places[place][1]


def faults_of_letters(lines: list[Line], document: Document) -> Iterator[str]:
    """Letters that the layout loses, adds or moves; where there are tables, only lost ones.

    Their cells stand side by side, so that their lines have another order.
    """
    tables = [leaf for leaf in leaves(document.blocks) if isinstance(leaf, Table)]
    drawn = letters("".join(_without_signs(line) for line in lines))
    if not tables:
        wanted = letters("".join(_all(leaf) for leaf in leaves(document.blocks)))
        if drawn != wanted:
            yield f"letters drawn are not those of the document: {_first_letters(wanted, drawn)}"
        return
    missing = Counter(letters("".join(_all(leaf) for leaf in leaves(document.blocks))))
    missing.subtract(drawn)
    if lost := +missing:
        yield f"letters lost in a document with tables: {lost}"


def _all(leaf: Block) -> str:
    return text_of(spans_of(leaf))


def _first_letters(wanted: str, drawn: str) -> str:
    place = next(
        (at for at, pair in enumerate(zip(wanted, drawn, strict=False)) if pair[0] != pair[1]),
        min(len(wanted), len(drawn)),
    )
    span = slice(max(place - 10, 0), place + 20)
    return f"{wanted[span]!r} is {drawn[span]!r}"


def _without_signs(line: Line) -> str:
    return "".join(piece.text for piece in line.pieces if "list-sign" not in piece.styles)


# ------------------------------------------------------------------------------------- figures


def main() -> None:
    """Judge everything and print it."""
    say = sys.stdout.write
    begun = time.monotonic()
    judged: list[Judgement] = []
    total = 0
    for name in all_files():
        for body in bodies_of(name):
            judgement = judge(body)
            if judgement.ms > MOST_MS / 5:  # what is loaded once is no post's fault
                judgement.ms = min(judgement.ms, judge(body).ms)
            judged.append(judgement)
            total += len(body.html)
            for fault in judgement.faults:
                say(f"{body.name}: {fault}\n")
    times = sorted(each.ms for each in judged)
    say(f"{len(judged)} bodies, {total / 1e6:.1f} MB, {time.monotonic() - begun:.0f} s; ")
    say(f"with faults: {sum(bool(each.faults) for each in judged)}\n")
    say(f"ms per 10 kB: median {median(times):.2f}, slowest {times[-1]:.2f} ")
    slowest = max(judged, key=lambda each: each.ms)
    say(f"({slowest.body.name}), 99 % under {times[len(times) * 99 // 100]:.2f}, ")
    say(f"over {MOST_MS:.0f}: {sum(ms > MOST_MS for ms in times)}\n")


if __name__ == "__main__":
    main()
