"""Posts that are no HTML: plain text keeps its lines, Markdown becomes what it stands for."""

import pytest

from tui_reader.render.blocks import (
    Code,
    Document,
    Heading,
    Items,
    Paragraph,
    Quote,
    Table,
    text_of,
)
from tui_reader.render.html import to_document
from tui_reader.render.loose import MARKDOWN_LETTERS, TEXT_LETTERS, as_html
from tui_reader.render.text import plain_of

WRAPPED = (
    "A text that a program for mail broke into lines of some seventy letters\n"
    "goes on in the next line. Even where a sentence ends just at its end. It\n"
    "is one paragraph.\n\nAnother one."
)
MARKDOWN = "# Title\n\nSome **bold** and `code`, [a link](https://x.test/).\n\n- one\n- two\n"


def texts(document: Document) -> list[str]:
    return [text_of(block.spans) for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Roses are red,\nviolets are blue", ["Roses are red,\nviolets are blue"]),
        ("one\n\ntwo\n \nthree", ["one", "two", "three"]),
        (WRAPPED, [WRAPPED.partition("\n\n")[0].replace("\n", " "), "Another one."]),
        ("A line.\n- one\n- two", ["A line.\n- one\n- two"]),
        ("broken by\n        its feed", ["broken by its feed"]),
        ('see <a\nhref="/x">this</a>\nand that', ["see this\nand that"]),
        ("a &lt;b&gt; c\nd", ["a <b> c\nd"]),
        ("<p>html\nis html</p>", ["html is html"]),
        ("<div>html</div>\nis\nhtml", ["html", "is html"]),
        ("no line ends", ["no line ends"]),
    ],
)
def test_lines_of_plain_text_stay_where_their_writer_ended_them(
    text: str, expected: list[str]
) -> None:
    assert texts(to_document(text)) == expected


@pytest.mark.parametrize(
    "html",
    [
        MARKDOWN,
        MARKDOWN.replace("\n", "<br />\n"),
        "<p>" + MARKDOWN.replace("\n\n", "</p>\n<p>").replace("\n- two", "<br>\n- two") + "</p>",
    ],
)
def test_markdown_is_read_where_nobody_made_html_of_it(html: str) -> None:
    heading, paragraph, items = to_document(html).blocks
    assert isinstance(heading, Heading)
    assert text_of(heading.spans) == "Title"
    assert isinstance(paragraph, Paragraph)
    styles = {span.text: span.styles for span in paragraph.spans}
    assert (styles["bold"], styles["code"]) == (("strong",), ("code",))
    assert isinstance(items, Items)
    assert len(items.items) == 2


def test_code_quotes_and_tables_of_markdown_are_what_they_are() -> None:
    text = "**Note**\n\n```python\nx = 1\n```\n\n&gt; said\n\n| a | b |\n| - | - |\n| 1 | 2 |\n"
    _, code, quote, table = to_document(text).blocks
    assert isinstance(code, Code)
    assert code.language == "python"
    assert isinstance(quote, Quote)
    assert isinstance(table, Table)


@pytest.mark.parametrize(
    "text",
    [
        "# one sign alone\nis none",
        "2 * 3 * 4\n**kwargs and __init__\n",
        "- he said\n- she said\n",
        "<div># Title\n\n**bold**</div>",
        "<pre># Title\n\n**bold**</pre>",
        "#hashtag #other\n*sigh*",
        MARKDOWN * (MARKDOWN_LETTERS // len(MARKDOWN) + 1),
        MARKDOWN * (TEXT_LETTERS // len(MARKDOWN) + 1),
    ],
)
def test_what_only_looks_like_markdown_is_left(text: str) -> None:
    document = to_document(text)
    assert not any(isinstance(block, Heading) for block in document.blocks)


def test_html_is_left_as_it_is() -> None:
    for html in ("<p>a\nb", "one line", "<ul>\n<li>x</ul>", "<!-- c -->\n<h2>x</h2>"):
        assert as_html(html) == html


def test_the_words_for_search_are_free_of_markdowns_marks() -> None:
    assert plain_of(MARKDOWN) == "Title\nSome bold and code, a link.\none\ntwo"
    assert plain_of("<details><summary>one</summary>two</details>three") == "one\ntwo\nthree"
