"""What the elements become, where the goldens would show too little."""

import pytest

from tui_reader.render.blocks import (
    Block,
    Code,
    Heading,
    Image,
    Items,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
    leaves,
    text_of,
)
from tui_reader.render.html import to_document

BASE = "https://blog.example/2020/01/post.html"


def blocks(html: str) -> tuple[Block, ...]:
    return to_document(html, BASE).blocks


def texts(html: str) -> list[str]:
    return [text_of(block.spans) for block in blocks(html) if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<p>b", ["a", "b"]),
        ("a<br><br>b", ["a", "b"]),
        ("a<br>\n<br />&nbsp;<br/>b", ["a", "b"]),
        ("a<br>b", ["a\nb"]),
        ("<div>a</div><div><br></div><div>b</div>", ["a", "b"]),
        ("one <b>two</b>three <i>four</i> <u>five</u>", ["one twothree four five"]),
        ("<i>a</i>\n    b\t c", ["a b c"]),
        ("<p>a\n  b\t c", ["a b c"]),
        ("a&nbsp;b &nbsp; c", ["a b c"]),
        ("10&nbsp;000", ["10\xa0000"]),
        ("one\n\ntwo", ["one", "two"]),
        ("<p>one\n\ntwo</p>", ["one two"]),
        ("<q>x</q>", ["“x”"]),
        ("a<script>b</script>c", ["ac"]),
        ("<svg><text>x</text></svg>a<template>b</template>", ["a"]),
        ("<svg>never closed", ["never closed"]),
        ('<span style="DISPLAY: none">x</span>y', ["y"]),
        ("&amp;lt;b&amp;gt; &lt;script&gt;", ["&lt;b&gt; <script>"]),
        ("m<sup>2</sup> a<sub>n</sub>", ["m² an"]),
        ("&#27;]52;c;x&#7; &#xD800; &#x202E;z", ["]52;c;x \ufffd z"]),
        ("<form><button>b</button>shown</form>", ["shown"]),
    ],
)
def test_text_becomes_paragraphs(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<b>Head</b><br>text",
        "<p><strong>Head</strong></p><p>text</p>",
        '<div><span style="font-weight: bold">Head</span></div>text',
        "before<br><br><b><i>Head</i></b><br>text",
    ],
)
def test_a_bold_line_is_a_subhead(html: str) -> None:
    headings = [block for block in blocks(html) if isinstance(block, Heading)]
    assert [(heading.level, text_of(heading.spans)) for heading in headings] == [(3, "Head")]


@pytest.mark.parametrize(
    "html",
    [
        "<b>Bold</b> and more<br>text",
        "<b>one</b><p><b>two</b><p><b>three</b><p>text that is longer than all of them together",
        "<p><b>" + "a bold paragraph of many words " * 5 + "</b></p>text",
        "<b>***</b><br>text",
        "<ul><li><b>x</b></li></ul><b style='font-weight:normal'>Not bold</b>",
    ],
)
def test_other_bold_text_is_no_subhead(html: str) -> None:
    top = [block for block in blocks(html) if isinstance(block, Heading)]
    assert top == []


def test_links_are_absolute_numbered_and_shared() -> None:
    html = '<a href="/x">one</a> <a href="y.html">two</a> <a href="/x">three</a> <a href="#">no</a>'
    document = to_document(html, BASE)
    assert [(link.url, link.text) for link in document.links] == [
        ("https://blog.example/x", "one"),
        ("https://blog.example/2020/01/y.html", "two"),
    ]
    (paragraph,) = document.blocks
    assert isinstance(paragraph, Paragraph)
    assert [(span.text, span.link) for span in paragraph.spans if span.link is not None] == [
        ("one", 0),
        ("two", 1),
        ("three", 0),
    ]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JaVa&#9;script:x", "data:text/html,x"])
def test_addresses_that_run_something_are_no_links(address: str) -> None:
    document = to_document(f'<a href="{address}">words</a>', BASE)
    assert document.links == ()
    assert document.blocks == (Paragraph((Span("words"),)),)


@pytest.mark.parametrize(
    ("html", "label"),
    [
        ('<img src="a/red-door.jpg">', "[picture: red door]"),
        ('<img src="a.jpg" alt=" A\ndoor ">', "[picture: A door]"),
        ('<img src="x.png" alt="old_town.JPG">', "[picture: old town]"),
        ('<img src="IMG_2034.jpg">', "[picture]"),
        ('<img src="x.jpg" alt="DSC 0012 Blog">', "[picture]"),
        ('<img src="WhatsApp-Image-2024-05-18-at-19.25.26.jpeg">', "[picture]"),
        ('<img src="red-door.jpg" alt="UARF0O4MI_$6HXMI1HAA">', "[picture: red door]"),
        ('<img src="x.jpg" alt="3 cats">', "[picture: 3 cats]"),
        ('<img src="x.jpg" alt="猫2">', "[picture: 猫2]"),
        ('<img src="a1b2c3d4e5f6a7b8.jpg">', "[picture]"),
        ('<img src="data:image/png;base64,AAAA">', "[picture]"),
        ('<iframe src="https://www.youtube.com/embed/abcdefg"></iframe>', "[video: youtube.com]"),
        ('<iframe src="//maps.example/m" title="Map"></iframe>', "[page: Map, maps.example]"),
        ('<video src="https://v.example/a.mp4">old browser</video>', "[video: v.example]"),
        ('<audio src="//v.example/12-the-sea.mp3">', "[sound: 12 the sea, v.example]"),
        ('<audio><source src="https://v.example/a.mp3" type="audio/mpeg"></audio>', None),
    ],
)
def test_pictures_and_videos_are_named(html: str, label: str | None) -> None:
    image = blocks(html)[0]
    assert isinstance(image, Image)
    assert image.label == (label or "[sound: v.example]")


def test_a_picture_leads_where_its_anchor_leads_and_keeps_its_own_address() -> None:
    document = to_document('<a href="big.jpg"><img src="small.jpg"></a>', "https://b.test/")
    (image,) = document.blocks
    assert isinstance(image, Image)
    assert image.link is not None
    assert document.links[image.link].url == "https://b.test/big.jpg"
    assert image.source == "https://b.test/small.jpg"


@pytest.mark.parametrize(
    "html",
    [
        '<figure><img src="x.jpg"><figcaption>Words</figcaption></figure>',
        '<table class="tr-caption-container"><tr><td><img src="x.jpg"></td></tr>'
        '<tr><td class="tr-caption">Words</td></tr></table>',
        '<div class="wp-caption"><img src="x.jpg"><p class="wp-caption-text">Words</p></div>',
        '<figure><img src="x.jpg"><figcaption><b>Words</b></figcaption></figure>',
    ],
)
def test_a_caption_stays_with_its_picture(html: str) -> None:
    (image,) = blocks(html)
    assert isinstance(image, Image)
    assert text_of(image.caption) == "Words"


def test_trackers_are_dropped_smileys_are_letters_and_twins_are_one() -> None:
    html = '<img width=1 height=1 src=t.gif>Hi <img class="wp-smiley" alt=":)" src=s.gif>'
    assert texts(html) == ["Hi :)"]
    twins = '<img src="x.jpg"><noscript><img src="x.jpg"></noscript>'
    assert len(blocks(twins)) == 1


def test_containers_nest_and_end_where_html_says() -> None:
    html = "<blockquote>q<ul><li>a<ol start=3><li>b</ol></ul></blockquote>after<hr>"
    quote, after, rule = blocks(html)
    assert isinstance(quote, Quote)
    assert isinstance(quote.blocks[1], Items)
    assert isinstance(after, Paragraph)
    assert isinstance(rule, Rule)


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", 2),
        ("<table><tr><th>a<th>b</table>", 1),
        ("<table><tr><td>only one</table>", 0),
        ("<table><tr><td>one<tr><td>column</table>", 0),
        ("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>", 0),
        ("<table><tr><td>" + "long " * 100 + "<td>b<tr><td>c<td>d</table>", 0),
        ("<table><tr><td><img src=a.jpg><td><img src=b.jpg></table>", 0),
        ("<table></table>", 0),
    ],
)
def test_tables_are_told_from_layout(html: str, rows: int) -> None:
    tables = [block for block in blocks(html) if isinstance(block, Table)]
    assert sum(len(table.rows) for table in tables) == rows


def test_bold_text_in_entries_and_cells_is_bold_and_no_subhead() -> None:
    html = "<ul><li><b>One</b><li><b>Two:</b><br>text</ul><dl><dt>x<dd><b>Y</b></dl>"
    for leaf in leaves(blocks(html)):
        assert isinstance(leaf, Paragraph)
        assert leaf.spans[0].styles == ("strong",)
    (table,) = blocks("<table><tr><td>a<td><b>B</b><tr><td>c<td>d</table>")
    assert isinstance(table, Table)
    assert table.rows[0][1].spans == (Span("B", ("strong",)),)
    assert isinstance(blocks("<table><tr><td><b>B</b><br>text</table>")[0], Heading)


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        ("<tr><td><b>a</b><td><b>b</b><tr><td>c<td>d", 1),
        ("<tr><td><td><strong>b,</strong><tr><td>c<td>d", 1),
        ("<tr><td><b>a</b><td>b<tr><td>c<td>d", 0),
        ("<tr><td><b>a</b><td><b>b</b><tr><td><b>c</b><td><b>d</b>", 0),
        ("<tr><td><b>a</b><td><b>b</b>", 0),
    ],
)
def test_a_first_row_that_is_bold_all_over_is_the_head(rows: str, head: int) -> None:
    (table,) = blocks(f"<table>{rows}</table>")
    assert isinstance(table, Table)
    assert table.head == head


def test_every_row_of_a_table_covers_the_same_columns() -> None:
    html = "<table><tr><td rowspan=3>a<td colspan=2>b<tr><td>c<tr><td>d<td>e<td>f<tr></table>"
    (table,) = blocks(html)
    assert isinstance(table, Table)
    assert len({sum(cell.columns for cell in row) for row in table.rows}) == 1


def test_code_keeps_blanks_links_and_its_language() -> None:
    html = '<pre class="language-python">\n  a\n\tb<br><div>c</div><a href="/x">d</a>\n\n</pre>'
    (code,) = blocks(html)
    assert isinstance(code, Code)
    assert (text_of(code.spans), code.language) == ("  a\n    b\nc\nd", "python")
    assert code.spans[-1].link == 0


def test_a_frame_is_put_around_a_document_with_links_of_its_own() -> None:
    document = to_document('<h2>In</h2><a href="https://x.test/">x</a>')
    first = len(document.links)
    title = Heading((Span("Title"),), 1, ("title",))
    older = Paragraph((Span("Older", link=first),), ("muted",))
    framed = document.with_frame([title], [older], [*document.links, document.links[0]])
    assert framed.blocks[0] is title
    assert framed.blocks[-1] is older
    assert len(framed.links) == first + 1
