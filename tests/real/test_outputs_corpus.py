"""Every post of the real feeds as HTML and as Markdown: the same words, and nothing active."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.real.bodies import posts_of
from tests.render.outputs import read, words_of, words_of_html, words_of_markdown
from tests.shared import CORPUS, needs_corpus
from tui_reader.render.html import to_document
from tui_reader.render.markdown import markdown
from tui_reader.render.page import html_of

pytestmark = needs_corpus

FOLDERS = ("blogger-mirror", "blogger-takeout", "blogger-export", "feeds", "wordpress")
FEEDS = sorted(
    path
    for folder in FOLDERS
    for path in (CORPUS / folder).rglob("*")
    if path.is_file() and path.suffix not in (".html", ".jsonl", ".txt", ".tsv", ".json")
)


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: str(path.relative_to(CORPUS)))
def test_every_real_post_has_the_same_words_in_each_form(path: Path) -> None:
    for post in posts_of(path):
        document = to_document(post.html, post.base)
        page = html_of(document)
        reading = read(page)
        assert (reading.faults, reading.left_open) == ([], []), post.url
        assert words_of_html(page) == words_of(document), post.url
        assert_same(words_of_markdown(markdown(document)), words_of(document, as_markdown=True))


def assert_same(found: Sequence[str], wanted: Sequence[str]) -> None:
    """The same words; where not, those around the first difference are shown."""
    if found != wanted:
        pairs = zip(found, wanted, strict=False)
        at = next((n for n, pair in enumerate(pairs) if pair[0] != pair[1]), len(wanted))
        assert found[max(0, at - 5) : at + 9] == wanted[max(0, at - 5) : at + 9]
        assert len(found) == len(wanted)
