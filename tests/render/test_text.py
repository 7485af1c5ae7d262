import pytest

from tui_reader.render.html import to_document
from tui_reader.render.text import plain, plain_of


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", ""),
        ("plain", "plain"),
        ("<p>a <b>b</b>c</p><p>d</p>", "a bc\nd"),
        ("a<br>b<li>c", "a\nb\nc"),
        ("<script>x</script>a<style>y</style> b<svg>z</svg>", "a b"),
        ("a&nbsp;&amp;&lt;b&gt;", "a &<b>"),
        ('<img alt="a picture" src="x.jpg">words', "words"),
        ("a&#27;[31m", "a[31m"),
        ("<td>a</td><td>b</td>", "a\nb"),
    ],
)
def test_plain_text_is_the_words_alone(html: str, expected: str) -> None:
    assert plain_of(html) == expected


def test_plain_text_of_a_document_parts_its_blocks() -> None:
    document = to_document("<h2>Head</h2><p>one<br>two</p><ul><li>a<li>b</ul>")
    assert plain(document) == "Head\n\none\ntwo\n\na\n\nb"
