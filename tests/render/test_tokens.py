import pytest

from tui_reader.render.tokens import attributes, tokens


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a < b > c", "a < b > c"),
        ("I </3 you", "I </3 you"),
        ("<john@x.test> hi", "<john@x.test> hi"),
        ("x <y and z <b>bold</b>", "x <y and z {b}bold{/b}"),
        ('<p class="a>b" x>y</p>', "{p}y{/p}"),
        ("<img alt='it's here' src=x>t", "{img}t"),
        ("<BR/><br />", "{br}{br}"),
        ("<!-- a <b> --><i>", "{i}"),
        ("<!--[if gte mso 9]><xml>W</xml><![endif]-->t", "t"),
        ("<!-- open <b>t</b>", " open {b}t{/b}"),
        ("<!--><b>", "{b}"),
        ("<!DOCTYPE html><?xml version='1.0'?>t", "t"),
        ("<![CDATA[ x<b>]]>y", " x<b>y"),
        ("<script>a<b>'</p>'</script>z", "{script}{/script}z"),
        ("<SCRIPT>a</SCRIPT >z", "{script}{/script}z"),
        ("<style>a", "{style}"),
        ("<textarea>a &lt;b> <i></textarea>", "{textarea}a <b> <i>{/textarea}"),
        ('<iframe src="x"/>after', "{iframe}{/iframe}after"),
        ("&lt;b&gt; &amp;lt; &nosuch; &#169", "<b> &lt; &nosuch; ©"),
        ('cut <a href="http://x.test/', "cut "),
        ("<", "<"),
        ("<<<p>", "<<{p}"),
        ("", ""),
    ],
)
def test_markup_is_told_from_text(html: str, expected: str) -> None:
    shown = "".join(f"{{{name}}}" if name else text for name, text in tokens(html))
    assert shown == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (' href="a&amp;b" class=x', {"href": "a&b", "class": "x"}),
        (" HREF='a' href='b'", {"href": "a"}),
        (" checked value = 3 /", {"checked": "", "value": "3"}),
        (' a="unclosed', {"a": '"unclosed'}),
        ("", {}),
        ("/", {}),
    ],
)
def test_attributes_are_read_as_browsers_do(written: str, expected: dict[str, str]) -> None:
    assert attributes(written) == expected
