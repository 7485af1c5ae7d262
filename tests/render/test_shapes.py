"""What single shapes of real blogs become: lists made of signs, formulas, players, pictures."""

import pytest

from tui_reader.render.blocks import (
    Block,
    Image,
    Indented,
    Items,
    Paragraph,
    Quote,
    leaves,
    text_of,
)
from tui_reader.render.blocks import spans_of as spans
from tui_reader.render.html import to_document
from tui_reader.render.text import plain

BASE = "https://blog.example/2020/01/post.html"


def blocks(html: str) -> tuple[Block, ...]:
    return to_document(html, BASE).blocks


def within_quotes(html: str) -> list[Block]:
    return [
        inner
        for block in blocks(html)
        for inner in (block.blocks if isinstance(block, Quote) else (block,))
    ]


def entries(html: str) -> list[str]:
    found = [block for block in within_quotes(html) if isinstance(block, Items)]
    return [text_of(spans(leaf)) for items in found for leaf in leaves((items,))]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>• one<br>• two", ["one", "two"]),
        ("<p>·<span>&nbsp;&nbsp; </span>one<p>·<span>&nbsp; </span><b>two</b>", ["one", "two"]),
        ("<p>Of these:<br>▪ one<br>▪ two<br>and so on", ["one", "two"]),
        ("<blockquote>• one<br>• two</blockquote>", ["one", "two"]),
        ("<p>• only one", []),
        ("<p>Of this:<br>• only one", []),
        ("<p>- he said<br>- she said", []),
        ("<p>•<br>•", []),
    ],
)
def test_lines_that_begin_with_bullets_are_a_list(html: str, expected: list[str]) -> None:
    assert entries(html) == expected


def test_a_list_of_pictures_alone_is_the_pictures() -> None:
    html = "<ul><li><img src=a.jpg alt=one><li><figure><img src=b.jpg alt=two></figure></ul>"
    assert [type(block) for block in blocks(html)] == [Image, Image]
    assert [type(block) for block in blocks(html + "<ul><li>x<li><img src=c.jpg></ul>")][2:] == [
        Items
    ]


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("<mi>a</mi><mo>=</mo><mfrac><mn>1</mn><mn>2</mn></mfrac>", "a = 1/2"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac>", "(a + b)/c"),
        ("<msup><mi>x</mi><mn>2</mn></msup>", "x²"),
        ("<msup><mi>e</mi><mrow><mi>i</mi><mi>π</mi></mrow></msup>", "e^iπ"),
        ("<msub><mi>x</mi><mn>1</mn></msub>", "x₁"),
        ("<msqrt><mi>a</mi><mo>-</mo><mi>b</mi></msqrt>", "√(a-b)"),
        ("<mroot><mi>a</mi><mn>3</mn></mroot>", "³√a"),
        ("<munderover><mo>∑</mo><mn>1</mn><mi>n</mi></munderover><mi>i</mi>", "∑₁ⁿi"),
        ("<mtable><mtr><mtd>1</mtd><mtd>0</mtd></mtr><mtr><mtd>2</mtd></mtr></mtable>", "[1 0; 2]"),
        ("<semantics><mi>x</mi><annotation>\\tex</annotation></semantics>", "x"),
        ("<mi>x", "x"),
    ],
)
def test_formulas_can_be_read(inside: str, shown: str) -> None:
    assert plain(to_document(f"<p>so <math>{inside}</math> it is")) == f"so {shown} it is"


def test_a_formula_that_stands_apart_is_a_paragraph_and_one_never_closed_is_text() -> None:
    html = "<p>so<math display=block><mi>x</mi></math>it is"
    assert plain(to_document(html)) == "so\n\nx\n\nit is"
    assert plain(to_document("<math><mi>x</mi> and words")) == "x and words"
    assert plain(to_document("<math>" * 30 + "<mi>x</mi>" + "</math>" * 30)) == "x"


def test_tex_stays_as_it_is_written() -> None:
    html = r"<p>$$\int_0^1 x\,dx$$ and \(a &lt; b\) and $latex x_1 * y_2 *$"
    assert plain(to_document(html)) == r"$$\int_0^1 x\,dx$$ and \(a < b\) and $latex x_1 * y_2 *$"


@pytest.mark.parametrize(
    "picture",
    [
        '<img class="latex" alt="a^2" src="https://s0.wp.com/latex.php?latex=zzz">',
        '<img src="https://s0.wp.com/latex.php?latex=a%5E2&bg=ffffff">',
        '<img src="https://latex.codecogs.com/gif.latex?a%5E2">',
        '<img src="https://chart.googleapis.com/chart?cht=tx&chl=a%5E2">',
    ],
)
def test_a_picture_of_a_formula_is_its_tex(picture: str) -> None:
    assert plain(to_document(f"<p>so {picture} is")) == "so a^2 is"


def images(html: str) -> list[tuple[str, str]]:
    return [(leaf.label, leaf.source) for leaf in blocks(html) if isinstance(leaf, Image)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<video src=/a.mp4>Your browser is old", [("[video: blog.example]", "/a.mp4")]),
        (
            "<video><source src=/a.webm><source src=/a.mp4>Too old</video>",
            [("[video: blog.example]", "/a.webm")],
        ),
        (
            "<audio controls><source src=/a.ogg type=audio/ogg><a href=/a.ogg>get it</a></audio>",
            [("[sound: blog.example]", "/a.ogg")],
        ),
        (
            "<object><param name=movie value=https://www.youtube.com/v/abcdefg>"
            "<embed src=https://www.youtube.com/v/abcdefg></object>",
            [("[video: youtube.com]", "https://www.youtube.com/watch?v=abcdefg")],
        ),
        ("<object data=/a.pdf></object>", [("[page: blog.example]", "/a.pdf")]),
        ('<iframe data-src="https://x.test/"></iframe>', [("[page: x.test]", "https://x.test/")]),
    ],
)
def test_a_player_is_one_line_that_opens(html: str, expected: list[tuple[str, str]]) -> None:
    assert images(html)[:1] == [
        (label, f"https://blog.example{source}" if source[0] == "/" else source)
        for label, source in expected
    ]
    assert len(images(html)) == 1


def test_words_for_browsers_that_cannot_play_are_not_shown() -> None:
    assert plain(to_document("<p>a<video src=https://x.test/v>too old</video>b")) == (
        "a\n\n[video: x.test]\n\nb"
    )
    assert "kept" in plain(to_document("<video src=https://x.test/v>kept, it never ends"))


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="data:image/gif;base64,R0l" data-src="/door.jpg">',
        '<img src="/blank.gif" data-lazy-src="/door.jpg">',
        '<img src="/wp/lazy_placeholder.gif" data-original="/door.jpg">'.replace("lazy_", "lazy-"),
        '<img srcset="/door.jpg 1x, /door2.jpg 2x">',
        '<img data-srcset="/door.jpg 300w, /door2.jpg 600w" src="data:image/svg+xml,x">',
    ],
)
def test_a_picture_that_a_script_brings_is_the_one_it_brings(picture: str) -> None:
    assert images(picture) == [("[picture: door]", "https://blog.example/door.jpg")]


def test_a_picture_that_is_its_own_data_keeps_it_and_leads_nowhere() -> None:
    (image,) = blocks('<img alt=x src="data:image/png;base64,\n AAAA ">')
    assert isinstance(image, Image)
    assert (image.source, image.link) == ("data:image/png;base64,AAAA", None)
    (image,) = blocks('<img alt=x src="data:text/html,<b>">')
    assert isinstance(image, Image)
    assert image.source == ""


def test_what_unfolds_is_set_in_under_its_summary() -> None:
    summary, inside, after = blocks("<details><summary>Sum</summary>a<p>b</details>c")
    assert isinstance(summary, Paragraph)
    assert text_of(summary.spans) == "Sum"
    assert summary.spans[0].styles == ("strong",)
    assert isinstance(inside, Indented)
    assert len(inside.blocks) == 2
    assert isinstance(after, Paragraph)


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</ruby>", "漢(かん)字(じ)"),
        ("<q>a <q>b</q> c</q>", "“a ‘b’ c”"),
        ("<p hidden>gone</p><p>there", "there"),
        ("a<wbr>b", "ab"),
    ],
)
def test_small_elements(html: str, shown: str) -> None:
    assert plain(to_document(html)) == shown


def test_keys_and_insertions_have_looks_of_their_own() -> None:
    (paragraph,) = blocks("<p>press <kbd>q</kbd>, <ins>new</ins>, <mark>here</mark>, <u>this</u>")
    assert isinstance(paragraph, Paragraph)
    styles = {span.text: span.styles for span in paragraph.spans}
    assert styles["q"] == ("code", "key")
    assert styles["new"] == styles["this"] == ("inserted",)
    assert styles["here"] == ("mark",)
