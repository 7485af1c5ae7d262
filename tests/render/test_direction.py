"""Text from right to left is known by its letters; where they are mixed, by what the page says."""

import pytest

from tui_reader.render.blocks import Heading, Image, Paragraph, leaves
from tui_reader.render.direction import is_rtl, is_rtl_block
from tui_reader.render.html import to_document

ARABIC = "\u0645\u0631\u062d\u0628\u0627"
HEBREW = "\u05e9\u05dc\u05d5\u05dd"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p>{ARABIC}", True),
        (f"<p>{HEBREW} {HEBREW} HTML", True),
        (f"<p>{ARABIC} https://example.org/a/very/long/address", False),
        (f"<p>{ARABIC} {ARABIC} https://example.org/a/very/long/address", True),
        (f"<p>the word {ARABIC} among others", False),
        (f"<p dir=rtl>the word {ARABIC} among others", True),
        (f"<div style='direction: rtl'>the word {ARABIC} among others</div>", True),
        (f"<p dir=rtl>the word <span dir=ltr>HTML</span> {ARABIC}", True),
        ("<p dir=rtl>only these words", False),
        (f"<div dir=ltr>{ARABIC}</div>", True),
        (f"<h2>{ARABIC}</h2>", True),
        (f"<b>{ARABIC}</b><br>text", True),
        (f"<ul><li>{ARABIC}</ul>", True),
        (f"<blockquote>{ARABIC}</blockquote>", True),
        (f"<table><tr><td>{ARABIC}<td>{ARABIC}<tr><td>a<td>b</table>", True),
        (f"<pre>{ARABIC}</pre><p>x", True),
        ("<p>1, 2, 3 \u2026", False),
        ("<hr>", False),
    ],
)
def test_a_block_is_set_from_the_right(html: str, expected: bool) -> None:
    assert is_rtl_block(to_document(html).blocks[0]) is expected


def test_the_mark_is_on_the_block_and_not_on_its_letters() -> None:
    html = f"<div dir=rtl><p>{ARABIC}<h3>{ARABIC} <b>x</b></h3></div>"
    for leaf in leaves(to_document(html).blocks):
        assert isinstance(leaf, Paragraph | Heading)
        assert leaf.styles == ("rtl",)
        assert all("rtl" not in span.styles for span in leaf.spans)


def test_a_caption_from_the_right_is_still_a_caption() -> None:
    html = f"<figure><img src=x.jpg><figcaption>{ARABIC}</figcaption></figure>"
    (image,) = to_document(html).blocks
    assert isinstance(image, Image)
    assert image.caption


def test_digits_and_signs_say_nothing_of_the_direction() -> None:
    assert not is_rtl("123 + 456")
    assert is_rtl(f"1. {ARABIC}")
