"""Markup made to hang, to hide text or to reach the terminal."""

import re
import time

import pytest

from tests.real.bodies import posts_of
from tests.shared import HOSTILE, needs_hostile
from tui_reader.render.html import to_document
from tui_reader.render.layout import Layout
from tui_reader.render.links import Gate, judge
from tui_reader.render.text import plain_of, wrapped

MIB = 1 << 20
SECONDS = 5.0
"""What one case may take on a busy machine; quadratic work takes minutes."""
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")

CASES = {
    "10,000 divs": "<div>" * 10_000 + "DEEP-TEXT" + "</div>" * 10_000,
    "10,000 quotes": "<blockquote>" * 10_000 + "DEEP-TEXT",
    "10,000 lists": "<ul><li>" * 10_000 + "DEEP-TEXT",
    "10,000 tables": "<table><tr><td>" * 10_000 + "DEEP-TEXT",
    "bold unclosed": "<b>" * 50_000 + "DEEP-TEXT" + "</i>" * 50_000,
    "comments unclosed": "<!--" * 100_000 + "DEEP-TEXT",
    "declarations unclosed": "<!" * 200_000 + "DEEP-TEXT",
    "only signs": "<" * MIB + "DEEP-TEXT",
    "tags unclosed": "<a " * 100_000 + "DEEP-TEXT",
    "quoted ends": "<a b='\">" * 50_000 + "'>DEEP-TEXT",
    "hidden unclosed": "<svg>" * 100_000 + "DEEP-TEXT",
    "hidden unbalanced": "<svg>" * 50_000 + "</svg>DEEP-TEXT",
    "cdata unclosed": "<![CDATA[" * 50_000 + "DEEP-TEXT",
    "raw unclosed": "<iframe>" * 50_000 + "DEEP-TEXT",
    "attributes": "<p " + "a=b " * 100_000 + ">DEEP-TEXT",
    "one line of code": "<pre>DEEP-TEXT" + "x" * MIB + "</pre>",
    "wide line of code": "<pre>DEEP-TEXT" + "漢" * 300_000 + "</pre>",
    "tabs": "<pre>" + "<b>\t</b>" * 50_000 + "</pre>DEEP-TEXT",
    "joiners": "a" + "\u200d" * 200_000 + "DEEP-TEXT",
    "marks": "e\u0301\u0302" * 100_000 + "DEEP-TEXT",
    "paragraphs": "<p>abcdefg" * 50_000 + "DEEP-TEXT",
    "entries": "<li>a" * 50_000 + "DEEP-TEXT",
    "cells": "<table>" + "<tr><td>a<td>b" * 20_000 + "</table>DEEP-TEXT",
    "columns": "<table><tr>" + "<td>a" * 30_000 + "</table>DEEP-TEXT",
    "spans": "<table><tr>" + "<td rowspan=999999999 colspan=999999999>x" * 300 + "</tr>"
    "<tr><td>y</tr></table>DEEP-TEXT",
    "links": "".join(f'<a href="/{n}">x</a>' for n in range(30_000)) + "DEEP-TEXT",
    "pictures": "<img src=a.jpg>" * 30_000 + "DEEP-TEXT",
    "entities": "&#1234567890;&amp" * 30_000 + "DEEP-TEXT",
    "style": '<p style="' + "font-family:" * 50_000 + '">DEEP-TEXT',
    "data address": '<img src="data:image/png;base64,' + "A" * MIB + '">DEEP-TEXT',
    "link text": '<a href="http://x.test/">' + "a.b-" * 100_000 + "</a>DEEP-TEXT",
    "formulas unclosed": "<math>" * 100_000 + "DEEP-TEXT",
    "formulas nested": "<math>"
    + "<mrow>" * 100_000
    + "DEEP-TEXT"
    + "</mrow>" * 100_000
    + "</math>",
    "brackets of Markdown": "# a\n\n**b**\n\n" + "[" * 48_000 + "\nDEEP-TEXT",
    "plain lines": "a line of words\n" * 12_000 + "DEEP-TEXT",
    "bullets": "<p>" + "• a<br>" * 50_000 + "• DEEP-TEXT",
    "anchors": "".join(f"<p id=n{n}><a href='#n{n}'>x</a>" for n in range(30_000)) + "DEEP-TEXT",
    "code of Java": "<pre lang=java>" + "\n" * 17_000 + "DEEP-TEXT</pre>",
    "words of Java": "<pre lang=java>" + "int a b\n" * 2_000 + "DEEP-TEXT</pre>",
    "right to left": "<div dir=rtl>" * 50_000 + "<p>א" * 20_000 + "DEEP-TEXT",
    "details": "<details><summary>a" * 20_000 + "DEEP-TEXT",
    "players unclosed": "<video>" * 50_000 + "DEEP-TEXT",
    "numbers": "<ol start=-99999999999999999999><li>a</ol><ol start=9999 type=i><li>DEEP-TEXT",
}


@pytest.mark.parametrize("name", CASES)
def test_the_work_is_bounded_and_no_text_is_lost(name: str) -> None:
    started = time.process_time()
    document = to_document(CASES[name], "https://blog.test/")
    layout = Layout(document, 80)
    layout.lines(0, 40)
    assert "DEEP-TEXT" in plain_of(CASES[name])
    shown = "".join(line.text for line in layout.lines(0, layout.height))
    assert time.process_time() - started < SECONDS
    assert "DEEP-TEXT" in re.sub(r"[▎\s]", "", shown)


def shown(name: str) -> str:
    posts = posts_of(HOSTILE / name)
    return "\n".join(wrapped(to_document(post.html, post.base), 80) for post in posts)


@needs_hostile
@pytest.mark.parametrize(
    ("name", "seen", "unseen"),
    [
        ("active-content.xml", ["BEFORE", "AFTER"], ["SCRIPTTEXT", "STYLETEXT", "SVGTEXT"]),
        ("nested-div-300.xml", ["DEEP-TEXT", "AFTER"], []),
        ("table-huge-span.xml", ["A", "B", "AFTER"], []),
        ("html-entities-double.xml", ["&lt;script&gt; and <b>"], []),
        ("idn-homograph-links.xml", ["[xn--80ak6aa92e.com]"], []),
    ],
)
def test_hostile_posts_show_what_the_index_says(
    name: str, seen: list[str], unseen: list[str]
) -> None:
    text = shown(name)
    assert [word for word in seen if word not in text] == []
    assert [word for word in unseen if word in text] == []


@needs_hostile
def test_only_web_addresses_of_hostile_links_can_be_opened() -> None:
    for post in posts_of(HOSTILE / "js-urls.xml"):
        for link in to_document(post.html, post.base).links:
            verdict = judge(link.url)
            assert verdict.gate is Gate.REFUSE or verdict.url.startswith(("http://", "https://"))


@needs_hostile
def test_no_hostile_post_brings_a_control_to_the_terminal() -> None:
    for path in sorted(HOSTILE.glob("*.xml")):
        assert UNSAFE.search(shown(path.name)) is None, path.name
