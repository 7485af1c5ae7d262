"""Every post of the corpus drawn: whole, in order, no wider than it may be, at any width.

Every run draws all blogs and a share of the suites; ``TUI_READER_TEST_ALL=1`` draws everything.
"""

import os
import re

import pytest

from tests.real.reading_html import words_of_html
from tests.real.rendering_corpus import Body, all_files, bodies_of, judge, words_of
from tests.shared import needs_corpus
from tui_reader.render.html import to_document
from tui_reader.render.layout import Layout
from tui_reader.render.markdown import markdown

pytestmark = needs_corpus

EVERY = 1 if os.environ.get("TUI_READER_TEST_ALL") else 11
"""Of the suites' files, so many are passed over."""
MANY = 40
"""Of a file with more posts, every third is drawn, unless everything is."""
NARROW = (0, 1, 7)
LINES = 400
"""Lines looked at at each narrow width: at width 1 a post has as many as letters."""
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")


def groups() -> dict[str, list[str]]:
    """The files to be drawn: each blog by itself, the suites' by suite."""
    found: dict[str, list[str]] = {}
    for name in all_files() if not pytestmark.args[0] else ():
        parts = name.split("/")
        found.setdefault("/".join(parts[:2]), []).append(name)
    return {
        name: files[::EVERY] if name.startswith("suites/") else files
        for name, files in found.items()
    }


GROUPS = groups()


@pytest.mark.parametrize("group", GROUPS)
def test_every_post_is_drawn_whole_in_order_and_within_its_width(group: str) -> None:
    faults = []
    for name in GROUPS[group]:
        bodies = list(bodies_of(name))
        for body in bodies[:: 3 if EVERY > 1 and len(bodies) > MANY else 1]:
            faults += [f"{body.name}: {fault}" for fault in judge(body).faults]
            check_harmless(body)
    assert faults == []


def check_harmless(body: Body) -> None:
    """No control reaches the terminal, at widths at which hardly anything can be shown either."""
    document = to_document(body.html, body.base)
    for width in NARROW:
        for line in Layout(document, width).lines(0, LINES):
            assert UNSAFE.search(line.text) is None, body.name
    assert UNSAFE.search(markdown(document).replace("\n", "")) is None, body.name


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>one <b>two</b>", "<p>one"),
        ("<p>one <b>two</b>", "<p>two one"),
        ("<p>one <b>two</b>", "<p>one <b>two</b> three"),
        (
            "<table><tr><td>a<td>b<tr><td>c<td>d</table>",
            "<table><tr><td>a<td>c<tr><td>b<td>d</table>",
        ),
    ],
)
def test_the_judge_sees_words_that_are_lost_added_or_moved(html: str, shown: str) -> None:
    assert words_of_html(html) == words_of(to_document(html))
    assert words_of_html(html) != words_of(to_document(shown))
