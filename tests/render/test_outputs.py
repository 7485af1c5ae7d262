"""HTML and Markdown of a document: the same words, and nothing in a page that acts."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.render.outputs import read, words_of, words_of_html, words_of_markdown
from tui_reader.render.html import to_document
from tui_reader.render.markdown import markdown
from tui_reader.render.page import html_of, safe_address, whole_page

DATA = Path(__file__).parent / "data"
BASE = "https://blog.example/2020/02/post.html"
SOURCES = sorted(DATA.rglob("*.html"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_the_html_of_a_post_has_its_words_and_nothing_active(source: Path) -> None:
    document = to_document(source.read_text("utf-8"), BASE)
    html = html_of(document)
    assert words_of_html(html) == words_of(document)
    assert (read(html).faults, read(html).left_open) == ([], [])


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_the_markdown_of_a_post_reads_as_the_post(source: Path) -> None:
    document = to_document(source.read_text("utf-8"), BASE)
    assert words_of_markdown(markdown(document)) == words_of(document, as_markdown=True)


TAGS = ("b", "i", "s", "code", "p", "h2", "li", "ul", "ol", "blockquote", "a", "sup", "td", "pre")
LETTERS = "ab 1.)#*_`~[]()!<>&|\\-+=\n\"'^:/é日ﬁ\u00a0"
PIECES = st.one_of(
    st.text(LETTERS, max_size=8).map(lambda text: text.replace("<", "&lt;")),
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        [
            "<br>",
            "<hr>",
            "<tr>",
            "<table>",
            "</table>",
            '<a href="/x(y) z">',
            "<img src=p.png alt=x>",
        ]
    ),
)


@given(st.lists(PIECES, max_size=14).map("".join))
@settings(max_examples=400, deadline=None)
def test_whatever_a_post_holds_both_forms_have_its_words(html: str) -> None:
    document = to_document(html, BASE)
    page = html_of(document)
    assert words_of_html(page) == words_of(document)
    assert (read(page).faults, read(page).left_open) == ([], [])
    assert words_of_markdown(markdown(document)) == words_of(document, as_markdown=True)


@pytest.mark.parametrize(
    ("html", "written"),
    [
        ("<b>foo:</b>bar", "<strong>foo:</strong>bar"),
        ("a<b>b</b>c", "a**b**c"),
        ("<b>a</b><i>b</i>", "<strong>a</strong>*b*"),
        ("<b>a <i>b</i></b>, c", "**a <em>b</em>**, c"),
        ("<p><b>bold </b>word of it all</p>", "**bold** word of it all"),
        ("1. no list", "1\\. no list"),
        ("### no headline", "\\### no headline"),
        ("Wow!<a href=https://a.test/>x</a>", "Wow\\![x](https://a.test/)"),
        ("<code>a`b</code> is code", "``a`b`` is code"),
        ("<a href='https://a.test/a b(c)'>x</a> y", "[x](https://a.test/a%20b%28c%29) y"),
    ],
)
def test_marks_stand_only_where_they_are_read_as_marks(html: str, written: str) -> None:
    assert markdown(to_document(html)) == f"{written}\n"


@pytest.mark.parametrize(
    "html",
    [
        "<script>x()</script>a",
        '<p onclick="x()" style="color:red" class="k">a</p>',
        '<a href="javascript:x()">a</a>',
        '<a href="file:///etc/x">a</a>',
        '<a href="data:text/html,x">a</a>',
        '<img src="javascript:x()" alt="a">',
        '<img src="data:image/svg+xml;base64,AAAA" alt="a">',
        '<iframe src="//evil.example/"></iframe>a',
        "<form action=/x><input name=y></form>a",
        '&lt;img src=x onerror="x()"&gt; a',
        '<a href="https://a.test/&quot;onclick=&quot;x()">a</a>',
        "<svg onload=x()>a</svg>a<math><mtext></mtext></math>",
    ],
)
def test_nothing_of_a_hostile_post_acts_in_its_page(html: str) -> None:
    page = html_of(to_document(html, BASE))
    assert (read(page).faults, read(page).left_open) == ([], [])
    assert "a" in words_of_html(page) or "[picture: a]" in page or 'alt="a"' in page


def test_addresses_in_a_page_are_absolute() -> None:
    page = html_of(to_document('<a href="../01/x.html">x</a><img src="//p.example/a.png">', BASE))
    assert 'href="https://blog.example/2020/01/x.html"' in page
    assert 'src="https://p.example/a.png"' in page


def test_a_place_within_the_page_is_led_to() -> None:
    page = html_of(to_document('<p><a href="#n1">1</a></p><p id="n1">The note.</p>', BASE))
    assert '<a href="#n1" rel="noopener">1</a>' in page
    assert '<a id="n1"></a>The note.' in page


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.test/x", "https://a.test/x"),
        ("mailto:a@b.test", "mailto:a@b.test"),
        ("mailto:a@b.test?body=<x>", ""),
        ("ftp://a.test/", ""),
        ("#here", "#here"),
        ("#there", ""),
        ("https://b\u00fccher.test/\u00fc", "https://xn--bcher-kva.test/%C3%BC"),
    ],
)
def test_only_harmless_addresses_may_stand_in_a_page(url: str, safe: str) -> None:
    assert safe_address(url, {"here"}) == safe


def test_a_whole_page_lets_a_browser_load_pictures_and_nothing_else() -> None:
    page = whole_page("A <title>", "<p>x</p>")
    assert "<title>A &lt;title&gt;</title>" in page
    assert "default-src 'none'; img-src http: https: data:" in page
    assert '<meta name="referrer" content="no-referrer">' in page
