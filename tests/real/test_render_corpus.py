"""Every post of the real feeds, at widths from nothing to wide."""

import html
import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.real.bodies import posts_of
from tests.shared import CORPUS, needs_corpus
from tui_reader.render.blocks import Code, Document, Table, leaves, spans_of, text_of
from tui_reader.render.html import to_document
from tui_reader.render.layout import Layout
from tui_reader.render.lines import Line
from tui_reader.render.markdown import markdown
from tui_reader.render.text import plain_of

pytestmark = needs_corpus

WIDTHS = (0, 1, 7, 40, 80, 120)
LINES = 400
"""Lines looked at at each width: at width 1 a post has as many as letters."""
FOLDERS = ("blogger-mirror", "blogger-takeout", "blogger-export", "feeds", "scale", "wordpress")
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")
HIDDEN = re.compile(
    r"(?is)<!--.*?-->|<(script|style|iframe|svg|select|button)\b.*?</\1>"
    r"|<(\w+)[^>]*display:\s*none[^>]*>.*?</\2>"
)
MARKUP = re.compile(r"""<(?:[^<>"]|"[^"]*")*>""")
FEEDS = sorted(
    path
    for folder in FOLDERS
    for path in (CORPUS / folder).rglob("*")
    if path.is_file() and path.suffix not in (".html", ".jsonl", ".txt", ".tsv", ".json")
)


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: str(path.relative_to(CORPUS)))
def test_every_real_post_is_drawn_whole_and_clean(path: Path) -> None:
    for post in posts_of(path):
        document = to_document(post.html, post.base)
        for width in WIDTHS:
            check_lines(Layout(document, width).lines(0, LINES), width, document)
        check_words(post.html, document)
        assert UNSAFE.search(markdown(document).replace("\n", "")) is None


def check_lines(lines: list[Line], width: int, document: Document) -> None:
    may_be_wide = any(isinstance(leaf, Code | Table) for leaf in leaves(document.blocks))
    for line in lines:
        assert UNSAFE.search(line.text) is None
        assert may_be_wide or line.width <= width or len(line.text.strip()) <= 8
    for line, following in pairwise(lines):
        assert line.text.strip() or following.text.strip() or may_be_wide


def check_words(body: str, document: Document) -> None:
    """Each word a reader of the page sees, seen by a crude reading of its HTML, is shown."""
    drawn = "".join(text_of(spans_of(leaf)) for leaf in leaves(document.blocks))
    kept = set(words(drawn)) | set(words(plain_of(body)))
    shown = re.sub(r"\W", "", drawn)
    text = html.unescape(MARKUP.sub(" ", HIDDEN.sub(" ", body)))
    lost = {word for word in words(text) if word not in kept and word not in shown}
    assert lost == set() or len(lost) <= len(kept) // 100, sorted(lost)[:20]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", text)
