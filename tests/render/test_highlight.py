"""Code in colours: the language is what the page says, else what is plain to see, else none."""

import pytest

from tui_reader.render.blocks import Code, Span, text_of
from tui_reader.render.highlight import CODE_LETTERS, LINE_LETTERS, highlighted
from tui_reader.render.html import to_document
from tui_reader.render.languages import KNOWN, guessed
from tui_reader.render.layout import Layout


def code_of(html: str) -> Code:
    block = to_document(html, "https://b.test/").blocks[0]
    assert isinstance(block, Code)
    return block


def styled(html: str, style: str) -> list[str]:
    return [span.text for span in highlighted(code_of(html)) if style in span.styles]


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ('<pre class="language-python">x</pre>', "python"),
        ('<pre class="brush: js; toolbar: false">x</pre>', "javascript"),
        ('<pre lang="cpp" escaped="true">x</pre>', "cpp"),
        ('<pre class="csharpcode">x</pre>', "csharp"),
        ('<pre class="prettyprint lang-c++">x</pre>', "cpp"),
        ('<pre><code class="ruby">x</code></pre>', "ruby"),
        ('<pre><code class="language-sh hljs">x</code></pre>', "bash"),
        ('<pre data-lang="toml">x</pre>', "toml"),
        ('<div class="highlight highlight-source-go"><pre>x</pre></div>', "go"),
        ('<div class="language-yml highlighter-rouge"><div><pre>x</pre></div></div>', "yaml"),
        ('<pre class="language-plaintext">x</pre>', "text"),
        ('<pre class="code">x</pre>', ""),
        ('<pre class="wp-block-code"><code>x</code></pre>', ""),
        ('<pre class="language-\x1b]x">x</pre>', ""),
    ],
)
def test_the_language_of_code_is_what_its_page_says(html: str, language: str) -> None:
    assert code_of(html).language == language


def test_a_language_is_that_of_the_next_block_only() -> None:
    html = '<div class="language-go"><pre>x</pre></div><pre>y</pre>'
    assert [block.language for block in to_document(html).blocks if isinstance(block, Code)] == [
        "go",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("#!/usr/bin/env python\nx", "python"),
        ("def f(x):\n    return x", "python"),
        (">>> 1 + 1\n2", "python"),
        ("#!/bin/bash\nls", "bash"),
        ("$ sudo make install", "console"),
        ("<?php echo 1;", "php"),
        ("<div class='x'>y</div>", "html"),
        ('<?xml version="1.0"?><a/>', "xml"),
        ('<item name="x">y</item>', "xml"),
        ('{"a": 1}', "json"),
        ("#include <stdio.h>\nint main() {}", "cpp"),
        ("using System;\nclass X {}", "csharp"),
        ("import java.util.List;", "java"),
        ("SELECT a FROM b", "sql"),
        ("diff --git a/x b/x", "diff"),
        ("const a = 1;", "javascript"),
        ("func main() {", "go"),
        ("fn main() {", "rust"),
        ("a {\n  color: red;\n}", "css"),
        ("Roses are red,\nviolets are blue", ""),
        ("What is this (and why)?", ""),
        ("", ""),
    ],
)
def test_a_language_is_guessed_only_where_it_is_plain_to_see(text: str, language: str) -> None:
    assert guessed(text) == language


def test_kinds_of_letters_have_their_styles() -> None:
    html = '<pre lang=python>def f(x):  # why\n    return "a" + str(12)</pre>'
    assert styled(html, "code-keyword") == ["def", "return"]
    assert styled(html, "code-name") == ["f", "str"]
    assert styled(html, "code-comment") == ["# why"]
    assert styled(html, "code-string") == ['"a"']
    assert styled(html, "code-number") == ["12"]


def test_links_and_styles_within_code_stay_and_so_does_every_letter() -> None:
    html = '<pre lang=python>x = <a href="/y">open</a>(<b>"z"</b>)  <i id=here># no</i>te</pre>'
    code = code_of(html)
    spans = highlighted(code)
    assert text_of(spans) == text_of(code.spans)
    assert [span.text for span in spans if span.link == 0] == ["open"]
    assert [span.text for span in spans if "strong" in span.styles] == ['"z"']
    assert [span.text for span in spans if span.anchors] == ["# no"]


@pytest.mark.parametrize(
    "code",
    [
        Code((Span("x = 1\n" * CODE_LETTERS),), "python"),
        Code((Span("x = 1; " * LINE_LETTERS),), "python"),
        Code((Span("int a\n\n\n\n\n\n\n\nint b"),), "java"),
        Code((Span("int a b c " * 30 + "\n"),), "java"),
        Code((Span("x = 1"),), "no-such-language"),
        Code((Span("x = 1"),), "text"),
        Code((Span("only words"),)),
    ],
)
def test_code_that_is_long_or_in_no_language_is_left_as_it_is(code: Code) -> None:
    assert highlighted(code) is code.spans


def test_long_code_is_read_in_parts_of_whole_lines() -> None:
    text = '"a" + 1\n' * 2_000
    spans = highlighted(Code((Span(text),), "python"))
    assert text_of(spans) == text
    assert [span.text for span in spans if "code-string" in span.styles] == ['"a"'] * 2_000


def test_every_known_language_has_its_lexer() -> None:
    for name in KNOWN:
        assert text_of(highlighted(Code((Span("a = 'b' + 1 # c\n"),), name)))


def test_code_of_php_needs_no_mark_at_its_beginning() -> None:
    assert styled("<pre lang=php>function f() {}</pre>", "code-keyword") == ["function"]
    assert styled("<pre lang=php>&lt;?php return 1;</pre>", "code-number") == ["1"]


def test_code_is_drawn_in_its_kinds() -> None:
    layout = Layout(to_document("<pre lang=c>int x;</pre>"), 40)
    (line,) = layout.lines(0, 9)
    assert [(piece.text, piece.styles) for piece in line.pieces] == [
        ("int", ("code", "code-keyword")),
        (" x;", ("code",)),
    ]
