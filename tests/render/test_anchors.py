"""Links within a post: to its footnotes and back, to its headlines."""

import pytest

from tui_reader.render.blocks import Heading, Span, leaves, spans_of, text_of
from tui_reader.render.html import to_document
from tui_reader.render.layout import Layout

BASE = "https://blog.example/2020/01/post.html"


def place(html: str, name: str) -> str:
    """What stands at an anchor."""
    document = to_document(html, BASE)
    letters = "".join(text_of(spans_of(leaf)) for leaf in leaves(document.blocks))
    return letters[document.anchors[name] :]


@pytest.mark.parametrize(
    ("html", "name", "shown"),
    [
        ("<p>a <b id=x>b</b> c", "x", "b c"),
        ("<p>one<h2 id='two'>Two</h2>three", "two", "Twothree"),
        ("one<a name=more></a><p>two", "more", "two"),
        ("<ul><li>a<li id=fn:1>b</ul>", "fn:1", "b"),
        ("<table><tr><td>a<td id=x>b<tr><td>c<td>d</table>", "x", "bcd"),
        ("<pre>a\n<span id=x>b</span></pre>", "x", "b"),
        ("<p id=x><img src=a.jpg alt=door><p>after", "x", "after"),
        ("a<p id=x>first<p id=x>second", "x", "firstsecond"),
        ("<p>a<b id=x></b><i id=y>b", "x", "b"),
        ("<p id='caf\u00e9'>a", "caf\u00e9", "a"),
    ],
)
def test_an_anchor_is_the_letter_after_it(html: str, name: str, shown: str) -> None:
    assert place(html, name) == shown


@pytest.mark.parametrize(
    ("address", "name", "url"),
    [
        ("#fn1", "fn1", "#fn1"),
        (f"{BASE}#fn1", "fn1", "#fn1"),
        ("#caf%C3%A9", "caf\u00e9", "#caf\u00e9"),
        ("https://www.blogger.com/blog/post/edit/1/2#_ftn1", "_ftn1", "#_ftn1"),
        ("https://other.example/draft#_ftnref1", "_ftnref1", "#_ftnref1"),
        ("file:///C:/Texte/post.htm#s2", "s2", "#s2"),
        ("https://other.example/post#fn1", "fn1", "https://other.example/post#fn1"),
        ("#nowhere", "fn1", f"{BASE}#nowhere"),
    ],
)
def test_a_link_to_a_place_of_its_own_post_is_only_its_name(
    address: str, name: str, url: str
) -> None:
    document = to_document(f'<a href="{address}">1</a><p id="{name}">note', BASE)
    assert [link.url for link in document.links] == [url]


def test_anchors_are_where_they_were_when_a_frame_is_put_around() -> None:
    document = to_document("<p>one<p id=x>two", BASE)
    framed = document.with_frame([Heading((Span("Title"),), 1, ("title",))])
    assert framed.anchors == {"x": document.anchors["x"] + len("Title")}
    layout = Layout(framed, 40)
    assert layout.lines(layout.line_of_offset(framed.anchors["x"]), 1)[0].text == "two"


def test_so_many_anchors_are_kept_and_no_more() -> None:
    document = to_document("".join(f"<p id=n{n}>x" for n in range(11_000)), BASE)
    assert len(document.anchors) == 10_000
    assert to_document(f"<p id={'x' * 300}>x", BASE).anchors == {}
